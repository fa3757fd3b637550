"""How is a channel followed by a program without asyncio?"""

import asyncio
from collections.abc import Iterator
from typing import Any

from tanamori_client.client import Client
from tanamori_client.events import Event
from tanamori_client.feed import Feed


def follow_blocking(client: Client, channel: str, **options: Any) -> Iterator[Event]:
    """The events of ``client.follow(channel, …)``, for a plain ``for``.

    The client must not have been entered; it ends with the loop. Not for use where an event loop
    runs already.
    """
    with asyncio.Runner() as runner:
        runner.run(client.__aenter__())
        try:
            feed = client.follow(channel, **options)
            while (event := runner.run(_next(feed))) is not None:
                yield event
        finally:
            runner.run(client.__aexit__(None, None, None))


async def _next(feed: Feed) -> Event | None:
    return await anext(feed, None)
