"""Coming back to the stream: nothing is missed and nothing comes twice, or a reset says so."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from app.core.settings import Settings
from app.feed.change import Change, Channel
from app.realtime import websocket_manager
from tests.factories.shop import Json, Shop
from tests.fixtures.application import People
from tests.fixtures.records import Records
from tests.fixtures.stream import Served, Socket, served

INVENTORY = "inventory:updates"


def versions(changes: list[Json], level: Json) -> list[int]:
    return [change["version"] for change in changes if change["key"] == str(level["id"])]


def has_version(level: Json, version: int) -> Any:
    def done(changes: list[Json]) -> bool:
        return version in versions(changes, level)

    return done


@asynccontextmanager
async def following(server: Served, **position: Any) -> AsyncIterator[Socket]:
    async with server.socket(person=server.people.viewer) as socket:
        await socket.subscribe("s", INVENTORY, **position)
        yield socket


async def announce(server: Served, count: int, *, key: str = "bulk", first: int = 1) -> None:
    """Many changes at once, as an import makes them."""
    changes = [
        Change(Channel.INVENTORY, "test.changed", key, version, {"n": version})
        for version in range(first, first + count)
    ]
    async with server.app.state.context.journal.unit_of_work() as work:
        work.record(*changes)


async def head_of(server: Served) -> tuple[str, int]:
    async with following(server) as socket:
        return socket.positions["s"]


async def test_from_memory(server: Served, served_shop: Shop) -> None:
    level = await served_shop.level(10)
    async with following(server) as socket:
        await served_shop.move(level, "sale", 1)
        await socket.until("s", has_version(level, 2))
        epoch, seq = socket.positions["s"]
    for _ in range(5):
        await served_shop.move(level, "sale", 1)
    async with following(server, epoch=epoch, since=seq) as socket:
        await socket.until("s", has_version(level, 7))
        assert versions(socket.changes["s"], level) == [3, 4, 5, 6, 7]
        ok = socket.frames[1]
        assert ok["seq"] == seq
        assert ok["head"] >= seq


async def test_nothing_was_missed(server: Served) -> None:
    epoch, seq = await head_of(server)
    async with following(server, epoch=epoch, since=seq) as socket:
        await socket.say(type="ping")
        await socket.hear("pong")
        assert socket.changes["s"] == []


def forget(server: Served) -> None:
    """Let the process remember no changes, as right after its start."""
    for state in server.app.state.websockets._channels.values():
        state.ring.clear()


async def test_from_the_feed(server: Served, served_shop: Shop, records: Records) -> None:
    level = await served_shop.level(10)
    epoch, seq = await head_of(server)
    for _ in range(5):
        await served_shop.move(level, "sale", 1)
    await announce(server, 1_700)
    await records.settled()
    await asyncio.sleep(0.5)
    forget(server)
    async with following(server, epoch=epoch, since=seq) as socket:
        head = socket.frames[1]["head"]
        await socket.until("s", lambda changes: bool(changes) and changes[-1]["seq"] >= head)
        found = versions(socket.changes["s"], level)
        assert found[-5:] == [2, 3, 4, 5, 6]
        assert len([c for c in socket.changes["s"] if c["key"] == "bulk"]) == 1_700
        kinds = [len(frame["changes"]) for frame in socket.frames if frame["type"] == "changes"]
        assert max(kinds) <= websocket_manager.REPLAY_PAGE


@pytest.mark.parametrize("remembers", [True, False])
async def test_a_replay_joins_the_live_stream_without_a_seam(
    server: Served, remembers: bool
) -> None:
    """Readers come and go with `since` while a writer runs; each sees every version once."""
    epoch, start = await head_of(server)
    key, writes = f"seam-{remembers}", 150

    async def write() -> None:
        for version in range(1, writes + 1):
            await announce(server, 1, key=key, first=version)

    async def read(pause: float) -> list[int]:
        await asyncio.sleep(pause)
        if not remembers:
            forget(server)
        async with following(server, epoch=epoch, since=start) as socket:
            await socket.until("s", lambda changes: changes[-1:] != [] and last(changes) == writes)
            return [change["version"] for change in socket.changes["s"]]

    def last(changes: list[Json]) -> int:
        return int(changes[-1]["version"])

    _, *seen = await asyncio.gather(write(), *(read(0.04 * turn) for turn in range(12)))
    for found in seen:
        assert found == list(range(1, writes + 1))


@pytest.mark.parametrize(
    ("epoch", "since", "reason"),
    [("another", 0, "epoch"), (None, 0, "epoch"), ("now", 2**53 - 1, "ahead")],
)
async def test_a_position_that_leads_nowhere_is_reset(
    server: Served, served_shop: Shop, epoch: str | None, since: int, reason: str
) -> None:
    level = await served_shop.level(10)
    current, _ = await head_of(server)
    position = {"since": since} | ({"epoch": current if epoch == "now" else epoch} if epoch else {})
    async with server.socket(person=server.people.viewer) as socket:
        await socket.say(type="sub", id="s", channel=INVENTORY, **position)
        reset = await socket.hear("reset")
        assert reset == {"type": "reset", "id": "s", "reason": reason}
        ok = await socket.hear("ok")
        assert (ok["epoch"], ok["seq"]) == (current, ok["head"])
        await served_shop.move(level, "sale", 1)
        await socket.until("s", has_version(level, 2))


async def test_a_position_too_far_back_is_reset(
    server: Served, served_shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    await served_shop.level(10)
    monkeypatch.setattr(websocket_manager, "REPLAY_MAX", 1)
    await announce(server, 3)
    epoch, head = await head_of(server)
    async with server.socket(person=server.people.viewer) as socket:
        await socket.say(type="sub", id="s", channel=INVENTORY, epoch=epoch, since=0)
        if head > 1:
            assert (await socket.hear("reset"))["reason"] == "too_far"
        await socket.hear("ok")


async def test_what_retention_has_dropped_is_reset(
    own_settings: Settings, people: People, own_records: Records
) -> None:
    async with served(own_settings, people) as server, server.client(people.admin) as client:
        shop = Shop(client)
        level = await shop.level(10)
        for _ in range(4):
            await shop.move(level, "sale", 1)
        await own_records.settled()
        await own_records.rows("DELETE FROM feed WHERE channel = $1 AND seq < 4", INVENTORY)
        await own_records.rows("UPDATE streams SET floor = 4 WHERE channel = $1", INVENTORY)
    async with served(own_settings, people) as server, server.client(people.admin) as client:
        epoch, head = await head_of(server)
        for since, expected in ((2, "reset"), (3, "ok")):
            async with server.socket(person=people.viewer) as socket:
                await socket.say(type="sub", id="s", channel=INVENTORY, epoch=epoch, since=since)
                if expected == "reset":
                    assert (await socket.hear("reset"))["reason"] == "expired"
                    await socket.hear("ok")
                    assert socket.positions["s"] == (epoch, head)
                else:
                    await socket.hear("ok")
                    changes = await socket.until("s", lambda found: len(found) == head - 3)
                    assert [change["seq"] for change in changes] == list(range(4, head + 1))


async def test_a_new_epoch_resets_open_sockets(
    own_settings: Settings, people: People, own_records: Records
) -> None:
    async with served(own_settings, people) as server, server.client(people.admin) as client:
        level = await Shop(client).level(10)
        async with following(server) as socket:
            await own_records.rows("UPDATE streams SET epoch = 'restored'")
            assert (await socket.hear("reset"))["reason"] == "epoch"
            ok = await socket.hear("ok")
            assert ok["epoch"] == "restored"
            await Shop(client).move(level, "sale", 1)
            await socket.until("s", has_version(level, 2))


async def test_a_restarted_server_is_followed_on(own_settings: Settings, people: People) -> None:
    """Sales go on while the server comes and goes; the reader resumes and misses none."""
    seen: list[int] = []
    port = 0
    position: dict[str, Any] = {}
    level: Json = {}
    for turn in range(3):
        async with served(own_settings, people, port=port) as server:
            port = server.port
            async with server.client(people.admin) as client:
                shop = Shop(client)
                if turn == 0:
                    level = await shop.level(100)
                    epoch, seq = await head_of(server)
                    position = {"epoch": epoch, "since": seq}
                await shop.move(level, "sale", 1)
                async with following(server, **position) as socket:
                    await shop.move(level, "sale", 1)
                    last = 3 + 3 * turn
                    await socket.until("s", has_version(level, last))
                    seen += versions(socket.changes["s"], level)
                    epoch, seq = socket.positions["s"]
                    position = {"epoch": epoch, "since": seq}
                # Nobody listens to this one.
                await shop.move(level, "sale", 1)
    assert [version for version in seen if version > 1] == list(range(2, 10))
