"""What does a new installation show? A small shop with a few weeks behind it.

Everything passes through the same services as real life, in one transaction, and comes out the
same every time but for the dates. A few levels are low or out, so that there is something to do.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import accumulate

from app.catalog.schemas import ItemCreate, ItemOut, LocationCreate
from app.catalog.service import CatalogService
from app.cli.demo_goods import KEEPERS, PLACES, Good, Place, goods
from app.cli.demo_prices import plan_prices
from app.core.clock import now
from app.core.money import Money
from app.core.settings import Settings
from app.db.database import Database
from app.feed.unit_of_work import Journal, UnitOfWork
from app.pricing.batch import set_base_prices
from app.pricing.commands import PriceCommand
from app.stock.schemas import StockLevelUpdate
from app.stock.service import set_thresholds, snapshot_levels
from app.stock.types import MovementCommand, MovementKind
from app.stock.writer import COMMANDS_MAX, record_movements

SEED = 20_240_401
DAYS = 24
CURRENCY = "JPY"
REGISTER = "register@shop.example"
REASONS = {"damage": "broken in transit", "adjust": "found behind the shelf"}
LEVELS_MAX = 500


@dataclass(frozen=True, slots=True)
class Shelf:
    """One level: what lies there today, its thresholds, and how it came to that."""

    sku: str
    place: Place
    reorder_point: int
    target_level: int
    history: list[MovementCommand]


async def load_demo(settings: Settings) -> bool:
    """Open the demo shop in an empty database; False where there is a shop already."""
    database = Database(settings)
    try:
        return await open_demo_shop(Journal(database))
    finally:
        await database.close()


async def open_demo_shop(journal: Journal) -> bool:
    """The same with a journal that is open already."""
    catalog = CatalogService(journal)
    items = await catalog.list_items(cursor=None, limit=1)
    locations = await catalog.list_locations()
    if items.items or locations.items:
        return False
    chance = random.Random(SEED)  # noqa: S311 - a shop, not a secret
    stock = list(goods())
    today = now().replace(minute=0, second=0, microsecond=0)
    async with journal.unit_of_work() as work:
        for place in PLACES:
            body = LocationCreate(
                code=place.code, name=place.name, kind=place.kind, time_zone=place.time_zone
            )
            await catalog.create_location_in(work, body)
        made = await catalog.create_items_in(
            work, [_item(good) for good in stock], actor=KEEPERS[0]
        )
        await _set_prices(work, stock, made, chance, today)
        await _fill_shelves(work, stock, chance, today)
        await plan_prices(work, journal, stock, made, today)
    return True


def _item(good: Good) -> ItemCreate:
    # About half of the price, as shops of this kind buy.
    cost = Decimal(round(good.price * 0.46, -1))
    return ItemCreate(
        sku=good.sku,
        name=good.name,
        category=good.category,
        barcode=good.barcode,
        cost=Money(amount=cost, currency=CURRENCY),
        tags=good.tags,
    )


async def _set_prices(
    work: UnitOfWork,
    stock: Sequence[Good],
    made: Sequence[ItemOut],
    chance: random.Random,
    today: datetime,
) -> None:
    """A first price for everything; for every fifth an offer and its end, or a new price."""
    ids = {item.sku: item.id for item in made}
    commands: list[PriceCommand] = []

    def set_price(good: Good, amount: float, days_ago: float, reason: str) -> None:
        commands.append(
            PriceCommand(
                item_id=ids[good.sku],
                amount=Decimal(amount),
                currency=CURRENCY,
                actor=KEEPERS[1],
                reason=reason,
                occurred_at=today - timedelta(days=days_ago),
            )
        )

    for number, good in enumerate(stock):
        set_price(good, good.price, DAYS + 1, "first price")
        if number % 5 == 1:
            begins = chance.uniform(9, DAYS - 4)
            set_price(good, round(good.price * 0.85, -1), begins, "spring offer")
            set_price(good, good.price, begins - 6, "offer ended")
        elif number % 5 == 3:
            raised = round(good.price * chance.choice((1.05, 1.08, 1.1)), -1)
            set_price(good, raised, chance.uniform(1, DAYS - 2), "supplier raised the cost")
    commands.sort(key=lambda command: command.occurred_at or today)
    await set_base_prices(work, commands)


async def _fill_shelves(
    work: UnitOfWork, stock: Sequence[Good], chance: random.Random, today: datetime
) -> None:
    shelves = [
        _shelf(good, place, len(stock) * turn + number, chance, today)
        for turn, place in enumerate(PLACES)
        for number, good in enumerate(stock)
        if chance.random() < place.share
    ]
    history = sorted(
        (command for shelf in shelves for command in shelf.history),
        key=lambda command: command.occurred_at or today,
    )
    for start in range(0, len(history), COMMANDS_MAX):
        await record_movements(work, history[start : start + COMMANDS_MAX])
    # After the sales, so that the alerts tell of today and not of every day before.
    wanted = {(shelf.sku, shelf.place.code): shelf for shelf in shelves}
    for level in await snapshot_levels(work.session, after_id=0, limit=LEVELS_MAX):
        shelf = wanted[level.sku, level.location]
        body = StockLevelUpdate(reorder_point=shelf.reorder_point, target_level=shelf.target_level)
        await set_thresholds(work, level.id, body, actor=KEEPERS[0])


def _shelf(good: Good, place: Place, number: int, chance: random.Random, today: datetime) -> Shelf:
    daily = good.daily * place.traffic
    reorder_point = max(round(daily * 5), 2)
    target = max(round(daily * 25), reorder_point * 3)
    left = _left_today(number, reorder_point, target, chance)
    events = [
        *_sales(good, place, daily, chance, today),
        *_extras(good, place, number, chance, today),
    ]
    if number % 3 == 0:
        arrived = today - timedelta(days=chance.uniform(8, 14))
        later = sum(c.delta_on_hand for c in events if c.occurred_at and c.occurred_at > arrived)
        if (delivered := min(target // 2, left - later)) > 0:
            events.append(_command(good, place, "receive", delivered, arrived, reason="delivery"))
    events.sort(key=lambda command: command.occurred_at or today)
    opening = _opening(left, [command.delta_on_hand for command in events])
    if opening:
        first = today - timedelta(days=DAYS, hours=1)
        events.insert(0, _command(good, place, "receive", opening, first, reason="opening balance"))
    return Shelf(good.sku, place, reorder_point, target, events)


def _opening(left: int, deltas: Sequence[int]) -> int:
    """What makes the rest come out at ``left``, or a little more where it would fall below 0."""
    lowest = min(accumulate(deltas, initial=0))
    return max(left - sum(deltas), -lowest)


def _left_today(number: int, reorder_point: int, target: int, chance: random.Random) -> int:
    """Mostly enough; now and then low, seldom out or more than wanted."""
    if number % 29 == 7:
        return 0
    if number % 11 == 4:
        return chance.randint(1, reorder_point)
    if number % 31 == 12:
        return target + chance.randint(3, 20)
    return chance.randint(reorder_point + 1, target)


def _sales(
    good: Good, place: Place, daily: float, chance: random.Random, today: datetime
) -> list[MovementCommand]:
    """Orders of one to three pieces, at independent moments of the last weeks."""
    sales = []
    days_ago = float(DAYS)
    orders_a_day = min(daily, 1.0)
    while (days_ago := days_ago - chance.expovariate(orders_a_day)) > 0.05:
        quantity = chance.choices((1, 2, 3), weights=(7, 2, 1))[0]
        moment = today - timedelta(days=days_ago)
        order = f"order:{place.code}-{moment:%m%d}-{chance.randint(100, 999)}"
        sales.append(_command(good, place, "sale", -quantity, moment, reference=order))
    return sales


def _extras(
    good: Good, place: Place, number: int, chance: random.Random, today: datetime
) -> list[MovementCommand]:
    """What else happens in a shop: a return, something broken, something found."""
    kind: MovementKind | None = {3: "return", 9: "damage", 14: "adjust"}.get(number % 17)  # type: ignore[assignment]
    if kind is None:
        return []
    moment = today - timedelta(days=chance.uniform(0.5, DAYS - 1))
    delta = -1 if kind == "damage" else 1
    return [_command(good, place, kind, delta, moment, reason=REASONS.get(kind))]


def _command(
    good: Good,
    place: Place,
    kind: MovementKind,
    delta: int,
    moment: datetime,
    *,
    reason: str | None = None,
    reference: str | None = None,
) -> MovementCommand:
    sold = kind in {"sale", "return"}
    return MovementCommand(
        sku=good.sku,
        location=place.code,
        kind=kind,
        delta_on_hand=delta,
        actor=REGISTER if sold else KEEPERS[len(good.sku + place.code) % len(KEEPERS)],
        reason=reason,
        reference=reference,
        occurred_at=moment,
    )
