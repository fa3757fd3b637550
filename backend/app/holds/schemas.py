"""What is said about holds?"""

from typing import Annotated

from pydantic import Field

from app.catalog.schemas import LocationCode, Sku
from app.core.schema import Input, PositiveQuantity, Schema, Timestamp
from app.holds.types import LINES_MAX, TTL_SECONDS_MAX, HoldState
from app.stock.schemas import Reason, Reference

TtlSeconds = Annotated[
    int,
    Field(
        ge=1,
        le=TTL_SECONDS_MAX,
        strict=True,
        description="How long the units are kept; then they are free again by themselves.",
        examples=[900],
    ),
]


class HoldLine(Input):
    sku: Sku
    location: LocationCode
    quantity: PositiveQuantity


class HoldCreate(Input):
    """All lines are held, or none."""

    lines: list[HoldLine] = Field(min_length=1, max_length=LINES_MAX)
    ttl_seconds: TtlSeconds
    reference: Reference = None
    reason: Reason = None


class HoldCommit(Input):
    """Goods of a hold leave the shelf; without ``lines`` all that is still held."""

    lines: list[HoldLine] | None = Field(None, min_length=1, max_length=LINES_MAX)
    release_rest: bool = Field(False, description="Free what is not in `lines`.")
    reference: Reference = None
    reason: Reason = None


class HoldRelease(Input):
    """Held units are free again; without ``lines`` all that is still held."""

    lines: list[HoldLine] | None = Field(None, min_length=1, max_length=LINES_MAX)
    reason: Reason = None


class HoldExtend(Input):
    ttl_seconds: TtlSeconds = Field(description="From now on.")


class HoldLineOut(Schema):
    """``quantity`` is committed, released, or still held: ``remaining``."""

    line: int
    level_id: int
    item_id: int
    sku: str
    item_name: str
    location: str
    quantity: int
    committed: int
    released: int
    remaining: int


class HoldOut(Schema):
    id: int
    state: HoldState
    reference: str | None
    actor: str
    created_at: Timestamp
    expires_at: Timestamp
    settled_at: Timestamp | None
    version: int
    lines: list[HoldLineOut]
