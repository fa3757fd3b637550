"""Do the balances still agree with the ledger and the holds, while everything runs?

The leader compares the levels page by page, each page in one snapshot, and rests between pages in
proportion to its work, so that it takes a small and fixed share of the time. What differs is
logged once and counted on /metrics; ``tanamori check`` names it, and --fix puts it right.
"""

import asyncio
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

import structlog
from prometheus_client import Gauge
from sqlalchemy import text

from app.core.clock import now
from app.db.base import Record
from app.db.database import DATABASE_AWAY, Database

# The names are those of `tanamori check`.
SUMS = "ledger sums"
END = "ledger end"
HOLDS = "holds"
COMPARISONS = (SUMS, END, HOLDS)

LEVELS_MAX = 500
TICK_SECONDS = 1.0
# From the end of a round to the next; the first waits until the process has settled.
ROUND_SECONDS = 300.0
FIRST_ROUND_SECONDS = 20.0
# How long it rests after a page, in terms of how long that took.
REST = 20.0
REST_SECONDS_MIN = 0.05

DIFFERENCES = Gauge(
    "tanamori_check_differences", "Levels that differ, by comparison.", ["comparison"]
)
COMPARED = Gauge("tanamori_check_levels", "Levels compared in the last finished round.")
FINISHED = Gauge(
    "tanamori_check_finished_timestamp_seconds",
    "When the last round finished; 0 in a process that has not finished one, or does not lead.",
)

PAGE = text("SELECT id FROM stock_levels WHERE id > :after_id ORDER BY id LIMIT :limit")
# By the range of the page's ids, which the ledger's index on (level_id, version) reads in order.
DIFFERENT = text(
    """
    WITH ledger AS (
        SELECT stock_movements.level_id, sum(delta_on_hand) AS moved,
               sum(delta_reserved) AS held, max(stock_movements.version) AS version,
               sum(delta_reserved) FILTER (WHERE holds.id IS NOT NULL) AS kept
        FROM stock_movements
        LEFT JOIN holds ON holds.id = stock_movements.hold_id AND holds.state = 'held'
        WHERE stock_movements.level_id BETWEEN :first_id AND :last_id
        GROUP BY stock_movements.level_id
    ), compared AS (
        SELECT stock_levels.id, on_hand, reserved, stock_levels.version,
               CAST(coalesce(moved, 0) AS bigint) AS moved,
               CAST(coalesce(held, 0) AS bigint) AS held,
               CAST(coalesce(kept, 0) AS bigint) AS kept,
               coalesce(ledger.version, 0) AS last_version,
               coalesce(on_hand_after, on_hand) AS on_hand_after,
               coalesce(reserved_after, reserved) AS reserved_after
        FROM stock_levels
        LEFT JOIN ledger ON ledger.level_id = stock_levels.id
        LEFT JOIN stock_movements AS last
               ON last.level_id = stock_levels.id AND last.version = ledger.version
        WHERE stock_levels.id BETWEEN :first_id AND :last_id
    )
    SELECT * FROM compared
    WHERE on_hand <> moved OR reserved <> held OR reserved <> kept
       OR on_hand <> on_hand_after OR reserved <> reserved_after OR last_version > version
    ORDER BY id
    """
)

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Difference:
    """What one comparison found at one level."""

    comparison: str
    level_id: int
    says: str
    but: str

    @property
    def place(self) -> tuple[str, int]:
        """What makes it the same difference, though the level moves on."""
        return self.comparison, self.level_id


@dataclass(slots=True)
class Round:
    """What one way through all levels found; unfinished when the process stopped leading."""

    levels: int = 0
    finished_at: datetime | None = None
    differences: list[Difference] = field(default_factory=list)

    def count(self, comparison: str) -> int:
        return sum(found.comparison == comparison for found in self.differences)


class SelfCheck:
    """One per process; works while ``leading`` says so."""

    def __init__(
        self, database: Database, *, leading: Callable[[], bool], rest: float = REST
    ) -> None:
        self._database = database
        self._leading = leading
        self._rest = rest
        self._known: set[tuple[str, int]] = set()
        self.last = Round()

    async def run(self) -> None:
        due = time.monotonic() + FIRST_ROUND_SECONDS
        while True:
            if not self._leading():
                self._forget()
            elif time.monotonic() >= due:
                pause = FIRST_ROUND_SECONDS
                try:
                    if (await self.round()).finished_at:
                        pause = ROUND_SECONDS
                except DATABASE_AWAY as error:
                    log.warning("stock.self_check_failed", error=str(error))
                due = time.monotonic() + pause
            await asyncio.sleep(TICK_SECONDS)

    async def round(self) -> Round:
        """Compare every level once, tell what is new, and set the gauges."""
        found = Round()
        after_id = 0
        while self._leading():
            began = time.perf_counter()
            ids, differences = await self._page(after_id)
            found.levels += len(ids)
            found.differences += differences
            self._tell(differences)
            if len(ids) < LEVELS_MAX:
                found.finished_at = now()
                break
            after_id = ids[-1]
            worked = time.perf_counter() - began
            await asyncio.sleep(max(self._rest * worked, REST_SECONDS_MIN))
        if found.finished_at:
            self._known = {one.place for one in found.differences}
            self._show(found)
        return found

    async def _page(self, after_id: int) -> tuple[list[int], list[Difference]]:
        async with self._database.snapshot() as session:
            page = await session.execute(PAGE, {"after_id": after_id, "limit": LEVELS_MAX})
            ids = list(page.scalars())
            if not ids:
                return ids, []
            rows = await session.execute(DIFFERENT, {"first_id": ids[0], "last_id": ids[-1]})
            return ids, [difference for row in rows for difference in differences_of(row)]

    def _tell(self, differences: list[Difference]) -> None:
        for found in differences:
            if found.place not in self._known:
                self._known.add(found.place)
                log.error(
                    "stock.difference_found",
                    comparison=found.comparison,
                    level_id=found.level_id,
                    says=found.says,
                    but=found.but,
                )

    def _show(self, found: Round) -> None:
        self.last = found
        for comparison in COMPARISONS:
            DIFFERENCES.labels(comparison).set(found.count(comparison))
        COMPARED.set(found.levels)
        FINISHED.set_to_current_time()

    def _forget(self) -> None:
        """Another process leads, and shows what is the case."""
        self.last = Round()
        DIFFERENCES.clear()
        COMPARED.set(0)
        FINISHED.set(0)


def differences_of(row: Record) -> Iterator[Difference]:
    balance = f"{row.on_hand} on hand, {row.reserved} reserved, version {row.version}"
    if (row.on_hand, row.reserved) != (row.moved, row.held):
        but = f"the movements add up to {row.moved} and {row.held}"
        yield Difference(SUMS, row.id, balance, but)
    if (row.on_hand, row.reserved) != (row.on_hand_after, row.reserved_after) or (
        row.last_version > row.version
    ):
        but = f"the last left {row.on_hand_after} and {row.reserved_after}, {row.last_version}"
        yield Difference(END, row.id, balance, but)
    if row.reserved != row.kept:
        yield Difference(HOLDS, row.id, balance, f"its open holds keep {row.kept}")
