"""How are alerts read and answered?"""

from collections.abc import Sequence

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from app.alerts import queries
from app.alerts.changes import alert_changed
from app.alerts.errors import AlertNotFound, AlertResolved
from app.alerts.schemas import AlertOut
from app.core.page import Cursor, Page, paginate
from app.feed.unit_of_work import Journal

log = structlog.get_logger()


class AlertService:
    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    async def list_alerts(
        self, *, states: Sequence[str], cursor: Cursor | None, limit: int
    ) -> Page[AlertOut]:
        """Newest first; without ``states``, all."""
        async with self._journal.database.session() as session:
            rows = await queries.list_alerts(session, states=states, cursor=cursor, limit=limit)
        page = paginate(rows, limit, lambda row: Cursor(queries.ORDER, None, row.id))
        return Page(
            items=[AlertOut.model_validate(row) for row in page.items],
            next_cursor=page.next_cursor,
        )

    async def acknowledge(self, alert_id: int, *, actor: str) -> AlertOut:
        """Somebody has seen it; a second time changes nothing.

        Raises `AlertNotFound`, `AlertResolved`.
        """
        async with self._journal.unit_of_work() as work:
            changed = await queries.acknowledge(work.session, alert_id, actor=actor)
            row = await queries.find_alert(work.session, alert_id)
            if row is None:
                raise AlertNotFound(f"There is no alert with the id {alert_id}.")
            alert = AlertOut.model_validate(row)
            if alert.state == "resolved":
                raise AlertResolved("It was resolved meanwhile; there is nothing left to do.")
            if changed:
                cause = {"kind": "acknowledgement", "actor": actor}
                work.record(alert_changed("alert.acknowledged", alert, cause=cause))
                log.info("alerts.acknowledged", alert_id=alert_id)
        return alert


async def snapshot_alerts(
    session: AsyncSession, *, after_id: int, limit: int
) -> Sequence[AlertOut]:
    """Unresolved alerts by id, for the snapshot of the feed; inside the caller's session."""
    rows = await queries.list_alerts_by_id(session, after_id=after_id, limit=limit)
    return [AlertOut.model_validate(row) for row in rows]
