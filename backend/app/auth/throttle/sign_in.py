"""How often a client may try to sign in.

Three buckets bound the attempts of a client that is a stranger to the account: of this network
with this account, of this network with any account, and of this account from any network. Each
delays, and none for longer than a minute: no number of failures locks an account.

Two kinds of client are no strangers, so that an attack from elsewhere does not hinder them:

* a network from which this account has signed in: only the first bucket counts for it;
* a browser that has signed in to this account: its cookie names a bucket of its own, in the memory
  of this process alone, so that it holds even while Redis tells lies.

An account that does not exist is counted like any other.
"""

import hmac
import math
import secrets
import time
from collections import OrderedDict
from dataclasses import dataclass

from prometheus_client import Counter
from redis.asyncio import Redis

from app.auth import queries
from app.auth.errors import SignInThrottled
from app.auth.throttle.buckets import Bucket, MemoryBuckets, Rule
from app.auth.throttle.shared import SharedBuckets
from app.core.identifiers import identity_key
from app.db.database import Database
from app.feed.installation import authenticate, derive_key, read_installation_key
from app.feed.lineage import read_lineage

CEILING_SECONDS = 60.0
PAIR = Rule(free=5, ceiling_seconds=CEILING_SECONDS, forgive_seconds=300.0)
NETWORK = Rule(free=20, ceiling_seconds=CEILING_SECONDS, forgive_seconds=30.0)
ACCOUNT = Rule(free=50, ceiling_seconds=CEILING_SECONDS, forgive_seconds=30.0)
DEVICE = Rule(free=10, ceiling_seconds=CEILING_SECONDS, forgive_seconds=60.0)

PLACES_MAX = 10_000
PLACE_SECONDS = 30.0

THROTTLED = Counter("tanamori_sign_ins_throttled", "Sign-ins refused before any hash.", ["by"])


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an attempt comes from: its network (`network_of`) and its device cookie."""

    network: str
    device: str | None = None


@dataclass(frozen=True, slots=True)
class Attempt:
    """An attempt that was let through and counted; ``known`` is false for a stranger."""

    known: bool
    place: bytes
    memory: tuple[Bucket, ...]
    shared: tuple[Bucket, ...]


@dataclass(frozen=True, slots=True)
class _Keys:
    places: bytes
    devices: bytes
    redis_prefix: str


class SignInThrottle:
    """One per process. ``redis`` is None where there is only this process."""

    def __init__(
        self, database: Database, redis: Redis | None, *, buckets: MemoryBuckets | None = None
    ) -> None:
        self._database = database
        self._redis = redis
        self._buckets = buckets or MemoryBuckets()
        self._shared: SharedBuckets | None = None
        self._read_keys: _Keys | None = None
        self._accounts_of: OrderedDict[bytes, tuple[float, frozenset[str]]] = OrderedDict()

    async def admit(self, email: str, origin: Origin) -> Attempt:
        """Count an attempt. Raises `SignInThrottled` with the seconds to wait."""
        keys = await self._keys()
        account = identity_key(email)
        place = authenticate(keys.places, origin.network.encode())
        if device := _device_of(keys, account, origin.device):
            attempt = Attempt(True, place, (Bucket(f"device:{device}", DEVICE),), ())
        else:
            known = account in await self._accounts(place)
            buckets = _buckets_of(keys, account, place, known=known)
            attempt = Attempt(known, place, buckets, buckets)
        if wait := self._buckets.take(attempt.memory):
            raise _throttled(wait, "memory")
        if self._shared is not None and (wait := await self._shared.take(attempt.shared)):
            self._buckets.give_back(attempt.memory)
            raise _throttled(wait, "redis")
        return attempt

    async def give_back(self, attempt: Attempt) -> None:
        """Uncount an attempt whose password was not compared."""
        self._buckets.give_back(attempt.memory)
        if self._shared is not None:
            await self._shared.give_back(attempt.shared)

    async def succeeded(self, attempt: Attempt) -> None:
        """Uncount an attempt that was right, and all others of this account and network."""
        self._accounts_of.pop(attempt.place, None)
        await self.give_back(attempt)
        # The first bucket is that of the account and this client.
        self._buckets.forget(attempt.memory[0])
        if self._shared is not None and attempt.shared:
            await self._shared.forget(attempt.shared[0])

    async def new_device(self, email: str) -> str:
        """The value of a cookie by which this browser is known to the account."""
        keys = await self._keys()
        device = secrets.token_urlsafe(12)
        return f"{device}.{_device_mac(keys, identity_key(email), device)}"

    async def _accounts(self, place: bytes) -> frozenset[str]:
        """The accounts that have signed in from a network, as of the last 30 seconds."""
        cached = self._accounts_of.get(place)
        if cached is not None and time.monotonic() - cached[0] < PLACE_SECONDS:
            return cached[1]
        async with self._database.session() as session:
            accounts = frozenset(await queries.list_accounts_of_place(session, place))
        self._accounts_of[place] = (time.monotonic(), accounts)
        self._accounts_of.move_to_end(place)
        if len(self._accounts_of) > PLACES_MAX:
            self._accounts_of.popitem(last=False)
        return accounts

    async def _keys(self) -> _Keys:
        if self._read_keys is None:
            async with self._database.session() as session:
                key = await read_installation_key(session)
                lineage = await read_lineage(session)
            # Copies of a database share its key, yet not their counts.
            name = authenticate(derive_key(key, "throttle"), lineage.encode()).hex()[:16]
            self._read_keys = _Keys(
                derive_key(key, "places"), derive_key(key, "devices"), f"tanamori:{{{name}}}"
            )
            if self._redis is not None:
                self._shared = SharedBuckets(self._redis, self._read_keys.redis_prefix)
        return self._read_keys


def _buckets_of(keys: _Keys, account: str, place: bytes, *, known: bool) -> tuple[Bucket, ...]:
    # No address and no e-mail is kept, in memory or in Redis: only their HMAC.
    hashed = authenticate(keys.places, b"account ", account.encode()).hex()[:32]
    network = place.hex()[:32]
    pair = Bucket(f"pair:{hashed}:{network}", PAIR)
    if known:
        return (pair,)
    return pair, Bucket(f"network:{network}", NETWORK), Bucket(f"account:{hashed}", ACCOUNT)


def _device_of(keys: _Keys, account: str, cookie: str | None) -> str | None:
    """The device that a cookie names, if it was given to it by this account."""
    device, _, mac = (cookie or "").partition(".")
    if not mac.isascii() or not device.isascii():
        return None
    return device if hmac.compare_digest(mac, _device_mac(keys, account, device)) else None


def _device_mac(keys: _Keys, account: str, device: str) -> str:
    return authenticate(keys.devices, device.encode(), b" ", account.encode()).hex()


def _throttled(wait: float, by: str) -> SignInThrottled:
    THROTTLED.labels(by).inc()
    seconds = max(1, math.ceil(wait))
    unit = "second" if seconds == 1 else "seconds"
    return SignInThrottled(
        f"Too many failed sign-ins from this network or for this account. Try again in {seconds} "
        f"{unit}, or use a browser or a network that signed in to this account before.",
        retry_after_seconds=seconds,
    )
