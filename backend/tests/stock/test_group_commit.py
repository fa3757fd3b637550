"""Requests share commits, and nobody pays for somebody else: on the real server, in a crowd."""

import asyncio
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from typing import Any
from uuid import uuid4

import pytest

from app.core.errors import TooManyRequests, Unavailable
from app.core.settings import Settings
from app.db.database import Database
from app.feed.errors import KeyInProgress
from app.feed.idempotency import Answer
from app.feed.unit_of_work import Journal
from app.stock.engine import group_commit
from app.stock.engine.commands import Applied, Line, Outcome, StockCommand
from app.stock.engine.group_commit import GroupCommitter
from app.stock.errors import InsufficientStock
from app.stock.types import MovementCommand
from app.stock.writer import StockWriter
from tests.fixtures.feed import running, until
from tests.fixtures.records import Records
from tests.fixtures.stock import request_of, stocked, writing

SKUS = ("A", "B", "C", "D", "E")


def move(sku: str, delta: int) -> MovementCommand:
    return MovementCommand(sku, "TYO-1", "receive" if delta > 0 else "sale", "test", delta)


def step(level_id: int, delta: int = -1, **line: Any) -> StockCommand:
    """A command of one line with a key of its own."""
    values: dict[str, Any] = {"kind": "adjust", "delta_on_hand": delta} | line
    key, fingerprint = uuid4(), uuid4()
    lines = (Line(level_id=level_id, **values),)
    return StockCommand(lines=lines, actor="test", key=key, fingerprint=fingerprint)


async def insist(writer: StockWriter, key: str, command: MovementCommand) -> Answer:
    """What a client does: the same key again until the outcome is known."""
    while True:
        try:
            return await writer.record(request_of(key, repr(command)), command)
        except (Unavailable, KeyInProgress, TooManyRequests):
            await asyncio.sleep(0.05)


async def lines_of_key(records: Records) -> Counter[str]:
    rows = await records.rows(
        "SELECT idempotency_key FROM stock_movements WHERE idempotency_key IS NOT NULL"
    )
    return Counter(row["idempotency_key"] for row in rows)


async def on_hand(records: Records) -> dict[str, int]:
    rows = await records.rows(
        "SELECT sku, on_hand FROM stock_levels JOIN items ON items.id = item_id"
    )
    return {row["sku"]: row["on_hand"] for row in rows}


async def test_a_crowd_is_served_exactly_and_together(
    own_journal: Journal, own_records: Records
) -> None:
    """Two processes, five items, five hundred buyers with one to three units each."""
    await stocked(own_journal, *SKUS, on_hand=80)
    wanted = [(SKUS[n % 5], n % 3 + 1) for n in range(500)]
    async with writing(own_journal) as one, writing(own_journal) as other:

        async def buy(number: int) -> int:
            sku, quantity = wanted[number]
            writer = (one, other)[number % 2]
            try:
                await writer.record(request_of(str(number)), move(sku, -quantity))
            except InsufficientStock:
                return 0
            return quantity

        bought = await asyncio.gather(*(buy(number) for number in range(500)))
    left = dict.fromkeys(SKUS, 80)
    for (sku, _), quantity in zip(wanted, bought, strict=True):
        left[sku] -= quantity
    assert await on_hand(own_records) == left == dict.fromkeys(SKUS, 0)
    winners = {str(number) for number, quantity in enumerate(bought) if quantity}
    assert await lines_of_key(own_records) == Counter(winners)
    assert await own_records.crooked() == []
    commits = await own_records.value("SELECT count(DISTINCT recorded_at) FROM stock_movements")
    assert commits < len(winners), "they share commits"


CUT_BUYS_MAX = 30_000


@pytest.mark.parametrize("late", [False, True])
async def test_a_lost_connection_costs_nothing_and_doubles_nothing(
    own_journal: Journal, own_records: Records, late: bool
) -> None:
    """The server ends the writer's connections again and again."""
    await stocked(own_journal, *SKUS, on_hand=0, backorder=True)
    terminate = """
        SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
        WHERE datname = current_database() AND query LIKE '%stock_apply%'
          AND pid <> pg_backend_pid()
    """
    async with writing(own_journal) as writer:
        done = asyncio.Event()
        ended = 0

        async def cut() -> None:
            nonlocal ended
            while not done.is_set():
                ended += await own_records.value(terminate)
                await asyncio.sleep(0.03 if late else 0.01)

        cutting = asyncio.create_task(cut())
        answers: list[Answer] = []
        # A connection is only cut while it writes: more is bought until one was.
        while ended == 0 and len(answers) < CUT_BUYS_MAX:
            first = len(answers)
            buys = (first + n for n in range(300))
            answers += await asyncio.gather(
                *(insist(writer, f"k{n}", move(SKUS[n % 5], -1)) for n in buys)
            )
        done.set()
        await cutting
        assert ended > 0, "no connection was cut"
    assert all(answer.status == 201 for answer in answers)
    assert await lines_of_key(own_records) == Counter(f"k{n}" for n in range(len(answers)))
    assert await on_hand(own_records) == dict.fromkeys(SKUS, -len(answers) // 5)
    assert await own_records.crooked() == []


async def submitted_together(
    committer: GroupCommitter, commands: list[StockCommand]
) -> tuple[list[asyncio.Task[Outcome]], Callable[[], Awaitable[list[Outcome | BaseException]]]]:
    """Commands that wait before anybody drains, so that they make one batch."""
    tasks = [asyncio.create_task(committer.submit(command)) for command in commands]
    await asyncio.sleep(0)

    async def all_done() -> list[Outcome | BaseException]:
        async with asyncio.timeout(20), running(committer.run()):
            return await asyncio.gather(*tasks, return_exceptions=True)

    return tasks, all_done


POISON: dict[str, dict[str, Any]] = {
    "a level that is not there": {"level_id": 10**9},
    "what the database does not take": {"reason": "\0"},
    "what the wire does not take": {"delta_on_hand": 2**70},
    "what the table does not take": {"kind": "miracle"},
}


@pytest.mark.parametrize("what", POISON)
async def test_poison_fails_alone(own_journal: Journal, own_records: Records, what: str) -> None:
    levels = await stocked(own_journal, *SKUS)
    commands = [step(levels[SKUS[n % 5]]) for n in range(20)]
    commands[7] = step(**{"level_id": levels["C"]} | POISON[what])
    _, all_done = await submitted_together(GroupCommitter(own_journal, drainers=1), commands)
    outcomes = await all_done()
    assert isinstance(outcomes.pop(7), Exception)
    assert all(isinstance(outcome, Applied) for outcome in outcomes)
    assert sum((await on_hand(own_records)).values()) == 5 * 100 - 19
    assert await own_records.crooked() == []


async def test_who_goes_away_takes_nobody_along(own_journal: Journal, own_records: Records) -> None:
    levels = await stocked(own_journal, *SKUS)
    commands = [step(levels[SKUS[n % 5]]) for n in range(20)]
    tasks, all_done = await submitted_together(GroupCommitter(own_journal), commands)
    for task in tasks[::4]:
        task.cancel()
    outcomes = await all_done()
    for place, outcome in enumerate(outcomes):
        assert isinstance(outcome, Applied) == bool(place % 4)
        assert isinstance(outcome, asyncio.CancelledError) != bool(place % 4)
    # What was asked for is done, whoever waits for the answer.
    assert sum((await on_hand(own_records)).values()) == 5 * 100 - 20


async def test_a_lane_has_an_end(own_journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(group_commit, "LANE_MAX", 3)
    monkeypatch.setattr(group_commit, "WAITING_MAX", 4)
    levels = await stocked(own_journal, "A", "B")
    committer = GroupCommitter(own_journal)
    commands = [step(levels["A"]) for _ in range(3)] + [step(levels["B"])]
    _, all_done = await submitted_together(committer, commands)
    refused = step(levels["A"])
    with pytest.raises(TooManyRequests) as caught:
        await committer.submit(refused)
    assert caught.value.retry_after_seconds == group_commit.RETRY_AFTER_SECONDS
    with pytest.raises(TooManyRequests):
        await committer.submit_many([step(levels["B"])])
    assert all(isinstance(outcome, Applied) for outcome in await all_done())
    async with running(committer.run()):
        assert isinstance(await committer.submit(refused), Applied), "its key is free again"


async def test_one_key_is_under_way_once(own_journal: Journal) -> None:
    levels = await stocked(own_journal, "A")
    committer = GroupCommitter(own_journal)
    command = step(levels["A"])
    _, all_done = await submitted_together(committer, [command])
    for again in (committer.submit(command), committer.submit_many([step(levels["A"]), command])):
        with pytest.raises(KeyInProgress):
            await again
    (first,) = await all_done()
    assert isinstance(first, Applied)
    async with running(committer.run()):
        replayed = await committer.submit(command)
    assert isinstance(replayed, Applied)
    assert replayed.replayed
    assert replayed.lines == first.lines


async def test_nothing_to_do_is_done_at_once(own_journal: Journal) -> None:
    levels = await stocked(own_journal, "A", "B")
    committer = GroupCommitter(own_journal)
    async with running(committer.run()), asyncio.timeout(5):
        assert await committer.submit_many([]) == []
        both = (committer.submit(step(levels[sku])) for sku in "AB")
        assert all(isinstance(outcome, Applied) for outcome in await asyncio.gather(*both))


async def test_a_level_that_is_locked_elsewhere_holds_up_nobody_else(
    own_journal: Journal, own_records: Records
) -> None:
    await stocked(own_journal, "A", "B")
    level = (await own_records.rows("SELECT id FROM stock_levels ORDER BY id LIMIT 1"))[0]
    locked = await own_records.value(
        "SELECT sku FROM stock_levels l JOIN items ON items.id = item_id WHERE l.id = $1",
        level["id"],
    )
    (other,) = {"A", "B"} - {locked}
    async with writing(own_journal) as writer:
        async with own_records.locked(level):
            waits = [asyncio.create_task(insist(writer, f"w{n}", move(locked, -1))) for n in "ab"]
            began = time.monotonic()
            while time.monotonic() - began < 2.5:
                asked = time.monotonic()
                await writer.record(request_of(), move(other, 1))
                assert time.monotonic() - asked < 2.0
            assert not any(wait.done() for wait in waits)
        for answer in await asyncio.gather(*waits):
            assert answer.status == 201
    assert (await on_hand(own_records))[locked] == 98
    assert await own_records.crooked() == []


async def test_a_lock_that_lasts_is_not_waited_for_for_ever(
    own_journal: Journal, own_records: Records, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(group_commit, "PARKED_SECONDS_MAX", 0.2)
    levels = await stocked(own_journal, "A")
    async with writing(own_journal) as writer:
        async with own_records.locked({"id": levels["A"]}), asyncio.timeout(15):
            with pytest.raises(Unavailable):
                await writer.record(request_of("waits"), move("A", -1))
        answer = await insist(writer, "waits", move("A", -1))
    assert not answer.replayed, "nothing was done before"
    assert await on_hand(own_records) == {"A": 99}


@pytest.mark.parametrize("seconds", [0, 0.2, 1.2], ids=["waiting", "under way", "parked"])
async def test_who_still_waits_at_the_end_is_told(
    own_journal: Journal,
    own_records: Records,
    monkeypatch: pytest.MonkeyPatch,
    seconds: float,
) -> None:
    monkeypatch.setattr(group_commit, "PARKED_SECONDS", 5)
    levels = await stocked(own_journal, "A")
    committer = GroupCommitter(own_journal, drainers=1)
    async with own_records.locked({"id": levels["A"]}):
        waiting = asyncio.create_task(committer.submit(step(levels["A"])))
        task = asyncio.create_task(committer.run())
        await asyncio.sleep(seconds)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        async with asyncio.timeout(5):
            with pytest.raises(Unavailable):
                await waiting


async def test_the_database_may_be_away_for_a_while(
    own_journal: Journal, own_settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    await stocked(own_journal, "A")
    nowhere = Database(
        own_settings.model_copy(update={"database_url": "postgresql://x:x@127.0.0.1:1/x"})
    )
    async with writing(own_journal) as writer:
        await writer.record(request_of(), move("A", -1))
        # Its connection is lost, and there is no other for now.
        own = own_journal.database.connect
        monkeypatch.setattr(own_journal.database, "connect", nowhere.connect)
        async with own_journal.database.session() as session:
            connection = await session.connection()
            await connection.exec_driver_sql(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND query LIKE '%stock_apply%' "
                "AND pid <> pg_backend_pid()"
            )
        with pytest.raises(Unavailable):
            await writer.record(request_of("later"), move("A", -1))
        monkeypatch.setattr(own_journal.database, "connect", own)
        answer = await insist(writer, "later", move("A", -1))
        assert not answer.replayed
    await nowhere.close()


async def test_the_bell_of_the_feed_rings_after_a_commit(own_journal: Journal) -> None:
    await stocked(own_journal, "A")
    async with writing(own_journal) as writer:
        own_journal.committed.clear()
        await writer.record(request_of(), move("A", -1))
        await until(own_journal.committed.is_set)
