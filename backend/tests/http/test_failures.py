"""What the caller hears when something breaks on our side."""

from typing import Any

import pytest
from httpx import AsyncClient, Response
from sqlalchemy import text
from sqlalchemy.exc import TimeoutError as PoolTimeout

from app.catalog import queries
from app.pricing.engine import queries as gate_queries
from app.stock import queries as stock_queries
from tests.factories.shop import Shop, keyed
from tests.fixtures.application import Application
from tests.fixtures.problems import assert_problem
from tests.fixtures.records import Records


async def test_a_mistake_of_ours_tells_nothing_but_its_id(
    admin: AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(*_: Any, **__: Any) -> None:
        raise ZeroDivisionError("secret detail")

    monkeypatch.setattr(queries, "list_items", broken)
    response = await admin.get("/api/v1/items")
    assert_problem(response, 500, "internal")
    assert "secret" not in response.text
    assert response.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("error", [PoolTimeout("pool"), ConnectionRefusedError(), TimeoutError()])
async def test_a_database_that_is_away(
    admin: AsyncClient, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    async def broken(*_: Any, **__: Any) -> None:
        raise error

    monkeypatch.setattr(queries, "list_items", broken)
    response = await admin.get("/api/v1/items")
    assert_problem(response, 503, "unavailable")
    assert response.headers["retry-after"] == "1"


async def test_a_connection_that_is_cut_in_the_middle_of_a_write(
    admin: AsyncClient, shop: Shop, records: Records, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The caller may ask again with the same key, and the write takes effect once."""
    item = await shop.item()
    before = await records.traces()
    path = f"/api/v1/prices/{item['id']}/base"
    whole = gate_queries.list_prices

    async def cut(session: Any, item_ids: Any) -> Any:
        backend = await session.scalar(text("SELECT pg_backend_pid()"))
        await records.rows("SELECT pg_terminate_backend($1)", backend)
        return await whole(session, item_ids)

    async def put() -> Response:
        body = {"amount": "100", "currency": "JPY"}
        return await admin.put(path, json=body, headers=keyed("cut-1"))

    monkeypatch.setattr(gate_queries, "list_prices", cut)
    assert_problem(await put(), 503, "unavailable")
    assert await records.traces() == before
    monkeypatch.undo()
    answer = await put()
    assert answer.status_code == 200
    assert "idempotent-replayed" not in answer.headers


async def test_a_connection_that_is_cut_before_a_movement(
    shop: Shop, records: Records, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the writer's own connections go through stands in tests/stock/test_lost_replies.py."""
    level = await shop.level(10)
    before = await records.traces()
    whole = stock_queries.list_level_words

    async def cut(session: Any, names: Any) -> Any:
        backend = await session.scalar(text("SELECT pg_backend_pid()"))
        await records.rows("SELECT pg_terminate_backend($1)", backend)
        return await whole(session, names)

    # A spelling that is not remembered yet, so that the tables are asked.
    spelled = {**level, "sku": level["sku"].lower()}
    monkeypatch.setattr(stock_queries, "list_level_words", cut)
    response = await shop.try_move(spelled, "sale", 3, key="cut-2")
    assert_problem(response, 503, "unavailable")
    assert await records.traces() == before
    monkeypatch.undo()
    assert (await shop.move(spelled, "sale", 3, key="cut-2"))["level"]["on_hand"] == 7


async def test_a_value_that_the_database_refuses_is_our_mistake(
    admin: AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It would fail again, so nobody is told to try again."""
    whole = queries.list_items

    async def too_large(session: Any, **filters: Any) -> Any:
        return await whole(session, **filters | {"limit": 2**70})

    monkeypatch.setattr(queries, "list_items", too_large)
    assert_problem(await admin.get("/api/v1/items"), 500, "internal")


async def test_health(application: Application, anonymous: AsyncClient) -> None:
    await application.app.state.relay.ready.wait()
    assert (await anonymous.get("/health/live")).json() == {"status": "ok"}
    ready = await anonymous.get("/health/ready")
    assert (ready.status_code, ready.json()) == (
        200,
        {"status": "ok", "database": "ok", "redis": "ok", "feed": "ok"},
    )
    application.app.state.relay.ready.clear()
    starting = await anonymous.get("/health/ready")
    assert (starting.status_code, starting.json()["feed"]) == (503, "starting")
    application.app.state.relay.ready.set()


async def test_metrics_count_requests(anonymous: AsyncClient) -> None:
    await anonymous.post("/api/v1/items", headers=keyed())
    text = (await anonymous.get("/metrics")).text
    assert 'tanamori_http_requests_total{method="POST",status="401"}' in text
