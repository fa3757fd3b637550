"""One hash at a time, and a bounded queue before it."""

import asyncio
import threading

import pytest
from argon2 import PasswordHasher

from app.auth import passwords
from app.auth.errors import SignInBusy
from app.auth.passwords import Caller, HashingLane, generate_password, needs_rehash


class Gate:
    """Work that stays in the thread until it is let go; notes how much runs at once."""

    def __init__(self) -> None:
        self.open = threading.Event()
        self.running = 0
        self.most = 0
        self.done: list[str] = []

    def work(self, password: str, _hash: str | None) -> bool:
        self.running += 1
        self.most = max(self.most, self.running)
        self.open.wait(10)
        self.running -= 1
        self.done.append(password)
        return True


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Gate:
    gate = Gate()
    monkeypatch.setattr(passwords, "_verify", gate.work)
    return gate


async def turn_of_the_loop() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


def start(lane: HashingLane, name: str, caller: Caller) -> "asyncio.Task[bool]":
    return asyncio.create_task(lane.verify(name, None, caller))


class TestTurns:
    async def test_hashes_of_many_callers_run_one_at_a_time(self, gate: Gate) -> None:
        lane = HashingLane()
        tasks = [start(lane, str(n), Caller(f"10.0.0.{n}")) for n in range(6)]
        await turn_of_the_loop()
        gate.open.set()
        assert all(await asyncio.gather(*tasks))
        assert gate.most == 1

    async def test_known_caller_goes_before_strangers_that_came_first(self, gate: Gate) -> None:
        lane = HashingLane()
        tasks = [start(lane, "first", Caller("10.0.0.1"))]
        await turn_of_the_loop()
        tasks += [start(lane, "stranger", Caller("10.0.0.2"))]
        await turn_of_the_loop()
        tasks += [start(lane, "known", Caller("10.0.0.3", known=True))]
        await turn_of_the_loop()
        gate.open.set()
        await asyncio.gather(*tasks)
        assert gate.done == ["first", "known", "stranger"]

    async def test_cancelled_caller_gives_its_turn_to_the_next(self, gate: Gate) -> None:
        lane = HashingLane()
        first = start(lane, "first", Caller("10.0.0.1"))
        await turn_of_the_loop()
        second = start(lane, "second", Caller("10.0.0.2"))
        third = start(lane, "third", Caller("10.0.0.3"))
        await turn_of_the_loop()
        first.cancel()
        second.cancel()
        await turn_of_the_loop()
        assert gate.most == 1
        gate.open.set()
        assert await third
        # The thread could not be stopped, but nothing ran beside it.
        assert gate.done == ["first", "third"]


class TestBounds:
    async def test_full_queue_refuses_a_stranger_and_takes_a_known_caller(self, gate: Gate) -> None:
        lane = HashingLane(waiting_max=3)
        tasks = [start(lane, str(n), Caller(f"10.0.0.{n}")) for n in range(4)]
        await turn_of_the_loop()
        with pytest.raises(SignInBusy):
            await lane.verify("late", None, Caller("10.0.0.9"))
        tasks.append(start(lane, "known", Caller("10.0.0.9", known=True)))
        await turn_of_the_loop()
        gate.open.set()
        assert all(await asyncio.gather(*tasks))
        assert await lane.verify("after", None, Caller("10.0.0.9"))

    async def test_one_address_cannot_fill_the_queue(self, gate: Gate) -> None:
        lane = HashingLane(waiting_max=10, per_address_max=2)
        tasks = [start(lane, str(n), Caller("10.0.0.1")) for n in range(3)]
        await turn_of_the_loop()
        with pytest.raises(SignInBusy):
            await lane.verify("fourth", None, Caller("10.0.0.1"))
        tasks.append(start(lane, "other", Caller("10.0.0.2")))
        await turn_of_the_loop()
        gate.open.set()
        assert all(await asyncio.gather(*tasks))

    async def test_hash_of_a_client_that_has_gone_is_not_computed(self, gate: Gate) -> None:
        async def gone() -> bool:
            return True

        lane = HashingLane()
        first = start(lane, "first", Caller("10.0.0.1"))
        await turn_of_the_loop()
        left = start(lane, "left", Caller("10.0.0.2", gone=gone))
        await turn_of_the_loop()
        gate.open.set()
        assert await first
        with pytest.raises(SignInBusy):
            await left
        assert gate.done == ["first"]
        assert await lane.verify("next", None)


class TestHashes:
    async def test_verify_accepts_the_password_only(self) -> None:
        lane = HashingLane()
        kept = await lane.hash("right")
        assert kept.startswith("$argon2id$")
        assert await lane.verify("right", kept)
        assert not await lane.verify("wrong", kept)
        assert not await lane.verify("right", None)
        assert not await lane.verify("right", "no hash")
        assert not needs_rehash(kept)

    def test_hash_of_other_parameters_needs_rehash(self) -> None:
        older = PasswordHasher(time_cost=1, memory_cost=8_192, parallelism=4)
        assert needs_rehash(older.hash("right"))

    def test_generated_passwords_differ(self) -> None:
        made = {generate_password() for _ in range(100)}
        assert len(made) == 100
        assert {len(password) for password in made} == {23}
