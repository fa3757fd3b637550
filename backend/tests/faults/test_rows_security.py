"""Rows of the matrix in which somebody may not, or may no longer, listen (docs/faults.md)."""

import asyncio
import hashlib
import json
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest
from httpx import AsyncClient
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidStatus

from app.core.clock import now
from app.realtime.protocol import CloseCode
from tests.factories.shop import made
from tests.faults.checker import assert_kept
from tests.faults.history import Bounds
from tests.faults.house import House, Process
from tests.faults.scene import Scene
from tests.fixtures.application import PASSWORD

VIEWER = "viewer@shop.test"
SOON_SECONDS = 3.0
# A session that ended elsewhere is noticed within this time, with Redis or without.
RECHECK_SECONDS, HASTY_SECONDS = 10.0, 3.0
SLACK_SECONDS = 3.0
EXPIRE = "UPDATE sessions SET expires_at = $2 WHERE token_hash = $1"
MESSAGE_BYTES_MAX = 65_536


async def log_in(process: Process) -> dict[str, str]:
    """A session of its own; its headers."""
    async with AsyncClient(base_url=process.direct, trust_env=False) as client:
        body = {"email": VIEWER, "password": PASSWORD}
        answer = made(await client.post("/api/v1/auth/login", json=body), 200)
    return {"Authorization": f"Bearer {answer['access_token']}"}


async def post(process: Process, path: str, headers: dict[str, str], status: int) -> Any:
    async with AsyncClient(base_url=process.direct, headers=headers, trust_env=False) as client:
        answer = await client.post(f"/api/v1/auth/{path}")
    assert answer.status_code == status, answer.text
    return answer.json() if answer.content else None


async def test_row_20_a_session_ends_while_it_listens(
    scene: Scene, house: House, haste: bool
) -> None:
    """By itself, here, and at another process while Redis is down."""
    first, second = house.processes
    recheck = HASTY_SECONDS if haste else RECHECK_SECONDS
    expiring, here, elsewhere = [await log_in(first) for _ in range(3)]
    digest = hashlib.sha256(expiring["Authorization"].split()[1].encode()).digest()
    ends = timedelta(seconds=SOON_SECONDS)
    await house.records.rows(EXPIRE, digest, now() + ends)
    began = time.monotonic()
    listeners = [
        await scene.follow(first, headers=headers) for headers in (expiring, here, elsewhere)
    ]
    staying = await scene.follow(first)
    await asyncio.to_thread(house.cache.stop)
    await post(first, "logout", here, 204)
    assert await listeners[1].ends(SLACK_SECONDS) == CloseCode.UNAUTHENTICATED
    await post(second, "logout", elsewhere, 204)
    assert await listeners[0].ends(SOON_SECONDS + SLACK_SECONDS) == CloseCode.UNAUTHENTICATED
    assert time.monotonic() - began > SOON_SECONDS - 1, "it ended before its time"
    assert await listeners[2].ends(recheck + SLACK_SECONDS) == CloseCode.UNAUTHENTICATED
    for listener in listeners:
        listener.log.attached = False
    (level,) = await scene.levels(1)
    history = await scene.settle()
    assert_kept(history, "I1 I2 I8")
    assert staying.log.codes == []
    assert str(level["id"]) in {took.key for took in staying.log.took}


class Visitor:
    """Somebody at the door, who says what they like."""

    def __init__(self, connection: ClientConnection) -> None:
        self.connection = connection

    async def say(self, **message: Any) -> None:
        await self.connection.send(json.dumps(message))

    async def hear(self, kind: str) -> dict[str, Any]:
        async with asyncio.timeout(8):
            while True:
                frame: dict[str, Any] = json.loads(await self.connection.recv())
                if frame["type"] == kind:
                    return frame

    async def shown_out(self) -> int | None:
        """The code that the server closes with."""
        async with asyncio.timeout(8):
            try:
                while True:
                    await self.connection.recv()
            except ConnectionClosed as closed:
                return closed.rcvd.code if closed.rcvd else None


def visit(process: Process, headers: dict[str, str]) -> Any:
    address = process.address.replace("http", "ws", 1) + "/ws"
    return connect(address, additional_headers=headers, compression=None, proxy=None)


async def test_row_21_foreign_pages_are_refused(house: House) -> None:
    for headers in ({}, house.people.viewer.bearer):
        with pytest.raises(InvalidStatus) as refused:
            async with visit(house.processes[0], headers | {"Origin": "https://evil.test"}):
                pass
        assert refused.value.response.status_code == 403


async def test_row_21_no_ticket_and_a_ticket_used_twice(house: House) -> None:
    first, second = house.processes
    async with visit(first, {}) as connection:
        visitor = Visitor(connection)
        await visitor.say(type="sub", id="s", channel="inventory:updates")
        assert await visitor.shown_out() == CloseCode.UNAUTHENTICATED
    async with visit(first, {}) as connection:
        assert await Visitor(connection).shown_out() == CloseCode.UNAUTHENTICATED
    ticket = (await post(first, "stream-ticket", house.people.viewer.bearer, 201))["ticket"]
    async with visit(first, {}) as connection:
        visitor = Visitor(connection)
        await visitor.say(type="auth", ticket=ticket)
        await visitor.hear("hello")
        for process in (first, second):
            async with visit(process, {}) as replayed:
                thief = Visitor(replayed)
                await thief.say(type="auth", ticket=ticket)
                assert await thief.shown_out() == CloseCode.UNAUTHENTICATED
        await visitor.say(type="ping")
        await visitor.hear("pong")


async def too_large(visitor: Visitor) -> None:
    await visitor.say(type="ping", pad="x" * MESSAGE_BYTES_MAX)


async def too_many(visitor: Visitor) -> None:
    for _ in range(1_000):
        await visitor.say(type="ping")


async def bytes_for_text(visitor: Visitor) -> None:
    await visitor.connection.send(b"\x00\x01")


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        (too_large, 1009),
        (too_many, CloseCode.TOO_MANY_MESSAGES),
        (bytes_for_text, CloseCode.BAD_MESSAGE),
    ],
)
async def test_row_21_too_much_is_closed(
    house: House, wrong: Callable[[Visitor], Any], code: int
) -> None:
    async with visit(house.processes[0], house.people.viewer.bearer) as connection:
        visitor = Visitor(connection)
        await visitor.hear("hello")
        # It may be shown out while it is still speaking.
        with suppress(ConnectionClosed):
            await wrong(visitor)
        assert await visitor.shown_out() == code


async def test_row_21_a_wrong_filter_is_refused_and_the_socket_stays(house: House) -> None:
    wrong: list[dict[str, Any]] = [
        {"filter": {"skus": []}},
        {"filter": {"skus": ["a"] * 501}},
        {"filter": {"warehouses": ["a"]}},
        {"filter": {"skus": "a"}},
        {"mode": "everything"},
        {"since": -1},
        {"channel": "inventory:secrets"},
    ]
    async with visit(house.processes[0], house.people.viewer.bearer) as connection:
        visitor = Visitor(connection)
        for words in wrong:
            message = {"type": "sub", "id": "s", "channel": "inventory:updates"} | words
            await visitor.say(**message)
            assert (await visitor.hear("error"))["code"] == "bad_message", words
        await visitor.say(type="sub", id="s", channel="inventory:updates")
        await visitor.hear("ok")


CROWD, CROWD_LONG = 100, 500
SESSIONS = """
INSERT INTO sessions (user_id, token_hash, expires_at)
SELECT users.id, sha256(token::bytea), now() + '1 day'
FROM users, unnest($1::text[]) AS token WHERE email = 'viewer@shop.test'
"""
READS = """
SELECT coalesce(sum(seq_scan + coalesce(idx_scan, 0)), 0)::bigint FROM pg_stat_user_tables
WHERE relname = 'sessions' OR relname LIKE 'feed%'
"""
READS_MAX = 25
STATISTICS_SECONDS = 1.3


@pytest.mark.parametrize("count", [CROWD, pytest.param(CROWD_LONG, marks=pytest.mark.faults_long)])
async def test_row_22_everybody_comes_back_after_a_restart(
    scene: Scene, house: House, count: int
) -> None:
    """Each with a session of its own, so that nobody is known from somebody else."""
    process, _ = house.processes
    (level,) = await scene.levels(1)
    tokens = [f"storm-{time.monotonic_ns()}-{number}" for number in range(count)]
    await house.records.rows(SESSIONS, tokens)
    crowd = [
        await scene.follow(
            process,
            headers={"Authorization": f"Bearer {token}"},
            wait=False,
            snapshots=False,
        )
        for token in tokens
    ]
    for client in crowd:
        await client.connects(30)
    await asyncio.to_thread(process.terminate)
    await scene.desk.move(level, 1, first=1)
    await asyncio.sleep(STATISTICS_SECONDS)
    before = await house.records.value(READS)
    process.begin()
    await asyncio.to_thread(process.wait_until_ready)
    for client in crowd:
        await client.connects(30)
    await asyncio.sleep(STATISTICS_SECONDS)
    reads = await house.records.value(READS) - before
    history = await scene.settle()
    assert {log.codes[0] for log in history.clients} == {CloseCode.RESTART}
    assert_kept(history, "I1 I2 I3", Bounds())
    assert reads <= READS_MAX, f"{count} clients came back with {reads} reads"
