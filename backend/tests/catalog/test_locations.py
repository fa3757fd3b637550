"""Locations over HTTP."""

from typing import Any

import pytest
from httpx import AsyncClient

from tests.factories.shop import Shop, made, patch_current
from tests.fixtures.problems import assert_problem
from tests.fixtures.records import Records

LOCATIONS = "/api/v1/locations"


async def test_a_location_comes_back_as_it_was_made(shop: Shop, viewer: AsyncClient) -> None:
    location = await shop.location(code="TYO-1", name="東京", kind="store", allow_backorder=True)
    assert (location["code"], location["name"], location["kind"]) == ("TYO-1", "東京", "store")
    assert (location["active"], location["allow_backorder"], location["version"]) == (True, True, 1)
    assert location in made(await viewer.get(LOCATIONS), 200)["items"]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"time_zone": "Mars/Olympus"}, "time_zone"),
        ({"time_zone": ""}, "time_zone"),
        ({"time_zone": "../../etc/passwd"}, "time_zone"),
        ({"time_zone": "Asia"}, "time_zone"),
        ({"time_zone": "UTC+9\x07"}, "time_zone"),
        ({"time_zone": "東京"}, "time_zone"),
        ({"time_zone": "a" * 65}, "time_zone"),
        ({"code": "two words"}, "code"),
        ({"code": ""}, "code"),
        ({"code": "a" * 51}, "code"),
        ({"name": " "}, "name"),
        ({"kind": "moon"}, "kind"),
        ({"active": False}, "active"),
    ],
)
async def test_bad_locations(
    admin: AsyncClient, records: Records, wrong: dict[str, Any], field: str
) -> None:
    before = await records.traces()
    body = {"code": "bad", "name": "bad", "time_zone": "Asia/Tokyo"} | wrong
    assert_problem(await admin.post(LOCATIONS, json=body), 422, "invalid", field)
    assert await records.traces() == before


async def test_a_code_exists_once_in_any_case(shop: Shop, records: Records) -> None:
    await shop.location(code="Once-Ü")
    before = await records.traces()
    body = {"code": "ONCE-ü", "name": "again", "time_zone": "Asia/Tokyo"}
    response = await shop.client.post(LOCATIONS, json=body)
    assert_problem(response, 409, "location_code_taken", "code")
    assert await records.traces() == before


async def test_a_location_changes_only_as_it_was_seen(
    shop: Shop, admin: AsyncClient, viewer: AsyncClient, records: Records
) -> None:
    location = await shop.location()
    path = f"{LOCATIONS}/{location['id']}"
    before = await records.traces()
    body = {"time_zone": "Europe/London"}
    late = await admin.patch(path, json=body, headers={"If-Match": '"2"'})
    assert assert_problem(late, 412, "precondition_failed")["current"] == location
    late = await admin.patch(path, json=body | {"expected_version": 2})
    assert assert_problem(late, 409, "stale_version")["current"] == location
    for headers in ({}, {"If-Match": "*"}):
        unnamed = await admin.patch(path, json=body, headers=headers)
        assert_problem(unnamed, 428, "precondition_required")
    assert_problem(await patch_current(viewer, path, body), 403, "forbidden")
    assert_problem(
        await patch_current(admin, path, {"time_zone": "x"}), 422, "invalid", "time_zone"
    )
    missing = await patch_current(admin, f"{LOCATIONS}/{2**53 - 1}", body)
    assert_problem(missing, 404, "location_not_found")
    assert await records.traces() == before
    moved = await admin.patch(path, json=body, headers={"If-Match": '"1"'})
    assert (moved.json()["time_zone"], moved.headers["etag"]) == ("Europe/London", '"2"')
