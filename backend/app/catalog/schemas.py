"""What is said about items and locations?"""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, JsonValue
from pydantic_core import PydanticCustomError, to_json

from app.catalog.gtin import check_digit, has_valid_check_digit, looks_like_gtin
from app.core.identifiers import clean_tags
from app.core.money import Money
from app.core.schema import (
    Input,
    Schema,
    Text,
    Timestamp,
    Version,
    VisibleText,
    identifier,
    storable,
)
from app.core.zones import TimeZone

ItemStatus = Literal["active", "archived"]
LocationKind = Literal["warehouse", "store", "supplier", "virtual"]

TAGS_MAX = 50
SKU_MAX = 100
CODE_MAX = 50
BARCODE_MAX = 100
CATEGORY_MAX = 300
TAG_MAX = 50
ATTRIBUTES_MAX = 100


def _barcode(barcode: str) -> str:
    """As it is stored: a GTIN without the spaces and hyphens that are printed between its digits.

    Raises for a wrong check digit.
    """
    digits = barcode.replace(" ", "").replace("-", "")
    if not looks_like_gtin(digits):
        return barcode
    if not has_valid_check_digit(digits):
        raise PydanticCustomError(
            "gtin",
            "has a wrong check digit: a GTIN that begins so ends in {digit}",
            {"digit": check_digit(digits[:-1])},
        )
    return digits


def _category_path(path: str) -> str:
    steps = [step.strip() for step in path.split("/")]
    if not all(steps):
        raise PydanticCustomError("category", "separate the steps by single slashes: Kitchen/Mugs")
    return "/".join(steps)


def _code(code: str) -> str:
    if " " in code:
        raise PydanticCustomError("spaces", "must not contain spaces")
    return code


Sku = Annotated[
    Text, Field(min_length=1, max_length=SKU_MAX, examples=["A-17"]), identifier(SKU_MAX)
]
LocationCode = Annotated[
    Text,
    Field(min_length=1, max_length=CODE_MAX, pattern=r"^\S+$", examples=["TYO-1"]),
    identifier(CODE_MAX),
    AfterValidator(_code),
]
Barcode = Annotated[
    Text,
    Field(min_length=1, max_length=BARCODE_MAX),
    identifier(BARCODE_MAX),
    AfterValidator(_barcode),
]
Category = Annotated[
    Text,
    Field(min_length=1, max_length=CATEGORY_MAX, examples=["Kitchen/Mugs"]),
    identifier(CATEGORY_MAX),
    AfterValidator(_category_path),
]
Tag = Annotated[Text, Field(min_length=1, max_length=TAG_MAX), identifier(TAG_MAX)]
Tags = Annotated[list[Tag], Field(max_length=TAGS_MAX), AfterValidator(clean_tags)]
Name = Annotated[VisibleText, Field(min_length=1, max_length=300, examples=["Blue mug 300 ml"])]
ATTRIBUTES_BYTES_MAX = 16_384


def _small(attributes: dict[str, JsonValue]) -> dict[str, JsonValue]:
    # They are part of each change of the item, for each reader of the feed.
    if len(to_json(attributes)) > ATTRIBUTES_BYTES_MAX:
        raise PydanticCustomError(
            "size",
            f"have more than {ATTRIBUTES_BYTES_MAX} bytes as JSON; keep large texts elsewhere",
        )
    return attributes


Attributes = Annotated[
    dict[str, JsonValue],
    Field(max_length=ATTRIBUTES_MAX),
    AfterValidator(storable),
    AfterValidator(_small),
]


class ItemCreate(Input):
    sku: Sku
    name: Name
    description: Text = Field("", max_length=10_000)
    category: Category | None = None
    barcode: Barcode | None = None
    unit: VisibleText = Field("piece", min_length=1, max_length=30)
    cost: Money | None = None
    tags: Tags = Field([])
    attributes: Attributes = Field({})


class ItemUpdate(Input):
    """Only the fields that are sent change."""

    name: Name | None = None
    description: Text | None = Field(None, max_length=10_000)
    category: Category | None = None
    barcode: Barcode | None = None
    unit: VisibleText | None = Field(None, min_length=1, max_length=30)
    cost: Money | None = None
    tags: Tags | None = None
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
