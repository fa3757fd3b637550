"""How is the overview put together?"""

from zoneinfo import ZoneInfo

from app.core.clock import now
from app.core.money import at_scale
from app.db.database import Database
from app.overview import queries
from app.overview.schemas import OverviewOut, StockValue


class OverviewService:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def get_overview(self, zone: ZoneInfo) -> OverviewOut:
        """Every figure is of one moment; today began at midnight in ``zone``."""
        at = now()
        midnight = at.astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0)
        async with self._database.snapshot() as session:
            levels = await queries.count_levels(session)
            rest = await queries.count_rest(session, midnight=midnight)
            values = await queries.sum_values(session)
        return OverviewOut(
            **levels._mapping,
            **rest._mapping,
            stock_value=[
                StockValue(amount=at_scale(row.amount, row.currency), currency=row.currency)
                for row in values
            ],
            at=at,
        )
