"""Every way by which a price can change, each with a guard in it that says no.

A way prepares its prices and gives back the attempt. An attempt asserts how it is caught: refused
with the rules that it breaks, held back and counted, suspended, or made a proposal of.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from httpx import Response

from app.bulk.rejects import RejectFile
from app.bulk.service import SalesImporter
from app.core.clock import now
from app.core.schema import rfc3339
from app.feed.unit_of_work import Journal
from app.pricing.schedule import PriceSchedule
from tests.bulk.conftest import options
from tests.factories.price_room import PriceRoom
from tests.factories.sales_files import sale as sold
from tests.factories.sales_files import write_csv
from tests.factories.shop import Json, keyed, made, patch_current
from tests.fixtures.feed import until
from tests.fixtures.problems import assert_problem
from tests.fixtures.records import Records

# What the guards of the ways allow is between these; the prices begin at 1,000.
LIMITS = {"floor": "500", "ceiling": "2000"}
SOON, LATER = timedelta(days=1), timedelta(days=2)


@dataclass(frozen=True)
class Scene:
    room: PriceRoom
    approving: PriceRoom
    journal: Journal
    records: Records
    folder: Path


Attempt = Callable[[], Awaitable[None]]
Way = Callable[[Scene, str], Awaitable[Attempt]]

WAYS: dict[str, Way] = {}


def way(name: str) -> Callable[[Way], Way]:
    def known(function: Way) -> Way:
        WAYS[name] = function
        return function

    return known


def stopped(answer: Response, mode: str) -> None:
    """Refused with what it breaks, or a proposal."""
    if mode == "block":
        assert assert_problem(answer, 409, "price_blocked")["hits"][0]["mode"] == "block"
    else:
        result = made(answer, 202)
        assert result["proposal"]["state"] == "pending"
        assert result["hits"][0]["mode"] == "approve"


def refused(answer: Response, mode: str) -> None:
    """Refused, also where the guard would be content with an approval."""
    assert assert_problem(answer, 409, "price_blocked")["hits"][0]["mode"] == mode


def an_attempt(answer: Callable[[], Awaitable[Response]], held: Any, mode: str) -> Attempt:
    async def attempt() -> None:
        held(await answer(), mode)

    return attempt


@way("a base price")
async def base(scene: Scene, mode: str) -> Attempt:
    item = await scene.room.priced()
    await scene.room.guard(item, mode, **LIMITS)
    return an_attempt(lambda: scene.room.try_set(item, "499"), stopped, mode)


@way("a first price")
async def first(scene: Scene, mode: str) -> Attempt:
    item = await scene.room.shop.item()
    await scene.room.guard(item, mode, **LIMITS)
    return an_attempt(lambda: scene.room.try_set(item, "2001"), stopped, mode)


async def family(scene: Scene) -> tuple[Json, str, str]:
    """An item that has a price in a list of its own, that list, and one that comes from it."""
    item = await scene.room.shop.item()
    parent = (await scene.room.price_list())["code"]
    await scene.room.set(item, "1000", price_list=parent)
    child = (await scene.room.price_list(parent=parent))["code"]
    return item, parent, child


@way("a base price that a child list inherits")
async def inherited(scene: Scene, mode: str) -> Attempt:
    item, parent, child = await family(scene)
    await scene.room.guard(item, mode, price_list=child, **LIMITS)
    return an_attempt(lambda: scene.room.try_set(item, "499", price_list=parent), stopped, mode)


@way("a price that is taken away")
async def taken_away(scene: Scene, mode: str) -> Attempt:
    item, parent, child = await family(scene)
    await scene.room.set(item, "2000", price_list=child)
    await scene.room.set(item, "3000", price_list=parent)
    await scene.room.guard(item, mode, price_list=child, **LIMITS)
    path = f"/api/v1/prices/{item['id']}/base"
    where = {"price_list": child, "currency": "JPY"}

    async def take_away() -> Response:
        return await scene.room.client.delete(path, params=where, headers=keyed())

    return an_attempt(take_away, stopped, mode)


@way("a base price under a running sale")
async def under_a_sale(scene: Scene, mode: str) -> Attempt:
    item = await scene.room.priced()
    await scene.room.sale(item, percent_off="40")
    await scene.room.guard(item, mode, **LIMITS)
    return an_attempt(lambda: scene.room.try_set(item, "800"), stopped, mode)


@way("a base price under a sale that another one hides")
async def under_a_hidden_sale(scene: Scene, mode: str) -> Attempt:
    item = await scene.room.priced()
    await scene.room.sale(item, percent_off="40")
    await scene.room.sale(item, percent_off="5", priority=1)
    await scene.room.guard(item, mode, **LIMITS)
    return an_attempt(lambda: scene.room.try_set(item, "800"), stopped, mode)


@way("going back to an earlier price")
async def revert(scene: Scene, mode: str) -> Attempt:
    item = await scene.room.priced("300")
    (step,) = await scene.room.history(item)
    await scene.room.set(item, "1000")
    await scene.room.guard(item, mode, **LIMITS)
    return an_attempt(lambda: scene.room.try_revert(item, step["id"]), stopped, mode)


@way("a sale")
async def sale(scene: Scene, mode: str) -> Attempt:
    item = await scene.room.priced()
    await scene.room.guard(item, mode, **LIMITS)
    return an_attempt(lambda: scene.room.try_sale(item, percent_off="60"), stopped, mode)


@way("a sale that is planned")
async def planned_sale(scene: Scene, mode: str) -> Attempt:
    item = await scene.room.priced()
    await scene.room.guard(item, mode, **LIMITS)
    soon = rfc3339(now() + SOON)
    return an_attempt(lambda: scene.room.try_sale(item, amount="10", starts_at=soon), stopped, mode)


@way("a tier of a sale")
async def tier(scene: Scene, mode: str) -> Attempt:
    item = await scene.room.priced()
    await scene.room.guard(item, mode, **LIMITS)
    tiers = [{"min_quantity": 10, "amount": "499"}]
    return an_attempt(lambda: scene.room.try_sale(item, tiers=tiers), stopped, mode)


@way("another amount of a planned sale")
async def edited_plan(scene: Scene, mode: str) -> Attempt:
    item = await scene.room.priced()
    planned = await scene.room.sale(item, starts_at=rfc3339(now() + SOON))
    await scene.room.guard(item, mode, **LIMITS)
    return an_attempt(lambda: scene.room.try_edit_sale(planned, amount="499"), stopped, mode)


@way("another amount of a running sale")
async def edited_sale(scene: Scene, mode: str) -> Attempt:
    item = await scene.room.priced()
    running = await scene.room.sale(item)
    await scene.room.guard(item, mode, **LIMITS)
    return an_attempt(lambda: scene.room.try_edit_sale(running, percent_off="51"), stopped, mode)


@way("an earlier start of a sale that the guard has overtaken")
async def earlier_start(scene: Scene, mode: str) -> Attempt:
    item = await scene.room.priced()
    planned = await scene.room.sale(item, amount="499", starts_at=rfc3339(now() + SOON))
    await scene.room.guard(item, mode, **LIMITS)
    return an_attempt(
        lambda: scene.room.try_edit_sale(planned, starts_at="2026-01-01T00:00:00Z"), stopped, mode
    )


async def with_nothing_due(scene: Scene) -> PriceSchedule:
    """What other ways have planned has happened."""
    schedule = PriceSchedule(scene.journal, leading=lambda: True)
    await schedule.sweep(now() + LATER)
    return schedule


@way("the planned start of a sale")
async def scheduled_start(scene: Scene, mode: str) -> Attempt:
    schedule = await with_nothing_due(scene)
    item = await scene.room.priced()
    planned = await scene.room.sale(item, amount="499", starts_at=rfc3339(now() + SOON))
    await scene.room.guard(item, mode, **LIMITS)

    async def attempt() -> None:
        assert await schedule.sweep(now() + LATER) == 1
        told = await scene.room.look_at_sale(planned)
        assert (told["state"], told["hits"][0]["rule"]) == ("suspended", "floor")

    return attempt


@way("the planned start of a sale after the cost rose")
async def start_below_cost(scene: Scene, mode: str) -> Attempt:
    schedule = await with_nothing_due(scene)
    item = await scene.room.priced(cost={"amount": "100", "currency": "JPY"})
    await scene.room.guard(item, mode, min_margin_percent="10")
    planned = await scene.room.sale(item, amount="600", starts_at=rfc3339(now() + SOON))

    async def attempt() -> None:
        cost = {"cost": {"amount": "700", "currency": "JPY"}}
        path = f"/api/v1/items/{item['id']}"
        made(await patch_current(scene.room.shop.client, path, cost), 200)
        assert await schedule.sweep(now() + LATER) == 1
        told = await scene.room.look_at_sale(planned)
        assert (told["state"], told["hits"][0]["rule"]) == ("suspended", "margin")

    return attempt


@way("a new list that comes from another")
async def new_list(scene: Scene, mode: str) -> Attempt:
    item, parent, _ = await family(scene)
    await scene.room.guard(item, mode, **LIMITS)
    rule = {"kind": "percent", "value": "-60"}
    return an_attempt(lambda: scene.room.try_list(parent=parent, rule=rule), refused, mode)


@way("another rule of a list")
async def edited_list(scene: Scene, mode: str) -> Attempt:
    item, _, child = await family(scene)
    await scene.room.guard(item, mode, **LIMITS)
    rule = {"kind": "fixed", "value": "-501"}
    return an_attempt(lambda: scene.room.try_edit_list(child, rule=rule), stopped, mode)


@way("the rounding of a list")
async def rounded_list(scene: Scene, mode: str) -> Attempt:
    item, _, child = await family(scene)
    await scene.room.guard(item, mode, **LIMITS)
    rounding = {"to": "5000", "direction": "up"}
    return an_attempt(lambda: scene.room.try_edit_list(child, rounding=rounding), stopped, mode)


async def overtaken(
    scene: Scene, item: Json, mode: str, propose: Callable[[], Awaitable[Response]]
) -> Attempt:
    """A proposal that breaks one rule, and by the time of its approval another one, too."""
    await scene.room.guard(item, "approve", **LIMITS)
    proposal = made(await propose(), 202)["proposal"]
    await scene.room.guard(item, mode, max_decrease_percent="10")

    async def attempt() -> None:
        refused(await scene.approving.try_decide(proposal, "approve"), mode)
        assert (await scene.room.proposal(proposal))["state"] == "pending"

    return attempt


@way("an approval of a base price that the guard has overtaken")
async def approved_base(scene: Scene, mode: str) -> Attempt:
    item = await scene.room.priced()
    return await overtaken(scene, item, mode, lambda: scene.room.try_set(item, "499"))


@way("an approval of a sale that the guard has overtaken")
async def approved_sale(scene: Scene, mode: str) -> Attempt:
    item = await scene.room.priced()
    return await overtaken(scene, item, mode, lambda: scene.room.try_sale(item, amount="499"))


@way("an approval of a changed sale that the guard has overtaken")
async def approved_edit(scene: Scene, mode: str) -> Attempt:
    item = await scene.room.priced()
    running = await scene.room.sale(item)
    return await overtaken(
        scene, item, mode, lambda: scene.room.try_edit_sale(running, amount="499")
    )


@way("an approval of a list that the guard has overtaken")
async def approved_list(scene: Scene, mode: str) -> Attempt:
    item, _, child = await family(scene)
    rule = {"kind": "fixed", "value": "-501"}
    return await overtaken(scene, item, mode, lambda: scene.room.try_edit_list(child, rule=rule))


@way("an approval of what nobody may allow without a reason by now")
async def approved_block(scene: Scene, mode: str) -> Attempt:
    item = await scene.room.priced()
    guard = await scene.room.guard(item, "approve", **LIMITS)
    proposal = await scene.room.propose(item, "499")
    # A guard that only wants approval lets it through: that is what an approval is for.
    await scene.room.reguard(guard, mode="block")

    async def attempt() -> None:
        refused(await scene.approving.try_decide(proposal, "approve"), "block")

    return attempt


@way("a file of sales")
async def sales_file(scene: Scene, mode: str) -> Attempt:
    item = await scene.room.shop.item()
    await scene.room.guard(item, mode, **LIMITS)
    path = write_csv(scene.folder / "sales.csv", [sold(item["sku"], price="499")])

    async def attempt() -> None:
        with RejectFile(None, path, is_written=False) as rejects:
            meant = options(currency="JPY", location=f"L{item['id']}")
            report = await SalesImporter(scene.journal, path, meant, rejects, lambda *_: None).run()
        assert (report.sales, report.prices_held_back, report.price_changes) == (1, 1, 0)

    return attempt


async def worked_off(scene: Scene, bulk: Json, goal: str) -> Json:
    async def is_there() -> bool:
        state: str = (await scene.room.look_at_bulk(bulk))["state"]
        assert state != "failed"
        return state == goal

    await until(is_there)
    return await scene.room.look_at_bulk(bulk)


async def previewed(scene: Scene, item: Json) -> Json:
    ordered = made(await scene.room.try_bulk(item, "-51"), 202)
    return await worked_off(scene, ordered, "ready")


@way("a change of many prices")
async def bulk(scene: Scene, mode: str) -> Attempt:
    item = await scene.room.priced()
    await scene.room.guard(item, mode, **LIMITS)
    ready = await previewed(scene, item)

    async def attempt() -> None:
        answer = await scene.room.try_move_bulk(ready, "apply")
        if mode == "block":
            refused(answer, mode)
        else:
            assert made(answer, 202)["state"] == "proposed"

    return attempt


@way("a change of many prices that the guard has overtaken")
async def overtaken_bulk(scene: Scene, mode: str) -> Attempt:
    item = await scene.room.priced()
    ready = await previewed(scene, item)
    await scene.room.guard(item, mode, **LIMITS)

    async def attempt() -> None:
        made(await scene.room.try_move_bulk(ready, "apply"), 202)
        done = await worked_off(scene, ready, "applied")
        assert (done["applied"], done["skipped"]) == (0, 1)

    return attempt


@way("an approval of a change of many prices that the guard has overtaken")
async def approved_bulk(scene: Scene, mode: str) -> Attempt:
    item = await scene.room.priced()
    await scene.room.guard(item, "approve", **LIMITS)
    ready = await previewed(scene, item)
    proposed = made(await scene.room.try_move_bulk(ready, "apply"), 202)
    await scene.room.guard(item, mode, max_decrease_percent="10")

    async def attempt() -> None:
        made(await scene.approving.try_decide({"id": proposed["proposal_id"]}, "approve"), 200)
        done = await worked_off(scene, ready, "applied")
        assert (done["applied"], done["skipped"]) == (0, 1)

    return attempt


@way("the undoing of a change of many prices")
async def undone_bulk(scene: Scene, mode: str) -> Attempt:
    item = await scene.room.priced("2500")
    ready = await previewed(scene, item)
    made(await scene.room.try_move_bulk(ready, "apply"), 202)
    await worked_off(scene, ready, "applied")
    await scene.room.guard(item, mode, **LIMITS)

    async def attempt() -> None:
        made(await scene.room.try_move_bulk(ready, "undo", reason="a mistake"), 202)
        done = await worked_off(scene, ready, "undone")
        assert (done["undone"], done["kept"]) == (0, 1)

    return attempt
