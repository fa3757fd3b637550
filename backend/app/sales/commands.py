"""How does a sale come, change and go inside a unit of work that is open already?"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.money import plain
from app.core.schema import rfc3339
from app.feed.unit_of_work import UnitOfWork
from app.pricing.commands import check_base, check_list, price_of
from app.pricing.engine.book import Book
from app.pricing.engine.gate import check_active, next_sale_id, open_book, write_book
from app.pricing.engine.layers import Clearance, Sale, SaleWords
from app.pricing.engine.rows import price_out, rounding_of, rounding_row, sale_out
from app.pricing.engine.steps import Entry, Key, Origin
from app.pricing.errors import NoBasePrice
from app.pricing.proposals import Approval, Draft, Proposer
from app.pricing.schemas import GuardHit, PriceOut
from app.sales import queries
from app.sales.drafting import (
    check_window,
    check_worth,
    edited,
    goes_beyond,
    has_other_worth,
    moment_in,
    tiers_of,
    worth_of,
)
from app.sales.errors import (
    SaleNotFound,
    SaleOver,
    SalePreconditionFailed,
    StaleSale,
    TooManySales,
)
from app.sales.schemas import SaleCreate, SaleResult, SaleUpdate

# Of one price, not yet over.
SALES_MAX = 50


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
        book.moment if body.starts_at is None else moment_in("starts_at", body.starts_at, zone)
    )
    ends_at = None if body.ends_at is None else moment_in("ends_at", body.ends_at, zone)
    sale = Sale(
        id=await next_sale_id(work.session),
        name=body.name,
        worth=worth_of(body.amount, body.percent_off, body.currency),
        starts_at=starts_at,
        ends_at=ends_at,
        time_zone=zone,
        priority=body.priority,
        rounding=rounding_of(rounding_row(body.rounding)),
        tiers=tiers_of(body.tiers, body.currency),
        words=SaleWords(actor, body.reason, None, body.override_reason),
    )
    check_window(sale, book.moment)
    check_worth(sale, entry.base, body.currency)
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
    book, entry, sale = await open_sale(work.session, sale_id)
    check_active(book)
    check_version(sale, entry, book, body.expected_version, if_match)
    changed = edited(sale, body, entry.layers.currency)
    check_window(changed, book.moment, started=sale.started)
    if has_other_worth(changed, sale):
        check_worth(changed, entry.base, entry.layers.currency)
    if changed.starts_at > book.moment or sale.state == "suspended":
        # It is looked at anew when it starts.
        changed = replace(changed, started=False, state="active", hits=())
    if changed.cleared and goes_beyond(changed, sale):
        # A second person let through what it was, and nothing more.
        changed = replace(changed, cleared=None)
    draft = Draft(
        kind="sale_edit",
        title=f"{entry.item.sku}: {changed.name}",
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
    return await _pass(work, book, entry, changed, origin, draft, proposer, approval, "edited")


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
    if sale.started:
        # It goes on, and breaks what it breaks now.
        sale = replace(sale, hits=tuple(hits))
    if approval is not None:
        sale = replace(sale, cleared=_clearance(sale, entry, hits), hits=tuple(hits))
        assert sale.words is not None, "somebody made the sale"
        sale = replace(sale, words=replace(sale.words, approved_by=approval.by))
    plan = book.plan_sale(entry.key, sale, origin, event)
    plan.hits = hits
    proposal = await proposer.decide(work, book, plan, origin, draft, approval)
    if proposal is not None:
        return SaleResult(sale=None, price=price_out(entry), hits=hits, proposal=proposal)
    done = await written(work, book, entry.key, sale.id)
    return done.model_copy(update={"hits": hits})


async def written(work: UnitOfWork, book: Book, key: Key, sale_id: int) -> SaleResult:
    made = await write_book(work, book)
    entry = book.entries[key]
    sale = next(sale for sale in entry.layers.sales if sale.id == sale_id)
    return SaleResult(
        sale=sale_out(sale, entry, book.moment),
        price=price_of(book, key, made),
        hits=[],
        proposal=None,
    )


def _clearance(sale: Sale, entry: Entry, hits: Sequence[GuardHit]) -> Clearance:
    layers = entry.layers
    amounts = tuple(
        worth.of(layers.base, layers.currency, sale.rounding) for worth in (sale.worth, *sale.tiers)
    )
    rules = frozenset(hit.rule for hit in hits)
    return Clearance(amounts, layers.base, layers.cost, rules)


async def open_sale(session: AsyncSession, sale_id: int) -> tuple[Book, Entry, Sale]:
    """The sale with its price, locked. Raises `SaleNotFound`, `SaleOver`."""
    row = await find_sale(session, sale_id)
    book = await open_book(session, {row.item_id})
    entry = next(each for each in book.entries.values() if each.price_id == row.price_id)
    sale = next((each for each in entry.layers.sales if each.id == sale_id), None)
    if sale is None or sale.is_over(book.moment):
        raise SaleOver(f"The sale {row.name} is over; make a new one.")
    return book, entry, sale


async def find_sale(session: AsyncSession, sale_id: int) -> Any:
    row = await queries.find_sale(session, sale_id)
    if row is None:
        raise SaleNotFound(f"There is no sale with the id {sale_id}.")
    return row


def check_version(
    sale: Sale, entry: Entry, book: Book, expected: int | None, if_match: int | None
) -> None:
    current = sale_out(sale, entry, book.moment).model_dump(mode="json")
    if if_match not in {None, sale.version}:
        raise SalePreconditionFailed(
            f"The sale has version {sale.version}, not {if_match}.", current=current
        )
    if expected not in {None, sale.version}:
        raise StaleSale(f"The sale has version {sale.version}, not {expected}.", current=current)
