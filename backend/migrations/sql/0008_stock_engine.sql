-- What a level copies from its item and its location, so that one row decides:
-- `closed` (the item is archived or the location is not in use) and `backorder`.
CREATE FUNCTION stock_levels_from_parents() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    SELECT i.status = 'archived' OR NOT l.active, l.allow_backorder
      INTO NEW.closed, NEW.backorder
      FROM items i, locations l WHERE i.id = NEW.item_id AND l.id = NEW.location_id;
    RETURN NEW;
END $$;

-- Levels are locked in the order of their ids, by everybody.
CREATE FUNCTION items_to_stock_levels() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM stock_levels WHERE item_id = NEW.id ORDER BY id FOR UPDATE;
    UPDATE stock_levels s SET closed = NEW.status = 'archived' OR NOT l.active
      FROM locations l WHERE l.id = s.location_id AND s.item_id = NEW.id;
    RETURN NULL;
END $$;

CREATE FUNCTION locations_to_stock_levels() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM stock_levels WHERE location_id = NEW.id ORDER BY id FOR UPDATE;
    UPDATE stock_levels s
       SET closed = i.status = 'archived' OR NOT NEW.active, backorder = NEW.allow_backorder
      FROM items i WHERE i.id = s.item_id AND s.location_id = NEW.id;
    RETURN NULL;
END $$;

CREATE TRIGGER stock_levels_from_parents BEFORE INSERT ON stock_levels
FOR EACH ROW EXECUTE FUNCTION stock_levels_from_parents();

CREATE TRIGGER items_to_stock_levels AFTER UPDATE OF status ON items
FOR EACH ROW WHEN (OLD.status <> NEW.status) EXECUTE FUNCTION items_to_stock_levels();

CREATE TRIGGER locations_to_stock_levels AFTER UPDATE OF active, allow_backorder ON locations
FOR EACH ROW WHEN (OLD.active <> NEW.active OR OLD.allow_backorder <> NEW.allow_backorder)
EXECUTE FUNCTION locations_to_stock_levels();

-- RFC 3339 in UTC with microseconds, as every answer writes a moment.
CREATE FUNCTION rfc3339(moment timestamptz) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
RETURN to_char(moment AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"');

CREATE FUNCTION stock_status(available bigint, reorder_point bigint, target_level bigint)
RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN available <= 0 THEN 'out'
            WHEN available <= reorder_point THEN 'low'
            WHEN available > target_level THEN 'over'
            ELSE 'ok' END;

-- Apply commands in the order of their arrival; a refused one does not touch those behind it.
--
-- c_*: one entry per command, of c_lines lines. l_*: one per line, the lines of a command side by
-- side. s_id: the levels, in the order of their ids; l_place says which of them a line moves. A
-- command applies with all of its lines or not at all. An array that would hold only NULLs may be
-- NULL itself.
-- c_op: NULL a movement; 'hold' makes a hold of c_ttl seconds; 'settle' and 'expire' take from
-- the hold c_hold.
-- l_counted: the line is a count, its l_delta is found here. l_reverses: the line takes that
-- movement back, its l_delta is found here. What happened before a count that is known already
-- leaves the balance as it is: l_absorbed is booked against it, at that count (l_count).
--
-- c_state: 0 applied, 1 refused, 2 replayed (key and fingerprint known), 3 key used otherwise.
-- c_why of a refused command: 1 insufficient, 2 stale on_hand, 3 stale version, 4 out of bounds,
-- 5 closed, 6 more than the hold keeps, 7 hold is over, 8 hold has expired, 9 hold has not expired
-- yet, 10 taken back before. Its line c_line has the balance that it found, since c_found_at; all
-- lines that were applied have the balance after them.
--
-- Locks are taken in one order: holds by id, levels by id. Keys need none of their own, because
-- two commands with one key and one fingerprint meet at their first level; with one key and
-- different fingerprints the unique index of the ledger lets one of them win.
CREATE FUNCTION stock_apply(
    c_lines int[], c_key uuid[], c_fingerprint uuid[], c_op text[], INOUT c_hold bigint[],
    c_ttl int[], s_id bigint[], l_place int[], l_kind text[], INOUT l_delta bigint[],
    l_reserved bigint[], l_key uuid[], l_fingerprint uuid[], l_idempotency_key text[],
    l_actor text[], l_reason text[], l_reference text[], l_occurred_at timestamptz[],
    l_expected_on_hand bigint[], l_expected_version bigint[], l_counted bigint[],
    l_reverses bigint[], l_transfer bigint[],
    OUT c_state int[], OUT c_why int[], OUT c_line int[], OUT c_found_at timestamptz[],
    OUT l_id bigint[], OUT l_on_hand_after bigint[], OUT l_reserved_after bigint[],
    OUT l_version bigint[], OUT l_at timestamptz[], OUT l_absorbed bigint[], OUT l_count bigint[],
    OUT l_later_delta bigint[], OUT l_later_movements int[],
    OUT s_reorder_point bigint[], OUT s_target_level bigint[], OUT recorded_at timestamptz
) LANGUAGE plpgsql
-- Tables grow under the plans that are kept; each row is found by its index, always. And what is
-- asked differs by nothing that another plan could make use of.
SET enable_seqscan = off SET jit = off SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_variable
DECLARE
    lines int := cardinality(l_place);
    commands int := cardinality(c_lines);
    balance_max CONSTANT bigint := 1000000000000000;
    -- The locked levels: their balance as it develops, and the version that was found.
    s_on_hand bigint[]; s_reserved bigint[]; s_version bigint[]; s_found_version bigint[];
    s_backorder boolean[]; s_closed boolean[]; s_counted_at timestamptz[];
    s_updated_at timestamptz[];
    -- The locked holds by id, and what each still keeps of a level.
    h_id bigint[]; h_state text[]; h_expires_at timestamptz[]; h_steps int[];
    r_hold bigint[]; r_level bigint[]; r_left bigint[]; r_found bigint[];
    -- A line's number in its command; 0 while it is not applied.
    l_line int[]; l_hold bigint[]; l_count_at timestamptz[]; c_first int[];
    known uuid[]; known_fingerprint uuid[]; any_applied boolean := false;
    i int; k int; p int; h int; first int; last int := 0; why int; op text;
    recorded_text text; on_hand bigint; reserved bigint; delta bigint; absorbed bigint; moment timestamptz;
    later bigint; happened int; anchor bigint; anchor_at timestamptz;
BEGIN
    c_state := array_fill(0, ARRAY[commands]);
    l_line := array_fill(0, ARRAY[lines]);
    l_on_hand_after := array_fill(0::bigint, ARRAY[lines]);
    l_reserved_after := l_on_hand_after; l_version := l_on_hand_after;
    IF c_op IS NOT NULL THEN
        c_first := array_fill(0, ARRAY[commands]);
        l_hold := array_fill(NULL::bigint, ARRAY[lines]);
        c_hold := coalesce(c_hold, array_fill(NULL::bigint, ARRAY[commands]));
        SELECT array_agg(x.id ORDER BY x.id), array_agg(x.state ORDER BY x.id),
               array_agg(x.expires_at ORDER BY x.id), array_agg(0)
          INTO h_id, h_state, h_expires_at, h_steps
          FROM (SELECT b.id, b.state, b.expires_at FROM holds b
                 WHERE b.id = ANY (c_hold) ORDER BY b.id FOR UPDATE) x;
        IF h_id IS NOT NULL THEN
            SELECT array_agg(x.hold_id), array_agg(x.level_id), array_agg(x.keeps)
              INTO r_hold, r_level, r_left
              FROM (SELECT m.hold_id, m.level_id, sum(m.delta_reserved)::bigint AS keeps
                      FROM stock_movements m WHERE m.hold_id = ANY (h_id) GROUP BY 1, 2) x;
        END IF;
    END IF;
    SELECT array_agg(x.on_hand ORDER BY x.id), array_agg(x.reserved ORDER BY x.id),
           array_agg(x.version ORDER BY x.id), array_agg(x.backorder ORDER BY x.id),
           array_agg(x.closed ORDER BY x.id), array_agg(x.counted_at ORDER BY x.id),
           array_agg(x.reorder_point ORDER BY x.id), array_agg(x.target_level ORDER BY x.id),
           array_agg(x.updated_at ORDER BY x.id)
      INTO s_on_hand, s_reserved, s_version, s_backorder, s_closed, s_counted_at,
           s_reorder_point, s_target_level, s_updated_at
      FROM (SELECT s.id, s.on_hand, s.reserved, s.version, s.backorder, s.closed, s.counted_at,
                   s.reorder_point, s.target_level, s.updated_at
              FROM stock_levels s WHERE s.id = ANY (s_id) ORDER BY s.id FOR UPDATE) x;
    IF cardinality(s_on_hand) IS DISTINCT FROM cardinality(s_id) THEN
        RAISE 'stock_apply: a level that was asked for does not exist';
    END IF;
    s_found_version := s_version;
    -- After the locks: whoever used a key on the same level has committed by now.
    -- A key that is kept beside the ledger was used for something else than a command.
    SELECT array_agg(x.request_key), array_agg(x.fingerprint) INTO known, known_fingerprint
      FROM (SELECT m.request_key, m.fingerprint FROM stock_movements m
             WHERE m.request_key = ANY (c_key) AND m.line = 1
            UNION ALL
            SELECT k.request_key, NULL FROM idempotency_keys k
             WHERE k.request_key = ANY (c_key)) x;
    recorded_at := clock_timestamp();
    IF l_counted IS NOT NULL OR l_reverses IS NOT NULL OR l_occurred_at IS NOT NULL THEN
        l_absorbed := array_fill(0::bigint, ARRAY[lines]);
        l_count := array_fill(NULL::bigint, ARRAY[lines]);
        l_later_delta := l_count;
        l_later_movements := array_fill(NULL::int, ARRAY[lines]);
        l_at := array_fill(recorded_at, ARRAY[lines]);
        l_count_at := l_at;
    END IF;

    FOR command IN 1 .. commands LOOP
        first := last + 1; last := last + c_lines[command]; i := first; why := 0; h := NULL;
        IF c_key[command] = ANY (known) THEN
            k := array_position(known, c_key[command]);
            c_state[command] :=
                CASE WHEN known_fingerprint[k] = c_fingerprint[command] THEN 2 ELSE 3 END;
            CONTINUE;
        END IF;
        op := c_op[command];
        IF op IN ('settle', 'expire') THEN
            h := array_position(h_id, c_hold[command]); r_found := r_left;
            IF h_state[h] IS DISTINCT FROM 'held' THEN why := 7;
            ELSIF op = 'settle' AND h_expires_at[h] <= recorded_at THEN why := 8;
            ELSIF op = 'expire' AND h_expires_at[h] > recorded_at THEN why := 9;
            END IF;
        END IF;
        WHILE why = 0 AND i <= last LOOP
            p := l_place[i]; delta := l_delta[i]; absorbed := 0;
            IF l_absorbed IS NOT NULL THEN
                moment := least(l_occurred_at[i], recorded_at);
                IF l_reverses[i] IS NOT NULL THEN
                    -- A count goes with everything that was balanced against it.
                    SELECT -m.delta_on_hand - coalesce(CASE WHEN m.counted IS NOT NULL THEN
                               (SELECT sum(b.delta_on_hand) FROM stock_movements b
                                 WHERE b.count_id = m.id) END, 0), m.occurred_at
                      INTO delta, moment FROM stock_movements m WHERE m.id = l_reverses[i];
                    IF EXISTS (SELECT FROM stock_movements b WHERE b.reverses_id = l_reverses[i])
                    THEN why := 10; EXIT; END IF;
                ELSIF l_counted[i] IS NOT NULL THEN
                    SELECT coalesce(sum(m.delta_on_hand), 0),
                           count(*) FILTER (WHERE m.kind <> 'count' AND m.delta_on_hand <> 0)
                      INTO later, happened
                      FROM stock_movements m WHERE m.level_id = s_id[p] AND m.occurred_at > moment;
                    l_later_delta[i] := later; l_later_movements[i] := happened;
                    delta := l_counted[i] + later - s_on_hand[p];
                END IF;
                IF moment <= s_counted_at[p] THEN
                    -- Of one moment, a count saw what arrived before it.
                    SELECT m.id, m.occurred_at INTO anchor, anchor_at
                      FROM stock_movements m
                     WHERE m.level_id = s_id[p] AND m.counted IS NOT NULL
                       AND m.occurred_at >= moment
                       AND (m.occurred_at > moment OR m.id > l_reverses[i])
                       AND NOT EXISTS (SELECT FROM stock_movements b WHERE b.reverses_id = m.id)
                     ORDER BY m.occurred_at, m.id LIMIT 1;
                    IF anchor IS NOT NULL THEN
                        absorbed := -delta; l_count[i] := anchor; l_count_at[i] := anchor_at;
                    END IF;
                END IF;
                l_delta[i] := delta; l_absorbed[i] := absorbed; l_at[i] := moment;
            END IF;
            on_hand := s_on_hand[p] + delta + absorbed;
            reserved := s_reserved[p] + l_reserved[i];
            IF s_closed[p] AND h IS NULL THEN why := 5;
            ELSIF l_expected_version[i] <> s_version[p] THEN why := 3;
            ELSIF l_expected_on_hand[i] <> s_on_hand[p] THEN why := 2;
            ELSIF abs(on_hand) > balance_max OR reserved > balance_max THEN why := 4;
            ELSIF on_hand < reserved AND NOT s_backorder[p]
                  AND on_hand - reserved < s_on_hand[p] - s_reserved[p] THEN why := 1;
            ELSIF h IS NOT NULL THEN
                SELECT x.place INTO k FROM unnest(r_hold, r_level) WITH ORDINALITY
                       AS x(hold_id, level_id, place)
                 WHERE x.hold_id = h_id[h] AND x.level_id = s_id[p];
                IF coalesce(r_left[k], 0) < -l_reserved[i] THEN why := 6;
                ELSE r_left[k] := r_left[k] + l_reserved[i];
                END IF;
            END IF;
            EXIT WHEN why > 0;
            -- What is booked against the line stands beside it, the incoming one first.
            l_version[i] := s_version[p] + CASE WHEN absorbed > 0 THEN 2 ELSE 1 END;
            l_on_hand_after[i] := on_hand - CASE WHEN absorbed < 0 THEN absorbed ELSE 0 END;
            l_reserved_after[i] := reserved; l_line[i] := i - first + 1;
            s_version[p] := s_version[p] + CASE WHEN absorbed <> 0 THEN 2 ELSE 1 END;
            s_on_hand[p] := on_hand; s_reserved[p] := reserved;
            IF l_counted[i] IS NOT NULL THEN
                s_counted_at[p] := greatest(s_counted_at[p], moment);
            END IF;
            i := i + 1;
        END LOOP;
        IF why = 0 THEN
            any_applied := true;
            IF op = 'hold' THEN
                c_hold[command] := nextval('holds_id_seq'); c_first[command] := first;
            ELSIF h IS NOT NULL THEN
                h_steps[h] := h_steps[h] + 1;
                IF NOT EXISTS (SELECT FROM unnest(r_hold, r_left) AS x(hold_id, keeps)
                                WHERE x.hold_id = h_id[h] AND x.keeps > 0) THEN
                    h_state[h] := CASE WHEN op = 'expire' THEN 'expired'
                                       WHEN l_kind[last] = 'commit' THEN 'committed'
                                       ELSE 'released' END;
                END IF;
            END IF;
            IF op IS NOT NULL THEN
                FOR k IN first .. last LOOP l_hold[k] := c_hold[command]; END LOOP;
            END IF;
            CONTINUE;
        END IF;
        -- Refused: take back what its earlier lines did.
        FOR k IN first .. i - 1 LOOP
            p := l_place[k]; absorbed := coalesce(l_absorbed[k], 0);
            s_on_hand[p] := s_on_hand[p] - l_delta[k] - absorbed;
            s_reserved[p] := s_reserved[p] - l_reserved[k];
            s_version[p] := s_version[p] - CASE WHEN absorbed <> 0 THEN 2 ELSE 1 END;
            l_line[k] := 0;
        END LOOP;
        IF h IS NOT NULL THEN r_left := r_found; END IF;
        IF c_why IS NULL THEN
            c_why := array_fill(0, ARRAY[commands]); c_line := c_why;
            c_found_at := array_fill(recorded_at, ARRAY[commands]);
        END IF;
        p := l_place[i];
        c_state[command] := 1; c_why[command] := why; c_line[command] := i;
        l_on_hand_after[i] := s_on_hand[p]; l_reserved_after[i] := s_reserved[p];
        l_version[i] := s_version[p];
        IF s_version[p] = s_found_version[p] THEN c_found_at[command] := s_updated_at[p]; END IF;
    END LOOP;
    IF NOT any_applied THEN RETURN; END IF;
    recorded_text := rfc3339(recorded_at);

    UPDATE stock_levels s
       SET on_hand = x.on_hand, reserved = x.reserved, version = x.version,
           counted_at = x.counted_at, updated_at = recorded_at
      FROM unnest(s_id, s_on_hand, s_reserved, s_version, s_counted_at, s_found_version)
           AS x(id, on_hand, reserved, version, counted_at, found_version)
     WHERE s.id = x.id AND x.version > x.found_version;
    IF c_op IS NOT NULL THEN
        INSERT INTO holds (id, state, reference, reason, actor, created_at, expires_at)
        OVERRIDING SYSTEM VALUE
        SELECT x.id, 'held', l_reference[x.first], l_reason[x.first], l_actor[x.first],
               recorded_at, recorded_at + make_interval(secs => x.ttl)
          FROM unnest(c_hold, c_ttl, c_first) AS x(id, ttl, first)
         WHERE x.first > 0;
        UPDATE holds b
           SET state = x.state, version = b.version + x.steps,
               settled_at = CASE WHEN x.state <> 'held' THEN recorded_at END
          FROM unnest(h_id, h_state, h_steps) AS x(id, state, steps)
         WHERE b.id = x.id AND x.steps > 0;
    END IF;

    -- The ledger, then what it tells; both in the order of arrival. The words are put together by
    -- format(), at half the price of json_build_object(); whatever a person wrote is quoted by
    -- to_json() before.
    WITH lines AS (
        SELECT l.*, NULL::bigint AS count_id, 2 * l.ordinal AS turn
          FROM unnest(l_place, l_kind, l_delta, l_reserved, l_on_hand_after, l_reserved_after,
                      l_version, l_line, l_at, l_counted, l_later_delta, l_later_movements,
                      l_reverses, l_hold, l_transfer, l_reason, l_reference, l_actor,
                      l_idempotency_key, l_key, l_fingerprint) WITH ORDINALITY
               AS l(place, kind, delta_on_hand, delta_reserved, on_hand, reserved, version, line,
                    occurred_at, counted, later_delta, later_movements, reverses_id, hold_id,
                    transfer_id, reason, reference, actor, idempotency_key, request_key,
                    fingerprint, ordinal)
         WHERE l.line > 0
        UNION ALL
        SELECT l.place, 'count', l.delta, 0,
               l.on_hand + CASE WHEN l.delta > 0 THEN -l.moved ELSE l.delta END, l.reserved,
               l.version - sign(l.delta)::int, -l.line, l.counted_at, NULL, NULL, NULL, NULL,
               NULL, NULL, NULL, NULL, l.actor, NULL, l.request_key, l.fingerprint, NULL,
               l.count_id, 2 * l.ordinal - sign(l.delta)::int
          FROM unnest(l_place, l_absorbed, l_delta, l_on_hand_after, l_reserved_after, l_version,
                      l_line, l_count_at, l_count, l_actor, l_key, l_fingerprint)
               WITH ORDINALITY
               AS l(place, delta, moved, on_hand, reserved, version, line, counted_at, count_id,
                    actor, request_key, fingerprint, ordinal)
         WHERE l_absorbed IS NOT NULL AND l.delta <> 0 AND l.line > 0
    ), applied AS MATERIALIZED (
        SELECT nextval('stock_movements_id_seq') AS id, s_id[l.place] AS level_id, l.*,
               coalesce(l.occurred_at, recorded_at) AS happened_at
          FROM (SELECT * FROM lines ORDER BY turn) AS l
    ), ledger AS (
        INSERT INTO stock_movements (
            id, level_id, kind, delta_on_hand, delta_reserved, on_hand_after, reserved_after,
            version, reason, reference, actor, occurred_at, recorded_at, idempotency_key,
            request_key, fingerprint, line, counted, later_delta, later_movements, count_id,
            reverses_id, hold_id, transfer_id)
        OVERRIDING SYSTEM VALUE
        SELECT a.id, a.level_id, a.kind, a.delta_on_hand, a.delta_reserved, a.on_hand, a.reserved,
               a.version, a.reason, a.reference, a.actor, a.happened_at, recorded_at,
               a.idempotency_key, a.request_key, a.fingerprint, a.line, a.counted, a.later_delta,
               a.later_movements, a.count_id, a.reverses_id, a.hold_id, a.transfer_id
          FROM applied a
    ), told AS (
        INSERT INTO outbox (channel, type, key, version, before, after, cause, at)
        SELECT 'inventory:updates', 'stock.level_changed', t.level_id::text, t.version,
               format('{"on_hand":%s,"reserved":%s,"available":%s,"version":%s}',
                      t.on_hand - t.delta_on_hand, t.reserved - t.delta_reserved,
                      t.on_hand - t.delta_on_hand - t.reserved + t.delta_reserved,
                      t.version - 1)::json,
               format('{"id":%s,"item_id":%s,"on_hand":%s,"reserved":%s,"available":%s,'
                      '"version":%s,"reorder_point":%s,"target_level":%s,"sku":%s,"name":%s,'
                      '"category":%s,"barcode":%s,"unit":%s,"location":%s,"location_name":%s,'
                      '"status":"%s","updated_at":"%s"}',
                      t.level_id, t.item_id, t.on_hand, t.reserved, t.on_hand - t.reserved,
                      t.version, t.reorder_point, t.target_level, t.sku, t.name, t.category,
                      t.barcode, t.unit, t.location, t.location_name,
                      stock_status(t.on_hand - t.reserved, t.reorder_point_n, t.target_level_n),
                      recorded_text)::json,
               format('{"kind":"movement","actor":%1$s,"reason":%2$s,"reference":%3$s,'
                      '"movement":{"sku":%4$s,"item_name":%5$s,"location":%6$s,"kind":"%7$s",'
                      '"reason":%2$s,"reference":%3$s,"actor":%1$s,"occurred_at":"%8$s",'
                      '"recorded_at":"%9$s","id":%10$s,"level_id":%11$s,"item_id":%12$s,'
                      '"delta_on_hand":%13$s,"delta_reserved":%14$s,"on_hand_after":%15$s,'
                      '"reserved_after":%16$s,"version":%17$s,"counted":%18$s,"count_id":%19$s,'
                      '"reverses_id":%20$s,"hold_id":%21$s,"transfer_id":%22$s}}',
                      t.actor, t.reason, t.reference, t.sku, t.name, t.location, t.kind,
                      t.happened_text, recorded_text, t.id, t.level_id, t.item_id,
                      t.delta_on_hand, t.delta_reserved, t.on_hand, t.reserved, t.version,
                      t.counted, t.count_id, t.reverses_id, t.hold_id, t.transfer_id)::json,
               recorded_at
          FROM (SELECT a.id, a.level_id, s.item_id, a.kind, a.delta_on_hand, a.delta_reserved,
                       a.on_hand, a.reserved, a.version,
                       s.reorder_point AS reorder_point_n, s.target_level AS target_level_n,
                       coalesce(s.reorder_point::text, 'null') AS reorder_point,
                       coalesce(s.target_level::text, 'null') AS target_level,
                       to_json(i.sku)::text AS sku, to_json(i.name)::text AS name,
                       coalesce(to_json(i.category)::text, 'null') AS category,
                       coalesce(to_json(i.barcode)::text, 'null') AS barcode,
                       to_json(i.unit)::text AS unit, to_json(w.code)::text AS location,
                       to_json(w.name)::text AS location_name, to_json(a.actor)::text AS actor,
                       coalesce(to_json(a.reason)::text, 'null') AS reason,
                       coalesce(to_json(a.reference)::text, 'null') AS reference,
                       coalesce(a.counted::text, 'null') AS counted,
                       coalesce(a.count_id::text, 'null') AS count_id,
                       coalesce(a.reverses_id::text, 'null') AS reverses_id,
                       coalesce(a.hold_id::text, 'null') AS hold_id,
                       coalesce(a.transfer_id::text, 'null') AS transfer_id,
                       CASE WHEN a.happened_at = recorded_at THEN recorded_text
                            ELSE rfc3339(a.happened_at) END AS happened_text
                  FROM applied a
                  JOIN stock_levels s ON s.id = a.level_id
                  JOIN items i ON i.id = s.item_id
                  JOIN locations w ON w.id = s.location_id
                 ORDER BY a.id OFFSET 0) AS t
    )
    SELECT array_agg(a.id ORDER BY a.ordinal) INTO l_id FROM applied a WHERE a.ordinal IS NOT NULL;
    IF cardinality(l_id) < lines THEN
        -- Refused lines have no id.
        FOR i IN 1 .. lines LOOP
            IF l_line[i] = 0 THEN l_id := l_id[:i - 1] || 0::bigint || l_id[i:]; END IF;
        END LOOP;
    END IF;
END $$;
