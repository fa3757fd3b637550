"""What is a price between two states, and what happened to it?"""

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import NamedTuple

from app.pricing.engine.layers import Layers, Sale, SaleEvent
from app.pricing.schemas import GuardHit
from app.pricing.types import Because, Cause, PriceTouch

SYSTEM = "system"


class Key(NamedTuple):
    """Which price: of an item, in a list, in a currency."""

    item_id: int
    price_list: str
    currency: str


@dataclass(frozen=True, slots=True)
class ItemFacts:
    """What prices need to know of an item."""

    id: int
    sku: str
    name: str
    category: str | None
    status: str
    cost_amount: Decimal | None
    cost_currency: str | None
    # Those that it was moved out of in the last days: their guards still hold.
    left_categories: tuple[str, ...] = ()

    def cost_in(self, currency: str) -> Decimal | None:
        return self.cost_amount if self.cost_currency == currency else None


@dataclass(frozen=True, slots=True)
class Entry:
    """One price: its layers, and the effective price as it was last written down.

    ``version`` of 0 is a price that does not exist yet; its ``price_id`` is 0 until it is written.
    """

    item: ItemFacts
    layers: Layers
    own: Decimal | None
    amount: Decimal
    because: Because
    sale_id: int | None
    since: datetime
    hits: tuple[GuardHit, ...] = ()
    price_id: int = 0
    version: int = 0
    updated_at: datetime | None = None

    @property
    def key(self) -> Key:
        return Key(self.item.id, self.layers.price_list, self.layers.currency)

    @property
    def base(self) -> Decimal:
        return self.layers.base


@dataclass(frozen=True, slots=True)
class Origin:
    """Why a price changes, and by whom.

    ``approved_by`` is the second person who let it through; then no rule stops it.
    """

    cause: Cause
    actor: str
    reason: str | None = None
    reference: str | None = None
    approved_by: str | None = None
    override_reason: str | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """What happened to one price: a line of its timeline, unless ``touch`` says that the effective
    price stayed. ``amount`` differs from the entry's where it tells of the past alone."""

    entry: Entry
    amount: Decimal
    before: Decimal | None
    occurred_at: datetime
    origin: Origin
    hits: tuple[GuardHit, ...] = ()
    touch: PriceTouch | None = None

    @property
    def is_past(self) -> bool:
        """Whether it tells of the past alone: a price that was there has no price before it."""
        return self.before is None and self.entry.version > 1


@dataclass(frozen=True, slots=True)
class SaleChange:
    """A sale that is new or another than before, with the price that it lies over."""

    key: Key
    sale: Sale
    event: SaleEvent | str
    origin: Origin


@dataclass(slots=True)
class Plan:
    """A change, worked out. ``hits`` are the rules that it breaks, of all prices it touches."""

    entries: dict[Key, Entry] = field(default_factory=dict)
    steps: list[Step] = field(default_factory=list)
    sales: list[SaleChange] = field(default_factory=list)
    hits: list[GuardHit] = field(default_factory=list)
