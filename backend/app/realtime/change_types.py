"""What do ``before``, ``after`` and ``cause`` of a change hold, type by type?

The rooms write them in their ``changes.py``; here is their shape, for the document of the stream
(`asyncapi.py`). Tests hold it against the examples, and the examples against what is written.
"""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field
from pydantic.json_schema import SkipJsonSchema

from app.alerts.schemas import AlertOut
from app.catalog.schemas import ItemOut, LocationOut
from app.core.schema import Timestamp
from app.guards.schemas import GuardFace
from app.price_lists.schemas import PriceListOut
from app.pricing.sale_schemas import SaleOut
from app.pricing.schemas import PriceChangeOut, PriceOut, ProposalOut
from app.pricing.types import Cause, PriceTouch
from app.repricing.schemas import BulkFace
from app.stock.schemas import MovementOut, StockLevelOut


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Balance(_Part):
    """The numbers of a level before a movement."""

    on_hand: int
    reserved: int
    available: int
    version: int


class OldPrice(_Part):
    amount: str
    currency: str


class ItemFace(ItemOut):
    """An item without its cost: a frame goes to everybody who may see stock."""

    cost: SkipJsonSchema[None] = Field(None, exclude=True)


class MovementCause(_Part):
    kind: Literal["movement"]
    movement: MovementOut
    actor: str
    reason: str | None
    reference: str | None


class CorrectionCause(_Part):
    """`tanamori check --fix` put a level right, or told it again."""

    kind: Literal["correction"]
    actor: str
    reason: str
    movement: MovementOut | None = Field(description="The line of the ledger that explains it.")
    movements: list[int] = Field(description="Ids of movements that were not told as they are.")


class EditCause(_Part):
    kind: Literal["edit"]
    actor: str


class CreationCause(_Part):
    kind: Literal["creation"]
    actor: str


class PriceCause(_Part):
    kind: Cause | PriceTouch
    change: PriceChangeOut | None = Field(
        description="The step of the timeline; null where the price is the same, but what is "
        "planned for it, or what the guard says of it, is not."
    )
    actor: str
    reason: str | None


class PriceEventCause(_Part):
    """What happened to a sale, a proposal, a change of many prices, a guard or a list; by whom."""

    kind: str
    actor: str
    reason: str | None


class StockCause(_Part):
    """The stock crossed the threshold, or came back."""

    kind: Literal["stock"]


class AcknowledgementCause(_Part):
    kind: Literal["acknowledgement"]
    actor: str


class _Typed(_Part):
    seq: int
    key: str = Field(description="The id of what changed.")
    version: int
    at: Timestamp


class StockLevelChanged(_Typed):
    """A level was moved, edited or put right."""

    type: Literal["stock.level_changed"]
    before: StockLevelOut | Balance | None
    after: StockLevelOut
    cause: MovementCause | EditCause | CorrectionCause


class ItemChanged(_Typed):
    """An item was made or edited; it concerns all of its levels."""

    type: Literal["catalog.item_changed"]
    before: ItemFace | None
    after: ItemFace
    cause: CreationCause | EditCause


class LocationChanged(_Typed):
    """A location was edited."""

    type: Literal["catalog.location_changed"]
    before: LocationOut
    after: LocationOut
    cause: EditCause


class PriceChanged(_Typed):
    """The effective price, its base price, or what the guard says of it is another."""

    type: Literal["price.changed"]
    before: OldPrice | None
    after: PriceOut
    cause: PriceCause


class SaleChanged(_Typed):
    """A sale was made, edited, started, ended, suspended or removed."""

    type: Literal["price.sale_changed"]
    before: None
    after: SaleOut
    cause: PriceEventCause


class ProposalChanged(_Typed):
    """A price waits for approval, or somebody decided."""

    type: Literal["price.proposal_changed"]
    before: None
    after: ProposalOut
    cause: PriceEventCause


class BulkChanged(_Typed):
    """A change of many prices went a step further."""

    type: Literal["price.bulk_changed"]
    before: None
    after: BulkFace
    cause: PriceEventCause


class GuardChanged(_Typed):
    """A guard was made, edited or removed; without its smallest margin, which tells the cost."""

    type: Literal["price.guard_changed"]
    before: None
    after: GuardFace
    cause: PriceEventCause


class ListChanged(_Typed):
    """A price list was made or edited; its prices are told one by one."""

    type: Literal["price.list_changed"]
    before: None
    after: PriceListOut
    cause: PriceEventCause


class AlertRaised(_Typed):
    type: Literal["alert.raised"]
    before: None
    after: AlertOut
    cause: StockCause


class AlertChanged(_Typed):
    type: Literal["alert.changed"]
    before: None
    after: AlertOut
    cause: StockCause


class AlertAcknowledged(_Typed):
    type: Literal["alert.acknowledged"]
    before: None
    after: AlertOut
    cause: AcknowledgementCause


class AlertResolved(_Typed):
    type: Literal["alert.resolved"]
    before: None
    after: AlertOut
    cause: StockCause


CHANGE_TYPES: dict[str, type[_Typed]] = {
    "stock.level_changed": StockLevelChanged,
    "catalog.item_changed": ItemChanged,
    "catalog.location_changed": LocationChanged,
    "price.changed": PriceChanged,
    "price.sale_changed": SaleChanged,
    "price.proposal_changed": ProposalChanged,
    "price.bulk_changed": BulkChanged,
    "price.guard_changed": GuardChanged,
    "price.list_changed": ListChanged,
    "alert.raised": AlertRaised,
    "alert.changed": AlertChanged,
    "alert.acknowledged": AlertAcknowledged,
    "alert.resolved": AlertResolved,
}
