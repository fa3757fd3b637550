"""Hash passwords and compare them, one at a time.

Argon2id with the OWASP parameters for one lane: 19 MiB, two passes (about 20 ms of one core).
A hash of other parameters is still verified; `needs_rehash` names it, so that the next sign-in
replaces it.

`HashingLane` runs the work in a thread of its own with a low priority. One hash at a time bounds
memory and leaves the event loop and the database their cores; a bounded queue stands before it.

Source: OWASP Password Storage Cheat Sheet; RFC 9106.
"""

import asyncio
import os
import secrets
import sys
import threading
from collections import Counter, deque
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from prometheus_client import Counter as Metric
from prometheus_client import Gauge

from app.auth.errors import SignInBusy

Result = TypeVar("Result")

MEMORY_KIB = 19_456
PASSES = 2
# Hashes that wait for their turn, in all and of one address.
WAITING_MAX = 16
WAITING_PER_ADDRESS_MAX = 4
# Added to the niceness of the thread: everything else of this machine goes first.
NICENESS = 10

WAITING = Gauge("tanamori_password_hashes_waiting", "Passwords that wait for their turn.")
DROPPED = Metric("tanamori_password_hashes_dropped", "Passwords not hashed, by cause.", ["cause"])

_hasher = PasswordHasher(time_cost=PASSES, memory_cost=MEMORY_KIB, parallelism=1)
# Verified when there is no such user, so that both cases take the same time.
_NOBODY = _hasher.hash(secrets.token_hex())

Gone = Callable[[], Awaitable[bool]]


@dataclass(frozen=True, slots=True)
class Caller:
    """The client that waits for a hash: its address and whether it goes first.

    ``gone`` says whether the client has ended its connection; its hash is then not computed.
    """

    address: str = ""
    known: bool = False
    gone: Gone | None = None


NOBODY_WAITS = Caller(known=True)


@dataclass(slots=True, eq=False)
class _Turn:
    caller: Caller
    came: asyncio.Future[None]


class HashingLane:
    """One per process; at most one hash is computed at a time.

    ``waiting_max`` and ``per_address_max`` bound the hashes that wait.
    """

    def __init__(
        self,
        *,
        waiting_max: int = WAITING_MAX,
        per_address_max: int = WAITING_PER_ADDRESS_MAX,
    ) -> None:
        self._executor = ThreadPoolExecutor(1, "hashing", initializer=_lower_priority)
        self._waiting_max = waiting_max
        self._per_address_max = per_address_max
        self._known: deque[_Turn] = deque()
        self._unknown: deque[_Turn] = deque()
        self._by_address: Counter[str] = Counter()
        self._busy = False

    async def hash(self, password: str, caller: Caller = NOBODY_WAITS) -> str:
        """Raises `SignInBusy`."""
        return await self._run(partial(_hasher.hash, password), caller)

    async def verify(
        self, password: str, password_hash: str | None, caller: Caller = NOBODY_WAITS
    ) -> bool:
        """False for a wrong password and, in the same time, for no hash. Raises `SignInBusy`."""
        return await self._run(partial(_verify, password, password_hash), caller)

    def require_room(self, caller: Caller) -> None:
        """Raises `SignInBusy` where a hash for ``caller`` would be refused now."""
        # Clients that signed in before have a queue of their own, which strangers cannot fill.
        waiting = self._known if caller.known else self._unknown
        crowded = caller.address and self._by_address[caller.address] >= self._per_address_max
        if self._busy and (len(waiting) >= self._waiting_max or (crowded and not caller.known)):
            DROPPED.labels("full").inc()
            raise SignInBusy("Too many sign-ins wait for their turn. Try again in a moment.")

    async def _run(self, work: Callable[[], Result], caller: Caller) -> Result:
        await self._wait_for_turn(caller)
        try:
            await _require_client(caller)
            computed = asyncio.get_running_loop().run_in_executor(self._executor, work)
        except BaseException:
            self._next()
            raise
        # A cancelled caller does not stop the thread; the next turn begins when it is done.
        computed.add_done_callback(lambda _: self._next())
        return await asyncio.shield(computed)

    async def _wait_for_turn(self, caller: Caller) -> None:
        if not self._busy:
            self._busy = True
            return
        self.require_room(caller)
        turn = _Turn(caller, asyncio.get_running_loop().create_future())
        waiting = self._known if caller.known else self._unknown
        waiting.append(turn)
        self._by_address[caller.address] += 1
        WAITING.inc()
        try:
            await turn.came
        except asyncio.CancelledError:
            if turn in waiting:
                waiting.remove(turn)
            else:
                self._next()
            raise
        finally:
            WAITING.dec()
            self._by_address[caller.address] -= 1
            if not self._by_address[caller.address]:
                del self._by_address[caller.address]

    def _next(self) -> None:
        for waiting in (self._known, self._unknown):
            while waiting:
                turn = waiting.popleft()
                if not turn.came.done():
                    turn.came.set_result(None)
                    return
        self._busy = False


def needs_rehash(password_hash: str) -> bool:
    """Whether a hash has other parameters than new ones have."""
    return _hasher.check_needs_rehash(password_hash)


def generate_password() -> str:
    """About 104 bits, in characters that can be read aloud and typed."""
    alphabet = "abcdefghjkmnpqrstuvwxyz23456789"
    groups = ("".join(secrets.choice(alphabet) for _ in range(7)) for _ in range(3))
    return "-".join(groups)


async def _require_client(caller: Caller) -> None:
    if caller.gone is not None and await caller.gone():
        DROPPED.labels("gone").inc()
        raise SignInBusy("The connection was closed before the password was checked.")


def _verify(password: str, password_hash: str | None) -> bool:
    try:
        _hasher.verify(password_hash or _NOBODY, password)
    except (VerificationError, InvalidHashError):
        return False
    return password_hash is not None


def _lower_priority() -> None:
    # Linux keeps a niceness per thread; elsewhere it would be that of the whole process.
    if sys.platform == "linux":
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), NICENESS)
