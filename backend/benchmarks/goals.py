"""What is a figure held to, and does it reach that?"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from benchmarks.reading import Reading
from benchmarks.rounds import Row, Spread, ratios, spread

Figure = Callable[[Row, Sequence[Row]], Spread]


@dataclass(frozen=True)
class Goal:
    """A figure of a row, the number that is ``enough``, and the one that is wished for.

    Without ``enough`` it is only told. ``at_most``: less is better.
    """

    label: str
    figure: Figure
    enough: float | None = None
    wish: float | None = None
    at_most: bool = False

    def verdict(self, median: float) -> str:
        """``wish``, ``yes`` or ``no``; empty where nothing is asked for."""
        if self.enough is None:
            return ""
        if self.wish is not None and self._reaches(median, self.wish):
            return "wish"
        return "yes" if self._reaches(median, self.enough) else "no"

    def words(self, value: float | None) -> str:
        if value is None:
            return ""
        return f"{'≤' if self.at_most else '≥'} {value:g}"

    def _reaches(self, median: float, value: float) -> bool:
        return median <= value if self.at_most else median >= value


def ratio_to(limit: str, enough: float | None = None, wish: float | None = None) -> Goal:
    """The rate divided by that of another row, inside each round; see ``Cell.against``."""

    def figure(row: Row, rows: Sequence[Row]) -> Spread:
        return ratios(row, rows)[limit]

    return Goal(f"÷ {limit}", figure, enough, wish)


def of_each_round(
    label: str,
    value: Callable[[Reading], float],
    enough: float | None = None,
    wish: float | None = None,
    *,
    at_most: bool = False,
) -> Goal:
    """A number that each reading gives by itself."""

    def figure(row: Row, _rows: Sequence[Row]) -> Spread:
        return spread([value(reading) for reading in row.readings])

    return Goal(label, figure, enough, wish, at_most)


def told(label: str, name: str) -> Goal:
    """What only this kind of measurement knows, as it is."""
    return of_each_round(label, lambda reading: reading.more[name])


def p99_to(other: str, enough: float, wish: float) -> Goal:
    """The p99 divided by that of another row, inside each round; less is better."""

    def figure(row: Row, rows: Sequence[Row]) -> Spread:
        beside = next(each for each in rows if each.cell.name == other)
        pairs = zip(row.readings, beside.readings, strict=True)
        return spread([own.p99_ms / that.p99_ms if that.p99_ms else 0.0 for own, that in pairs])

    return Goal(f"p99 ÷ that of {other}", figure, enough, wish, at_most=True)
