"""How is a movement asked for, what is it held to, and what must it leave behind?"""

import asyncio
import json
from collections.abc import Sequence
from dataclasses import dataclass

from app.cli.errors import Failure
from app.feed.change import Channel
from benchmarks import shop
from benchmarks.load import Ask
from benchmarks.pgbench import Script
from benchmarks.rounds import Row
from benchmarks.served import request
from benchmarks.stage import FEED_SECONDS, Stage
from benchmarks.table import Check

PATH = "/api/v1/stock/movements"
ONE_STATEMENT = "pgbench, one statement"
TRANSACTION = "pgbench, the same transaction"
CREATED = 201


@dataclass(frozen=True)
class Shape:
    """How sales spread over the items: evenly over the first ``last`` of them."""

    name: str
    last: int

    @property
    def is_hot(self) -> bool:
        return self.last == 1

    @property
    def one_statement(self) -> str:
        """The name of the limit that asks the database once per movement."""
        return f"{ONE_STATEMENT}, {self.name}"

    @property
    def transaction(self) -> str:
        """The name of the limit that does all that the server's transaction does."""
        return f"{TRANSACTION}, {self.name}"

    def variables(self, sample: dict[str, str]) -> dict[str, str]:
        """What the scripts need: the items, and bodies as `sample_movement` found them."""
        return {"first": "1", "last": str(self.last), "channel": Channel.INVENTORY, **sample}

    def one_statement_script(self, sample: dict[str, str]) -> Script:
        return Script("movement_one_statement", self.variables(sample))

    def transaction_script(self, sample: dict[str, str]) -> Script:
        return Script("movement_transaction", self.variables(sample))

    def ask(self) -> Ask:
        """The sale of one unit over HTTP, each under a key of its own."""
        skus = tuple(f"BENCH-{number}" for number in range(1, self.last + 1))
        return Ask("POST", PATH, json.dumps(body_of("{one}")), skus, keyed=True, expect=CREATED)


def body_of(sku: str) -> dict[str, object]:
    return {"sku": sku, "location": shop.LOCATION, "kind": "sale", "quantity": 1}


def sample_movement(stage: Stage) -> dict[str, str]:
    """Record one movement over HTTP, so that pgbench writes bodies of just that size."""
    status, body = request(
        stage.server,
        "POST",
        PATH,
        body_of("BENCH-1"),
        {"Authorization": f"Bearer {stage.token}", "Idempotency-Key": "sample"},
    )
    if status != CREATED:
        raise Failure(f"A movement was answered with {status}: {body.decode()[:200]}")
    asyncio.run(shop.wait_for_feed(stage.served.asyncpg_dsn, FEED_SECONDS))
    return asyncio.run(shop.last_change(stage.served.asyncpg_dsn))


def check_answers(rows: Sequence[Row]) -> Check:
    """Whether nothing failed anywhere."""
    failures = {row.cell.name: row.failures for row in rows if row.failures}
    return Check("every request was answered as expected", not failures, str(failures or "yes"))


def check_feed(stage: Stage) -> Check:
    """Whether the feed has carried every change away."""
    waited = [seconds for seconds in stage.feed_seconds if seconds is not None]
    return Check(
        "the feed has caught up",
        len(waited) == len(stage.feed_seconds),
        f"{max(waited, default=0.0):.2f} s after the last answer at the latest",
    )


def check_tally(where: str, added: shop.Tally, answered: int) -> Check:
    """Whether each sale of one unit left exactly its traces."""
    expected = shop.Tally(
        movements=answered,
        moved=-answered,
        on_hand=-answered,
        versions=answered,
        keys=answered,
        changes=answered,
    )
    return Check(
        f"{where} agrees",
        added == expected,
        f"{answered:,} sales of one unit were confirmed; the ledger grew by {added.movements:,} "
        f"rows and {added.moved:,} units, the levels by {added.on_hand:,} units and "
        f"{added.versions:,} versions; {added.keys:,} keys, {added.changes:,} changes",
    )
