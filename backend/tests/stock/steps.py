"""What may happen in a history: steps that name things by their place in what happened before.

A step that names a hold, a transfer or a movement while there is none does nothing; so a history
stays one when Hypothesis leaves parts of it out.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeVar

from app.core.schema import rfc3339
from tests.stock.driver import Driver, Json, compare_recorded
from tests.stock.reference import Hold, Place, Recorded, Refusal, Transfer

T = TypeVar("T")
SIGNS = {"receive": 1, "return": 1, "adjust": 1, "sale": -1, "damage": -1}
# Levels by number: two items at a place that never owes, and at one that may.
Lines = Sequence[tuple[int, int]]

DUE = "UPDATE holds SET expires_at = clock_timestamp() - interval '1 second' WHERE id = $1"
ANY_LINE = """
SELECT id FROM stock_movements WHERE level_id = ANY ($1) ORDER BY id DESC OFFSET $2 LIMIT 1
"""


def nth(things: Sequence[T], number: int) -> T | None:
    """Counted from the newest."""
    return things[-1 - number % len(things)] if things else None


@dataclass(frozen=True)
class When:
    """Now; ``seconds`` in a small past that everything shares, or ``ticks`` ago, between steps."""

    seconds: int | None = None
    ticks: int | None = None

    def moment(self, driver: Driver) -> datetime | None:
        if self.seconds is not None:
            start = driver.ticks[0].replace(microsecond=0)
            return start - timedelta(minutes=10) + timedelta(seconds=self.seconds)
        return nth(driver.ticks, self.ticks) if self.ticks is not None else None


def body_of(driver: Driver, level: int, **fields: Any) -> Json:
    sku, location = driver.places[level]
    given = {name: value for name, value in fields.items() if value is not None}
    return {"sku": sku, "location": location} | given


@dataclass(frozen=True)
class Nothing:
    async def run(self, driver: Driver) -> None:
        pass


@dataclass(frozen=True)
class Move:
    level: int
    kind: str
    quantity: int
    when: When = When()
    # How far the caller's belief lies from the truth; None believes nothing.
    on_hand_off: int | None = None
    version_off: int | None = None

    def values(self, driver: Driver) -> tuple[Json, dict[str, Any]]:
        """The row for the engine, and for the reference."""
        level = driver.reference.levels[driver.places[self.level]]
        moment = self.when.moment(driver)
        expected = None if self.on_hand_off is None else level.balance() + self.on_hand_off
        kind = {} if self.kind == "count" else {"kind": self.kind}
        row = body_of(
            driver,
            self.level,
            **kind,
            **{"counted" if self.kind == "count" else "quantity": self.quantity},
            occurred_at=moment and rfc3339(moment),
            expected_on_hand=expected,
        )
        fact: dict[str, Any] = {"expected_on_hand": expected, "happened": moment}
        if self.kind == "count":
            fact["counted"] = self.quantity
        else:
            fact["delta"] = SIGNS[self.kind] * self.quantity
        return row, fact

    async def run(self, driver: Driver) -> None:
        place = driver.places[self.level]
        row, fact = self.values(driver)
        version = driver.reference.levels[place].version
        if_match = None if self.version_off is None else max(version + self.version_off, 1)

        def act() -> Recorded:
            happened = fact["happened"] or driver.now
            given = fact | {"happened": happened, "expected_version": if_match}
            return driver.reference.record(place, **given)

        path = "counts" if self.kind == "count" else "movements"
        await driver.ask(path, row, act, driver.moved(place), status=201, if_match=if_match)


@dataclass(frozen=True)
class Batch:
    rows: Sequence[Move]
    mode: str

    async def run(self, driver: Driver) -> None:
        pairs = [row.values(driver) for row in self.rows]
        places = [driver.places[row.level] for row in self.rows]
        rows = [
            {name: value for name, value in row.items() if name != "counted"}
            | ({"kind": "count", "quantity": row["counted"]} if "counted" in row else {})
            for row, _ in pairs
        ]
        # Rows that happened keep their answers; a row that was refused is asked anew.
        happened: dict[int, Recorded] = {}
        told: dict[int, Json] = {}

        def act() -> list[Recorded | Refusal]:
            results: list[Recorded | Refusal] = []
            for number, (place, (_, fact)) in enumerate(zip(places, pairs, strict=True)):
                given = fact | {"happened": fact["happened"] or driver.now}
                try:
                    if number not in happened:
                        happened[number] = driver.reference.record(place, **given, row=number)
                    results.append(happened[number])
                except Refusal as refusal:
                    if self.mode == "all_or_nothing":
                        raise
                    results.append(refusal)
            return results

        def act_whole() -> list[Recorded | Refusal]:
            try:
                with driver.reference.whole():
                    return act()
            except Refusal:
                happened.clear()
                raise

        def compare(body: Json, expected: list[Recorded | Refusal]) -> None:
            for number, (result, wanted) in enumerate(zip(body["results"], expected, strict=True)):
                if isinstance(wanted, Refusal):
                    assert result["status"] == "refused"
                    assert result["problem"]["code"] == wanted.code
                elif number in told:
                    assert result == told[number]
                else:
                    assert result["status"] == "applied", result
                    driver.moved(places[number])(result, wanted)
                    told[number] = result

        whole = self.mode == "all_or_nothing"
        body = {"mode": self.mode, "movements": rows}
        await driver.ask(
            "movements/batch", body, act_whole if whole else act, compare, keeps_answer=whole
        )


@dataclass(frozen=True)
class Reverse:
    number: int

    async def run(self, driver: Driver) -> None:
        if (known := nth(driver.facts, self.number)) is None:
            return
        movement_id, place, fact = known
        await driver.ask(
            f"movements/{movement_id}/reverse",
            {},
            lambda: driver.reference.reverse(place, fact),
            compare_recorded,
            status=201,
        )


@dataclass(frozen=True)
class ReverseAny:
    """Whatever line of the ledger it is; those of holds, say, are not taken back like this."""

    number: int

    async def run(self, driver: Driver) -> None:
        ids = list(driver.level_ids.values())
        movement_id = await driver.connection.fetchval(ANY_LINE, ids, self.number)
        for known, place, fact in driver.facts:
            if known == movement_id:
                act = lambda: driver.reference.reverse(place, fact)  # noqa: B023, E731
                break
        else:

            def act() -> Recorded:
                raise Refusal("not_reversible")

        if movement_id is not None:
            path = f"movements/{movement_id}/reverse"
            await driver.ask(path, {}, act, compare_recorded, status=201)


@dataclass(frozen=True)
class PlaceHold:
    lines: Lines

    async def run(self, driver: Driver) -> None:
        lines = [body_of(driver, level, quantity=quantity) for level, quantity in self.lines]
        wanted = [(driver.places[level], quantity) for level, quantity in self.lines]
        body = {"lines": lines, "ttl_seconds": 3600}
        await driver.ask(
            "holds", body, lambda: driver.reference.hold(wanted), driver.held, status=201
        )


def found_hold(driver: Driver, number: int) -> tuple[int, Hold] | None:
    return nth(list(zip(driver.hold_ids, driver.reference.holds, strict=True)), number)


def summed(pairs: Sequence[tuple[T, int]]) -> dict[T, int]:
    sums: dict[T, int] = {}
    for name, quantity in pairs:
        sums[name] = sums.get(name, 0) + quantity
    return sums


@dataclass(frozen=True)
class Settle:
    """``lines`` are those of the hold by number; None means all that remains."""

    number: int
    verb: str
    lines: Lines | None = None
    rest: bool = False

    async def run(self, driver: Driver) -> None:
        if (found := found_hold(driver, self.number)) is None:
            return
        hold_id, hold = found
        body: Json = {}
        wanted: dict[Place, int] | None = None
        if self.lines is not None:
            places = [hold.lines[line % len(hold.lines)].place for line, _ in self.lines]
            pairs = [(place, n) for place, (_, n) in zip(places, self.lines, strict=True)]
            wanted = summed(pairs)
            body["lines"] = [
                {"sku": sku, "location": code, "quantity": n} for (sku, code), n in pairs
            ]

        def act() -> Hold:
            if self.verb == "commit":
                driver.reference.commit(hold, wanted, now=driver.now, rest=self.rest)
            else:
                driver.reference.release(hold, wanted)
            return hold

        if self.verb == "commit":
            body["release_rest"] = self.rest
        await driver.ask(f"holds/{hold_id}/{self.verb}", body, act, driver.held)


@dataclass(frozen=True)
class Extend:
    number: int

    async def run(self, driver: Driver) -> None:
        if (found := found_hold(driver, self.number)) is None:
            return
        hold_id, hold = found

        def act() -> Hold:
            driver.reference.extend(hold)
            return hold

        await driver.ask(f"holds/{hold_id}/extend", {"ttl_seconds": 7200}, act, driver.held)


@dataclass(frozen=True)
class Expire:
    """Its time is over: nobody can commit it, and soon it is free."""

    number: int

    async def run(self, driver: Driver) -> None:
        if (found := found_hold(driver, self.number)) is None:
            return
        hold_id, hold = found
        if hold.state == "held":
            await driver.connection.execute(DUE, hold_id)
            driver.reference.expire(hold)
        await Settle(self.number, "commit").run(driver)


@dataclass(frozen=True)
class Send:
    origin: int
    lines: Lines
    arrived: bool

    async def run(self, driver: Driver) -> None:
        codes = list(driver.location_ids)
        skus = list(dict.fromkeys(sku for sku, _ in driver.places))
        origin, target = codes[self.origin], codes[1 - self.origin]
        lines = [(skus[item], quantity) for item, quantity in self.lines]
        body = {
            "from_location": origin,
            "to_location": target,
            "lines": [{"sku": sku, "quantity": quantity} for sku, quantity in lines],
            "arrived": self.arrived,
        }

        def act() -> Transfer:
            return driver.reference.send(
                origin, target, lines, now=driver.now, arrived=self.arrived
            )

        await driver.ask("transfers", body, act, driver.transferred, status=201)


@dataclass(frozen=True)
class Arrive:
    """Goods arrive: all, or ``lines`` of items by number; or go back, where ``cancel``."""

    number: int
    lines: Lines | None = None
    close: bool = False
    cancel: bool = False

    async def run(self, driver: Driver) -> None:
        pairs = list(zip(driver.transfer_ids, driver.reference.transfers, strict=True))
        if (found := nth(pairs, self.number)) is None:
            return
        transfer_id, transfer = found
        skus = list(dict.fromkeys(sku for sku, _ in driver.places))
        body: Json = {} if self.cancel else {"close": self.close}
        wanted: dict[str, int] | None = None
        if self.lines is not None and not self.cancel:
            wanted = summed([(skus[item], quantity) for item, quantity in self.lines])
            body["lines"] = [{"sku": skus[item], "quantity": n} for item, n in self.lines]

        def act() -> Transfer:
            if self.cancel:
                driver.reference.cancel(transfer, now=driver.now)
            else:
                driver.reference.receive(transfer, wanted, now=driver.now, close=self.close)
            return transfer

        verb = "cancel" if self.cancel else "receive"
        await driver.ask(f"transfers/{transfer_id}/{verb}", body, act, driver.transferred)


@dataclass(frozen=True)
class Again:
    """The same request under the same key."""

    number: int

    async def run(self, driver: Driver) -> None:
        if asked := nth(driver.asked, self.number):
            await driver.send(asked)


@dataclass(frozen=True)
class Differently:
    """Another request under a key that was used."""

    number: int

    async def run(self, driver: Driver) -> None:
        asked = nth([one for one in driver.asked if one.first is not None], self.number)
        if asked:
            await driver.send_other(asked)


@dataclass(frozen=True)
class Backorder:
    location: int
    allowed: bool

    async def run(self, driver: Driver) -> None:
        code = list(driver.location_ids)[self.location]
        await driver.allow_backorder(code, allowed=self.allowed)


Step = (
    Nothing
    | Move
    | Batch
    | Reverse
    | ReverseAny
    | PlaceHold
    | Settle
    | Extend
    | Expire
    | Send
    | Arrive
    | Again
    | Differently
    | Backorder
)
