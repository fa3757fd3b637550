"""What sale does a body describe, and can there be such a one?"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from app.core.errors import Invalid
from app.core.money import check_amount, plain
from app.core.zones import moment_of
from app.pricing.engine.layers import Sale, Worth
from app.pricing.engine.rows import rounding_of, rounding_row
from app.sales.schemas import SaleUpdate, TierIn


def edited(sale: Sale, body: SaleUpdate, currency: str) -> Sale:
    sent = body.model_fields_set
    zone = body.time_zone or sale.time_zone
    worth = sale.worth
    if {"amount", "percent_off"} & sent:
        worth = worth_of(body.amount, body.percent_off, currency)
    assert sale.words is not None, "somebody made the sale"
    words = replace(
        sale.words,
        reason=body.reason or sale.words.reason,
        override_reason=body.override_reason or sale.words.override_reason,
    )
    ends_at = sale.ends_at
    if "ends_at" in sent:
        ends_at = None if body.ends_at is None else moment_in("ends_at", body.ends_at, zone)
    return replace(
        sale,
        name=body.name or sale.name,
        worth=worth,
        starts_at=moment_in("starts_at", body.starts_at, zone)
        if body.starts_at
        else sale.starts_at,
        ends_at=ends_at,
        time_zone=zone,
        priority=sale.priority if body.priority is None else body.priority,
        rounding=(
            rounding_of(rounding_row(body.rounding)) if "rounding" in sent else sale.rounding
        ),
        tiers=sale.tiers if body.tiers is None else tiers_of(body.tiers, currency),
        words=words,
        version=sale.version + 1,
    )


def worth_of(
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


def tiers_of(tiers: Sequence[TierIn], currency: str) -> tuple[Worth, ...]:
    quantities = [tier.min_quantity for tier in tiers]
    if sorted(set(quantities)) != quantities:
        raise Invalid.field("tiers", "give each min_quantity once, the smallest first")
    return tuple(
        replace(
            worth_of(tier.amount, tier.percent_off, currency, f"tiers.{place}.amount"),
            min_quantity=tier.min_quantity,
        )
        for place, tier in enumerate(tiers)
    )


def check_worth(sale: Sale, base: Decimal, currency: str) -> None:
    """Raises `Invalid`, naming the field, where a price of the sale is above the base price, or a
    tier above the one before it."""
    before, than = base, "the base price"
    for place, worth in enumerate((sale.worth, *sale.tiers)):
        price = worth.of(base, currency, sale.rounding)
        kind = "amount" if worth.percent_off is None else "percent_off"
        if price > before:
            if sale.rounding is not None and worth.of(base, currency, None) <= before:
                kind = "rounding"
            tier = f"tiers.{place - 1}." if place and kind != "rounding" else ""
            remedy = "give a larger percent_off" if kind == "percent_off" else f"lower the {kind}"
            remedy = "round down, or to a smaller step" if kind == "rounding" else remedy
            raise Invalid.field(
                f"{tier}{kind}",
                f"makes {plain(price)} {currency}, which is more than {than} of {plain(before)}; "
                f"{remedy}",
            )
        before, than = price, "the price below it" if place else "the sale's own price"


def moment_in(field: str, text: str, zone: str) -> datetime:
    try:
        return moment_of(text, zone)
    except ValueError as error:
        raise Invalid.field(field, str(error)) from error


def has_other_worth(sale: Sale, known: Sale) -> bool:
    return (sale.worth, sale.tiers, sale.rounding) != (known.worth, known.tiers, known.rounding)


def goes_beyond(sale: Sale, known: Sale) -> bool:
    """Whether it is more than it was: another price, a higher rank, or a time it did not have."""
    return (
        has_other_worth(sale, known)
        or sale.priority > known.priority
        or sale.starts_at < known.starts_at
        or (known.ends_at is not None and (sale.ends_at is None or sale.ends_at > known.ends_at))
    )


def check_window(sale: Sale, moment: datetime, *, started: bool = False) -> None:
    """A window that is not over, and ends behind its start."""
    if sale.ends_at is not None and sale.ends_at <= sale.starts_at:
        raise Invalid.field("ends_at", "must be later than starts_at")
    if sale.is_over(moment):
        raise Invalid.field("ends_at", "must lie ahead; to end a running sale now, use /end")
    if started and sale.starts_at > moment:
        raise Invalid.field("starts_at", "the sale runs already; end it and make another")
