"""How is a price read and set, and what was it before?"""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from app.catalog.service import get_item_by_id
from app.core.clock import now
from app.core.errors import Invalid
from app.core.money import Money, at_scale
from app.core.page import Cursor, Page, paginate
from app.core.schema import rfc3339
from app.feed import idempotency
from app.feed.idempotency import Answer, KeyedRequest
from app.feed.unit_of_work import Journal, UnitOfWork
from app.pricing import queries
from app.pricing.commands import PriceCommand, check_list, node_of, set_base_price
from app.pricing.engine.amounts import margin_percent
from app.pricing.engine.book import Book
from app.pricing.engine.gate import TURNS, check_active, open_book
from app.pricing.engine.limits import strictest
from app.pricing.engine.rows import price_out
from app.pricing.engine.steps import Entry, ItemFacts, Key
from app.pricing.errors import PriceChangeNotFound
from app.pricing.proposals import Proposer, costs_of, impact_of
from app.pricing.schemas import (
    BasePriceSet,
    EffectivePrice,
    ItemPriceOut,
    PriceChangeOut,
    PriceOut,
    PricePreview,
    PricePreviewRequest,
    PriceResult,
    PriceRevert,
    PriceRow,
)
from app.pricing.types import Significance
from app.pricing.views import (
    change_row,
    effective_of,
    layers_of,
    limits_of,
    row_out,
    table_row,
    with_margin,
    without_margin,
)

log = structlog.get_logger()


def accepted(result: PriceResult) -> int:
    """202 where a second person has to look at it, 200 where it is done."""
    return 202 if result.proposal else 200


class PricingService:
    def __init__(self, journal: Journal, proposer: Proposer) -> None:
        self._journal = journal
        self._proposer = proposer

    async def set_base_price(
        self,
        item_id: int,
        body: BasePriceSet,
        *,
        request: KeyedRequest,
        actor: str,
        if_match: int | None,
    ) -> Answer:
        """Raises what `commands.set_base_price` raises, and `KeyReused` / `KeyInProgress`."""
        command = PriceCommand(
            item_id=item_id,
            amount=body.amount,
            currency=body.currency,
            actor=actor,
            price_list=body.price_list,
            reason=body.reason,
            override_reason=body.override_reason,
            expected_version=body.expected_version,
            if_match=if_match,
        )
        answer = await self._once(request, command)
        log.info("pricing.base_price_set", item_id=item_id, status=answer.status)
        return answer

    async def take_base_away(
        self,
        item_id: int,
        *,
        price_list: str,
        currency: str,
        reason: str | None,
        override_reason: str | None,
        request: KeyedRequest,
        actor: str,
        if_match: int | None,
    ) -> Answer:
        """The list's own price goes, and the parent's holds again.

        Raises what `commands.set_base_price` raises, and `KeyReused` / `KeyInProgress`.
        """
        command = PriceCommand(
            item_id=item_id,
            amount=None,
            currency=currency,
            actor=actor,
            price_list=price_list,
            reason=reason,
            override_reason=override_reason,
            if_match=if_match,
        )
        return await self._once(request, command)

    async def revert(
        self, item_id: int, body: PriceRevert, *, request: KeyedRequest, actor: str
    ) -> Answer:
        """The base price becomes what it was after an earlier step.

        Raises `PriceChangeNotFound`, `Invalid` for a step of a sale, which set no base price, and
        what `commands.set_base_price` raises.
        """

        async def act(work: UnitOfWork) -> PriceResult:
            row = await queries.find_change(work.session, body.change_id)
            if row is None or row.item_id != item_id:
                raise PriceChangeNotFound(
                    f"Item {item_id} has no price change {body.change_id}; see its history."
                )
            if row.cause in TURNS:
                raise Invalid.field(
                    "change_id",
                    "is a step of a sale, which set no base price; choose a step that set one, "
                    "or change the sale",
                )
            command = PriceCommand(
                item_id=item_id,
                amount=at_scale(row.base, row.currency),
                currency=row.currency,
                actor=actor,
                price_list=row.price_list,
                reason=body.reason,
                reference=f"price-change:{body.change_id}",
                override_reason=body.override_reason,
                expected_version=body.expected_version,
                cause="revert",
            )
            return await set_base_price(work, command, self._proposer)

        return await idempotency.once(self._journal, request, act, status=accepted)

    async def _once(self, request: KeyedRequest, command: PriceCommand) -> Answer:
        return await idempotency.once(
            self._journal,
            request,
            lambda work: set_base_price(work, command, self._proposer),
            status=accepted,
        )

    async def preview(self, body: PricePreviewRequest, *, with_cost: bool) -> PricePreview:
        """What setting a base price would do; nothing is kept.

        Raises `ItemNotFound`, `ItemArchived`, and the errors of `check_list`.
        """
        command = PriceCommand(
            item_id=body.item_id,
            amount=body.amount,
            currency=body.currency,
            actor="preview",
            price_list=body.price_list,
        )
        async with self._journal.database.session() as session:
            book = await open_book(session, {body.item_id}, to_write=False)
            check_active(book)
            check_list(book, body.price_list, body.currency)
            book.settle()
            plan = book.plan_base(command.key, command.amount, command.origin())
            lines = await self._proposer.lines(session, book, plan)
        costs = costs_of(book, lines) if with_cost else {}
        hits = plan.hits
        if not with_cost:
            # Whoever asks often enough where the margin ends knows the cost.
            hits = without_margin(hits)
            lines = [line.model_copy(update={"hits": without_margin(line.hits)}) for line in lines]
        return PricePreview(
            outcome=strictest(hits) or "pass",
            hits=hits,
            lines=lines,
            impact=impact_of(lines, costs),
        )

    async def get_item_price(
        self,
        item_id: int,
        *,
        price_list: str,
        currency: str | None,
        quantity: int,
        at: datetime | None,
        with_cost: bool,
    ) -> ItemPriceOut:
        """Raises `ItemNotFound`, `PriceListNotFound`."""
        async with self._journal.database.session() as session:
            book = await open_book(session, {item_id}, to_write=False)
            node_of(book, price_list)
            entry = _chosen(book, item_id, price_list, currency)
            effective = entry and await _effective(session, book, entry, at, quantity)
        book.settle()
        item = book.items[item_id]
        current = entry and book.entries[entry.key]
        shown = None
        if with_cost and item.cost_amount is not None and item.cost_currency is not None:
            cost = at_scale(item.cost_amount, item.cost_currency)
            shown = Money(amount=cost, currency=item.cost_currency)
        return ItemPriceOut(
            item_id=item_id,
            sku=item.sku,
            name=item.name,
            price_list=price_list,
            inherited=book.inherited(entry.key) if entry else None,
            effective=effective,
            layers=layers_of(current, at or book.moment) if current else [],
            guard=limits_of(current, with_margin=with_cost) if current else [],
            hits=list(current.hits) if current else [],
            prices=[price_out(each) for each in book.entries.values()],
            cost=shown,
            margin_percent=_margin(item, current) if with_cost else None,
            version=current.version if current else 0,
        )

    async def list_prices(
        self, *, cursor: Cursor | None, limit: int, with_cost: bool, **filters: Any
    ) -> Page[PriceRow]:
        """Prices by SKU; ``filters`` are those of `queries.list_prices`."""
        async with self._journal.database.session() as session:
            rows = await queries.list_prices(session, cursor=cursor, limit=limit, **filters)
            page = paginate(rows, limit, lambda row: Cursor(queries.ORDER, row.sku_order, row.id))
            prices = [table_row(row, with_cost=with_cost) for row in page.items]
            prices = await _caught_up(session, prices)
        return Page(items=prices, next_cursor=page.next_cursor)

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
        return Page(items=[change_row(row) for row in page.items], next_cursor=page.next_cursor)

    async def list_changes(
        self,
        *,
        min_percent: Decimal | None,
        significance: Significance | None,
        price_list: str | None,
        cursor: Cursor | None,
        limit: int,
    ) -> Page[PriceChangeOut]:
        async with self._journal.database.session() as session:
            rows = await queries.list_changes(
                session,
                min_percent=min_percent,
                significance=significance,
                price_list=price_list,
                cursor=cursor,
                limit=limit,
            )
        page = paginate(rows, limit, lambda row: Cursor(queries.CHANGES_ORDER, None, row.id))
        return Page(items=[change_row(row) for row in page.items], next_cursor=page.next_cursor)


async def _caught_up(session: AsyncSession, prices: list[PriceRow]) -> list[PriceRow]:
    """The prices as they are now, where a sale started or ended and nobody wrote it down yet."""
    moment = now()
    due = {
        price.item_id
        for price in prices
        if price.next_change_at is not None and price.next_change_at <= moment
    }
    if not due:
        return prices
    book = await open_book(session, due, moment=moment, to_write=False)
    book.settle()
    current = {entry.price_id: price_out(entry) for entry in book.entries.values()}
    return [
        with_margin(price.model_copy(update=dict(current[price.id])))
        if price.id in current
        else price
        for price in prices
    ]


def _chosen(book: Book, item_id: int, price_list: str, currency: str | None) -> Entry | None:
    """The price that is meant; without a currency the one that changed last."""
    if currency is not None:
        return book.find(Key(item_id, price_list, currency))
    found = [entry for entry in book.entries.values() if entry.key.price_list == price_list]
    return max(found, key=lambda entry: (entry.updated_at, entry.price_id), default=None)


async def _effective(
    session: AsyncSession, book: Book, entry: Entry, at: datetime | None, quantity: int
) -> EffectivePrice | None:
    """As planned for a moment to come, as the timeline tells for one that is past."""
    moment = at or book.moment
    if moment >= entry.layers.settled_at:
        return effective_of(book, entry, moment, quantity)
    row = await queries.find_change_at(session, entry.price_id, at=moment)
    if row is None:
        return None
    change = change_row(row)
    return EffectivePrice(
        amount=change.amount,
        currency=change.currency,
        because=change.because,
        sale_id=change.sale_id,
        price_list=change.price_list,
        at=moment,
        quantity=1,
        trail=[],
    )


def _margin(item: ItemFacts, entry: Entry | None) -> Decimal | None:
    if entry is None:
        return None
    return margin_percent(entry.amount, item.cost_in(entry.layers.currency))


async def snapshot_prices(
    session: AsyncSession, *, after_id: int, limit: int
) -> Sequence[PriceOut]:
    """Prices by id, for the snapshot of the feed; inside the caller's session."""
    rows = await queries.list_prices_by_id(session, after_id=after_id, limit=limit)
    return [row_out(row) for row in rows]
