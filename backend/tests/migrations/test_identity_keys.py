"""Rows that were there before the key columns get them, or are named where a person must decide."""

import subprocess
import sys

import asyncpg

from app.cli.migrations import BACKEND
from app.cli.services import environment
from app.core.settings import Settings
from tests.migrations.test_migrations import alembic

BEFORE, AFTER = "0013", "0014"
ROWS = """
INSERT INTO items (sku, name, barcode, category, tags, status) VALUES
    ('Ａ-10', 'グラス', '012345678905', 'Ｋitchen/Pans', '{New}', 'active'),
    ('A-2', 'Mug', '0012345678905', NULL, '{}', 'active'),
    ('A-3', 'Old mug', '012345678905', NULL, '{}', 'archived')
"""
KEYS = """
SELECT sku_key, sku_order, category_key, tag_keys, gtin, search_text FROM items ORDER BY id
"""
DOUBLES = "INSERT INTO items (sku, name) VALUES ('KL-1', 'One'), ('ＫＬ-1', 'Other')"


def upgrade(settings: Settings) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "alembic", "-c", str(BACKEND / "alembic.ini"), "upgrade", AFTER],
        cwd=BACKEND,
        env=environment(settings),
        capture_output=True,
        text=True,
        check=False,
    )


async def test_upgrade_computes_the_keys_of_rows_that_exist(own_settings: Settings) -> None:
    alembic(own_settings, "downgrade", BEFORE)
    connection = await asyncpg.connect(own_settings.asyncpg_dsn)
    await connection.execute(ROWS)
    alembic(own_settings, "upgrade", AFTER)
    first, second, third = [tuple(row) for row in await connection.fetch(KEYS)]
    gtin = "00012345678905"
    assert first[:5] == ("a-10", "a-00210", "kitchen/pans", ["new"], gtin)
    assert first[5] == f"a-10\nぐらす\n012345678905\n{gtin}"
    # Of two active items with one GTIN the older has it; an archived one is in nobody's way.
    assert second[:5] == ("a-2", "a-0012", None, [], None)
    assert third[4] == gtin
    emails = await connection.fetch("SELECT email, email_key FROM users")
    assert emails
    assert all(row["email_key"] == row["email"].lower() for row in emails)
    await connection.close()


async def test_upgrade_names_rows_that_are_one_now_and_changes_nothing(
    own_settings: Settings,
) -> None:
    alembic(own_settings, "downgrade", BEFORE)
    connection = await asyncpg.connect(own_settings.asyncpg_dsn)
    await connection.execute(DOUBLES)
    done = upgrade(own_settings)
    last = done.stderr.strip().splitlines()[-1]
    ids = [row["id"] for row in await connection.fetch("SELECT id FROM items ORDER BY id")]
    assert f"id {ids[0]} 'KL-1' and id {ids[1]} '\\uff2b\\uff2c-1'" in last
    assert "UPDATE items SET sku = 'NEW' WHERE id = ID" in last
    assert await connection.fetchval("SELECT version_num FROM alembic_version") == BEFORE
    await connection.execute("UPDATE items SET sku = 'KL-2' WHERE id = $1", ids[1])
    alembic(own_settings, "upgrade", AFTER)
    await connection.close()
