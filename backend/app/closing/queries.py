"""The statements that find what is open for an item or at a location."""

from collections.abc import Sequence

from sqlalchemy import TextClause, text
from sqlalchemy.ext.asyncio import AsyncSession

from app.db.base import Record

# Each row carries the number of all rows as ``total``.
STOCK = text(
    """
    SELECT items.sku, locations.code AS location, on_hand, reserved, count(*) OVER () AS total
    FROM stock_levels
    JOIN items ON items.id = item_id
    JOIN locations ON locations.id = location_id
    WHERE (item_id = CAST(:item AS bigint) OR location_id = CAST(:place AS bigint))
      AND (on_hand <> 0 OR reserved <> 0)
    ORDER BY abs(on_hand) DESC, stock_levels.id LIMIT :limit
    """
)
HOLDS = text(
    """
    SELECT holds.id, holds.reference, holds.expires_at, count(*) OVER () AS total
    FROM holds
    WHERE state = 'held' AND EXISTS (
        SELECT FROM stock_movements JOIN stock_levels ON stock_levels.id = level_id
        WHERE hold_id = holds.id AND kind = 'reserve' AND reserved > 0
          AND (item_id = CAST(:item AS bigint) OR location_id = CAST(:place AS bigint))
    )
    ORDER BY holds.id LIMIT :limit
    """
)
TRANSFERS_OF_ITEM = text(
    """
    SELECT transfers.id, origin.code AS from_location, target.code AS to_location,
           transfers.reference, moved.in_transit, count(*) OVER () AS total
    FROM transfers
    JOIN locations AS origin ON origin.id = from_location_id
    JOIN locations AS target ON target.id = to_location_id
    CROSS JOIN LATERAL (
        SELECT CAST(-coalesce(sum(delta_on_hand), 0) AS bigint) AS in_transit
        FROM stock_movements JOIN stock_levels ON stock_levels.id = level_id
        WHERE transfer_id = transfers.id AND item_id = :item
    ) AS moved
    WHERE state = 'in_transit' AND moved.in_transit > 0
    ORDER BY transfers.id LIMIT :limit
    """
)
TRANSFERS_OF_LOCATION = text(
    """
    SELECT transfers.id, origin.code AS from_location, target.code AS to_location,
           transfers.reference, count(*) OVER () AS total
    FROM transfers
    JOIN locations AS origin ON origin.id = from_location_id
    JOIN locations AS target ON target.id = to_location_id
    WHERE state = 'in_transit' AND :place IN (from_location_id, to_location_id)
    ORDER BY transfers.id LIMIT :limit
    """
)
# A change of many prices names its items in rows of its own; its proposal shows a part of them.
PROPOSALS = text(
    """
    SELECT id, kind, title, proposed_by, count(*) OVER () AS total
    FROM price_proposals
    WHERE state = 'pending' AND expires_at > clock_timestamp()
      AND (lines @> jsonb_build_array(jsonb_build_object('item_id', CAST(:item AS bigint)))
           OR EXISTS (SELECT FROM price_bulk_rows AS line
                      WHERE line.bulk_id = price_proposals.bulk_id AND item_id = :item
                        AND line.state = 'ready'))
    ORDER BY id LIMIT :limit
    """
)
SALES = text(
    """
    SELECT price_sales.id, price_sales.name, price_list, currency, starts_at, ends_at,
           count(*) OVER () AS total
    FROM price_sales JOIN prices ON prices.id = price_id
    WHERE item_id = :item AND price_sales.state = 'active'
      AND (ends_at IS NULL OR ends_at > clock_timestamp())
    ORDER BY starts_at, price_sales.id LIMIT :limit
    """
)

OF_ITEM = {
    "stock": STOCK,
    "holds": HOLDS,
    "transfers": TRANSFERS_OF_ITEM,
    "proposals": PROPOSALS,
    "sales": SALES,
}
OF_LOCATION = {"stock": STOCK, "holds": HOLDS, "transfers": TRANSFERS_OF_LOCATION}


async def list_open(
    session: AsyncSession,
    statements: dict[str, TextClause],
    *,
    item: int | None = None,
    place: int | None = None,
    limit: int,
) -> dict[str, Sequence[Record]]:
    """What is open by its kind, at most ``limit`` rows of each."""
    given = {"item": item, "place": place, "limit": limit}
    found: dict[str, Sequence[Record]] = {}
    for kind, statement in statements.items():
        wanted = {name: given[name] for name in statement.compile().params}
        found[kind] = (await session.execute(statement, wanted)).all()
    return found
