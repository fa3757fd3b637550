"""The statements about proposals."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.page import Cursor
from app.db.base import Record
from app.pricing.models import Price, PriceProposal

ORDER = "price-proposals"


async def insert_proposal(session: AsyncSession, values: Mapping[str, Any]) -> Record:
    given = dict(values)
    given["expires_at"] = func.now() + given.pop("expires_after")
    statement = insert(PriceProposal).values(given).returning(*PriceProposal.__table__.c)
    return (await session.execute(statement)).one()


async def find_proposal(
    session: AsyncSession, proposal_id: int, *, lock: bool = False
) -> Record | None:
    statement = select(*PriceProposal.__table__.c).where(PriceProposal.id == proposal_id)
    if lock:
        statement = statement.with_for_update()
    return (await session.execute(statement)).one_or_none()


async def list_proposals(
    session: AsyncSession,
    *,
    cursor: Cursor | None,
    limit: int,
    state: str | None,
    proposed_by: str | None,
) -> Sequence[Record]:
    """Proposals, the newest first; one more than ``limit``."""
    statement = (
        select(*PriceProposal.__table__.c).order_by(PriceProposal.id.desc()).limit(limit + 1)
    )
    if state:
        statement = statement.where(PriceProposal.state == state)
    if proposed_by:
        statement = statement.where(PriceProposal.proposed_by == proposed_by)
    if cursor:
        statement = statement.where(PriceProposal.id < cursor.place(ORDER)[1])
    return (await session.execute(statement)).all()


async def decide_proposal(
    session: AsyncSession,
    proposal_id: int,
    *,
    state: str,
    by: str | None,
    reason: str | None,
    alone: bool = False,
    inactive_approvers: Sequence[str] = (),
) -> Record:
    """The proposal must be locked and pending."""
    statement = (
        update(PriceProposal)
        .where(PriceProposal.id == proposal_id, PriceProposal.state == "pending")
        .values(
            state=state,
            decided_by=by,
            decision_reason=reason,
            confirmed_alone=alone,
            inactive_approvers=list(inactive_approvers),
            decided_at=func.clock_timestamp(),
            version=PriceProposal.version + 1,
            updated_at=func.clock_timestamp(),
        )
        .returning(*PriceProposal.__table__.c)
    )
    return (await session.execute(statement)).one()


async def find_pending_guard_change(
    session: AsyncSession, guard_id: int, *, proposed_by: str
) -> Record | None:
    """The newest proposal of this person to change a guard that waits."""
    statement = (
        select(*PriceProposal.__table__.c)
        .where(
            PriceProposal.kind == "guard",
            PriceProposal.state == "pending",
            PriceProposal.proposed_by == proposed_by,
            PriceProposal.command["guard_id"].as_integer() == guard_id,
        )
        .order_by(PriceProposal.id.desc())
        .limit(1)
    )
    return (await session.execute(statement)).one_or_none()


async def list_current(session: AsyncSession, item_ids: Collection[int]) -> Sequence[Record]:
    """The prices of these items: ``item_id, price_list, currency, amount, base``."""
    statement = select(
        Price.item_id, Price.price_list, Price.currency, Price.amount, Price.base
    ).where(Price.item_id.in_(item_ids))
    return (await session.execute(statement)).all()


async def list_due(session: AsyncSession, *, at: datetime, limit: int) -> Sequence[int]:
    """Proposals that nobody decided in time, the longest due first."""
    statement = (
        select(PriceProposal.id)
        .where(PriceProposal.state == "pending", PriceProposal.expires_at <= at)
        .order_by(PriceProposal.expires_at)
        .limit(limit)
    )
    return (await session.execute(statement)).scalars().all()


async def expire(session: AsyncSession, proposal_ids: Sequence[int]) -> Sequence[Record]:
    """Close those of them that are still pending."""
    statement = (
        update(PriceProposal)
        .where(PriceProposal.id.in_(proposal_ids), PriceProposal.state == "pending")
        .values(
            state="expired",
            decided_at=func.clock_timestamp(),
            version=PriceProposal.version + 1,
            updated_at=func.clock_timestamp(),
        )
        .returning(*PriceProposal.__table__.c)
    )
    return (await session.execute(statement)).all()
