-- The feed in a partition per day (UTC), so that what is too old goes at once and leaves no gaps.
CREATE TEMPORARY TABLE feed_whole ON COMMIT DROP AS TABLE feed;

DROP TABLE feed;

CREATE TABLE feed (
    channel varchar NOT NULL,
    seq bigint NOT NULL,
    type varchar NOT NULL,
    key varchar NOT NULL,
    version bigint NOT NULL,
    before json,
    after json NOT NULL,
    cause json NOT NULL,
    at timestamptz NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT now(),
    -- The two first are unique because only the row lock of `streams` gives numbers.
    CONSTRAINT pk_feed PRIMARY KEY (channel, seq, recorded_at)
) PARTITION BY RANGE (recorded_at);

-- Takes what comes when nobody has made the partition of the day.
CREATE TABLE feed_default PARTITION OF feed DEFAULT;

CREATE FUNCTION feed_day(moment timestamptz) RETURNS date LANGUAGE sql STABLE PARALLEL SAFE
RETURN CAST(moment AT TIME ZONE 'UTC' AS date);

-- Make the partitions of these days, where they are not there yet; a day of which something lies in
-- the default partition stays there.
CREATE FUNCTION feed_prepare(first_day date, last_day date) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    day date; since timestamptz; until timestamptz; name text;
BEGIN
    FOR day IN SELECT CAST(d AS date) FROM generate_series(first_day, last_day, '1 day') AS d LOOP
        name := 'feed_' || to_char(day, 'YYYYMMDD');
        since := day::timestamp AT TIME ZONE 'UTC';
        until := (day + 1)::timestamp AT TIME ZONE 'UTC';
        CONTINUE WHEN to_regclass(name) IS NOT NULL OR EXISTS (
            SELECT FROM feed_default WHERE recorded_at >= since AND recorded_at < until);
        EXECUTE format('CREATE TABLE %I PARTITION OF feed FOR VALUES FROM (%L) TO (%L)',
                       name, since, until);
    END LOOP;
END $$;

-- Forget the days that ended before `cutoff`, and tell where each channel begins now. Returns how
-- many partitions went.
CREATE FUNCTION feed_forget(cutoff timestamptz) RETURNS int LANGUAGE plpgsql AS $$
DECLARE
    partition regclass; forgotten int := 0; deleted bigint;
BEGIN
    FOR partition IN
        SELECT i.inhrelid::regclass FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
         WHERE i.inhparent = 'feed'::regclass AND c.relname ~ '^feed_\d{8}$'
           AND to_date(right(c.relname, 8), 'YYYYMMDD') < feed_day(cutoff)
    LOOP
        EXECUTE format('DROP TABLE %s', partition);
        forgotten := forgotten + 1;
    END LOOP;
    DELETE FROM feed_default WHERE feed_day(recorded_at) < feed_day(cutoff);
    GET DIAGNOSTICS deleted = ROW_COUNT;
    IF forgotten > 0 OR deleted > 0 THEN
        UPDATE streams s SET floor = coalesce(
            (SELECT seq FROM feed f WHERE f.channel = s.channel ORDER BY seq LIMIT 1), s.head + 1);
    END IF;
    RETURN forgotten;
END $$;

SELECT feed_prepare(least(feed_day(min(recorded_at)), feed_day(now())), feed_day(now()) + 2)
  FROM feed_whole;

INSERT INTO feed (channel, seq, type, key, version, before, after, cause, at, recorded_at)
SELECT channel, seq, type, key, version, before, after, cause, at, recorded_at
  FROM feed_whole ORDER BY recorded_at, seq;

-- Which server and which timeline of its history the positions belong to; see app/feed/lineage.py.
ALTER TABLE streams ADD COLUMN lineage varchar;
