"""What do all bodies and answers have in common?"""

from datetime import datetime
from typing import Annotated

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, PlainSerializer
from pydantic_core import PydanticCustomError

# bigint, less a wide margin so that sums of many rows stay inside it too.
QUANTITY_MAX = 1_000_000_000_000

NonNegativeQuantity = Annotated[int, Field(ge=0, le=QUANTITY_MAX, strict=True)]


def rfc3339(moment: datetime) -> str:
    """RFC 3339 in UTC with microseconds and ``Z``."""
    return moment.isoformat(timespec="microseconds").replace("+00:00", "Z")


def _printable(text: str) -> str:
    if any(ord(char) < 32 and char not in "\n\t" for char in text):
        raise PydanticCustomError("control_characters", "must not contain control characters")
    return text


Text = Annotated[str, AfterValidator(_printable)]
Timestamp = Annotated[AwareDatetime, PlainSerializer(rfc3339, return_type=str, when_used="json")]


class Schema(BaseModel):
    """Base of every answer."""

    model_config = ConfigDict(from_attributes=True)


class Input(BaseModel):
    """Base of every body: an unknown field is a spelling mistake, so it is refused."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


def wrong(field: str, message: str) -> PydanticCustomError:
    """What a validator of a whole body raises to blame one of its fields."""
    return PydanticCustomError("field", "{message}", {"field": field, "message": message})
