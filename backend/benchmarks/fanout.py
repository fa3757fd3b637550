"""The fan-out: one change on its way to many sockets, next to a bare writer and Node ws."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Annotated

import typer

from app.core.settings import Settings
from benchmarks import member, movements
from benchmarks.fanout_stage import FanoutOptions, FanoutStage, Names, Scale, set_fanout_stage
from benchmarks.goals import Goal, of_each_round, p99_to, ratio_to, told
from benchmarks.listening import SOCKETS_MAX
from benchmarks.rounds import Row, measure_with_progress
from benchmarks.table import Check, Result

# The number of sockets that the targets are set for.
HELD_SOCKETS = 1_000
# A reader that stands still costs the server one buffer, and never more than this. Beside it the
# process grows and shrinks a little by itself.
STALLED_KIB_MAX = 512
STEADY_KIB_MAX = 8_192


def register(members: typer.Typer) -> None:
    members.command("fanout")(fanout)


def fanout(
    sockets: Annotated[
        list[int] | None,
        typer.Option(
            "--sockets",
            min=1,
            max=SOCKETS_MAX,
            help="How many sockets; may be repeated.  [default: 200, 1000, 2000]",
            show_default=False,
        ),
    ] = None,
    seconds: member.Seconds = 3.0,
    rounds: member.Rounds = 3,
    scale: Annotated[
        float,
        typer.Option(
            min=0.01, max=1, help="Share of the sockets in the rows with a fixed number of them."
        ),
    ] = 1.0,
    node: Annotated[bool, typer.Option(help="Measure Node's ws, too.")] = True,
    json_file: member.JsonFile = None,
) -> None:
    """The fan-out: one change on its way to many sockets, next to a bare writer and Node ws."""
    counts = sorted(set(sockets or (200, 1_000, 2_000)))
    options = FanoutOptions(counts, seconds, rounds, 10_000, node, Scale().times(scale))
    member.hand_out(member.on_own_servers(lambda ready: run_on(ready, options)), json_file)


def run_on(ready: Settings, options: FanoutOptions) -> Result:
    """Measure on these two servers, with databases of its own."""
    begun = member.begin("fanout", ready)
    with set_fanout_stage(ready, options) as stage:
        rows = measure_with_progress(stage.cells(), rounds=options.rounds, seconds=options.seconds)
        checks = checks_of(stage, rows)
        parameters = {
            **{name: value for name, value in asdict(options).items() if name != "scale"},
            "queries of the last restart:": stage.storm.told(),
        }
    return begun.result(parameters, rows, checks, goals(options))


def checks_of(stage: FanoutStage, rows: Sequence[Row]) -> list[Check]:
    """Whether nothing was lost, and those that stood still were closed and cost little."""
    checks = [movements.check_answers(rows), movements.check_feed(stage.station)]
    found = {row.cell.name: row for row in rows}
    names, stalled = stage.names, stage.options.scale.stalled
    return checks + check_stalled(found[names.path], found[names.stalled], stalled)


def check_stalled(without: Row, beside: Row, stalled: int) -> list[Check]:
    """What became of readers that stood still; nothing where there was no time for it."""
    rounds = [
        (other.more["grown_kib"], own.more["grown_kib"], int(own.more["slow_closes"]))
        for other, own in zip(without.readings, beside.readings, strict=True)
        if "slow_closes" in own.more
    ]
    if not rounds:
        return []
    fewest = min(closed for _, _, closed in rounds)
    most = max(grown - otherwise for otherwise, grown, _ in rounds)
    allowed = STEADY_KIB_MAX + stalled * STALLED_KIB_MAX
    return [
        Check(
            "who stood still was closed with 4008",
            fewest == stalled,
            f"{fewest} of {stalled} in the round with the fewest",
        ),
        Check(
            "who stood still cost little memory",
            most <= allowed,
            f"{most:,.0f} KiB more than without them at most (allowed: {allowed:,})",
        ),
    ]


def goals(options: FanoutOptions) -> dict[str, Sequence[Goal]]:
    """What each measure is held to; a figure without a target is only told."""
    names = Names(options.scale)
    held: dict[str, Sequence[Goal]] = {}
    for sockets in options.sockets:
        is_held = sockets == HELD_SOCKETS
        to_writer, to_node = ((0.45, 0.7), (0.9, 1.3)) if is_held else ((), ())
        of_gateway = [ratio_to(names.writer(sockets), *to_writer)]
        if options.node:
            of_gateway.append(ratio_to(names.node(sockets), *to_node))
            held[names.node(sockets)] = [ratio_to(names.writer(sockets))]
        held[names.gateway(sockets)] = of_gateway
    p50 = of_each_round("p50, ms", lambda reading: reading.p50_ms, 15, 8, at_most=True)
    p99 = of_each_round("p99, ms", lambda reading: reading.p99_ms, 60, 30, at_most=True)
    return held | {
        names.paced: [
            of_each_round("share delivered", lambda reading: reading.more["share"], 1.0),
            of_each_round("p99, ms", lambda reading: reading.p99_ms, 60, 40, at_most=True),
        ],
        names.path: [p50, p99, told("HTTP answer p50, ms", "http_p50_ms")],
        names.stalled: [p99_to(names.path, 1.2, 1.05)],
        names.idle: [
            of_each_round(
                "KiB each", lambda reading: reading.more["kib_each"], 40, 20, at_most=True
            )
        ],
        names.storm: [
            of_each_round(
                "s until all live", lambda reading: reading.more["seconds"], 10, 5, at_most=True
            ),
            told("s until the first is", "first_seconds"),
            of_each_round(
                "queries for it", lambda reading: reading.more["queries"], 10, 3, at_most=True
            ),
        ],
    }
