"""The memory of the serving process over many movements: does it stay flat?"""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated

import psutil
import typer

from app.cli.console import out, step
from app.core.settings import Settings
from benchmarks import member, movements
from benchmarks.growth import SAMPLES, Growth, show_growth
from benchmarks.reading import Reading
from benchmarks.stage import loaded_shop
from benchmarks.station import Station, open_station
from benchmarks.table import Check, show_check, show_title
from benchmarks.write_stage import BATCH_CONNECTIONS, BATCH_ROWS, batch_ask

CONNECTIONS = 64
# Of each stretch so much goes in batches, the rest one by one.
BATCHED_SHARE = 0.5
STRETCH_SECONDS_MAX = 120.0


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
    def growth(self) -> Growth:
        return Growth([(sample.movements, sample.rss_bytes) for sample in self.samples])

    @property
    def bytes_per_movement(self) -> float:
        return self.growth.bytes_each

    @property
    def is_flat(self) -> bool:
        return self.growth.is_flat


def register(members: typer.Typer) -> None:
    members.command("memory")(memory)


def memory(
    count: Annotated[
        int,
        typer.Option("--movements", min=20_000, max=5_000_000, help="How many to record."),
    ] = 500_000,
    items: member.Items = 10_000,
) -> None:
    """The memory of the serving process over many movements: does it stay flat?"""
    found = member.on_own_servers(lambda ready: run_on(ready, count, items))
    show(found)
    member.require(found.checks)


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
    show_title("memory", found.started_at)
    last = found.samples[-1].movements
    out.print(f"{last:,} movements over HTTP, {found.batched:,} of them in batches; 1 process")
    out.print()
    told = f"{found.bytes_per_movement:+.1f} bytes a movement"
    show_growth(found.growth, of="movements", memory="resident", digits=1, told=told)
    for check in found.checks:
        show_check(check)
