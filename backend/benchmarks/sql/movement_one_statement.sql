-- One movement as one statement: what a writer could reach that asks the database once per sale.
-- The level, the ledger, the change for the feed and the key are written together or not at all.
-- Bodies are constants of the real size, so the database need not even build them.
\set item random(:first, :last)
\set key random(1, 9223372036854775806)
WITH moved AS (
    UPDATE stock_levels
    SET on_hand = stock_levels.on_hand - 1, version = stock_levels.version + 1,
        updated_at = clock_timestamp()
    FROM items, locations
    WHERE lower(items.sku) = 'bench-' || :item AND items.status = 'active'
      AND lower(locations.code) = 'main' AND locations.active
      AND stock_levels.item_id = items.id AND stock_levels.location_id = locations.id
      AND (stock_levels.backorder OR stock_levels.on_hand - 1 - stock_levels.reserved >= 0)
    RETURNING stock_levels.id, stock_levels.on_hand, stock_levels.reserved, stock_levels.version
), written AS (
    INSERT INTO stock_movements (
        level_id, kind, delta_on_hand, delta_reserved, on_hand_after, reserved_after, version,
        actor, idempotency_key, occurred_at, recorded_at
    )
    SELECT id, 'sale', -1, 0, on_hand, reserved, version, 'bench@localhost', 'key-' || :key,
           now(), clock_timestamp()
    FROM moved
    RETURNING id, recorded_at
), told AS (
    INSERT INTO outbox (channel, type, key, version, before, after, cause, at)
    SELECT :channel, 'stock.level_changed', id::text, version,
           :before::jsonb, :after::jsonb, :cause::jsonb, clock_timestamp()
    FROM moved
), kept AS (
    INSERT INTO idempotency_keys (scope, key, fingerprint, status, body)
    SELECT 'user.1', 'key-' || :key, :fingerprint::bytea, 201, :body
    FROM moved
)
SELECT moved.*, written.* FROM moved, written;
