"""Whose token it is, asked once for a crowd; and nobody's bad luck is that of another."""

import asyncio
import gc
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace

import pytest
from sqlalchemy.exc import OperationalError

from app.auth import lookup
from app.auth.lookup import CROWD, TokenLookup
from app.auth.service import digest
from app.auth.types import Principal
from app.core.clock import now
from app.core.settings import Settings
from app.db.database import Database
from tests.fixtures.application import Application, People
from tests.fixtures.feed import until
from tests.fixtures.records import Records

PRINCIPAL = Principal(1, 1, "a@shop.test", "A", "viewer", now())


class Asked(TokenLookup):
    """A lookup whose database answers when it is told to."""

    def __init__(self, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep) -> None:
        super().__init__(None, sleep=sleep)  # type: ignore[arg-type]
        self.questions: list[list[bytes]] = []
        self.may = asyncio.Event()
        self.may.set()
        self.failures: list[Exception] = []

    async def _read(self, asked: Mapping[bytes, object]) -> Mapping[bytes, Principal]:
        self.questions.append(list(asked))
        await self.may.wait()
        if self.failures:
            raise self.failures.pop(0)
        return {
            token: replace(PRINCIPAL, session_id=int(token)) for token in asked if token != b"0"
        }


def tokens(count: int, first: int = 1) -> list[bytes]:
    return [str(number).encode() for number in range(first, first + count)]


@pytest.fixture
async def asked() -> Asked:
    return Asked()


async def test_each_gets_its_own_answer(asked: Asked) -> None:
    found = await asyncio.gather(*(asked.find(token) for token in [b"0", *tokens(3)]))
    assert [each and each.session_id for each in found] == [None, 1, 2, 3]
    assert len(asked.questions) <= 2


async def test_a_crowd_is_few_questions(asked: Asked) -> None:
    asked.may.clear()
    first = asyncio.create_task(asked.find(b"1"))
    await until(lambda: bool(asked.questions))
    crowd = [asyncio.create_task(asked.find(token)) for token in tokens(500) * 2]
    await asyncio.sleep(0.01)
    assert asked.questions == [[b"1"]]
    asked.may.set()
    found = await asyncio.gather(first, *crowd)
    assert all(found)
    assert [len(question) for question in asked.questions] == [1, 500], "each token once"


async def test_rest_doubles_while_a_crowd_keeps_coming_and_ends_with_it() -> None:
    rests: list[float] = []
    coming: list[asyncio.Task[Principal | None]] = []

    async def sleep(seconds: float) -> None:
        rests.append(seconds)
        # Meanwhile the next crowd arrives.
        if len(rests) < 8:
            crowd = tokens(CROWD, 100 * len(rests))
            coming.extend([asyncio.create_task(lookups.find(token)) for token in crowd])
        await asyncio.sleep(0)
        await asyncio.sleep(0)

    lookups = Asked(sleep=sleep)
    coming += [asyncio.create_task(lookups.find(token)) for token in tokens(CROWD)]
    await until(lambda: len(rests) == 8 and all(task.done() for task in coming))
    await until(lambda: lookups._asking is None)
    doubled = [min(lookup.REST_SECONDS * 2**turn, lookup.REST_SECONDS_MAX) for turn in range(8)]
    assert rests == doubled
    assert rests[7] == lookup.REST_SECONDS_MAX
    # The next caller that comes alone is answered without a rest.
    assert await lookups.find(b"7")
    assert len(rests) == 8


async def test_who_gives_up_takes_nothing_from_the_others(asked: Asked) -> None:
    asked.may.clear()
    tasks = [asyncio.create_task(asked.find(b"5")) for _ in range(3)]
    await until(lambda: bool(asked.questions))
    late = asyncio.create_task(asked.find(b"6"))
    await asyncio.sleep(0)
    tasks[0].cancel()
    late.cancel()
    await asyncio.gather(tasks[0], late, return_exceptions=True)
    assert tasks[0].cancelled()
    asked.may.set()
    found = await asyncio.gather(*tasks[1:], asked.find(b"6"))
    assert [each and each.session_id for each in found] == [5, 5, 6]


async def test_everybody_hears_of_a_failure_and_the_next_asks_anew(asked: Asked) -> None:
    asked.failures = [OperationalError("SELECT", {}, OSError("away"))]
    found = await asyncio.gather(
        *(asked.find(token) for token in tokens(3)), return_exceptions=True
    )
    failed = [each for each in found if isinstance(each, OperationalError)]
    assert failed
    assert len(failed) == len(asked.questions[0])
    assert await asked.find(b"1")


async def test_a_failure_that_nobody_waits_for_is_no_mistake(asked: Asked) -> None:
    loop = asyncio.get_running_loop()
    complaints: list[object] = []
    loop.set_exception_handler(lambda _, context: complaints.append(context))
    asked.may.clear()
    asked.failures = [OSError("away")]
    task = asyncio.create_task(asked.find(b"1"))
    await until(lambda: bool(asked.questions))
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    asked.may.set()
    await until(lambda: asked._asking is None)
    assert await asked.find(b"2")
    gc.collect()
    loop.set_exception_handler(None)
    assert not complaints


async def test_real_tokens(own_settings: Settings, people: People, own_records: Records) -> None:
    """In the database: those that are, those that are not, and those that are over."""
    database = Database(own_settings)
    find = TokenLookup(database).find
    before = lookup.QUERIES._value.get()
    known = [digest(person.token) for person in (people.admin, people.other_admin, people.viewer)]
    found = await asyncio.gather(*(find(token) for token in [*known, digest("guess")]))
    assert [each and each.email for each in found] == [
        "admin@shop.test",
        "other@shop.test",
        "viewer@shop.test",
        None,
    ]
    assert lookup.QUERIES._value.get() - before <= 2
    await own_records.rows("UPDATE sessions SET expires_at = now() WHERE token_hash = $1", known[0])
    await own_records.rows("UPDATE users SET active = false WHERE email LIKE 'other%'")
    found = await asyncio.gather(*(find(token) for token in known))
    assert [each and each.email for each in found] == [None, None, "viewer@shop.test"]
    await database.close()


async def test_a_logout_while_the_database_answers_is_not_forgotten(
    own_application: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The answer is older than the logout: it is not remembered."""
    auth = own_application.app.state.auth
    token = own_application.people.viewer.token
    read = auth._lookup._read
    reached, may = asyncio.Event(), asyncio.Event()

    async def slow(asked: Mapping[bytes, object]) -> Mapping[bytes, Principal]:
        found: Mapping[bytes, Principal] = await read(asked)
        reached.set()
        await may.wait()
        return found

    monkeypatch.setattr(auth._lookup, "_read", slow)
    asking = asyncio.create_task(auth.authenticate(token))
    await reached.wait()
    auth._forget(lambda _: True)
    may.set()
    await asking
    assert auth.remembered(token) is None
