"""A screen of 100,000 items that changes 200 times a second: long tasks, frames and memory."""

import json
import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Annotated, Any

import typer
from rich.table import Table

from app.cli.console import out, step
from app.cli.web_build import ensure_built
from app.core.settings import Settings
from benchmarks import member, movements
from benchmarks.asking import Ask, Job
from benchmarks.growth import SAMPLES, Growth, show_growth
from benchmarks.load import SECONDS_MAX
from benchmarks.open_page import OpenPage, find_browser, opened_page
from benchmarks.paced import Pace, put_paced_load
from benchmarks.reading import Reading
from benchmarks.stage import loaded_shop
from benchmarks.station import Station, open_station
from benchmarks.table import Check, show_check, show_title
from benchmarks.write_stage import BATCH_ROWS, batch_ask

CHANGES_PER_SECOND = 200
CONNECTIONS = 16
# For the memory as many changes as a night brings, in seconds.
BATCHES_PER_SECOND = 3
BATCH_CONNECTIONS = 4


@dataclass(frozen=True)
class ScreenOptions:
    """What the person asked for; ``browser`` is the program."""

    items: int
    seconds: float
    changes: int
    browser: str


@dataclass(frozen=True)
class Watched:
    """What the page said of its main thread; ``blocked_ms`` is the sum of its long tasks."""

    seconds: float
    long_tasks: int
    longest_ms: float
    blocked_ms: float
    frames_per_second: float

    @property
    def per_minute(self) -> float:
        return self.long_tasks / self.seconds * 60


@dataclass(frozen=True)
class Sample:
    """The heap of the page after so many changes, when all garbage was collected."""

    changes: int
    heap_bytes: int


@dataclass(frozen=True)
class Screen:
    """``quiet`` is the page without changes, ``busy`` with so many a second."""

    started_at: datetime
    options: ScreenOptions
    quiet: Watched
    busy: Watched
    samples: Sequence[Sample]
    checks: Sequence[Check]

    @property
    def growth(self) -> Growth:
        return Growth([(sample.changes, sample.heap_bytes) for sample in self.samples])

    @property
    def bytes_per_change(self) -> float:
        return self.growth.bytes_each

    @property
    def is_flat(self) -> bool:
        return self.growth.is_flat


def register(members: typer.Typer) -> None:
    members.command("screen")(screen)


def screen(
    items: member.Items = 100_000,
    seconds: Annotated[
        float, typer.Option(min=5, max=SECONDS_MAX, help="How long the page is watched.")
    ] = 30.0,
    changes: Annotated[
        int, typer.Option(min=10_000, max=2_000_000, help="Changes for the memory.")
    ] = 100_000,
    json_file: member.JsonFile = None,
) -> None:
    """A screen of 100,000 items that changes 200 times a second: long tasks, frames and memory."""
    options = ScreenOptions(items, seconds, changes, find_browser())
    ensure_built()
    found = member.on_own_servers(lambda ready: run_on(ready, options))
    show(found)
    member.write_down(document(found), json_file)
    member.require(found.checks)


def run_on(ready: Settings, options: ScreenOptions) -> Screen:
    """Open one page, watch it idle and busy, and look at its memory ten times on the way."""
    started_at = datetime.now(UTC)
    with ExitStack() as stack:
        shelves = stack.enter_context(loaded_shop(ready, options.items))
        with step("Starting the server"):
            station = stack.enter_context(open_station(shelves, 1))
        with step("Opening the page"):
            page = stack.enter_context(opened_page(station, options.browser))
            shown = page.ask("open", address=page.address)["skus"]
        before = station.tally()
        with step(f"Watching it for {options.seconds:g} s without changes"):
            page.ask("begin")
            time.sleep(options.seconds)
            quiet = Watched(**page.ask("end"))
        with step(f"Watching it for {options.seconds:g} s with {CHANGES_PER_SECOND} changes/s"):
            page.ask("begin")
            single = record(station, busy_ask(shown, options.items), options.seconds)
            busy = Watched(**page.ask("end"))
        samples, batches = grow(page, station, options)
        added = station.tally().since(before)
        went_live = bool(page.ask("heap")["live"])
    done = single.done + sum(batch.done for batch in batches) * BATCH_ROWS
    failures = [reading.failures for reading in (single, *batches) if reading.failures]
    checks = [
        Check("every request was answered as expected", not failures, str(failures or "yes")),
        movements.check_tally("the database", added, done, keys=added.keys),
        movements.check_feed(station),
        Check("the page was live at the end", went_live, "by its own badge"),
    ]
    return Screen(started_at, options, quiet, busy, samples, checks)


def grow(
    page: OpenPage, station: Station, options: ScreenOptions
) -> tuple[list[Sample], list[Reading]]:
    """Many changes in little time, and the heap after each tenth of them."""
    samples, batches = [Sample(0, page.ask("heap")["used_bytes"])], []
    ask = batch_ask(options.items)
    seconds = options.changes / SAMPLES / BATCH_ROWS / BATCHES_PER_SECOND
    for number in range(SAMPLES):
        with step(f"Changes for the memory: part {number + 1} of {SAMPLES}"):
            batches.append(record(station, ask, seconds, BATCHES_PER_SECOND, BATCH_CONNECTIONS))
            so_far = samples[-1].changes + batches[-1].done * BATCH_ROWS
            time.sleep(1.0)
            samples.append(Sample(so_far, page.ask("heap")["used_bytes"]))
    return samples, batches


def busy_ask(shown: Sequence[str], items: int) -> Ask:
    """The sale of one unit: every second time of an item on the screen, else of any."""
    any_sku = [f"BENCH-{number}" for number in range(1, items + 1)]
    on_screen = [shown[place % len(shown)] for place in range(len(any_sku))]
    return Ask(
        "POST",
        movements.PATH,
        json.dumps(movements.body_of("{one}")),
        (*any_sku, *on_screen),
        keyed=True,
        expect=movements.CREATED,
    )


def record(
    station: Station,
    ask: Ask,
    seconds: float,
    per_second: float = CHANGES_PER_SECOND,
    connections: int = CONNECTIONS,
) -> Reading:
    """At this pace, until the feed has carried everything away."""
    server = station.server
    job = Job(server.host, server.port, ask, connections, seconds, station.token)
    reading = put_paced_load(Pace(job, per_second))
    station.feed_seconds.append(station.wait_for_feed())
    server.bound_log()
    return reading


def show(found: Screen) -> None:
    """Print what the page said, the samples, the slope and the verdict."""
    show_title("screen", found.started_at)
    out.print(f"{found.options.items:,} items in the table; Chromium without a screen, 1 process")
    out.print()
    watched = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    watched.add_column("the page", no_wrap=True)
    for name in ("long tasks/min", "longest, ms", "in long tasks", "frames/s"):
        watched.add_column(name, justify="right", no_wrap=True)
    busy = f"{CHANGES_PER_SECOND} changes a second"
    for name, seen in (("without changes", found.quiet), (busy, found.busy)):
        watched.add_row(
            name,
            f"{seen.per_minute:.1f}",
            f"{seen.longest_ms:.0f}",
            f"{seen.blocked_ms / seen.seconds / 10:.1f} %",
            f"{seen.frames_per_second:.1f}",
        )
    out.print(watched)
    out.print()
    told = f"{found.bytes_per_change:+.2f} kB per 1,000 changes"
    show_growth(found.growth, of="changes", memory="heap", digits=2, told=told)
    for check in found.checks:
        show_check(check)


def document(found: Screen) -> dict[str, Any]:
    """Everything, for a program."""
    return {
        **asdict(found),
        "started_at": found.started_at.isoformat(),
        "bytes_per_change": found.bytes_per_change,
    }
