"""The example frames that the web app is tested with are what the code says today.

To write them anew after a change that is meant: TANAMORI_WRITE_CONTRACTS=1 pytest tests/contracts
"""

import json
import os
from datetime import timedelta
from typing import Any

import pytest

from app.core.clock import now
from app.core.schema import rfc3339
from app.core.settings import REPOSITORY_ROOT
from app.feed.unit_of_work import Journal
from app.realtime.change_types import CHANGE_TYPES
from app.realtime.examples import example_changes, render_examples
from app.realtime.protocol import ChangesFrame
from app.stock.corrections import Told, announce_again, correct_balance
from tests.factories.price_room import PriceRoom
from tests.factories.shop import Json, Shop, made, patch_current
from tests.fixtures.application import Application
from tests.fixtures.feed import until
from tests.fixtures.records import Records

STREAM = REPOSITORY_ROOT / "contracts" / "stream"


def test_the_committed_examples_are_up_to_date() -> None:
    rendered = render_examples()
    if os.environ.get("TANAMORI_WRITE_CONTRACTS"):
        STREAM.mkdir(parents=True, exist_ok=True)
        for path in STREAM.glob("*.json"):
            path.unlink()
        for name, text in rendered.items():
            (STREAM / name).write_text(text, encoding="utf-8")
    committed = {path.name: path.read_text(encoding="utf-8") for path in STREAM.glob("*.json")}
    assert committed == rendered


@pytest.mark.parametrize("name", sorted(render_examples()))
def test_an_example_is_a_frame(name: str) -> None:
    frame = ChangesFrame.model_validate_json(render_examples()[name])
    assert {change.type for change in frame.changes} == {name.removesuffix(".json")}
    seqs = [change.seq for change in frame.changes]
    assert seqs == list(range(frame.prev + 1, frame.seq + 1))
    for change in frame.changes:
        CHANGE_TYPES[change.type].model_validate(change.model_dump(mode="json"))


async def correct(journal: Journal, records: Records, level_id: int) -> None:
    """Put right a balance that was spoiled, and tell readers again what the level is."""
    await records.rows("UPDATE stock_levels SET on_hand = on_hand + 1 WHERE id = $1", level_id)
    async with journal.unit_of_work() as work:
        assert await correct_balance(work, level_id)
    async with journal.unit_of_work() as work:
        version = await records.value("SELECT version FROM stock_levels WHERE id = $1", level_id)
        await announce_again(work, level_id, told=Told(version, 1, 0), movements=[1])


async def price_everything(room: PriceRoom, item: Json) -> None:
    """Sales, a proposal, a guard, a list, and a change of many prices."""
    soon = rfc3339(now() + timedelta(days=1))
    await room.sale(item, starts_at=soon)
    await room.sale(item)
    await room.guard(item, "approve", floor="50")
    await room.decide(await room.propose(item, "10"), "withdraw")
    rule = {"kind": "percent", "value": "-10"}
    await room.price_list(parent="default", rule=rule, rounding={"to": "10"})
    bulk = made(await room.try_bulk(item, "1"), 202)

    async def is_ready() -> bool:
        return bool((await room.look_at_bulk(bulk))["state"] == "ready")

    await until(is_ready)


async def test_there_is_an_example_of_everything_that_is_ever_announced(
    application: Application, shop: Shop, records: Records
) -> None:
    """Do everything that can be done, and compare the shapes with those of the examples."""
    level = await shop.level(10)
    await shop.thresholds(level, reorder_point=10)
    await records.settled()
    alert = await records.value("SELECT id FROM alerts WHERE level_id = $1", level["id"])
    await shop.client.post(f"/api/v1/alerts/{alert}/acknowledge")
    await shop.move(level, "sale", 1)
    await records.settled()
    await shop.move(level, "receive", 5, reason="found", reference="urn:doc:1")
    await patch_current(shop.client, f"/api/v1/items/{level['item_id']}", {"name": "Cup"})
    place = await shop.location()
    await patch_current(shop.client, f"/api/v1/locations/{place['id']}", {"name": "Tokyo east"})
    await shop.price(level, "100")
    await shop.price(level, "90")
    await price_everything(PriceRoom(shop, shop.client), {"id": level["item_id"]} | level)
    await correct(application.app.state.context.journal, records, level["id"])
    await records.settled()
    rows = await records.rows("SELECT channel, type, before, after, cause FROM feed")
    announced = {
        (row["channel"], row["type"], *(shape(json.loads(row[part] or "null")) for part in PARTS))
        for row in rows
    }
    examples = {
        (
            change.channel.value,
            change.type,
            *(shape(getattr(change, part)) for part in PARTS),
        )
        for change in example_changes()
    }
    assert announced - examples == set()
    assert examples - announced == set()


PARTS = ("before", "after", "cause")


def shape(value: Any) -> Any:
    """The names in a document, without its values."""
    if not isinstance(value, dict) or value.keys() == {"ml"}:
        return None
    inner = {name: shape(item) for name, item in value.items() if name != "attributes"}
    return tuple(sorted(inner.items(), key=lambda pair: pair[0]))
