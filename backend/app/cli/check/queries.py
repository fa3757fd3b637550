"""The comparisons of ``tanamori check``, each as one statement.

The statements are put together from constants of this package alone.
"""

# ruff: noqa: S608
from app.cli.check.comparison import LEVEL, LEVEL_WORDS, TOLD, Comparison
from app.cli.check.documents import COUNTS, HOLDS, TRANSFERS
from app.cli.check.prices import PRICE_CHANGES_TOLD, PRICES, PRICES_TOLD
from app.stock.corrections import CORRECTS

LEDGER_SUMS = Comparison(
    "ledger sums",
    "the movements of a level add up to its balance",
    "SELECT count(*) FROM stock_levels",
    f"""
    SELECT format('%s: %s on hand and %s reserved, but its movements add up to %s and %s',
                  {LEVEL}, on_hand, reserved, moved, held) AS what, stock_levels.id AS level_id
    FROM stock_levels {LEVEL_WORDS}
    CROSS JOIN LATERAL (
        SELECT coalesce(sum(delta_on_hand), 0) AS moved, coalesce(sum(delta_reserved), 0) AS held
        FROM stock_movements WHERE level_id = stock_levels.id
    ) AS ledger
    WHERE on_hand <> moved OR reserved <> held
    ORDER BY stock_levels.id
    """,
)
# A line that corrects a level says what all lines before it add up to: there the chain begins anew.
LEDGER_CHAIN = Comparison(
    "ledger chain",
    "each line of the ledger goes on from the balance and version of the one before",
    "SELECT count(*) FROM stock_movements",
    f"""
    WITH chain AS (
        SELECT *,
               lag(on_hand_after, 1, 0::bigint) OVER line AS on_hand_before,
               lag(reserved_after, 1, 0::bigint) OVER line AS reserved_before,
               lag(id, 1, 0::bigint) OVER line AS id_before,
               {CORRECTS} AND on_hand_after = sum(delta_on_hand) OVER line
               AND reserved_after = sum(delta_reserved) OVER line AS corrects
        FROM stock_movements WINDOW line AS (PARTITION BY level_id ORDER BY version)
    ), links AS (
        SELECT *, max(version) FILTER (WHERE corrects) OVER (PARTITION BY level_id) AS begins
        FROM chain
    )
    SELECT format('movement %s of level %s: %s on hand and %s reserved after it, but %s %s and '
                  '%s %s make %s and %s',
                  id, level_id, on_hand_after, reserved_after,
                  on_hand_before, to_char(delta_on_hand, 'FMSG999999999999999'),
                  reserved_before, to_char(delta_reserved, 'FMSG999999999999999'),
                  on_hand_before + delta_on_hand, reserved_before + delta_reserved) AS what,
           level_id
    FROM links
    WHERE (on_hand_after <> on_hand_before + delta_on_hand
           OR reserved_after <> reserved_before + delta_reserved)
      AND version > coalesce(begins, 0)
    UNION ALL
    SELECT format('movement %s of level %s: recorded after movement %s, with an older version',
                  id_before, level_id, id), level_id
    FROM links WHERE id_before > id
    """,
)
LEDGER_END = Comparison(
    "ledger end",
    "the last line of a level's ledger has its balance, and no newer version",
    "SELECT count(*) FROM stock_levels",
    f"""
    SELECT format('%s: %s on hand, %s reserved, version %s, but its last movement %s left %s, %s '
                  'at version %s', {LEVEL}, on_hand, reserved, stock_levels.version, last.id,
                  on_hand_after, reserved_after, last.version) AS what,
           stock_levels.id AS level_id
    FROM stock_levels {LEVEL_WORDS}
    JOIN LATERAL (
        SELECT * FROM stock_movements WHERE level_id = stock_levels.id
        ORDER BY version DESC LIMIT 1
    ) AS last ON true
    WHERE on_hand <> on_hand_after OR reserved <> reserved_after
       OR last.version > stock_levels.version
    """,
)
NEVER_NEGATIVE = Comparison(
    "never negative",
    "nothing is promised or sold that is not there",
    "SELECT count(*) FROM stock_levels",
    f"""
    SELECT format('%s: %s on hand, %s reserved', {LEVEL}, on_hand, reserved) AS what
    FROM stock_levels {LEVEL_WORDS}
    WHERE NOT backorder AND on_hand - reserved < 0
    """,
)
FEED = Comparison(
    "feed numbers",
    "each channel counts from its floor to its head without a gap",
    "SELECT count(*) FROM feed",
    """
    WITH places AS (
        SELECT channel, seq, lag(seq) OVER (PARTITION BY channel ORDER BY seq) AS before FROM feed
    ), ends AS (
        SELECT channel, min(seq) AS first, max(seq) AS last FROM feed GROUP BY channel
    )
    SELECT format('%s: %s is followed by %s', channel, before, seq) AS what
    FROM places WHERE seq <> before + 1
    UNION ALL
    SELECT format('%s: the feed has %s to %s, but its head says %s and its floor %s',
                  streams.channel, coalesce(first, 0), coalesce(last, 0), head, floor)
    FROM streams LEFT JOIN ends USING (channel)
    WHERE coalesce(last, floor - 1) <> head OR coalesce(first, floor) <> floor
    UNION ALL
    SELECT format('%s: the feed has changes of a channel without a head', channel)
    FROM ends WHERE NOT EXISTS (SELECT FROM streams WHERE streams.channel = ends.channel)
    """,
)
MOVEMENTS_TOLD = Comparison(
    "movements told",
    "each movement was announced once, with the balance that it left, or named by a correction",
    "SELECT count(*) FROM stock_movements",
    f"""
    WITH told AS (
        SELECT CAST(cause #>> '{{movement,id}}' AS bigint) AS movement_id, count(*) AS times,
               min(CAST(key AS bigint)) AS level_id, min(version) AS version,
               min(CAST(after ->> 'on_hand' AS bigint)) AS on_hand,
               min(CAST(after ->> 'reserved' AS bigint)) AS reserved
        FROM ({TOLD.format(channel="inventory:updates")}) AS changes
        WHERE type = 'stock.level_changed' AND cause ->> 'kind' IN ('movement', 'correction')
          AND cause #>> '{{movement,id}}' IS NOT NULL
        GROUP BY 1
    ), corrected AS (
        SELECT CAST(json_array_elements_text(cause -> 'movements') AS bigint) AS movement_id
        FROM ({TOLD.format(channel="inventory:updates")}) AS changes
        WHERE type = 'stock.level_changed' AND cause ->> 'kind' = 'correction'
    )
    SELECT CASE WHEN times IS NULL THEN format('movement %s was never announced', id)
                WHEN stock_movements.id IS NULL
                THEN format('a change tells of movement %s, which the ledger lacks', movement_id)
                WHEN times > 1 THEN format('movement %s was announced %s times', id, times)
                ELSE format('movement %s: the ledger has level %s, version %s, %s on hand, %s '
                            'reserved; its change has %s, %s, %s, %s', id,
                            stock_movements.level_id, stock_movements.version, on_hand_after,
                            reserved_after, told.level_id, told.version, on_hand, reserved)
           END AS what,
           coalesce(stock_movements.level_id, told.level_id) AS level_id, id AS movement_id
    FROM stock_movements FULL JOIN told ON told.movement_id = stock_movements.id
    WHERE (CASE WHEN stock_movements.id IS NULL OR times IS NULL
                THEN (SELECT floor = 1 FROM streams WHERE channel = 'inventory:updates')
                ELSE times > 1 OR (stock_movements.level_id, stock_movements.version,
                                   on_hand_after, reserved_after)
                     IS DISTINCT FROM (told.level_id, told.version, on_hand, reserved) END)
      AND NOT EXISTS (SELECT FROM corrected WHERE corrected.movement_id = stock_movements.id)
    ORDER BY coalesce(id, movement_id)
    """,
)
LEVELS_TOLD = Comparison(
    "levels told",
    "the newest change of each level says what the level is",
    "SELECT count(*) FROM stock_levels",
    f"""
    WITH told AS (
        SELECT DISTINCT ON (key) CAST(key AS bigint) AS level_id, version, after
        FROM ({TOLD.format(channel="inventory:updates")}) AS changes
        WHERE type = 'stock.level_changed' ORDER BY key, version DESC
    )
    SELECT format('%s: %s on hand, %s reserved, reorder point %s, version %s, but its newest '
                  'change says %s, %s, %s, %s', {LEVEL}, on_hand, reserved,
                  coalesce(reorder_point::text, '-'), stock_levels.version, after ->> 'on_hand',
                  after ->> 'reserved', coalesce(after ->> 'reorder_point', '-'), told.version)
           AS what, stock_levels.id AS level_id
    FROM stock_levels {LEVEL_WORDS}
    JOIN told ON told.level_id = stock_levels.id
    WHERE (on_hand, reserved, reorder_point, stock_levels.version)
          IS DISTINCT FROM (CAST(after ->> 'on_hand' AS bigint),
                            CAST(after ->> 'reserved' AS bigint),
                            CAST(after ->> 'reorder_point' AS bigint), told.version)
    ORDER BY stock_levels.id
    """,
)
ALERTS = Comparison(
    "alerts",
    "a level at or below its reorder point has one alert that is not resolved, and no other has",
    "SELECT count(*) FROM stock_levels WHERE reorder_point IS NOT NULL",
    f"""
    SELECT CASE WHEN alerts.id IS NULL
                THEN format('%s: %s available, reorder point %s, and no alert', {LEVEL},
                            available, reorder_point)
                ELSE format('%s: alert %s is %s, but %s are available and the reorder point is %s',
                            {LEVEL}, alerts.id, alerts.state, available,
                            coalesce(reorder_point::text, 'not set'))
           END AS what, stock_levels.id AS level_id
    FROM stock_levels {LEVEL_WORDS}
    LEFT JOIN alerts ON alerts.level_id = stock_levels.id AND alerts.metric = 'available'
                    AND alerts.state <> 'resolved'
    WHERE (alerts.id IS NOT NULL) <> coalesce(available <= reorder_point, false)
      -- What waits to be numbered has not been judged yet.
      AND NOT EXISTS (SELECT FROM outbox WHERE channel = 'inventory:updates'
                      AND type = 'stock.level_changed' AND key = stock_levels.id::text)
    ORDER BY stock_levels.id
    """,
)

COMPARISONS = (
    LEDGER_SUMS,
    LEDGER_CHAIN,
    LEDGER_END,
    NEVER_NEGATIVE,
    HOLDS,
    COUNTS,
    TRANSFERS,
    PRICES,
    FEED,
    MOVEMENTS_TOLD,
    PRICE_CHANGES_TOLD,
    PRICES_TOLD,
    LEVELS_TOLD,
    ALERTS,
)
