"""A leader that goes in the middle: another goes on where the last page ended."""

import asyncio
from collections import defaultdict
from decimal import Decimal
from typing import Any

import pytest

from app.repricing import applying, previewing
from app.repricing.runner import RepricingRunner
from app.repricing.schemas import BulkOut
from tests.fixtures.feed import running, until
from tests.repricing.bulks import Workshop, percent, tenth_more

ITEMS = 230
PAGE = 50


@pytest.fixture(autouse=True)
def small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(previewing, "ROWS_MAX", PAGE)
    monkeypatch.setattr(applying, "ROWS_MAX", PAGE)


@pytest.fixture
async def workshop(workshop: Workshop) -> Workshop:
    await workshop.fill(ITEMS)
    return workshop


async def mortal_turns(workshop: Workshop, bulk: BulkOut, end: str) -> int:
    """Work it off by leaders that are cancelled somewhere, each; how many there were."""
    leaders = 0
    while (await workshop.get(bulk.id)).state != end:
        runner = workshop.new_runner()
        task = asyncio.create_task(workshop.work_off(runner))
        # Each a little later in its page than the one before: the first too soon for one page on
        # any machine, the last late enough on a slow one.
        await asyncio.wait([task], timeout=0.004 * (1 + leaders % 80))
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        leaders += 1
        assert leaders < 2_000
    return leaders


async def test_nothing_is_done_twice_and_nothing_is_left_out(workshop: Workshop) -> None:
    before = await workshop.bases()
    bulk = await workshop.preview(**percent("10"), filter={"q": "nothing like it"})
    await workshop.do(
        "UPDATE price_bulks SET state = 'previewing', filter = filter - 'q' || '{\"q\": null}'"
    )
    assert await mortal_turns(workshop, bulk, "ready") > 2
    rows = await workshop.list_rows(bulk)
    assert [row.ordinal for row in rows] == [*range(1, ITEMS + 1)]
    assert [row.new for row in rows] == [tenth_more(old) for old in before]
    await workshop.apply(bulk, finish=False)
    assert await mortal_turns(workshop, bulk, "applied") > 2
    applied = await workshop.get(bulk.id)
    assert (applied.applied, applied.done, applied.skipped) == (ITEMS, ITEMS, 0)
    assert await workshop.bases() == [tenth_more(old) for old in before]
    await workshop.undo(applied, finish=False)
    assert await mortal_turns(workshop, bulk, "undone") > 2
    undone = await workshop.get(bulk.id)
    assert (undone.undone, undone.done, undone.kept) == (ITEMS, ITEMS, 0)
    assert await workshop.bases() == before
    versions = await workshop.rows("SELECT DISTINCT version FROM prices")
    assert [row.version for row in versions] == [3], "each was set once and set back once"


async def test_two_who_believe_that_they_lead_do_no_harm(workshop: Workshop) -> None:
    bulk = await workshop.preview(**percent("10"))
    await workshop.apply(bulk, finish=False)
    runners = [workshop.new_runner() for _ in range(3)]
    await asyncio.gather(*(workshop.work_off(runner) for runner in runners))
    applied = await workshop.get(bulk.id)
    assert (applied.state, applied.applied, applied.done) == ("applied", ITEMS, ITEMS)
    versions = await workshop.rows("SELECT DISTINCT version FROM prices")
    assert [row.version for row in versions] == [2]


async def test_several_take_turns(workshop: Workshop) -> None:
    """A small one does not wait behind a large one."""
    large, small = [
        await workshop.preview(**percent("10"), filter=chosen)
        for chosen in ({"max_amount": "300"}, {"min_amount": "301"})
    ]
    await workshop.apply(large, finish=False)
    await workshop.apply(small, finish=False)
    while (await workshop.get(small.id)).state != "applied":
        assert await workshop.runner.turn()
    assert (await workshop.get(large.id)).state == "applying"
    await workshop.work_off()
    assert (await workshop.get(large.id)).applied == 200


async def test_only_the_leader_works(workshop: Workshop) -> None:
    bulk = await workshop.preview(**percent("10"))
    await workshop.apply(bulk, finish=False)
    leads = False
    runner = RepricingRunner(workshop.journal, leading=lambda: leads)
    async with running(runner.run()):
        await asyncio.sleep(0.6)
        assert (await workshop.get(bulk.id)).done == 0
        leads = True

        async def applied() -> bool:
            return (await workshop.get(bulk.id)).state == "applied"

        await until(applied)


async def test_a_mistake_of_ours_ends_it_and_is_said(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    bulk = await workshop.preview(**percent("10"))
    await workshop.apply(bulk, finish=False)
    await workshop.runner.turn()

    def wrong(*_: Any) -> Any:
        raise ZeroDivisionError

    monkeypatch.setattr(applying, "_apply", wrong)
    for _ in range(3):
        assert (await workshop.get(bulk.id)).state == "applying"
        with pytest.raises(ZeroDivisionError):
            await workshop.runner.turn()
    failed = await workshop.get(bulk.id)
    assert (failed.state, failed.problem, failed.applied) == (
        "failed",
        "A mistake in the server.",
        PAGE,
    )


async def told(workshop: Workshop) -> list[dict[str, Any]]:
    """Every change, in the order in which it will be numbered."""
    rows = await workshop.rows("SELECT type, key, version, after, cause FROM outbox ORDER BY id")
    return [dict(row._mapping) for row in rows]


async def test_the_feed_tells_every_price_in_the_order_of_its_versions(workshop: Workshop) -> None:
    bulk = await workshop.preview(**percent("10"))
    await workshop.undo(await workshop.apply(bulk))
    changes = await told(workshop)
    prices = [change for change in changes if change["type"] == "price.changed"]
    by_price: dict[str, list[int]] = defaultdict(list)
    for change in prices:
        by_price[change["key"]].append(change["version"])
    assert len(by_price) == ITEMS
    assert set(map(tuple, by_price.values())) == {(2, 3)}
    # Of each step, in the order of the rows.
    skus = [change["after"]["sku"] for change in prices]
    assert skus == sorted(skus[:ITEMS]) * 2
    assert Decimal(prices[0]["after"]["base"]) == tenth_more(Decimal(101))
    bulks = [change for change in changes if change["type"] == "price.bulk_changed"]
    kinds = [change["cause"]["kind"] for change in bulks if change["cause"]["kind"] != "progress"]
    assert kinds == ["previewing", "ready", "applying", "applied", "undoing", "undone"]
    versions = [change["version"] for change in bulks]
    assert versions == sorted(versions)
    last = (await workshop.get(bulk.id)).model_dump(mode="json")
    assert bulks[-1]["after"] == {name: last[name] for name in bulks[-1]["after"]}
