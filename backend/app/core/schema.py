"""What do all bodies and answers have in common?"""

import math
import re
from datetime import UTC, datetime
from functools import lru_cache
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    JsonValue,
    PlainSerializer,
    model_validator,
)
from pydantic_core import PydanticCustomError

from app.core.identifiers import clean_identifier, clean_name, has_visible, refusal, turns_text

# bigint, less a wide margin so that sums of many rows stay inside it too.
QUANTITY_MAX = 1_000_000_000_000
# What a browser can count to exactly (2**53 - 1), and so the bound of ids, versions and seqs.
INTEGER_MAX = 9_007_199_254_740_991
DOCUMENT_DEPTH_MAX = 16
UNKNOWN_FIELDS_MAX = 20

# Unicode's control characters but line feed and tab, and halves of surrogate pairs.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")

# RFC 3339, section 5.6. ASCII digits only: `\d` would also match those of other scripts.
_RFC3339 = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,9})?"
    r"([Zz]|[+-][0-9]{2}:[0-9]{2})"
)

PositiveQuantity = Annotated[int, Field(ge=1, le=QUANTITY_MAX, strict=True, examples=[2])]
NonNegativeQuantity = Annotated[int, Field(ge=0, le=QUANTITY_MAX, strict=True)]
Version = Annotated[int, Field(ge=1, le=INTEGER_MAX, strict=True)]


@lru_cache(maxsize=1_024)
def rfc3339(moment: datetime) -> str:
    """RFC 3339 in UTC with microseconds and ``Z``."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def is_printable(text: str) -> bool:
    """Whether ``text`` can be stored and shown; lines and tabs are fine."""
    return _CONTROL.search(text) is None


def _printable(text: str) -> str:
    if not is_printable(text):
        raise PydanticCustomError("control_characters", "must not contain control characters")
    if turns_text(text):
        raise PydanticCustomError(
            "direction_controls",
            "must not contain characters that turn the direction of text (U+202A to U+202E, "
            "U+2066 to U+2069); remove them",
        )
    return text


def _only_rfc3339(value: Any) -> Any:
    """Refuse numbers and other forms of a time, which Pydantic would guess at."""
    if isinstance(value, datetime):
        return value
    if isinstance(value, str) and _RFC3339.fullmatch(value):
        return value[:10] + "T" + value[11:]
    raise PydanticCustomError(
        "time",
        "must be an RFC 3339 time with its offset, such as 2026-12-01T09:30:00+09:00 or "
        "2026-12-01T00:30:00Z (in a URL, + is written %2B)",
    )


def identifier(max_length: int) -> AfterValidator:
    """Validates and cleans an identifier (`app.core.identifiers`) of so many characters."""

    def clean(text: str) -> str:
        if reason := refusal(text):
            raise PydanticCustomError("identifier", "{reason}", {"reason": reason})
        cleaned = clean_identifier(text)
        # The compatibility form of a character may be several.
        if len(cleaned) > max_length:
            raise PydanticCustomError(
                "string_too_long",
                "has more than {max_length} characters written out",
                {"max_length": max_length},
            )
        return cleaned

    return AfterValidator(clean)


def _name(text: str) -> str:
    if not has_visible(text):
        raise PydanticCustomError("visible", "needs a visible character")
    return clean_name(text)


def _in_utc(moment: datetime) -> datetime:
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        raise PydanticCustomError("time", "lies outside the years 1 to 9999 in UTC") from None


def storable(value: JsonValue, depth: int = 1) -> JsonValue:
    """Refuses what JSON as PostgreSQL keeps it can't hold, and endless nesting."""
    if depth > DOCUMENT_DEPTH_MAX:
        raise PydanticCustomError("depth", f"is nested more than {DOCUMENT_DEPTH_MAX} deep")
    if isinstance(value, str):
        _printable(value)
    elif isinstance(value, float) and not math.isfinite(value):
        raise PydanticCustomError("finite", "numbers must be finite")
    elif isinstance(value, list):
        for item in value:
            storable(item, depth + 1)
    elif isinstance(value, dict):
        for name, item in value.items():
            _printable(name)
            storable(item, depth + 1)
    return value


Text = Annotated[str, AfterValidator(_printable)]
# What things are called; it has something to see.
VisibleText = Annotated[Text, AfterValidator(_name)]
Timestamp = Annotated[
    AwareDatetime,
    BeforeValidator(_only_rfc3339),
    AfterValidator(_in_utc),
    PlainSerializer(rfc3339, return_type=str, when_used="json"),
]


class Schema(BaseModel):
    """Base of every answer."""

    model_config = ConfigDict(from_attributes=True)


class Input(BaseModel):
    """Base of every body: an unknown field is a spelling mistake, so it is refused."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    @model_validator(mode="before")
    @classmethod
    def has_few_unknown_fields(cls, data: Any) -> Any:
        # Each unknown field is an error of its own; tens of thousands take seconds.
        if isinstance(data, dict) and len(data) > len(cls.model_fields) + UNKNOWN_FIELDS_MAX:
            raise PydanticCustomError(
                "fields",
                "{count} fields; at most {most} are known",
                {"count": len(data), "most": len(cls.model_fields)},
            )
        return data


def wrong(field: str, message: str) -> PydanticCustomError:
    """What a validator of a whole body raises to blame one of its fields."""
    return PydanticCustomError("field", "{message}", {"field": field, "message": message})
