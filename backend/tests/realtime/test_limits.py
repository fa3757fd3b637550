"""What one client may ask for: how much, how often, and of what."""

import asyncio
import json

import pytest
from httpx import AsyncClient

from app.auth import types
from app.auth.types import READ_SCOPES
from app.realtime import session, websocket_manager
from app.realtime.protocol import CHANNEL_SCOPES, CloseCode
from tests.factories.shop import Shop
from tests.fixtures.stream import Served, Socket

INVENTORY = "inventory:updates"


async def ended(socket: Socket) -> int | None:
    """How the server closes."""
    async with asyncio.timeout(10):
        await socket.connection.wait_closed()
    return socket.connection.close_code


async def test_who_says_too_much_is_closed(server: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session, "MESSAGES_MAX", 20)
    async with server.socket(person=server.people.viewer) as socket:
        await socket.hear("hello")
        for _ in range(20):
            await socket.say(type="ping")
        for _ in range(20):
            await socket.hear("pong")
        for _ in range(60):
            await socket.connection.send(json.dumps({"type": "ping"}))
        assert await ended(socket) == CloseCode.TOO_MANY_MESSAGES
        assert "messages" in (socket.connection.close_reason or "")


async def test_what_one_may_say_comes_back_with_time(
    server: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session, "MESSAGES_MAX", 5)
    monkeypatch.setattr(session, "MESSAGES_PER_SECOND", 50.0)
    async with server.socket(person=server.people.viewer) as socket:
        await socket.hear("hello")
        for _ in range(6):
            for _ in range(4):
                await socket.say(type="ping")
                await socket.hear("pong")
            await asyncio.sleep(0.12)


async def test_bad_messages_count_too(server: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session, "MESSAGES_MAX", 5)
    async with server.socket(person=server.people.viewer) as socket:
        await socket.hear("hello")
        for _ in range(60):
            await socket.connection.send("no json")
        assert await ended(socket) == CloseCode.TOO_MANY_MESSAGES


async def test_when_there_is_no_room(server: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    async with server.socket(person=server.people.viewer) as first:
        await first.hear("hello")
        room = len(server.app.state.websockets.connections)
        monkeypatch.setattr(websocket_manager, "CONNECTIONS_MAX", room)
        async with server.socket(person=server.people.viewer) as second:
            assert await ended(second) == CloseCode.FULL
            assert second.frames == []
        monkeypatch.setattr(websocket_manager, "CONNECTIONS_MAX", room + 1)
        async with server.socket(person=server.people.viewer) as third:
            await third.hear("hello")


async def test_nobody_comes_in_when_the_server_is_about_to_go(
    server: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server.app.state.websockets, "draining", True)
    async with server.socket(person=server.people.viewer) as socket:
        assert await ended(socket) == CloseCode.FULL


@pytest.mark.parametrize(("channel", "scope"), CHANNEL_SCOPES.items())
async def test_each_channel_asks_for_its_permission(
    server: Served, monkeypatch: pytest.MonkeyPatch, channel: str, scope: str
) -> None:
    monkeypatch.setitem(types.ROLE_SCOPES, "viewer", READ_SCOPES - {scope})
    async with server.socket(person=server.people.viewer) as socket:
        await socket.say(type="sub", id="mine", channel=channel)
        error = await socket.hear("error")
        assert (error["code"], error["id"]) == ("forbidden", "mine")
        assert scope in error["detail"]
        (other, *_) = (each for each in CHANNEL_SCOPES if each != channel)
        # The others go on, and a refusal takes nothing away that there was.
        await socket.subscribe("other", other)
        await socket.say(type="sub", id="other", channel=channel)
        assert (await socket.hear("error"))["id"] == "other"
        manager = server.app.state.websockets
        assert manager.feeds[other].subscriptions == 1
        assert manager.feeds[channel].subscriptions == 0


async def test_a_path_that_one_may_not_follow(
    server: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(types.ROLE_SCOPES, "viewer", READ_SCOPES - {"price:read"})
    async with server.socket("/ws/prices", person=server.people.viewer) as socket:
        assert (await socket.hear("error"))["id"] == "price:updates"


async def acknowledged(client: AsyncClient) -> float:
    text = (await client.get("/metrics")).text
    (line,) = (
        line for line in text.splitlines() if line.startswith("tanamori_acknowledged_seconds_count")
    )
    return float(line.split()[-1])


async def test_who_says_how_far_they_are_is_measured(server: Served, served_shop: Shop) -> None:
    level = await served_shop.level(10)
    async with (
        server.socket(person=server.people.viewer) as socket,
        server.client(server.people.admin) as client,
    ):
        await socket.subscribe("s", INVENTORY)
        await served_shop.move(level, "sale", 1)
        (*_, last) = await socket.until("s", bool)
        before = await acknowledged(client)
        await socket.say(type="ack", id="s", seq=last["seq"])
        await socket.say(type="ack", id="s", seq=2**50)
        await socket.say(type="ack", id="nobody", seq=last["seq"])
        await socket.say(type="ping")
        await socket.hear("pong")
        assert await acknowledged(client) == before + 1


class TestResumes:
    async def test_subscriptions_that_read_the_past_again_and_again_end_the_socket(
        self, server: Served, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(session, "RESUMES_MAX", 5)
        async with server.socket(person=server.people.viewer) as socket:
            await socket.hear("hello")
            for number in range(6):
                await socket.say(type="sub", id=str(number), channel=INVENTORY, since=0, epoch="x")
            assert await ended(socket) == CloseCode.TOO_MANY_MESSAGES
            assert "since" in (socket.connection.close_reason or "")

    async def test_subscriptions_from_now_on_are_not_counted(
        self, server: Served, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(session, "RESUMES_MAX", 1)
        async with server.socket(person=server.people.viewer) as socket:
            await socket.hear("hello")
            for number in range(5):
                await socket.say(type="sub", id=str(number), channel=INVENTORY)
                await socket.hear("ok")
