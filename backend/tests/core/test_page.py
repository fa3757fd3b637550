"""Cursors lead on behind the last row, and nowhere else."""

import base64
import json
from datetime import UTC, datetime
from types import NoneType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.errors import Invalid
from app.core.page import LIMIT_MAX, Cursor, paginate
from app.core.schema import rfc3339

VALUES = (
    st.none()
    | st.integers(1 - 2**63, 2**63 - 1)
    | st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=200)
)


def written(document: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(document).encode()).decode().rstrip("=")


@given(VALUES, st.integers(0, 2**53 - 1))
def test_a_cursor_comes_back_as_it_went(value: str | int | None, row_id: int) -> None:
    cursor = Cursor("levels:-name", value, row_id)
    assert Cursor.decode(cursor.encode()) == cursor


@given(st.text(max_size=60))
def test_anything_else_is_refused_in_words(text: str) -> None:
    with pytest.raises(Invalid) as refused:
        Cursor.decode(text)
    assert [item.field for item in refused.value.errors] == ["cursor"]


@pytest.mark.parametrize(
    "document",
    [
        [],
        ["o", 1],
        ["o", 1, 2, 3],
        {},
        "abc",
        7,
        [None, None, 1],
        ["o", None, None],
        ["o", None, "1"],
        ["o", None, 1.0],
        ["o", None, True],
        ["o", None, -1],
        ["o", None, 2**63],
        ["o", True, 1],
        ["o", [], 1],
        ["o", {}, 1],
        ["o", 10**30, 1],
        ["o", float("nan"), 1],
        ["o", "\0", 1],
        ["o", "\ud800", 1],
    ],
)
def test_a_document_that_we_never_wrote(document: object) -> None:
    with pytest.raises(Invalid):
        Cursor.decode(written(document))


def test_a_cursor_of_another_order_is_refused() -> None:
    cursor = Cursor("levels:sku", "a-1", 1)
    assert cursor.place("levels:sku", str) == ("a-1", 1)
    with pytest.raises(Invalid):
        cursor.place("levels:name", str)
    for kind in (int, datetime, NoneType):
        with pytest.raises(Invalid):
            cursor.place("levels:sku", kind)
    assert Cursor("alerts", None, 7).place("alerts") == (None, 7)


def test_a_moment_in_a_cursor() -> None:
    moment = datetime(2026, 3, 1, 9, 30, 0, 123456, tzinfo=UTC)
    cursor = Cursor.decode(Cursor("history", rfc3339(moment), 1).encode())
    assert cursor.place("history", datetime) == (moment, 1)
    with pytest.raises(Invalid):
        Cursor("history", "2026-03-01T09:30:00", 1).place("history", datetime)
    for beyond in ("0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"):
        with pytest.raises(Invalid):
            Cursor("history", beyond, 1).place("history", datetime)


@given(st.lists(st.integers(0, 2**53 - 1), unique=True, max_size=40), st.integers(1, LIMIT_MAX))
def test_pages_hold_every_row_once(ids: list[int], limit: int) -> None:
    rows = sorted(ids)
    seen: list[int] = []
    cursor: str | None = None
    while True:
        place = Cursor.decode(cursor).id if cursor else -1
        fetched = [row for row in rows if row > place][: limit + 1]
        page = paginate(fetched, limit, lambda row: Cursor("rows", None, row))
        assert len(page.items) <= limit
        seen += page.items
        cursor = page.next_cursor
        if cursor is None:
            break
    assert seen == rows
