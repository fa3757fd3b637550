"""Never negative, ledger = balance, versions without holes: under any history and any crowd."""

import asyncio
from collections import Counter
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import asyncpg
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from app.catalog.schemas import ItemCreate, LocationCreate
from app.catalog.service import CatalogService
from app.core.errors import TanamoriError
from app.db.database import Database
from app.feed.unit_of_work import Journal, UnitOfWork
from app.stock import queries
from app.stock.errors import (
    BalanceOutOfBounds,
    InsufficientStock,
    LevelPreconditionFailed,
    StaleLevel,
)
from app.stock.schemas import MovementOut, StockLevelOut
from app.stock.service import snapshot_levels
from app.stock.types import BALANCE_MAX, MovementCommand
from app.stock.writer import record_movements
from tests.factories.shop import Shop
from tests.fixtures.records import CROOKED, Records, rolled_back
from tests.fixtures.stock import told

DELTAS = st.integers(-12, 12).filter(bool) | st.sampled_from([BALANCE_MAX, -BALANCE_MAX])
COMMANDS = st.tuples(
    st.sampled_from(["firm", "loose"]),
    DELTAS,
    st.none() | st.integers(-12, 12),
    st.none() | st.integers(0, 12),
)


@dataclass
class Model:
    """What a level must do, in the fewest words."""

    backorder: bool
    on_hand: int = 0
    version: int = 0
    deltas: list[int] = field(default_factory=list)

    def refusal(
        self, delta: int, on_hand: int | None, version: int | None
    ) -> type[TanamoriError] | None:
        if version not in {None, self.version}:
            return LevelPreconditionFailed
        if on_hand not in {None, self.on_hand}:
            return StaleLevel
        if abs(self.on_hand + delta) > BALANCE_MAX:
            return BalanceOutOfBounds
        if delta < 0 and not self.backorder and self.on_hand + delta < 0:
            return InsufficientStock
        return None

    def move(self, delta: int) -> None:
        self.on_hand += delta
        self.version += 1
        self.deltas.append(delta)


async def open_shop(session: AsyncSession, database: Database) -> None:
    catalog = CatalogService(Journal(database))
    work = UnitOfWork(session)
    await catalog.create_item_in(work, ItemCreate(sku="A", name="A"), actor="test")
    for code, backorder in (("firm", False), ("loose", True)):
        body = LocationCreate(code=code, name=code, time_zone="UTC", allow_backorder=backorder)
        await catalog.create_location_in(work, body)


@given(st.lists(COMMANDS, max_size=12))
@example([("firm", -1, None, None), ("firm", 1, 0, 0), ("firm", -1, 1, 1), ("firm", -1, None, 2)])
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_any_history_is_that_of_the_model(
    shared_database: Database, commands: list[tuple[str, int, int | None, int | None]]
) -> None:
    models = {"firm": Model(backorder=False), "loose": Model(backorder=True)}
    async with rolled_back(shared_database) as session:
        await open_shop(session, shared_database)
        announced = 0
        for location, delta, on_hand, version in commands:
            model = models[location]
            command = MovementCommand(
                sku="a",
                location=location,
                kind="adjust",
                delta_on_hand=delta,
                actor="test",
                expected_on_hand=on_hand,
                expected_version=version,
            )
            expected = model.refusal(delta, on_hand, version)
            work = UnitOfWork(session)
            if expected is not None:
                with pytest.raises(expected):
                    async with session.begin_nested():
                        await record_movements(work, [command])
                assert len(await told(session)) == announced
                continue
            (movement_id,) = await record_movements(work, [command])
            announced += 1
            model.move(delta)
            await assert_recorded(session, movement_id, model)
        await compare(session, models)


async def assert_recorded(session: AsyncSession, movement_id: int, model: Model) -> None:
    """The ledger, the level and what is told of them agree with the model."""
    row = await queries.find_movement(session, movement_id)
    assert row is not None
    level = StockLevelOut.model_validate(await queries.find_level(session, row.level_id))
    assert level.on_hand == row.on_hand_after == model.on_hand
    assert level.version == row.version == model.version
    change = (await told(session))[-1]
    assert change.after == level.model_dump(mode="json")
    assert change.before["on_hand"] == model.on_hand - model.deltas[-1]
    assert change.cause["movement"] == MovementOut.model_validate(row).model_dump(mode="json")


async def compare(session: AsyncSession, models: dict[str, Model]) -> None:
    levels = {
        level.location: level for level in await snapshot_levels(session, after_id=0, limit=9)
    }
    assert set(levels) == {code for code, model in models.items() if model.version}
    for code, level in levels.items():
        model = models[code]
        assert (level.on_hand, level.version) == (model.on_hand, model.version)
        lines = await queries.list_movements(session, cursor=None, limit=99, level_id=level.id)
        assert [line.delta_on_hand for line in lines] == model.deltas[::-1]
        assert [line.version for line in lines] == list(range(model.version, 0, -1))
        assert sum(model.deltas) == level.on_hand
    assert (await session.execute(text(CROOKED))).all() == []


@pytest.mark.parametrize("statement", ["UPDATE {} SET actor = 'x'", "DELETE FROM {}"])
@pytest.mark.parametrize("table", ["stock_movements", "price_changes"])
async def test_what_is_written_in_a_ledger_stays(
    shop: Shop, records: Records, statement: str, table: str
) -> None:
    await shop.price(await shop.level(), "10")
    before = await records.traces()
    with pytest.raises(asyncpg.RestrictViolationError, match="append-only"):
        await records.rows(statement.format(table))
    assert await records.traces() == before


@pytest.mark.parametrize(
    "change",
    ["on_hand = -1", "reserved = 99", "reserved = -1", "on_hand = 2000000000000000"],
)
async def test_the_database_itself_refuses_a_wrong_balance(
    shop: Shop, records: Records, change: str
) -> None:
    """Were a statement of ours wrong, the CHECK would still hold."""
    level = await shop.level(10)
    with pytest.raises(asyncpg.CheckViolationError):
        await records.rows(f"UPDATE stock_levels SET {change} WHERE id = $1", level["id"])


async def test_a_crowd_buys_exactly_what_there_is(shop: Shop, records: Records) -> None:
    """80 buyers want 80 units, 50 are there; every third of them clicks twice."""
    level = await shop.level(50)
    keys = [uuid4().hex for _ in range(80)]
    clicks = keys + keys[::3]

    async def buy(key: str) -> tuple[str, Any]:
        while True:
            response = await shop.try_move(level, "sale", 1, key=key)
            if response.status_code != 409 or response.json()["code"] == "insufficient_stock":
                return key, response
            assert response.json()["code"] == "idempotency_key_in_progress"
            await asyncio.sleep(0.01)

    answers = await asyncio.gather(*(buy(key) for key in clicks))
    won = {key for key, response in answers if response.status_code == 201}
    assert len(won) == 50
    bodies: dict[str, set[bytes]] = {}
    for key, response in answers:
        if response.status_code == 201:
            bodies.setdefault(key, set()).add(response.content)
        else:
            assert response.json()["code"] == "insufficient_stock"
            assert key not in won
    assert all(len(found) == 1 for found in bodies.values()), "one result per key"
    after = await shop.current(level)
    assert (after["on_hand"], after["version"]) == (0, 51)
    versions = await records.rows(
        "SELECT version, on_hand_after FROM stock_movements WHERE level_id = $1 ORDER BY version",
        level["id"],
    )
    assert [row["version"] for row in versions] == list(range(1, 52))
    assert [row["on_hand_after"] for row in versions] == list(range(50, -1, -1))
    assert await records.crooked() == []


async def test_the_first_movements_of_a_level_may_meet(shop: Shop, records: Records) -> None:
    for _ in range(5):
        item, location = await shop.item(), await shop.location()
        place = {"sku": item["sku"], "location": location["code"]}
        moved = await asyncio.gather(*(shop.move(place, "receive", 1) for _ in range(8)))
        assert Counter(result["level"]["version"] for result in moved) == Counter(range(1, 9))
        assert len({result["level"]["id"] for result in moved}) == 1
    assert await records.crooked() == []


async def test_compare_and_set_has_one_winner(shop: Shop) -> None:
    level = await shop.level(10)
    answers = await asyncio.gather(
        *(shop.try_move(level, "sale", 1, expected_on_hand=10) for _ in range(12))
    )
    codes = Counter(answer.status_code for answer in answers)
    assert codes == {201: 1, 409: 11}
    assert {answer.json().get("code") for answer in answers if answer.status_code == 409} == {
        "stale_version"
    }


async def test_the_first_prices_may_meet(shop: Shop, records: Records) -> None:
    item = await shop.item()
    prices = [str(100 + number) for number in range(10)]
    results = await asyncio.gather(*(shop.price(item, amount) for amount in prices))
    assert {result["price"]["version"] for result in results} == set(range(1, 11))
    steps = await records.rows(
        "SELECT before, amount FROM price_changes WHERE item_id = $1 ORDER BY version", item["id"]
    )
    assert [row["before"] for row in steps[1:]] == [row["amount"] for row in steps[:-1]]
    assert steps[0]["before"] is None
