"""Alerts: opened once at the threshold, resolved above it, acknowledged by a person."""

import asyncio
from typing import Any

import pytest
from httpx import AsyncClient

from app.alerts.evaluator import readings_of
from app.alerts.types import Reading
from app.feed.change import Change, Channel, StampedChange
from tests.factories.shop import Json, Shop, made
from tests.fixtures.problems import assert_problem
from tests.fixtures.records import Records

ALERTS = "/api/v1/alerts"


async def alerts_of(client: AsyncClient, records: Records, level: Json) -> list[Json]:
    await records.settled()
    found = made(await client.get(ALERTS, params={"limit": 500}), 200)["items"]
    return [alert for alert in found if alert["level_id"] == level["id"]]


async def test_one_alert_from_the_crossing_to_the_recovery(
    shop: Shop, viewer: AsyncClient, records: Records
) -> None:
    level = await shop.level(10)
    await shop.thresholds(level, reorder_point=5)
    assert await alerts_of(viewer, records, level) == []
    await shop.move(level, "sale", 5)
    (alert,) = await alerts_of(viewer, records, level)
    assert (alert["state"], alert["severity"], alert["metric"]) == ("open", "warning", "available")
    assert (alert["value"], alert["threshold"], alert["version"]) == (5, 5, 1)
    assert (alert["sku"], alert["location"]) == (level["sku"], level["location"])
    await shop.move(level, "sale", 5)
    (sold_out,) = await alerts_of(viewer, records, level)
    assert sold_out == alert | {"value": 0, "severity": "critical", "version": 2}
    await shop.move(level, "receive", 6)
    (resolved,) = await alerts_of(viewer, records, level)
    assert (resolved["state"], resolved["version"]) == ("resolved", 3)
    assert (resolved["value"], resolved["resolved_because"]) == (6, "recovered")
    assert resolved["resolved_at"] >= alert["opened_at"]
    await shop.move(level, "damage", 6)
    again, old = await alerts_of(viewer, records, level)
    assert (again["state"], again["severity"], old) == ("open", "critical", resolved)


async def test_a_threshold_that_is_set_or_taken_away_counts_at_once(
    shop: Shop, viewer: AsyncClient, records: Records
) -> None:
    level = await shop.level(10)
    await shop.thresholds(level, reorder_point=10)
    (alert,) = await alerts_of(viewer, records, level)
    assert (alert["value"], alert["threshold"]) == (10, 10)
    await shop.thresholds(level, reorder_point=None)
    (alert,) = await alerts_of(viewer, records, level)
    assert (alert["state"], alert["resolved_because"]) == ("resolved", "threshold_removed")
    assert (alert["threshold"], alert["opened_threshold"]) == (10, 10)


async def test_alert_when_value_or_threshold_changes_shows_the_figures_of_now(
    shop: Shop, viewer: AsyncClient, records: Records
) -> None:
    level = await shop.level(9)
    await shop.thresholds(level, reorder_point=10)
    (opened,) = await alerts_of(viewer, records, level)
    await shop.move(level, "sale", 9)
    await records.settled()
    await shop.thresholds(level, reorder_point=20)
    (now,) = await alerts_of(viewer, records, level)
    figures = {"value": 0, "threshold": 20, "severity": "critical"}
    assert now == opened | figures | {"version": 3}
    assert (now["opened_value"], now["opened_threshold"]) == (9, 10)
    told = await records.value(
        f"""SELECT count(*) FROM feed WHERE channel = 'stock:alerts'
            AND type = 'alert.changed' AND key = '{now["id"]}'"""
    )
    assert told == 2
    # A change that leaves the figures as they are is not told.
    await shop.thresholds(level, target_level=40)
    assert await alerts_of(viewer, records, level) == [now]


async def test_a_crossing_and_back_in_one_batch_is_judged_by_its_end(
    shop: Shop, viewer: AsyncClient, records: Records
) -> None:
    """However the movements fall into batches, the end is right and no two alerts are open."""
    level = await shop.level(10)
    await shop.thresholds(level, reorder_point=5)
    for _ in range(10):
        await asyncio.gather(shop.move(level, "sale", 6), shop.move(level, "receive", 6))
    found = await alerts_of(viewer, records, level)
    assert [alert["state"] for alert in found].count("open") == 0
    await shop.move(level, "sale", 6)
    found = await alerts_of(viewer, records, level)
    assert [alert["state"] for alert in found].count("open") == 1


async def test_acknowledging(
    shop: Shop, admin: AsyncClient, viewer: AsyncClient, records: Records
) -> None:
    level = await shop.level(10)
    await shop.thresholds(level, reorder_point=10)
    (alert,) = await alerts_of(viewer, records, level)
    path = f"{ALERTS}/{alert['id']}/acknowledge"
    assert_problem(await viewer.post(path), 403, "forbidden")
    seen = made(await admin.post(path), 200)
    assert (seen["state"], seen["acknowledged_by"], seen["version"]) == (
        "acknowledged",
        "admin@shop.test",
        2,
    )
    changes = "SELECT count(*) FROM feed WHERE channel = 'stock:alerts'"
    await records.settled()
    before = await records.value(changes)
    assert made(await admin.post(path), 200) == seen
    await records.settled()
    assert await records.value(changes) == before
    await shop.move(level, "receive", 1)
    (resolved,) = await alerts_of(viewer, records, level)
    assert (resolved["state"], resolved["version"]) == ("resolved", 3)
    assert_problem(await admin.post(path), 409, "alert_resolved")
    missing = f"{ALERTS}/{2**53 - 1}/acknowledge"
    assert_problem(await admin.post(missing), 404, "alert_not_found")
    assert_problem(await admin.post(f"{ALERTS}/0/acknowledge"), 422, "invalid", "alert_id")


async def test_the_list(shop: Shop, viewer: AsyncClient, records: Records) -> None:
    for _ in range(3):
        await shop.thresholds(await shop.level(1), reorder_point=1)
    await records.settled()
    whole = made(await viewer.get(ALERTS, params={"state": ["open", "acknowledged"]}), 200)
    assert {alert["state"] for alert in whole["items"]} <= {"open", "acknowledged"}
    query: dict[str, Any] = {"state": ["open", "acknowledged"], "limit": 1}
    seen: list[Json] = []
    while True:
        page = made(await viewer.get(ALERTS, params=query), 200)
        seen += page["items"]
        if page["next_cursor"] is None:
            break
        query["cursor"] = page["next_cursor"]
    assert seen == whole["items"]
    assert len(seen) >= 3
    assert_problem(await viewer.get(ALERTS, params={"state": "lost"}), 422, "invalid")
    assert_problem(await viewer.get(ALERTS, params={"state": ["open"] * 4}), 422, "invalid")


@pytest.mark.parametrize(
    ("available", "reorder_point", "is_low"),
    [(5, None, False), (0, None, False), (5, 5, True), (6, 5, False), (0, 0, True), (-1, 0, True)],
)
def test_what_is_low(available: int, reorder_point: int | None, is_low: bool) -> None:
    assert Reading(1, available, reorder_point).is_low is is_low


def test_only_the_last_state_of_a_level_is_judged() -> None:
    def change(seq: int, key: int, available: int, kind: str = "level_changed") -> StampedChange:
        after = {"id": key, "available": available, "reorder_point": 3}
        announced = Change(Channel.INVENTORY, f"stock.{kind}", str(key), seq, after)
        return StampedChange.of(announced, seq)

    changes = [change(1, 7, 9), change(2, 8, 1), change(3, 7, 2), change(4, 7, 0, "other")]
    assert readings_of(changes) == [Reading(7, 2, 3), Reading(8, 1, 3)]
