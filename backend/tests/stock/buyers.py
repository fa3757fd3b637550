"""Buyers who want the same few things at once, each over a connection of its own.

Whatever happens to a request of theirs (the server dies, they hang up themselves, it is asked to
wait), they send it again under the same key, here or there, until they know what became of it.
"""

import asyncio
import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any, Literal
from uuid import uuid4

from app.cli.embedded.processes import LOOPBACK

ANSWER_SECONDS = 20.0
ATTEMPTS_MAX = 300
PAUSE_SECONDS = 0.05
LEFT_TTL_SECONDS = 2
# Refusals that say: ask again with the same key.
WAIT = {"idempotency_key_in_progress", "too_many_requests", "unavailable"}

Json = dict[str, Any]
Way = Literal["sale", "hold", "leave"]
Connection = tuple[asyncio.StreamReader, asyncio.StreamWriter]


@dataclass(frozen=True)
class Answer:
    status: int
    replayed: bool
    body: bytes

    @property
    def good(self) -> bool:
        return self.status in {200, 201}

    @property
    def code(self) -> str:
        return "" if self.good else str(json.loads(self.body).get("code"))


class Lost(Exception):
    """The connection ended before the answer: perhaps it happened, perhaps not."""


@dataclass
class Market:
    """Where the servers are, and all that was seen of them."""

    ports: Sequence[int]
    bearer: dict[str, str]
    sku: str
    location: str
    # How long a hold lasts that is to be committed.
    held_seconds: int = 120
    # How many buyers send each request to both servers at once, and how many hang up at first.
    twice: float = 0.25
    hasty: float = 0.2
    gate: asyncio.Event = field(default_factory=asyncio.Event)
    # The good answers of each key; there may be several, but they must not differ.
    answers: dict[str, set[bytes]] = field(default_factory=lambda: defaultdict(set))
    sold: dict[str, int] = field(default_factory=dict)
    sold_at_kill: int = 0
    left: int = 0
    refused: list[int] = field(default_factory=list)
    requests: int = 0
    replayed: int = 0
    unreachable: int = 0
    unknown: int = 0
    hung_up: int = 0

    @property
    def sold_units(self) -> int:
        return sum(self.sold.values())

    async def connect(self, server: int) -> Connection | None:
        try:
            return await asyncio.open_connection(LOOPBACK, self.ports[server])
        except OSError:
            return None

    async def ask(
        self, connection: Connection, path: str, body: Json, key: str, patience: float
    ) -> Answer:
        """One request on one connection; raises `Lost`, also when patience ends (in seconds)."""
        self.requests += 1
        reader, writer = connection
        raw = json.dumps(body).encode()
        headers = {
            "Host": LOOPBACK,
            "Content-Type": "application/json",
            "Content-Length": str(len(raw)),
            "Idempotency-Key": key,
            "Connection": "close",
            **self.bearer,
        }
        lines = [f"POST /api/v1/stock/{path} HTTP/1.1", *(f"{n}: {v}" for n, v in headers.items())]
        try:
            writer.write("\r\n".join([*lines, "", ""]).encode() + raw)
            async with asyncio.timeout(patience):
                answer = _parse(await reader.read(-1))
        except (OSError, TimeoutError) as error:
            raise Lost from error
        finally:
            # Without waiting: who hangs up says nothing any more.
            writer.transport.abort()
        self.replayed += answer.replayed
        if answer.good:
            self.answers[key].add(answer.body)
        return answer


def _parse(raw: bytes) -> Answer:
    head, _, body = raw.partition(b"\r\n\r\n")
    first, *lines = head.decode().split("\r\n")
    headers = dict(line.lower().split(": ", 1) for line in lines)
    if len(body) != int(headers.get("content-length", "-1")):
        raise ConnectionResetError("the answer is not whole")
    return Answer(int(first.split()[1]), "idempotent-replayed" in headers, body)


@dataclass
class Buyer:
    """``twice``: every request goes to both servers at once. ``hasty``: hangs up at first."""

    market: Market
    dice: Random
    way: Way
    quantity: int
    twice: bool
    hasty: bool

    async def buy(self) -> None:
        """Returns when it is known what became of it."""
        path, body = self._order()
        key = uuid4().hex
        servers = range(len(self.market.ports)) if self.twice else [self._any_server()]
        connections = [await self.market.connect(server) for server in servers]
        await self.market.gate.wait()
        asked = [
            self._until_known(path, body, key, server, connection)
            for server, connection in zip(servers, connections, strict=True)
        ]
        answers = await asyncio.gather(*asked)
        for answer in answers:
            assert answer.good or answer.code == "insufficient_stock", answer
        # Where one of them was refused and the other came later, it was sold all the same.
        answer = max(answers, key=lambda answer: answer.good)
        if not answer.good:
            self.market.refused.append(self.quantity)
        elif self.way == "leave":
            self.market.left += 1
        elif self.way == "sale":
            self.market.sold[key] = self.quantity
        else:
            await self._commit(json.loads(answer.body)["id"])

    def _order(self) -> tuple[str, Json]:
        line = {"sku": self.market.sku, "location": self.market.location}
        if self.way == "sale":
            return "movements", line | {"kind": "sale", "quantity": self.quantity}
        # A bundle: so many lines of one.
        lines = [line | {"quantity": 1}] * self.quantity
        seconds = self.market.held_seconds if self.way == "hold" else LEFT_TTL_SECONDS
        return "holds", {"lines": lines, "ttl_seconds": seconds}

    async def _commit(self, hold_id: int) -> None:
        key = uuid4().hex
        answer = await self._until_known(
            f"holds/{hold_id}/commit", {}, key, self._any_server(), None, connect=True
        )
        assert answer.good, answer
        self.market.sold[key] = self.quantity

    def _any_server(self) -> int:
        return self.dice.randrange(len(self.market.ports))

    async def _until_known(
        self,
        path: str,
        body: Json,
        key: str,
        server: int,
        connection: Connection | None,
        *,
        connect: bool = False,
    ) -> Answer:
        market = self.market
        if connect:
            connection = await market.connect(server)
        hasty = self.hasty
        for _ in range(ATTEMPTS_MAX):
            patience = self.dice.uniform(0, 0.2) if hasty else ANSWER_SECONDS
            try:
                if connection is not None:
                    answer = await market.ask(connection, path, body, key, patience)
                    if answer.code not in WAIT:
                        return answer
                else:
                    market.unreachable += 1
                    server = (server + 1) % len(market.ports)
            except Lost:
                market.unknown += 1
                market.hung_up += hasty
                server = (server + 1) % len(market.ports)
            hasty = False
            await asyncio.sleep(self.dice.uniform(0, 2 * PAUSE_SECONDS))
            connection = await market.connect(server)
        raise AssertionError(f"nobody says what became of {path} with the key {key}")


def crowd(market: Market, buyers: int, dice: Random) -> list[Buyer]:
    ways: list[Way] = ["sale", "sale", "sale", "hold", "leave"]
    return [
        Buyer(
            market,
            dice,
            way=dice.choice(ways),
            quantity=dice.randint(1, 3),
            twice=dice.random() < market.twice,
            hasty=dice.random() < market.hasty,
        )
        for _ in range(buyers)
    ]
