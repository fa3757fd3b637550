"""The engine and its reference side by side: each request is asked of both."""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from httpx import AsyncClient, Response

from app.core.schema import rfc3339
from tests.factories.shop import made, patch_current
from tests.stock.reference import Fact, Hold, Place, Recorded, Reference, Refusal, Transfer

Json = dict[str, Any]

STATUS = {"precondition_failed": 412, "idempotency_key_reused": 422}
ON_HAND = 10
TAKES_REASON = re.compile(r"^(movements|counts|transfers|holds)$|/(reverse|commit|release)$")
SETTLES = re.compile(r"/(commit|release)$")
INSTANT = timedelta(microseconds=1)

_numbers = count(1)

STATE = """
SELECT clock_timestamp() AS now,
       (SELECT json_agg(json_build_array(id, on_hand, reserved, version))
          FROM stock_levels WHERE id = ANY ($1)) AS levels,
       (SELECT json_agg(json_build_array(id, state)) FROM holds WHERE id = ANY ($2)) AS holds,
       (SELECT json_agg(json_build_array(id, state))
          FROM transfers WHERE id = ANY ($3)) AS transfers
"""
LEDGER = """
SELECT m.id, m.version, m.delta_on_hand, m.delta_reserved, m.on_hand_after, m.reserved_after
FROM stock_movements m WHERE m.level_id = $1 ORDER BY m.version
"""


@dataclass
class Asked:
    """A request that may be sent again. ``first`` is the answer that it got when it happened."""

    path: str
    body: bytes
    headers: dict[str, str]
    status: int
    act: Callable[[], Any]
    compare: Callable[[Json, Any], None]
    keeps_answer: bool = True
    first: Response | None = None

    def comparable(self, answer: Response) -> Any:
        """The answer byte for byte; how long a hold lasts may have changed since."""
        if SETTLES.search(self.path):
            moved_on = {"version", "expires_at"}
            return {name: value for name, value in answer.json().items() if name not in moved_on}
        return answer.content


@dataclass
class Driver:
    """One history on levels of its own; every method that asks compares what comes back."""

    client: AsyncClient
    connection: Any
    reference: Reference
    level_ids: dict[Place, int]
    location_ids: dict[str, int]
    ticks: list[datetime]
    asked: list[Asked] = field(default_factory=list)
    facts: list[tuple[int, Place, Fact]] = field(default_factory=list)
    hold_ids: list[int] = field(default_factory=list)
    transfer_ids: list[int] = field(default_factory=list)
    met: Counter[str] = field(default_factory=Counter)

    @property
    def places(self) -> list[Place]:
        return list(self.reference.levels)

    @property
    def now(self) -> datetime:
        """For the reference: behind the newest tick, and before the next."""
        return self.ticks[-1] + INSTANT

    async def ask(
        self,
        path: str,
        body: Json,
        act: Callable[[], Any],
        compare: Callable[[Json, Any], None],
        *,
        status: int = 200,
        if_match: int | None = None,
        keeps_answer: bool = True,
    ) -> None:
        """Send it under a new key; ``act`` is the same for the reference."""
        headers = {"Idempotency-Key": f"k-{next(_numbers)}", "Content-Type": "application/json"}
        if if_match is not None:
            headers["If-Match"] = f'"{if_match}"'
        raw = json.dumps(body).encode()
        self.asked.append(Asked(path, raw, headers, status, act, compare, keeps_answer))
        await self.send(self.asked[-1])

    async def send(self, asked: Asked) -> None:
        """For the first time or again: what has happened gives its answer once more."""
        answer = await self._post(asked, asked.body)
        if asked.first is not None:
            assert answer.status_code == asked.status
            assert asked.comparable(answer) == asked.comparable(asked.first)
            assert answer.headers["Idempotent-Replayed"] == "true"
            self.met["replayed"] += 1
            return
        try:
            expected = asked.act()
        except Refusal as refusal:
            self._compare_refusal(answer, refusal)
            return
        assert answer.status_code == asked.status, answer.text
        asked.compare(answer.json(), expected)
        self.met[re.sub(r"/\d+", "", asked.path)] += 1
        if asked.keeps_answer:
            asked.first = answer

    async def send_other(self, asked: Asked) -> None:
        """Another body under a key that was used: where a reason is taken, another reason."""
        changed = {"reason": "another body"} if TAKES_REASON.search(asked.path) else {}
        other = json.dumps(json.loads(asked.body) | changed).encode() + b" "
        answer = await self._post(asked, other)
        assert (answer.status_code, answer.json()["code"]) == (422, "idempotency_key_reused")
        self.met["idempotency_key_reused"] += 1

    async def _post(self, asked: Asked, body: bytes) -> Response:
        path = f"/api/v1/stock/{asked.path}"
        return await self.client.post(path, content=body, headers=asked.headers)

    def _compare_refusal(self, answer: Response, refusal: Refusal) -> None:
        problem = answer.json()
        found = (answer.status_code, problem.get("code"))
        self.met[refusal.code] += 1
        assert found == (STATUS.get(refusal.code, 409), refusal.code), answer.text
        if refusal.row is not None:
            assert refusal.row in {problem.get("row"), problem.get("line")}, answer.text

    async def allow_backorder(self, code: str, *, allowed: bool) -> None:
        path = f"/api/v1/locations/{self.location_ids[code]}"
        answer = await patch_current(self.client, path, {"allow_backorder": allowed})
        try:
            self.reference.allow_backorder(code, allowed=allowed)
        except Refusal as refusal:
            self._compare_refusal(answer, refusal)
        else:
            made(answer, 200)

    def moved(self, place: Place) -> Callable[[Json, Recorded], None]:
        """How the answer to a movement, a count or a reversal is compared."""

        def compare(body: Json, expected: Recorded) -> None:
            compare_recorded(body, expected)
            self.met["seen by a count"] += expected.seen
            self.met["later than a count"] += bool(expected.later_delta)
            if body["movement"]["reverses_id"] is None:
                self.facts.append((body["movement"]["id"], place, expected.fact))

        return compare

    def held(self, body: Json, hold: Hold) -> None:
        if body["id"] not in self.hold_ids:
            self.hold_ids.append(body["id"])
        assert body["state"] == hold.state
        assert [
            (line["sku"], line["location"], line["quantity"], line["committed"], line["released"])
            for line in body["lines"]
        ] == [(*line.place, line.quantity, line.committed, line.released) for line in hold.lines]

    def transferred(self, body: Json, transfer: Transfer) -> None:
        if body["id"] not in self.transfer_ids:
            self.transfer_ids.append(body["id"])
        assert body["state"] == transfer.state
        names = ("sku", "quantity", "received", "returned", "missing", "in_transit")
        assert [[line[name] for name in names] for line in body["lines"]] == [
            [getattr(line, name) for name in names] for line in transfer.lines
        ]

    async def compare_state(self) -> None:
        """Every balance, version and state, in the tables; the clock goes on by a tick."""
        row = await self.connection.fetchrow(
            STATE, list(self.level_ids.values()), self.hold_ids, self.transfer_ids
        )
        self.ticks.append(row["now"])
        found = {level_id: rest for level_id, *rest in json.loads(row["levels"])}
        reference = self.reference
        assert {place: found[level_id] for place, level_id in self.level_ids.items()} == {
            place: [level.balance(), reference.reserved(place), level.version]
            for place, level in reference.levels.items()
        }
        holds, transfers = (json.loads(row[name] or "[]") for name in ("holds", "transfers"))
        assert dict(holds) == dict(
            zip(self.hold_ids, (hold.state for hold in reference.holds), strict=True)
        )
        assert dict(transfers) == dict(
            zip(self.transfer_ids, (one.state for one in reference.transfers), strict=True)
        )

    async def compare_ledgers(self) -> None:
        """Chains without holes, never below zero, and explanations that add up."""
        for place, level_id in self.level_ids.items():
            on_hand = reserved = 0
            for version, line in enumerate(await self.connection.fetch(LEDGER, level_id), 1):
                on_hand += line["delta_on_hand"]
                reserved += line["delta_reserved"]
                assert line["version"] == version
                assert (line["on_hand_after"], line["reserved_after"]) == (on_hand, reserved)
                assert reserved >= 0
            level = self.reference.levels[place]
            assert (on_hand, reserved) == (level.balance(), self.reference.reserved(place))
            answer = await self.client.get(f"/api/v1/stock/levels/{level_id}/explanation")
            explained = made(answer, 200)
            counted = explained["count"]["counted"] if explained["count"] else 0
            anchors = sorted(level.anchors(), key=lambda fact: fact.order)
            assert (explained["count"] is None) == (not anchors)
            assert not anchors or counted == anchors[-1].counted
            assert counted + sum(part["delta_on_hand"] for part in explained["parts"]) == on_hand
            assert sum(hold["quantity"] for hold in explained["holds"]) == reserved

    async def compare_past(self) -> None:
        """As-of at every moment that a count has, and between all steps."""
        moments = {
            self._told_moment(fact)
            for level in self.reference.levels.values()
            for fact in level.anchors()
        }
        for moment in sorted({*moments, *self.ticks[-3:]}):
            for sku in {sku for sku, _ in self.places}:
                query = {"at": rfc3339(moment), "sku": sku}
                answer = await self.client.get("/api/v1/stock/as-of", params=query)
                found = {
                    (row["sku"], row["location"]): row["on_hand"]
                    for row in made(answer, 200)["items"]
                }
                for place, on_hand in found.items():
                    assert on_hand == self.reference.levels[place].balance(until=moment)

    def _told_moment(self, fact: Fact) -> datetime:
        """The moment that was told of it; for what happened when it was recorded, the next tick."""
        if fact.happened < self.ticks[0] or fact.happened in self.ticks:
            return fact.happened
        return min(tick for tick in self.ticks if tick > fact.happened)


def compare_recorded(body: Json, expected: Recorded) -> None:
    level = body["level"]
    assert [level["on_hand"], level["reserved"], level["version"]] == [
        expected.on_hand,
        expected.reserved,
        expected.version,
    ]
    assert body["movement"]["delta_on_hand"] == expected.delta
    assert (body["absorbed"] is not None) == expected.seen
    if body["absorbed"]:
        assert body["absorbed"]["delta_on_hand"] == -expected.delta
    if body["count"]:
        assert body["count"]["on_hand"] == expected.on_hand
        assert body["count"]["later_delta"] == expected.later_delta


@contextmanager
def told_by(driver: Driver, step: object) -> Iterator[None]:
    """A difference names the step behind which it shows."""
    try:
        yield
    except AssertionError as error:
        error.add_note(f"after {step} ({len(driver.ticks)} steps)")
        raise
