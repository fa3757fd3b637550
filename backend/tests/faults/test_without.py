"""What each mechanism is there for: without it, the invariant that it holds is broken.

Each test does the same thing twice, with the mechanism and without, and the checker has to tell
the two apart.
"""

import asyncio
import itertools
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import asyncpg
import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from app.cli.embedded.valkey import EmbeddedValkey
from app.core.settings import Settings
from app.feed import relay as relaying
from app.feed import sequencer as sequencing
from app.feed.change import Channel
from app.feed.frames import Batch
from app.feed.gap import GapTracker, Verdict
from app.realtime.hub.channel_feed import ChannelFeed
from app.realtime.hub.cohort import Cohort
from app.realtime.hub.connection import Subscription
from app.realtime.socket_protocol import SocketProtocol
from tests.faults.checker import broken
from tests.faults.history import Bounds, History
from tests.faults.redis_messages import RedisMessages
from tests.faults.scene import Scene, scene_in
from tests.faults.socket_frames import SocketFrames
from tests.faults.stalled import Stalled
from tests.faults.workshop import Workshop, working
from tests.fixtures.application import PEOPLE, People
from tests.fixtures.databases import copied_database
from tests.fixtures.feed import until

HEARTBEAT = b'"changes":[\n\n]}'
# Until all is well; and as long is waited where it will not be.
SETTLE_SECONDS, NEVER_SECONDS = 10.0, 1.5
LONG = pytest.mark.faults_long


def both(names: str = "intact") -> pytest.MarkDecorator:
    """With the mechanism, in the whole matrix only: every row has it. And without."""
    return pytest.mark.parametrize(names, [pytest.param(True, marks=LONG), False])


def settling(intact: bool) -> float:
    return SETTLE_SECONDS if intact else NEVER_SECONDS


MEBIBYTE = 1_048_576

Patch = pytest.MonkeyPatch


@pytest.fixture
def settings(quiet: Settings, people: People, own_cache: EmbeddedValkey) -> Settings:
    update = {"redis_url": own_cache.ensure_running()}
    return copied_database(quiet, PEOPLE).model_copy(update=update)


@asynccontextmanager
async def at_work(
    settings: Settings, people: People, count: int = 1
) -> AsyncIterator[tuple[Scene, Workshop]]:
    async with working(settings, people, count) as workshop, scene_in(workshop) as scene:
        yield scene, workshop


async def test_the_gap_check(settings: Settings, people: People, monkeypatch: Patch) -> None:
    numbers = itertools.count()

    def fate(value: bytes) -> list[bytes]:
        return [value] if HEARTBEAT in value or next(numbers) % 3 else []

    async def history(seconds: float) -> History:
        async with at_work(settings, people) as (scene, workshop):
            workshop.benches[0].redis.mangling = lambda: RedisMessages(fate)
            workshop.benches[0].redis.cut()
            levels = await scene.levels(2)
            await scene.follow()
            for _ in range(20):
                await scene.desk.move(scene.dice.choice(levels), 1)
            return await scene.settle(seconds)

    assert broken(await history(SETTLE_SECONDS), "I2 I8") == {}

    judge = GapTracker.judge

    def trusting(self: GapTracker, batch: Batch) -> Verdict:
        verdict = judge(self, batch)
        return Verdict.DELIVER if verdict is Verdict.GAP and batch.texts else verdict

    monkeypatch.setattr(GapTracker, "judge", trusting)
    assert "it missed" in str(broken(await history(NEVER_SECONDS), "I2")["I2"])


@both("minds")
async def test_the_prev_of_each_frame(settings: Settings, people: People, minds: bool) -> None:
    """Frames are lost between the server and a client, which a server would never notice."""
    numbers = itertools.count()
    whole = asyncio.Event()

    def keeps(payload: bytes) -> bool:
        is_safe = whole.is_set() or b'"type":"changes"' not in payload
        return is_safe or next(numbers) % 3 != 1

    async with at_work(settings, people) as (scene, workshop):
        workshop.benches[0].front.mangling = lambda: SocketFrames(keeps)
        levels = await scene.levels(2)
        client = await scene.follow(minds_prev=minds)
        for _ in range(30):
            await scene.desk.move(scene.dice.choice(levels), 1)
            await asyncio.sleep(0.02)
        # A hole shows at the frame behind it.
        whole.set()
        await scene.desk.move(levels[0], 1)
        history = await scene.settle(settling(minds))
    found = broken(history, "I2")
    if minds:
        assert client.holes > 3
        assert found == {}
    else:
        assert "it missed" in str(found["I2"])


@both("watches")
async def test_the_watch_over_heartbeats(
    settings: Settings, people: People, monkeypatch: Patch, watches: bool
) -> None:
    async with at_work(settings, people) as (scene, workshop):
        if not watches:
            monkeypatch.setattr(relaying, "SILENCE_SECONDS", float("inf"))
            # Each of the two alone heals it.
            monkeypatch.setattr(relaying, "CHECK_SECONDS", float("inf"))
        (level,) = await scene.levels(1)
        await scene.follow()
        workshop.benches[0].redis.half_open()
        await scene.desk.move(level, 1)
        # Longer than it takes to notice.
        history = await scene.settle(SETTLE_SECONDS if watches else 5.0)
        found = broken(history, "I1 I2 I8")
    assert found == {} if watches else "but the head is" in str(found["I2"])


# The same as STAMP, in three steps of which each leaves a moment for somebody else.
NUMBER = text(
    """
    WITH batch AS (SELECT * FROM outbox_seen),
    counted AS (SELECT channel, count(*) AS n FROM batch GROUP BY channel),
    moved AS (
        UPDATE streams SET head = streams.head + counted.n
        FROM counted WHERE streams.channel = counted.channel
        RETURNING streams.channel, streams.epoch, streams.head - counted.n AS base
    )
    INSERT INTO feed (channel, seq, type, key, version, before, after, cause, at)
    SELECT batch.channel,
           moved.base + row_number() OVER (PARTITION BY batch.channel ORDER BY batch.id),
           batch.type, batch.key, batch.version, batch.before, batch.after, batch.cause, batch.at
    FROM batch JOIN moved USING (channel)
    """
)
SEEN = text(
    """
    CREATE TEMPORARY TABLE outbox_seen ON COMMIT DROP AS
    SELECT * FROM outbox WHERE id > :after ORDER BY id LIMIT :limit
    """
)
REMOVE = text("DELETE FROM outbox WHERE id IN (SELECT id FROM outbox_seen)")
NEWEST = text("SELECT coalesce(max(id), 0) FROM outbox_seen")

TELL = """
INSERT INTO outbox (channel, type, key, version, after, cause, at)
VALUES ('inventory:updates', 'test.touched', '1', 1, '{}', '{}', now())
"""
NUMBERED = "SELECT count(*) FROM feed WHERE type = 'stock.level_changed' AND version = $1"
# What the channel will be at when all is numbered.
COMMITTED = """
SELECT head + (SELECT count(*) FROM outbox WHERE channel = 'inventory:updates')
FROM streams WHERE channel = 'inventory:updates'
"""


async def stamp_in_steps(session: AsyncSession, *, limit: int, after: int = 0) -> int:
    """Read, number, remove; instead of all three in one statement."""
    await session.execute(SEEN, {"after": after, "limit": limit})
    newest = int((await session.execute(NEWEST)).scalar_one())
    if newest:
        # Long enough for whoever believes to lead as well.
        await asyncio.sleep(0.05)
        await session.execute(NUMBER)
        await session.execute(REMOVE)
    return newest


async def lead_in_steps(self: sequencing.Sequencer, connection: AsyncConnection) -> list[Any]:
    async with AsyncSession(connection) as session:
        await stamp_in_steps(session, limit=500)
        await session.commit()
    return []


async def elected_anyway(*_: object) -> bool:
    return True


@pytest.mark.parametrize(
    ("locked", "at_once", "breaks"),
    [
        pytest.param(True, False, False, marks=LONG),
        pytest.param(False, True, False, marks=LONG),
        (False, False, True),
    ],
)
async def test_the_leaders_lock_and_the_statement_that_removes(
    settings: Settings,
    people: People,
    monkeypatch: Patch,
    locked: bool,
    at_once: bool,
    breaks: bool,
) -> None:
    """One leader at a time, and a statement that takes away what it numbers: each alone keeps a
    change from being numbered twice."""
    if not locked:
        monkeypatch.setattr(sequencing.Sequencer, "_elected", elected_anyway)
    if not at_once:
        monkeypatch.setattr(sequencing.Sequencer, "step", lead_in_steps)
    async with at_work(settings, people, count=2) as (scene, _):
        levels = await scene.levels(2)
        async with asyncio.TaskGroup() as tasks:
            for number in range(40):
                tasks.create_task(scene.desk.move(levels[number % 2], 1, first=number % 2))
        history = await scene.settle(settling(not breaks))
    found = broken(history, "I1 I3")
    assert found == {} if not breaks else "in the feed 2 times" in str(found["I1"])


@both("deletes")
async def test_no_cursor_over_the_outbox(
    settings: Settings, people: People, monkeypatch: Patch, deletes: bool
) -> None:
    """Whoever reads on behind the newest id that they saw never sees what commits late."""
    newest = 0

    async def lead_by_cursor(self: sequencing.Sequencer, connection: AsyncConnection) -> list[Any]:
        nonlocal newest
        async with AsyncSession(connection) as session:
            newest = max(newest, await stamp_in_steps(session, limit=500, after=newest))
            await session.commit()
        return []

    if not deletes:
        monkeypatch.setattr(sequencing.Sequencer, "step", lead_by_cursor)
    async with at_work(settings, people) as (scene, _):
        (level,) = await scene.levels(1)
        late = await asyncpg.connect(settings.asyncpg_dsn)
        try:
            async with late.transaction():
                # It has its place in the outbox, and is not committed yet.
                await late.execute(TELL)
                write = await scene.desk.move(level, 1)
                await until(lambda: _is_numbered(scene, write.version))
        finally:
            await late.close()
        history = await scene.settle(settling(deletes))
    found = broken(history, "I1")
    assert found == {} if deletes else "have no number" in str(found["I1"])


async def _is_numbered(scene: Scene, version: int | None) -> bool:
    return bool(await scene.house.records.value(NUMBERED, version))


@pytest.mark.parametrize(
    ("joins_first", "minds", "breaks"),
    [
        pytest.param(True, True, False, marks=LONG),
        pytest.param(False, True, False, marks=LONG),
        (False, False, True),
    ],
)
async def test_to_join_before_what_was_missed_is_sent(
    settings: Settings,
    people: People,
    monkeypatch: Patch,
    joins_first: bool,
    minds: bool,
    breaks: bool,
) -> None:
    """What happens while a client is told what it missed; behind it stands the check of `prev`."""
    keep_up = ChannelFeed._keep_up

    def joins_later(self: ChannelFeed, cohort: Cohort, subscription: Subscription) -> None:
        cohort.trailing.pop(subscription, None)
        loop = asyncio.get_running_loop()
        loop.call_later(0.15, keep_up, self, cohort, subscription)

    async with at_work(settings, people) as (scene, _):
        (level,) = await scene.levels(1)
        client = await scene.follow(minds_prev=minds)
        # Somebody else of the same cohort, so that it goes on in the meantime.
        await scene.follow()
        await scene.caught_up()
        if not joins_first:
            monkeypatch.setattr(ChannelFeed, "_keep_up", joins_later)
        client.drop()
        for _ in range(30):
            await scene.desk.move(level, 1)
            await asyncio.sleep(0.04)
        monkeypatch.undo()
        # Who joined late finds out at the next frame.
        await asyncio.sleep(0.3)
        await scene.desk.move(level, 1)
        history = await scene.settle(settling(not breaks))
    found = broken(history, "I2")
    assert found == {} if not breaks else "it missed" in str(found["I2"])
    assert client.holes == 0 if joins_first or not minds else client.holes > 0


@both("checks")
async def test_the_epoch_of_a_place(
    settings: Settings, people: People, monkeypatch: Patch, checks: bool
) -> None:
    unresumable = ChannelFeed._unresumable

    def trusting(self: ChannelFeed, epoch: str | None, since: int) -> Any:
        return unresumable(self, self.head.epoch, since)

    async with at_work(settings, people) as (scene, workshop):
        bench = workshop.benches[0]
        (level,) = await scene.levels(1)
        await scene.follow()
        await scene.desk.move(level, 1)
        await scene.caught_up()
        bench.front.refuse()
        await workshop.records.rows("UPDATE streams SET epoch = 'restored'")
        feed = bench.manager.feeds[Channel.INVENTORY]
        await until(lambda: feed.head.epoch == "restored")
        if not checks:
            monkeypatch.setattr(ChannelFeed, "_unresumable", trusting)
        bench.front.heal()
        await scene.desk.move(level, 1)
        history = await scene.settle(settling(checks))
    found = broken(history, "I2 I8", Bounds(resets=frozenset({"epoch"})))
    assert found == {} if checks else "of restored without a reset" in str(found["I2"])


@both("bounded")
async def test_the_bound_of_what_waits_for_a_reader(
    settings: Settings, people: People, monkeypatch: Patch, bounded: bool
) -> None:
    """Measured as the bytes that wait, since all share those of a frame."""
    if not bounded:
        monkeypatch.setattr(SocketProtocol, "pause_writing", lambda _: None)
    async with at_work(settings, people) as (scene, workshop):
        bench = workshop.benches[0]
        await scene.levels(1)
        stalled = [await Stalled.follow(bench.direct, people.viewer.bearer) for _ in range(4)]
        samples = scene.history.memory["what waits"] = [bench.buffered]
        feed = bench.manager.feeds[Channel.INVENTORY]
        await scene.flood(16 * MEBIBYTE)
        head = await scene.house.records.value(COMMITTED)
        async with asyncio.timeout(20):
            while feed.head.seq < head:
                await asyncio.sleep(0.02)
                samples.append(bench.buffered)
        for one in stalled:
            one.close()
    found = broken(scene.history, "I7", Bounds(memory=4 * MEBIBYTE))
    assert found == {} if bounded else "what waits grew by" in str(found["I7"])


@both("minds")
async def test_the_version_of_each_image(settings: Settings, people: People, minds: bool) -> None:
    """What happens between the `ok` and the snapshot is in both, and comes late for the second."""
    async with at_work(settings, people) as (scene, _):
        (level,) = await scene.levels(1)

        async def sell() -> None:
            for _ in range(5):
                await scene.desk.move(level, 1)

        await scene.follow(minds_versions=minds, meanwhile=sell)
        history = await scene.settle(settling(minds))
    found = broken(history, "I2 I3 I8")
    assert found == {} if minds else "the screen went back" in str(found["I3"])
