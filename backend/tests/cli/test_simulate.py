"""Is what the simulated customers do believable, bounded, and never more than the shop allows?"""

import signal
import time
from collections import Counter
from decimal import Decimal
from typing import Any

import pytest
from httpx import ASGITransport
from hypothesis import given
from hypothesis import strategies as st

from app.cli.demo import open_demo_shop
from app.cli.errors import Failure
from app.cli.progress import StageProgress
from app.cli.shop_client import ShopClient
from app.cli.simulate import Traffic, look_around
from app.cli.simulation import Customers, Shelf, day_rhythm
from tests.fixtures.application import Application
from tests.fixtures.records import Records


def shelf(number: int, available: int = 50, **more: Any) -> Shelf:
    usual: dict[str, Any] = {
        "sku": f"A-{number}",
        "location": "TYO-1",
        "item_id": number,
        "available": available,
        "reorder_point": 5,
        "target_level": 60,
        "usual_price": Decimal(1980),
        "currency": "JPY",
    }
    return Shelf(**(usual | more))


def days(customers: Customers, events: int, *, step: float = 0.5) -> Counter[str]:
    """Let events happen in a shop that grants everything; how many there were of each kind."""
    kinds: Counter[str] = Counter()
    for number in range(events):
        event = customers.next_event(1_000.0 + number * step)
        kinds[event.kind] += 1
        customers.learn(event, None, accepted=True)
        if event.kind == "receive":
            event.shelf.available += event.body["quantity"]
        if event.kind == "return":
            event.shelf.available += event.body["quantity"]
    return kinds


def test_mostly_sales_and_a_little_of_everything() -> None:
    customers = Customers([shelf(number) for number in range(40)], moment=1_000.0, seed=1)
    kinds = days(customers, 4_000)
    assert kinds["sale"] > 0.8 * kinds.total()
    assert min(kinds["return"], kinds["receive"], kinds["price change"]) > 10


def test_a_refusal_tells_the_balance_alone() -> None:
    customers = Customers([shelf(1, available=9)], moment=1_000.0, seed=1)
    event = customers.next_event(1_000.0)
    customers.learn(event, {"on_hand": 2, "available": 2, "version": 7}, accepted=False)
    assert (event.shelf.available, event.shelf.reorder_point) == (2, 5)


def test_a_few_sell_a_lot() -> None:
    shelves = [shelf(number, available=1_000_000) for number in range(100)]
    customers = Customers(shelves, moment=0.0, seed=2)
    sold: Counter[str] = Counter()
    for _ in range(5_000):
        event = customers.next_event(0.0)
        sold[event.shelf.sku] += event.kind == "sale"
    best = [count for _, count in sold.most_common()]
    assert best[0] > 10 * best[60]
    assert sum(best[:20]) > 0.5 * sum(best)


@given(st.integers(0, 10_000))
def test_what_runs_low_is_ordered_once_and_arrives(seed: int) -> None:
    few = [shelf(number, available=seed % 7) for number in range(3)]
    customers = Customers(few, moment=1_000.0, seed=seed)
    kinds = days(customers, 400)
    assert kinds["receive"] >= 3
    # Nobody keeps ordering what is on its way.
    assert max(one.available for one in few) < 2_000


@given(st.sampled_from(["JPY", "GBP", "KWD"]), st.decimals("0.5", 9_000, places=3))
def test_prices_fit_their_currency(currency: str, usual: Decimal) -> None:
    places = {"JPY": 0, "GBP": 2, "KWD": 3}[currency]
    one = shelf(1, usual_price=usual, currency=currency)
    customers = Customers([one], moment=0.0, seed=3)
    for _ in range(300):
        event = customers.next_event(0.0)
        if event.kind == "price change":
            amount = Decimal(event.body["amount"])
            assert amount > 0
            assert -amount.as_tuple().exponent <= places  # type: ignore[operator]
            assert event.path == "/prices/1/base"


def test_a_shelf_without_a_price_gets_none() -> None:
    one = shelf(1, usual_price=None, currency="")
    assert "price change" not in days(Customers([one], moment=0.0, seed=4), 2_000)


def test_the_day_has_a_rhythm_around_the_average() -> None:
    hours = [day_rhythm(hour) for hour in range(24)]
    assert sum(hours) / 24 == pytest.approx(1.0)
    assert min(hours) > 0
    assert hours.index(max(hours)) == 17


@pytest.fixture
async def client(own_application: Application, monkeypatch: pytest.MonkeyPatch) -> ShopClient:
    monkeypatch.setenv("TANAMORI_TOKEN", own_application.people.admin.token)
    shop = ShopClient("http://shop.test", transport=ASGITransport(own_application.app))
    await shop.log_in("", None)
    return shop


async def test_traffic_in_the_demo_shop(
    own_application: Application, client: ShopClient, own_records: Records
) -> None:
    await open_demo_shop(own_application.app.state.context.journal)
    before = await own_records.traces()
    customers = Customers(await look_around(client), moment=time.monotonic(), seed=5)
    traffic = Traffic(client, customers, rate=60.0, day=False)
    began = time.monotonic()
    with StageProgress() as tell:
        await traffic.run(2.0, tell)
    assert time.monotonic() - began < 30
    after = await own_records.traces()
    moved = sum(traffic.done[kind] for kind in ("sale", "return", "receive"))
    assert after["movements"] - before["movements"] == moved > 20
    assert await own_records.crooked() == []
    assert set(client.tally.refused) <= {"insufficient_stock"}
    assert traffic.line().startswith(f"Done: {traffic.done['sale']:,} sale")
    await client.__aexit__(None, None, None)


async def test_an_interrupt_ends_it(own_application: Application, client: ShopClient) -> None:
    await open_demo_shop(own_application.app.state.context.journal)
    customers = Customers(await look_around(client), moment=time.monotonic(), seed=6)
    traffic = Traffic(client, customers, rate=50.0, day=False)
    before = signal.getsignal(signal.SIGTERM)

    class Interrupter(StageProgress):
        def __call__(self, *_: int | str) -> None:
            signal.raise_signal(signal.SIGTERM)

    began = time.monotonic()
    with Interrupter() as tell:
        await traffic.run(None, tell)
    assert time.monotonic() - began < 30
    assert signal.getsignal(signal.SIGTERM) == before
    await client.__aexit__(None, None, None)


async def test_an_empty_shop_has_nothing_to_sell(client: ShopClient) -> None:
    with pytest.raises(Failure, match="no stock that could be sold"):
        await look_around(client)
    await client.__aexit__(None, None, None)
