"""Does something grow for good while more and more happens?"""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.table import Table
from rich.text import Text

from app.cli.console import out

# So often is the memory looked at.
SAMPLES = 10
# What happens first fills caches, buffers and pools; what grows after that grows for good.
SETTLING_SHARE = 0.4
# Whatever is kept of each takes more than this: an empty Python object has 16 bytes.
FLAT_BYTES_EACH = 16.0

Point = tuple[int, int]


@dataclass(frozen=True)
class Growth:
    """Points: so much had happened, and so many bytes were in use."""

    points: Sequence[Point]

    @property
    def settled(self) -> Sequence[Point]:
        """The points after the caches are full."""
        return self.points[int((len(self.points) - 1) * SETTLING_SHARE) :]

    @property
    def bytes_each(self) -> float:
        """The slope of the settled points, by least squares."""
        return slope(self.settled)

    @property
    def is_flat(self) -> bool:
        return self.bytes_each <= FLAT_BYTES_EACH


def slope(points: Sequence[tuple[float, float]]) -> float:
    """How much y grows per x; 0 for fewer than two points."""
    if len(points) < 2:
        return 0.0
    x_mean = sum(x for x, _ in points) / len(points)
    y_mean = sum(y for _, y in points) / len(points)
    spread = sum((x - x_mean) ** 2 for x, _ in points)
    return sum((x - x_mean) * (y - y_mean) for x, y in points) / spread


def show_growth(growth: Growth, *, of: str, memory: str, digits: int, told: str) -> None:
    """Print the points, the slope and the verdict.

    ``of`` and ``memory`` head the columns, MB have so many ``digits``; ``told`` is the slope in
    words.
    """
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for name in (of, f"{memory}, MB", "since the last"):
        table.add_column(name, justify="right", no_wrap=True)
    earlier = growth.points[0][1]
    for count, size in growth.points:
        grown = f"{(size - earlier) / 1e6:+.{digits}f}"
        table.add_row(f"{count:,}", f"{size / 1e6:.{digits}f}", grown)
        earlier = size
    out.print(table)
    out.print()
    verdict = Text("flat", "green") if growth.is_flat else Text("grows", "bold red")
    out.print(
        Text(f"From {growth.settled[0][0]:,} on {told} (flat: at most {FLAT_BYTES_EACH:g}): "),
        verdict,
        sep="",
    )
