"""Was this task told to stop, and somebody swallowed it?

Until Python 3.12, ``asyncio.wait_for`` forgets a cancellation that arrives in the same moment as
the result it waits for, and the Redis client sends its commands through it. A loop that must end
when it is cancelled asks here after each of them.

That is for tasks without a `asyncio.TaskGroup` of their own: until Python 3.13 a group that failed
leaves its task looking cancelled. Such a task is cancelled again, by `cancel_until_done`.
"""

import asyncio
from collections.abc import Sequence
from typing import Any

AGAIN_SECONDS = 0.5


def heed_cancellation() -> None:
    """Raises ``CancelledError`` when the running task has been cancelled before."""
    task = asyncio.current_task()
    if task is not None and task.cancelling():
        raise asyncio.CancelledError


async def cancel_until_done(tasks: Sequence[asyncio.Task[Any]]) -> None:
    """Cancel tasks, again where that was lost, and wait until all of them have ended."""
    while running := [task for task in tasks if not task.done()]:
        for task in running:
            task.cancel()
        await asyncio.wait(running, timeout=AGAIN_SECONDS)
