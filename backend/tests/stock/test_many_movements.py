"""Do many movements in one go do exactly what the same ones do one by one?"""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from app.catalog.errors import ItemArchived, ItemNotFound, LocationInactive, LocationNotFound
from app.catalog.schemas import ItemCreate, LocationCreate
from app.catalog.service import CatalogService
from app.core.errors import TanamoriError
from app.core.settings import Settings
from app.db.database import Database
from app.feed.unit_of_work import Journal, UnitOfWork
from app.stock.errors import BalanceOutOfBounds, InsufficientStock
from app.stock.schemas import StockLevelUpdate
from app.stock.service import set_thresholds, snapshot_levels
from app.stock.types import BALANCE_MAX, MovementCommand
from app.stock.writer import COMMANDS_MAX, record_movements
from tests.fixtures.records import rolled_back
from tests.fixtures.stock import told

SKUS = ("A-1", "B-1", "C-1")
PLACES = ("TYO-1", "BACK-1")
MOMENT = datetime(2024, 3, 1, tzinfo=UTC)
# What the database counts up even in a transaction that is rolled back, and the clock.
COUNTED = {"id", "item_id", "level_id", "recorded_at", "updated_at"}


def command(sku: str, delta: int, place: str = "TYO-1", **more: Any) -> MovementCommand:
    usual = {"actor": "a", "occurred_at": MOMENT + timedelta(minutes=delta % 60)}
    kind = "receive" if delta > 0 else "sale"
    return MovementCommand(sku, place, kind, delta_on_hand=delta, **(usual | more))  # type: ignore[arg-type]


async def open_shop(work: UnitOfWork, database: Database) -> CatalogService:
    """Three items at a place that never owes anything and at one that may."""
    catalog = CatalogService(Journal(database))
    for sku in SKUS:
        await catalog.create_item_in(work, ItemCreate(sku=sku, name=sku), actor="a")
    for place in PLACES:
        body = LocationCreate(
            code=place, name=place, time_zone="Asia/Tokyo", allow_backorder=place == "BACK-1"
        )
        await catalog.create_location_in(work, body)
    await work.flush()
    return catalog


def comparable(value: Any) -> Any:
    """A change or row without what differs between two runs of the same thing."""
    if isinstance(value, dict):
        return {name: comparable(part) for name, part in value.items() if name not in COUNTED}
    return value


async def outcome(
    database: Database, commands: Sequence[MovementCommand], *, together: bool
) -> Any:
    """What is told and what stands in the levels afterwards, or the refusal."""
    async with rolled_back(database) as session:
        work = UnitOfWork(session)
        await open_shop(work, database)
        try:
            if together:
                await record_movements(work, commands)
            else:
                for one in commands:
                    await record_movements(work, [one])
        except TanamoriError as error:
            return type(error), error.detail
        changes = [
            (change.version, *map(comparable, (change.before, change.after, change.cause)))
            for change in await told(session)
        ]
        levels = await snapshot_levels(session, after_id=0, limit=100)
        return changes, sorted(
            (comparable(level.model_dump(mode="json")) for level in levels),
            key=lambda level: (level["sku"], level["location"]),
        )


steps = st.builds(
    command,
    st.sampled_from([*SKUS, "a-1"]),
    st.integers(-6, 9).filter(bool),
    st.sampled_from(PLACES),
    reason=st.sampled_from([None, "counted"]),
    reference=st.sampled_from([None, "invoice:1"]),
)


@hypothesis(max_examples=40)
@given(st.lists(steps, max_size=14))
async def test_together_as_one_by_one(
    shared_database: Database, commands: list[MovementCommand]
) -> None:
    together = await outcome(shared_database, commands, together=True)
    assert together == await outcome(shared_database, commands, together=False)


async def test_ids_come_in_the_order_of_the_commands(shared_database: Database) -> None:
    async with rolled_back(shared_database) as session:
        work = UnitOfWork(session)
        await open_shop(work, shared_database)
        commands = [command(sku, 5) for sku in ("B-1", "A-1", "B-1", "C-1", "A-1")]
        ids = await record_movements(work, commands)
        movements = [change.cause["movement"] for change in await told(session)]
        assert ids == sorted(ids) == [movement["id"] for movement in movements]
        assert [movement["sku"] for movement in movements] == [c.sku for c in commands]
        assert await record_movements(work, []) == []


async def test_thresholds_and_status_are_told_at_every_step(shared_database: Database) -> None:
    async with rolled_back(shared_database) as session:
        work = UnitOfWork(session)
        await open_shop(work, shared_database)
        await record_movements(work, [command("A-1", 20)])
        (level,) = await snapshot_levels(session, after_id=0, limit=10)
        body = StockLevelUpdate(reorder_point=5, target_level=15)
        await set_thresholds(work, level.id, body, actor="a")
        await record_movements(work, [command("A-1", delta) for delta in (-1, -12, -2, -5)])
        moves = [change.after for change in await told(session)][-4:]
        assert [move["status"] for move in moves] == ["over", "ok", "low", "out"]
        assert [move["version"] for move in moves] == [3, 4, 5, 6]


@pytest.mark.parametrize(
    ("commands", "error"),
    [
        ([command("A-1", 5), command("A-1", -6)], InsufficientStock),
        ([command("A-1", -1), command("A-1", 5)], InsufficientStock),
        ([command("A-1", BALANCE_MAX), command("A-1", 1)], BalanceOutOfBounds),
        ([command("A-1", BALANCE_MAX), command("A-1", 1), command("A-1", -9)], BalanceOutOfBounds),
        ([command("X-1", 1)], ItemNotFound),
        ([command("A-1", 1, "NOWHERE")], LocationNotFound),
    ],
)
async def test_one_refusal_refuses_all(
    own_settings: Settings, commands: list[MovementCommand], error: type[TanamoriError]
) -> None:
    database = Database(own_settings)
    journal = Journal(database)
    async with journal.unit_of_work() as work:
        await open_shop(work, database)
    with pytest.raises(error):
        async with journal.unit_of_work() as work:
            await record_movements(work, [command("B-1", 3), *commands])
    async with database.session() as session:
        assert await snapshot_levels(session, after_id=0, limit=10) == []
    await database.close()


async def test_nothing_moves_where_it_is_closed(shared_database: Database) -> None:
    async with rolled_back(shared_database) as session:
        work = UnitOfWork(session)
        await open_shop(work, shared_database)
        await session.execute(text("UPDATE items SET status = 'archived' WHERE sku = 'A-1'"))
        await session.execute(text("UPDATE locations SET active = false WHERE code = 'BACK-1'"))
        session.expire_all()
        with pytest.raises(ItemArchived):
            await record_movements(work, [command("A-1", 1)])
        with pytest.raises(LocationInactive):
            await record_movements(work, [command("B-1", 1, "BACK-1")])


async def test_more_than_a_batch_is_a_mistake_of_the_caller(session: AsyncSession) -> None:
    with pytest.raises(AssertionError, match="in parts"):
        await record_movements(UnitOfWork(session), [command("A-1", 1)] * (COMMANDS_MAX + 1))
