"""Rows of the matrix in which somebody attacks the sign-in (docs/faults.md)."""

import asyncio
import json
import time
from collections import Counter
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager
from itertools import count
from random import Random
from urllib.parse import urlsplit

import pytest

from app.auth.passwords import MEMORY_KIB
from tests.faults.checker import assert_kept
from tests.faults.history import Bounds
from tests.faults.house import House, Process
from tests.faults.scene import Scene
from tests.fixtures.application import PASSWORD
from tests.fixtures.feed import running, until

OWNER = "viewer@shop.test"
OWNER_NETWORK = "192.0.2.10"
SECONDS, SECONDS_LONG = 2.0, 15.0
SIGN_INS_PER_SECOND, SIGN_INS_PER_SECOND_LONG = 100, 200
MOVEMENTS_PER_SECOND, MOVEMENTS_PER_SECOND_LONG = 30, 200
CONNECTIONS = 60
# So many are refused by the throttle before the storm may end.
THROTTLED_MIN = 50
READS_PER_SECOND = 20
# Reads of a signed-in person may take so much longer than without the storm. The floor is what a
# busy machine adds to any read.
SLOWER_MAX, FLOOR_SECONDS = 3.0, 0.25
# One hash at a time, and the requests that wait for it.
RSS_GROWTH_MAX = MEMORY_KIB * 1024 + 48_000_000
Answer = tuple[int, bytes]


class Line:
    """One kept HTTP connection, cheap enough for hundreds of requests a second."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader, self._writer = reader, writer

    async def ask(
        self, method: str, path: str, headers: Mapping[str, str], body: bytes = b""
    ) -> Answer:
        head = f"{method} {path} HTTP/1.1\r\nHost: localhost\r\nContent-Length: {len(body)}\r\n"
        head += "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        self._writer.write(head.encode() + b"\r\n" + body)
        answer = await self._reader.readuntil(b"\r\n\r\n")
        fields = dict(line.split(": ", 1) for line in answer.decode().splitlines()[1:-1])
        length = int(fields.get("content-length", 0))
        return int(answer[9:12]), await self._reader.readexactly(length)

    async def sign_in(self, email: str, password: str, network: str) -> Answer:
        """An attempt that a proxy says to be from ``network``."""
        body = json.dumps({"email": email, "password": password}).encode()
        headers = {"Content-Type": "application/json", "X-Forwarded-For": network}
        return await self.ask("POST", "/api/v1/auth/login", headers, body)

    def close(self) -> None:
        self._writer.close()


@asynccontextmanager
async def line_to(process: Process) -> AsyncIterator[Line]:
    address = urlsplit(process.direct)
    line = Line(*await asyncio.open_connection(address.hostname, address.port))
    try:
        yield line
    finally:
        line.close()


def attempts(dice: Random) -> Iterator[tuple[str, str]]:
    """Account and network: guesses at one account from everywhere, and at all from one network."""
    for number in count():
        if number % 2:
            yield OWNER, f"198.51.{dice.randrange(100, 200)}.{dice.randrange(1, 255)}"
        else:
            yield f"somebody-{number}@shop.test", "203.0.113.7"


async def attack(process: Process, per_second: float, answers: Counter[int]) -> None:
    """Wrong sign-ins at this rate until cancelled; counts how many got which status."""
    tries = attempts(Random(25))

    async def guess() -> None:
        async with line_to(process) as line:
            while True:
                status, _ = await line.sign_in(*_guess(next(tries)))
                answers[status] += 1
                await asyncio.sleep(CONNECTIONS / per_second)

    async with asyncio.TaskGroup() as guessers:
        for _ in range(CONNECTIONS):
            guessers.create_task(guess())


def _guess(attempt: tuple[str, str]) -> tuple[str, str, str]:
    email, network = attempt
    return email, "a wrong password", network


async def read_for(process: Process, bearer: dict[str, str], seconds: float) -> list[float]:
    """The seconds that each of a signed-in person's reads took."""
    took = []
    async with line_to(process) as line:
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            began = time.monotonic()
            status, _ = await line.ask("GET", "/api/v1/stock/levels?limit=20", bearer)
            took.append(time.monotonic() - began)
            assert status == 200
            await asyncio.sleep(1 / READS_PER_SECOND)
    return took


def p99(seconds: list[float]) -> float:
    return sorted(seconds)[int(len(seconds) * 0.99)]


async def owner_gets_in(process: Process) -> bool:
    """As somebody who tries again when the server is busy, at a network of their own."""
    async with line_to(process) as line:
        for _ in range(20):
            status, _ = await line.sign_in(OWNER, PASSWORD, OWNER_NETWORK)
            if status != 503:
                return status == 200
            await asyncio.sleep(0.5)
    return False


@pytest.mark.parametrize("long", [False, pytest.param(True, marks=pytest.mark.faults_long)])
async def test_row_26_a_storm_of_sign_ins_beside_a_shop(
    scene: Scene, house: House, long: bool
) -> None:
    """The shop goes on, and the owner of the account that is guessed at gets in."""
    seconds = SECONDS_LONG if long else SECONDS
    leader, _ = await house.leader()
    bearer = house.people.viewer.bearer
    levels = await scene.levels(10, on_hand=100_000)
    await scene.follow(leader)
    assert await owner_gets_in(leader), "from the network at which it is known from now on"
    scene.trade(levels, per_second=MOVEMENTS_PER_SECOND_LONG if long else MOVEMENTS_PER_SECOND)
    without = await read_for(leader, bearer, seconds)
    rss = leader.rss
    answers: Counter[int] = Counter()
    rate = SIGN_INS_PER_SECOND_LONG if long else SIGN_INS_PER_SECOND
    async with running(attack(leader, rate, answers)):
        beside = await read_for(leader, bearer, seconds)
        await until(lambda: answers[429] >= THROTTLED_MIN)
        growth = leader.rss - rss
        assert await owner_gets_in(leader), "while its account is guessed at"
    still, _ = await house.leader()
    history = await scene.settle()
    assert_kept(history, "I1 I2 I3 I4 I8", Bounds())
    assert still is leader, "the storm cost the leader its place"
    assert growth < RSS_GROWTH_MAX
    assert set(answers) <= {401, 429, 503}
    assert p99(beside) <= SLOWER_MAX * max(p99(without), FLOOR_SECONDS), (p99(without), p99(beside))


GONE = 'tanamori_password_hashes_dropped_total{cause="gone"}'


async def gone(process: Process) -> float:
    async with line_to(process) as line:
        _, body = await line.ask("GET", "/metrics", {})
    lines = body.decode().splitlines()
    return sum(float(text.split()[-1]) for text in lines if text.startswith(GONE))


async def test_row_26_attempts_of_clients_that_hang_up_are_not_hashed(house: House) -> None:
    process = house.processes[0]
    before = await gone(process)

    async def hang_up(number: int) -> None:
        async with line_to(process) as line:
            network = f"192.0.2.{20 + number}"
            asking = asyncio.create_task(line.sign_in(f"{number}@shop.test", "wrong", network))
            # Sent, and closed before all of them can have their answers.
            await asyncio.wait([asking], timeout=0.02)
            asking.cancel()

    async def some_were_dropped() -> bool:
        await asyncio.gather(*(hang_up(number) for number in range(8)))
        return await gone(process) > before

    await until(some_were_dropped)
