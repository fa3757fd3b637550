-- One movement as one statement: what a writer could reach that asks the database once per sale.
-- The level, the ledger with the key of the request, and the change for the feed are written
-- together or not at all. The level is known by its id, as the engine knows it, and the bodies are
-- constants of the real size, so the database need not look names up or build them.
\set level random(:first, :last)
WITH moved AS (
    UPDATE stock_levels
    SET on_hand = on_hand - 1, version = version + 1, updated_at = clock_timestamp()
    WHERE id = :level AND NOT closed AND (backorder OR on_hand - 1 - reserved >= 0)
    RETURNING id, on_hand, reserved, version
), written AS (
    INSERT INTO stock_movements (
        level_id, kind, delta_on_hand, delta_reserved, on_hand_after, reserved_after, version,
        actor, request_key, fingerprint, occurred_at, recorded_at
    )
    SELECT id, 'sale', -1, 0, on_hand, reserved, version, 'bench@localhost', gen_random_uuid(),
           :fingerprint::uuid, now(), clock_timestamp()
    FROM moved
    RETURNING id, recorded_at
), told AS (
    INSERT INTO outbox (channel, type, key, version, before, after, cause, at)
    SELECT :channel, 'stock.level_changed', id::text, version,
           :before::json, :after::json, :cause::json, clock_timestamp()
    FROM moved
)
SELECT moved.*, written.* FROM moved, written;
