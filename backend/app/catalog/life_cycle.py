"""What must have ended before an item is archived or a location closed?

The rooms that know are above the catalog; `app.main` hands their answers in as a `Closing`.
"""

from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from app.catalog.errors import ItemInUse, LocationInUse

# What a reader is told of each kind, in the order in which it is best ended.
WORDS = {
    "holds": "holds",
    "transfers": "transfers in transit",
    "stock": "levels with stock",
    "proposals": "pending price proposals",
    "sales": "planned or running sales",
}


@dataclass(frozen=True, slots=True)
class OpenMatter:
    """How many there are of one kind, and the first of them."""

    total: int
    items: list[dict[str, Any]]


OpenMatters = dict[str, OpenMatter]
Finder = Callable[[AsyncSession, int], Awaitable[OpenMatters]]


@dataclass(frozen=True, slots=True)
class Closing:
    """Finds what is open for an item, or at a location, inside the caller's transaction."""

    of_item: Finder
    of_location: Finder

    async def check_item(self, session: AsyncSession, item_id: int, sku: str) -> None:
        """Raises `ItemInUse` with what is open."""
        matters = await self.of_item(session, item_id)
        if words := _words(matters):
            raise ItemInUse(
                f"{sku} cannot be archived: there are still {words}. End these first.",
                open=_bodies(matters),
            )

    async def check_location(self, session: AsyncSession, location_id: int, code: str) -> None:
        """Raises `LocationInUse` with what is open."""
        matters = await self.of_location(session, location_id)
        if words := _words(matters):
            raise LocationInUse(
                f"{code} cannot be closed: there are still {words}. End these first.",
                open=_bodies(matters),
            )


def _words(matters: OpenMatters) -> str:
    found = [kind for kind in WORDS if kind in matters and matters[kind].total]
    return ", ".join(f"{matters[kind].total} {WORDS[kind]}" for kind in found)


def _bodies(matters: OpenMatters) -> dict[str, Any]:
    return {kind: asdict(matter) for kind, matter in matters.items()}
