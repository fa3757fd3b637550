-- What a level copies from its item and its location, so that one row decides:
-- `closed` (the item is archived or the location is not in use) and `backorder`.
CREATE FUNCTION stock_levels_from_parents() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    SELECT i.status = 'archived' OR NOT l.active, l.allow_backorder
      INTO NEW.closed, NEW.backorder
      FROM items i, locations l WHERE i.id = NEW.item_id AND l.id = NEW.location_id;
    RETURN NEW;
END $$;

CREATE FUNCTION items_to_stock_levels() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE stock_levels s SET closed = NEW.status = 'archived' OR NOT l.active
      FROM locations l WHERE l.id = s.location_id AND s.item_id = NEW.id;
    RETURN NULL;
END $$;

CREATE FUNCTION locations_to_stock_levels() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE stock_levels s
       SET closed = i.status = 'archived' OR NOT NEW.active, backorder = NEW.allow_backorder
      FROM items i WHERE i.id = s.item_id AND s.location_id = NEW.id;
    RETURN NULL;
END $$;

CREATE TRIGGER stock_levels_stock_levels BEFORE INSERT ON stock_levels
FOR EACH ROW EXECUTE FUNCTION stock_levels_from_parents();

CREATE TRIGGER items_stock_levels AFTER UPDATE OF status ON items
FOR EACH ROW WHEN (OLD.status <> NEW.status) EXECUTE FUNCTION items_to_stock_levels();

CREATE TRIGGER locations_stock_levels AFTER UPDATE OF active, allow_backorder ON locations
FOR EACH ROW WHEN (OLD.active <> NEW.active OR OLD.allow_backorder <> NEW.allow_backorder)
EXECUTE FUNCTION locations_to_stock_levels();

-- RFC 3339 in UTC with microseconds, as every answer writes a moment.
CREATE FUNCTION rfc3339(moment timestamptz) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
RETURN to_char(moment AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"');

-- A level as the feed shows it, with a balance that the caller names.
CREATE FUNCTION stock_status(available bigint, reorder_point bigint, target_level bigint)
RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN available <= 0 THEN 'out'
            WHEN available <= reorder_point THEN 'low'
            WHEN available > target_level THEN 'over'
            ELSE 'ok' END;

-- Apply commands in the order of their arrival; a refused one does not touch those behind it.
--
-- c_*: one entry per command. l_*: one per line, the lines of a command side by side; l_command
-- is its place in c_*. A command applies with all of its lines or not at all.
-- c_state: 0 applied, 1 refused, 2 replayed (key and fingerprint known), 3 key used otherwise.
-- l_why of the refused line: 1 insufficient, 2 stale on_hand, 3 stale version, 4 out of bounds,
-- 5 closed, 6 no such level. The balances are those after the line; where it was refused, those
-- that it found.
--
-- Locks are taken in one order: levels by id. Keys need none of their own, because two commands
-- with one key and one fingerprint meet at their first level; with one key and different
-- fingerprints the unique index of the ledger lets one of them win.
CREATE FUNCTION stock_apply(
    c_key uuid[], c_fingerprint uuid[], c_actor text[], c_reason text[], c_reference text[],
    c_occurred_at timestamptz[],
    l_command int[], l_level bigint[], l_kind text[], l_on_hand bigint[], l_reserved bigint[],
    l_expected_on_hand bigint[], l_expected_version bigint[],
    OUT c_state int[], OUT l_why int[], OUT l_id bigint[], OUT l_on_hand_after bigint[],
    OUT l_reserved_after bigint[], OUT l_version bigint[], OUT l_reorder_point bigint[],
    OUT l_target_level bigint[], OUT l_updated_at timestamptz[], OUT recorded_at timestamptz
) LANGUAGE plpgsql AS $$
#variable_conflict use_variable
DECLARE
    lines int := cardinality(l_level);
    balance_max CONSTANT bigint := 1000000000000000;
    -- The locked levels by id: their balance as it develops, and as it was found.
    s_id bigint[]; s_on_hand bigint[]; s_reserved bigint[]; s_version bigint[];
    s_backorder boolean[]; s_closed boolean[]; found_version bigint[];
    s_reorder_point bigint[]; s_target_level bigint[]; s_updated_at timestamptz[];
    place int[];
    line_no int[];
    known uuid[]; known_fingerprint uuid[];
    any_applied boolean := false;
    i int := 1; k int; p int; command int; first_line int; why int; on_hand bigint; reserved bigint;
BEGIN
    c_state := array_fill(1, ARRAY[cardinality(c_key)]);
    l_why := array_fill(0, ARRAY[lines]);
    line_no := l_why;
    l_id := array_fill(0::bigint, ARRAY[lines]);
    l_on_hand_after := l_id; l_reserved_after := l_id; l_version := l_id;

    SELECT array_agg(x.id ORDER BY x.id), array_agg(x.on_hand ORDER BY x.id),
           array_agg(x.reserved ORDER BY x.id), array_agg(x.version ORDER BY x.id),
           array_agg(x.backorder ORDER BY x.id), array_agg(x.closed ORDER BY x.id),
           array_agg(x.reorder_point ORDER BY x.id), array_agg(x.target_level ORDER BY x.id),
           array_agg(x.updated_at ORDER BY x.id)
      INTO s_id, s_on_hand, s_reserved, s_version, s_backorder, s_closed, s_reorder_point,
           s_target_level, s_updated_at
      FROM (SELECT s.id, s.on_hand, s.reserved, s.version, s.backorder, s.closed,
                   s.reorder_point, s.target_level, s.updated_at
              FROM stock_levels s WHERE s.id = ANY (l_level) ORDER BY s.id FOR UPDATE) x;
    found_version := s_version;
    SELECT array_agg(coalesce(s.place, 0) ORDER BY l.line),
           array_agg(s.reorder_point ORDER BY l.line), array_agg(s.target_level ORDER BY l.line)
      INTO place, l_reorder_point, l_target_level
      FROM unnest(l_level) WITH ORDINALITY AS l(id, line)
      LEFT JOIN unnest(s_id, s_reorder_point, s_target_level) WITH ORDINALITY
                AS s(id, reorder_point, target_level, place) USING (id);
    -- After the locks: whoever used a key on the same level has committed by now.
    SELECT array_agg(m.request_key), array_agg(m.fingerprint) INTO known, known_fingerprint
      FROM stock_movements m WHERE m.request_key = ANY (c_key) AND m.line = 1;
    recorded_at := clock_timestamp();
    l_updated_at := array_fill(recorded_at, ARRAY[lines]);

    WHILE i <= lines LOOP
        command := l_command[i]; first_line := i; why := 0; p := 0;
        IF c_key[command] = ANY (known) THEN
            k := array_position(known, c_key[command]);
            c_state[command] :=
                CASE WHEN known_fingerprint[k] = c_fingerprint[command] THEN 2 ELSE 3 END;
        ELSE
            WHILE i <= lines AND l_command[i] = command LOOP
                p := place[i];
                IF p = 0 THEN why := 6; EXIT; END IF;
                on_hand := s_on_hand[p] + l_on_hand[i];
                reserved := s_reserved[p] + l_reserved[i];
                IF s_closed[p] THEN why := 5;
                ELSIF l_expected_version[i] <> s_version[p] THEN why := 3;
                ELSIF l_expected_on_hand[i] <> s_on_hand[p] THEN why := 2;
                ELSIF abs(on_hand) > balance_max OR reserved > balance_max THEN why := 4;
                ELSIF on_hand - reserved < 0 AND NOT s_backorder[p]
                      AND on_hand - reserved < s_on_hand[p] - s_reserved[p] THEN why := 1;
                END IF;
                EXIT WHEN why > 0;
                s_on_hand[p] := on_hand; s_reserved[p] := reserved;
                s_version[p] := s_version[p] + 1;
                l_on_hand_after[i] := on_hand; l_reserved_after[i] := reserved;
                l_version[i] := s_version[p]; line_no[i] := i - first_line + 1;
                i := i + 1;
            END LOOP;
            IF why = 0 THEN
                c_state[command] := 0; any_applied := true;
            ELSE
                l_why[i] := why;
                FOR k IN REVERSE i - 1 .. first_line LOOP
                    s_on_hand[place[k]] := s_on_hand[place[k]] - l_on_hand[k];
                    s_reserved[place[k]] := s_reserved[place[k]] - l_reserved[k];
                    s_version[place[k]] := s_version[place[k]] - 1;
                END LOOP;
                IF p > 0 THEN
                    l_on_hand_after[i] := s_on_hand[p]; l_reserved_after[i] := s_reserved[p];
                    l_version[i] := s_version[p];
                    IF s_version[p] = found_version[p] THEN
                        l_updated_at[i] := s_updated_at[p];
                    END IF;
                END IF;
            END IF;
        END IF;
        WHILE i <= lines AND l_command[i] = command LOOP i := i + 1; END LOOP;
    END LOOP;
    IF NOT any_applied THEN RETURN; END IF;

    UPDATE stock_levels s
       SET on_hand = x.on_hand, reserved = x.reserved, version = x.version,
           updated_at = recorded_at
      FROM unnest(s_id, s_on_hand, s_reserved, s_version, found_version)
           AS x(id, on_hand, reserved, version, found)
     WHERE s.id = x.id AND x.version > x.found;

    -- The ledger, then what it tells; both in the order of arrival.
    WITH applied AS MATERIALIZED (
        SELECT nextval('stock_movements_id_seq') AS id, l.*,
               coalesce(c_occurred_at[l.command], recorded_at) AS occurred_at
          FROM unnest(l_command, l_level, l_kind, l_on_hand, l_reserved, l_on_hand_after,
                      l_reserved_after, l_version, line_no) WITH ORDINALITY
               AS l(command, level_id, kind, delta_on_hand, delta_reserved, on_hand, reserved,
                    version, line, ordinal)
         WHERE c_state[l.command] = 0 ORDER BY l.ordinal
    ), ledger AS (
        INSERT INTO stock_movements (
            id, level_id, kind, delta_on_hand, delta_reserved, on_hand_after, reserved_after,
            version, reason, reference, actor, occurred_at, recorded_at, request_key, fingerprint,
            line)
        OVERRIDING SYSTEM VALUE
        SELECT a.id, a.level_id, a.kind, a.delta_on_hand, a.delta_reserved, a.on_hand, a.reserved,
               a.version, c_reason[a.command], c_reference[a.command], c_actor[a.command],
               a.occurred_at, recorded_at, c_key[a.command], c_fingerprint[a.command], a.line
          FROM applied a ORDER BY a.ordinal
    ), told AS (
        INSERT INTO outbox (channel, type, key, version, before, after, cause, at)
        SELECT 'inventory:updates', 'stock.level_changed', a.level_id::text, a.version,
               jsonb_build_object(
                   'on_hand', a.on_hand - a.delta_on_hand,
                   'reserved', a.reserved - a.delta_reserved,
                   'available', a.on_hand - a.delta_on_hand - a.reserved + a.delta_reserved,
                   'version', a.version - 1),
               jsonb_build_object(
                   'id', s.id, 'item_id', s.item_id, 'sku', i.sku, 'name', i.name,
                   'category', i.category, 'barcode', i.barcode, 'unit', i.unit,
                   'location', w.code, 'location_name', w.name, 'on_hand', a.on_hand,
                   'reserved', a.reserved, 'available', a.on_hand - a.reserved,
                   'reorder_point', s.reorder_point, 'target_level', s.target_level,
                   'status', stock_status(a.on_hand - a.reserved, s.reorder_point, s.target_level),
                   'version', a.version, 'updated_at', rfc3339(recorded_at)),
               jsonb_build_object(
                   'kind', 'movement', 'actor', c_actor[a.command],
                   'reason', c_reason[a.command], 'reference', c_reference[a.command],
                   'movement', jsonb_build_object(
                       'id', a.id, 'level_id', a.level_id, 'item_id', s.item_id, 'sku', i.sku,
                       'item_name', i.name, 'location', w.code, 'kind', a.kind,
                       'delta_on_hand', a.delta_on_hand, 'delta_reserved', a.delta_reserved,
                       'on_hand_after', a.on_hand, 'reserved_after', a.reserved,
                       'version', a.version, 'reason', c_reason[a.command],
                       'reference', c_reference[a.command], 'actor', c_actor[a.command],
                       'occurred_at', rfc3339(a.occurred_at),
                       'recorded_at', rfc3339(recorded_at))),
               recorded_at
          FROM applied a
          JOIN stock_levels s ON s.id = a.level_id
          JOIN items i ON i.id = s.item_id
          JOIN locations w ON w.id = s.location_id
         ORDER BY a.ordinal
    )
    SELECT array_agg(coalesce(a.id, 0) ORDER BY n) INTO l_id
      FROM generate_series(1, lines) AS n LEFT JOIN applied a ON a.ordinal = n;
END $$;
