"""What of that which differs can be put right by itself, and what helps against the rest?

First the balances, because a correction is announced; then whatever readers were not told as it
is. What is to be done is found in one snapshot; each level is looked at again under its lock.
"""

import dataclasses
from collections.abc import Sequence
from typing import Any

import asyncpg

from app.cli.check.comparison import TOLD, Comparison
from app.cli.check.queries import (
    ALERTS,
    LEDGER_CHAIN,
    LEDGER_END,
    LEDGER_SUMS,
    LEVELS_TOLD,
    MOVEMENTS_TOLD,
)
from app.cli.progress import StageProgress
from app.core.settings import Settings
from app.db.database import Database
from app.feed.unit_of_work import Journal
from app.stock.corrections import (
    MOVEMENTS_MAX,
    Correction,
    Told,
    announce_again,
    correct_balance,
)

BALANCES = (LEDGER_SUMS, LEDGER_CHAIN, LEDGER_END)
# A level that is announced is also judged anew, so its alert comes right.
ANNOUNCEMENTS = (LEVELS_TOLD, ALERTS)

CHANGES = f"""
SELECT * FROM ({TOLD.format(channel="inventory:updates")}) AS changes
WHERE type = 'stock.level_changed' AND key = ANY ($1)
"""  # noqa: S608 - constants of this package
NEWEST = f"""
SELECT DISTINCT ON (key) CAST(key AS bigint) AS level_id, version,
       CAST(after ->> 'on_hand' AS bigint) AS on_hand,
       CAST(after ->> 'reserved' AS bigint) AS reserved
FROM ({CHANGES}) AS changes ORDER BY key, version DESC
"""  # noqa: S608
# The feed has been told of every line as it was written, so it is a witness of the ledger.
ALTERED = f"""
SELECT told.level_id, min(told.id) AS movement_id
FROM (
    SELECT CAST(key AS bigint) AS level_id, CAST(cause #>> '{{movement,id}}' AS bigint) AS id,
           CAST(cause #>> '{{movement,delta_on_hand}}' AS bigint) AS delta_on_hand,
           CAST(cause #>> '{{movement,delta_reserved}}' AS bigint) AS delta_reserved
    FROM ({CHANGES}) AS changes WHERE cause #>> '{{movement,id}}' IS NOT NULL
) AS told
LEFT JOIN stock_movements ON stock_movements.id = told.id
WHERE (told.level_id, told.delta_on_hand, told.delta_reserved) IS DISTINCT FROM
      (stock_movements.level_id, stock_movements.delta_on_hand, stock_movements.delta_reserved)
GROUP BY told.level_id
"""  # noqa: S608
COMPLETE = "SELECT floor = 1 FROM streams WHERE channel = 'inventory:updates'"

COPY = "Bring it back from a copy of the data; nothing here knows what it was."
# What helps against differences that are left, by the name of the comparison.
REMEDIES = {
    "ledger chain": "A line of the ledger is missing or was altered. " + COPY,
    "never negative": "Allow backorder at the location, or record what came in.",
    "holds": "A hold that is over and still keeps something: UPDATE holds SET state = 'held', "
    "settled_at = NULL WHERE id = …, then release it. One that is open and keeps nothing: UPDATE "
    "holds SET state = 'released', settled_at = now() WHERE id = ….",
    "counts": "Take the count back (POST /api/v1/stock/movements/{id}/reverse) and count again.",
    "transfers": "The document does not say what its movements say. " + COPY,
    "price timelines": "A step of the timeline is missing or was altered. " + COPY,
    "feed numbers": "Changes are missing. Give the feed a new epoch, so that every reader starts "
    "anew (docs/operations.md), and bring the feed back from a copy of the data.",
    "movements told": "The feed tells of movements that the ledger lacks. Bring the ledger back "
    "from a copy of the data.",
    "price changes told": "Set the price again, so that readers know it; what the feed lacks stays "
    "lacking.",
    "prices told": "Readers learn what the price, the sale, the proposal, the guard or the list is "
    "when it changes next, or when they load it anew.",
    "identifiers": "Give the item another name and the old one again: its keys are computed with "
    "it. Of two items with one GTIN, change the barcode of one, or archive it.",
    "alerts": "A running server judges the levels that were announced again.",
}


@dataclasses.dataclass(frozen=True, slots=True)
class Plan:
    """Levels to correct, levels to announce with the movements that readers lack, and what their
    newest changes say."""

    balances: Sequence[int]
    announcements: dict[int, Sequence[int]]
    told: dict[int, Told]

    @property
    def size(self) -> int:
        return len({*self.balances, *self.announcements})


async def plan_repair(settings: Settings) -> Plan:
    """What could be put right, in one REPEATABLE READ snapshot."""
    connection: Any = await asyncpg.connect(
        settings.asyncpg_dsn, server_settings={"application_name": "tanamori check"}
    )
    try:
        async with connection.transaction(isolation="repeatable_read", readonly=True):
            return await _plan(connection)
    finally:
        await connection.close()


async def _plan(connection: Any) -> Plan:
    balances = {level for one in BALANCES for level in await _levels(connection, one)}
    announcements: dict[int, list[int]] = {
        level: [] for one in ANNOUNCEMENTS for level in await _levels(connection, one)
    }
    rows = await connection.fetch(
        f"SELECT level_id, movement_id FROM ({MOVEMENTS_TOLD.differences}) AS differences "  # noqa: S608
        "WHERE movement_id IS NOT NULL ORDER BY movement_id"
    )
    for row in rows:
        announcements.setdefault(row["level_id"], []).append(row["movement_id"])
    keys = [str(level) for level in sorted({*balances, *announcements})]
    return Plan(
        sorted(balances), dict(sorted(announcements.items())), await _told(connection, keys)
    )


async def _told(connection: Any, keys: Sequence[str]) -> dict[int, Told]:
    complete = await connection.fetchval(COMPLETE)
    newest = {row["level_id"]: dict(row) for row in await connection.fetch(NEWEST, keys)}
    altered = {row["level_id"]: row["movement_id"] for row in await connection.fetch(ALTERED, keys)}
    told = {}
    for level_id in map(int, keys):
        found = newest.get(level_id, {})
        told[level_id] = Told(
            version=found.get("version", 0),
            on_hand=found.get("on_hand"),
            reserved=found.get("reserved"),
            altered=altered.get(level_id),
            complete=complete,
        )
    return told


async def _levels(connection: Any, comparison: Comparison) -> list[int]:
    rows = await connection.fetch(
        f"SELECT level_id FROM ({comparison.differences}) AS differences"  # noqa: S608
    )
    return [row["level_id"] for row in rows]


async def repair(settings: Settings) -> list[Correction]:
    """Put right what can be; what was done or refused, level by level."""
    database = Database(settings)
    try:
        journal = Journal(database)
        corrections = await _correct(journal, await plan_repair(settings))
        return corrections + await _announce(journal, await plan_repair(settings))
    finally:
        await database.close()


async def _correct(journal: Journal, plan: Plan) -> list[Correction]:
    corrections: list[Correction] = []
    with StageProgress() as tell:
        for number, level_id in enumerate(plan.balances):
            tell("Correcting", number, len(plan.balances))
            async with journal.unit_of_work() as work:
                told = plan.told[level_id]
                if correction := await correct_balance(work, level_id, told=told):
                    corrections.append(correction)
    return corrections


async def _announce(journal: Journal, plan: Plan) -> list[Correction]:
    corrections: list[Correction] = []
    with StageProgress() as tell:
        for number, (level_id, movements) in enumerate(plan.announcements.items()):
            tell("Announcing", number, len(plan.announcements))
            told = plan.told[level_id]
            for start in range(0, max(len(movements), 1), MOVEMENTS_MAX):
                part = movements[start : start + MOVEMENTS_MAX]
                async with journal.unit_of_work() as work:
                    corrections.append(
                        await announce_again(work, level_id, told=told, movements=part)
                    )
    return corrections
