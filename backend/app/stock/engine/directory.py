"""Which level is meant by a SKU and a location, and what are its words?

The id of a level never changes, so it is remembered for good; the words (names, category, unit)
are forgotten when the feed tells that they changed. Balances are never kept here.
"""

from dataclasses import dataclass

from app.catalog.models import Item, Location
from app.catalog.service import check_open, get_item_by_sku, get_location_by_code
from app.feed.change import Channel, Position
from app.feed.frames import Batch
from app.feed.unit_of_work import Journal
from app.stock import queries

LEVELS_MAX = 200_000


@dataclass(frozen=True, slots=True)
class LevelWords:
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


class LevelDirectory:
    """One per process; listens to the feed."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._levels: dict[tuple[str, str], LevelWords] = {}
        self._names_by_item: dict[int, set[tuple[str, str]]] = {}

    def find(self, sku: str, location: str) -> LevelWords | None:
        """From memory only; SKU and code as the caller wrote them."""
        return self._levels.get((sku, location))

    async def get(self, sku: str, location: str) -> LevelWords | None:
        """The level, or None when the item has never been at that location.

        Raises the catalog's errors for an unknown or closed item or location.
        """
        if words := self.find(sku, location):
            return words
        async with self._journal.database.session() as session:
            item = await get_item_by_sku(session, sku)
            place = await get_location_by_code(session, location)
            row = await queries.find_level_at(session, item_id=item.id, location_id=place.id)
            if row is None:
                check_open(item, place)
                return None
        return self._remember(sku, location, row.id, item, place)

    async def open(self, sku: str, location: str) -> LevelWords:
        """The level, made empty when there was none."""
        async with self._journal.unit_of_work() as work:
            item = await get_item_by_sku(work.session, sku)
            place = await get_location_by_code(work.session, location)
            check_open(item, place)
            await queries.insert_level(work.session, item_id=item.id, location_id=place.id)
            row = await queries.find_level_at(work.session, item_id=item.id, location_id=place.id)
            assert row is not None, "a level that was just made is there"
        return self._remember(sku, location, row.id, item, place)

    async def refuse_closed(self, sku: str, location: str) -> None:
        """Raise `ItemArchived` or `LocationInactive`, whichever closes this level."""
        async with self._journal.database.session() as session:
            item = await get_item_by_sku(session, sku)
            check_open(item, await get_location_by_code(session, location))

    def started(self, channel: Channel, position: Position) -> None:
        pass

    def delivered(self, channel: Channel, batch: Batch) -> None:
        for change in batch.changes:
            if change["type"] == "catalog.item_changed":
                self._forget(int(change["key"]))
            elif change["type"] == "catalog.location_changed":
                self._forget_all()

    def lost(self, channel: Channel, position: Position) -> None:
        self._forget_all()

    def _remember(
        self, sku: str, location: str, level_id: int, item: Item, place: Location
    ) -> LevelWords:
        if len(self._levels) >= LEVELS_MAX:
            self._forget_all()
        words = LevelWords(
            id=level_id,
            item_id=item.id,
            sku=item.sku,
            name=item.name,
            category=item.category,
            barcode=item.barcode,
            unit=item.unit,
            location=place.code,
            location_name=place.name,
        )
        self._levels[sku, location] = words
        self._names_by_item.setdefault(item.id, set()).add((sku, location))
        return words

    def _forget(self, item_id: int) -> None:
        for name in self._names_by_item.pop(item_id, ()):
            self._levels.pop(name, None)

    def _forget_all(self) -> None:
        self._levels.clear()
        self._names_by_item.clear()
