"""What does a rule make of a price?"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from app.core.errors import Invalid
from app.core.money import check_amount
from app.pricing.engine.amounts import RoundingRule, add_percent, settle
from app.pricing.engine.book import Book
from app.pricing.engine.rows import rounding_of
from app.pricing.engine.steps import Entry, Key
from app.repricing.schemas import BulkCreate


@dataclass(frozen=True, slots=True)
class Rule:
    """How a new base price comes from an old one; ``value`` is an amount or percent."""

    kind: Literal["set", "percent", "amount", "match"]
    value: Decimal
    column: Literal["cost", "effective", "price_list"] | None = None
    price_list: str | None = None
    rounding: RoundingRule | None = None

    @classmethod
    def of(cls, told: dict[str, Any], rounding: dict[str, Any] | None) -> "Rule":
        """As a bulk keeps it."""
        return cls(
            told["kind"],
            Decimal(told["value"]),
            told["column"],
            told["price_list"],
            rounding_of(rounding),
        )

    def new_amount(self, old: Decimal, currency: str, matched: Decimal | None = None) -> Decimal:
        """The new base price, never below 0; ``old`` where there is nothing to match."""
        match self.kind:
            case "set":
                ruled = self.value
            case "percent":
                ruled = add_percent(old, self.value)
            case "amount":
                ruled = old + self.value
            case "match":
                if matched is None:
                    return old
                ruled = add_percent(matched, self.value)
        return settle(ruled, currency, self.rounding)

    def matched(self, book: Book, entry: Entry) -> Decimal | None:
        """What the column says of this price; None where it says nothing.

        Of another list it is the base price: a sale that runs there is nothing to keep for good.
        """
        match self.column:
            case "cost":
                return entry.layers.cost
            case "effective":
                # As of now, whether its sales are written down yet or not.
                return entry.layers.at(book.moment).amount()
            case "price_list":
                assert self.price_list is not None, "the schema holds both together"
                key = entry.key
                other = book.find(Key(key.item_id, self.price_list, key.currency))
                return other.base if other else None
            case None:
                return None


def check_amounts(body: BulkCreate) -> None:
    """Raises `Invalid` for an amount with more decimals than the currency has."""
    amounts = {
        "filter.min_amount": body.filter.min_amount,
        "filter.max_amount": body.filter.max_amount,
    }
    if body.rule.kind in {"set", "amount"}:
        amounts["rule.value"] = body.rule.value
    if body.rounding is not None:
        amounts |= {"rounding.to": body.rounding.to, "rounding.ending": body.rounding.ending}
    for name, amount in amounts.items():
        if amount is None:
            continue
        try:
            check_amount(amount, body.currency)
        except ValueError as error:
            raise Invalid.field(name, str(error)) from error
