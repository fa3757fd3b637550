"""How is a movement asked for, what is it held to, and what must it leave behind?"""

import asyncio
import json
from collections.abc import Sequence
from dataclasses import dataclass

from app.cli.errors import Failure
from app.feed.change import Channel
from benchmarks import shop
from benchmarks.asking import Ask
from benchmarks.engine_load import FINGERPRINT
from benchmarks.pgbench import Script
from benchmarks.rounds import Row
from benchmarks.served import request
from benchmarks.station import Station
from benchmarks.table import Check

PATH = "/api/v1/stock/movements"
ONE_STATEMENT = "pgbench, one statement"
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

    def variables(self, sample: dict[str, str]) -> dict[str, str]:
        """What the script needs: the levels, and bodies as `sample_movement` found them."""
        return {
            "first": "1",
            "last": str(self.last),
            "channel": Channel.INVENTORY,
            "fingerprint": str(FINGERPRINT),
            **sample,
        }

    def one_statement_script(self, sample: dict[str, str]) -> Script:
        return Script("movement_one_statement", self.variables(sample))

    def ask(self) -> Ask:
        """The sale of one unit over HTTP, each under a key of its own."""
        skus = tuple(f"BENCH-{number}" for number in range(1, self.last + 1))
        return Ask("POST", PATH, json.dumps(body_of("{one}")), skus, keyed=True, expect=CREATED)


HOT = Shape("one hot SKU", 1)


def uniform(items: int) -> Shape:
    return Shape("uniform", items)


def body_of(sku: str) -> dict[str, object]:
    return {"sku": sku, "location": shop.LOCATION, "kind": "sale", "quantity": 1}


def sample_movement(station: Station) -> dict[str, str]:
    """Record one movement over HTTP, so that pgbench writes bodies of just that size."""
    status, body = request(
        station.server,
        "POST",
        PATH,
        body_of("BENCH-1"),
        {"Authorization": f"Bearer {station.token}", "Idempotency-Key": "sample"},
    )
    if status != CREATED:
        raise Failure(f"A movement was answered with {status}: {body.decode()[:200]}")
    station.wait_for_feed()
    return asyncio.run(shop.last_change(station.settings.asyncpg_dsn))


def check_answers(rows: Sequence[Row]) -> Check:
    """Whether nothing failed anywhere."""
    failures = {row.cell.name: row.failures for row in rows if row.failures}
    return Check("every request was answered as expected", not failures, str(failures or "yes"))


def check_feed(*stations: Station) -> Check:
    """Whether the feed has carried every change away."""
    waits = [seconds for station in stations for seconds in station.feed_seconds]
    waited = [seconds for seconds in waits if seconds is not None]
    return Check(
        "the feed has caught up",
        len(waited) == len(waits),
        f"{max(waited, default=0.0):.2f} s after the last answer at the latest",
    )


def check_tally(
    where: str, added: shop.Tally, sold: int, held: int = 0, keys: int | None = None
) -> Check:
    """Whether each unit that was sold, and each that was held, left exactly its traces.

    ``sold`` units went one by one, and ``held`` in lines of one unit each. Each sale had a key of
    its own, unless ``keys`` says how many there were.
    """
    lines = sold + held
    expected = shop.Tally(
        movements=lines,
        moved=-sold,
        on_hand=-sold,
        versions=lines,
        keys=sold if keys is None else keys,
        changes=lines,
        kept=held,
        reserved=held,
    )
    confirmed = f"{sold:,} sales of one unit were confirmed"
    if held:
        confirmed += f", and {held:,} held"
    return Check(
        f"{where} agrees",
        added == expected,
        f"{confirmed}; the ledger grew by {added.movements:,} rows and {added.moved:,} units, "
        f"the levels by {added.on_hand:,} units and {added.versions:,} versions"
        + (f", {added.kept:,} kept and {added.reserved:,} reserved" if held else "")
        + f"; {added.keys:,} keys, {added.changes:,} changes",
    )
