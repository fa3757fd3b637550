"""Bounds on sign-in attempts: the delays, in memory and in Redis, and who is not hindered."""

from collections.abc import AsyncIterator
from uuid import uuid4

import pytest
from redis.asyncio import Redis

from app.auth.errors import SignInThrottled
from app.auth.throttle import sign_in
from app.auth.throttle.buckets import Bucket, MemoryBuckets, Rule
from app.auth.throttle.shared import SharedBuckets
from app.auth.throttle.sign_in import Attempt, Origin, SignInThrottle
from app.core.settings import Settings
from app.db.database import Database
from tests.fixtures.application import Application
from tests.fixtures.records import Records

RULE = Rule(free=3, ceiling_seconds=8.0, forgive_seconds=100.0)
OFFICE = Origin("192.0.2.1")
ATTACKER = Origin("198.51.100.7")
EMAIL = "viewer@shop.test"


class Clock:
    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


class TestMemoryBuckets:
    def test_delay_grows_after_the_free_attempts_up_to_the_ceiling(self) -> None:
        clock = Clock()
        rule = Rule(free=3, ceiling_seconds=8.0, forgive_seconds=1e9)
        buckets, bucket = MemoryBuckets(clock=clock), Bucket("a", rule)
        delays: list[float] = []
        for _ in range(9):
            assert buckets.take([bucket]) == 0
            wait = buckets.take([bucket]) if len(delays) >= rule.free else 0.0
            delays.append(wait)
            clock.now += wait
        assert delays == pytest.approx([0, 0, 0, 1, 2, 4, 8, 8, 8], abs=0.01)

    def test_attempts_are_forgiven_with_time(self) -> None:
        clock = Clock()
        buckets, bucket = MemoryBuckets(clock=clock), Bucket("a", RULE)
        for _ in range(4):
            assert buckets.take([bucket]) == 0
        assert buckets.take([bucket]) > 0
        clock.now += 4 * RULE.forgive_seconds
        assert [buckets.take([bucket]) for _ in range(4)] == [0, 0, 0, 0]

    def test_refused_attempt_counts_in_no_bucket(self) -> None:
        buckets = MemoryBuckets(clock=Clock())
        full, other = Bucket("full", Rule(0, 8.0, 100.0)), Bucket("other", RULE)
        buckets.take([full])
        for _ in range(10):
            assert buckets.take([full, other]) > 0
        assert [buckets.take([other]) for _ in range(3)] == [0, 0, 0]

    def test_memory_is_bounded(self) -> None:
        buckets = MemoryBuckets(buckets_max=10)
        for number in range(100):
            buckets.take([Bucket(str(number), RULE)])
        assert len(buckets._states) == 10


@pytest.fixture
async def redis(servers: Settings) -> AsyncIterator[Redis]:
    client = Redis.from_url(servers.redis_url)
    yield client
    await client.aclose()


class TestSharedBuckets:
    async def test_redis_counts_as_memory_does(self, redis: Redis) -> None:
        memory, shared = MemoryBuckets(), SharedBuckets(redis, f"test:{{{uuid4().hex}}}")
        buckets = [Bucket("a", RULE), Bucket("b", Rule(5, 8.0, 100.0))]
        for _ in range(4):
            assert memory.take(buckets) == await shared.take(buckets) == 0
        assert await shared.take(buckets) == pytest.approx(memory.take(buckets), abs=0.2)
        memory.give_back(buckets)
        await shared.give_back(buckets)
        assert memory.take(buckets) == await shared.take(buckets) == 0
        memory.forget(buckets[0])
        await shared.forget(buckets[0])
        assert [memory.take(buckets[:1]) for _ in range(3)] == [0, 0, 0]
        assert [await shared.take(buckets[:1]) for _ in range(3)] == [0, 0, 0]

    async def test_two_processes_share_one_count(self, redis: Redis) -> None:
        prefix = f"test:{{{uuid4().hex}}}"
        one, other = SharedBuckets(redis, prefix), SharedBuckets(redis, prefix)
        for process in (one, other, one, other):
            assert await process.take([Bucket("a", RULE)]) == 0
        assert await one.take([Bucket("a", RULE)]) > 0
        assert await other.take([Bucket("a", RULE)]) > 0

    @pytest.mark.parametrize("until", ["99999999999", "nan", "inf", "-inf", "text"])
    async def test_forged_state_delays_for_the_ceiling_at_most(
        self, redis: Redis, until: str
    ) -> None:
        prefix = f"test:{{{uuid4().hex}}}"
        for name in ("count", "at", "until"):
            await redis.hset(f"{prefix}:a", name, until)
        wait = await SharedBuckets(redis, prefix).take([Bucket("a", RULE)])
        assert 0 <= wait <= RULE.ceiling_seconds

    async def test_key_of_another_type_is_as_good_as_no_redis(self, redis: Redis) -> None:
        prefix = f"test:{{{uuid4().hex}}}"
        await redis.set(f"{prefix}:a", "text")
        assert await SharedBuckets(redis, prefix).take([Bucket("a", RULE)]) == 0

    async def test_redis_that_is_away_refuses_nobody(self) -> None:
        nowhere = Redis.from_url("redis://127.0.0.1:1/0")
        shared = SharedBuckets(nowhere, "test")
        assert [await shared.take([Bucket("a", RULE)]) for _ in range(9)] == [0] * 9
        await nowhere.aclose()


@pytest.fixture
async def throttle(application: Application) -> AsyncIterator[SignInThrottle]:
    """One without Redis; what it knows is in the database of the module."""
    database = Database(application.settings)
    yield SignInThrottle(database, None)
    await database.close()


async def exhaust(throttle: SignInThrottle, email: str, origin: Origin) -> int:
    """Attempts that are never right, until one is refused; how many were let through."""
    for count in range(200):
        refused = await refusal(throttle, email, origin)
        if refused is not None:
            assert 1 <= refused.retry_after_seconds <= sign_in.CEILING_SECONDS
            return count
    raise AssertionError("nothing was refused")


async def refusal(throttle: SignInThrottle, email: str, origin: Origin) -> SignInThrottled | None:
    try:
        await throttle.admit(email, origin)
    except SignInThrottled as refused:
        return refused
    return None


class TestStrangers:
    async def test_guesses_at_one_account_are_bounded(self, throttle: SignInThrottle) -> None:
        assert await exhaust(throttle, EMAIL, ATTACKER) == sign_in.PAIR.free + 1

    async def test_unknown_account_is_bounded_alike(self, throttle: SignInThrottle) -> None:
        assert await exhaust(throttle, "no@shop.test", ATTACKER) == sign_in.PAIR.free + 1

    async def test_spelling_of_the_address_makes_no_new_bucket(
        self, throttle: SignInThrottle
    ) -> None:
        await exhaust(throttle, EMAIL, ATTACKER)
        with pytest.raises(SignInThrottled):
            await throttle.admit("Viewer@SHOP.test", ATTACKER)

    async def test_guesses_at_many_accounts_from_one_network_are_bounded(
        self, throttle: SignInThrottle
    ) -> None:
        for number in range(sign_in.NETWORK.free + 1):
            await throttle.admit(f"{number}@shop.test", ATTACKER)
        with pytest.raises(SignInThrottled):
            await throttle.admit("another@shop.test", ATTACKER)

    async def test_guesses_at_one_account_from_many_networks_are_bounded(
        self, throttle: SignInThrottle
    ) -> None:
        for number in range(sign_in.ACCOUNT.free + 1):
            await throttle.admit(EMAIL, Origin(f"203.0.113.{number}"))
        with pytest.raises(SignInThrottled):
            await throttle.admit(EMAIL, Origin("203.0.113.200"))

    async def test_attempts_that_were_given_back_do_not_count(
        self, throttle: SignInThrottle
    ) -> None:
        for _ in range(3 * sign_in.ACCOUNT.free):
            await throttle.give_back(await throttle.admit(EMAIL, ATTACKER))


async def signed_in(
    throttle: SignInThrottle, records: Records, email: str, origin: Origin
) -> Attempt:
    attempt = await throttle.admit(email, origin)
    await records.rows(
        "INSERT INTO sign_in_places (user_id, place) SELECT id, $2 FROM users WHERE email = $1 "
        "ON CONFLICT DO NOTHING",
        email,
        attempt.place,
    )
    await throttle.succeeded(attempt)
    return attempt


class TestRightfulOwner:
    async def test_owner_elsewhere_is_not_hindered_by_an_attacker(
        self, throttle: SignInThrottle
    ) -> None:
        await exhaust(throttle, EMAIL, ATTACKER)
        await throttle.admit(EMAIL, OFFICE)

    async def test_owner_at_a_known_network_gets_in_while_many_networks_attack(
        self, throttle: SignInThrottle, records: Records
    ) -> None:
        await signed_in(throttle, records, EMAIL, OFFICE)
        for number in range(sign_in.ACCOUNT.free + 1):
            await throttle.admit(EMAIL, Origin(f"203.0.113.{number}"))
        with pytest.raises(SignInThrottled):
            await throttle.admit(EMAIL, Origin("203.0.113.200"))
        assert (await throttle.admit(EMAIL, OFFICE)).known

    async def test_owner_gets_in_though_the_network_attacks_other_accounts(
        self, throttle: SignInThrottle, records: Records
    ) -> None:
        await signed_in(throttle, records, EMAIL, OFFICE)
        for number in range(sign_in.NETWORK.free + 1):
            await throttle.admit(f"{number}@shop.test", OFFICE)
        with pytest.raises(SignInThrottled):
            await throttle.admit("another@shop.test", OFFICE)
        await throttle.admit(EMAIL, OFFICE)

    async def test_browser_that_signed_in_gets_in_though_its_network_attacks_this_account(
        self, throttle: SignInThrottle
    ) -> None:
        cookie = await throttle.new_device(EMAIL)
        await exhaust(throttle, EMAIL, ATTACKER)
        assert (await throttle.admit(EMAIL, Origin(ATTACKER.network, cookie))).known

    async def test_cookie_of_a_browser_is_bounded_by_itself(self, throttle: SignInThrottle) -> None:
        origin = Origin(ATTACKER.network, await throttle.new_device(EMAIL))
        assert await exhaust(throttle, EMAIL, origin) == sign_in.DEVICE.free + 1

    @pytest.mark.parametrize("cookie", ["", ".", "a.b", "é.é", "a" * 5_000])
    async def test_cookie_that_was_made_up_is_a_strangers(
        self, throttle: SignInThrottle, cookie: str
    ) -> None:
        origin = Origin("198.51.100.99", cookie)
        assert not (await throttle.admit(EMAIL, origin)).known

    async def test_cookie_of_another_account_is_a_strangers(self, throttle: SignInThrottle) -> None:
        origin = Origin("198.51.100.98", await throttle.new_device("admin@shop.test"))
        assert not (await throttle.admit(EMAIL, origin)).known

    async def test_right_password_forgives_what_went_before(self, throttle: SignInThrottle) -> None:
        for _ in range(sign_in.PAIR.free):
            attempt = await throttle.admit(EMAIL, OFFICE)
        await throttle.succeeded(attempt)
        assert await exhaust(throttle, EMAIL, OFFICE) >= sign_in.PAIR.free
