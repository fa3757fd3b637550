"""How are many base prices set in one go, by the same rules as one?

A file brings thousands of prices in the order of their time. Each becomes a step of its timeline
and a change of its own, as if they had been set one by one; only the round trips are fewer.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from app.feed.unit_of_work import UnitOfWork
from app.pricing.commands import PriceCommand, check_list
from app.pricing.engine.gate import check_active, open_book, write_book
from app.pricing.engine.limits import strictest
from app.pricing.schemas import GuardHit

COMMANDS_MAX = 5_000


@dataclass(slots=True)
class BatchResult:
    """Steps that were made, and commands that the guard held back, with the rules they break."""

    steps: int = 0
    held_back: list[tuple[PriceCommand, list[GuardHit]]] = field(default_factory=list)


async def set_base_prices(work: UnitOfWork, commands: Sequence[PriceCommand]) -> BatchResult:
    """Set base prices in their order; at most `COMMANDS_MAX`.

    A price that is in force already makes no step. One that a guard blocks, or wants approved, is
    held back: nobody sits before a file who could ask a second person. Commands expect no version.
    Raises the errors of `check_list`, and the catalog's for an unknown or archived item.
    """
    assert len(commands) <= COMMANDS_MAX, "a caller with more sends them in parts"
    assert all(
        command.expected_version is None and command.if_match is None for command in commands
    ), "a batch expects no version"
    result = BatchResult()
    if not commands:
        return result
    book = await open_book(work.session, {command.item_id for command in commands})
    check_active(book)
    for price_list, currency in {(c.price_list, c.currency) for c in commands}:
        check_list(book, price_list, currency)
    for command in commands:
        plan = book.plan_base(command.key, command.amount, command.origin(), command.occurred_at)
        if strictest(plan.hits) in {"approve", "block"}:
            result.held_back.append((command, plan.hits))
        else:
            book.adopt(plan)
    written = await write_book(work, book)
    causes = {command.cause for command in commands}
    result.steps = sum(change.cause in causes for change in written.changes)
    return result
