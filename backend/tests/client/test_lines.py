"""What does a follower do when the server closes, falls silent, or says something odd?"""

import asyncio
import time
from collections.abc import AsyncIterator
from typing import Any

import pytest

from tanamori_client import (
    Changed,
    ClientError,
    Event,
    NotLoggedIn,
    NotPermitted,
    NotUnderstood,
    Position,
    ServerRefused,
    Status,
)
from tests.client.conftest import Side, scripted, take

CHANNEL = "inventory:updates"


def seqs(events: list[Event]) -> list[int]:
    return [event.change.seq for event in events if isinstance(event, Changed)]


@pytest.mark.parametrize("code", [1001, 1009, 1011, 1012, 1013, 4008, 4009])
async def test_below_4400_it_comes_back_and_goes_on(code: int) -> None:
    async def script(side: Side) -> None:
        await side.accept()
        await side.change(side.number + 1)
        if side.number == 0:
            await side.close(code)

    async with scripted(script) as server, server.client() as client:
        feed = client.follow(CHANNEL)
        assert seqs(await take(feed, 2)) == [1, 2]
        assert [side.subs[0].get("since") for side in server.sides] == [None, 1]
        assert server.sides[1].subs[0]["epoch"] == "e"


@pytest.mark.parametrize(
    ("code", "kind"),
    [(4400, ServerRefused), (4401, NotLoggedIn), (4403, NotPermitted), (4429, ServerRefused)],
)
async def test_from_4400_on_something_has_to_be_mended(code: int, kind: type[ClientError]) -> None:
    async def script(side: Side) -> None:
        await side.accept()
        await side.close(code, "no")

    async with scripted(script) as server, server.client() as client:
        with pytest.raises(kind, match=f"{code}.*no") as caught:
            await take(client.follow(CHANNEL), 1)
        assert caught.value.remedy
        assert len(server.sides) == 1


async def test_with_a_password_a_session_that_ended_is_begun_anew() -> None:
    async def script(side: Side) -> None:
        if side.number == 0:
            await side.accept()
        if side.number < 2:
            await side.close(4401, "the session has ended")
            return
        await side.accept()
        await side.change(1)

    async with scripted(script) as server, server.client(email="a@b", password="p") as client:
        feed = client.follow(CHANNEL)
        with pytest.raises(NotLoggedIn, match="ended"):
            await take(feed, 1)
        assert [side.authorization for side in server.sides] == ["Bearer token 1", "Bearer token 2"]
        assert seqs(await take(feed, 1)) == [1], "whoever asks again may try again"


async def test_a_farewell_says_when_to_come_back() -> None:
    async def script(side: Side) -> None:
        await side.accept()
        if side.number == 0:
            await side.say(type="bye", retry_after_ms=600)
            await side.close(1012)
        await side.change(1)

    async with scripted(script) as server, server.client() as client:
        began = time.monotonic()
        await take(client.follow(CHANNEL), 1)
        assert 0.6 <= time.monotonic() - began < 5


async def test_silence_is_noticed_after_two_and_a_half_heartbeats() -> None:
    async def script(side: Side) -> None:
        await side.accept(heartbeat_ms=100)
        if side.number == 0:
            await side.say(type="hb", at="2026-03-01T09:30:00Z")
            await side.connection.wait_closed()
        await side.change(1)

    states: list[Status] = []
    async with scripted(script) as server, server.client() as client:
        began = time.monotonic()
        await take(client.follow(CHANNEL, on_status=states.append), 1)
        assert 0.25 <= time.monotonic() - began < 5
    assert [status.state for status in states][:4] == ["connecting", "live", "stale", "catching up"]
    stale = states[2]
    assert stale.heard_at is not None
    assert stale.position == Position("e", 0)


async def test_a_long_message_over_a_slow_network_is_no_silence() -> None:
    async def script(side: Side) -> None:
        sub = await side.accept(heartbeat_ms=100)

        async def slowly() -> AsyncIterator[str]:
            yield f'{{"type": "changes", "id": "{sub["id"]}", "prev": 0, "seq": 9, "changes": ['
            for _ in range(8):
                await asyncio.sleep(0.1)
                yield " "
            yield "]}"

        await side.connection.send(slowly())
        await side.say(type="pos", id=sub["id"], seq=10)
        await side.connection.wait_closed()

    async with scripted(script) as server, server.client() as client:
        feed = client.follow(CHANNEL)
        waiting = asyncio.create_task(take(feed, 1))
        await asyncio.sleep(1.05)
        assert feed.position == Position("e", 10)
        assert len(server.sides) == 1
        waiting.cancel()


async def test_a_reader_that_takes_its_time_makes_the_server_wait() -> None:
    sent = 0

    async def script(side: Side) -> None:
        nonlocal sent
        await side.accept()
        for seq in range(1, 101):
            await side.change(seq, text="x" * 1_000_000)
            sent = seq

    async with scripted(script) as server, server.client() as client:
        feed = client.follow(CHANNEL)
        await take(feed, 1)
        while True:
            before = sent
            await asyncio.sleep(0.3)
            if sent == before:
                break
        assert sent < 60, "it was all taken in"
        assert seqs(await take(feed, 99)) == list(range(2, 101))


async def test_what_is_new_is_passed_over_and_what_is_broken_is_told() -> None:
    async def script(side: Side) -> None:
        await side.accept()
        await side.say(type="weather", sun=True)
        await side.change(1)
        await side.connection.send('{"type": "changes"}')
        await side.change(3)
        sub = await side.sub()
        await side.say(type="ok", id=sub["id"], epoch="e", seq=1, head=3)
        await side.change(2)
        await side.change(3)

    async with scripted(script) as server, server.client() as client:
        feed = client.follow(CHANNEL)
        await take(feed, 1)
        with pytest.raises(NotUnderstood, match="no message"):
            await take(feed, 1)
        assert seqs(await take(feed, 2)) == [2, 3], "nothing is lost by it"


async def test_a_reader_that_gives_up_waiting_loses_nothing() -> None:
    async def script(side: Side) -> None:
        await side.accept()
        for seq in range(1, 21):
            await asyncio.sleep(0.01)
            await side.change(seq)

    async with scripted(script) as server, server.client() as client:
        feed = client.follow(CHANNEL)
        events: list[Event] = []
        while len(events) < 20:
            try:
                async with asyncio.timeout(0.004):
                    events.append(await anext(feed))
            except TimeoutError:
                continue
        assert seqs(events) == list(range(1, 21))
        assert len(server.sides) < 60


async def test_the_position_is_that_of_what_was_handed_on() -> None:
    async def script(side: Side) -> None:
        sub = await side.accept()
        for seq in (1, 2):
            await side.change(seq)
        await side.say(type="pos", id=sub["id"], seq=9)

    async with scripted(script) as server, server.client() as client:
        feed = client.follow(CHANNEL)
        await take(feed, 1)
        assert feed.position == Position("e", 1)
        await take(feed, 1)
        assert feed.position == Position("e", 2)
        waiting = asyncio.create_task(anext(feed))
        await asyncio.sleep(0.2)
        assert feed.position == Position("e", 9)
        assert (feed.status.state, feed.status.behind) == ("live", 0)
        waiting.cancel()
        await feed.aclose()
        with pytest.raises(StopAsyncIteration):
            await anext(feed)


async def test_what_is_wanted_is_said_to_the_server() -> None:
    asked: list[dict[str, Any]] = []

    async def script(side: Side) -> None:
        asked.append(await side.accept())
        await side.change(1)

    async with scripted(script) as server, server.client() as client:
        fields = {"skus": ["A-1"], "locations": ["L"], "categories": ["Tea"], "types": ["t"]}
        await take(client.follow(CHANNEL, mode="latest", **fields), 1)  # type: ignore[arg-type]
        assert asked[0]["filter"] == fields
        assert (asked[0]["channel"], asked[0]["mode"]) == (CHANNEL, "latest")
