"""The feed: numbering next to the writer, a leader that dies, and life without Redis."""

from collections.abc import Sequence
from dataclasses import asdict

import typer

from app.core.settings import Settings
from benchmarks import member, movements
from benchmarks.feed_stage import (
    KILLED,
    NO_REDIS,
    SEQUENCER,
    SILENT,
    WRITER,
    FeedOptions,
    FeedStage,
    set_feed_stage,
)
from benchmarks.goals import Goal, of_each_round, ratio_to, told
from benchmarks.rounds import Row, measure_with_progress
from benchmarks.table import Check, Result


def register(members: typer.Typer) -> None:
    members.command("feed")(feed)


def feed(
    seconds: member.Seconds = 3.0,
    rounds: member.Rounds = 3,
    callers: member.Callers = 256,
    items: member.Items = 10_000,
    json_file: member.JsonFile = None,
) -> None:
    """The feed: numbering next to the writer, a leader that dies, and life without Redis."""
    options = FeedOptions(seconds, rounds, callers, items)
    member.hand_out(member.on_own_servers(lambda ready: run_on(ready, options)), json_file)


def run_on(ready: Settings, options: FeedOptions) -> Result:
    """Measure on these two servers, with databases of its own."""
    begun = member.begin("feed", ready)
    with set_feed_stage(ready, options) as stage:
        rows = measure_with_progress(stage.cells(), rounds=options.rounds, seconds=options.seconds)
        checks = checks_of(stage, rows)
    return begun.result(asdict(options), rows, checks, goals())


def checks_of(stage: FeedStage, rows: Sequence[Row]) -> list[Check]:
    """Whether nothing failed, and no number was left out or given twice."""
    holds, detail = stage.numbering.is_without_gaps()
    return [
        movements.check_answers(rows),
        Check("the numbers have no gaps", holds, detail),
        movements.check_feed(stage.without_redis),
    ]


def goals() -> dict[str, Sequence[Goal]]:
    """What each measure is held to; a figure without a target is only told."""
    return {
        SEQUENCER: [ratio_to(WRITER, 1.0, 1.5)],
        KILLED: [
            of_each_round("s, median", lambda reading: reading.more["seconds"], 3, 1, at_most=True)
        ],
        SILENT: [told("s, median", "seconds")],
        NO_REDIS: [told("HTTP answer p50, ms", "http_p50_ms")],
    }
