"""In which order is it measured, and what do the rounds say together?

A machine drifts: other work, checkpoints, warm and cold processors. So everything is measured once
in each of several rounds, every second round backwards, and a ratio is taken inside a round before
anything is averaged. What counts is the median of the rounds; the spread stands beside it.
"""

import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from app.cli.console import err
from benchmarks.reading import Reading

WARM_SECONDS_MAX = 1.0

Measure = Callable[[float], Reading]


@dataclass(frozen=True)
class Cell:
    """One thing to measure; ``measure`` gets the seconds that it may take.

    Cells of the same ``name`` are tries at the same limit (with other ``note``): the best counts.
    ``against`` names the limits that the cell is held to. What happens ``once`` in a measurement
    and begins with new processes has no warm-up and no rate.
    """

    name: str
    measure: Measure
    note: str = ""
    against: tuple[str, ...] = ()
    once: bool = False


@dataclass(frozen=True)
class Spread:
    """The median of the rounds, between the lowest and the highest."""

    median: float
    low: float
    high: float


def spread(values: Sequence[float]) -> Spread:
    return Spread(statistics.median(values), min(values), max(values))


@dataclass
class Row:
    """A cell with its readings, one per round, and the one of its warm-up."""

    cell: Cell
    readings: list[Reading] = field(default_factory=list)
    warm_up: list[Reading] = field(default_factory=list)

    @property
    def per_second(self) -> Spread:
        return spread([reading.per_second for reading in self.readings])

    @property
    def done(self) -> int:
        """Everything that was done for this cell, measured or not."""
        return sum(reading.done for reading in (*self.warm_up, *self.readings))

    @property
    def failures(self) -> dict[str, int]:
        """What went wrong, by reason; a round in which nothing was done is a failure too."""
        empty = sum(reading.per_second == 0 for reading in self.readings)
        together = {"rounds without a result": empty} if empty else {}
        for reading in (*self.warm_up, *self.readings):
            for reason, count in reading.failures.items():
                together[reason] = together.get(reason, 0) + count
        return together


def measure(
    cells: Sequence[Cell],
    *,
    rounds: int,
    seconds: float,
    warm_seconds: float,
    on_cell: Callable[[Cell], None],
) -> list[Row]:
    """Every cell once to warm it up and once in every round; ``on_cell`` hears which comes next."""
    rows = [Row(cell) for cell in cells]
    for row in rows:
        on_cell(row.cell)
        if not row.cell.once:
            row.warm_up.append(row.cell.measure(warm_seconds))
    for number in range(rounds):
        for row in rows if number % 2 == 0 else reversed(rows):
            on_cell(row.cell)
            row.readings.append(row.cell.measure(seconds))
    return rows


def measure_with_progress(cells: Sequence[Cell], *, rounds: int, seconds: float) -> list[Row]:
    """The same, for somebody who watches."""
    with Progress(
        TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn(), console=err
    ) as progress:
        task = progress.add_task("Measuring", total=len(cells) * (rounds + 1))
        return measure(
            cells,
            rounds=rounds,
            seconds=seconds,
            warm_seconds=min(seconds, WARM_SECONDS_MAX),
            on_cell=lambda cell: progress.update(task, advance=1, description=cell.name),
        )


def best_of(rows: Sequence[Row]) -> list[Row]:
    """Of the rows of one name the one with the highest median, in the order of the cells."""
    best: dict[str, Row] = {}
    for row in rows:
        known = best.get(row.cell.name)
        if known is None or row.per_second.median > known.per_second.median:
            best[row.cell.name] = row
    return list(best.values())


def ratios(row: Row, rows: Sequence[Row]) -> dict[str, Spread]:
    """The row divided by each of its limits, round by round."""
    limits = {limit.cell.name: limit for limit in rows}
    return {
        name: spread(
            [
                own.per_second / limit.per_second if limit.per_second else 0.0
                for own, limit in zip(row.readings, limits[name].readings, strict=True)
            ]
        )
        for name in row.cell.against
    }
