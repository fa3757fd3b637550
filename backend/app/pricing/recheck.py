"""What do prices break when something beside them changed?"""

from collections.abc import Collection

from app.feed.unit_of_work import UnitOfWork
from app.pricing.engine import queries
from app.pricing.engine.gate import open_book, write_book
from app.pricing.engine.steps import Origin


async def recheck_prices(
    work: UnitOfWork, item_ids: Collection[int], *, actor: str, reason: str
) -> None:
    """Ask the guard again, since the cost changed or the guard did.

    A price that is in force stays what it is: nobody's price changes because a cost did. What it
    breaks is told on the feed, and a sale that starts later is asked again at its start.
    """
    book = await open_book(work.session, item_ids)
    book.adopt(book.plan_check(Origin("base_price", actor, reason)))
    await write_book(work, book)


async def share_lists(work: UnitOfWork) -> None:
    """What the catalog calls before it locks an item whose prices it may have looked at again:
    whoever changes a list holds all lists, and then waits for the items."""
    await queries.share_lists(work.session)


async def recheck_item(work: UnitOfWork, item_id: int, actor: str, what: str) -> None:
    """What the catalog calls when the cost or the category of an item is another."""
    await recheck_prices(work, {item_id}, actor=actor, reason=f"the {what} changed")
