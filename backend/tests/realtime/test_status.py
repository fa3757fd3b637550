"""The state of the feed, as the status page tells it: never better than it is."""

from typing import Any

import pytest
from httpx import AsyncClient
from redis.exceptions import ConnectionError as RedisAway

from app.core.clock import now
from app.core.schema import rfc3339
from app.feed.change import Channel
from app.realtime import status as statuses
from app.realtime.schemas import StatusOut
from app.stock.self_check import Difference, Round
from tests.factories.shop import Shop, made
from tests.fixtures.application import Application
from tests.fixtures.feed import announce, change, until
from tests.fixtures.problems import assert_problem
from tests.fixtures.records import Records

STATUS = "/api/v1/status"
METRICS = """
sockets event_streams mailbox_bytes trailing_subscriptions slow_closes_total resumes_total
resets_total delivery_seconds_bucket acknowledged_seconds_bucket leading elections_total
sequenced_total sequencing_seconds_bucket outbox_waiting outbox_oldest_seconds relayed_total
refills_total unpublished_total token_queries_total
""".split()


@pytest.fixture
async def client(own_application: Application) -> AsyncClient:
    return await own_application.client(own_application.people.viewer)


async def status(client: AsyncClient) -> dict[str, Any]:
    read: dict[str, Any] = made(await client.get(STATUS), 200)
    StatusOut.model_validate(read)
    return read


async def ok_status(own_application: Application, client: AsyncClient) -> dict[str, Any]:
    """Once it has begun to lead, and hears Redis."""
    state = own_application.app.state
    await until(lambda: state.sequencer.leading and not state.relay.degraded)
    return await status(client)


async def test_all_is_well(
    own_application: Application, client: AsyncClient, own_records: Records
) -> None:
    began = rfc3339(now())
    shop = Shop(await own_application.client(own_application.people.admin))
    level = await shop.level(10)
    await shop.price(level, "100")
    await own_records.settled()
    await until(lambda: own_application.app.state.websockets.feeds[Channel.PRICES].head.seq == 1)
    read = await ok_status(own_application, client)
    assert (read["state"], read["reasons"]) == ("ok", [])
    assert (read["redis"], read["relay"]) == ("ok", "pushed")
    assert read["leader"]["here"] is True
    assert read["leader"]["name"] == read["process"]
    assert read["leader"]["since"] <= rfc3339(now())
    assert read["started_at"] <= read["at"]
    assert read["at"] >= began
    assert read["outbox"]["waiting"] == 0
    assert read["outbox"]["oldest_seconds"] is None
    assert read["outbox"]["lag"]["p50_ms"] <= read["outbox"]["lag"]["p99_ms"]
    channels = {each["channel"]: each for each in read["channels"]}
    assert set(channels) == set(Channel)
    prices = channels["price:updates"]
    assert (prices["head"], prices["floor"], prices["delivered"]) == (1, 1, 1)
    assert (prices["remembered"], prices["subscriptions"]) == (1, 0)
    assert prices["lag"]["p50_ms"] > 0
    assert channels["stock:alerts"]["lag"] == {"p50_ms": None, "p99_ms": None}
    assert prices["epoch"] == await own_records.value(
        "SELECT epoch FROM streams WHERE channel = 'price:updates'"
    )
    assert read["sockets"]["open"] == read["sockets"]["event_streams"] == 0
    assert read["check"]["differences"] == 0


async def test_only_for_those_who_are_logged_in(own_application: Application) -> None:
    anonymous = await own_application.client()
    assert_problem(await anonymous.get(STATUS), 401, "unauthenticated")


async def test_nobody_leads(
    own_application: Application, client: AsyncClient, own_records: Records
) -> None:
    await ok_status(own_application, client)
    sequencer = own_application.app.state.sequencer

    async def never(*_: Any) -> bool:
        return False

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sequencer, "_elected", never)
        await own_records.rows(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE application_name LIKE 'tanamori leader%' AND datname = current_database()"
        )
        await until(lambda: not sequencer.leading)
        read = await status(client)
        assert read["state"] == "down"
        assert "no_leader" in read["reasons"]
        assert read["leader"] is None
        assert read["check"] is None, "another process would make it"
    read = await ok_status(own_application, client)
    assert read["leader"]["here"]


async def test_what_waits_for_its_number(
    own_application: Application, client: AsyncClient, own_records: Records
) -> None:
    await ok_status(own_application, client)
    sequencer = own_application.app.state.sequencer

    async def nothing(*_: Any) -> list[Any]:
        return []

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sequencer, "step", nothing)
        patch.setattr(statuses, "OUTBOX_SECONDS_MAX", 0.2)
        journal = own_application.app.state.context.journal
        await announce(journal, *(change("a", number) for number in range(3)))
        await own_records.rows("UPDATE outbox SET at = at - interval '1 second'")
        read = await status(client)
        assert read["outbox"]["waiting"] == 3
        assert read["outbox"]["oldest_seconds"] >= 1
        assert (read["state"], read["reasons"]) == ("degraded", ["outbox_waits"])


async def test_redis_is_away(
    own_application: Application, client: AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    await ok_status(own_application, client)

    async def away(*_: Any, **__: Any) -> None:
        raise RedisAway

    monkeypatch.setattr(own_application.app.state.status._redis, "ping", away)
    read = await status(client)
    assert (read["state"], read["reasons"], read["redis"]) == ("degraded", ["redis_away"], "away")


async def test_this_process_is_behind(
    own_application: Application,
    client: AsyncClient,
    own_records: Records,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    await ok_status(own_application, client)
    monkeypatch.setattr(statuses, "BEHIND_MAX", 2)
    monkeypatch.setattr(own_application.app.state.websockets, "delivered", lambda *_: None)
    journal = own_application.app.state.context.journal
    await announce(journal, *(change("a", number) for number in range(3)))
    await own_records.settled()
    read = await status(client)
    assert (read["state"], read["reasons"]) == ("degraded", ["behind"])


async def test_ledger_and_balances_differ(
    own_application: Application, client: AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    await ok_status(own_application, client)
    check = own_application.app.state.self_check
    found = [Difference("balance", number, "5", "6") for number in (1, 2)]
    monkeypatch.setattr(check, "last", Round(finished_at=now(), levels=7, differences=found))
    read = await status(client)
    assert (read["state"], read["reasons"]) == ("degraded", ["differences"])
    assert (read["check"]["differences"], read["check"]["levels"]) == (2, 7)


async def test_everything_is_counted(own_application: Application, client: AsyncClient) -> None:
    await ok_status(own_application, client)
    text = (await client.get("/metrics")).text
    missing = [name for name in METRICS if f"\ntanamori_{name}" not in text]
    assert not missing
