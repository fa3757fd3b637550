"""How do rows become layers, and layers rows and answers?"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from decimal import Decimal
from typing import Any

from app.core.money import at_scale, plain
from app.core.schema import rfc3339
from app.core.zones import local_text
from app.db.base import Record
from app.pricing.engine.amounts import (
    RoundingRule,
    percent_between,
    significance,
)
from app.pricing.engine.book import Book
from app.pricing.engine.layers import Clearance, Layers, ListNode, Sale, SaleWords, Worth
from app.pricing.engine.limits import Guard
from app.pricing.engine.steps import Entry, ItemFacts, Step
from app.pricing.engine.window import PricePoint
from app.pricing.sale_schemas import SaleOut, SaleState
from app.pricing.schemas import (
    GuardHit,
    PriceChangeOut,
    PriceOut,
    Rounding,
    SaleFace,
    Tier,
)

GUARD_FIELDS = tuple(Guard.__dataclass_fields__)


def rounding_of(told: dict[str, Any] | None) -> RoundingRule | None:
    if told is None:
        return None
    return RoundingRule(Decimal(told["to"]), Decimal(told["ending"]), told["direction"])


def rounding_row(rounding: RoundingRule | Rounding | None) -> dict[str, Any] | None:
    if rounding is None:
        return None
    return {
        "to": plain(rounding.to),
        "ending": plain(rounding.ending),
        "direction": rounding.direction,
    }


def node_of(row: Record) -> ListNode:
    return ListNode(
        code=row.code,
        currency=row.currency,
        time_zone=row.time_zone,
        parent=row.parent,
        rule_kind=row.rule_kind,
        rule_value=row.rule_value or Decimal(0),
        rounding=rounding_of(row.rounding),
        active=row.active,
    )


def guard_of(row: Record) -> Guard:
    values = {name: getattr(row, name) for name in GUARD_FIELDS}
    for name in ("floor", "ceiling"):
        if values[name] is not None:
            values[name] = at_scale(values[name], row.currency)
    return Guard(**values)


def item_of(row: Record, left_categories: tuple[str, ...] = ()) -> ItemFacts:
    return ItemFacts(**row._mapping, left_categories=left_categories)


def point_of(row: Record) -> PricePoint:
    amount = at_scale(row.base, row.currency)
    return PricePoint(row.occurred_at, row.recorded_at, amount, row.approved)


def sale_of(row: Record) -> Sale:
    cleared = row.cleared and Clearance(
        tuple(Decimal(amount) for amount in row.cleared["amounts"]),
        Decimal(row.cleared["base"]),
        None if row.cleared["cost"] is None else Decimal(row.cleared["cost"]),
        frozenset(row.cleared["rules"]),
    )
    return Sale(
        id=row.id,
        name=row.name,
        worth=Worth(row.amount, row.percent_off and row.percent_off.normalize()),
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        time_zone=row.time_zone,
        priority=row.priority,
        rounding=rounding_of(row.rounding),
        tiers=tuple(_tier_of(tier) for tier in row.tiers),
        state=row.state,
        started=row.started,
        hits=tuple(GuardHit.model_validate(hit) for hit in row.hits),
        cleared=cleared or None,
        words=SaleWords(
            row.created_by,
            row.reason,
            row.approved_by,
            row.override_reason,
            row.created_at,
            row.updated_at,
        ),
        version=row.version,
    )


def _tier_of(told: dict[str, Any]) -> Worth:
    amount, percent = told["amount"], told["percent_off"]
    return Worth(
        None if amount is None else Decimal(amount),
        None if percent is None else Decimal(percent),
        told["min_quantity"],
    )


def sale_row(sale: Sale, price_id: int) -> dict[str, Any]:
    """A sale as `queries.write_sales` takes it."""
    words = sale.words
    assert words is not None, "somebody made the sale"
    return {
        "id": sale.id,
        "price_id": price_id,
        "name": sale.name,
        "priority": sale.priority,
        "amount": _text(sale.worth.amount),
        "percent_off": _text(sale.worth.percent_off),
        "rounding": rounding_row(sale.rounding),
        "tiers": [
            {
                "min_quantity": tier.min_quantity,
                "amount": _text(tier.amount),
                "percent_off": _text(tier.percent_off),
            }
            for tier in sale.tiers
        ],
        "starts_at": rfc3339(sale.starts_at),
        "ends_at": rfc3339(sale.ends_at) if sale.ends_at else None,
        "time_zone": sale.time_zone,
        "state": sale.state,
        "started": sale.started,
        "hits": hits_row(sale.hits),
        "cleared": sale.cleared
        and {
            "amounts": [plain(amount) for amount in sale.cleared.amounts],
            "base": plain(sale.cleared.base),
            "cost": _text(sale.cleared.cost),
            "rules": sorted(sale.cleared.rules),
        },
        "approved_by": words.approved_by,
        "override_reason": words.override_reason,
        "reason": words.reason,
        "created_by": words.created_by,
        "version": sale.version,
    }


def hits_row(hits: Sequence[GuardHit]) -> list[dict[str, Any]]:
    return [hit.model_dump(mode="json") for hit in hits]


def entry_of(
    book: Book, row: Record, sales: Sequence[Sale], past: tuple[PricePoint, ...] = ()
) -> Entry:
    """A price with its layers, and the rules that hold for it."""
    item = book.items[row.item_id]
    layers = Layers(
        price_list=row.price_list,
        currency=row.currency,
        base=at_scale(row.base, row.currency),
        settled_at=row.settled_at,
        sales=tuple(sales),
        past=past,
    )
    return Entry(
        item=item,
        layers=book.limited(layers, item),
        own=None if row.own is None else at_scale(row.own, row.currency),
        amount=at_scale(row.amount, row.currency),
        because=row.because,
        sale_id=row.sale_id,
        since=row.since,
        hits=tuple(GuardHit.model_validate(hit) for hit in row.hits),
        price_id=row.id,
        version=row.version,
        updated_at=row.updated_at,
    )


def entries_of(
    book: Book,
    prices: Sequence[Record],
    sales: Sequence[Record],
    past: Mapping[int, tuple[PricePoint, ...]],
) -> dict[Any, Entry]:
    by_price: dict[int, list[Sale]] = defaultdict(list)
    for row in sales:
        by_price[row.price_id].append(sale_of(row))
    entries = {}
    for row in prices:
        entry = entry_of(book, row, by_price[row.id], past.get(row.id, ()))
        entries[entry.key] = entry
    return entries


def price_out(entry: Entry) -> PriceOut:
    """A price that is written.

    It is made of values that were checked when they came in; a change of many prices would spend
    much of its time on checking them again.
    """
    assert entry.updated_at is not None, "it has been written"
    winner = next((sale for sale in entry.layers.sales if sale.id == entry.sale_id), None)
    face = SaleFace(id=winner.id, name=winner.name, ends_at=winner.ends_at) if winner else None
    return PriceOut.model_construct(
        id=entry.price_id,
        item_id=entry.item.id,
        sku=entry.item.sku,
        name=entry.item.name,
        category=entry.item.category,
        price_list=entry.layers.price_list,
        amount=entry.amount,
        base=entry.base,
        currency=entry.layers.currency,
        because=entry.because,
        sale=face,
        hits=list(entry.hits),
        since=entry.since,
        next_change_at=entry.layers.next_change(),
        version=entry.version,
        updated_at=entry.updated_at,
    )


def change_out(step: Step, change_id: int, recorded_at: datetime) -> PriceChangeOut:
    """A line of the timeline, made without checking as in `price_out`."""
    entry, origin = step.entry, step.origin
    return PriceChangeOut.model_construct(
        id=change_id,
        price_id=entry.price_id,
        item_id=entry.item.id,
        sku=entry.item.sku,
        item_name=entry.item.name,
        price_list=entry.layers.price_list,
        currency=entry.layers.currency,
        before=step.before,
        amount=step.amount,
        base=step.amount if step.is_past else entry.base,
        because="base" if step.is_past else entry.because,
        sale_id=None if step.is_past else entry.sale_id,
        change_percent=percent_between(step.before, step.amount),
        significance=significance(step.before, step.amount),
        cause=origin.cause,
        version=entry.version,
        reason=origin.reason,
        reference=origin.reference,
        actor=origin.actor,
        approved_by=origin.approved_by,
        confirmed_alone=origin.approved_by is not None and origin.approved_by == origin.actor,
        override_reason=origin.override_reason,
        hits=list(step.hits),
        occurred_at=step.occurred_at,
        recorded_at=recorded_at,
    )


def state_of(sale: Sale, at: datetime) -> SaleState:
    if sale.state != "active":
        return sale.state
    if sale.is_over(at):
        return "ended"
    return "running" if sale.started else "scheduled"


def sale_out(sale: Sale, entry: Entry, at: datetime) -> SaleOut:
    """A sale beside the price that it lies over, as of a moment."""
    words = sale.words
    assert words is not None, "somebody made the sale"
    layers = entry.layers
    made = words.created_at or at
    return SaleOut(
        id=sale.id,
        price_id=entry.price_id,
        item_id=entry.item.id,
        sku=entry.item.sku,
        item_name=entry.item.name,
        category=entry.item.category,
        price_list=layers.price_list,
        currency=layers.currency,
        name=sale.name,
        priority=sale.priority,
        amount=sale.worth.amount and at_scale(sale.worth.amount, layers.currency),
        percent_off=sale.worth.percent_off,
        rounding=sale.rounding and Rounding.model_validate(asdict(sale.rounding)),
        tiers=[Tier.model_validate(asdict(tier)) for tier in sale.tiers],
        starts_at=sale.starts_at,
        ends_at=sale.ends_at,
        time_zone=sale.time_zone,
        starts_local=local_text(sale.starts_at, sale.time_zone),
        ends_local=sale.ends_at and local_text(sale.ends_at, sale.time_zone),
        state=state_of(sale, at),
        price=min(layers.base, sale.price(layers.base, layers.currency)),
        base=layers.base,
        overlaps=[other.id for other in layers.sales if _overlap(sale, other)],
        hits=list(sale.hits),
        approved_by=words.approved_by,
        reason=words.reason,
        created_by=words.created_by,
        version=sale.version,
        created_at=made,
        updated_at=words.updated_at or made,
    )


def _overlap(one: Sale, other: Sale) -> bool:
    if one.id == other.id or "removed" in {one.state, other.state}:
        return False
    return not (
        (one.ends_at is not None and one.ends_at <= other.starts_at)
        or (other.ends_at is not None and other.ends_at <= one.starts_at)
    )


def _text(amount: Decimal | None) -> str | None:
    return None if amount is None else plain(amount)
