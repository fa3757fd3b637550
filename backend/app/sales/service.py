"""How are sales read, made, changed and ended?"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

import structlog

from app.core.clock import now
from app.core.page import Cursor, Page, paginate
from app.core.schema import rfc3339
from app.core.versions import require_version
from app.feed import idempotency
from app.feed.idempotency import Answer, KeyedRequest
from app.feed.unit_of_work import Journal, UnitOfWork
from app.pricing.engine.gate import open_book
from app.pricing.engine.layers import Sale
from app.pricing.engine.rows import sale_of, sale_out
from app.pricing.engine.steps import Entry, Origin
from app.pricing.proposals import Proposer
from app.pricing.sale_schemas import SaleOut
from app.sales import queries
from app.sales.commands import check_version, create_sale, edit_sale, find_sale, open_sale, written
from app.sales.schemas import SaleCreate, SaleRemove, SaleResult, SaleUpdate

log = structlog.get_logger()


class SalesService:
    def __init__(self, journal: Journal, proposer: Proposer) -> None:
        self._journal = journal
        self._proposer = proposer

    async def list_sales(
        self, *, cursor: Cursor | None, limit: int, **filters: Any
    ) -> Page[SaleOut]:
        """Sales by their start; ``filters`` are those of `queries.list_sales`."""
        moment = now()
        async with self._journal.database.session() as session:
            rows = await queries.list_sales(
                session, cursor=cursor, limit=limit, at=moment, **filters
            )
            page = paginate(
                rows, limit, lambda row: Cursor(queries.ORDER, rfc3339(row.starts_at), row.id)
            )
            items = {row.item_id for row in page.items}
            book = await open_book(session, items, moment=moment, to_write=False)
        by_price = {entry.price_id: entry for entry in book.entries.values()}
        sales = [_shown(by_price[row.price_id], row, moment) for row in page.items]
        return Page(items=sales, next_cursor=page.next_cursor)

    async def get_sale(self, sale_id: int) -> SaleOut:
        """Raises `SaleNotFound`."""
        moment = now()
        async with self._journal.database.session() as session:
            row = await find_sale(session, sale_id)
            book = await open_book(session, {row.item_id}, moment=moment, to_write=False)
        by_price = {entry.price_id: entry for entry in book.entries.values()}
        return _shown(by_price[row.price_id], row, moment)

    async def create_sale(
        self, item_id: int, body: SaleCreate, *, request: KeyedRequest, actor: str
    ) -> Answer:
        """Raises what `create_sale` below raises, and `KeyReused` / `KeyInProgress`."""

        async def act(work: UnitOfWork) -> SaleResult:
            return await create_sale(work, item_id, body, actor=actor, proposer=self._proposer)

        answer = await idempotency.once(
            self._journal, request, act, status=lambda result: 202 if result.proposal else 201
        )
        log.info("sales.sale_created", item_id=item_id, status=answer.status)
        return answer

    async def edit_sale(
        self,
        sale_id: int,
        body: SaleUpdate,
        *,
        request: KeyedRequest,
        actor: str,
        if_match: int | None,
    ) -> Answer:
        """Raises `PreconditionRequired`, what `edit_sale` below raises, and `KeyReused` /
        `KeyInProgress`."""
        require_version(if_match, body.expected_version)

        async def act(work: UnitOfWork) -> SaleResult:
            return await edit_sale(
                work, sale_id, body, actor=actor, proposer=self._proposer, if_match=if_match
            )

        return await idempotency.once(
            self._journal, request, act, status=lambda result: 202 if result.proposal else 200
        )

    async def end_sale(
        self, sale_id: int, body: SaleRemove, *, request: KeyedRequest, actor: str
    ) -> Answer:
        """Raises `SaleNotFound`, `SaleOver`, `StaleSale`."""

        def end(sale: Sale, moment: datetime) -> Sale:
            if sale.started and sale.starts_at < moment:
                return replace(sale, ends_at=moment)
            return replace(sale, state="removed")

        return await self._take_down(sale_id, body, request, actor, end, None)

    async def remove_sale(
        self,
        sale_id: int,
        reason: str | None,
        *,
        request: KeyedRequest,
        actor: str,
        if_match: int | None,
    ) -> Answer:
        """Raises `SaleNotFound`, `SaleOver`, `SalePreconditionFailed`."""

        def remove(sale: Sale, _: datetime) -> Sale:
            return replace(sale, state="removed")

        body = SaleRemove(reason=reason or None)
        return await self._take_down(sale_id, body, request, actor, remove, if_match)

    async def _take_down(
        self,
        sale_id: int,
        body: SaleRemove,
        request: KeyedRequest,
        actor: str,
        change: Callable[[Sale, datetime], Sale],
        if_match: int | None,
    ) -> Answer:
        async def act(work: UnitOfWork) -> SaleResult:
            book, entry, sale = await open_sale(work.session, sale_id)
            check_version(sale, entry, book, body.expected_version, if_match)
            ended = change(replace(sale, version=sale.version + 1), book.moment)
            origin = Origin("sale_ended", actor, body.reason)
            event = "removed" if ended.state == "removed" else "ended"
            # To what the other layers make: no rule can ask for the sale to stay.
            book.adopt(book.plan_sale(entry.key, ended, origin, event))
            return await written(work, book, entry.key, sale_id)

        return await idempotency.once(self._journal, request, act, status=200)


def _shown(entry: Entry, row: Any, moment: datetime) -> SaleOut:
    """As it is by now, also where its start is not written down yet."""
    current = entry.layers.at(moment).sales
    sale = next((each for each in current if each.id == row.id), None)
    return sale_out(sale or sale_of(row), entry, moment)
