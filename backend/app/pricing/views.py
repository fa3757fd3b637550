"""How do rows of the tables become what is said about prices?"""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from app.core.money import Money, at_scale
from app.db.base import Record
from app.pricing.engine.amounts import margin_percent
from app.pricing.engine.book import Book
from app.pricing.engine.layers import Sale, base_trail, because_of, sale_trail
from app.pricing.engine.steps import Entry, Key
from app.pricing.schemas import (
    EffectivePrice,
    GuardHit,
    GuardLimit,
    LastChange,
    PriceChangeOut,
    PriceLayer,
    PriceOut,
    PriceRow,
    SaleFace,
    Tier,
    TrailStep,
)
from app.pricing.types import LayerState


def row_out(row: Record) -> PriceOut:
    return PriceOut.model_validate(_values(row))


def table_row(row: Record, *, with_cost: bool) -> PriceRow:
    """A line of the table; cost and margin only for those who may see them."""
    cost = None
    if with_cost and row.cost_amount is not None:
        scaled = at_scale(row.cost_amount, row.cost_currency)
        cost = Money(amount=scaled, currency=row.cost_currency)
    last = None
    if row.last_at is not None:
        before = row.last_before
        last = LastChange(
            before=None if before is None else at_scale(before, row.currency),
            change_percent=row.last_percent,
            significance=row.last_significance,
            occurred_at=row.last_at,
            actor=row.last_actor,
        )
    values = _values(row) | {"cost": cost, "margin_percent": None, "last_change": last}
    return with_margin(PriceRow.model_validate(values))


def with_margin(price: PriceRow) -> PriceRow:
    """The margin of the effective price, where the cost is known in its currency."""
    cost = price.cost
    known = cost.amount if cost and cost.currency == price.currency else None
    return price.model_copy(update={"margin_percent": margin_percent(price.amount, known)})


def _values(row: Record) -> dict[str, object]:
    values = dict(row._mapping)
    values["amount"] = at_scale(row.amount, row.currency)
    values["base"] = at_scale(row.base, row.currency)
    values["sale"] = None
    if row.sale_id is not None:
        values["sale"] = SaleFace(id=row.sale_id, name=row.sale_name, ends_at=row.sale_ends_at)
    return values


def change_row(row: Record) -> PriceChangeOut:
    values = dict(row._mapping)
    for name in ("before", "amount", "base"):
        value: Decimal | None = values[name]
        values[name] = None if value is None else at_scale(value, row.currency)
    values["confirmed_alone"] = row.approved_by is not None and row.approved_by == row.actor
    return PriceChangeOut.model_validate(values)


def effective_of(book: Book, entry: Entry, at: datetime, quantity: int) -> EffectivePrice:
    """The price as planned for a moment that is not past, and how it comes about."""
    layers = entry.layers.at(at)
    winner, amount = layers.offer(quantity)
    trail = [*_base_steps(book, entry), *sale_trail(layers, quantity)]
    return EffectivePrice(
        amount=amount,
        currency=layers.currency,
        because=because_of(winner, entry.own),
        sale_id=winner.id if winner else None,
        price_list=layers.price_list,
        at=at,
        quantity=quantity,
        trail=trail,
    )


def _base_steps(book: Book, entry: Entry) -> list[TrailStep]:
    """From the list that has a price of its own, down to this one."""
    nodes = [book.nodes[entry.layers.price_list]]
    own = entry.own
    while own is None:
        parent = nodes[-1].parent
        assert parent is not None, "an inherited price has a parent"
        nodes.append(book.nodes[parent])
        own = book.entries[Key(entry.item.id, parent, entry.layers.currency)].own
    return base_trail(nodes, own, entry.layers.currency)


def layers_of(entry: Entry, at: datetime) -> list[PriceLayer]:
    """The base price and every sale that is not over, the one in force first among them."""
    layers = entry.layers.at(at)
    winner = layers.winner()
    base = PriceLayer(
        id=None,
        kind=because_of(None, entry.own),
        amount=layers.base,
        currency=layers.currency,
        since=entry.since if winner is None else None,
        state="outranked" if winner else "in_force",
        version=entry.version,
    )
    sales = sorted(
        (sale for sale in layers.sales if sale.state != "removed"),
        key=lambda sale: (sale is not winner, sale.starts_at, sale.id),
    )
    return [base, *(_sale_layer(entry, sale, winner, at) for sale in sales)]


def _sale_layer(entry: Entry, sale: Sale, winner: Sale | None, at: datetime) -> PriceLayer:
    currency = entry.layers.currency
    return PriceLayer(
        id=sale.id,
        kind="sale",
        name=sale.name,
        amount=sale.price(entry.base, currency),
        currency=currency,
        percent_off=sale.worth.percent_off,
        tiers=[
            Tier(min_quantity=tier.min_quantity, amount=tier.amount, percent_off=tier.percent_off)
            for tier in sale.tiers
        ],
        priority=sale.priority,
        starts_at=sale.starts_at,
        ends_at=sale.ends_at,
        time_zone=sale.time_zone,
        state=_layer_state(sale, winner, at),
        version=sale.version,
    )


def limits_of(entry: Entry, *, with_margin: bool) -> list[GuardLimit]:
    """What the guard allows; how small a margin may be, only for those who may see the cost."""
    limits = entry.layers.limits
    return [limit.out() for limit in limits if with_margin or limit.rule != "margin"]


def without_margin(hits: Sequence[GuardHit]) -> list[GuardHit]:
    return [hit for hit in hits if hit.rule != "margin"]


def _layer_state(sale: Sale, winner: Sale | None, at: datetime) -> LayerState:
    if winner is not None and sale.id == winner.id:
        return "in_force"
    if sale.state == "suspended":
        return "suspended"
    if sale.is_over(at):
        return "ended"
    return "outranked" if sale.started else "scheduled"
