"""The feed as Server-Sent Events: the frames of the socket, and the way back."""

import pytest

from tests.factories.shop import Shop
from tests.fixtures.events import INVENTORY, PATH, events
from tests.fixtures.problems import assert_problem
from tests.fixtures.records import Records
from tests.fixtures.stream import Served


async def test_changes_come_as_events_and_go_on_behind_the_last_id(
    server: Served, served_shop: Shop, records: Records
) -> None:
    level = await served_shop.level(10)
    await records.settled()
    async with events(server) as reader:
        headers = reader.response.headers
        assert headers["Content-Type"].startswith("text/event-stream")
        assert headers["Cache-Control"] == "no-store"
        ok = await reader.next()
        assert ok["type"] == "ok"
        assert reader.retry_ms == 1_000
        await served_shop.move(level, "sale", 1)
        changes = await reader.next()
        assert [change["seq"] for change in changes["changes"]] == [ok["seq"] + 1]
        assert reader.last_id == f"{ok['epoch']}:{ok['seq'] + 1}"
        last_id = reader.last_id
    for _ in range(2):
        await served_shop.move(level, "sale", 1)
    await records.settled()
    async with events(server, last_id, since="0", epoch="another") as reader:
        assert (await reader.next())["seq"] == ok["seq"] + 1
        seen: list[int] = []
        while len(seen) < 2:
            seen += [change["seq"] for change in (await reader.next())["changes"]]
        assert seen == [ok["seq"] + 2, ok["seq"] + 3]


async def test_a_filter_and_a_lost_position(server: Served, served_shop: Shop) -> None:
    one, other = await served_shop.level(10), await served_shop.level(10)
    async with events(server, "another:1", sku=[one["sku"], "X-1"]) as reader:
        assert (await reader.next())["reason"] == "epoch"
        assert (await reader.next())["type"] == "ok"
        await served_shop.move(other, "sale", 1)
        await served_shop.move(one, "sale", 1)
        while (event := await reader.next())["type"] == "pos":
            pass
        assert {change["after"]["sku"] for change in event["changes"]} == {one["sku"]}


@pytest.mark.parametrize(
    "last_id", ["5", "e:", ":5", "e:-5", "e:٣", "e:" + "9" * 30, "e" * 70 + ":5", "e" * 101]
)
async def test_an_id_that_is_none_is_refused(server: Served, last_id: str) -> None:
    async with server.client(server.people.viewer) as client:
        headers = {b"Last-Event-ID": last_id.encode()}
        answer = await client.get(PATH, params={"channel": INVENTORY}, headers=headers)
    assert_problem(answer, 422, "invalid", "Last-Event-ID")


async def test_only_for_those_who_are_logged_in(server: Served) -> None:
    async with server.client() as client:
        assert (await client.get(PATH, params={"channel": INVENTORY})).status_code == 401
