"""All prices of a shop at once: preview, apply and undo, and what movements feel of it."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Annotated

import typer

from app.core.settings import Settings
from benchmarks import member, movements
from benchmarks.goals import Goal, of_each_round, p99_to, told
from benchmarks.paced import PER_SECOND_MAX
from benchmarks.reading import Reading
from benchmarks.reprice_stage import (
    ALONE,
    FEED,
    STEPS,
    RepriceOptions,
    RepriceStage,
    beside,
    set_reprice_stage,
)
from benchmarks.rounds import Row
from benchmarks.table import Check, Result

# Seconds for a hundred thousand prices: enough, and wished for.
PREVIEW_SECONDS = (60, 20)
STEP_SECONDS = (180, 90)
# Milliseconds that all but one movement in a hundred take at most beside the change.
P99_MS = (250, 100)


def register(members: typer.Typer) -> None:
    members.command("reprice")(reprice)


def reprice(
    seconds: member.Seconds = 10.0,
    rounds: member.Rounds = 1,
    items: member.Items = 100_000,
    per_second: Annotated[
        float, typer.Option(min=1, max=PER_SECOND_MAX, help="Movements of stock a second.")
    ] = 200.0,
    json_file: member.JsonFile = None,
) -> None:
    """All prices of a shop at once: preview, apply and undo, and what movements feel of it."""
    options = RepriceOptions(seconds, rounds, items, per_second)
    member.hand_out(member.on_own_servers(lambda ready: run_on(ready, options)), json_file)


def run_on(ready: Settings, options: RepriceOptions) -> Result:
    """Measure on these two servers, with a database of its own."""
    begun = member.begin("reprice", ready)
    with set_reprice_stage(ready, options) as stage:
        before, stock = stage.bases(), stage.station.tally()
        rows = stage.measure()
        checks = [
            movements.check_answers(rows),
            check_prices(stage, before, rows),
            stage.check_feed_of_prices(),
            movements.check_tally("the stock", stage.station.tally().since(stock), sold_in(rows)),
            movements.check_feed(stage.station),
        ]
    return begun.result(asdict(options), rows, checks, goals(options.items))


def cpu_seconds(reading: Reading) -> float:
    """What the step cost the server's process, however long it had to wait for its turn."""
    return reading.cores["server"] * reading.more["seconds"]


def sold_in(rows: Sequence[Row]) -> int:
    names = {ALONE, *(beside(name) for name in STEPS)}
    return sum(row.done for row in rows if row.cell.name in names)


def check_prices(stage: RepriceStage, before: dict[str, object], rows: Sequence[Row]) -> Check:
    """Whether each price was set and set back, and is what it was."""
    counts = {row.cell.name: row.done for row in rows if row.cell.name in STEPS}
    expected = stage.options.items * stage.options.rounds
    return Check(
        "every price was set, and set back to what it was",
        stage.bases() == before and set(counts.values()) == {expected},
        f"{counts['apply']:,} set and {counts['undo']:,} set back of {expected:,}",
    )


def goals(items: int) -> dict[str, Sequence[Goal]]:
    """What each measure is held to; a figure without a target is only told."""

    def for_100_000(reading: Reading) -> float:
        return reading.more["seconds"] * 100_000 / items

    def of_step(name: str) -> list[Goal]:
        enough, wish = PREVIEW_SECONDS if name == "preview" else STEP_SECONDS
        held = of_each_round("s for 100,000 prices", for_100_000, enough, wish, at_most=True)
        return [
            told("s in all", "seconds"),
            held,
            of_each_round("CPU s of the server", cpu_seconds),
        ]

    enough, wish = P99_MS
    felt = [
        of_each_round("p99, ms", lambda reading: reading.p99_ms, enough, wish, at_most=True),
        only_told(p99_to(ALONE, 0, 0)),
        told("share of that time with the change at work", "share"),
    ]
    return {
        **{name: of_step(name) for name in STEPS},
        FEED: [told("s until the last was numbered", "seconds")],
        **{beside(name): felt for name in STEPS},
    }


def only_told(goal: Goal) -> Goal:
    """The same figure, only told."""
    return Goal(goal.label, goal.figure)
