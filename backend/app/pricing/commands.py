"""How is a base price set inside a unit of work that is open already?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from app.core.errors import FieldError
from app.core.money import plain
from app.feed.unit_of_work import UnitOfWork
from app.pricing.engine.book import Book
from app.pricing.engine.gate import Written, check_active, open_book, write_book
from app.pricing.engine.layers import ListNode
from app.pricing.engine.rows import price_out
from app.pricing.engine.steps import Entry, Key, Origin
from app.pricing.errors import (
    CurrencyMismatch,
    NoBasePrice,
    PriceListInactive,
    PriceListNotFound,
    PricePreconditionFailed,
    StalePrice,
)
from app.pricing.proposals import Approval, Draft, Proposer
from app.pricing.schemas import PriceOut, PriceResult
from app.pricing.types import Cause, ProposalKind


@dataclass(frozen=True, slots=True)
class PriceCommand:
    """A base price that somebody wants set; ``amount`` fits the currency.

    ``amount`` of None takes the list's own price away, so that the parent's holds again.
    ``occurred_at`` of None means now. ``expected_version`` of 0 means that there is no price yet.
    """

    item_id: int
    amount: Decimal | None
    currency: str
    actor: str
    price_list: str = "default"
    reason: str | None = None
    reference: str | None = None
    occurred_at: datetime | None = None
    expected_version: int | None = None
    if_match: int | None = None
    override_reason: str | None = None
    cause: Cause = "base_price"

    @property
    def key(self) -> Key:
        return Key(self.item_id, self.price_list, self.currency)

    def origin(self, approval: Approval | None = None) -> Origin:
        return Origin(
            self.cause,
            self.actor,
            self.reason,
            self.reference,
            approval.by if approval else None,
            self.override_reason,
        )


def node_of(book: Book, price_list: str) -> ListNode:
    """The list. Raises `PriceListNotFound`."""
    node = book.nodes.get(price_list)
    if node is None:
        known = ", ".join(sorted(book.nodes)[:5])
        raise PriceListNotFound(
            f"There is no price list {price_list}; there are: {known}.",
            errors=[FieldError("price_list", "is unknown")],
        )
    return node


def check_list(book: Book, price_list: str, currency: str) -> ListNode:
    """The list, if prices of this currency may be set in it.

    Raises `PriceListNotFound`, `PriceListInactive` or `CurrencyMismatch`.
    """
    node = node_of(book, price_list)
    if not node.active:
        raise PriceListInactive(f"{price_list} is closed; open it again or choose another list.")
    if node.currency not in {None, currency}:
        raise CurrencyMismatch(
            f"The prices of {price_list} are in {node.currency}, not in {currency}."
        )
    return node


async def set_base_price(
    work: UnitOfWork,
    command: PriceCommand,
    proposer: Proposer,
    approval: Approval | None = None,
) -> PriceResult:
    """Set one base price, or open a proposal where the guard wants one.

    Raises `PriceBlocked`, `NoBasePrice` where a price is taken away and none would be left, the
    errors of `check_list`, `StalePrice` / `PricePreconditionFailed`, and the catalog's errors for
    an unknown or archived item.
    """
    book = await open_book(work.session, {command.item_id})
    check_active(book)
    check_list(book, command.price_list, command.currency)
    entry = book.find(command.key)
    _check_version(command, entry)
    if command.amount is None:
        _check_inherits(book, command.key)
    origin = command.origin(approval)
    plan = book.plan_base(command.key, command.amount, origin, command.occurred_at)
    draft = _draft(command, book, entry)
    proposal = await proposer.decide(work, book, plan, origin, draft, approval)
    if proposal is not None:
        price = price_out(entry) if entry else None
        return PriceResult(price=price, change=None, hits=plan.hits, proposal=proposal)
    written = await write_book(work, book)
    return PriceResult(
        price=price_of(book, command.key, written),
        change=written.last_change(command.key),
        hits=plan.hits,
        proposal=None,
    )


def price_of(book: Book, key: Key, written: Written) -> PriceOut:
    return written.prices.get(key) or price_out(book.entries[key])


async def carry_out(
    work: UnitOfWork, told: dict[str, Any], proposer: Proposer, approval: Approval
) -> Sequence[PriceOut]:
    """What an approved proposal of this room wanted. Raises `StalePrice` where the base price is
    no longer the one that was looked at, and what `set_base_price` raises."""
    key = Key(told["item_id"], told["price_list"], told["currency"])
    book = await open_book(work.session, {key.item_id})
    check_base(book, key, told["base"])
    command = PriceCommand(
        item_id=key.item_id,
        amount=None if told["amount"] is None else Decimal(told["amount"]),
        currency=key.currency,
        price_list=key.price_list,
        actor=told["actor"],
        reason=told["reason"],
        override_reason=told["override_reason"],
        cause=told["cause"],
    )
    result = await set_base_price(work, command, proposer, approval)
    return [result.price] if result.price else []


def check_base(book: Book, key: Key, seen: str | None) -> None:
    """Raises `StalePrice` unless the base price is the one that a proposal was made for."""
    entry = book.find(key)
    current = plain(entry.base) if entry else None
    if current != seen:
        raise StalePrice(
            f"The base price was {seen} when it was proposed, and is {current} now; "
            "reject the proposal and propose anew.",
            current=price_out(entry).model_dump(mode="json") if entry else None,
        )


def _draft(command: PriceCommand, book: Book, entry: Entry | None) -> Draft:
    sku = book.items[command.item_id].sku
    before = f"{plain(entry.base)} → " if entry else ""
    amount = command.amount if command.amount is not None else book.inherited(command.key)
    assert amount is not None, "a price is taken away only where another one holds"
    kind: ProposalKind = "revert" if command.cause == "revert" else "base"
    return Draft(
        kind=kind,
        title=f"{sku}: {before}{plain(amount)} {command.currency}",
        command={
            "item_id": command.item_id,
            "price_list": command.price_list,
            "currency": command.currency,
            "amount": None if command.amount is None else plain(command.amount),
            "base": plain(entry.base) if entry else None,
            "actor": command.actor,
            "reason": command.reason,
            "override_reason": command.override_reason,
            "cause": command.cause,
        },
    )


def _check_inherits(book: Book, key: Key) -> None:
    if book.inherited(key) is None or book.find(key) is None:
        sku = book.items[key.item_id].sku
        raise NoBasePrice(
            f"{key.price_list} has no parent with a price of {sku} in {key.currency}, so the item "
            "would have none; set another price instead."
        )


def _check_version(command: PriceCommand, entry: Entry | None) -> None:
    version = entry.version if entry else 0
    current = price_out(entry).model_dump(mode="json") if entry else None
    if command.if_match not in {None, version}:
        raise PricePreconditionFailed(
            f"The price has version {version}, not {command.if_match}.", current=current
        )
    if command.expected_version not in {None, version}:
        raise StalePrice(
            f"The price has version {version}, not {command.expected_version}.", current=current
        )
