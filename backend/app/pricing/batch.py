"""How are many base prices set in one go, by the same rules as one?

A file brings thousands of prices in the order of their time. Each becomes a step of its timeline
and a change of its own, as if they had been set one by one; only the round trips are fewer.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from app.catalog.errors import ItemArchived
from app.catalog.service import get_items_by_id
from app.core.clock import now
from app.core.money import at_scale
from app.db.base import Record
from app.feed.change import Change
from app.feed.unit_of_work import UnitOfWork
from app.pricing import queries
from app.pricing.changes import price_changed
from app.pricing.schemas import PriceChangeOut, PriceOut
from app.pricing.service import PriceCommand, percent_between, price_out

COMMANDS_MAX = 5_000


async def set_base_prices(work: UnitOfWork, commands: Sequence[PriceCommand]) -> int:
    """Set base prices in their order, all of them or none; how many steps that made.

    All commands name one price list and one currency, and expect no version; at most
    `COMMANDS_MAX`. A price that is in force already makes no step. Raises the catalog's errors
    for an unknown or archived item.
    """
    assert len(commands) <= COMMANDS_MAX, "a caller with more sends them in parts"
    if not commands:
        return 0
    await _check_items(work, commands)
    current, fresh = await _lock_or_insert(work, commands)
    steps: list[dict[str, Any]] = []
    told: list[tuple[PriceOut, PriceChangeOut]] = []
    for command in commands:
        before = current[command.item_id]
        is_first = before.id in fresh
        if not is_first and before.amount == command.amount:
            continue
        fresh.discard(before.id)
        price, step = _next_step(command, before, is_first=is_first)
        current[command.item_id] = price
        steps.append(step)
        told.append((price, _as_change(price, step)))
    if steps:
        written = await queries.advance_prices(work.session, steps)
        work.record(*(_tell(*pair, row) for pair, row in zip(told, written, strict=True)))
    return len(steps)


async def _check_items(work: UnitOfWork, commands: Sequence[PriceCommand]) -> None:
    first = commands[0]
    assert all(
        (command.price_list, command.currency) == (first.price_list, first.currency)
        and command.expected_version is None
        and command.if_match is None
        for command in commands
    ), "a batch is of one price list and currency and expects no version"
    for item in (await get_items_by_id(work.session, {c.item_id for c in commands})).values():
        if item.status == "archived":
            raise ItemArchived(f"{item.sku} is archived; its price stays as it is.")


async def _lock_or_insert(
    work: UnitOfWork, commands: Sequence[PriceCommand]
) -> tuple[dict[int, PriceOut], set[int]]:
    """Every price by its item, locked, and the ids of those that these commands have made."""
    first = {command.item_id: command for command in reversed(commands)}

    async def lock() -> dict[int, PriceOut]:
        rows = await queries.lock_prices(
            work.session,
            sorted(first),
            price_list=commands[0].price_list,
            currency=commands[0].currency,
        )
        return {row.item_id: price_out(row) for row in rows}

    current = await lock()
    missing = [command for item_id, command in sorted(first.items()) if item_id not in current]
    if not missing:
        return current, set()
    made = await queries.insert_prices(
        work.session,
        [
            {
                "item_id": command.item_id,
                "price_list": command.price_list,
                "currency": command.currency,
                "amount": command.amount,
                "since": _moment(command),
            }
            for command in missing
        ],
    )
    return await lock(), made


def _next_step(
    command: PriceCommand, before: PriceOut, *, is_first: bool
) -> tuple[PriceOut, dict[str, Any]]:
    """The price after the command, and the line of the timeline that tells of it."""
    amount = at_scale(command.amount, command.currency)
    price = before.model_copy(
        update={
            "amount": amount,
            "since": _moment(command),
            "version": before.version if is_first else before.version + 1,
        }
    )
    step = {
        "price_id": price.id,
        "before": None if is_first else before.amount,
        "amount": amount,
        "change_percent": percent_between(None if is_first else before.amount, amount),
        "version": price.version,
        "reason": command.reason,
        "reference": command.reference,
        "actor": command.actor,
        "occurred_at": price.since,
    }
    return price, step


def _as_change(price: PriceOut, step: dict[str, Any]) -> PriceChangeOut:
    words = {
        "item_id": price.item_id,
        "sku": price.sku,
        "item_name": price.name,
        "price_list": price.price_list,
        "currency": price.currency,
    }
    # The database gives the last two.
    return PriceChangeOut.model_validate(step | words | {"id": 0, "recorded_at": price.since})


def _tell(price: PriceOut, change: PriceChangeOut, row: Record) -> Change:
    return price_changed(
        price.model_copy(update={"updated_at": row.updated_at}),
        change.model_copy(update={"id": row.id, "recorded_at": row.recorded_at}),
    )


def _moment(command: PriceCommand) -> datetime:
    return command.occurred_at or now()
