"""How does a sale come over a price, change and go?"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import Any

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.clock import now
from app.core.errors import Invalid
from app.core.money import check_amount, plain
from app.core.page import Cursor, Page, paginate
from app.core.schema import rfc3339
from app.core.zones import moment_of
from app.feed import idempotency
from app.feed.idempotency import Answer, KeyedRequest
from app.feed.unit_of_work import Journal, UnitOfWork
from app.pricing.commands import check_base, check_list, price_of
from app.pricing.engine.book import Book
from app.pricing.engine.gate import check_active, next_sale_id, open_book, write_book
from app.pricing.engine.layers import Clearance, Sale, SaleWords, Worth
from app.pricing.engine.rows import price_out, rounding_of, rounding_row, sale_of, sale_out
from app.pricing.engine.steps import Entry, Key, Origin
from app.pricing.errors import NoBasePrice
from app.pricing.proposals import Approval, Draft, Proposer
from app.pricing.sale_schemas import SaleOut
from app.pricing.schemas import PriceOut
from app.sales import queries
from app.sales.errors import (
    SaleNotFound,
    SaleOver,
    SalePreconditionFailed,
    StaleSale,
    TooManySales,
)
from app.sales.schemas import SaleCreate, SaleRemove, SaleResult, SaleUpdate, TierIn

# Of one price, not yet over.
SALES_MAX = 50

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
            row = await _find(session, sale_id)
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
        """Raises what `edit_sale` below raises, and `KeyReused` / `KeyInProgress`."""

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
            book, entry, sale = await _open_sale(work.session, sale_id)
            _check_version(sale, entry, book, body.expected_version, if_match)
            ended = change(replace(sale, version=sale.version + 1), book.moment)
            origin = Origin("sale_ended", actor, body.reason)
            event = "removed" if ended.state == "removed" else "ended"
            # To what the other layers make: no rule can ask for the sale to stay.
            book.adopt(book.plan_sale(entry.key, ended, origin, event))
            return await _result(work, book, entry.key, sale_id)

        return await idempotency.once(self._journal, request, act, status=200)


async def create_sale(
    work: UnitOfWork,
    item_id: int,
    body: SaleCreate,
    *,
    actor: str,
    proposer: Proposer,
    approval: Approval | None = None,
) -> SaleResult:
    """Put a sale over a price inside an open unit of work, or propose it.

    Raises `PriceBlocked`, `NoBasePrice`, `TooManySales`, `Invalid` for its window or its amounts,
    the errors of `check_list`, and the catalog's for an unknown or archived item.
    """
    book = await open_book(work.session, {item_id})
    check_active(book)
    node = check_list(book, body.price_list, body.currency)
    key = Key(item_id, body.price_list, body.currency)
    entry = book.find(key)
    if entry is None:
        raise NoBasePrice(
            f"{book.items[item_id].sku} has no price in {body.price_list} and {body.currency}; "
            "set its base price first."
        )
    if sum(sale.state != "removed" for sale in entry.layers.sales) >= SALES_MAX:
        raise TooManySales(f"The price has {SALES_MAX} sales already; remove one first.")
    zone = body.time_zone or node.time_zone
    starts_at = (
        book.moment if body.starts_at is None else _moment("starts_at", body.starts_at, zone)
    )
    ends_at = None if body.ends_at is None else _moment("ends_at", body.ends_at, zone)
    sale = Sale(
        id=await next_sale_id(work.session),
        name=body.name,
        worth=_worth(body.amount, body.percent_off, body.currency),
        starts_at=starts_at,
        ends_at=ends_at,
        time_zone=zone,
        priority=body.priority,
        rounding=rounding_of(rounding_row(body.rounding)),
        tiers=_tiers(body.tiers, body.currency),
        words=SaleWords(actor, body.reason, None, body.override_reason),
    )
    _check_window(sale, book.moment)
    told = body.model_dump(mode="json") | {"starts_at": rfc3339(starts_at), "time_zone": zone}
    draft = Draft(
        kind="sale",
        title=f"{entry.item.sku}: {sale.name}",
        command={
            "item_id": item_id,
            "price_list": body.price_list,
            "currency": body.currency,
            "base": plain(entry.base),
            "actor": actor,
            "body": told,
        },
    )
    origin = Origin(
        "sale_started",
        actor,
        body.reason,
        approved_by=approval.by if approval else None,
        override_reason=body.override_reason,
    )
    return await _pass(work, book, entry, sale, origin, draft, proposer, approval, "created")


async def edit_sale(
    work: UnitOfWork,
    sale_id: int,
    body: SaleUpdate,
    *,
    actor: str,
    proposer: Proposer,
    if_match: int | None = None,
    approval: Approval | None = None,
) -> SaleResult:
    """Change a sale inside an open unit of work, or propose the change.

    Raises `SaleNotFound`, `SaleOver`, `StaleSale` / `SalePreconditionFailed`, and what
    `create_sale` raises.
    """
    book, entry, sale = await _open_sale(work.session, sale_id)
    check_active(book)
    _check_version(sale, entry, book, body.expected_version, if_match)
    edited = _edited(sale, body, entry.layers.currency)
    _check_window(edited, book.moment, started=sale.started)
    if edited.starts_at > book.moment or sale.state == "suspended":
        # It is looked at anew when it starts.
        edited = replace(edited, started=False, state="active", hits=())
    draft = Draft(
        kind="sale_edit",
        title=f"{entry.item.sku}: {edited.name}",
        command={
            "item_id": entry.item.id,
            "price_list": entry.layers.price_list,
            "currency": entry.layers.currency,
            "base": plain(entry.base),
            "actor": actor,
            "sale_id": sale_id,
            "version": sale.version,
            "body": body.model_dump(mode="json", exclude_unset=True, exclude={"expected_version"}),
        },
    )
    origin = Origin(
        "sale_edited",
        actor,
        body.reason,
        approved_by=approval.by if approval else None,
        override_reason=body.override_reason,
    )
    return await _pass(work, book, entry, edited, origin, draft, proposer, approval, "edited")


async def carry_out(
    work: UnitOfWork, told: dict[str, Any], proposer: Proposer, approval: Approval
) -> Sequence[PriceOut]:
    """What an approved proposal of this room wanted.

    Raises `StalePrice` / `StaleSale` where it is no longer what was looked at.
    """
    key = Key(told["item_id"], told["price_list"], told["currency"])
    book = await open_book(work.session, {key.item_id})
    check_base(book, key, told["base"])
    if "sale_id" in told:
        edit = SaleUpdate.model_validate(told["body"] | {"expected_version": told["version"]})
        result = await edit_sale(
            work,
            told["sale_id"],
            edit,
            actor=told["actor"],
            proposer=proposer,
            approval=approval,
        )
    else:
        body = SaleCreate.model_validate(told["body"])
        result = await create_sale(
            work, key.item_id, body, actor=told["actor"], proposer=proposer, approval=approval
        )
    return [result.price] if result.price else []


async def _pass(
    work: UnitOfWork,
    book: Book,
    entry: Entry,
    sale: Sale,
    origin: Origin,
    draft: Draft,
    proposer: Proposer,
    approval: Approval | None,
    event: str,
) -> SaleResult:
    """Through the guard and into force, or into a proposal."""
    hits = book.plan_sale(entry.key, sale, origin, event).hits
    if approval is not None:
        sale = replace(sale, cleared=_clearance(sale, entry), hits=tuple(hits))
        assert sale.words is not None, "somebody made the sale"
        sale = replace(sale, words=replace(sale.words, approved_by=approval.by))
    plan = book.plan_sale(entry.key, sale, origin, event)
    plan.hits = hits
    proposal = await proposer.decide(work, book, plan, origin, draft, approval)
    if proposal is not None:
        return SaleResult(sale=None, price=price_out(entry), hits=hits, proposal=proposal)
    result = await _result(work, book, entry.key, sale.id)
    return result.model_copy(update={"hits": hits})


async def _result(work: UnitOfWork, book: Book, key: Key, sale_id: int) -> SaleResult:
    written = await write_book(work, book)
    entry = book.entries[key]
    sale = next(sale for sale in entry.layers.sales if sale.id == sale_id)
    return SaleResult(
        sale=sale_out(sale, entry, book.moment),
        price=price_of(book, key, written),
        hits=[],
        proposal=None,
    )


def _clearance(sale: Sale, entry: Entry) -> Clearance:
    layers = entry.layers
    amounts = tuple(
        worth.of(layers.base, layers.currency, sale.rounding) for worth in (sale.worth, *sale.tiers)
    )
    return Clearance(amounts, layers.base, layers.cost)


def _edited(sale: Sale, body: SaleUpdate, currency: str) -> Sale:
    sent = body.model_fields_set
    zone = body.time_zone or sale.time_zone
    worth = sale.worth
    if {"amount", "percent_off"} & sent:
        worth = _worth(body.amount, body.percent_off, currency)
    assert sale.words is not None, "somebody made the sale"
    words = replace(
        sale.words,
        reason=body.reason or sale.words.reason,
        override_reason=body.override_reason or sale.words.override_reason,
    )
    ends_at = sale.ends_at
    if "ends_at" in sent:
        ends_at = None if body.ends_at is None else _moment("ends_at", body.ends_at, zone)
    return replace(
        sale,
        name=body.name or sale.name,
        worth=worth,
        starts_at=_moment("starts_at", body.starts_at, zone) if body.starts_at else sale.starts_at,
        ends_at=ends_at,
        time_zone=zone,
        priority=sale.priority if body.priority is None else body.priority,
        rounding=(
            rounding_of(rounding_row(body.rounding)) if "rounding" in sent else sale.rounding
        ),
        tiers=sale.tiers if body.tiers is None else _tiers(body.tiers, currency),
        words=words,
        version=sale.version + 1,
    )


def _worth(
    amount: Decimal | None, percent_off: Decimal | None, currency: str, field: str = "amount"
) -> Worth:
    if (amount is None) == (percent_off is None):
        raise Invalid.field(field, "give either an amount or percent_off, not both and not none")
    if amount is not None:
        try:
            amount = check_amount(amount, currency)
        except ValueError as error:
            raise Invalid.field(field, str(error)) from error
    return Worth(amount, percent_off)


def _tiers(tiers: Sequence[TierIn], currency: str) -> tuple[Worth, ...]:
    quantities = [tier.min_quantity for tier in tiers]
    if sorted(set(quantities)) != quantities:
        raise Invalid.field("tiers", "give each min_quantity once, the smallest first")
    return tuple(
        replace(
            _worth(tier.amount, tier.percent_off, currency, f"tiers.{place}.amount"),
            min_quantity=tier.min_quantity,
        )
        for place, tier in enumerate(tiers)
    )


def _moment(field: str, text: str, zone: str) -> datetime:
    try:
        return moment_of(text, zone)
    except ValueError as error:
        raise Invalid.field(field, str(error)) from error


def _check_window(sale: Sale, moment: datetime, *, started: bool = False) -> None:
    """A window that is not over, and ends behind its start."""
    if sale.ends_at is not None and sale.ends_at <= sale.starts_at:
        raise Invalid.field("ends_at", "must be later than starts_at")
    if sale.is_over(moment):
        raise Invalid.field("ends_at", "must lie ahead; to end a running sale now, use /end")
    if started and sale.starts_at > moment:
        raise Invalid.field("starts_at", "the sale runs already; end it and make another")


async def _open_sale(session: AsyncSession, sale_id: int) -> tuple[Book, Entry, Sale]:
    """The sale with its price, locked. Raises `SaleNotFound`, `SaleOver`."""
    row = await _find(session, sale_id)
    book = await open_book(session, {row.item_id})
    entry = next(each for each in book.entries.values() if each.price_id == row.price_id)
    sale = next((each for each in entry.layers.sales if each.id == sale_id), None)
    if sale is None or sale.is_over(book.moment):
        raise SaleOver(f"The sale {row.name} is over; make a new one.")
    return book, entry, sale


async def _find(session: AsyncSession, sale_id: int) -> Any:
    row = await queries.find_sale(session, sale_id)
    if row is None:
        raise SaleNotFound(f"There is no sale with the id {sale_id}.")
    return row


def _shown(entry: Entry, row: Any, moment: datetime) -> SaleOut:
    """As it is by now, also where its start is not written down yet."""
    current = entry.layers.at(moment).sales
    sale = next((each for each in current if each.id == row.id), None)
    return sale_out(sale or sale_of(row), entry, moment)


def _check_version(
    sale: Sale, entry: Entry, book: Book, expected: int | None, if_match: int | None
) -> None:
    current = sale_out(sale, entry, book.moment).model_dump(mode="json")
    if if_match not in {None, sale.version}:
        raise SalePreconditionFailed(
            f"The sale has version {sale.version}, not {if_match}.", current=current
        )
    if expected not in {None, sale.version}:
        raise StaleSale(f"The sale has version {sale.version}, not {expected}.", current=current)
