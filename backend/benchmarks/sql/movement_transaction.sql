-- One movement as the transaction that it is: the key, the item and the place, the guarded change
-- of the level, its new state, the line of the ledger, the stored answer and the change.
-- Bodies are constants of the real size.
\set item random(:first, :last)
\set key random(1, 9223372036854775806)
BEGIN;
SELECT pg_try_advisory_xact_lock(hashtextextended(E'user.1\nkey-' || :key, 0));
SELECT scope, key, fingerprint, status, body, created_at
FROM idempotency_keys WHERE scope = 'user.1' AND key = 'key-' || :key;
SELECT id, sku, name, description, category, barcode, unit, cost_amount, cost_currency, tags,
       attributes, status, version, created_at, updated_at
FROM items WHERE lower(sku) = 'bench-' || :item \gset item_
SELECT id, code, name, kind, time_zone, allow_backorder, active, version, created_at, updated_at
FROM locations WHERE lower(code) = 'main' \gset location_
UPDATE stock_levels
SET on_hand = on_hand - 1, version = version + 1, updated_at = clock_timestamp()
WHERE item_id = :item_id AND location_id = :location_id AND abs(on_hand - 1) <= 1000000000000000
  AND (backorder OR on_hand - 1 - reserved >= 0)
RETURNING id AS level \gset
SELECT l.id, l.item_id, i.sku, i.name, i.category, i.barcode, i.unit, p.code, p.name AS place,
       l.on_hand, l.reserved, l.available, l.reorder_point, l.target_level, l.status, l.version,
       l.updated_at
FROM stock_levels l JOIN items i ON i.id = l.item_id JOIN locations p ON p.id = l.location_id
WHERE l.id = :level \gset level_
INSERT INTO stock_movements (
    level_id, kind, delta_on_hand, delta_reserved, on_hand_after, reserved_after, version,
    actor, idempotency_key, occurred_at, recorded_at
)
VALUES (:level, 'sale', -1, 0, :level_on_hand, :level_reserved, :level_version,
        'bench@localhost', 'key-' || :key, now(), clock_timestamp())
RETURNING id, recorded_at;
INSERT INTO idempotency_keys (scope, key, fingerprint, status, body)
VALUES ('user.1', 'key-' || :key, :fingerprint::bytea, 201, :body);
INSERT INTO outbox (channel, type, key, version, before, after, cause, at)
VALUES (:channel, 'stock.level_changed', (:level)::text, :level_version,
        :before::jsonb, :after::jsonb, :cause::jsonb, clock_timestamp())
RETURNING id;
COMMIT;
