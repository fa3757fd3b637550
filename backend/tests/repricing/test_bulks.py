"""Preview, apply and undo, on real prices."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from app.core.errors import Forbidden
from app.pricing.errors import PriceBlocked
from app.repricing.errors import BulkNotReady, StaleBulk
from app.repricing.schemas import BulkCreate
from tests.repricing.bulks import ACTOR, OTHER, Workshop, percent, request, tenth_more

ITEMS = 260


@pytest.fixture
async def workshop(workshop: Workshop) -> Workshop:
    await workshop.fill(ITEMS)
    return workshop


async def test_there_and_back_again(workshop: Workshop) -> None:
    before = await workshop.bases()
    bulk = await workshop.preview(**percent("10"), filter={"tag": "odd"})
    assert (bulk.state, bulk.total, bulk.done) == ("ready", ITEMS // 2, ITEMS // 2)
    assert await workshop.bases() == before, "a preview changes nothing"
    applied = await workshop.apply(bulk)
    assert (applied.state, applied.applied, applied.skipped) == ("applied", ITEMS // 2, 0)
    wanted = [tenth_more(old) if n % 2 else old for n, old in enumerate(before, start=1)]
    assert await workshop.bases() == wanted
    undone = await workshop.undo(applied)
    assert (undone.state, undone.undone, undone.kept) == ("undone", ITEMS // 2, 0)
    assert await workshop.bases() == before
    steps = await workshop.rows(
        "SELECT cause, actor, reason, reference, before, amount, version FROM price_changes "
        "WHERE item_id = 1 ORDER BY version"
    )
    name = f"price-bulk:{bulk.id}"
    assert [tuple(step) for step in steps[1:]] == [
        ("bulk", ACTOR, "spring", name, 101, 111, 2),
        ("bulk_undo", OTHER, "a mistake", name, 111, 101, 3),
    ]


Facts = dict[str, Any]


def margin(row: Facts) -> Decimal | None:
    """Of the base price, exactly."""
    return None if row["cost"] is None else 100 * (row["base"] - row["cost"]) / row["base"]


def nothing(_: Facts) -> bool:
    return False


FILTERS: list[tuple[dict[str, Any], Callable[[Facts], bool]]] = [
    ({}, bool),
    ({"q": "cup 25"}, lambda row: "25" in row["sku"]),
    ({"category": "Cups/Kind 1"}, lambda row: row["id"] % 3 == 1),
    ({"category": "Cups"}, bool),
    ({"category": "Cup"}, nothing),
    ({"tag": "even"}, lambda row: row["id"] % 2 == 0),
    ({"skus": ["p-000007", " P-000009 ", "unknown"]}, lambda row: row["id"] in {7, 9}),
    ({"min_amount": "150", "max_amount": "160"}, lambda row: 150 <= row["base"] <= 160),
    ({"min_margin_percent": "60"}, lambda row: (margin(row) or 0) >= 60),
    (
        {"max_margin_percent": "60", "min_margin_percent": "0"},
        lambda row: 0 <= (margin(row) or -1) <= 60,
    ),
    ({"q": "nothing like it"}, nothing),
    ({"tag": "odd", "max_amount": "120", "q": "number"}, lambda row: row["id"] in range(1, 21, 2)),
]


async def test_a_filter_chooses_what_it_says(workshop: Workshop) -> None:
    await workshop.do("UPDATE items SET status = 'archived' WHERE id = 13")
    found = await workshop.rows(
        "SELECT items.id, sku, base, cost_amount AS cost FROM items JOIN prices "
        "ON item_id = items.id WHERE status = 'active' ORDER BY items.id"
    )
    facts = [dict(row._mapping) for row in found]
    for chosen, means in FILTERS:
        bulk = await workshop.preview(**percent("1"), filter=chosen)
        wanted = [row["id"] for row in facts if means(row)]
        seen = [row.item_id for row in await workshop.list_rows(bulk)]
        assert seen == wanted, chosen
        assert bulk.total == len(wanted)


async def test_an_empty_choice_is_ready_and_soon_done(workshop: Workshop) -> None:
    bulk = await workshop.preview(**percent("1"), filter={"q": "nothing like it"})
    assert bulk.totals is not None
    assert (bulk.state, bulk.totals.items, bulk.totals.margin_percent_after) == ("ready", 0, None)
    applied = await workshop.apply(bulk)
    assert (applied.state, applied.applied, applied.total) == ("applied", 0, 0)


async def test_totals_and_rows_say_what_will_be(workshop: Workshop) -> None:
    await workshop.guard("warn", floor=Decimal(150), ceiling=Decimal(390))
    before = await workshop.bases()
    bulk = await workshop.preview(**percent("10"), filter={"min_amount": "120"})
    found = await workshop.rows(
        "SELECT items.id, cost_amount AS cost, on_hand AS units FROM items JOIN stock_levels "
        "ON item_id = items.id WHERE items.id >= 20 ORDER BY items.id"
    )
    told = await workshop.list_rows(bulk)
    assert [row.ordinal for row in told] == [*range(1, ITEMS - 18)]
    assert [row.sku for row in told] == [f"P-{row.id:06}" for row in found]
    assert [row.units_on_hand for row in told] == [row.units for row in found]
    assert [row.old for row in told] == before[19:]
    assert [row.new for row in told] == [tenth_more(old) for old in before[19:]]
    totals = bulk.totals
    assert totals is not None
    both = [(row, fact.units, fact.cost) for row, fact in zip(told, found, strict=True)]
    assert totals.value_before == sum(row.old * units for row, units, _ in both)
    assert totals.value_after == sum(row.new * units for row, units, _ in both)
    known = [(row.new * units, cost * units) for row, units, cost in both if cost is not None]
    value, costs = (sum(column) for column in zip(*known, strict=True))
    assert totals.margin_percent_after == (100 * (value - costs) / value).quantize(Decimal("0.01"))
    warned = [row for row in told if row.new < 150 or row.new > 390]
    assert (totals.items, totals.raised, totals.warned) == (len(told), len(told), len(warned))
    assert await workshop.list_rows(bulk, hits=True) == warned
    worst = await workshop.list_rows(bulk, order="worst")
    assert bulk.worst == worst[:10]
    assert sorted(worst, key=lambda row: row.ordinal) == told
    assert [bool(row.hits) for row in worst] == [True] * len(warned) + [False] * (
        len(told) - len(warned)
    )
    moved = [row.change_percent or Decimal(0) for row in worst[len(warned) :]]
    assert moved == sorted(moved, reverse=True)
    hidden = await workshop.service.get_bulk(bulk.id, with_cost=False)
    assert hidden.totals is not None
    assert hidden.totals.margin_percent_before is hidden.totals.margin_percent_after is None
    assert [row.margin_percent for row in hidden.worst] == [None] * 10


async def test_prices_match_a_cost_an_effective_price_or_another_list(workshop: Workshop) -> None:
    await workshop.do("INSERT INTO price_lists (code, name) VALUES ('shop', 'Shop')")
    await workshop.do(
        "INSERT INTO prices (item_id, price_list, currency, own, base, amount, since, settled_at) "
        "SELECT id, 'shop', 'JPY', 7 * id, 7 * id, 7 * id, now(), now() FROM items WHERE id < 9"
    )
    costs = await workshop.rows("SELECT cost_amount AS cost FROM items ORDER BY id")
    before = await workshop.bases()

    async def new(column: str, value: str, **more: str) -> list[Decimal]:
        rule = {"kind": "match", "value": value, "column": column} | more
        return [row.new for row in await workshop.list_rows(await workshop.preview(rule=rule))]

    assert await new("cost", "100") == [
        old if row.cost is None else row.cost * 2 for row, old in zip(costs, before, strict=True)
    ]
    assert await new("effective", "0") == before
    assert await new("price_list", "0", price_list="shop") == [
        Decimal(7 * n) if n < 9 else old for n, old in enumerate(before, start=1)
    ]


async def test_what_changed_since_is_left_alone(workshop: Workshop) -> None:
    bulk = await workshop.preview(**percent("10"))
    others = {"rule": {"kind": "set", "value": "5"}, "filter": {"skus": ["P-000003", "P-000150"]}}
    await workshop.apply(await workshop.preview(**others))
    await workshop.do("UPDATE items SET status = 'archived' WHERE id = 7")
    await workshop.guard("block", ceiling=Decimal(390))
    before = await workshop.bases()
    applied = await workshop.apply(bulk)
    too_dear = [n for n, old in enumerate(before, start=1) if tenth_more(old) > 390]
    assert await workshop.states(bulk) == {
        "applied": ITEMS - 3 - len(too_dear),
        "changed_since": 2,
        "archived": 1,
        "blocked": len(too_dear),
    }
    assert applied.skipped == 3 + len(too_dear)
    assert applied.done == applied.total == ITEMS
    left = {3, 7, 150, *too_dear}
    wanted = [old if n in left else tenth_more(old) for n, old in enumerate(before, start=1)]
    assert await workshop.bases() == wanted
    blocked = await workshop.list_rows(bulk, state="blocked")
    assert {hit.rule for row in blocked for hit in row.hits} == {"ceiling"}


async def test_the_undo_leaves_what_somebody_changed_after_it(workshop: Workshop) -> None:
    before = await workshop.bases()
    applied = await workshop.apply(await workshop.preview(**percent("10")))
    other = await workshop.apply(
        await workshop.preview(rule={"kind": "set", "value": "5"}, filter={"q": "P-00001"})
    )
    await workshop.do("UPDATE items SET status = 'archived' WHERE id = 100")
    # The way back is a fall that is not allowed any more.
    await workshop.guard("approve", floor=Decimal(120))
    undone = await workshop.undo(applied)
    kept = {*range(10, 20), 100} | {n for n in range(1, 20) if before[n - 1] < 120}
    assert (undone.state, undone.undone, undone.kept) == ("undone", ITEMS - len(kept), len(kept))
    now = await workshop.bases()
    for n, old in enumerate(before, start=1):
        expected = 5 if 10 <= n < 20 else tenth_more(old) if n in kept else old
        assert now[n - 1] == expected, n
    rows = await workshop.list_rows(applied, state="kept")
    assert {row.item_id for row in rows} == kept
    assert all(bool(row.hits) == (row.item_id < 10) for row in rows)
    with pytest.raises(BulkNotReady):
        await workshop.undo(applied)
    back = await workshop.undo(other)
    assert (back.undone, back.kept) == (10, 0)


async def test_what_happens_over_a_base_price_is_no_change_of_it(workshop: Workshop) -> None:
    """A sale starts, or a guard is another: the price is still the one that was previewed."""
    before = await workshop.bases()
    bulk = await workshop.preview(**percent("10"))
    await workshop.guard("warn", ceiling=Decimal(110))
    await workshop.recheck()
    await workshop.sell(3, amount=Decimal(90))
    applied = await workshop.apply(bulk)
    assert (applied.applied, applied.skipped) == (ITEMS, 0)
    await workshop.guard("warn", ceiling=Decimal(120))
    await workshop.recheck()
    await workshop.sell(4, amount=Decimal(80))
    undone = await workshop.undo(applied)
    assert (undone.undone, undone.kept) == (ITEMS, 0)
    assert await workshop.bases() == before
    versions = await workshop.rows("SELECT version FROM prices WHERE item_id IN (3, 250)")
    assert all(row.version > 3 for row in versions), "they were touched meanwhile"


async def test_what_came_from_the_parent_comes_from_there_again(workshop: Workshop) -> None:
    await workshop.do(
        "INSERT INTO price_lists (code, name, parent, rule_kind, rule_value) "
        "VALUES ('club', 'Club', 'default', 'percent', -50)"
    )
    # The list has its prices once those of its parent move.
    await workshop.apply(await workshop.preview(**percent("100")))
    inherited = await workshop.bases("club")
    assert inherited == [(2 * Decimal(100 + n)) / 2 for n in range(1, ITEMS + 1)]
    bulk = await workshop.preview(**percent("10"), price_list="club")
    applied = await workshop.apply(bulk)
    own = "SELECT count(*) AS n FROM prices WHERE price_list = 'club' AND own IS NOT NULL"
    assert (await workshop.rows(own))[0].n == ITEMS
    assert await workshop.bases("club") == [tenth_more(old) for old in inherited]
    assert (await workshop.undo(applied)).undone == ITEMS
    assert await workshop.bases("club") == inherited
    assert (await workshop.rows(own))[0].n == 0


async def test_hits_of_lists_below_are_seen(workshop: Workshop) -> None:
    await workshop.do(
        "INSERT INTO price_lists (code, name, parent, rule_kind, rule_value) "
        "VALUES ('club', 'Club', 'default', 'percent', -50)"
    )
    await workshop.apply(await workshop.preview(**percent("10")))
    await workshop.guard("warn", floor=Decimal(100))
    bulk = await workshop.preview(rule={"kind": "set", "value": "150"})
    assert bulk.totals is not None
    # One is 150 already, and the half of 149 is rounded to 75 too.
    assert (bulk.totals.unchanged, bulk.totals.warned) == (1, ITEMS - 2)
    (hit,) = bulk.worst[0].hits
    assert (hit.rule, hit.price_list, hit.amount) == ("floor", "club", Decimal(75))


async def test_a_price_below_nothing_is_nothing_and_the_guard_speaks(workshop: Workshop) -> None:
    await workshop.guard("block", floor=Decimal(1))
    bulk = await workshop.preview(**percent("-150"))
    assert bulk.totals is not None
    assert {row.new for row in await workshop.list_rows(bulk)} == {Decimal(0)}
    assert (bulk.totals.blocked, bulk.totals.value_after) == (ITEMS, bulk.totals.value_before)
    assert await workshop.states(bulk) == {"blocked": ITEMS}
    with pytest.raises(PriceBlocked):
        await workshop.apply(bulk)


async def test_what_is_not_ready_can_not_be_done(workshop: Workshop) -> None:
    bulk = await workshop.preview(**percent("10"))
    with pytest.raises(BulkNotReady):
        await workshop.undo(bulk)
    with pytest.raises(StaleBulk):
        await workshop.apply(bulk, expected_version=bulk.version - 1)
    applied = await workshop.apply(bulk, expected_version=bulk.version)
    for step in (workshop.apply, workshop.discard):
        with pytest.raises(BulkNotReady):
            await step(applied)
    other = await workshop.preview(**percent("10"))
    assert (await workshop.discard(other)).state == "discarded"
    assert await workshop.states(other) == {}, "its rows are forgotten"
    with pytest.raises(BulkNotReady):
        await workshop.apply(other)


async def test_a_list_that_closes_meanwhile_fails_the_rest(workshop: Workshop) -> None:
    bulk = await workshop.preview(**percent("10"))
    await workshop.apply(bulk, finish=False)
    await workshop.runner.turn()
    await workshop.do("UPDATE price_lists SET active = false")
    await workshop.work_off()
    failed = await workshop.get(bulk.id)
    assert (failed.state, failed.applied) == ("failed", 200)
    assert "default" in (failed.problem or "")
    with pytest.raises(BulkNotReady):
        await workshop.discard(failed)
    await workshop.do("UPDATE price_lists SET active = true")
    assert (await workshop.undo(failed)).undone == 200


async def test_who_may_not_see_the_cost_sees_no_bulk_that_tells_it(workshop: Workshop) -> None:
    rule = {"kind": "match", "value": "30", "column": "cost"}
    plain = await workshop.preview(**percent("1"))
    for told in ({"rule": rule}, percent("1") | {"filter": {"min_margin_percent": "5"}}):
        body = BulkCreate.model_validate({"currency": "JPY", "reason": "x"} | told)
        with pytest.raises(Forbidden):
            await workshop.service.preview_bulk(
                body, request=request(), actor=ACTOR, with_cost=False
            )
        bulk = await workshop.preview(**told)
        with pytest.raises(Forbidden):
            await workshop.service.get_bulk(bulk.id, with_cost=False)
        with pytest.raises(Forbidden):
            await workshop.list_rows(bulk, with_cost=False)
    for with_cost, seen in ((True, 3), (False, 1)):
        page = await workshop.service.list_bulks(cursor=None, limit=9, with_cost=with_cost)
        assert len(page.items) == seen
        assert page.items[-1].id == plain.id
    await workshop.guard("approve", floor=Decimal(10_000))
    proposed = await workshop.apply(await workshop.preview(rule=rule))
    (title,) = await workshop.rows("SELECT title FROM price_proposals")
    assert (proposed.state, "30" in title.title) == ("proposed", False)
