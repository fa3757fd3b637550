"""The people besides the one who acts who may approve prices."""

from sqlalchemy.ext.asyncio import AsyncSession

from app.auth import queries
from app.auth.types import ROLE_SCOPES

SCOPE = "price:approve"
ROLES = sorted(role for role, scopes in ROLE_SCOPES.items() if SCOPE in scopes)


async def list_other_approvers(
    session: AsyncSession, actor: str, *, active: bool = True, lock: bool = False
) -> list[str]:
    """The addresses of other accounts that may approve, by address.

    ``lock`` lets nobody add or change an account until the transaction ends, so that a decision
    that was right when it was made is right when it is committed. ``active`` of False lists those
    that were deactivated.
    """
    if lock:
        await queries.lock_users(session)
    return await queries.list_emails(session, roles=ROLES, active=active, but=actor)
