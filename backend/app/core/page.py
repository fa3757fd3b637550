"""How does a list go on behind its last row?

Keyset paging: the cursor holds the sort value and the id of the last row, so a page costs the same
at any depth and rows that appear meanwhile neither repeat nor hide others.
Source: https://use-the-index-luke.com/no-offset
"""

import base64
import binascii
import json
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, Generic, TypeVar

from pydantic import Field

from app.core.errors import Invalid
from app.core.schema import Schema

LIMIT_DEFAULT = 50
LIMIT_MAX = 500
WRITTEN_BY_US = "take next_cursor of the previous page"

T = TypeVar("T")

Limit = Annotated[int, Field(ge=1, le=LIMIT_MAX)]


class Page(Schema, Generic[T]):
    """One page; ``next_cursor`` is null on the last one."""

    items: list[T]
    next_cursor: str | None = None


@dataclass(frozen=True, slots=True)
class Cursor:
    """The place behind the last row of a page: its sort value and its id."""

    value: Any
    id: int

    def encode(self) -> str:
        raw = json.dumps([self.value, self.id], separators=(",", ":"))
        return base64.urlsafe_b64encode(raw.encode()).decode().rstrip("=")

    @classmethod
    def decode(cls, text: str) -> "Cursor":
        """Raises `Invalid` for anything that `encode` did not write."""
        try:
            padded = text + "=" * (-len(text) % 4)
            value, row_id = json.loads(base64.urlsafe_b64decode(padded.encode()))
        except (ValueError, TypeError, binascii.Error) as error:
            raise Invalid.field("cursor", WRITTEN_BY_US) from error
        if type(row_id) is not int or isinstance(value, dict | list):
            raise Invalid.field("cursor", WRITTEN_BY_US)
        return cls(value, row_id)

    def typed(self, kind: type) -> "Cursor":
        """The cursor with its value as a column of this Python type has it.

        Raises `Invalid` when it was made for another order of the list.
        """
        value = self.value
        if kind is datetime and isinstance(value, str):
            with suppress(ValueError):
                value = datetime.fromisoformat(value)
        if not isinstance(value, kind):
            raise Invalid.field("cursor", "belongs to another order; start from the first page")
        return Cursor(value, self.id)


def paginate(rows: Sequence[T], limit: int, place: Callable[[T], Cursor]) -> Page[T]:
    """A page out of ``limit + 1`` fetched rows; the extra row only tells that there are more."""
    if len(rows) <= limit:
        return Page(items=list(rows))
    kept = rows[:limit]
    return Page(items=list(kept), next_cursor=place(kept[-1]).encode())
