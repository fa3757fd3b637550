"""What SQL and msgspec write is what the declared models say, to the letter."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from httpx import AsyncClient
from hypothesis import given
from hypothesis import settings as hypothesis
from hypothesis import strategies as st
from pydantic import BaseModel
from sqlalchemy import text

from app.catalog.schemas import ItemCreate, LocationCreate
from app.catalog.service import CatalogService
from app.core.clock import now
from app.core.schema import rfc3339
from app.db.database import Database
from app.feed.unit_of_work import Journal, UnitOfWork
from app.holds.schemas import HoldOut
from app.stock import queries
from app.stock.changes import balance_before, level_moved
from app.stock.engine.commands import Applied, Line, StockCommand
from app.stock.schemas import BatchResult, MovementOut, MovementResult, StockLevelOut
from app.stock.types import BALANCE_MAX, level_status
from app.stock.writer import apply_in, words_in
from app.transfers.schemas import TransferOut
from tests.factories.shop import Json, Shop, keyed, made
from tests.fixtures.records import Records, rolled_back
from tests.fixtures.stock import told

ODD_WORDS = [
    "A-17",
    'quote " and \\ slash',
    "日本茶 ☕ 😀",
    "tab\tnewline\nend",
    "</script>",
    "'; --",
]
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# From 1906 to 9892, many of them with zero microseconds.
MOMENTS = (
    st.integers(-2_000_000_000, 250_000_000_000).map(lambda n: timedelta(seconds=n))
    | st.integers(-(2 * 10**15), 25 * 10**16).map(lambda n: timedelta(microseconds=n))
).map(lambda span: EPOCH + span)


@given(st.lists(MOMENTS, min_size=1, max_size=50))
@hypothesis(max_examples=20)
async def test_sql_writes_moments_as_python_does(
    shared_database: Database, moments: list[datetime]
) -> None:
    async with shared_database.session() as session:
        rows = await session.execute(
            text("SELECT rfc3339(moment) FROM unnest(CAST(:moments AS timestamptz[])) AS moment"),
            {"moments": moments},
        )
        assert list(rows.scalars()) == [rfc3339(moment) for moment in moments]


@pytest.mark.parametrize("words", ODD_WORDS)
async def test_what_sql_tells_is_what_the_models_say(shared_database: Database, words: str) -> None:
    """Every kind of line, with odd words everywhere, and moments with zero microseconds."""
    whole_second = now().replace(microsecond=0) - timedelta(hours=1)
    async with rolled_back(shared_database) as session:
        work = UnitOfWork(session)
        catalog = CatalogService(Journal(shared_database))
        plain = words.replace("\t", " ").replace("\n", " ")
        body = ItemCreate(sku=plain, name=words, category=words.replace("/", "|"), barcode=plain)
        await catalog.create_item_in(work, body, actor=words)
        for code in ("X-1", "X-2"):
            place = LocationCreate(code=code, name=words, time_zone="UTC")
            await catalog.create_location_in(work, place)
        levels = await words_in(session, {(plain, "X-1"), (plain, "X-2")})
        one, two = levels[plain, "X-1"].id, levels[plain, "X-2"].id
        await queries.set_thresholds(session, two, {"reorder_point": 3, "target_level": 7})
        transfer_id = (
            await session.execute(
                text(
                    "INSERT INTO transfers (state, from_location_id, to_location_id, actor) "
                    "SELECT 'in_transit', min(id), max(id), 'a' FROM locations RETURNING id"
                )
            )
        ).scalar_one()

        async def step(*lines: Line, **fields: Any) -> Applied:
            seen = len(await told(session))
            (outcome,) = await apply_in(work, [StockCommand(lines=lines, actor=words, **fields)])
            assert isinstance(outcome, Applied)
            for change in (await told(session))[seen:]:
                await assert_told(session, change)
            return outcome

        usual = {"reason": words, "reference": words}
        received = await step(
            Line(level_id=one, kind="receive", delta_on_hand=20, **usual),  # type: ignore[arg-type]
            Line(level_id=two, kind="receive", delta_on_hand=8, occurred_at=whole_second),
        )
        first = received.lines[0].movement_id
        await step(
            Line(level_id=one, kind="transfer_out", delta_on_hand=-1, transfer_id=transfer_id)
        )
        held = await step(
            Line(level_id=two, kind="reserve", delta_reserved=5), operation="hold", ttl_seconds=60
        )
        await step(
            Line(level_id=two, kind="commit", delta_on_hand=-2, delta_reserved=-2),
            operation="settle",
            hold_id=held.hold_id,
        )
        await step(Line(level_id=one, kind="count", counted=17))
        late = Line(level_id=one, kind="sale", delta_on_hand=-2, occurred_at=whole_second)
        assert (await step(late)).lines[0].absorbed == 2
        gained = Line(level_id=one, kind="return", delta_on_hand=2, occurred_at=whole_second)
        assert (await step(gained)).lines[0].absorbed == -2
        await step(Line(level_id=one, kind="receive", reverses_id=first))


async def assert_told(session: Any, change: Any) -> None:
    movement_id = change.cause["movement"]["id"]
    movement = MovementOut.model_validate(await queries.find_movement(session, movement_id))
    current = StockLevelOut.model_validate(await queries.find_level(session, movement.level_id))
    available = movement.on_hand_after - movement.reserved_after
    level = current.model_copy(
        update={
            "on_hand": movement.on_hand_after,
            "reserved": movement.reserved_after,
            "available": available,
            "status": level_status(available, current.reorder_point, current.target_level),
            "version": movement.version,
            "updated_at": movement.recorded_at,
        }
    )
    if movement.version == current.version:
        assert level == current
    said = level_moved(balance_before(level, movement), level, movement)
    assert (change.key, change.version) == (said.key, said.version)
    for part in ("before", "after", "cause"):
        assert getattr(change, part) == getattr(said, part)
        assert json.dumps(getattr(change, part), sort_keys=True) == json.dumps(
            getattr(said, part), sort_keys=True
        ), "1 is not 1.0, and true is not 1"


thresholds = st.none() | st.integers(0, 12) | st.just(BALANCE_MAX // 1_000)
balances = st.integers(-12, 12) | st.sampled_from([BALANCE_MAX, -BALANCE_MAX])


@given(st.lists(st.tuples(balances, st.integers(0, 12), thresholds, thresholds), max_size=40))
@hypothesis(max_examples=15)
async def test_the_status_is_the_same_in_three_places(
    shared_database: Database, levels: list[tuple[int, int, int | None, int | None]]
) -> None:
    """The generated column, the function of SQL and that of Python."""
    async with rolled_back(shared_database) as session:
        catalog, work = CatalogService(Journal(shared_database)), UnitOfWork(session)
        await catalog.create_item_in(work, ItemCreate(sku="A", name="A"), actor="test")
        body = LocationCreate(code="X", name="X", time_zone="UTC", allow_backorder=True)
        await catalog.create_location_in(work, body)
        level = (await words_in(session, {("A", "X")}))["A", "X"].id
        for on_hand, reserved, reorder_point, above in levels:
            # The table has no target below the reorder point.
            target_level = above if above is None else above + (reorder_point or 0)
            found = await session.execute(
                text(
                    """
                    UPDATE stock_levels SET on_hand = :on_hand, reserved = :reserved,
                           reorder_point = :reorder_point, target_level = :target_level
                    WHERE id = :id
                    RETURNING status, available,
                              stock_status(available, reorder_point, target_level) AS said
                    """
                ),
                {
                    "id": level,
                    "on_hand": on_hand,
                    "reserved": reserved,
                    "reorder_point": reorder_point,
                    "target_level": target_level,
                },
            )
            row = found.one()
            assert row.available == on_hand - reserved
            status = level_status(row.available, reorder_point, target_level)
            assert row.status == row.said == status


def assert_exact(model: type[BaseModel], body: Json) -> None:
    """The body is what the model would have written: same members, same values, same order."""
    written = json.loads(model.model_validate(body).model_dump_json())
    assert body == written
    assert json.dumps(body) == json.dumps(written), "in the same order too"


async def post(client: AsyncClient, path: str, body: Json, status: int) -> Json:
    return made(await client.post(f"/api/v1/stock/{path}", json=body, headers=keyed()), status)


async def test_every_answer_of_the_engine_is_that_of_its_model(
    shop: Shop, records: Records
) -> None:
    level = await shop.level(20, category="Kitchen/Mugs", name='Mug "é" 日本')
    await shop.thresholds(level, reorder_point=5, target_level=30)
    place = {"sku": level["sku"], "location": level["location"]}
    earlier = rfc3339(now() - timedelta(hours=2))
    sale = place | {"kind": "sale", "quantity": 3}
    results = [
        await post(shop.client, "movements", sale, 201),
        await post(shop.client, "counts", place | {"counted": 15}, 201),
        await post(shop.client, "movements", sale | {"occurred_at": earlier}, 201),
        await post(
            shop.client, "movements", sale | {"kind": "return", "occurred_at": earlier}, 201
        ),
        await post(shop.client, "counts", place | {"counted": 25, "occurred_at": earlier}, 201),
    ]
    reverse = f"movements/{results[0]['movement']['id']}/reverse"
    results.append(await post(shop.client, reverse, {"reason": "correction"}, 201))
    for result in results:
        assert_exact(MovementResult, result)
        movement = result["movement"]
        listed = await records.value(
            "SELECT count(*) FROM stock_movements WHERE id = $1", movement["id"]
        )
        assert listed == 1
    assert [bool(result["count"]) for result in results] == [False, True, False, False, True, False]
    assert [bool(result["absorbed"]) for result in results] == [
        False,
        False,
        True,
        True,
        True,
        True,
    ]
    ledger = made(
        await shop.client.get("/api/v1/stock/movements", params={"level_id": level["id"]}), 200
    )["items"]
    told_of = {movement["id"]: movement for movement in ledger}
    for result in results:
        assert told_of[result["movement"]["id"]] == result["movement"]
    assert await shop.current(level) == results[-1]["level"]


@pytest.mark.parametrize("mode", ["each", "all_or_nothing"])
async def test_batches_too(shop: Shop, mode: str) -> None:
    level, other = await shop.level(20), await shop.level(3)
    rows = [
        {"sku": one["sku"], "location": one["location"], "kind": kind, "quantity": quantity}
        for one in (level, other)
        for kind, quantity in (("sale", 2), ("receive", 1), ("count", 4))
    ]
    if mode == "each":
        rows += [rows[0] | {"quantity": 10**6}, rows[0] | {"sku": "nobody"}]
    answer = await post(shop.client, "movements/batch", {"movements": rows, "mode": mode}, 200)
    assert_exact(BatchResult, answer)
    assert (answer["applied"], answer["refused"]) == (6, len(rows) - 6)
    assert await shop.current(level) == answer["results"][2]["level"]
    assert await shop.current(other) == answer["results"][5]["level"]


async def test_holds_and_transfers_too(shop: Shop) -> None:
    level, goal = await shop.level(20), await shop.location()
    line = {"sku": level["sku"], "location": level["location"], "quantity": 3}
    body = {"lines": [line, line], "ttl_seconds": 60, "reference": "order 7"}
    held = await post(shop.client, "holds", body, 201)
    assert_exact(HoldOut, held)
    path = f"holds/{held['id']}"
    assert made(await shop.client.get(f"/api/v1/stock/{path}"), 200) == held
    committed = await post(shop.client, f"{path}/commit", {}, 200)
    assert_exact(HoldOut, committed)
    assert made(await shop.client.get(f"/api/v1/stock/{path}"), 200) == committed
    transfer = {
        "from_location": level["location"],
        "to_location": goal["code"],
        "lines": [{"sku": level["sku"], "quantity": 2}],
    }
    sent = await post(shop.client, "transfers", transfer, 201)
    assert_exact(TransferOut, sent)
    assert made(await shop.client.get(f"/api/v1/stock/transfers/{sent['id']}"), 200) == sent
