"""Coming back to the stream: nothing is missed and nothing comes twice, or a reset says so."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from app.core.settings import Settings
from app.feed.change import Change, Channel
from app.realtime import websocket_manager
from app.realtime.hub.cohort import PAGE_CHANGES_MAX
from tests.factories.shop import Json, Shop
from tests.fixtures.application import People
from tests.fixtures.feed import until
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


async def test_far_back(server: Served, served_shop: Shop) -> None:
    """Some thousand changes come in pages that any client takes as one message."""
    level = await served_shop.level(10)
    epoch, seq = await head_of(server)
    for _ in range(5):
        await served_shop.move(level, "sale", 1)
    async with following(server) as socket:
        await announce(server, 1_700)
        await socket.until("s", lambda changes: bulk(changes) == 1_700)
    async with following(server, epoch=epoch, since=seq) as socket:
        await socket.until("s", lambda changes: bulk(changes) == 1_700)
        assert versions(socket.changes["s"], level)[-5:] == [2, 3, 4, 5, 6]
        sizes = [len(frame["changes"]) for frame in socket.frames if frame["type"] == "changes"]
        assert max(sizes) <= PAGE_CHANGES_MAX


def bulk(changes: list[Json]) -> int:
    return sum(change["key"] == "bulk" for change in changes)


async def test_a_replay_joins_the_live_stream_without_a_seam(server: Served) -> None:
    """Readers come and go with `since` while a writer runs; each sees every version once."""
    epoch, start = await head_of(server)
    writes = 150

    async def write() -> None:
        for version in range(1, writes + 1):
            await announce(server, 1, key="seam", first=version)

    async def read(pause: float) -> list[int]:
        await asyncio.sleep(pause)
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
    server: Served,
    served_shop: Shop,
    epoch: str | None,
    since: int,
    reason: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(websocket_manager, "AHEAD_SECONDS", 0.1)
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
    server: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The feed may reach further back; who comes from there reads it page by page, or anew."""
    feed = server.app.state.websockets.feeds[Channel.INVENTORY]
    monkeypatch.setattr(feed.ring, "_entries_max", 2)
    async with following(server) as socket:
        await announce(server, 3, key="far")
        await socket.until("s", lambda changes: len(changes) == 3)
        epoch, head = socket.positions["s"]
    async with server.socket(person=server.people.viewer) as socket:
        await socket.say(type="sub", id="s", channel=INVENTORY, epoch=epoch, since=head - 3)
        assert (await socket.hear("reset"))["reason"] == "too_far"
        assert (await socket.hear("ok"))["seq"] == head
    async with following(server, epoch=epoch, since=head - 2) as socket:
        await socket.until("s", lambda changes: len(changes) == 2)


async def test_a_reader_that_is_ahead_of_this_process_waits_for_it(
    server: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another process may have told it already what this one hears of in a moment."""
    manager = server.app.state.websockets
    epoch, head = await head_of(server)
    with monkeypatch.context() as patch:
        # What the relay delivers is taken, and not told yet.
        patch.setattr(manager, "flush", lambda: None)
        await announce(server, 1, key="ahead")
        await until(lambda: bool(manager.feeds[Channel.INVENTORY]._pending))
    async with server.socket(person=server.people.viewer) as socket:
        await socket.say(type="sub", id="s", channel=INVENTORY, epoch=epoch, since=head + 1)
        await asyncio.sleep(0.1)
        manager.flush()
        ok = await socket.hear("ok")
        assert (ok["seq"], ok["head"]) == (head + 1, head + 1)
        assert not [frame for frame in socket.frames if frame["type"] == "reset"]


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
                    assert (await socket.hear("reset"))["reason"] == "too_far"
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
