"""Who buys what, and when is it ordered again? The customers of a simulation, without a network."""

import heapq
import math
import random
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import accumulate
from typing import Any, Literal

from app.core.money import at_scale, currency_exponent, plain

Kind = Literal["sale", "return", "receive", "price change"]

# The n-th most popular shelf sells as 1 / n ** exponent (Zipf's law, as sales of shops show it).
ZIPF_EXPONENT = 0.9
RETURNS = 0.04
PRICE_CHANGES = 0.01
DELIVERY_SECONDS = (5.0, 40.0)
LOW_WITHOUT_REORDER_POINT = 3
RESTOCK_WITHOUT_TARGET = 40
SOLD_KEPT_MAX = 1_000
PRICE_BAND = Decimal("0.35")


@dataclass(slots=True)
class Shelf:
    """A stock level as the customers last saw it."""

    sku: str
    location: str
    item_id: int
    available: int
    reorder_point: int | None
    target_level: int | None
    usual_price: Decimal | None
    currency: str
    on_order: bool = False
    sold_since_order: int = 0

    @classmethod
    def of(cls, level: dict[str, Any], price: dict[str, Any] | None) -> "Shelf":
        return cls(
            sku=level["sku"],
            location=level["location"],
            item_id=level["item_id"],
            available=level["available"],
            reorder_point=level["reorder_point"],
            target_level=level["target_level"],
            usual_price=Decimal(price["amount"]) if price else None,
            currency=price["currency"] if price else "",
        )

    @property
    def is_low(self) -> bool:
        point = self.reorder_point if self.reorder_point is not None else LOW_WITHOUT_REORDER_POINT
        return self.available <= point

    @property
    def wanted(self) -> int:
        """Units that fill it up again, or twice what went since the last order, if that is more."""
        target = self.target_level or self.available + RESTOCK_WITHOUT_TARGET
        return max(target - self.available, 2 * self.sold_since_order, 1)


@dataclass(frozen=True, slots=True)
class Event:
    """One write of the public API."""

    kind: Kind
    shelf: Shelf
    method: str
    path: str
    body: dict[str, Any]


class Customers:
    """Decides what happens next, from what was seen of the shelves."""

    def __init__(self, shelves: list[Shelf], *, moment: float, seed: int | None = None) -> None:
        self._chance = random.Random(seed)  # noqa: S311 - customers, not secrets
        self._shelves = list(shelves)
        self._chance.shuffle(self._shelves)
        weights = (1 / rank**ZIPF_EXPONENT for rank in range(1, len(self._shelves) + 1))
        self._popularity = list(accumulate(weights))
        self._deliveries: list[tuple[float, int, Shelf]] = []
        self._orders = 0
        self._sold: list[tuple[Shelf, int]] = []
        # What is out already is on its way.
        for shelf in self._shelves:
            if shelf.available <= 0:
                self._order(shelf, moment)

    def pause(self, rate: float) -> float:
        """Seconds to the next event at ``rate`` events a second."""
        return self._chance.expovariate(rate)

    def next_event(self, moment: float) -> Event:
        """What happens at ``moment`` (seconds of a clock that only goes forward)."""
        if self._deliveries and self._deliveries[0][0] <= moment:
            return self._receive(heapq.heappop(self._deliveries)[2])
        dice = self._chance.random()
        if dice < RETURNS and self._sold:
            return self._return()
        shelf = self._pick()
        if dice > 1 - PRICE_CHANGES and shelf.usual_price:
            return self._change_price(shelf)
        if shelf.available <= 0:
            self._order(shelf, moment)
            shelf = next((other for other in self._picks(20) if other.available > 0), shelf)
        return self._sell(shelf, moment)

    def learn(self, event: Event, level: dict[str, Any] | None, *, accepted: bool) -> None:
        """See what the server says of the shelf after the event."""
        shelf = event.shelf
        if level is not None and "available" in level:
            shelf.available = level["available"]
            # A refusal for want of stock tells the balance alone.
            shelf.reorder_point = level.get("reorder_point", shelf.reorder_point)
            shelf.target_level = level.get("target_level", shelf.target_level)
        if event.kind == "receive":
            shelf.on_order = False
        if event.kind == "sale" and accepted:
            self._sold.append((shelf, event.body["quantity"]))
            del self._sold[:-SOLD_KEPT_MAX]

    def _pick(self) -> Shelf:
        return self._chance.choices(self._shelves, cum_weights=self._popularity)[0]

    def _picks(self, number: int) -> list[Shelf]:
        return self._chance.choices(self._shelves, cum_weights=self._popularity, k=number)

    def _sell(self, shelf: Shelf, moment: float) -> Event:
        # One unit mostly, two or three sometimes.
        wanted = min(1 + int(self._chance.expovariate(1.4)), 8)
        quantity = max(min(wanted, shelf.available), 1)
        shelf.available -= quantity
        shelf.sold_since_order += quantity
        if shelf.is_low:
            self._order(shelf, moment)
        return _movement("sale", shelf, quantity)

    def _order(self, shelf: Shelf, moment: float) -> None:
        if shelf.on_order:
            return
        shelf.on_order = True
        self._orders += 1
        arrives = moment + self._chance.uniform(*DELIVERY_SECONDS)
        heapq.heappush(self._deliveries, (arrives, self._orders, shelf))

    def _receive(self, shelf: Shelf) -> Event:
        quantity = shelf.wanted
        shelf.sold_since_order = 0
        return _movement("receive", shelf, quantity, reason="delivery")

    def _return(self) -> Event:
        shelf, quantity = self._sold.pop(self._chance.randrange(len(self._sold)))
        return _movement("return", shelf, self._chance.randint(1, quantity))

    def _change_price(self, shelf: Shelf) -> Event:
        usual = shelf.usual_price
        assert usual is not None
        swing = Decimal(str(round(self._chance.gauss(0, 0.12), 3)))
        factor = 1 + max(min(swing, PRICE_BAND), -PRICE_BAND)
        body = {
            "amount": plain(_as_price(usual * factor, shelf.currency)),
            "currency": shelf.currency,
            "reason": "offer" if factor < 1 else "new price",
        }
        return Event("price change", shelf, "PUT", f"/prices/{shelf.item_id}/base", body)


def _movement(kind: Kind, shelf: Shelf, quantity: int, **more: str) -> Event:
    body = {
        "sku": shelf.sku,
        "location": shelf.location,
        "kind": kind,
        "quantity": quantity,
        **more,
    }
    return Event(kind, shelf, "POST", "/stock/movements", body)


def _as_price(amount: Decimal, currency: str) -> Decimal:
    """As prices are written: in tens where there are no decimals, else in five hundredths."""
    if currency_exponent(currency) == 0:
        return max((amount / 10).quantize(Decimal(1), ROUND_HALF_UP) * 10, Decimal(10))
    step = Decimal("0.05")
    return at_scale(max((amount / step).quantize(Decimal(1), ROUND_HALF_UP) * step, step), currency)


def day_rhythm(hour: int) -> float:
    """How busy an hour is, 1.0 on average: quiet before dawn, busiest late in the afternoon."""
    return 1.0 - 0.8 * math.cos((hour - 5) / 24 * 2 * math.pi)
