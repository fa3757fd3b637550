"""Writers who keep their keys, and readers who look at what was answered."""

import asyncio
import time
from collections.abc import Sequence
from random import Random
from typing import Any
from uuid import uuid4

from httpx import AsyncClient, HTTPError, Response

from tests.faults.history import History, Read, Write

ATTEMPTS_MAX = 200
PAUSE_SECONDS = 0.05
# Refusals that say: ask again with the same key.
WAIT = {429, 502, 503, 504}
IN_PROGRESS = "idempotency_key_in_progress"


class Desk:
    """Sends keyed movements to one process after the other until it knows what became of them."""

    def __init__(
        self, history: History, clients: Sequence[AsyncClient], *, patience: float = 2.0
    ) -> None:
        self._history = history
        self._clients = clients
        self.patience = patience
        self.unknown = 0
        self.replayed = 0

    async def move(
        self,
        level: dict[str, Any],
        quantity: int,
        *,
        kind: str = "receive",
        first: int = 0,
        key: str | None = None,
        twice: bool = False,
    ) -> Write:
        """Record one movement; ``first`` is the process that is asked first."""
        key = key or f"fault-{uuid4().hex}"
        body = {"sku": level["sku"], "location": level["location"]}
        body |= {"kind": kind, "quantity": quantity}
        began = time.monotonic()
        places = [first, first + 1] if twice else [first]
        answers = await asyncio.gather(*(self._known(body, key, place) for place in places))
        bodies = {answer.content for answer in answers if answer.is_success}
        good = next((answer for answer in answers if answer.is_success), None)
        delta = quantity if kind == "receive" else -quantity
        write = Write(
            key=key,
            level_id=level["id"],
            delta=delta,
            version=good.json()["level"]["version"] if good is not None else None,
            began=began,
            ended=time.monotonic(),
            answers=max(len(bodies), 1),
        )
        self._history.writes.append(write)
        return write

    async def _known(self, body: dict[str, Any], key: str, place: int) -> Response:
        """An answer that says what became of the key: done, or refused."""
        for attempt in range(ATTEMPTS_MAX):
            client = self._clients[(place + attempt) % len(self._clients)]
            try:
                async with asyncio.timeout(self.patience):
                    answer = await client.post(
                        "/api/v1/stock/movements", json=body, headers={"Idempotency-Key": key}
                    )
            except (HTTPError, TimeoutError, OSError):
                self.unknown += 1
            else:
                self.replayed += "idempotent-replayed" in answer.headers
                if answer.is_success:
                    return answer
                if answer.status_code not in WAIT:
                    code = answer.json()["code"]
                    if code != IN_PROGRESS:
                        assert code == "insufficient_stock", answer.text
                        return answer
            await asyncio.sleep(PAUSE_SECONDS)
        raise AssertionError(f"nobody says what became of the key {key}")

    async def read(self, level: dict[str, Any], process: int) -> Read:
        """Look at a level at one process."""
        began = time.monotonic()
        answer = await self._clients[process].get(f"/api/v1/stock/levels/{level['id']}")
        assert answer.status_code == 200, answer.text
        read = Read(
            process=f"process {process}",
            level_id=level["id"],
            version=answer.json()["version"],
            began=began,
            ended=time.monotonic(),
        )
        self._history.reads.append(read)
        return read

    async def trade(
        self, levels: Sequence[dict[str, Any]], per_second: float, stop: asyncio.Event, dice: Random
    ) -> None:
        """Record movements at this rate until told to stop; each is followed to its end."""
        async with asyncio.TaskGroup() as tasks:
            while not stop.is_set():
                first = dice.randrange(len(self._clients))
                tasks.create_task(self.move(dice.choice(levels), 1, first=first))
                await asyncio.sleep(1 / per_second)
