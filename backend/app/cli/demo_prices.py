"""What is planned for the prices of the demo shop? A list for dealers, guards, sales, a question.

So that the calendar, the inbox and the guards have something in them on the first day.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from app.catalog.schemas import ItemOut
from app.cli.demo_goods import KEEPERS, Good
from app.core.schema import rfc3339
from app.feed.unit_of_work import Journal, UnitOfWork
from app.guards.schemas import GuardCreate
from app.guards.service import create_guard
from app.price_lists.schemas import PriceListCreate
from app.price_lists.service import PriceListsService
from app.pricing.commands import PriceCommand, set_base_price
from app.pricing.proposals import Proposer
from app.sales.commands import create_sale
from app.sales.schemas import SaleCreate
from app.stock.service import units_on_hand

ZONE = "Asia/Tokyo"
CURRENCY = "JPY"
DEALERS = PriceListCreate.model_validate(
    {
        "code": "wholesale",
        "name": "卸 · Wholesale",
        "customer_group": "dealer",
        "time_zone": ZONE,
        "parent": "default",
        "rule": {"kind": "percent", "value": "-25"},
        "rounding": {"to": "10"},
    }
)
GUARDS: tuple[dict[str, Any], ...] = (
    {
        "name": "すべて · Everything",
        "mode": "approve",
        "max_increase_percent": "30",
        "max_decrease_percent": "35",
        "refuse_zero": True,
        "refuse_scale": True,
        "reason": "a digit too many or too few",
    },
    {
        "name": "粗利 · Margin",
        "mode": "block",
        "price_list": "default",
        "min_margin_percent": "10",
        "reason": "nothing below cost",
    },
)
# Name, every how many goods, percent off, from and to in days from today, priority.
SALES = (
    ("茶の市 · Tea fair", 6, "15", -2, 5, 0),
    ("週末 · Weekend", 9, "10", 2, 4, 10),
    ("歳末 · Year end", 5, "20", 9, 20, 0),
)


async def plan_prices(
    work: UnitOfWork,
    journal: Journal,
    stock: Sequence[Good],
    made: Sequence[ItemOut],
    today: datetime,
) -> None:
    """Inside the unit of work that opens the shop."""
    proposer = Proposer(units_on_hand)
    lists = PriceListsService(journal, proposer)
    await lists.create_in(work, DEALERS, actor=KEEPERS[1])
    for guard in GUARDS:
        body = GuardCreate.model_validate(guard)
        await create_guard(work, body, actor=KEEPERS[2])
    ids = {item.sku: item.id for item in made}
    for name, every, percent, begins, ends, priority in SALES:
        for good in stock[2::every]:
            sale = SaleCreate.model_validate(
                {
                    "name": name,
                    "currency": CURRENCY,
                    "percent_off": percent,
                    "rounding": {"to": "10"},
                    "priority": priority,
                    "starts_at": rfc3339(today + timedelta(days=begins)),
                    "ends_at": rfc3339(today + timedelta(days=ends)),
                    "time_zone": ZONE,
                }
            )
            await create_sale(work, ids[good.sku], sale, actor=KEEPERS[1], proposer=proposer)
    # A digit is missing, and a clearance that somebody has to allow.
    for good, amount, reason in (
        (stock[1], stock[1].price // 10, "new price list"),
        (stock[4], round(stock[4].price * 0.6, -1), "last pieces of the season"),
    ):
        command = PriceCommand(
            item_id=ids[good.sku],
            amount=Decimal(amount),
            currency=CURRENCY,
            actor=KEEPERS[1],
            reason=reason,
            override_reason="asked by the shop" if amount < good.price // 5 else None,
        )
        await set_base_price(work, command, proposer)
