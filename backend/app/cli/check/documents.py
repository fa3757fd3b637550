"""The comparisons of holds, counts and transfers with the lines that they left in the ledger.

The statements are put together from constants of this package alone.
"""

# ruff: noqa: S608
from app.cli.check.comparison import LEVEL, LEVEL_WORDS, Comparison

HOLDS = Comparison(
    "holds",
    "what open holds keep is what is reserved, and a hold that is over keeps nothing",
    "SELECT count(*) FROM holds",
    f"""
    WITH kept AS (
        SELECT hold_id, level_id, sum(delta_reserved) AS quantity
        FROM stock_movements WHERE hold_id IS NOT NULL GROUP BY hold_id, level_id
    )
    SELECT format('hold %s: open, but it keeps nothing', id) AS what
    FROM holds
    WHERE state = 'held'
      AND coalesce((SELECT sum(quantity) FROM kept WHERE hold_id = holds.id), 0) = 0
    UNION ALL
    SELECT format('hold %s: %s, but it keeps %s of %s', holds.id, state, quantity, {LEVEL})
    FROM holds
    JOIN kept ON kept.hold_id = holds.id
    JOIN stock_levels ON stock_levels.id = kept.level_id {LEVEL_WORDS}
    WHERE CASE WHEN state = 'held' THEN quantity < 0 ELSE quantity <> 0 END
    UNION ALL
    SELECT format('%s: %s reserved, but its open holds keep %s', {LEVEL}, reserved,
                  coalesce(quantity, 0))
    FROM stock_levels {LEVEL_WORDS}
    LEFT JOIN (
        SELECT level_id, sum(quantity) AS quantity
        FROM kept JOIN holds ON holds.id = kept.hold_id AND state = 'held' GROUP BY level_id
    ) AS open ON open.level_id = stock_levels.id
    WHERE reserved <> coalesce(quantity, 0)
    """,
)
# What a count has balanced lies at its place, whenever it was recorded.
COUNTS = Comparison(
    "counts",
    "what happened until a count, and what was balanced at it, add up to what was counted",
    "SELECT count(*) FROM stock_movements WHERE counted IS NOT NULL",
    f"""
    WITH lines AS (
        SELECT id, level_id, occurred_at, counted,
               sum(delta_on_hand) OVER (
                   PARTITION BY level_id
                   ORDER BY occurred_at, coalesce(count_id, reverses_id, id), id
               ) AS until_then
        FROM stock_movements
        WHERE level_id IN (SELECT level_id FROM stock_movements WHERE counted IS NOT NULL)
    ), balanced AS (
        SELECT count_id, sum(delta_on_hand) AS quantity
        FROM stock_movements WHERE count_id IS NOT NULL GROUP BY count_id
    )
    SELECT format('count %s of %s: counted %s at %s, but what happened until then adds up to %s',
                  lines.id, {LEVEL}, counted, rfc3339(occurred_at),
                  until_then + coalesce(quantity, 0)) AS what
    FROM lines
    JOIN stock_levels ON stock_levels.id = lines.level_id {LEVEL_WORDS}
    LEFT JOIN balanced ON balanced.count_id = lines.id
    WHERE counted IS NOT NULL AND until_then + coalesce(quantity, 0) <> counted
      AND NOT EXISTS (SELECT FROM stock_movements AS back WHERE back.reverses_id = lines.id)
    ORDER BY lines.id
    """,
)
TRANSFERS = Comparison(
    "transfers",
    "no more arrives than left, and a transfer is in transit as long as goods are",
    "SELECT count(*) FROM transfers",
    """
    WITH goods AS (
        SELECT transfer_id, item_id,
               -coalesce(sum(delta_on_hand) FILTER (WHERE kind = 'transfer_out'), 0) AS sent,
               coalesce(sum(delta_on_hand) FILTER (WHERE kind = 'transfer_in'), 0) AS arrived
        FROM stock_movements JOIN stock_levels ON stock_levels.id = level_id
        WHERE transfer_id IS NOT NULL GROUP BY transfer_id, item_id
    )
    SELECT format('transfer %s: %s of %s came in, but %s went out', transfer_id, arrived, sku,
                  sent) AS what
    FROM goods JOIN items ON items.id = item_id WHERE arrived > sent
    UNION ALL
    SELECT format('transfer %s: in transit, but nothing of it is', id)
    FROM transfers
    WHERE state = 'in_transit'
      AND NOT EXISTS (SELECT FROM goods WHERE transfer_id = transfers.id AND sent > arrived)
    UNION ALL
    SELECT format('transfer %s: %s, settled at %s', id, state,
                  coalesce(rfc3339(settled_at), 'no time'))
    FROM transfers WHERE (state = 'in_transit') <> (settled_at IS NULL)
    """,
)
