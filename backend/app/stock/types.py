"""The words of the ledger."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

from app.core.schema import QUANTITY_MAX

LevelStatus = Literal["ok", "low", "out", "over"]

MovementKind = Literal[
    "receive",
    "sale",
    "return",
    "adjust",
    "damage",
    "count",
    "transfer_out",
    "transfer_in",
    "reserve",
    "release",
    "commit",
]
# What a caller may record directly; the others are written by their own use cases.
DirectKind = Literal["receive", "sale", "return", "adjust", "damage"]

# A row of a batch may also be a count: its quantity is the number on the shelf.
RowKind = Literal["receive", "sale", "return", "adjust", "damage", "count"]
BatchMode = Literal["all_or_nothing", "each"]
RowStatus = Literal["applied", "refused"]
BATCH_ROWS_MAX = 1_000

MOVEMENT_KINDS: tuple[str, ...] = get_args(MovementKind)

# What a movement's reason may name, beside the codes that a shop adds.
BUILT_IN_REASONS: dict[str, str] = {
    "broken": "Broken",
    "correction": "Corrected a mistake",
    "customer_return": "Sent back by a customer",
    "expired": "Past its date",
    "found": "Found again",
    "lost": "Lost",
    "sample": "Given away as a sample",
    "shrinkage": "Missing without a reason",
    "stocktake": "Stocktaking",
    "stolen": "Stolen",
    "supplier_error": "The supplier sent another number",
    "used": "Used by ourselves",
}
# Other movements are taken back by their own documents.
REVERSIBLE_KINDS: frozenset[str] = frozenset(
    {"receive", "sale", "return", "adjust", "damage", "count"}
)

INCOMING: frozenset[str] = frozenset({"receive", "return"})
OUTGOING: frozenset[str] = frozenset({"sale", "damage"})

# Far below bigint and below 2**53, so that every balance is exact in a browser too.
BALANCE_MAX = 1_000 * QUANTITY_MAX


def level_status(
    available: int, reorder_point: int | None, target_level: int | None
) -> LevelStatus:
    """What the generated column ``stock_levels.status`` says; a test holds the two together."""
    if available <= 0:
        return "out"
    if reorder_point is not None and available <= reorder_point:
        return "low"
    if target_level is not None and available > target_level:
        return "over"
    return "ok"


def signed_delta(kind: DirectKind, quantity: int) -> int:
    """What a movement does to ``on_hand``: the kind decides the sign, except for ``adjust``."""
    return -quantity if kind in OUTGOING else quantity


@dataclass(frozen=True, slots=True)
class MovementCommand:
    """A movement that somebody wants recorded.

    ``delta_on_hand`` is signed, in the item's smallest unit, never 0; for what was ``counted`` and
    for what takes back the movement ``reverses_id`` the ledger knows it. With ``expected_on_hand``
    or ``expected_version`` it applies only if the level still has that balance or version.
    ``occurred_at`` of None means the moment of recording.
    """

    sku: str
    location: str
    kind: MovementKind
    actor: str
    delta_on_hand: int = 0
    reason: str | None = None
    reference: str | None = None
    occurred_at: datetime | None = None
    expected_on_hand: int | None = None
    expected_version: int | None = None
    counted: int | None = None
    reverses_id: int | None = None

    @property
    def is_late(self) -> bool:
        """Whether the ledger decides what it does to the balance."""
        return not (self.occurred_at is None and self.counted is None and self.reverses_id is None)
