"""How does a location change, close and open again?"""

from typing import Any

from sqlalchemy.exc import IntegrityError

from app.catalog import queries
from app.catalog.changes import location_changed
from app.catalog.edits import says_nothing_new, stale
from app.catalog.errors import LocationNotFound, LocationOversold
from app.catalog.life_cycle import Closing
from app.catalog.models import Location
from app.catalog.schemas import LocationOut
from app.core.errors import FieldError
from app.feed.unit_of_work import UnitOfWork


async def change_location(
    work: UnitOfWork,
    location_id: int,
    values: dict[str, Any],
    *,
    closing: Closing | None,
    expected_version: int | None,
    if_match: int | None,
    actor: str,
) -> LocationOut:
    """Write ``values`` into the location. Locks it against new levels and transfers, and where it
    closes, its levels too.

    Raises `LocationNotFound`, `StaleCatalogVersion` or `CatalogPreconditionFailed`,
    `LocationOversold` and `LocationInUse`.
    """
    before = await queries.find_location(work.session, location_id, lock=True)
    if before is None:
        raise LocationNotFound(f"There is no location with the id {location_id}.")
    seen = LocationOut.model_validate(before)
    expected = if_match if if_match is not None else expected_version
    if says_nothing_new(before, values) and expected in {None, seen.version}:
        return seen
    closes = closing is not None and seen.active and values.get("active") is False
    if closing and closes and expected in {None, seen.version}:
        # Most refusals come here, without a lock on every level of the location.
        await closing.check_location(work.session, location_id, seen.code)
    location = await _write(work, seen, values, expected)
    if location is None:
        raise stale(seen, if_match)
    if closing and closes:
        # The levels are locked now: what was recorded meanwhile is found here.
        await closing.check_location(work.session, location_id, seen.code)
    after = LocationOut.model_validate(location)
    work.record(location_changed(seen, after, actor=actor))
    return after


async def _write(
    work: UnitOfWork, seen: LocationOut, values: dict[str, Any], expected: int | None
) -> Location | None:
    try:
        return await queries.update_location(
            work.session, seen.id, values, expected_version=expected
        )
    except IntegrityError as error:
        # The levels copy `allow_backorder`, and their CHECK does not let it go.
        raise LocationOversold(
            f"Items at {seen.code} are below zero; receive or count them first.",
            errors=[FieldError("allow_backorder", "can't end while something is owed")],
        ) from error
