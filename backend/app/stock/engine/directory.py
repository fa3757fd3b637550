"""Which level is meant by a SKU and a location, and what are its words?

The id of a level never changes, so it is remembered; the words (names, category, unit) are
forgotten when the feed tells that they changed. Balances are never kept here.
"""

import asyncio
from collections.abc import Iterable
from contextlib import suppress

import msgspec

from app.catalog.models import Item, Location
from app.catalog.service import check_open, get_item_by_sku, get_location_by_code
from app.db.database import DATABASE_AWAY
from app.feed.change import Channel, Position
from app.feed.frames import Batch
from app.feed.unit_of_work import Journal
from app.stock import queries
from app.stock.errors import InsufficientStock, LevelPreconditionFailed, StaleLevel

LEVELS_MAX = 200_000
WARM_MOVEMENTS = 20_000
# Whoever asks for a level meanwhile waits for one page.
WARM_PAGE = 500
CATALOG = '"type":"catalog.'


class LevelWords(msgspec.Struct, frozen=True, gc=False):
    """What a level is called."""

    id: int
    item_id: int
    sku: str
    name: str
    category: str | None
    barcode: str | None
    unit: str
    location: str
    location_name: str


class Wish(msgspec.Struct, frozen=True, gc=False):
    """What a caller expects of a level that may not be there yet; ``takes`` units leave it."""

    takes: int = 0
    expected_on_hand: int | None = None
    expected_version: int | None = None


class LevelDirectory:
    """One per process; listens to the feed."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._levels: dict[tuple[str, str], LevelWords] = {}
        self._names_by_item: dict[int, set[tuple[str, str]]] = {}
        self._asked: set[tuple[str, str]] = set()
        self._asking = asyncio.Lock()

    def find(self, sku: str, location: str) -> LevelWords | None:
        """From memory only; SKU and code as the caller wrote them."""
        return self._levels.get((sku, location))

    async def get(self, sku: str, location: str, wish: Wish | None = None) -> LevelWords:
        """The level; an empty one is made where the item has never been, if the wish allows it.

        Raises the catalog's errors for an unknown item or location and for a closed one that has
        no level; and what an empty level would refuse.
        """
        if words := self._levels.get((sku, location)) or await self._look_up(sku, location):
            return words
        async with self._journal.database.session() as session:
            item = await get_item_by_sku(session, sku)
            place = await get_location_by_code(session, location)
        check_open(item, place)
        _check_without_level(wish or Wish(), item, place)
        async with self._journal.unit_of_work() as work:
            await queries.insert_levels(
                work.session, [{"item_id": item.id, "location_id": place.id}]
            )
        words = await self._look_up(sku, location)
        assert words is not None, "a level that was just made is there"
        return words

    async def learn(self, names: Iterable[tuple[str, str]]) -> None:
        """Look many levels up at once, so that `find` knows those that there are."""
        missing = [name for name in names if name not in self._levels]
        if missing:
            self._asked.update(missing)
            await self._look_up(*missing[0])

    async def warm(self) -> None:
        """Look up the levels that moved last, since these move next: after a start nobody has to
        wait for that. Without a database everybody asks for themselves."""
        with suppress(*DATABASE_AWAY):
            async with self._journal.database.session() as session:
                names = await queries.list_moved_last(session, movements=WARM_MOVEMENTS)
            for first in range(0, len(names), WARM_PAGE):
                await self.learn(names[first : first + WARM_PAGE])

    async def _look_up(self, sku: str, location: str) -> LevelWords | None:
        """From the database; who asks while a question is under way is answered by the next."""
        name = (sku, location)
        self._asked.add(name)
        async with self._asking:
            if name in self._asked:
                asked, self._asked = self._asked, set()
                try:
                    async with self._journal.database.session() as session:
                        rows = await queries.list_level_words(session, sorted(asked))
                except BaseException:
                    # Those who wait for this answer ask for themselves.
                    self._asked |= asked
                    raise
                for row in rows:
                    self._remember(row.asked_sku, row.asked_location, LevelWords(*row[2:]))
        return self._levels.get(name)

    async def refuse_closed(self, words: LevelWords) -> None:
        """Raise `ItemArchived` or `LocationInactive`, whichever closes this level."""
        async with self._journal.database.session() as session:
            item = await get_item_by_sku(session, words.sku)
            check_open(item, await get_location_by_code(session, words.location))

    def started(self, _channel: Channel, _position: Position, _history: Batch) -> None:
        pass

    def delivered(self, _channel: Channel, batch: Batch) -> None:
        if any(CATALOG in text for text in batch.texts):
            for change in batch.changes:
                if change["type"] == "catalog.item_changed":
                    self._forget(int(change["key"]))
                elif change["type"] == "catalog.location_changed":
                    self._forget_all()

    def lost(self, _channel: Channel, _position: Position) -> None:
        self._forget_all()

    def _remember(self, sku: str, location: str, words: LevelWords) -> None:
        if len(self._levels) >= LEVELS_MAX:
            self._forget_all()
        self._levels[sku, location] = words
        self._names_by_item.setdefault(words.item_id, set()).add((sku, location))

    def _forget(self, item_id: int) -> None:
        for name in self._names_by_item.pop(item_id, ()):
            self._levels.pop(name, None)

    def _forget_all(self) -> None:
        self._levels.clear()
        self._names_by_item.clear()


def _check_without_level(wish: Wish, item: Item, place: Location) -> None:
    """Refuse what an empty level would refuse, before one is made for it."""
    empty = {"sku": item.sku, "location": place.code, "on_hand": 0, "reserved": 0, "available": 0}
    if wish.expected_version not in {None, 0}:
        raise LevelPreconditionFailed("There is no such level yet.", current=empty)
    if wish.expected_on_hand not in {None, 0}:
        raise StaleLevel(f"0 are on hand, not {wish.expected_on_hand}.", current=empty)
    if wish.takes > 0 and not place.allow_backorder:
        raise InsufficientStock(
            f"0 of {item.sku} are available at {place.code}, {wish.takes} are wanted.",
            current=empty,
        )
