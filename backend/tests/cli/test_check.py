"""Does ``tanamori check`` name what is wrong, and only that?

Each test spoils a good database in one way, past everything that forbids it.
"""

import json
from typing import Any

import asyncpg
import pytest
from redis.asyncio import Redis

from app.alerts import evaluator
from app.cli.check.command import Verdict, compare, examine
from app.cli.demo import open_demo_shop
from app.core.settings import Settings
from app.db.database import Database
from app.feed.sequencer import Sequencer
from app.feed.unit_of_work import Journal


@pytest.fixture(scope="module")
async def drained_shop(module_settings: Settings) -> Settings:
    """The demo shop, with everything announced; tests leave it as it is."""
    database = Database(module_settings)
    assert await open_demo_shop(Journal(database))
    await drain(Journal(database), module_settings)
    await database.close()
    return module_settings


async def drain(journal: Journal, settings: Settings) -> None:
    redis = Redis.from_url(settings.redis_url)
    sequencer = Sequencer(journal, redis, [evaluator.evaluate])
    async with journal.database.engine.connect() as connection:
        while await sequencer.step(connection):
            pass
    await redis.aclose()


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
    assert min(compared.values()) > 70


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
        {"ledger sums", "ledger end", "never negative", "levels told", "alerts"},
        "reserved",
    ),
    "a price changed by hand": (
        "UPDATE base_prices SET amount = amount + 1 WHERE id = (SELECT min(id) FROM base_prices)",
        {"price timelines"},
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
        {"feed numbers", "price changes told"},
        "but its head says",
    ),
    "a movement announced with another balance": (
        (
            "UPDATE feed SET after = jsonb_set(after, '{on_hand}', '123456') "
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
    "an alert forgotten": (
        "DELETE FROM alerts WHERE id = (SELECT min(id) FROM alerts WHERE state = 'open')",
        {"alerts"},
        "and no alert",
    ),
    "an alert left open": (
        (
            "INSERT INTO alerts (level_id, metric, severity, value, threshold) "
            "SELECT id, 'available', 'warning', 1, 2 FROM stock_levels WHERE status = 'ok' LIMIT 1"
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
    verdict = await verdict_after(drained_shop, "UPDATE base_prices SET amount = amount + 1")
    told: dict[str, Any] = json.loads(json.dumps(verdict.as_dict()))
    assert told["ok"] is False
    assert told["waiting"] == 0
    (prices,) = (one for one in told["comparisons"] if one["name"] == "price timelines")
    assert prices["differences"] == prices["compared"]
    assert "timeline ends with" in prices["examples"][0]
