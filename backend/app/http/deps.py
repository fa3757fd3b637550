"""What may a route ask for?"""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Header, Path, Query
from pydantic import AfterValidator
from pydantic_core import PydanticCustomError
from redis.asyncio import Redis
from starlette.requests import HTTPConnection

from app.core.errors import Invalid
from app.core.page import LIMIT_DEFAULT, LIMIT_MAX, Cursor
from app.core.schema import INTEGER_MAX, Text
from app.core.settings import Settings
from app.db.database import Database
from app.feed.unit_of_work import Journal

SEARCH_WORDS_MAX = 8


@dataclass(frozen=True, slots=True)
class Context:
    """What one process holds for its whole life."""

    settings: Settings
    database: Database
    journal: Journal
    redis: Redis


def get_context(connection: HTTPConnection) -> Context:
    context: Context = connection.app.state.context
    return context


async def _context(connection: HTTPConnection) -> Context:
    return get_context(connection)


ContextDep = Annotated[Context, Depends(_context)]


# What stands in a path, and what a list may be filtered by.
Id = Annotated[int, Path(ge=1, le=INTEGER_MAX)]
IdFilter = Annotated[int | None, Query(ge=1, le=INTEGER_MAX)]
IdsFilter = Annotated[
    list[Annotated[int, Query(ge=1, le=INTEGER_MAX)]],
    Query(max_length=LIMIT_MAX, description="May be repeated."),
]
TextFilter = Annotated[Text | None, Query(max_length=300)]


def _few_words(text: str | None) -> str | None:
    if text is not None and len(text.split()) > SEARCH_WORDS_MAX:
        raise PydanticCustomError("words", f"must be at most {SEARCH_WORDS_MAX} words")
    return text


# Each word is one more condition on every row.
SearchFilter = Annotated[
    Text | None,
    AfterValidator(_few_words),
    Query(
        max_length=100,
        description=f"Rows in which each of these words occurs (at most {SEARCH_WORDS_MAX}).",
    ),
]


@dataclass(frozen=True, slots=True)
class PageRequest:
    """``limit`` rows (1–500), behind ``cursor`` when there is one."""

    limit: int
    cursor: Cursor | None


async def _page_request(
    limit: Annotated[int, Query(ge=1, le=LIMIT_MAX, description="Rows per page.")] = LIMIT_DEFAULT,
    cursor: Annotated[
        str | None, Query(max_length=4_000, description="`next_cursor` of the previous page.")
    ] = None,
) -> PageRequest:
    return PageRequest(limit, Cursor.decode(cursor) if cursor else None)


PageDep = Annotated[PageRequest, Depends(_page_request)]


async def _if_match(
    if_match: Annotated[
        str | None, Header(description='The version that you have seen, as in ETag: `"7"`.')
    ] = None,
) -> int | None:
    if if_match is None or if_match.strip() == "*":
        return None
    text = if_match.strip().removeprefix("W/").strip('"')
    if not text.isascii() or not text.isdigit() or len(text) > 18:
        raise Invalid.field("If-Match", 'give the version as the ETag header does, such as "7"')
    return int(text)


IfMatch = Annotated[int | None, Depends(_if_match)]


def etag(version: int) -> dict[str, str]:
    """Headers that name the version of what is answered."""
    return {"ETag": f'"{version}"'}
