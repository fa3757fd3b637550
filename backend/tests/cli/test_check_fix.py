"""Does ``tanamori check --fix`` put right what it can, explain it, and leave alone what it can't?

Each test has a copy of one busy shop to spoil.
"""

import asyncio
import json
import sys
from contextlib import nullcontext
from typing import Any

import asyncpg
import pytest
from sqlalchemy import text
from typer.testing import CliRunner, Result

from app.cli.check import command
from app.cli.check.command import compare
from app.cli.check.repair import repair
from app.cli.errors import Failure
from app.cli.main import build
from app.cli.services import environment
from app.core.settings import REPOSITORY_ROOT, Settings
from app.db.database import Database
from app.feed.unit_of_work import Journal
from app.stock.corrections import Correction, correct_balance
from app.stock.types import MovementCommand
from app.stock.writer import record_movements
from tests.fixtures.busy_shop import drain, open_busy_shop
from tests.fixtures.databases import copied_database
from tests.fixtures.records import Records

LEVEL = 1
LINE = f"(SELECT max(id) FROM stock_movements WHERE level_id = {LEVEL})"
EARLY_LINE = f"(SELECT min(id) FROM stock_movements WHERE level_id = {LEVEL})"


@pytest.fixture(scope="module")
async def busy_shop(module_settings: Settings) -> str:
    """The database of a busy shop, which nobody is connected to."""
    database = Database(module_settings)
    await open_busy_shop(Journal(database), module_settings)
    await database.close()
    return module_settings.database_url.rpartition("/")[2]


@pytest.fixture
def spoiled(quiet: Settings, busy_shop: str) -> Settings:
    """A shop of the test's own."""
    return copied_database(quiet, busy_shop)


@pytest.fixture
def tables(spoiled: Settings) -> Records:
    return Records(spoiled)


async def spoil(settings: Settings, damage: str) -> None:
    """Change what triggers and constraints forbid to change."""
    connection = await asyncpg.connect(settings.asyncpg_dsn)
    try:
        await connection.execute("ALTER TABLE stock_movements DISABLE TRIGGER USER")
        await connection.execute(damage)
        await connection.execute("ALTER TABLE stock_movements ENABLE TRIGGER USER")
    finally:
        await connection.close()


async def sell(settings: Settings, quantity: int) -> None:
    database = Database(settings)
    async with Journal(database).unit_of_work() as work:
        row = await work.session.execute(
            text(
                "SELECT sku, code FROM stock_levels JOIN items ON items.id = item_id "
                f"JOIN locations ON locations.id = location_id WHERE stock_levels.id = {LEVEL}"
            )
        )
        sku, place = row.one()
        await record_movements(work, [MovementCommand(sku, place, "sale", "test", -quantity)])
    await database.close()


async def is_good(settings: Settings) -> bool:
    """Whether all is equal, also after everything was announced."""
    if not (await compare(settings)).is_good:
        return False
    database = Database(settings)
    await drain(Journal(database), settings)
    await database.close()
    return (await compare(settings, drained_wanted=True)).is_good


async def different(settings: Settings) -> set[str]:
    return {one.name for one in (await compare(settings)).findings if one.differences}


async def newest_change(tables: Records) -> dict[str, Any]:
    (row,) = await tables.rows(
        "SELECT version, before, after, cause FROM outbox WHERE key = $1 ORDER BY id DESC LIMIT 1",
        str(LEVEL),
    )
    return {
        name: json.loads(value) if isinstance(value, str) else value for name, value in row.items()
    }


async def level(tables: Records) -> dict[str, Any]:
    (row,) = await tables.rows(
        "SELECT on_hand, reserved, version FROM stock_levels WHERE id = $1", LEVEL
    )
    return row


async def last_line(tables: Records) -> dict[str, Any]:
    (row,) = await tables.rows(f"SELECT * FROM stock_movements WHERE id = {LINE}")
    return row


async def test_a_balance_becomes_what_its_movements_add_up_to(
    spoiled: Settings, tables: Records
) -> None:
    good = await level(tables)
    await spoil(spoiled, f"UPDATE stock_levels SET on_hand = on_hand + 7 WHERE id = {LEVEL}")
    (correction,) = await repair(spoiled)
    after = {**good, "version": good["version"] + 1}
    assert await level(tables) == after
    reason = f"balance was {good['on_hand'] + 7}; the movements add up to {good['on_hand']}"
    line = await last_line(tables)
    assert {name: line[name] for name in ("kind", "actor", "reason", "counted", "count_id")} == {
        "kind": "count",
        "actor": "check",
        "reason": reason,
        "counted": None,
        "count_id": None,
    }
    assert (line["delta_on_hand"], line["delta_reserved"]) == (0, 0)
    assert (line["on_hand_after"], line["reserved_after"], line["version"]) == tuple(after.values())
    change = await newest_change(tables)
    assert change["before"]["on_hand"] == good["on_hand"] + 7
    assert {name: change["after"][name] for name in after} == after
    assert change["cause"]["kind"] == "correction"
    assert change["cause"]["reason"] == reason
    assert change["cause"]["movement"]["id"] == line["id"]
    assert correction.done
    assert reason in correction.text
    assert await is_good(spoiled)
    assert await repair(spoiled) == []


async def test_what_was_recorded_on_a_wrong_balance_counts(
    spoiled: Settings, tables: Records
) -> None:
    """The lines go on from a balance that was never true; what they moved is true."""
    good = await level(tables)
    await spoil(spoiled, f"UPDATE stock_levels SET on_hand = on_hand + 7 WHERE id = {LEVEL}")
    await sell(spoiled, 1)
    await sell(spoiled, 1)
    assert "ledger chain" in await different(spoiled)
    (correction,) = await repair(spoiled)
    assert correction.done
    assert (await level(tables))["on_hand"] == good["on_hand"] - 2
    assert await is_good(spoiled)
    await sell(spoiled, 1)
    assert (await level(tables))["on_hand"] == good["on_hand"] - 3
    assert await is_good(spoiled)


async def test_a_balance_that_jumped_and_came_back_is_explained(
    spoiled: Settings, tables: Records
) -> None:
    good = await level(tables)
    for jump in (7, -7):
        await spoil(
            spoiled, f"UPDATE stock_levels SET on_hand = on_hand + {jump} WHERE id = {LEVEL}"
        )
        await sell(spoiled, 1)
    assert await different(spoiled) == {"ledger chain"}
    (correction,) = await repair(spoiled)
    assert "the balance had jumped at movement" in correction.text
    assert (await level(tables))["on_hand"] == good["on_hand"] - 2
    assert await is_good(spoiled)


async def test_without_a_witness_a_jump_is_left_alone(spoiled: Settings) -> None:
    await spoil(spoiled, f"UPDATE stock_levels SET on_hand = on_hand + 7 WHERE id = {LEVEL}")
    await sell(spoiled, 1)
    await spoil(
        spoiled,
        "DELETE FROM feed WHERE channel = 'inventory:updates' AND seq = 1; "
        "UPDATE streams SET floor = 2 WHERE channel = 'inventory:updates'",
    )
    (correction,) = await repair(spoiled)
    assert not correction.done
    assert "not as it was written" in correction.text


async def test_what_is_reserved_becomes_what_holds_keep(spoiled: Settings, tables: Records) -> None:
    held = "(SELECT min(level_id) FROM stock_movements WHERE hold_id = 1)"
    await spoil(spoiled, f"UPDATE stock_levels SET reserved = reserved - 1 WHERE id = {held}")
    (correction,) = await repair(spoiled)
    assert "on hand and 2 reserved; the movements add up to" in correction.text
    assert await tables.value(f"SELECT reserved FROM stock_levels WHERE id = {held}") == 3
    assert await is_good(spoiled)


UNHEARD = {
    "the newest change says another balance": (
        f"UPDATE feed SET after = jsonb_set(after::jsonb, '{{on_hand}}', '123456')::json "
        f"WHERE key = '{LEVEL}' AND version = "
        f"(SELECT version FROM stock_levels WHERE id = {LEVEL})"
    ),
    "the newest change has a version of the future": (
        f"UPDATE feed SET version = 1000 WHERE key = '{LEVEL}' AND version = "
        f"(SELECT version FROM stock_levels WHERE id = {LEVEL})"
    ),
    "thresholds that nobody was told": (
        f"UPDATE stock_levels SET reorder_point = 1000000, target_level = NULL WHERE id = {LEVEL}"
    ),
    "a movement was never announced": (
        'UPDATE feed SET cause = \'{"kind": "edit"}\' '
        f"WHERE cause #>> '{{movement,id}}' = {EARLY_LINE}::text"
    ),
    "a movement was announced with another balance": (
        "UPDATE feed SET after = jsonb_set(after::jsonb, '{on_hand}', '123456')::json "
        f"WHERE cause #>> '{{movement,id}}' = {EARLY_LINE}::text"
    ),
    "a movement was announced twice": (
        "INSERT INTO outbox (channel, type, key, version, after, cause, at) "
        "SELECT channel, type, key, version, after, cause, at FROM feed "
        f"WHERE cause #>> '{{movement,id}}' = {EARLY_LINE}::text"
    ),
    "a movement that the level does not know": (
        "INSERT INTO stock_movements (level_id, kind, delta_on_hand, on_hand_after, "
        "reserved_after, version, actor, occurred_at) "
        "SELECT id, 'receive', 5, on_hand + 5, reserved, version + 3, 'somebody', now() "
        f"FROM stock_levels WHERE id = {LEVEL}"
    ),
    "an alert was forgotten": "DELETE FROM alerts WHERE state = 'open'",
    "alerts were left open": (
        "INSERT INTO alerts (level_id, metric, severity, value, threshold, opened_value, "
        "opened_threshold) "
        "SELECT id, 'available', 'warning', 1, 2, 1, 2 FROM stock_levels "
        "WHERE status = 'ok' LIMIT 3"
    ),
}


@pytest.mark.parametrize("damage", UNHEARD.values(), ids=UNHEARD.keys())
async def test_readers_are_told_again(spoiled: Settings, damage: str) -> None:
    await spoil(spoiled, damage)
    assert not (await compare(spoiled)).is_good
    corrections = await repair(spoiled)
    assert corrections
    assert all(correction.done for correction in corrections)
    assert await is_good(spoiled)


async def test_a_correction_names_the_movements_that_were_not_heard(
    spoiled: Settings, tables: Records
) -> None:
    await spoil(spoiled, UNHEARD["a movement was never announced"])
    (movement,) = await tables.rows(f"SELECT {EARLY_LINE} AS id")
    before = await level(tables)
    await repair(spoiled)
    change = await newest_change(tables)
    assert change["cause"]["movements"] == [movement["id"]]
    assert change["cause"]["movement"] is None
    assert change["version"] == before["version"] + 1


HOPELESS = {
    "a line of the ledger is missing": (
        f"DELETE FROM stock_movements WHERE id = {EARLY_LINE}",
        "its ledger is not as it was written",
        {"ledger sums", "ledger chain", "movements told"},
    ),
    "a quantity of the ledger was altered": (
        f"UPDATE stock_movements SET delta_on_hand = delta_on_hand + 1 WHERE id = {EARLY_LINE}",
        "its ledger is not as it was written",
        {"ledger sums", "ledger chain"},
    ),
    "lines of the ledger were exchanged": (
        f"UPDATE stock_movements SET version = 1000 - version WHERE level_id = {LEVEL}",
        "its ledger is not as it was written",
        {"ledger chain", "ledger end"},
    ),
    "more was sold than there was": (
        (
            "INSERT INTO stock_movements (level_id, kind, delta_on_hand, on_hand_after, "
            "reserved_after, version, actor, occurred_at) "
            "SELECT id, 'sale', -100000, on_hand - 100000, reserved, version + 1, 'x', now() "
            f"FROM stock_levels WHERE id = {LEVEL}"
        ),
        "and the location allows no backorder",
        {"ledger sums", "ledger end"},
    ),
}


@pytest.mark.parametrize(("damage", "said", "left"), HOPELESS.values(), ids=HOPELESS.keys())
async def test_what_cannot_be_put_right_is_named(
    spoiled: Settings, tables: Records, damage: str, said: str, left: set[str]
) -> None:
    await spoil(spoiled, damage)
    before = await level(tables)
    refused = [one for one in await repair(spoiled) if not one.done]
    assert [(one.level_id, bool(one.remedy)) for one in refused] == [(LEVEL, True)]
    assert said in refused[0].text
    after = await level(tables)
    assert (after["on_hand"], after["reserved"]) == (before["on_hand"], before["reserved"])
    assert await different(spoiled) == left


async def test_a_good_level_is_left_alone(spoiled: Settings, tables: Records) -> None:
    """As when somebody else put it right between the finding and the lock."""
    traces = await tables.traces()
    database = Database(spoiled)
    async with Journal(database).unit_of_work() as work:
        assert await correct_balance(work, LEVEL) is None
    await database.close()
    assert await tables.traces() == traces
    assert await repair(spoiled) == []


async def call(
    settings: Settings, patch: pytest.MonkeyPatch, *words: str, typed: str | None = None
) -> Result:
    """The command as a person calls it."""
    patch.setattr(command, "services", lambda: nullcontext(settings))
    patch.setattr(command, "migrate", lambda _: None)
    return await asyncio.to_thread(
        CliRunner().invoke, build(["check"]), ["check", *words], input=typed
    )


async def test_the_command_asks_and_tells(
    spoiled: Settings, tables: Records, monkeypatch: pytest.MonkeyPatch
) -> None:
    await spoil(spoiled, f"UPDATE stock_levels SET on_hand = on_hand + 7 WHERE id = {LEVEL}")
    spoiled_level = await level(tables)
    for typed in (None, "n\n"):
        refused = await call(spoiled, monkeypatch, "--fix", typed=typed)
        assert isinstance(refused.exception, Failure)
        assert refused.exception.reason == "Nothing was changed."
        assert await level(tables) == spoiled_level
    agreed = await call(spoiled, monkeypatch, "--fix", typed="y\n")
    assert agreed.exit_code == 0
    assert "Put right:" in agreed.stdout
    assert "the movements add up to" in agreed.stdout
    assert "All equal." in agreed.stdout
    again = await call(spoiled, monkeypatch, "--fix")
    assert again.exit_code == 0
    assert "Put right" not in again.stdout


async def in_a_process(settings: Settings, *words: str) -> tuple[int | None, Any]:
    """The exit code and the JSON of the command in a process of its own, which knows no more of
    the application than the command has imported."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "app.cli", "check", "--json", *words),
        cwd=REPOSITORY_ROOT / "backend",
        env=environment(settings),
        stdout=asyncio.subprocess.PIPE,
    )
    stdout, _ = await process.communicate()
    return process.returncode, json.loads(stdout)


async def test_the_command_in_a_process_of_its_own(spoiled: Settings) -> None:
    await spoil(
        spoiled,
        f"UPDATE stock_levels SET on_hand = on_hand + 7 WHERE id = {LEVEL}; "
        "UPDATE holds SET state = 'released' WHERE id = 1",
    )
    code, told = await in_a_process(spoiled, "--fix", "--yes")
    assert code == 1
    assert told["ok"] is False
    (correction,) = told["corrections"]
    assert correction.keys() == set(Correction.__slots__)
    assert (correction["level_id"], correction["done"]) == (LEVEL, True)
    assert "release it" in told["remedies"]["holds"]
    assert told["remedies"].keys() == {"holds"}
    code, told = await in_a_process(spoiled)
    assert code == 1
    assert "corrections" not in told
    # What helps against the rest, as the remedy says.
    await spoil(spoiled, "UPDATE holds SET state = 'held', settled_at = NULL WHERE id = 1")
    code, told = await in_a_process(spoiled, "--fix", "--yes")
    assert (code, told["ok"], told["corrections"]) == (0, True, [])
