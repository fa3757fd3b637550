"""Do many prices in one go do exactly what the same ones do one by one?"""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from app.catalog.errors import ItemArchived, ItemNotFound
from app.catalog.schemas import ItemCreate
from app.catalog.service import CatalogService
from app.db.database import Database
from app.feed.unit_of_work import Journal, UnitOfWork
from app.pricing.batch import COMMANDS_MAX, set_base_prices
from app.pricing.commands import PriceCommand, set_base_price
from app.pricing.proposals import Proposer
from app.pricing.service import snapshot_prices
from app.stock.service import units_on_hand
from tests.fixtures.records import rolled_back

MOMENT = datetime(2024, 3, 1, tzinfo=UTC)
ITEMS = 3
TIMELINE = text(
    "SELECT before, amount, change_percent, version, reason, reference, actor, occurred_at "
    "FROM price_changes ORDER BY id"
)
# What the database counts up even in a transaction that is rolled back, and the clock.
COUNTED = {"id", "item_id", "price_id", "recorded_at", "updated_at"}

Wish = tuple[int, str, str | None]


async def open_shop(work: UnitOfWork, database: Database) -> list[int]:
    """The ids of some items; the first has a price already."""
    catalog = CatalogService(Journal(database))
    bodies = [ItemCreate(sku=f"P-{number}", name="Cup") for number in range(ITEMS)]
    ids = sorted(item.id for item in await catalog.create_items_in(work, bodies, actor="a"))
    await set_base_price(work, command(ids, (0, "1.00", None), 0), Proposer(units_on_hand))
    # Any price after any other, without a second person.
    await work.session.execute(text("UPDATE price_guards SET active = false"))
    await work.flush()
    return ids


def command(ids: Sequence[int], wish: Wish, minute: int, currency: str = "GBP") -> PriceCommand:
    item, amount, reason = wish
    return PriceCommand(
        item_id=ids[item],
        amount=Decimal(amount),
        currency=currency,
        actor="a",
        reason=reason,
        occurred_at=MOMENT + timedelta(minutes=minute),
    )


def comparable(value: Any) -> Any:
    """A change or row without what differs between two runs of the same thing."""
    if isinstance(value, dict):
        return {name: comparable(part) for name, part in value.items() if name not in COUNTED}
    return value


async def outcome(database: Database, wishes: Sequence[Wish], *, together: bool) -> Any:
    """What is told, and what stands in the timeline and the prices afterwards."""
    async with rolled_back(database) as session:
        work = UnitOfWork(session)
        ids = await open_shop(work, database)
        commands = [command(ids, wish, minute) for minute, wish in enumerate(wishes, start=1)]
        if together:
            await set_base_prices(work, commands)
        else:
            for one in commands:
                await set_base_price(work, one, Proposer(units_on_hand))
        changes = [
            (change.version, *map(comparable, (change.before, change.after, change.cause)))
            for change in work.changes
        ]
        timeline = [tuple(row) for row in await session.execute(TIMELINE)]
        prices = await snapshot_prices(session, after_id=0, limit=100)
        ended = sorted((price.sku, price.amount, price.since, price.version) for price in prices)
        return changes, timeline, ended


wishes = st.tuples(
    st.integers(0, ITEMS - 1),
    st.sampled_from(["1.00", "2.50", "0.00", "9.99"]),
    st.sampled_from([None, "offer"]),
)


@hypothesis(max_examples=40)
@given(st.lists(wishes, max_size=12))
async def test_together_as_one_by_one(shared_database: Database, wanted: list[Wish]) -> None:
    together = await outcome(shared_database, wanted, together=True)
    assert together == await outcome(shared_database, wanted, together=False)


async def test_a_price_in_force_makes_no_step(shared_database: Database) -> None:
    async with rolled_back(shared_database) as session:
        work = UnitOfWork(session)
        ids = await open_shop(work, shared_database)
        assert (await set_base_prices(work, [])).steps == 0
        assert (await set_base_prices(work, [command(ids, (0, "1.00", None), 5)])).steps == 0
        assert (await set_base_prices(work, [command(ids, (0, "1.00", None), 5, "EUR")])).steps == 1


async def test_unknown_and_archived_items(shared_database: Database) -> None:
    async with rolled_back(shared_database) as session:
        work = UnitOfWork(session)
        ids = await open_shop(work, shared_database)
        with pytest.raises(ItemNotFound):
            await set_base_prices(work, [command([2**52], (0, "1.00", None), 1)])
        await session.execute(text("UPDATE items SET status = 'archived' WHERE sku = 'P-1'"))
        session.expire_all()
        with pytest.raises(ItemArchived):
            await set_base_prices(work, [command(ids, (1, "1.00", None), 1)])


async def test_what_is_no_batch_is_a_mistake_of_the_caller(session: AsyncSession) -> None:
    work = UnitOfWork(session)
    one = command([1], (0, "1.00", None), 1)
    with pytest.raises(AssertionError, match="in parts"):
        await set_base_prices(work, [one] * (COMMANDS_MAX + 1))
