"""Do sales start and end at their moment, however late the timer is?"""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from httpx import AsyncClient

from app.core.clock import now
from app.core.schema import rfc3339
from app.core.settings import Settings
from app.db.database import Database
from app.feed.unit_of_work import Journal
from app.pricing import schedule
from app.pricing.schedule import PriceSchedule
from tests.factories.price_room import PRICES, SALES, PriceRoom
from tests.factories.shop import Json, made, patch_current
from tests.fixtures.feed import until
from tests.fixtures.problems import assert_problem
from tests.fixtures.records import Records

LATE = timedelta(hours=3)
SECOND = timedelta(seconds=1)


@pytest.fixture(scope="module")
async def timers(module_settings: Settings) -> AsyncIterator[list[PriceSchedule]]:
    """Of two processes; each believes that it leads."""
    databases = [Database(module_settings) for _ in range(2)]
    yield [PriceSchedule(Journal(database), leading=lambda: True) for database in databases]
    for database in databases:
        await database.close()


@pytest.fixture(scope="module")
def timer(timers: list[PriceSchedule]) -> PriceSchedule:
    return timers[0]


@pytest.fixture
def idle(monkeypatch: pytest.MonkeyPatch) -> None:
    """No timer comes by itself: not before it is called."""

    async def nothing(self: PriceSchedule, moment: datetime) -> int:
        return 0

    monkeypatch.setattr(PriceSchedule, "sweep", nothing)


def day(number: int) -> datetime:
    """Some day that is far enough away, and another one for each test."""
    return datetime(2031, 1, 1, tzinfo=UTC) + timedelta(days=number)


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


async def steps(room: PriceRoom, item: Json) -> list[tuple[str, str | None, str, str]]:
    """The timeline behind the first price, the oldest step first."""
    rows = (await room.history(item))[::-1][1:]
    return [(row["occurred_at"], row["before"], row["amount"], row["cause"]) for row in rows]


async def chain(room: PriceRoom, item: Json) -> None:
    """The timeline has no hole: each step begins with the price that the one before it made."""
    rows = (await room.history(item))[::-1]
    assert [row["before"] for row in rows] == [None, *(row["amount"] for row in rows[:-1])]
    assert len({row["version"] for row in rows}) == len(rows)


CLOCKS = [
    # The first hour of summer time, and each of the two that the clocks show as 01:30.
    (
        ("Europe/London", "2027-03-28T02:00:00", "2027-10-31T01:30:00+01:00"),
        ("2027-03-28T01:00:00.000000Z", "2027-10-31T00:30:00.000000Z"),
        ("2027-03-28T02:00:00+01:00", "2027-10-31T01:30:00+01:00"),
    ),
    (
        ("Europe/London", "2027-03-28T00:59:59", "2027-10-31T01:30:00+00:00"),
        ("2027-03-28T00:59:59.000000Z", "2027-10-31T01:30:00.000000Z"),
        ("2027-03-28T00:59:59+00:00", "2027-10-31T01:30:00+00:00"),
    ),
    # The same times where no clock is changed.
    (
        ("Asia/Tokyo", "2027-03-28T01:30:00", "2027-10-31T01:30:00"),
        ("2027-03-27T16:30:00.000000Z", "2027-10-30T16:30:00.000000Z"),
        ("2027-03-28T01:30:00+09:00", "2027-10-31T01:30:00+09:00"),
    ),
]


@pytest.mark.parametrize(("window", "planned", "local"), CLOCKS)
async def test_from_march_to_october(
    room: PriceRoom,
    timer: PriceSchedule,
    window: tuple[str, str, str],
    planned: tuple[str, str],
    local: tuple[str, str],
) -> None:
    item = await room.priced()
    zone, starts, ends = window
    sale = await room.sale(item, percent_off="25", time_zone=zone, starts_at=starts, ends_at=ends)
    assert (sale["starts_at"], sale["ends_at"]) == planned
    assert (sale["starts_local"], sale["ends_local"]) == local
    start, end = map(moment, planned)
    tick = timedelta(microseconds=1)
    for at, amount in ((start - tick, "1000"), (start, "750"), (end - tick, "750"), (end, "1000")):
        assert await room.amount(item, at=rfc3339(at)) == amount
    assert await timer.sweep(start - tick) == 0
    assert await timer.sweep(start + LATE) == 1
    assert await timer.sweep(start + LATE) == 0
    assert await timer.sweep(end - tick) == 0
    assert await timer.sweep(end) == 1
    assert await steps(room, item) == [
        (planned[0], "1000", "750", "sale_started"),
        (planned[1], "750", "1000", "sale_ended"),
    ]
    # What the timeline says of then is what was planned.
    for at, amount in ((start - tick, "1000"), (start, "750"), (end - tick, "750"), (end, "1000")):
        assert await room.amount(item, at=rfc3339(at)) == amount


@pytest.mark.parametrize(
    ("field", "text"),
    [("starts_at", "2027-03-28T01:30:00"), ("ends_at", "2027-10-31T01:30:00")],
)
async def test_a_time_that_is_none_or_two_is_not_guessed(
    room: PriceRoom, field: str, text: str
) -> None:
    item = await room.priced()
    window = {"starts_at": "2027-03-01T00:00:00", "ends_at": "2027-12-01T00:00:00", field: text}
    answer = await room.try_sale(item, time_zone="Europe/London", **window)
    assert_problem(answer, 422, "invalid", field)
    assert (await room.look(item))["version"] == 1


async def test_everything_that_was_missed_is_told_with_its_own_moment(
    room: PriceRoom, timer: PriceSchedule
) -> None:
    """The timer comes once, after all of it: overlaps, priorities, the lower one that goes on."""
    item = await room.priced()
    low, high = day(10), day(11)
    window = {"starts_at": rfc3339(low), "ends_at": rfc3339(low + timedelta(days=5))}
    await room.sale(item, percent_off="10", **window)
    window = {"starts_at": rfc3339(high), "ends_at": rfc3339(high + timedelta(days=1))}
    await room.sale(item, amount="400", priority=5, **window)
    planned = [
        (rfc3339(low), "1000", "900", "sale_started"),
        (rfc3339(high), "900", "400", "sale_started"),
        (rfc3339(high + timedelta(days=1)), "400", "900", "sale_ended"),
        (rfc3339(low + timedelta(days=5)), "900", "1000", "sale_ended"),
    ]
    for at, _, amount, _ in planned:
        assert await room.amount(item, at=at) == amount
    assert await timer.sweep(day(30)) == 1
    assert await steps(room, item) == planned
    await chain(room, item)


async def test_a_change_that_comes_before_the_timer_stands_behind_what_was_planned(
    room: PriceRoom, idle: None
) -> None:
    item = await room.priced()
    start = await near_sale(room, item, amount="700", seconds=2)
    await reached(start)
    await room.set(item, "1200")
    told = await steps(room, item)
    assert told[0] == (rfc3339(start), "1000", "700", "sale_started")
    assert (told[1][1:], told[1][0] > told[0][0]) == (("700", "700", "base_price"), True)
    await chain(room, item)


async def near_sale(room: PriceRoom, item: Json, seconds: int, **fields: Any) -> datetime:
    """A sale that starts so many seconds from now, at a whole second: when."""
    start = now().replace(microsecond=0) + (seconds + 1) * SECOND
    await room.sale(item, starts_at=rfc3339(start), **fields)
    return start


async def reached(at: datetime) -> None:
    while now() < at:  # noqa: ASYNC110 - the clock
        await asyncio.sleep(0.02)


async def test_a_read_is_right_though_the_timer_is_late(
    room: PriceRoom, records: Records, idle: None
) -> None:
    item = await room.priced()
    start = await near_sale(
        room, item, amount="700", seconds=2, ends_at=rfc3339(now() + timedelta(hours=1))
    )
    await reached(start)
    looked = await room.look(item)
    assert (looked["effective"]["amount"], looked["effective"]["because"]) == ("700", "sale")
    assert [layer["state"] for layer in looked["layers"]] == ["outranked", "in_force"]
    assert [price["amount"] for price in looked["prices"]] == ["700"]
    page = made(await room.client.get(PRICES, params={"item_id": item["id"]}), 200)
    assert [(row["amount"], row["because"]) for row in page["items"]] == [("700", "sale")]
    sales = made(await room.client.get(SALES, params={"item_id": item["id"]}), 200)
    assert [(sale["state"], sale["price"]) for sale in sales["items"]] == [("running", "700")]
    # Nobody wrote it down yet.
    row = "SELECT amount FROM prices WHERE item_id = $1"
    assert await records.value(row, item["id"]) == 1000
    # The version that was shown is the version to expect.
    answer = await room.try_set(item, "1100", expected_version=looked["version"])
    assert answer.status_code == 200
    assert (await steps(room, item))[0] == (rfc3339(start), "1000", "700", "sale_started")


@pytest.mark.parametrize("way", ["end", "remove", "edit"])
async def test_a_sale_that_is_changed_before_its_start_is_written(
    room: PriceRoom, records: Records, idle: None, way: str
) -> None:
    """Each of its states has a version of its own; else a screen keeps the older one."""
    item = await room.priced()
    start = await near_sale(room, item, amount="700", seconds=2)
    (sale,) = made(await room.client.get(SALES, params={"item_id": item["id"]}), 200)["items"]
    await reached(start)
    match way:
        case "end":
            done = made(await room.try_end_sale(sale), 200)
        case "remove":
            done = made(await room.try_remove_sale(sale), 200)
        case "edit":
            done = made(await room.try_edit_sale(sale, amount="600"), 200)
    assert done["sale"]["version"] == 3
    assert done["sale"]["state"] == {"end": "ended", "remove": "removed", "edit": "running"}[way]
    await records.settled()
    told = await records.rows(
        "SELECT version, cause->>'kind' AS kind FROM feed WHERE key = $1 ORDER BY seq",
        f"sale:{sale['id']}",
    )
    assert [row["version"] for row in told] == [1, 2, 3]
    assert told[1]["kind"] == "started"
    assert (await steps(room, item))[0] == (rfc3339(start), "1000", "700", "sale_started")
    await chain(room, item)


async def test_two_leaders_write_each_turn_once(
    room: PriceRoom, timers: list[PriceSchedule]
) -> None:
    items = [await room.priced() for _ in range(5)]
    for item in items:
        window = {"starts_at": rfc3339(day(40)), "ends_at": rfc3339(day(41))}
        await room.sale(item, amount="400", **window)
    for at in (day(40), day(42)):
        await asyncio.gather(*(timer.sweep(at) for timer in timers * 2))
    for item in items:
        assert await steps(room, item) == [
            (rfc3339(day(40)), "1000", "400", "sale_started"),
            (rfc3339(day(41)), "400", "1000", "sale_ended"),
        ]
        await chain(room, item)


async def test_more_than_one_transaction_takes(
    room: PriceRoom, timer: PriceSchedule, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schedule, "ITEMS_MAX", 3)
    items = [await room.priced() for _ in range(7)]
    for number, item in enumerate(items):
        # The one that is due longest is not the one that was made first.
        start = day(50) - number * SECOND
        await room.sale(item, amount="400", starts_at=rfc3339(start))
    assert [await timer.sweep(day(50)) for _ in range(4)] == [3, 3, 1, 0]
    for number, item in enumerate(items):
        (told,) = await steps(room, item)
        assert told[0] == rfc3339(day(50) - number * SECOND)


async def test_one_item_that_fails_does_not_keep_the_others(
    room: PriceRoom, records: Records, timer: PriceSchedule
) -> None:
    items = [await room.priced() for _ in range(5)]
    for item in items:
        await room.sale(item, amount="400", starts_at=rfc3339(day(60)))
    spoil = """
    UPDATE price_sales SET tiers = $2 FROM prices
    WHERE prices.id = price_id AND item_id = $1 RETURNING price_sales.id
    """
    await records.rows(spoil, items[2]["id"], '[{"nonsense": 1}]')
    assert await timer.sweep(day(60)) == 4
    good = [item for item in items if item is not items[2]]
    assert [await room.amount(item, at=rfc3339(day(61))) for item in good] == ["400"] * 4
    await records.rows(spoil, items[2]["id"], "[]")
    assert await timer.sweep(day(60)) == 1
    assert len(await steps(room, items[2])) == 1


async def test_what_is_planned_for_an_archived_item_still_happens(
    room: PriceRoom, timer: PriceSchedule, records: Records
) -> None:
    """Nobody may price it any more; a sale that runs ends when it was meant to."""
    item = await room.priced()
    running = await room.sale(item, amount="400", ends_at=rfc3339(day(70)))
    await records.archive(item["id"])
    assert_problem(await room.try_set(item, "900"), 409, "item_archived")
    assert await timer.sweep(day(71)) == 1
    last = (await steps(room, item))[-1]
    assert last == (rfc3339(day(70)), "400", "1000", "sale_ended")
    assert (await room.look_at_sale(running))["state"] != "suspended"


async def sale_state(room: PriceRoom, sale: Json) -> tuple[str, list[str]]:
    looked = await room.look_at_sale(sale)
    return looked["state"], [hit["rule"] for hit in looked["hits"]]


async def stored(records: Records, sale: Json) -> tuple[str, bool]:
    (row,) = await records.rows("SELECT state, started FROM price_sales WHERE id = $1", sale["id"])
    return row["state"], row["started"]


async def test_a_guard_that_became_stricter_suspends_a_sale_at_its_start(
    room: PriceRoom, records: Records, timer: PriceSchedule
) -> None:
    item = await room.priced()
    guard = await room.guard(item, "block", floor="500")
    sale = await room.sale(item, amount="600", starts_at=rfc3339(day(80)))
    await room.reguard(guard, floor="601")
    assert await timer.sweep(day(80)) == 1
    assert await sale_state(room, sale) == ("suspended", ["floor"])
    assert await steps(room, item) == []
    assert await room.amount(item, at=rfc3339(day(81))) == "1000"
    await records.settled()
    kinds = await records.rows(
        "SELECT cause->>'kind' AS kind FROM feed WHERE key = $1 ORDER BY seq", f"sale:{sale['id']}"
    )
    assert [row["kind"] for row in kinds] == ["created", "suspended"]


@pytest.mark.parametrize("way", ["its end", "taken down", "made weaker"])
async def test_a_guard_that_became_stricter_suspends_a_sale_that_was_hidden(
    room: PriceRoom, records: Records, timer: PriceSchedule, way: str
) -> None:
    """It ran, but made no price: nobody was asked about it when the guard changed."""
    item = await room.priced()
    guard = await room.guard(item, "block", floor="500")
    hidden = await room.sale(item, amount="600", priority=1)
    ends = {"ends_at": rfc3339(day(83))} if way == "its end" else {}
    over = await room.sale(item, amount="700", priority=9, **ends)
    assert await room.amount(item) == "700"
    await room.reguard(guard, floor="601")
    if way == "its end":
        assert await room.amount(item, at=rfc3339(day(84))) == "1000", "also before it is written"
        assert await timer.sweep(day(83)) == 1
    elif way == "taken down":
        made(await room.try_end_sale(over), 200)
    else:
        made(await room.try_edit_sale(over, priority=0, amount="800"), 200)
    assert await sale_state(room, hidden) == ("suspended", ["floor"])
    then = rfc3339(day(84))
    assert await room.amount(item, at=then) == ("800" if way == "made weaker" else "1000")
    # It is somebody's to look at; what breaks no rule any more starts again at once.
    made(await room.try_edit_sale(hidden, amount="650"), 200)
    assert await sale_state(room, hidden) == ("running", [])
    assert await room.amount(item, at=then) == "650"
    assert await stored(records, hidden) == ("active", True)


async def test_a_cost_that_rose_suspends_a_sale_at_its_start(
    room: PriceRoom, timer: PriceSchedule
) -> None:
    item = await room.priced(cost={"amount": "400", "currency": "JPY"})
    await room.guard(item, "approve", min_margin_percent="20")
    sale = await room.sale(item, amount="600", starts_at=rfc3339(day(90)))
    cost = {"cost": {"amount": "500", "currency": "JPY"}}
    made(await patch_current(room.shop.client, f"/api/v1/items/{item['id']}", cost), 200)
    assert await timer.sweep(day(90)) == 1
    assert await sale_state(room, sale) == ("suspended", ["margin"])


@pytest.mark.parametrize(
    ("since", "state"),
    [
        (None, "active"),
        # The same rule, stricter: the price is the one that somebody looked at.
        ("stricter", "active"),
        ("base price", "suspended"),
        ("cost", "suspended"),
        ("another rule", "suspended"),
    ],
)
async def test_what_was_approved_starts_as_long_as_it_is_what_was_looked_at(
    room: PriceRoom,
    approving: PriceRoom,
    records: Records,
    timer: PriceSchedule,
    since: str | None,
    state: str,
) -> None:
    item = await room.priced(cost={"amount": "100", "currency": "JPY"})
    guard = await room.guard(item, "approve", floor="700")
    answer = await room.try_sale(item, amount="600", starts_at=rfc3339(day(100)))
    await approving.decide(made(answer, 202)["proposal"], "approve")
    (sale,) = made(await room.client.get(SALES, params={"item_id": item["id"]}), 200)["items"]
    assert sale["state"] == "scheduled"
    match since:
        case "stricter":
            await room.reguard(guard, floor="800")
        case "base price":
            await room.set(item, "1001")
        case "cost":
            cost = {"cost": {"amount": "101", "currency": "JPY"}}
            made(await patch_current(room.shop.client, f"/api/v1/items/{item['id']}", cost), 200)
        case "another rule":
            await room.reguard(guard, min_margin_percent="90")
    assert await timer.sweep(day(100)) == 1
    assert await stored(records, sale) == (state, state == "active")
    if since == "another rule":
        assert await sale_state(room, sale) == ("suspended", ["margin"])


async def test_the_leader_comes_by_itself_and_tells_the_feed(
    room: PriceRoom, records: Records, admin: AsyncClient
) -> None:
    item = await room.priced()
    # It looks often enough that a second is kept.
    assert schedule.TICK_SECONDS <= 0.25
    start = await near_sale(room, item, amount="700", seconds=2)
    frame = """
    SELECT at, version, cause->'change'->>'occurred_at' AS occurred_at FROM feed
    WHERE channel = 'price:updates' AND cause->>'kind' = 'sale_started'
      AND after->>'item_id' = $1::text
    """

    async def is_told() -> bool:
        return bool(await records.rows(frame, str(item["id"])))

    await until(is_told)
    (told,) = await records.rows(frame, str(item["id"]))
    assert told["occurred_at"] == rfc3339(start)
    assert told["at"] >= start, "it was told before its time"
    assert await steps(room, item) == [(rfc3339(start), "1000", "700", "sale_started")]
