"""What a person sees and does in the price room, in the words of a person."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from playwright.async_api import Locator, expect

from tests.factories.price_room import PriceRoom
from tests.factories.shop import Json
from tests.journeys.console import Console

TOKYO = ZoneInfo("Asia/Tokyo")


def table_of(item: Json) -> str:
    """The table with the prices of an item alone: it shows no more rows than fit on a screen."""
    return f"/prices?q={item['sku']}"


def effective(console: Console, item: Json, price_list: str = "default") -> Locator:
    """What a buyer pays, in the table."""
    return console.room.locator(f"[data-sku='{item['sku']}'][data-list='{price_list}']")


def proposal_about(console: Console, item: Json) -> Locator:
    return console.room.locator("[data-proposal]", has_text=item["sku"]).first


async def open_price(console: Console, item: Json, tab: str | None = None) -> Locator:
    """The drawer of the price, from the table."""
    name = f"Open the price of {item['sku']} in default"
    await console.room.get_by_role("button", name=name, exact=True).click()
    if tab:
        await console.dialog.get_by_role("tab", name=tab).click()
    return console.dialog


async def go_to(console: Console, section: str) -> None:
    """Another page of the price room, without loading it anew."""
    tabs = console.page.get_by_role("navigation", name="Prices")
    await tabs.get_by_role("link", name=section).click()
    await expect(tabs.get_by_role("link", name=section)).to_have_attribute("aria-current", "page")


async def stocked(room: PriceRoom, amount: str, on_hand: int = 40) -> Json:
    """An item with units on a shelf, and a base price in yen."""
    item, location = await room.shop.item(), await room.shop.location()
    place = {"sku": item["sku"], "location": location["code"]}
    await room.shop.move(place, "receive", on_hand)
    await room.set(item, amount)
    return item


def in_tokyo(days: int) -> str:
    """Midnight there, so many days from now, as a field for a local time has it."""
    return (datetime.now(TOKYO) + timedelta(days=days)).strftime("%Y-%m-%dT00:00")
