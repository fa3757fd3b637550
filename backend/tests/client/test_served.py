"""Does the client follow a real server: through restarts, resets and long absences?"""

import asyncio
from contextlib import suppress
from typing import Any

import httpx
import pytest

from app.core.settings import Settings
from app.feed.change import Change
from app.feed.change import Channel as FeedChannel
from tanamori_client import (
    CHANNELS,
    Changed,
    Channel,
    Client,
    Event,
    Feed,
    Filter,
    Mirror,
    Mode,
    NotLoggedIn,
    Position,
    Reset,
    SnapshotEnded,
    SnapshotStarted,
    UnknownChannel,
    Unreachable,
    WrongServer,
    follow_blocking,
)
from tests.client.conftest import PATIENCE_SECONDS, take, until
from tests.factories.shop import Json, Shop, patch_current
from tests.fixtures.application import PASSWORD, People
from tests.fixtures.feed import until as come_true
from tests.fixtures.records import Records
from tests.fixtures.stream import Served, served

INVENTORY: Channel = "inventory:updates"


def is_version(level: Json, version: int) -> Any:
    def done(event: Event) -> bool:
        return (
            isinstance(event, Changed)
            and event.change.key == str(level["id"])
            and event.change.version == version
        )

    return done


def changes(events: list[Event]) -> list[Any]:
    return [event.change for event in events if isinstance(event, Changed)]


async def test_every_change_in_order(client: Client, served_shop: Shop) -> None:
    feed = client.follow(INVENTORY, since=await client.head(INVENTORY))
    level = await served_shop.level(10)
    for _ in range(5):
        await served_shop.move(level, "sale", 1)
    events = await until(feed, is_version(level, 6))
    seqs = [change.seq for change in changes(events)]
    assert seqs == list(range(seqs[0], seqs[0] + len(seqs)))
    last = changes(events)[-1]
    assert last.after["on_hand"] == 5
    assert last.cause["movement"]["kind"] == "sale"
    assert feed.status.state == "live"


async def test_from_a_position_that_was_kept(client: Client, served_shop: Shop) -> None:
    level = await served_shop.level(10)
    kept = str(await client.head(INVENTORY))
    for _ in range(3):
        await served_shop.move(level, "sale", 1)
    feed = client.follow(INVENTORY, since=Position.parse(kept))
    events = await until(feed, is_version(level, 4))
    assert [change.version for change in changes(events) if change.key == str(level["id"])] == [
        2,
        3,
        4,
    ]


async def test_through_a_restart(own_settings: Settings, people: People) -> None:
    async with served(own_settings, people) as first:
        port = first.port
        client = Client(first.origin, token=people.viewer.token)
        await client.__aenter__()
        feed = client.follow(INVENTORY)
        async with first.client(people.admin) as http:
            shop = Shop(http)
            waiting = asyncio.create_task(take(feed, 1))
            await asyncio.sleep(0.3)
            level = await shop.level(10)
            await waiting
    waiting = asyncio.create_task(until(feed, is_version(level, 5)))
    await come_true(lambda: feed.status.state == "stale")
    async with served(own_settings, people, port=port) as second:
        async with second.client(people.admin) as http:
            for _ in range(4):
                await Shop(http).move(level, "sale", 1)
        events = await waiting
        assert not [event for event in events if isinstance(event, Reset)]
        seqs = [change.seq for change in changes(events)]
        assert seqs == list(range(seqs[0], seqs[0] + len(seqs)))
        await client.__aexit__(None, None, None)


async def test_behind_further_than_the_server_remembers(
    server: Served, client: Client, served_shop: Shop, records: Records
) -> None:
    since = await client.head(INVENTORY)
    many = 10_500
    rows = [
        Change(FeedChannel.INVENTORY, "test.changed", "n", n + 1, {"n": n}) for n in range(many)
    ]
    async with server.app.state.context.journal.unit_of_work() as work:
        work.record(*rows)
    await records.settled()
    feed = client.follow(INVENTORY, since=since)
    events = await take(feed, many)
    assert [change.seq for change in changes(events)] == [since.seq + n for n in range(1, many + 1)]
    level = await served_shop.level(1)
    await until(feed, is_version(level, 1))


async def test_a_position_of_another_history(client: Client) -> None:
    lost = Position("another", 3)
    (reset,) = await take(client.follow(INVENTORY, since=lost), 1)
    assert reset == Reset("epoch", lost, await client.head(INVENTORY))
    feed = client.follow(INVENTORY, since=lost, snapshot=True)
    events = await until(feed, lambda event: isinstance(event, SnapshotEnded))
    assert isinstance(events[0], Reset)
    assert isinstance(events[1], SnapshotStarted)


async def do_everything(shop: Shop, level: Json) -> None:
    """What changes the rows of all channels: new ones, moved, renamed, alerted and resolved."""
    client = shop.client
    await shop.price(level, "90")
    low = await shop.level(10, category="Tea/Green")
    await shop.thresholds(low, reorder_point=10)
    await shop.thresholds(level, reorder_point=2)
    await shop.move(level, "sale", 9)
    await patch_current(
        client, f"/api/v1/items/{level['item_id']}", {"name": "Cup", "category": "Tea"}
    )
    await patch_current(client, f"/api/v1/items/{low['item_id']}", {"category": "Coffee"})
    for location in (await client.get("/api/v1/locations")).json()["items"]:
        if location["code"] == low["location"]:
            await patch_current(client, f"/api/v1/locations/{location['id']}", {"name": "Up"})
    await shop.move(level, "receive", 50)
    await shop.price(low, "5")


async def mirrored(feed: Feed, mirror: Mirror, head: Position) -> None:
    """Apply events until ``head`` is reached."""
    async with asyncio.timeout(PATIENCE_SECONDS):
        while feed.position is None or feed.position.seq < head.seq:
            with suppress(TimeoutError):
                async with asyncio.timeout(0.2):
                    mirror.apply(await anext(feed))


@pytest.mark.parametrize("channel", CHANNELS)
async def test_a_mirror_is_what_a_fresh_snapshot_says(
    channel: Channel, client: Client, served_shop: Shop, records: Records
) -> None:
    level = await served_shop.level(10)
    await served_shop.price(level, "100")
    feed, mirror = client.follow(channel, snapshot=True), Mirror(channel)
    await records.settled()
    await mirrored(feed, mirror, await client.head(channel))
    await do_everything(served_shop, level)
    await records.settled()
    await mirrored(feed, mirror, await client.head(channel))
    page = await client.snapshot(channel)
    fresh = {str(row["id"]): row for row in page.rows}
    assert page.next_cursor is None
    assert fresh
    if channel != INVENTORY:
        # Names travel with the stock.
        for row in (*fresh.values(), *mirror):
            assert isinstance(row, dict)
            for name in ("name", "item_name", "category"):
                row.pop(name, None)
    assert dict(mirror.rows) == fresh


async def test_a_mirror_of_a_category_hears_what_moves_in_and_out(
    client: Client, served_shop: Shop, records: Records
) -> None:
    coming = await served_shop.level(1, category="Tea")
    going = await served_shop.level(1, category="Kitchen/Mugs")
    staying = await served_shop.level(1, category="Kitchen")
    wanted = Filter.of(categories="Kitchen")
    feed = client.follow(INVENTORY, wanted=wanted, snapshot=True)
    mirror = Mirror(INVENTORY, wanted)
    await mirrored(feed, mirror, await client.head(INVENTORY))
    assert {row["sku"] for row in mirror} == {going["sku"], staying["sku"]}
    for level, category in ((coming, "Kitchen/Bowls"), (going, "Tea")):
        path = f"/api/v1/items/{level['item_id']}"
        await patch_current(served_shop.client, path, {"category": category})
    await served_shop.move(coming, "receive", 4)
    await records.settled()
    await mirrored(feed, mirror, await client.head(INVENTORY))
    rows = (await client.snapshot(INVENTORY)).rows
    assert dict(mirror.rows) == {str(row["id"]): row for row in rows if wanted.passes(row)}
    assert {row["sku"] for row in mirror} == {coming["sku"], staying["sku"]}


@pytest.mark.parametrize("mode", ["stream", "latest"])
async def test_only_what_is_wanted(mode: Mode, client: Client, served_shop: Shop) -> None:
    wanted, other = await served_shop.level(10), await served_shop.level(10)
    feed = client.follow(
        INVENTORY, skus=[wanted["sku"].lower()], mode=mode, since=await client.head(INVENTORY)
    )
    for _ in range(3):
        await served_shop.move(other, "sale", 1)
        await served_shop.move(wanted, "sale", 1)
    events = await until(feed, is_version(wanted, 4))
    assert {change.after["sku"] for change in changes(events)} == {wanted["sku"]}
    versions = [change.version for change in changes(events)]
    assert versions == sorted(set(versions))
    if mode == "stream":
        assert versions == [2, 3, 4]


async def test_who_may_not_read_is_told_what_to_do(server: Served) -> None:
    for account in ({"token": "made up"}, {"email": "viewer@shop.test", "password": "wrong"}, {}):
        with pytest.raises(NotLoggedIn) as caught:
            async with Client(server.origin, **account):  # type: ignore[arg-type]
                pass
        assert caught.value.remedy


async def test_a_wrong_address_is_told_from_a_server_that_is_away(server: Served) -> None:
    token = server.people.viewer.token
    with pytest.raises(Unreachable, match=r"No server answers at http://127\.0\.0\.1:9"):
        await Client("http://127.0.0.1:9", token=token).__aenter__()
    for url in (f"{server.origin}/elsewhere", "127.0.0.1:8000"):
        with pytest.raises(WrongServer):
            await Client(url, token=token).__aenter__()
    page = httpx.MockTransport(lambda _: httpx.Response(200, text="<title>Hello</title>"))
    with pytest.raises(WrongServer, match="is not Tanamori"):
        await Client("http://127.0.0.1:9", token=token, transport=page).__aenter__()


async def test_a_channel_that_is_not_there(client: Client) -> None:
    with pytest.raises(UnknownChannel, match="inventory:updates, price:updates, stock:alerts"):
        client.follow("inventory")


async def test_by_password_and_without_asyncio(server: Served, served_shop: Shop) -> None:
    level = await served_shop.level(3)
    async with Client(server.origin, token=server.people.viewer.token) as client:
        since = await client.head(INVENTORY)
    await served_shop.move(level, "sale", 1)
    heard: list[Event] = []

    def read() -> None:
        person = server.people.viewer
        client = Client(server.origin, email=person.email, password=PASSWORD)
        for event in follow_blocking(client, INVENTORY, since=since):
            heard.append(event)
            return

    await asyncio.to_thread(read)
    assert is_version(level, 2)(heard[0])
