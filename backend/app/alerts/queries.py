"""The statements about alerts."""

from collections.abc import Sequence

from sqlalchemy import func, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from app.alerts.models import Alert
from app.alerts.types import Metric, Reading, ResolvedBecause
from app.catalog.models import Item, Location
from app.core.page import Cursor
from app.db.base import Record, Records
from app.stock.models import StockLevel

ORDER = "alerts"

# They see every batch of the feed, so they are texts: nothing is put together anew each time.
FOLLOW = text(
    """
    INSERT INTO alerts (level_id, metric, severity, value, threshold,
                        opened_value, opened_threshold)
    SELECT level_id, :metric, severity, value, threshold, value, threshold
    FROM unnest(CAST(:levels AS bigint[]), CAST(:severities AS text[]),
                CAST(:values AS bigint[]), CAST(:thresholds AS bigint[]))
         AS readings (level_id, severity, value, threshold)
    JOIN stock_levels ON stock_levels.id = level_id AND NOT closed
    ON CONFLICT (level_id, metric) WHERE state <> 'resolved' DO UPDATE
    SET severity = excluded.severity, value = excluded.value, threshold = excluded.threshold,
        version = alerts.version + 1
    WHERE (alerts.severity, alerts.value, alerts.threshold)
          <> (excluded.severity, excluded.value, excluded.threshold)
    RETURNING id, version
    """
)
RESOLVE = text(
    """
    UPDATE alerts SET state = 'resolved', resolved_at = now(), version = version + 1,
           resolved_because = why, value = now_value, threshold = coalesce(now_threshold, threshold)
    FROM unnest(CAST(:levels AS bigint[]), CAST(:reasons AS text[]),
                CAST(:values AS bigint[]), CAST(:thresholds AS bigint[]))
         AS readings (fine_id, why, now_value, now_threshold)
    WHERE level_id = fine_id AND metric = :metric AND state <> 'resolved'
    RETURNING id
    """
)
RESOLVE_CLOSED = text(
    """
    UPDATE alerts SET state = 'resolved', resolved_at = now(), version = alerts.version + 1,
           resolved_because = :reason
    FROM stock_levels
    WHERE stock_levels.id = level_id AND closed AND state <> 'resolved'
      AND (item_id = ANY (CAST(:items AS bigint[]))
           OR location_id = ANY (CAST(:places AS bigint[])))
    RETURNING alerts.id
    """
)
LOW_AGAIN = text(
    """
    SELECT id AS level_id, available, reorder_point FROM stock_levels
    WHERE NOT closed AND available <= reorder_point
      AND (item_id = ANY (CAST(:items AS bigint[]))
           OR location_id = ANY (CAST(:places AS bigint[])))
    ORDER BY id
    """
)


def alerts() -> Records:
    """Alerts with the words of their item and location."""
    return (
        select(
            *Alert.__table__.c,
            StockLevel.item_id,
            Item.sku,
            Item.name.label("item_name"),
            Item.category,
            Location.code.label("location"),
        )
        .join(StockLevel, StockLevel.id == Alert.level_id)
        .join(Item, Item.id == StockLevel.item_id)
        .join(Location, Location.id == StockLevel.location_id)
    )


async def list_alerts(
    session: AsyncSession, *, states: Sequence[str], cursor: Cursor | None, limit: int
) -> Sequence[Record]:
    """Newest first; one more than ``limit``."""
    statement = alerts().order_by(Alert.id.desc()).limit(limit + 1)
    if states:
        statement = statement.where(Alert.state.in_(states))
    if cursor:
        _, alert_id = cursor.place(ORDER)
        statement = statement.where(Alert.id < alert_id)
    return (await session.execute(statement)).all()


async def list_alerts_by_id(
    session: AsyncSession, *, after_id: int, limit: int
) -> Sequence[Record]:
    """Every alert that is not resolved, in the order of their ids."""
    statement = (
        alerts()
        .where(Alert.id > after_id, Alert.state != "resolved")
        .order_by(Alert.id)
        .limit(limit)
    )
    return (await session.execute(statement)).all()


async def find_alert(session: AsyncSession, alert_id: int) -> Record | None:
    return (await session.execute(alerts().where(Alert.id == alert_id))).one_or_none()


async def find_alerts(session: AsyncSession, alert_ids: Sequence[int]) -> Sequence[Record]:
    statement = alerts().where(Alert.id.in_(alert_ids)).order_by(Alert.id)
    return (await session.execute(statement)).all()


async def follow_alerts(
    session: AsyncSession, readings: Sequence[Reading], *, metric: Metric
) -> Sequence[Record]:
    """Open an alert for each low reading, or write its figures into the open one; ``id, version``
    of those that are new or other than before. A level that is closed has no alert."""
    values = {
        "metric": metric,
        "levels": [reading.level_id for reading in readings],
        "severities": [reading.severity for reading in readings],
        "values": [reading.available for reading in readings],
        "thresholds": [reading.reorder_point for reading in readings],
    }
    return (await session.execute(FOLLOW, values)).all()


async def resolve_alerts(
    session: AsyncSession, readings: Sequence[Reading], *, metric: Metric
) -> Sequence[int]:
    """Resolve what is open for readings that are not low; the ids of the resolved ones."""
    values = {
        "metric": metric,
        "levels": [reading.level_id for reading in readings],
        "reasons": [reading.resolved_because for reading in readings],
        "values": [reading.available for reading in readings],
        "thresholds": [reading.reorder_point for reading in readings],
    }
    return (await session.execute(RESOLVE, values)).scalars().all()


async def resolve_closed(
    session: AsyncSession,
    reason: ResolvedBecause,
    *,
    items: Sequence[int] = (),
    places: Sequence[int] = (),
) -> Sequence[int]:
    """Resolve what is open for closed levels of these items and locations; the resolved ids."""
    values = {"reason": reason, "items": list(items), "places": list(places)}
    return (await session.execute(RESOLVE_CLOSED, values)).scalars().all()


async def list_low(
    session: AsyncSession, *, items: Sequence[int], places: Sequence[int]
) -> Sequence[Record]:
    """Levels of these items and locations that are in use and low."""
    return (await session.execute(LOW_AGAIN, {"items": list(items), "places": list(places)})).all()


async def acknowledge(session: AsyncSession, alert_id: int, *, actor: str) -> bool:
    """False when the alert is not open."""
    statement = (
        update(Alert)
        .where(Alert.id == alert_id, Alert.state == "open")
        .values(
            state="acknowledged",
            acknowledged_at=func.now(),
            acknowledged_by=actor,
            version=Alert.version + 1,
        )
        .returning(Alert.id)
        .execution_options(synchronize_session=False)
    )
    return (await session.execute(statement)).scalar_one_or_none() is not None
