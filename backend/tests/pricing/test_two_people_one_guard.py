"""Two people and one guard: ways round it, none of which works.

One person may set prices and edit everything else; the second one is asleep. Each way tries to
bring a price of 1,000 below what a guard of 35 % down allows, or to make the guard allow more. An
attempt that is refused, held back or proposed has failed; what counts is that the price stands.
"""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from httpx import AsyncClient

from app.bulk.rejects import RejectFile
from app.bulk.service import SalesImporter
from app.core.clock import now
from app.core.schema import rfc3339
from app.pricing.schedule import PriceSchedule
from tests.bulk.conftest import options
from tests.factories.price_room import GUARDS, LISTS, PriceRoom, remove_guard
from tests.factories.sales_files import sale as sold
from tests.factories.sales_files import write_csv
from tests.factories.shop import Json, keyed, made, patch_current
from tests.fixtures.application import Application
from tests.fixtures.records import Records
from tests.pricing.ways import Scene, worked_off

# A third of the price: more than 35 % down, and more than a fifth of it.
LOW, STEP = "340", "660"
ALLOWED = 650


class Case:
    """The person who tries, and an item of 1,000 with a guard of 35 % down that blocks."""

    def __init__(self, scene: Scene, admin: AsyncClient, item: Json, guard: Json) -> None:
        self.scene = scene
        self.room = scene.room
        self.admin = admin
        self.item = item
        self.guard = guard

    async def base(self, amount: str, **fields: Any) -> int:
        return (await self.room.try_set(self.item, amount, **fields)).status_code

    async def reguard(self, **changes: Any) -> int:
        kept = {
            name: value
            for name, value in self.guard.items()
            if name in {"name", "mode", "item_id", "category", "max_decrease_percent"}
        }
        answer = await self.admin.put(f"{GUARDS}/{self.guard['id']}", json=kept | changes)
        return answer.status_code

    async def sell(self, amount: str, at: timedelta = timedelta()) -> None:
        """A file of sales that says that the item was sold at this price."""
        path = self.scene.folder / f"{amount}.csv"
        code = f"L{self.item['id']}"
        write_csv(path, [sold(self.item["sku"], price=amount, invoice=f"{amount}-{at.seconds}")])
        with RejectFile(None, path, is_written=False) as rejects:
            meant = options(currency="JPY", location=code)
            await SalesImporter(self.scene.journal, path, meant, rejects, lambda *_: None).run()

    async def reprice(self, percent: str) -> Json:
        ordered = made(await self.room.try_bulk(self.item, percent), 202)
        ready = await worked_off(self.scene, ordered, "ready")
        answer = await self.room.try_move_bulk(ready, "apply")
        if answer.status_code == 202 and answer.json()["state"] == "applying":
            return await worked_off(self.scene, ready, "applied")
        return ready

    async def patch_item(self, **fields: Any) -> None:
        path = f"/api/v1/items/{self.item['id']}"
        made(await patch_current(self.admin, path, fields), 200)

    async def lowest(self) -> int:
        """The lowest price of the item that anybody pays in any list, for any quantity."""
        prices = (await self.room.look(self.item))["prices"]
        found = [int(price["amount"]) for price in prices]
        for price in prices:
            many = await self.room.amount(self.item, price_list=price["price_list"], quantity=100)
            found.append(int(str(many)))
        return min(found)


Way = Callable[[Case], Awaitable[None]]
WAYS: dict[str, Way] = {}


def way(name: str) -> Callable[[Way], Way]:
    def known(function: Way) -> Way:
        WAYS[name] = function
        return function

    return known


@way("one step")
async def one_step(case: Case) -> None:
    assert await case.base(LOW) == 409


@way("small steps")
async def small_steps(case: Case) -> None:
    assert [await case.base(amount) for amount in (STEP, "436", "288")] == [200, 409, 409]


@way("small steps down and up and down")
async def seesaw(case: Case) -> None:
    await case.base(STEP)
    await case.base("800")
    assert await case.base("530") == 409


@way("a sale after a step")
async def sale_after_step(case: Case) -> None:
    await case.base(STEP)
    assert (await case.room.try_sale(case.item, percent_off="34")).status_code == 409


@way("a step under a running sale")
async def step_under_sale(case: Case) -> None:
    await case.room.sale(case.item, percent_off="34")
    assert await case.base("700") == 409


@way("a tier for two units")
async def tier(case: Case) -> None:
    tiers = [{"min_quantity": 2, "percent_off": "66"}]
    answer = await case.room.try_sale(case.item, percent_off="5", tiers=tiers)
    assert answer.status_code == 409


@way("a sale over a sale")
async def sale_over_sale(case: Case) -> None:
    await case.room.sale(case.item, percent_off="30")
    answer = await case.room.try_sale(case.item, percent_off="50", priority=9)
    assert answer.status_code == 409


@way("a sale that is planned and then made earlier and cheaper")
async def planned_sale(case: Case) -> None:
    soon = rfc3339(now() + timedelta(days=3))
    sale = await case.room.sale(case.item, percent_off="30", starts_at=soon)
    assert (await case.room.try_edit_sale(sale, percent_off="60")).status_code == 409


@way("a planned sale above a base that falls before it starts")
async def scheduled_over_step(case: Case) -> None:
    soon = rfc3339(now() + timedelta(hours=1))
    await case.room.sale(case.item, amount=STEP, starts_at=soon)
    await case.base("700")
    schedule = PriceSchedule(case.scene.journal, leading=lambda: True)
    await schedule.sweep(now() + timedelta(hours=2))


@way("a new list that comes from the default list")
async def derived_list(case: Case) -> None:
    rule = {"kind": "percent", "value": "-66"}
    assert (await case.room.try_list(parent="default", rule=rule)).status_code == 409


@way("a new list without a parent")
async def first_price_elsewhere(case: Case) -> None:
    code = (await case.room.price_list())["code"]
    assert await case.base(LOW, price_list=code) == 409


@way("a rule of a list in two steps")
async def rule_in_steps(case: Case) -> None:
    # Only this item has a price in the list above.
    above = (await case.room.price_list())["code"]
    await case.room.set(case.item, "1000", price_list=above)
    child = (await case.room.price_list(parent=above))["code"]
    for value in ("-30", "-55"):
        rule = {"kind": "percent", "value": value}
        answer = await case.room.try_edit_list(child, rule=rule)
    assert answer.status_code == 409


@way("a rounding of a list")
async def rounding(case: Case) -> None:
    above = (await case.room.price_list())["code"]
    await case.room.set(case.item, "1000", price_list=above)
    child = (await case.room.price_list(parent=above))["code"]
    rounding = {"to": "900", "direction": "down", "ending": "1"}
    await case.room.try_edit_list(child, rounding=rounding | {"to": "600"})


@way("an own price of a list that is taken away")
async def taken_away(case: Case) -> None:
    above = (await case.room.price_list())["code"]
    other = await case.room.price_list(parent=above)
    await case.room.set(case.item, "700", price_list=above)
    await case.room.set(case.item, "1050", price_list=other["code"])
    await case.base("1080", price_list=other["code"])
    path = f"/api/v1/prices/{case.item['id']}/base"
    where = {"price_list": other["code"], "currency": "JPY"}
    answer = await case.room.client.delete(path, params=where, headers=keyed())
    assert answer.status_code == 409


@way("a change of many prices after a step")
async def bulk(case: Case) -> None:
    await case.base(STEP)
    await case.reprice("-34")


@way("many changes of many prices")
async def bulks(case: Case) -> None:
    for _ in range(3):
        await case.reprice("-20")


@way("the undoing of a change that raised the price")
async def undo(case: Case) -> None:
    await case.reprice("40")
    await case.base("1300")
    await case.base("880")


@way("going back to an earlier, lower price")
async def revert(case: Case) -> None:
    await case.base("700")
    (low, *_) = await case.room.history(case.item)
    await case.base("1000")
    await case.base("1100")
    assert (await case.room.try_revert(case.item, low["id"])).status_code == 409


@way("a file of sales after a step")
async def imported(case: Case) -> None:
    await case.base(STEP)
    await case.sell("436")


@way("a move to another category")
async def moved(case: Case) -> None:
    await case.patch_item(category=f"Bargains {case.item['id']}")
    assert await case.base(LOW) == 409


@way("a rename of the item")
async def renamed(case: Case) -> None:
    await case.base(STEP)
    await case.patch_item(name="Another", barcode=None)
    assert await case.base("436") == 409


@way("a milder guard of the item itself")
async def own_guard(case: Case) -> None:
    body = {"item_id": case.item["id"], "max_decrease_percent": "99", "mode": "warn"}
    made(await case.admin.post(GUARDS, json={"name": "Mine"} | body), 201)
    assert await case.base(LOW) == 409


@way("a guard of the item that allows a price of zero")
async def zero_allowed(case: Case) -> None:
    body = {"item_id": case.item["id"], "refuse_zero": False, "refuse_scale": False}
    made(await case.admin.post(GUARDS, json={"name": "Free"} | body), 201)
    assert await case.base("0") == 409


@way("the guard made milder")
async def milder(case: Case) -> None:
    assert await case.reguard(mode="warn") == 202
    assert await case.base(LOW) == 409


@way("a larger percentage")
async def larger(case: Case) -> None:
    assert await case.reguard(max_decrease_percent="99") == 202


@way("a shorter window")
async def shorter(case: Case) -> None:
    assert await case.reguard(window_hours=1) == 202


@way("a guard that is switched off")
async def switched_off(case: Case) -> None:
    assert await case.reguard(active=False) == 202


@way("a guard for another list")
async def narrower(case: Case) -> None:
    code = (await case.room.price_list())["code"]
    assert await case.reguard(price_list=code) == 202


@way("a guard for another category")
async def other_category(case: Case) -> None:
    assert await case.reguard(category="Elsewhere") == 202


@way("a guard for another currency")
async def other_currency(case: Case) -> None:
    assert await case.reguard(currency="USD") == 202


@way("a guard that is removed")
async def removed(case: Case) -> None:
    answer = await case.admin.delete(f"{GUARDS}/{case.guard['id']}")
    assert answer.status_code == 202
    # Nor does the one who proposed it approve that.
    own = await PriceRoom(case.room.shop, case.admin).try_decide(
        answer.json(), "approve", confirm_alone=True
    )
    assert own.status_code == 403
    assert await case.base(LOW) == 409


@way("a block with a reason, confirmed by the same person")
async def own_approval(case: Case) -> None:
    admin = PriceRoom(case.room.shop, case.admin)
    answer = await admin.try_set(case.item, LOW, override_reason="I mean it")
    proposal = made(answer, 202)["proposal"]
    decided = await admin.try_decide(proposal, "approve", confirm_alone=True)
    assert decided.status_code == 403


@way("an old proposal after the price moved")
async def old_proposal(case: Case) -> None:
    answer = await case.room.try_set(case.item, LOW, override_reason="I mean it")
    proposal = made(answer, 202)["proposal"]
    await case.base("900")
    decided = await case.scene.approving.try_decide(proposal, "approve")
    assert decided.status_code == 409


@way("an old proposal of a list after its prices moved")
async def old_list_proposal(case: Case) -> None:
    above = (await case.room.price_list())["code"]
    await case.room.set(case.item, "1000", price_list=above)
    child = (await case.room.price_list(parent=above))["code"]
    rule = {"kind": "fixed", "value": "-400"}
    answer = await case.room.try_edit_list(child, rule=rule, override_reason="I mean it")
    proposal = made(answer, 202)["proposal"]
    await case.room.set(case.item, "700", price_list=above)
    decided = await case.scene.approving.try_decide(proposal, "approve")
    assert decided.status_code == 409


@way("a list that is closed and opened again")
async def reopened_list(case: Case) -> None:
    code = (await case.room.price_list())["code"]
    await case.room.set(case.item, "1000", price_list=code)
    await case.base(STEP, price_list=code)
    for active in (False, True):
        made(await case.room.try_edit_list(code, active=active), 200)
    assert await case.base("436", price_list=code) == 409


@pytest.fixture
def scene(
    room: PriceRoom,
    approving: PriceRoom,
    application: Application,
    records: Records,
    tmp_path: Path,
) -> Scene:
    return Scene(room, approving, application.app.state.context.journal, records, tmp_path)


@pytest.mark.parametrize("name", WAYS)
async def test_way_round_the_guard_leaves_the_price(
    scene: Scene, admin: AsyncClient, approver: AsyncClient, name: str
) -> None:
    item = await scene.room.shop.item(category=f"Guarded/{name[:40]}")
    await scene.room.set(item, "1000")
    guard = await scene.room.guard(
        None, "block", category=item["category"], max_decrease_percent="35", name=f"35 {name}"
    )
    case = Case(scene, admin, item, guard)
    await WAYS[name](case)
    assert await case.lowest() >= ALLOWED
    stored = made(await admin.get(f"{GUARDS}/{guard['id']}"), 200)
    assert stored["version"] == guard["version"]
    await remove_guard(admin, approver, guard)


def test_there_are_at_least_twenty_ways() -> None:
    assert len(WAYS) >= 20
    assert LISTS
