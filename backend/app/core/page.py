"""How does a list go on behind its last row?

Keyset paging: the cursor holds the sort value and the id of the last row, so a page costs the same
at any depth and rows that appear meanwhile neither repeat nor hide others.
Source: https://use-the-index-luke.com/no-offset
"""

import base64
import json
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from types import NoneType
from typing import Annotated, Any, Generic, TypeVar

from pydantic import Field

from app.core.errors import Invalid
from app.core.schema import INTEGER_MAX, Schema, is_printable

LIMIT_DEFAULT = 50
LIMIT_MAX = 500
BIGINT_MAX = 2**63 - 1
WRITTEN_BY_US = "take next_cursor of the previous page"

T = TypeVar("T")

Limit = Annotated[int, Field(ge=1, le=LIMIT_MAX)]


class Page(Schema, Generic[T]):
    """One page; ``next_cursor`` is null on the last one."""

    items: list[T]
    next_cursor: str | None = None


@dataclass(frozen=True, slots=True)
class Cursor:
    """The place behind the last row of a page: its sort value and its id.

    ``order`` names the list and its order, because a place in one says nothing in another.
    ``position`` says what the first page saw, where the sort values move (see
    `app.db.read_position`).
    """

    order: str
    value: str | int | None
    id: int
    position: str | None = None

    def encode(self) -> str:
        parts = [self.order, self.value, self.id]
        if self.position is not None:
            parts.append(self.position)
        raw = json.dumps(parts, separators=(",", ":"))
        return base64.urlsafe_b64encode(raw.encode()).decode().rstrip("=")

    @classmethod
    def decode(cls, text: str) -> "Cursor":
        """Raises `Invalid` for anything that `encode` did not write."""
        try:
            padded = text + "=" * (-len(text) % 4)
            parts = json.loads(base64.b64decode(padded.encode(), b"-_", True))
            order, value, row_id, *rest = parts
        except (ValueError, TypeError, RecursionError) as error:
            raise Invalid.field("cursor", WRITTEN_BY_US) from error
        if not (_is_name(order) and _is_place(value) and _is_id(row_id) and len(rest) <= 1):
            raise Invalid.field("cursor", WRITTEN_BY_US)
        if rest and not _is_name(rest[0]):
            raise Invalid.field("cursor", WRITTEN_BY_US)
        return cls(order, value, row_id, *rest)

    def place(self, order: str, kind: type = NoneType) -> tuple[Any, int]:
        """Sort value and id, the value as a column of this Python type has it.

        Raises `Invalid` when the cursor was made for another list or order.
        """
        value: Any = self.value
        if kind is datetime and isinstance(value, str):
            with suppress(ValueError, OverflowError):
                moment = datetime.fromisoformat(value)
                value = moment.astimezone(UTC) if moment.tzinfo else None
        if self.order != order or not isinstance(value, kind):
            raise Invalid.field("cursor", "belongs to another list; start from its first page")
        return value, self.id


def _is_name(order: Any) -> bool:
    return isinstance(order, str)


def _is_place(value: Any) -> bool:
    if isinstance(value, str):
        return is_printable(value)
    return value is None or (type(value) is int and abs(value) <= BIGINT_MAX)


def _is_id(row_id: Any) -> bool:
    return type(row_id) is int and 0 <= row_id <= INTEGER_MAX


def paginate(rows: Sequence[T], limit: int, place: Callable[[T], Cursor]) -> Page[T]:
    """A page out of ``limit + 1`` fetched rows; the extra row only tells that there are more."""
    if len(rows) <= limit:
        return Page(items=list(rows))
    kept = rows[:limit]
    return Page(items=list(kept), next_cursor=place(kept[-1]).encode())
