"""Does ``tanamori check`` name what is wrong, and only that?

Each test spoils a good database in one way, past everything that forbids it.
"""

import json
from typing import Any

import asyncpg
import pytest

from app.cli.check.command import Verdict, compare, examine
from app.cli.demo import open_demo_shop
from app.core.settings import Settings
from app.db.database import Database
from app.feed.unit_of_work import Journal
from tests.fixtures.busy_shop import drain, open_busy_shop


@pytest.fixture(scope="module")
async def drained_shop(module_settings: Settings) -> Settings:
    """A shop with everything in it and announced; tests leave it as it is."""
    database = Database(module_settings)
    await open_busy_shop(Journal(database), module_settings)
    await database.close()
    return module_settings


async def verdict_after(settings: Settings, damage: str) -> Verdict:
    """What is found when rows were changed although triggers and checks forbid it."""
    connection = await asyncpg.connect(settings.asyncpg_dsn)
    try:
        transaction = connection.transaction()
        await transaction.start()
        for table in ("stock_movements", "price_changes"):
            await connection.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        await connection.execute(damage)
        verdict = await examine(connection)
        await transaction.rollback()
        return verdict
    finally:
        await connection.close()


def differences(verdict: Verdict) -> dict[str, int]:
    return {finding.name: finding.differences for finding in verdict.findings if finding.examples}


def words(verdict: Verdict) -> str:
    return "\n".join(example for finding in verdict.findings for example in finding.examples)


async def test_a_good_shop_before_and_after_everything_was_announced(
    own_journal: Journal, own_settings: Settings
) -> None:
    await open_demo_shop(own_journal)
    before = await compare(own_settings)
    assert before.is_good
    assert before.waiting > 1_000
    assert not (await compare(own_settings, drained_wanted=True)).is_good
    await drain(own_journal, own_settings)
    after = await compare(own_settings, drained_wanted=True)
    assert after.is_good
    assert after.waiting == 0
    compared = {finding.name: finding.compared for finding in after.findings}
    assert compared["feed numbers"] > before.waiting
    assert min(compared[name] for name in compared.keys() - DOCUMENTS) > 70


async def test_a_good_shop_with_holds_counts_and_transfers(drained_shop: Settings) -> None:
    verdict = await compare(drained_shop, drained_wanted=True)
    assert verdict.is_good
    compared = {finding.name: finding.compared for finding in verdict.findings}
    assert {name: compared[name] for name in DOCUMENTS} == {
        "holds": 4,
        "counts": 2,
        "transfers": 3,
    }


GTIN = "SELECT min(id) FROM items WHERE gtin IS NOT NULL"


@pytest.mark.parametrize(
    ("damage", "what"),
    [
        ("UPDATE items SET sku_key = 'other' WHERE id = 1", "item 1"),
        (f"UPDATE items SET gtin = NULL WHERE id = ({GTIN})", "is that of an older item too"),
        ("UPDATE locations SET code_key = 'other' WHERE id = 1", "location 1"),
        ("UPDATE users SET email_key = 'other' WHERE id = 1", "user 1"),
    ],
)
async def test_a_key_that_the_rule_does_not_give_is_named(
    drained_shop: Settings, damage: str, what: str
) -> None:
    verdict = await verdict_after(drained_shop, damage)
    assert differences(verdict) == {"identifiers": 1}
    assert what in words(verdict)


DOCUMENTS = {"holds", "counts", "transfers"}
ONE_LEVEL = "(SELECT id FROM stock_levels ORDER BY id LIMIT 1)"
ONE_MOVEMENT = f"(SELECT min(id) FROM stock_movements WHERE level_id = {ONE_LEVEL})"
DAMAGES: dict[str, tuple[str, set[str], str]] = {
    "a balance changed by hand": (
        f"UPDATE stock_levels SET on_hand = on_hand + 1 WHERE id = {ONE_LEVEL}",
        {"ledger sums", "ledger end", "levels told"},
        "its movements add up to",
    ),
    "a line of the ledger deleted": (
        f"DELETE FROM stock_movements WHERE id = {ONE_MOVEMENT}",
        {"ledger sums", "ledger chain", "movements told"},
        "which the ledger lacks",
    ),
    "a quantity of the ledger changed": (
        f"UPDATE stock_movements SET delta_on_hand = delta_on_hand + 1 WHERE id = {ONE_MOVEMENT}",
        {"ledger sums", "ledger chain"},
        "but 0 +",
    ),
    "versions of the ledger exchanged": (
        f"UPDATE stock_movements SET version = 1000 - version WHERE level_id = {ONE_LEVEL}",
        {"ledger chain", "ledger end", "movements told"},
        "but its last movement",
    ),
    "more promised than there is": (
        (
            "ALTER TABLE stock_levels DROP CONSTRAINT ck_stock_levels_never_negative; "
            f"UPDATE stock_levels SET reserved = on_hand + 1 WHERE id = {ONE_LEVEL}"
        ),
        {"ledger sums", "ledger end", "never negative", "holds", "levels told", "alerts"},
        "reserved",
    ),
    "a price changed by hand": (
        "UPDATE prices SET amount = amount + 1 WHERE id = (SELECT min(id) FROM prices)",
        {"price timelines", "prices told"},
        "but its timeline ends with",
    ),
    "a step of a price deleted": (
        (
            "DELETE FROM price_changes WHERE id = (SELECT max(id) FROM price_changes "
            "WHERE version = 2 AND price_id IN "
            "(SELECT price_id FROM price_changes WHERE version = 3))"
        ),
        {"price timelines", "price changes told"},
        "but the price was",
    ),
    "a change lost from the middle of the feed": (
        "DELETE FROM feed WHERE channel = 'inventory:updates' AND seq = 500",
        {"feed numbers", "movements told"},
        "499 is followed by 501",
    ),
    "the newest change lost": (
        (
            "DELETE FROM feed WHERE channel = 'price:updates' "
            "AND seq = (SELECT head FROM streams WHERE channel = 'price:updates')"
        ),
        {"feed numbers", "prices told"},
        "but its head says",
    ),
    "a sale changed by hand": (
        (
            "UPDATE price_sales SET version = version + 1 "
            "WHERE id = (SELECT min(id) FROM price_sales)"
        ),
        {"prices told"},
        "price sale:",
    ),
    "a proposal approved by hand": (
        (
            "UPDATE price_proposals SET state = 'approved', decided_by = 'nobody', "
            "decided_at = now() WHERE id = (SELECT min(id) FROM price_proposals)"
        ),
        {"prices told"},
        "approved at version",
    ),
    "a guard changed by hand": (
        "UPDATE price_guards SET mode = 'warn' WHERE mode = 'block'",
        {"prices told"},
        "warn at version 1, but its newest change says block at 1",
    ),
    "a price list renamed by hand": (
        ("UPDATE price_lists SET name = 'Nobody', version = version + 1 WHERE code = 'wholesale'"),
        {"prices told"},
        "price list:wholesale: Nobody at version 2",
    ),
    "a movement announced with another balance": (
        (
            "UPDATE feed SET after = jsonb_set(after::jsonb, '{on_hand}', '123456')::json "
            f"WHERE cause #>> '{{movement,id}}' = {ONE_MOVEMENT}::text"
        ),
        {"movements told"},
        "its change has",
    ),
    "a movement announced twice": (
        (
            "INSERT INTO outbox (channel, type, key, version, after, cause, at) "
            "SELECT channel, type, key, version, after, cause, at FROM feed "
            f"WHERE cause #>> '{{movement,id}}' = {ONE_MOVEMENT}::text"
        ),
        {"movements told"},
        "was announced 2 times",
    ),
    "a hold that ended without its units": (
        "UPDATE holds SET state = 'released' WHERE id = 1",
        {"holds"},
        "hold 1: released, but it keeps 3 of level",
    ),
    "a hold that was opened again": (
        "UPDATE holds SET state = 'held' WHERE id = 3",
        {"holds"},
        "hold 3: open, but it keeps nothing",
    ),
    "units of a hold that are reserved no more": (
        (
            "UPDATE stock_levels SET reserved = reserved - 1 WHERE id = "
            "(SELECT min(level_id) FROM stock_movements WHERE hold_id = 1)"
        ),
        {"ledger sums", "ledger end", "holds", "levels told"},
        "reserved, but its open holds keep",
    ),
    "a count of another number": (
        "UPDATE stock_movements SET counted = 18 WHERE counted = 17",
        {"counts"},
        "but what happened until then adds up to 17",
    ),
    "what a count had seen, not balanced": (
        "UPDATE stock_movements SET count_id = NULL WHERE count_id IS NOT NULL",
        {"counts"},
        "counted 17 at",
    ),
    "a transfer that brings more than it took": (
        (
            "UPDATE stock_movements SET delta_on_hand = delta_on_hand + 2 "
            "WHERE kind = 'transfer_in' AND transfer_id = 2"
        ),
        {"transfers", "ledger sums", "ledger chain"},
        "came in, but 4 went out",
    ),
    "a transfer that is open without goods": (
        "UPDATE transfers SET state = 'in_transit', settled_at = NULL WHERE id = 2",
        {"transfers"},
        "transfer 2: in transit, but nothing of it is",
    ),
    "a transfer that ended at no time": (
        "UPDATE transfers SET state = 'received' WHERE id = 1",
        {"transfers"},
        "transfer 1: received, settled at no time",
    ),
    "an alert forgotten": (
        "DELETE FROM alerts WHERE id = (SELECT min(id) FROM alerts WHERE state = 'open')",
        {"alerts"},
        "and no alert",
    ),
    "an alert left open": (
        (
            "INSERT INTO alerts (level_id, metric, severity, value, threshold, opened_value, "
            "opened_threshold) "
            "SELECT id, 'available', 'warning', 1, 2, 1, 2 FROM stock_levels "
            "WHERE status = 'ok' LIMIT 1"
        ),
        {"alerts"},
        "is open, but",
    ),
}


@pytest.mark.parametrize(("damage", "found", "said"), DAMAGES.values(), ids=DAMAGES.keys())
async def test_damage_is_found_and_named(
    drained_shop: Settings, damage: str, found: set[str], said: str
) -> None:
    verdict = await verdict_after(drained_shop, damage)
    assert not verdict.is_good
    assert set(differences(verdict)) == found
    assert said in words(verdict)


async def test_a_long_list_is_cut_and_counted(drained_shop: Settings) -> None:
    verdict = await verdict_after(drained_shop, "UPDATE stock_levels SET on_hand = on_hand + 1")
    (sums,) = (finding for finding in verdict.findings if finding.name == "ledger sums")
    assert sums.differences == sums.compared > len(sums.examples) == 20


async def test_findings_as_json(drained_shop: Settings) -> None:
    verdict = await verdict_after(drained_shop, "UPDATE prices SET amount = amount + 1")
    told: dict[str, Any] = json.loads(json.dumps(verdict.as_dict()))
    assert told["ok"] is False
    assert told["waiting"] == 0
    (prices,) = (one for one in told["comparisons"] if one["name"] == "price timelines")
    assert prices["differences"] == prices["compared"]
    assert "timeline ends with" in prices["examples"][0]
