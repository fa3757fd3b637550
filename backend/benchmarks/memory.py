"""The memory of the serving process over many movements: does it stay flat?"""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated

import psutil
import typer
from rich.table import Table
from rich.text import Text

from app.cli.console import out, step
from app.cli.errors import Failure
from app.core.settings import Settings
from benchmarks import movements
from benchmarks.reading import Reading
from benchmarks.served import own_servers
from benchmarks.stage import loaded_shop
from benchmarks.station import Station, open_station
from benchmarks.table import Check, show_check
from benchmarks.write_stage import BATCH_CONNECTIONS, BATCH_ROWS, batch_ask

SAMPLES = 10
CONNECTIONS = 64
# Of each stretch so much goes in batches, the rest one by one.
BATCHED_SHARE = 0.5
STRETCH_SECONDS_MAX = 120.0
# The first stretches fill caches, buffers and pools; what grows after them grows for good.
SETTLING_SHARE = 0.4
# Whatever is kept of each movement takes more than this: an empty Python object has 16 bytes.
FLAT_BYTES_PER_MOVEMENT = 16.0


@dataclass(frozen=True)
class Sample:
    """The resident memory after so many movements, when the feed had carried all of them away."""

    movements: int
    rss_bytes: int


@dataclass(frozen=True)
class Memory:
    """``batched`` of the movements came in batches, the others one by one."""

    started_at: datetime
    samples: Sequence[Sample]
    batched: int
    checks: Sequence[Check]

    @property
    def settled(self) -> Sequence[Sample]:
        """The samples after the caches are full."""
        return self.samples[int((len(self.samples) - 1) * SETTLING_SHARE) :]

    @property
    def bytes_per_movement(self) -> float:
        """The slope of the settled samples, by least squares."""
        return slope([(sample.movements, sample.rss_bytes) for sample in self.settled])

    @property
    def is_flat(self) -> bool:
        return self.bytes_per_movement <= FLAT_BYTES_PER_MOVEMENT


def slope(points: Sequence[tuple[float, float]]) -> float:
    """How much y grows per x; 0 for fewer than two points."""
    if len(points) < 2:
        return 0.0
    x_mean = sum(x for x, _ in points) / len(points)
    y_mean = sum(y for _, y in points) / len(points)
    spread = sum((x - x_mean) ** 2 for x, _ in points)
    return sum((x - x_mean) * (y - y_mean) for x, y in points) / spread


def register(members: typer.Typer) -> None:
    members.command("memory")(memory)


def memory(
    count: Annotated[
        int,
        typer.Option("--movements", min=20_000, max=5_000_000, help="How many to record."),
    ] = 500_000,
    items: Annotated[int, typer.Option(min=100, max=200_000, help="SKUs in the shop.")] = 10_000,
) -> None:
    """The memory of the serving process over many movements: does it stay flat?"""
    with ExitStack() as stack:
        with step("Starting the database and the cache"):
            ready = stack.enter_context(own_servers())
        found = run_on(ready, count, items)
    show(found)
    if not all(check.holds for check in found.checks):
        raise Failure("The figures are worth nothing: not everything was as it has to be.")


def run_on(ready: Settings, count: int, items: int) -> Memory:
    """Record so many movements on one process, and look at its memory ten times on the way."""
    started_at = datetime.now(UTC)
    with ExitStack() as stack:
        shelves = stack.enter_context(loaded_shop(ready, items))
        with step("Starting the server"):
            station = stack.enter_context(open_station(shelves, 1))
        process, before = psutil.Process(station.server.pids[0]), station.tally()
        samples, batched = [Sample(0, process.memory_info().rss)], 0
        readings: list[Reading] = []
        for stretch in stretches(count):
            with step(f"{stretch.movements:,} movements after {samples[-1].movements:,}"):
                readings += stretch.record(station, items)
            batched += stretch.batches * BATCH_ROWS
            so_far = samples[-1].movements + stretch.movements
            samples.append(Sample(so_far, process.memory_info().rss))
        added = station.tally().since(before)
    failures = [reading.failures for reading in readings if reading.failures]
    checks = [
        Check("every request was answered as expected", not failures, str(failures or "yes")),
        # How many rows of a batch share a key is its own business.
        movements.check_tally("the database", added, count, keys=added.keys),
        movements.check_feed(station),
    ]
    return Memory(started_at, samples, batched, checks)


@dataclass(frozen=True)
class Stretch:
    """What is recorded between two looks at the memory."""

    batches: int
    singles: int

    @property
    def movements(self) -> int:
        return self.batches * BATCH_ROWS + self.singles

    def record(self, station: Station, items: int) -> Iterator[Reading]:
        """Record just these, and let the feed carry them away."""
        if self.batches:
            yield station.write(
                batch_ask(items),
                connections=BATCH_CONNECTIONS,
                seconds=STRETCH_SECONDS_MAX,
                requests=self.batches,
            )
        yield station.write(
            movements.uniform(items).ask(),
            connections=CONNECTIONS,
            seconds=STRETCH_SECONDS_MAX,
            requests=self.singles,
        )


def stretches(count: int) -> Iterator[Stretch]:
    """So many movements in ten parts, the last of which takes the remainder."""
    part = count // SAMPLES
    for number in range(SAMPLES):
        here = part if number < SAMPLES - 1 else count - part * (SAMPLES - 1)
        batches = int(here * BATCHED_SHARE) // BATCH_ROWS
        yield Stretch(batches, here - batches * BATCH_ROWS)


def show(found: Memory) -> None:
    """Print the samples, the slope and the verdict."""
    out.print()
    out.print(Text("tanamori bench memory", style="bold"), end="  ")
    out.print(f"{found.started_at:%Y-%m-%d %H:%M} UTC")
    last = found.samples[-1].movements
    out.print(f"{last:,} movements over HTTP, {found.batched:,} of them in batches; 1 process")
    out.print()
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for name in ("movements", "resident, MB", "since the last"):
        table.add_column(name, justify="right", no_wrap=True)
    earlier = found.samples[0].rss_bytes
    for sample in found.samples:
        grown = f"{(sample.rss_bytes - earlier) / 1e6:+.1f}"
        table.add_row(f"{sample.movements:,}", f"{sample.rss_bytes / 1e6:.1f}", grown)
        earlier = sample.rss_bytes
    out.print(table)
    out.print()
    verdict = Text("flat", "green") if found.is_flat else Text("grows", "bold red")
    out.print(
        Text(f"From {found.settled[0].movements:,} on {found.bytes_per_movement:+.1f} bytes a "),
        Text(f"movement (flat: at most {FLAT_BYTES_PER_MOVEMENT:g}): "),
        verdict,
        sep="",
    )
    for check in found.checks:
        show_check(check)
