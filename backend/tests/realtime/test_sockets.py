"""The stream over real sockets: who gets in, what is said, and how it ends."""

import asyncio
import json
from collections.abc import Callable
from typing import Any

import pytest
from websockets.exceptions import InvalidStatus

from app.auth import service as accounts
from app.core.clock import now
from app.realtime import session, watch
from app.realtime.hub.connection import SUBSCRIPTIONS_MAX
from app.realtime.protocol import CloseCode
from tests.factories.shop import Json, Shop, made
from tests.fixtures.application import PASSWORD
from tests.fixtures.feed import until
from tests.fixtures.records import Records
from tests.fixtures.stream import Served, Socket

INVENTORY = "inventory:updates"


async def cookie_of(server: Served, email: str = "viewer@shop.test") -> dict[str, str]:
    async with server.client() as client:
        body = {"email": email, "password": PASSWORD}
        token = made(await client.post("/api/v1/auth/login", json=body), 200)["access_token"]
    return {"Cookie": f"tanamori_session={token}"}


async def ticket_of(server: Served) -> str:
    async with server.client(server.people.viewer) as client:
        answer = made(await client.post("/api/v1/auth/stream-ticket"), 201)
    assert answer["expires_in"] == 30
    return str(answer["ticket"])


async def closed(socket: Socket) -> int | None:
    """How the server closes."""
    async with asyncio.timeout(10):
        await socket.connection.wait_closed()
    return socket.connection.close_code


async def test_a_browser_gets_in_by_cookie_from_our_own_page(server: Served) -> None:
    cookie = await cookie_of(server)
    async with server.socket(headers=cookie | {"Origin": server.origin}) as socket:
        hello = await socket.hear("hello")
        assert hello["heartbeat_ms"] == 10_000
        assert len(hello["connection"]) == 32
        ok = await socket.subscribe("s", INVENTORY)
        assert (ok["id"], ok["seq"]) == ("s", ok["head"])


@pytest.mark.parametrize(
    "origin", ["https://evil.test", "null", "http://127.0.0.1", "http://127.0.0.1:1"]
)
async def test_a_foreign_page_is_refused_before_the_handshake(server: Served, origin: str) -> None:
    for headers in (await cookie_of(server), server.people.admin.bearer, {}):
        with pytest.raises(InvalidStatus) as refused:
            async with server.socket(headers=headers | {"Origin": origin}):
                pass
        assert refused.value.response.status_code == 403


async def test_a_program_gets_in_by_its_token(server: Served) -> None:
    async with server.socket(person=server.people.viewer) as socket:
        await socket.hear("hello")
        await socket.say(type="ping")
        await socket.hear("pong")


async def test_a_ticket_lets_one_socket_in(server: Served) -> None:
    ticket = await ticket_of(server)
    async with server.socket() as socket:
        await socket.say(type="auth", ticket=ticket)
        await socket.hear("hello")
    async with server.socket() as socket:
        await socket.say(type="auth", ticket=ticket)
        assert await closed(socket) == CloseCode.UNAUTHENTICATED


async def test_a_ticket_grows_old(server: Served, records: Records) -> None:
    ticket = await ticket_of(server)
    await records.rows("UPDATE stream_tickets SET expires_at = $1", now())
    async with server.socket() as socket:
        await socket.say(type="auth", ticket=ticket)
        assert await closed(socket) == CloseCode.UNAUTHENTICATED


@pytest.mark.parametrize(
    "first",
    [
        b"\x00\x01",
        "no json",
        '{"type": "auth"}',
        '{"type": "auth", "ticket": "guess"}',
        '{"type": "sub", "id": "s", "channel": "inventory:updates"}',
        '{"type": "ping"}',
        '{"type": "auth", "ticket": "' + "a" * 201 + '"}',
        "[]",
        "null",
    ],
)
async def test_a_bad_first_message(server: Served, first: str | bytes) -> None:
    async with server.socket() as socket:
        await socket.connection.send(first)
        assert await closed(socket) == CloseCode.UNAUTHENTICATED


async def test_wrong_credentials(server: Served) -> None:
    for headers in ({"Authorization": "Bearer guess"}, {"Cookie": "tanamori_session=guess"}):
        async with server.socket(headers=headers) as socket:
            assert await closed(socket) == CloseCode.UNAUTHENTICATED


async def test_who_says_nothing_has_five_seconds(
    server: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session, "AUTH_SECONDS", 0.2)
    async with server.socket() as socket:
        assert await closed(socket) == CloseCode.UNAUTHENTICATED


async def test_who_leaves_before_saying_anything(server: Served) -> None:
    async with server.socket():
        pass
    async with server.socket(person=server.people.viewer) as socket:
        await socket.hear("hello")


def has_versions(level: Json, *versions: int) -> Callable[[list[Json]], bool]:
    """The first may come to a subscription that began after it: it was not told here yet."""

    def done(changes: list[Json]) -> bool:
        found = [change["version"] for change in changes if change["key"] == str(level["id"])]
        return tuple(found[-len(versions) :]) == versions

    return done


async def test_changes_come_as_they_happen(server: Served, served_shop: Shop) -> None:
    level = await served_shop.level(10)
    async with server.socket("/ws/inventory", person=server.people.viewer) as socket:
        ok = await socket.hear("ok")
        assert ok["id"] == INVENTORY
        moved = await served_shop.move(level, "sale", 3, reason="gift")
        *_, change = await socket.until(INVENTORY, has_versions(level, 2))
    assert (change["type"], change["key"]) == ("stock.level_changed", str(level["id"]))
    assert change["version"] == 2
    assert change["after"] == moved["level"]
    assert change["cause"]["movement"] == moved["movement"]
    assert change["before"] == {"on_hand": 10, "reserved": 0, "available": 10, "version": 1}


async def test_each_path_follows_its_channel(server: Served, served_shop: Shop) -> None:
    level = await served_shop.level(1)
    async with (
        server.socket("/ws/prices", person=server.people.viewer) as prices,
        server.socket("/ws/alerts", person=server.people.viewer) as alerts,
    ):
        await prices.hear("ok")
        await alerts.hear("ok")
        await served_shop.price(level, "100")
        await served_shop.thresholds(level, reorder_point=1)
        (price,) = await prices.until("price:updates", bool)
        (alert,) = await alerts.until("stock:alerts", bool)
    assert (price["type"], alert["type"]) == ("price.changed", "alert.raised")


async def test_several_subscriptions_of_one_socket(server: Served, served_shop: Shop) -> None:
    level = await served_shop.level(10)
    async with server.socket(person=server.people.viewer) as socket:
        await socket.subscribe("one", INVENTORY)
        await socket.subscribe("two", INVENTORY)
        await socket.subscribe("prices", "price:updates")
        await served_shop.move(level, "sale", 1)
        await socket.until("one", has_versions(level, 2))
        await socket.until("two", has_versions(level, 2))
        heard = len(socket.changes["one"])
        await socket.say(type="unsub", id="one")
        await socket.say(type="unsub", id="never subscribed")
        await socket.say(type="ack", id="two", seq=1)
        await socket.say(type="ping")
        await socket.hear("pong")
        await served_shop.move(level, "sale", 1)
        await socket.until("two", has_versions(level, 2, 3))
        assert len(socket.changes["one"]) == heard
        assert socket.changes["prices"] == []


async def test_the_same_name_again_replaces_the_subscription(
    server: Served, served_shop: Shop
) -> None:
    level = await served_shop.level(10)
    async with server.socket(person=server.people.viewer) as socket:
        await socket.subscribe("s", "price:updates")
        await socket.subscribe("s", INVENTORY)
        await served_shop.price(level, "100")
        await served_shop.move(level, "sale", 1)
        changes = await socket.until("s", has_versions(level, 2))
        assert {change["type"] for change in changes} == {"stock.level_changed"}


async def test_a_socket_has_a_bounded_number_of_subscriptions(server: Served) -> None:
    async with server.socket(person=server.people.viewer) as socket:
        for number in range(SUBSCRIPTIONS_MAX):
            await socket.subscribe(f"s{number}", INVENTORY)
        await socket.say(type="sub", id="one too many", channel=INVENTORY)
        assert (await socket.hear("error"))["code"] == "too_many_subscriptions"
        await socket.subscribe("s3", "price:updates")
        await socket.say(type="unsub", id="s3")
        await socket.subscribe("one fits again", INVENTORY)


@pytest.mark.parametrize(
    "message",
    [
        "no json",
        "{}",
        "[]",
        '{"type": "steal"}',
        '{"type": "sub", "id": "", "channel": "inventory:updates"}',
        '{"type": "sub", "id": "s", "channel": "users:passwords"}',
        '{"type": "sub", "id": "s", "channel": "inventory:updates", "since": -1}',
        '{"type": "sub", "id": "s", "channel": "inventory:updates", "since": 1e300}',
        '{"type": "sub", "id": "s", "channel": "inventory:updates", "mode": "some"}',
        '{"type": "sub", "id": "s", "channel": "inventory:updates", "filter": {"skus": []}}',
        '{"type": "sub", "id": "s", "channel": "inventory:updates", "filter": {"sku": ["A"]}}',
        '{"type": "unsub"}',
        '{"type": "ping", "n": ' + "9" * 10_000 + "}",
        "[" * 30_000,
    ],
)
async def test_a_bad_message_is_answered_and_the_socket_goes_on(
    server: Served, message: str
) -> None:
    async with server.socket(person=server.people.viewer) as socket:
        await socket.hear("hello")
        await socket.connection.send(message)
        await socket.say(type="ping")
        if "9999" not in message:
            error = await socket.hear("error")
            assert error["code"] == "bad_message"
            assert error["detail"]
        await socket.hear("pong")


async def test_bytes_are_refused(server: Served) -> None:
    async with server.socket(person=server.people.viewer) as socket:
        await socket.hear("hello")
        await socket.connection.send(b"\x00\x01")
        assert await closed(socket) == CloseCode.BAD_MESSAGE


async def test_a_message_has_a_bounded_size(server: Served) -> None:
    async with server.socket(person=server.people.viewer) as socket:
        await socket.hear("hello")
        await socket.connection.send('{"type": "ping", "x": "' + "a" * 70_000 + '"}')
        assert await closed(socket) == 1009


def look_often(patch: pytest.MonkeyPatch) -> None:
    """Let the watch go round, and ask the database, every few milliseconds."""
    patch.setattr(watch, "TURN_SECONDS", 0.05)
    patch.setattr(watch, "TURNS", 1)


async def test_heartbeats(server: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    look_often(monkeypatch)
    async with server.socket(person=server.people.viewer) as socket:
        first, second = await socket.hear("hb"), await socket.hear("hb")
        assert first["at"] < second["at"]


@pytest.mark.parametrize(
    ("how", "code"),
    [
        ("logout", CloseCode.UNAUTHENTICATED),
        ("deleted", CloseCode.UNAUTHENTICATED),
        ("expired", CloseCode.UNAUTHENTICATED),
        ("demoted", CloseCode.PERMISSIONS),
    ],
)
async def test_the_socket_ends_with_its_session(
    server: Served, records: Records, monkeypatch: pytest.MonkeyPatch, how: str, code: int
) -> None:
    """Also when another process ended it, which is what changing the tables stands for."""
    if how != "logout":
        look_often(monkeypatch)
    cookie = await cookie_of(server, "other@shop.test")
    token = cookie["Cookie"].partition("=")[2]
    hashed = accounts.digest(token)
    async with server.socket(headers=cookie) as socket, server.client() as client:
        await socket.hear("hello")
        await asyncio.sleep(0.2)
        await socket.say(type="ping")
        await socket.hear("pong")
        if how == "logout":
            bearer = {"Authorization": f"Bearer {token}"}
            assert (await client.post("/api/v1/auth/logout", headers=bearer)).is_success
        elif how == "deleted":
            await records.rows("DELETE FROM sessions WHERE token_hash = $1", hashed)
        elif how == "expired":
            gone = "UPDATE sessions SET expires_at = now() WHERE token_hash = $1"
            await records.rows(gone, hashed)
        else:
            await records.rows("UPDATE users SET role = 'viewer' WHERE email LIKE 'other%'")
        assert await closed(socket) == code


async def away(*_: Any, **__: Any) -> None:
    raise ConnectionRefusedError


async def test_logging_out_ends_its_own_sockets_at_once_and_no_other(
    server: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without waiting for the next look into the database, which would find nothing here."""
    monkeypatch.setattr(server.app.state.watch, "_find_sessions", away)
    cookie = await cookie_of(server)
    bearer = {"Authorization": f"Bearer {cookie['Cookie'].partition('=')[2]}"}
    async with (
        server.socket(headers=cookie) as mine,
        server.socket(headers=bearer) as also_mine,
        server.socket(headers=await cookie_of(server)) as another,
        server.client() as client,
    ):
        for socket in (mine, also_mine, another):
            await socket.hear("hello")
        assert (await client.post("/api/v1/auth/logout", headers=bearer)).is_success
        assert await closed(mine) == await closed(also_mine) == CloseCode.UNAUTHENTICATED
        await another.say(type="ping")
        await another.hear("pong")


async def test_who_only_listens_stays_while_the_database_is_away(
    server: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    look_often(monkeypatch)
    async with server.socket(person=server.people.viewer) as socket:
        await socket.hear("hello")
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(server.app.state.watch, "_find_sessions", away)
            await asyncio.sleep(1.3)
        await socket.say(type="ping")
        await socket.hear("pong")


async def test_who_comes_while_the_database_is_away_is_told_to_come_back(server: Served) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(server.app.state.auth, "authenticate", away)
        async with server.socket(person=server.people.viewer) as socket:
            assert await closed(socket) == CloseCode.RESTART


async def test_nothing_is_left_of_a_socket_that_has_gone(server: Served) -> None:
    manager = server.app.state.websockets
    await until(lambda: not manager.connections)
    for feed in manager.feeds.values():
        assert feed.subscriptions == feed.trailing == len(feed._cohorts) == 0


async def test_frames_are_what_the_contract_says(server: Served, served_shop: Shop) -> None:
    level = await served_shop.level(5)
    async with server.socket(person=server.people.viewer) as socket:
        await socket.subscribe("s", INVENTORY)
        await served_shop.move(level, "sale", 1)
        await socket.until("s", has_versions(level, 2))
    contract = server.app.openapi()["components"]["schemas"]
    for frame in socket.frames:
        named = {"hello": "HelloFrame", "ok": "OkFrame", "changes": "ChangesFrame"}[frame["type"]]
        assert set(frame) <= set(contract[named]["properties"])
        assert set(frame) >= set(contract[named]["required"])
    *_, change = socket.changes["s"]
    assert set(change) == set(contract["ChangeFrame"]["properties"])
    assert set(change["after"]) == set(contract["StockLevelOut"]["properties"])
    assert json.dumps(change)
