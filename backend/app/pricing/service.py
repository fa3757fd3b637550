"""How is a price set and read, and what was it before?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from app.catalog.errors import ItemArchived
from app.catalog.service import get_item_by_id
from app.core.clock import now
from app.core.money import at_scale
from app.core.page import Cursor, Page, paginate
from app.core.schema import rfc3339
from app.db.base import Record
from app.feed import idempotency
from app.feed.idempotency import Answer, KeyedRequest
from app.feed.unit_of_work import Journal, UnitOfWork
from app.pricing import queries
from app.pricing.changes import price_changed
from app.pricing.errors import PricePreconditionFailed, StalePrice
from app.pricing.schemas import (
    BasePriceSet,
    EffectivePrice,
    ItemPriceOut,
    PriceChangeOut,
    PriceLayer,
    PriceOut,
    PriceResult,
)

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class PriceCommand:
    """A base price that somebody wants set; ``amount`` fits the currency.

    ``occurred_at`` of None means now. ``expected_version`` of 0 means that there is no price yet.
    """

    item_id: int
    amount: Decimal
    currency: str
    actor: str
    price_list: str = "default"
    reason: str | None = None
    reference: str | None = None
    occurred_at: datetime | None = None
    expected_version: int | None = None
    if_match: int | None = None


class PricingService:
    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    async def set_base_price(
        self,
        item_id: int,
        body: BasePriceSet,
        *,
        request: KeyedRequest,
        actor: str,
        if_match: int | None,
    ) -> Answer:
        """Raises `StalePrice`, `PricePreconditionFailed`, the catalog's errors for an unknown or
        archived item, and `KeyReused` / `KeyInProgress` for the key."""
        command = PriceCommand(
            item_id=item_id,
            amount=body.amount,
            currency=body.currency,
            actor=actor,
            price_list=body.price_list,
            reason=body.reason,
            expected_version=body.expected_version,
            if_match=if_match,
        )
        answer = await idempotency.once(
            self._journal, request, lambda work: set_base_price(work, command), status=200
        )
        log.info("pricing.base_price_set", item_id=item_id, replayed=answer.replayed)
        return answer

    async def get_item_price(
        self, item_id: int, *, price_list: str, currency: str | None
    ) -> ItemPriceOut:
        """Raises `ItemNotFound`."""
        async with self._journal.database.session() as session:
            item = await get_item_by_id(session, item_id)
            rows = await queries.list_item_prices(session, item_id, price_list=price_list)
        layers = [PriceLayer.model_validate(price_out(row)) for row in rows]
        base = next((layer for layer in layers if currency in {None, layer.currency}), None)
        effective = base and EffectivePrice(
            amount=base.amount, currency=base.currency, because=base.kind
        )
        return ItemPriceOut(
            item_id=item_id,
            sku=item.sku,
            price_list=price_list,
            effective=effective,
            layers=layers,
            version=base.version if base else 0,
        )

    async def list_prices(
        self, *, cursor: Cursor | None, limit: int, **filters: Any
    ) -> Page[PriceOut]:
        """Prices by SKU; ``filters`` are those of `queries.list_prices`."""
        async with self._journal.database.session() as session:
            rows = await queries.list_prices(session, cursor=cursor, limit=limit, **filters)
        page = paginate(rows, limit, lambda row: Cursor(queries.ORDER, row.sku, row.id))
        return Page(items=[price_out(row) for row in page.items], next_cursor=page.next_cursor)

    async def list_history(
        self,
        item_id: int,
        *,
        price_list: str,
        currency: str | None,
        cursor: Cursor | None,
        limit: int,
    ) -> Page[PriceChangeOut]:
        """The timeline of an item, newest first. Raises `ItemNotFound`."""
        async with self._journal.database.session() as session:
            await get_item_by_id(session, item_id)
            rows = await queries.list_history(
                session,
                item_id,
                price_list=price_list,
                currency=currency,
                cursor=cursor,
                limit=limit,
            )
        page = paginate(
            rows,
            limit,
            lambda row: Cursor(queries.HISTORY_ORDER, rfc3339(row.occurred_at), row.id),
        )
        return Page(items=[change_out(row) for row in page.items], next_cursor=page.next_cursor)

    async def list_changes(
        self, *, min_percent: Decimal | None, cursor: Cursor | None, limit: int
    ) -> Page[PriceChangeOut]:
        async with self._journal.database.session() as session:
            rows = await queries.list_changes(
                session, min_percent=min_percent, cursor=cursor, limit=limit
            )
        page = paginate(rows, limit, lambda row: Cursor(queries.CHANGES_ORDER, None, row.id))
        return Page(items=[change_out(row) for row in page.items], next_cursor=page.next_cursor)


async def set_base_price(work: UnitOfWork, command: PriceCommand) -> PriceResult:
    """Set one base price inside an open unit of work: the one place through which prices pass."""
    item = await get_item_by_id(work.session, command.item_id)
    if item.status == "archived":
        raise ItemArchived(f"{item.sku} is archived; its price stays as it is.")
    occurred_at = command.occurred_at or now()
    price_id, before = await _lock_or_insert(work.session, command, occurred_at)
    _check_version(command, before)
    if before is not None:
        if before.amount == command.amount:
            return PriceResult(price=price_out(before), change=None)
        await queries.set_price(work.session, price_id, amount=command.amount, since=occurred_at)
    price = price_out(await queries.find_price(work.session, price_id))
    change = await _write_timeline(work.session, command, before, price, occurred_at)
    work.record(price_changed(price, change))
    return PriceResult(price=price, change=change)


async def _lock_or_insert(
    session: AsyncSession, command: PriceCommand, since: datetime
) -> tuple[int, Record | None]:
    """The price's id and its locked row; no row when this command has just made it."""

    async def lock() -> Record | None:
        return await queries.lock_price(
            session,
            item_id=command.item_id,
            price_list=command.price_list,
            currency=command.currency,
        )

    if row := await lock():
        return row.id, row
    inserted = await queries.insert_price(
        session,
        item_id=command.item_id,
        price_list=command.price_list,
        currency=command.currency,
        amount=command.amount,
        since=since,
    )
    if inserted is not None:
        return inserted, None
    row = await lock()
    assert row is not None, "a price that was there cannot vanish"
    return row.id, row


async def _write_timeline(
    session: AsyncSession,
    command: PriceCommand,
    before: Record | None,
    price: PriceOut,
    occurred_at: datetime,
) -> PriceChangeOut:
    step = {
        "price_id": price.id,
        "item_id": price.item_id,
        "price_list": price.price_list,
        "currency": price.currency,
        "before": at_scale(before.amount, price.currency) if before else None,
        "amount": price.amount,
        "change_percent": percent_between(before.amount if before else None, price.amount),
        "version": price.version,
        "reason": command.reason,
        "reference": command.reference,
        "actor": command.actor,
        "occurred_at": occurred_at,
    }
    written = await queries.insert_price_change(session, step)
    return PriceChangeOut.model_validate(
        step
        | {
            "id": written.id,
            "recorded_at": written.recorded_at,
            "sku": price.sku,
            "item_name": price.name,
        }
    )


def _check_version(command: PriceCommand, before: Record | None) -> None:
    version = before.version if before else 0
    current = price_out(before).model_dump(mode="json") if before else None
    if command.if_match not in {None, version}:
        raise PricePreconditionFailed(
            f"The price has version {version}, not {command.if_match}.", current=current
        )
    if command.expected_version not in {None, version}:
        raise StalePrice(
            f"The price has version {version}, not {command.expected_version}.", current=current
        )


def percent_between(before: Decimal | None, amount: Decimal) -> Decimal | None:
    """By how many percent the price moved, to two decimals; None without a base to compare with."""
    if not before:
        return None
    return ((amount - before) * 100 / before).quantize(Decimal("0.01"), ROUND_HALF_UP)


def price_out(row: Record) -> PriceOut:
    values = dict(row._mapping)
    return PriceOut.model_validate(values | {"amount": at_scale(row.amount, row.currency)})


def change_out(row: Record) -> PriceChangeOut:
    values = dict(row._mapping)
    values["amount"] = at_scale(row.amount, row.currency)
    values["before"] = None if row.before is None else at_scale(row.before, row.currency)
    return PriceChangeOut.model_validate(values)


async def snapshot_prices(
    session: AsyncSession, *, after_id: int, limit: int
) -> Sequence[PriceOut]:
    """Prices by id, for the snapshot of the feed; inside the caller's session."""
    rows = await queries.list_prices_by_id(session, after_id=after_id, limit=limit)
    return [price_out(row) for row in rows]
