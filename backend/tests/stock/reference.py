"""The stock engine as it is defined, without a database, a batch or a lock.

A level is the list of what was told of it. Its balance is found anew each time, by going through
the facts in the order in which they happened (those of one moment in the order of arrival): a
count says what is there, anything else adds to it, and what was taken back never was.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

Place = tuple[str, str]
"""An item's SKU and a location's code."""


class Refusal(Exception):
    """Nothing happened. ``row`` is the line or row that did not fit, from 0."""

    def __init__(self, code: str, *, place: Place | None = None, row: int | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.place = place
        self.row = row


@dataclass(slots=True)
class Fact:
    """What happened to one level: a count where it was ``counted``, a delta otherwise."""

    arrival: int
    happened: datetime
    delta: int = 0
    counted: int | None = None
    valid: bool = True

    @property
    def order(self) -> tuple[datetime, int]:
        return self.happened, self.arrival


@dataclass(slots=True)
class Level:
    facts: list[Fact] = field(default_factory=list)
    version: int = 0

    def balance(self, until: datetime | None = None, *, before: Fact | None = None) -> int:
        """Today, at the end of a moment, or just before a fact."""
        on_hand = 0
        for fact in sorted(self.facts, key=lambda fact: fact.order):
            if before is not None and fact.order >= before.order:
                break
            if until is not None and fact.happened > until:
                break
            if fact.valid:
                on_hand = on_hand + fact.delta if fact.counted is None else fact.counted
        return on_hand

    def jump(self, fact: Fact) -> int:
        """What a fact does to the balance at its own moment."""
        return fact.delta if fact.counted is None else fact.counted - self.balance(before=fact)

    def is_seen(self, fact: Fact) -> bool:
        """Whether a count behind it had seen it, so that today's balance does not know it."""
        return any(
            one.valid and one.counted is not None and one.order > fact.order for one in self.facts
        )

    def anchors(self) -> list[Fact]:
        return [fact for fact in self.facts if fact.valid and fact.counted is not None]


@dataclass(slots=True)
class HoldLine:
    place: Place
    quantity: int
    committed: int = 0
    released: int = 0

    @property
    def remaining(self) -> int:
        return self.quantity - self.committed - self.released


@dataclass(slots=True)
class Hold:
    lines: list[HoldLine]
    state: str = "held"

    def remaining(self, place: Place) -> int:
        return sum(line.remaining for line in self.lines if line.place == place)

    def everything(self) -> dict[Place, int]:
        return {line.place: self.remaining(line.place) for line in self.lines if line.remaining}


@dataclass(slots=True)
class TransferLine:
    sku: str
    quantity: int
    received: int = 0
    returned: int = 0
    missing: int = 0

    @property
    def in_transit(self) -> int:
        return self.quantity - self.received - self.returned - self.missing


@dataclass(slots=True)
class Transfer:
    origin: str
    target: str
    lines: list[TransferLine]
    state: str = "in_transit"

    def in_transit(self, sku: str) -> int:
        return sum(line.in_transit for line in self.lines if line.sku == sku)


@dataclass(frozen=True, slots=True)
class Recorded:
    """What the answer to a movement must say."""

    fact: Fact
    delta: int
    on_hand: int
    reserved: int
    version: int
    seen: bool
    later_delta: int | None = None


class Reference:
    """A shop of a few levels. Every method either happens as a whole or raises `Refusal`."""

    def __init__(self, places: Sequence[Place], backorder: set[str]) -> None:
        self.levels = {place: Level() for place in places}
        self.backorder = backorder
        self.holds: list[Hold] = []
        self.transfers: list[Transfer] = []
        self._arrivals = 0

    def reserved(self, place: Place) -> int:
        return sum(hold.remaining(place) for hold in self.holds)

    def available(self, place: Place) -> int:
        return self.levels[place].balance() - self.reserved(place)

    @contextmanager
    def whole(self) -> Iterator[None]:
        """All that is added inside, or nothing."""
        kept = {place: (len(level.facts), level.version) for place, level in self.levels.items()}
        holds, transfers = len(self.holds), len(self.transfers)
        try:
            yield
        except Refusal:
            for place, (facts, version) in kept.items():
                del self.levels[place].facts[facts:]
                self.levels[place].version = version
            del self.holds[holds:], self.transfers[transfers:]
            raise

    def _check(self, place: Place, row: int | None) -> None:
        """Nothing is sold or promised that is not there, except where it may be owed."""
        if place[1] not in self.backorder and self.available(place) < 0:
            raise Refusal("insufficient_stock", place=place, row=row)

    def record(
        self,
        place: Place,
        happened: datetime,
        *,
        delta: int = 0,
        counted: int | None = None,
        expected_on_hand: int | None = None,
        expected_version: int | None = None,
        row: int | None = None,
    ) -> Recorded:
        level = self.levels[place]
        if expected_version not in {None, level.version}:
            raise Refusal("precondition_failed", place=place, row=row)
        if expected_on_hand not in {None, level.balance()}:
            raise Refusal("stale_version", place=place, row=row)
        self._arrivals += 1
        fact = Fact(self._arrivals, happened, delta, counted)
        later = None if counted is None else level.balance() - level.balance(until=happened)
        with self.whole():
            jump, seen = level.jump(fact), level.is_seen(fact)
            level.facts.append(fact)
            self._check(place, row)
            # What a count had seen is booked against the line, in a line of its own.
            level.version += 2 if seen and jump else 1
        return self._recorded(place, fact, jump, seen=seen, later=later)

    def reverse(self, place: Place, fact: Fact) -> Recorded:
        level = self.levels[place]
        if not fact.valid:
            raise Refusal("already_reversed", place=place)
        jump, seen = level.jump(fact), level.is_seen(fact)
        fact.valid = False
        try:
            self._check(place, None)
        except Refusal:
            fact.valid = True
            raise
        level.version += 2 if seen and jump else 1
        return self._recorded(place, fact, -jump, seen=seen, later=None)

    def _recorded(
        self, place: Place, fact: Fact, delta: int, *, seen: bool, later: int | None
    ) -> Recorded:
        level = self.levels[place]
        return Recorded(
            fact,
            delta,
            level.balance(),
            self.reserved(place),
            level.version,
            seen and delta != 0,
            later,
        )

    def hold(self, lines: Sequence[tuple[Place, int]]) -> Hold:
        with self.whole():
            hold = Hold([])
            self.holds.append(hold)
            for row, (place, quantity) in enumerate(lines):
                hold.lines.append(HoldLine(place, quantity))
                self._check(place, row)
                self.levels[place].version += 1
        return hold

    def commit(
        self, hold: Hold, wanted: dict[Place, int] | None, *, now: datetime, rest: bool
    ) -> None:
        """Goods leave; with ``rest`` what is not wanted is freed."""
        taken = self._wanted(hold, wanted)
        if rest:
            freed = {p: q - taken.get(p, 0) for p, q in hold.everything().items()}
            self._take(hold, {p: q for p, q in freed.items() if q}, "released")
        self._take(hold, taken, "committed")
        for place, quantity in taken.items():
            self._arrivals += 1
            self.levels[place].facts.append(Fact(self._arrivals, now, -quantity))
        self._close(hold, "committed")

    def release(self, hold: Hold, wanted: dict[Place, int] | None) -> None:
        self._take(hold, self._wanted(hold, wanted), "released")
        self._close(hold, "released")

    def extend(self, hold: Hold) -> None:
        self._check_held(hold)

    def expire(self, hold: Hold) -> None:
        if hold.state == "held":
            self._take(hold, hold.everything(), "released")
            self._close(hold, "expired")

    def _check_held(self, hold: Hold) -> None:
        if hold.state != "held":
            raise Refusal("hold_expired" if hold.state == "expired" else "hold_settled")

    def _wanted(self, hold: Hold, wanted: dict[Place, int] | None) -> dict[Place, int]:
        self._check_held(hold)
        wanted = hold.everything() if wanted is None else wanted
        if any(quantity > hold.remaining(place) for place, quantity in wanted.items()):
            raise Refusal("hold_exceeded")
        return wanted

    def _take(self, hold: Hold, quantities: dict[Place, int], field_name: str) -> None:
        for place, quantity in quantities.items():
            left = quantity
            for line in hold.lines:
                part = min(left, line.remaining) if line.place == place else 0
                setattr(line, field_name, getattr(line, field_name) + part)
                left -= part
            self.levels[place].version += 1

    def _close(self, hold: Hold, state: str) -> None:
        if not hold.everything():
            hold.state = state

    def send(
        self,
        origin: str,
        target: str,
        lines: Sequence[tuple[str, int]],
        *,
        now: datetime,
        arrived: bool,
    ) -> Transfer:
        with self.whole():
            for row, (sku, quantity) in enumerate(lines):
                self.record((sku, origin), now, delta=-quantity, row=row)
            transfer = Transfer(origin, target, [TransferLine(*line) for line in lines])
            self.transfers.append(transfer)
            if arrived:
                for line in transfer.lines:
                    self.record((line.sku, target), now, delta=line.quantity)
                    line.received = line.quantity
                transfer.state = "received"
        return transfer

    def receive(
        self, transfer: Transfer, wanted: dict[str, int] | None, *, now: datetime, close: bool
    ) -> None:
        self._check_in_transit(transfer)
        if wanted is None:
            wanted = {line.sku: transfer.in_transit(line.sku) for line in transfer.lines}
        if any(quantity > transfer.in_transit(sku) for sku, quantity in wanted.items()):
            raise Refusal("transfer_exceeded")
        self._arrive(transfer, wanted, transfer.target, "received", now)
        if close or not any(line.in_transit for line in transfer.lines):
            transfer.state = "received"
            for line in transfer.lines:
                line.missing = line.in_transit

    def cancel(self, transfer: Transfer, *, now: datetime) -> None:
        self._check_in_transit(transfer)
        everything = {line.sku: transfer.in_transit(line.sku) for line in transfer.lines}
        self._arrive(transfer, everything, transfer.origin, "returned", now)
        transfer.state = "cancelled"

    def _check_in_transit(self, transfer: Transfer) -> None:
        if transfer.state != "in_transit":
            raise Refusal("transfer_settled")

    def _arrive(
        self, transfer: Transfer, wanted: dict[str, int], code: str, leg: str, now: datetime
    ) -> None:
        for sku, quantity in wanted.items():
            if quantity == 0:
                continue
            self.record((sku, code), now, delta=quantity)
            left = quantity
            for line in transfer.lines:
                part = min(left, line.in_transit) if line.sku == sku else 0
                setattr(line, leg, getattr(line, leg) + part)
                left -= part

    def allow_backorder(self, code: str, *, allowed: bool) -> None:
        owed = any(self.available(place) < 0 for place in self.levels if place[1] == code)
        if owed and not allowed:
            raise Refusal("location_oversold")
        self.backorder = self.backorder | {code} if allowed else self.backorder - {code}
