"""Does the whole engine do what it is defined to do, under any history?

Hypothesis makes histories of everything that can happen to stock; each step is asked of the served
application and of the plain `Reference`, and after each step every balance, version, hold and
transfer must be the same. ``TANAMORI_MODEL_EXAMPLES`` sets how many histories are tried.
"""

import os
from collections import Counter
from collections.abc import AsyncIterator
from typing import Any

import asyncpg
import pytest
from httpx import AsyncClient
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from app.cli.check.command import compare
from app.holds.expiry import HoldExpiry
from tests.factories.shop import Shop
from tests.fixtures.application import Application
from tests.fixtures.records import Records
from tests.stock.driver import ON_HAND, Driver, told_by
from tests.stock.reference import Reference
from tests.stock.steps import (
    Again,
    Arrive,
    Backorder,
    Batch,
    Differently,
    Expire,
    Extend,
    Move,
    Nothing,
    PlaceHold,
    Reverse,
    ReverseAny,
    Send,
    Settle,
    Step,
    When,
)

EXAMPLES = int(os.environ.get("TANAMORI_MODEL_EXAMPLES", "16"))
STEPS = 40
# Without asking which lines only failing histories run: that costs more histories than it tells.
PHASES = [Phase.explicit, Phase.generate, Phase.shrink]

# A model that never meets a thing says nothing of it.
MUST_MEET = {
    *("movements", "counts", "movements/reverse", "movements/batch", "seen by a count"),
    *("later than a count", "holds", "holds/commit", "holds/release", "holds/extend"),
    *("transfers", "transfers/receive", "transfers/cancel", "replayed"),
    *("idempotency_key_reused", "insufficient_stock", "stale_version", "precondition_failed"),
    *("already_reversed", "not_reversible", "hold_settled", "hold_expired", "hold_exceeded"),
    *("transfer_settled",),
}
met: Counter[str] = Counter()

numbers = st.integers(0, 5)
levels = st.integers(0, 3)
quantities = st.integers(1, 8)
lines = st.lists(st.tuples(levels, st.integers(1, 4)), min_size=1, max_size=4)
parts = st.lists(st.tuples(levels, st.integers(1, 3)), min_size=1, max_size=2)
newest = st.integers(0, 2)
item_lines = st.lists(st.tuples(st.integers(0, 1), st.integers(1, 4)), min_size=1, max_size=3)
whens = st.one_of(
    st.just(When()),
    st.builds(When, seconds=st.integers(0, 3)),
    st.builds(When, ticks=st.integers(0, 6)),
)
beliefs = st.sampled_from([None, None, None, None, 0, 0, 1])
directions = st.sampled_from(["receive", "sale", "sale", "return", "damage"])
moves = st.one_of(
    st.builds(Move, levels, directions, quantities, whens, beliefs, beliefs),
    st.builds(
        Move, levels, st.just("adjust"), st.integers(-8, 8).filter(bool), whens, beliefs, beliefs
    ),
)
counts = st.builds(
    Move, levels, st.just("count"), st.integers(0, 2 * ON_HAND), whens, beliefs, beliefs
)
steps: st.SearchStrategy[Step] = st.one_of(
    # First, since Hypothesis leaves out by making it of a step.
    st.just(Nothing()),
    moves,
    moves,
    counts,
    counts,
    st.builds(
        Batch,
        st.lists(st.one_of(moves, moves, counts), min_size=1, max_size=5),
        st.sampled_from(["each", "all_or_nothing"]),
    ),
    st.builds(Reverse, numbers),
    st.builds(Reverse, numbers),
    st.builds(ReverseAny, numbers),
    st.builds(PlaceHold, lines),
    st.builds(PlaceHold, lines),
    st.builds(Settle, newest, st.just("commit"), st.none() | parts | parts, st.booleans()),
    st.builds(Settle, newest, st.sampled_from(["commit", "release"]), st.none() | parts),
    st.builds(Extend, newest),
    st.builds(Expire, numbers),
    st.builds(Send, st.integers(0, 1), item_lines, st.sampled_from([False, False, True])),
    st.builds(Arrive, newest, st.none() | item_lines, st.booleans()),
    st.builds(Arrive, newest, cancel=st.just(True)),
    st.builds(Again, numbers),
    st.builds(Again, numbers),
    st.builds(Differently, numbers),
    st.builds(Backorder, st.integers(0, 1), st.booleans()),
)


@pytest.fixture(scope="module")
async def connection(records: Records, application: Application) -> AsyncIterator[Any]:
    connection = await asyncpg.connect(application.settings.asyncpg_dsn)
    yield connection
    await connection.close()


async def opened(client: AsyncClient, connection: Any) -> Driver:
    """Two items with stock at a place that never owes anything, and at one that may."""
    shop = Shop(client)
    firm, loose = await shop.location(), await shop.location(allow_backorder=True)
    items = [await shop.item(), await shop.item()]
    places = [(item["sku"], place["code"]) for place in (firm, loose) for item in items]
    driver = Driver(
        client,
        connection,
        Reference(places, {loose["code"]}),
        level_ids={},
        location_ids={place["code"]: place["id"] for place in (firm, loose)},
        ticks=[await connection.fetchval("SELECT clock_timestamp()")],
    )
    for number, (sku, code) in enumerate(places):
        place = {"sku": sku, "location": code}
        body = await shop.move(place, "receive", ON_HAND)
        driver.level_ids[places[number]] = body["level"]["id"]
        expected = driver.reference.record(places[number], driver.now, delta=ON_HAND)
        driver.moved(places[number])(body, expected)
    await driver.compare_state()
    return driver


# A count and a sale of the same second, and then the sale is taken back: the count has seen it.
@example(
    history=[
        Move(0, "sale", 3, When(seconds=1)),
        Move(0, "count", 6, When(seconds=1)),
        Reverse(1),
        Reverse(0),
    ]
)
# A part of a hold is handed over; the answer stays the same, whatever became of the hold since.
@example(history=[PlaceHold([(0, 3)]), Settle(0, "commit", [(0, 1)]), Extend(0), Again(1)])
@settings(
    max_examples=EXAMPLES,
    phases=PHASES,
    suppress_health_check=list(HealthCheck),
)
@given(history=st.lists(steps, min_size=STEPS, max_size=STEPS))
async def test_any_history_is_that_of_the_reference(
    application: Application, admin: AsyncClient, connection: Any, history: list[Step]
) -> None:
    context, writer = application.app.state.context, application.app.state.stock_writer
    expiry = HoldExpiry(context.journal, writer, leading=lambda: True)
    driver = await opened(admin, connection)
    driver.met = met
    for step in history:
        with told_by(driver, step):
            await step.run(driver)
            if isinstance(step, Expire):
                await expiry.sweep()
            await driver.compare_state()
    await driver.compare_ledgers()
    await driver.compare_past()


async def test_the_histories_met_everything_and_left_nothing_that_differs(
    application: Application, records: Records
) -> None:
    assert met, "the histories come first"
    assert not {name for name in MUST_MEET if not met[name]}, met
    await records.settled()
    verdict = await compare(application.settings, drained_wanted=True)
    assert verdict.is_good, verdict.as_dict()
