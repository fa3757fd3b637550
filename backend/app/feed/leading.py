"""What does the leader do over and over, besides numbering changes?"""

import asyncio
from collections.abc import Awaitable, Callable

import structlog

from app.core.errors import TanamoriError
from app.db.database import DATABASE_AWAY

log = structlog.get_logger()


async def while_leading(
    leading: Callable[[], bool],
    turn: Callable[[], Awaitable[float | None]],
    *,
    name: str,
    tick_seconds: float,
) -> None:
    """Take turns for ever, each while ``leading`` says so.

    After one it rests for the seconds that the turn asks for, else for ``tick_seconds``. A turn
    that fails is logged as ``<name>_failed``, and as ``<name>_crashed`` where that is a mistake of
    ours: what others wait for must not stay undone because of it.
    """
    while True:
        rest = None
        if leading():
            try:
                rest = await turn()
            except (*DATABASE_AWAY, TanamoriError) as error:
                log.warning(f"{name}_failed", error=str(error))
            except Exception:
                log.exception(f"{name}_crashed")
        await asyncio.sleep(tick_seconds if rest is None else rest)
