"""How do items and locations come, change and go?"""

from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any

import structlog
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from app.catalog import queries
from app.catalog.changes import item_changed
from app.catalog.edits import says_nothing_new, stale
from app.catalog.errors import (
    BarcodeTaken,
    ItemArchived,
    ItemNotFound,
    LocationCodeTaken,
    LocationInactive,
    LocationNotFound,
    SkuTaken,
)
from app.catalog.gtin import gtin14
from app.catalog.keys import SOURCES, item_keys
from app.catalog.life_cycle import Closing
from app.catalog.locations import change_location
from app.catalog.models import Item, Location
from app.catalog.schemas import (
    CategoryOut,
    ItemCreate,
    ItemOut,
    ItemUpdate,
    LocationCreate,
    LocationOut,
    LocationUpdate,
)
from app.core.errors import FieldError, Invalid
from app.core.money import Money, check_amount
from app.core.page import Cursor, Page, paginate
from app.core.versions import require_version
from app.db.database import Database
from app.feed.unit_of_work import Journal, UnitOfWork

log = structlog.get_logger()


def item_out(item: Item) -> ItemOut:
    cost = None
    if item.cost_amount is not None and item.cost_currency is not None:
        cost = Money(
            amount=check_amount(item.cost_amount, item.cost_currency), currency=item.cost_currency
        )
    values = {name: getattr(item, name) for name in ItemOut.model_fields if name != "cost"}
    return ItemOut(cost=cost, **values)


def _columns(fields: dict[str, Any], cost: Money | None) -> dict[str, Any]:
    """Fields of a body as columns of the table."""
    if "cost" in fields:
        del fields["cost"]
        fields["cost_amount"] = cost and _checked(cost).amount
        fields["cost_currency"] = cost and cost.currency
    return fields


def _checked(cost: Money) -> Money:
    try:
        return Money(amount=check_amount(cost.amount, cost.currency), currency=cost.currency)
    except ValueError as error:
        raise Invalid.field("cost.amount", str(error)) from error


# What the guard of an item's prices looks at.
PRICED_BY = frozenset({"cost_amount", "cost_currency", "category"})


@dataclass(frozen=True, slots=True)
class PriceWatch:
    """What a room above does in the same transaction when the cost or the category of an item is
    another. ``before`` takes the locks that come before that of the item."""

    before: Callable[[UnitOfWork], Awaitable[None]]
    # The item, who changed it, and what.
    after: Callable[[UnitOfWork, int, str, str], Awaitable[None]]


class CatalogService:
    """Without ``closing`` (a file, the demo shop), nothing is archived or closed."""

    def __init__(
        self,
        journal: Journal,
        price_watch: PriceWatch | None = None,
        closing: Closing | None = None,
    ) -> None:
        self._journal = journal
        self._closing = closing
        self._price_watch = price_watch
        self._database: Database = journal.database

    async def list_items(
        self, *, cursor: Cursor | None, limit: int, **filters: Any
    ) -> Page[ItemOut]:
        """Items by SKU; ``filters`` are those of `queries.list_items`."""
        async with self._database.session() as session:
            rows = await queries.list_items(session, cursor=cursor, limit=limit, **filters)
        page = paginate(rows, limit, lambda item: Cursor(queries.ORDER, item.sku_order, item.id))
        return Page(items=[item_out(row) for row in page.items], next_cursor=page.next_cursor)

    async def get_item(self, item_id: int) -> ItemOut:
        async with self._database.session() as session:
            return item_out(await get_item_by_id(session, item_id))

    async def get_item_by_sku(self, sku: str) -> ItemOut:
        async with self._database.session() as session:
            return item_out(await get_item_by_sku(session, sku))

    async def create_item(self, body: ItemCreate, *, actor: str) -> ItemOut:
        """Raises `SkuTaken` and `BarcodeTaken`, compared as `app.core.identifiers` does."""
        async with self._journal.unit_of_work() as work:
            item = await self.create_item_in(work, body, actor=actor)
        log.info("catalog.item_created", item_id=item.id, sku=item.sku)
        return item

    async def create_item_in(self, work: UnitOfWork, body: ItemCreate, *, actor: str) -> ItemOut:
        """The same inside a unit of work that is already open."""
        item = await queries.insert_item(work.session, _columns(body.model_dump(), body.cost))
        if item is None:
            raise await _taken(work.session, body)
        created = item_out(item)
        work.record(item_changed(None, created, actor=actor))
        return created

    async def create_items_in(
        self, work: UnitOfWork, bodies: Sequence[ItemCreate], *, actor: str
    ) -> list[ItemOut]:
        """Many at once, all or none. Raises `SkuTaken` or `BarcodeTaken` for the first that
        exists."""
        items = await queries.insert_items(
            work.session, [_columns(body.model_dump(), body.cost) for body in bodies]
        )
        if len(items) < len(bodies):
            made = {item.sku for item in items}
            await self.create_item_in(
                work, next(body for body in bodies if body.sku not in made), actor=actor
            )
        created = [item_out(item) for item in items]
        work.record(*(item_changed(None, item, actor=actor) for item in created))
        return created

    async def update_item(
        self, item_id: int, body: ItemUpdate, *, if_match: int | None, actor: str
    ) -> ItemOut:
        """Raises `ItemNotFound`, and for an old version `StaleCatalogVersion` (body) or
        `CatalogPreconditionFailed` (If-Match); `PreconditionRequired` without one."""
        require_version(if_match, body.expected_version)
        fields = body.model_dump(exclude_unset=True, exclude={"expected_version"})
        for name in ("name", "description", "unit", "tags", "attributes"):
            if name in fields and fields[name] is None:
                raise Invalid.field(name, "cannot be null; leave it out to keep it")
        return await self._change_item(
            item_id, _columns(fields, body.cost), body.expected_version, if_match, actor
        )

    async def archive_item(self, item_id: int, *, if_match: int | None, actor: str) -> ItemOut:
        """Raises `ItemNotFound`, `ItemInUse`, `CatalogPreconditionFailed`."""
        return await self._change_item(item_id, {"status": "archived"}, None, if_match, actor)

    async def unarchive_item(self, item_id: int, *, if_match: int | None, actor: str) -> ItemOut:
        """Raises `ItemNotFound`, `BarcodeTaken` where another item has its GTIN by now,
        `CatalogPreconditionFailed`."""
        return await self._change_item(item_id, {"status": "active"}, None, if_match, actor)

    async def _change_item(
        self,
        item_id: int,
        values: dict[str, Any],
        expected_version: int | None,
        if_match: int | None,
        actor: str,
    ) -> ItemOut:
        watch = None if PRICED_BY.isdisjoint(values) else self._price_watch
        async with self._journal.unit_of_work() as work:
            if watch:
                await watch.before(work)
            before = await queries.find_item(work.session, item_id, lock=True)
            if before is None:
                raise ItemNotFound(f"There is no item with the id {item_id}.")
            seen = item_out(before)
            expected = if_match if if_match is not None else expected_version
            if says_nothing_new(before, values) and expected in {None, seen.version}:
                return seen
            item = await self._write(work, before, values, expected)
            if item is None:
                raise stale(seen, if_match)
            if self._closing and values.get("status") == "archived":
                # Its levels are locked now: no movement comes between this and the commit.
                await self._closing.check_item(work.session, item_id, seen.sku)
            after = item_out(item)
            work.record(item_changed(seen, after, actor=actor))
            if watch and (seen.cost, seen.category) != (after.cost, after.category):
                what = "category" if seen.cost == after.cost else "cost"
                await watch.after(work, item_id, actor, what)
        log.info("catalog.item_changed", item_id=item_id, version=after.version)
        return after

    async def _write(
        self, work: UnitOfWork, before: Item, values: dict[str, Any], expected: int | None
    ) -> Item | None:
        """The changed item, its keys too; None for another version. Raises `BarcodeTaken`."""
        item = {name: values.get(name, getattr(before, name)) for name in (*SOURCES, "status")}
        keys = {} if values.keys().isdisjoint(SOURCES) else item_keys(item)
        try:
            async with work.session.begin_nested():
                return await queries.update_item(
                    work.session, before.id, values | keys, expected_version=expected
                )
        except IntegrityError as error:
            taken = await _barcode_taken(work.session, item["barcode"])
            if taken is None:
                raise
            raise taken from error

    async def list_categories(self) -> Page[CategoryOut]:
        async with self._database.session() as session:
            rows = await queries.list_categories(session)
        return Page(items=[CategoryOut.model_validate(row) for row in rows])

    async def list_locations(self) -> Page[LocationOut]:
        async with self._database.session() as session:
            rows = await queries.list_locations(session)
        return Page(items=[LocationOut.model_validate(row) for row in rows])

    async def create_location(self, body: LocationCreate) -> LocationOut:
        """Raises `LocationCodeTaken`, compared as `app.core.identifiers` does."""
        async with self._journal.unit_of_work() as work:
            location = await self.create_location_in(work, body)
        log.info("catalog.location_created", location_id=location.id, code=location.code)
        return location

    async def create_location_in(self, work: UnitOfWork, body: LocationCreate) -> LocationOut:
        """The same inside a unit of work that is already open."""
        location = await queries.insert_location(work.session, body.model_dump())
        if location is None:
            raise LocationCodeTaken(
                f"A location with the code {body.code} exists; choose another code.",
                errors=[FieldError("code", "exists already")],
            )
        return LocationOut.model_validate(location)

    async def update_location(
        self, location_id: int, body: LocationUpdate, *, if_match: int | None, actor: str
    ) -> LocationOut:
        """Raises `LocationNotFound`, `StaleCatalogVersion` or `CatalogPreconditionFailed`,
        `LocationOversold` where backorders end while some are open, and `LocationInUse` where it
        would close while something is open there."""
        require_version(if_match, body.expected_version)
        values = body.model_dump(exclude_none=True, exclude={"expected_version"})
        return await self._change_location(
            location_id, values, body.expected_version, if_match, actor
        )

    async def close_location(
        self, location_id: int, *, if_match: int | None, actor: str
    ) -> LocationOut:
        """Raises `LocationNotFound`, `LocationInUse`, `CatalogPreconditionFailed`."""
        return await self._change_location(location_id, {"active": False}, None, if_match, actor)

    async def reopen_location(
        self, location_id: int, *, if_match: int | None, actor: str
    ) -> LocationOut:
        """Raises `LocationNotFound`, `CatalogPreconditionFailed`."""
        return await self._change_location(location_id, {"active": True}, None, if_match, actor)

    async def _change_location(
        self,
        location_id: int,
        values: dict[str, Any],
        expected_version: int | None,
        if_match: int | None,
        actor: str,
    ) -> LocationOut:
        async with self._journal.unit_of_work() as work:
            return await change_location(
                work,
                location_id,
                values,
                closing=self._closing,
                expected_version=expected_version,
                if_match=if_match,
                actor=actor,
            )


async def _taken(session: AsyncSession, body: ItemCreate) -> SkuTaken | BarcodeTaken:
    """Why an item cannot be made: another one has its SKU or its barcode."""
    item = await queries.find_item_by_sku(session, body.sku)
    taken = None if item else await _barcode_taken(session, body.barcode)
    spelled = item.sku if item else body.sku
    return taken or SkuTaken(
        f"An item with the SKU {spelled} exists; change that one or choose another SKU.",
        errors=[FieldError("sku", "exists already (case, width and look-alikes are the same)")],
    )


async def _barcode_taken(session: AsyncSession, barcode: str | None) -> BarcodeTaken | None:
    gtin = gtin14(barcode)
    other = await queries.find_item_by_gtin(session, gtin) if gtin else None
    if other is None:
        return None
    return BarcodeTaken(
        f"{other.sku} ({other.name}) has the barcode {other.barcode}. Change or archive that item "
        "first, or give this one a GTIN of its own; another pack size has its own too.",
        current={"item_id": other.id, "sku": other.sku, "barcode": other.barcode},
        errors=[FieldError("barcode", f"belongs to {other.sku}")],
    )


async def get_item_by_id(session: AsyncSession, item_id: int) -> Item:
    """The item for a room above, inside its own session. Raises `ItemNotFound`."""
    item = await queries.find_item(session, item_id)
    if item is None:
        raise ItemNotFound(f"There is no item with the id {item_id}.")
    return item


async def get_item_by_sku(session: AsyncSession, sku: str) -> Item:
    """The item for a room above, inside its own session. Raises `ItemNotFound`."""
    item = await queries.find_item_by_sku(session, sku)
    if item is None:
        raise ItemNotFound(
            f"There is no item with the SKU {sku}; create it first or check the spelling.",
            errors=[FieldError("sku", "is unknown")],
        )
    return item


async def get_items_by_sku(session: AsyncSession, skus: Collection[str]) -> dict[str, Item]:
    """The items for a room above, by their SKU as it is given here. Raises `ItemNotFound` for the
    first that is unknown."""
    found = dict(await queries.list_items_by_sku(session, skus))
    for sku in sorted(skus):
        if sku not in found:
            await get_item_by_sku(session, sku)
    return found


async def get_items_by_id(session: AsyncSession, item_ids: Collection[int]) -> dict[int, Item]:
    """The items for a room above by their id. Raises `ItemNotFound` for the first unknown one."""
    found = {item.id: item for item in await queries.list_items_by_id(session, item_ids)}
    for item_id in sorted(item_ids):
        if item_id not in found:
            await get_item_by_id(session, item_id)
    return found


async def get_location_by_code(session: AsyncSession, code: str, *, keep: bool = False) -> Location:
    """The location for a room above, inside its own session; with ``keep``, nobody closes it
    before the transaction ends. Raises `LocationNotFound`."""
    location = await queries.find_location_by_code(session, code, keep=keep)
    if location is None:
        raise LocationNotFound(
            f"There is no location with the code {code}; create it first or check the spelling.",
            errors=[FieldError("location", "is unknown")],
        )
    return location


def check_open(item: Item, location: Location) -> None:
    """Raises `ItemArchived` or `LocationInactive`: nothing moves there any more."""
    if item.status == "archived":
        raise ItemArchived(f"{item.sku} is archived; nothing can be recorded for it.")
    check_location_open(location)


def check_location_open(location: Location) -> None:
    """Raises `LocationInactive`."""
    if not location.active:
        raise LocationInactive(f"{location.code} is closed; nothing can be recorded there.")
