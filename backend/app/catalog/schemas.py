"""What is said about items and locations?"""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, JsonValue
from pydantic_core import PydanticCustomError

from app.catalog.gtin import check_digit, has_valid_check_digit, looks_like_gtin
from app.core.money import Money
from app.core.schema import Input, Schema, Text, Timestamp, Version, storable
from app.core.zones import TimeZone

ItemStatus = Literal["active", "archived"]
LocationKind = Literal["warehouse", "store", "supplier", "virtual"]

TAGS_MAX = 50
ATTRIBUTES_MAX = 100


def _gtin_checked(barcode: str) -> str:
    if looks_like_gtin(barcode) and not has_valid_check_digit(barcode):
        raise PydanticCustomError(
            "gtin",
            "has a wrong check digit: a GTIN that begins so ends in {digit}",
            {"digit": check_digit(barcode[:-1])},
        )
    return barcode


def _category_path(path: str) -> str:
    parts = [part.strip() for part in path.split("/")]
    if not all(parts):
        raise PydanticCustomError("category", "separate the steps by single slashes: Kitchen/Mugs")
    return "/".join(parts)


Sku = Annotated[Text, Field(min_length=1, max_length=100, examples=["A-17"])]
LocationCode = Annotated[
    Text, Field(min_length=1, max_length=50, pattern=r"^\S+$", examples=["TYO-1"])
]
Barcode = Annotated[Text, Field(min_length=1, max_length=100), AfterValidator(_gtin_checked)]
Category = Annotated[
    Text,
    Field(min_length=1, max_length=300, examples=["Kitchen/Mugs"]),
    AfterValidator(_category_path),
]
Tag = Annotated[Text, Field(min_length=1, max_length=50)]
Name = Annotated[Text, Field(min_length=1, max_length=300, examples=["Blue mug 300 ml"])]
Attributes = Annotated[
    dict[str, JsonValue], Field(max_length=ATTRIBUTES_MAX), AfterValidator(storable)
]


class ItemCreate(Input):
    sku: Sku
    name: Name
    description: Text = Field("", max_length=10_000)
    category: Category | None = None
    barcode: Barcode | None = None
    unit: Text = Field("piece", min_length=1, max_length=30)
    cost: Money | None = None
    tags: list[Tag] = Field([], max_length=TAGS_MAX)
    attributes: Attributes = Field({})


class ItemUpdate(Input):
    """Only the fields that are sent change."""

    name: Name | None = None
    description: Text | None = Field(None, max_length=10_000)
    category: Category | None = None
    barcode: Barcode | None = None
    unit: Text | None = Field(None, min_length=1, max_length=30)
    cost: Money | None = None
    tags: list[Tag] | None = Field(None, max_length=TAGS_MAX)
    attributes: Attributes | None = None
    expected_version: Version | None = None


class ItemOut(Schema):
    id: int
    sku: str
    name: str
    description: str
    category: str | None
    barcode: str | None
    unit: str
    cost: Money | None = Field(description="Null without the permission `cost:read`.")
    tags: list[str]
    attributes: dict[str, JsonValue]
    status: ItemStatus
    version: int
    created_at: Timestamp
    updated_at: Timestamp


class CategoryOut(Schema):
    category: str
    items: int = Field(description="Active items in it.")


class LocationCreate(Input):
    code: LocationCode
    name: Name
    time_zone: TimeZone
    kind: LocationKind = "warehouse"
    allow_backorder: bool = False


class LocationUpdate(Input):
    """Only the fields that are sent change."""

    name: Name | None = None
    time_zone: TimeZone | None = None
    kind: LocationKind | None = None
    active: bool | None = None
    allow_backorder: bool | None = Field(
        None, description="Whether more may be sold here than there is."
    )
    expected_version: Version | None = None


class LocationOut(Schema):
    id: int
    code: str
    name: str
    kind: LocationKind
    time_zone: str
    allow_backorder: bool
    active: bool
    version: int
    created_at: Timestamp
    updated_at: Timestamp
