"""The comparisons of prices: their timelines, and what was announced of them.

The statements are put together from constants of this package alone.
"""

# ruff: noqa: S608
from app.cli.check.comparison import TOLD, Comparison

PRICES = Comparison(
    "price timelines",
    "each price is the last step of its timeline, and each step goes on from the one before",
    "SELECT count(*) FROM prices",
    """
    WITH chain AS (
        -- A step without a price before it tells of the past, unless it is the first.
        SELECT price_changes.*,
               lag(amount) OVER line AS amount_before,
               row_number() OVER (PARTITION BY price_id ORDER BY version DESC) = 1 AS is_last
        FROM price_changes
        WHERE before IS NOT NULL OR version = 1
        WINDOW line AS (PARTITION BY price_id ORDER BY version)
    )
    SELECT format('price change %s at version %s: from %s, but the price was %s',
                  id, version, coalesce(before::text, 'nothing'),
                  coalesce(amount_before::text, 'nothing')) AS what
    FROM chain WHERE before IS DISTINCT FROM amount_before
    UNION ALL
    SELECT format('price %s of %s: %s %s at version %s, but its timeline ends with %s at %s',
                  prices.id, items.sku, prices.amount, prices.currency,
                  prices.version, coalesce(chain.amount::text, 'nothing'),
                  coalesce(chain.version, 0))
    FROM prices
    JOIN items ON items.id = prices.item_id
    LEFT JOIN chain ON chain.price_id = prices.id AND chain.is_last
    WHERE prices.amount IS DISTINCT FROM chain.amount OR prices.version < chain.version
    """,
)
PRICE_CHANGES_TOLD = Comparison(
    "price changes told",
    "each step of a price was announced once, with the amount that it set",
    "SELECT count(*) FROM price_changes",
    f"""
    WITH told AS (
        SELECT CAST(cause #>> '{{change,id}}' AS bigint) AS change_id, count(*) AS times,
               min(version) AS version,
               min(CAST(cause #>> '{{change,amount}}' AS numeric)) AS amount
        FROM ({TOLD.format(channel="price:updates")}) AS changes
        WHERE type = 'price.changed' AND cause #>> '{{change,id}}' IS NOT NULL GROUP BY 1
    )
    SELECT CASE WHEN times IS NULL THEN format('price change %s was never announced', id)
                WHEN price_changes.id IS NULL
                THEN format('a change tells of price change %s, which the timeline lacks',
                            change_id)
                WHEN times > 1 THEN format('price change %s was announced %s times', id, times)
                ELSE format('price change %s: the timeline has %s at version %s; its change has '
                            '%s at %s', id, price_changes.amount, price_changes.version,
                            told.amount, told.version)
           END AS what
    FROM price_changes FULL JOIN told ON told.change_id = price_changes.id
    WHERE (CASE WHEN price_changes.id IS NULL OR times IS NULL
                THEN (SELECT floor = 1 FROM streams WHERE channel = 'price:updates')
                ELSE times > 1 OR price_changes.amount <> told.amount
                     OR price_changes.version <> told.version END)
    ORDER BY coalesce(id, change_id)
    """,
)
# A guard or a list that was last written before these were announced has no change; it passes.
PRICES_TOLD = Comparison(
    "prices told",
    "the newest change of each price, sale, proposal, guard and price list says what it is",
    """
    SELECT (SELECT count(*) FROM prices) + (SELECT count(*) FROM price_sales)
         + (SELECT count(*) FROM price_proposals) + (SELECT count(*) FROM price_guards)
         + (SELECT count(*) FROM price_lists)
    """,
    f"""
    WITH told AS (
        SELECT DISTINCT ON (key) key, type, version, after
        FROM ({TOLD.format(channel="price:updates")}) AS changes
        WHERE type IN ('price.changed', 'price.sale_changed', 'price.proposal_changed',
                       'price.guard_changed', 'price.list_changed')
        ORDER BY key, version DESC
    ), said AS (
        SELECT key, version,
               CASE type WHEN 'price.changed'
                         THEN CAST(trim_scale(CAST(after ->> 'amount' AS numeric)) AS text)
                         WHEN 'price.proposal_changed' THEN after ->> 'state'
                         WHEN 'price.guard_changed'
                         THEN concat(after ->> 'mode',
                                     CASE WHEN after ->> 'removed_at' IS NOT NULL
                                          THEN ', removed' END)
                         WHEN 'price.list_changed' THEN after ->> 'name' END AS what
        FROM told
    ), standing AS (
        SELECT CAST(id AS text) AS key, version, CAST(trim_scale(amount) AS text) AS what
        FROM prices
        UNION ALL SELECT format('sale:%s', id), version, NULL FROM price_sales
        UNION ALL SELECT format('proposal:%s', id), version, state FROM price_proposals
        UNION ALL SELECT format('guard:%s', id), version,
                         concat(mode, CASE WHEN removed_at IS NOT NULL THEN ', removed' END)
                  FROM price_guards
        UNION ALL SELECT format('list:%s', code), version, name FROM price_lists
    )
    SELECT format('price %s: %s at version %s, but its newest change says %s at %s', standing.key,
                  coalesce(standing.what, '-'), standing.version, coalesce(said.what, '-'),
                  coalesce(said.version, 0)) AS what
    FROM standing LEFT JOIN said USING (key)
    WHERE CASE WHEN said.key IS NULL
               THEN standing.key !~ '^(guard|list):'
                    AND (SELECT floor = 1 FROM streams WHERE channel = 'price:updates')
               ELSE (standing.version, standing.what) IS DISTINCT FROM (said.version, said.what) END
    ORDER BY standing.key
    """,
)
