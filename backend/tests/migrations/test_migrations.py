"""From nothing to the present shape, down a step and up again, without drift from the models."""

import subprocess
import sys
from datetime import UTC
from typing import Any

import asyncpg
import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory

from app.cli.migrations import BACKEND
from app.cli.services import environment
from app.core.settings import Settings
from tests.fixtures.application import PEOPLE, People
from tests.fixtures.databases import administer, copied_database, url_of

SCRIPTS = ScriptDirectory.from_config(Config(str(BACKEND / "alembic.ini")))
REVISIONS = [script.revision for script in reversed(list(SCRIPTS.walk_revisions()))]

# Everything that a migration makes, by its words: tables, columns, constraints, indexes, triggers.
SHAPE = """
SELECT 'column' AS kind, table_name || '.' || column_name AS name,
       concat_ws(' ', data_type, is_nullable, column_default, generation_expression) AS words
FROM information_schema.columns WHERE table_schema = 'public'
UNION ALL
SELECT 'constraint', conrelid::regclass || '.' || conname, pg_get_constraintdef(oid)
FROM pg_constraint WHERE connamespace = 'public'::regnamespace
UNION ALL
SELECT 'index', indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'
UNION ALL
SELECT 'trigger', tgrelid::regclass || '.' || tgname, pg_get_triggerdef(oid)
FROM pg_trigger WHERE NOT tgisinternal
UNION ALL
SELECT 'function', proname, prosrc FROM pg_proc WHERE pronamespace = 'public'::regnamespace
UNION ALL
SELECT 'table', relname, array_to_string(reloptions, ',')
FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
ORDER BY 1, 2
"""


def alembic(settings: Settings, *words: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "alembic", "-c", str(BACKEND / "alembic.ini"), *words],
        cwd=BACKEND,
        env=environment(settings),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


async def shape(settings: Settings) -> list[tuple[Any, ...]]:
    connection = await asyncpg.connect(settings.asyncpg_dsn)
    try:
        return [tuple(row) for row in await connection.fetch(SHAPE)]
    finally:
        await connection.close()


@pytest.fixture
def empty(servers: Settings) -> Settings:
    """A database without anything in it."""
    administer(servers, "CREATE DATABASE tanamori_empty")
    return servers.model_copy(update={"database_url": url_of(servers, "tanamori_empty")})


def test_the_migrations_are_one_line() -> None:
    assert SCRIPTS.get_heads() == [REVISIONS[-1]]
    assert len(SCRIPTS.get_bases()) == 1
    for revision in REVISIONS:
        script = SCRIPTS.get_revision(revision)
        assert script.doc, f"{revision} does not say what it does"


async def test_up_from_zero_down_and_up_again(
    empty: Settings, quiet: Settings, people: People
) -> None:
    alembic(empty, "upgrade", "head")
    whole = await shape(empty)
    assert ("function", "refuse_rewriting") in [row[:2] for row in whole]
    assert whole == await shape(copied_database(quiet, PEOPLE)), "what the tests run on"
    alembic(empty, "downgrade", "-1")
    assert await shape(empty) != whole
    alembic(empty, "upgrade", "head")
    assert await shape(empty) == whole
    alembic(empty, "downgrade", "base")
    names = [row[1] for row in await shape(empty)]
    assert all(name.startswith("alembic_version") for name in names), names
    alembic(empty, "upgrade", "head")
    assert await shape(empty) == whole


def test_the_shape_is_that_of_the_models(own_settings: Settings) -> None:
    assert "No new upgrade operations detected" in alembic(own_settings, "check")


async def test_a_step_down_keeps_what_other_rooms_have(own_settings: Settings) -> None:
    connection = await asyncpg.connect(own_settings.asyncpg_dsn)
    before = await connection.fetchval("SELECT count(*) FROM users")
    alembic(own_settings, "downgrade", "-1")
    alembic(own_settings, "upgrade", "head")
    assert await connection.fetchval("SELECT count(*) FROM users") == before == 3
    await connection.close()


FEED = """
INSERT INTO feed (channel, seq, type, key, version, before, after, cause, at, recorded_at)
SELECT 'price:updates', n, 'price.changed', 'k' || n, n, '{"amount": "1.50"}',
       '{"name":  "Ä 猫"}', '{}', now(), now() - make_interval(days => 6 - n)
FROM generate_series(1, 6) AS n
"""
KEPT = (
    "SELECT channel, seq, type, key, version, before::text, after::text, at, recorded_at FROM feed"
)
PLACES = "SELECT seq, tableoid::regclass::text AS place, recorded_at FROM feed ORDER BY seq"


async def test_the_feed_is_the_same_by_the_day_and_as_a_whole(own_settings: Settings) -> None:
    """Up, down and up again: no change is lost, changed or out of its day."""
    connection = await asyncpg.connect(own_settings.asyncpg_dsn)
    alembic(own_settings, "downgrade", "0009")
    await connection.execute(FEED)
    before = await connection.fetch(KEPT)
    assert len(before) == 6
    for step in ("upgrade", "downgrade", "upgrade"):
        alembic(own_settings, step, "0010" if step == "upgrade" else "0009")
        assert sorted(await connection.fetch(KEPT)) == sorted(before)
    for row in await connection.fetch(PLACES):
        assert row["place"] == f"feed_{row['recorded_at'].astimezone(UTC):%Y%m%d}"
    await connection.execute("UPDATE streams SET head = 6 WHERE channel = 'price:updates'")
    assert await connection.fetchval("SELECT count(*) FROM streams WHERE lineage IS NULL") == 3
    await connection.close()
