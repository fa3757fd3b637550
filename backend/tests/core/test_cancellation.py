"""A task ends, whatever the libraries below it do with its cancellation."""

import asyncio
from contextlib import suppress

import pytest

from app.core.cancellation import cancel_until_done, heed_cancellation


async def swallow() -> None:
    """What ``wait_for`` does in its bad moment: the cancellation ends here."""
    with suppress(asyncio.CancelledError):
        await asyncio.sleep(60)


async def test_a_swallowed_cancellation_ends_the_loop_all_the_same() -> None:
    async def endless() -> None:
        while True:
            await swallow()
            heed_cancellation()

    task = asyncio.create_task(endless())
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asyncio.wait_for(task, 5)


async def test_an_expired_timeout_is_no_cancellation() -> None:
    with suppress(TimeoutError):
        async with asyncio.timeout(0):
            await asyncio.sleep(60)
    heed_cancellation()


async def test_who_lost_a_cancellation_gets_another() -> None:
    async def deaf_at_first() -> None:
        await swallow()
        await asyncio.sleep(60)

    task = asyncio.create_task(deaf_at_first())
    await asyncio.sleep(0)
    await asyncio.wait_for(cancel_until_done([task]), 5)
    assert task.cancelled()
