"""Who follows several channels at once, and shows what came before?"""

import asyncio
from collections.abc import AsyncIterator

from app.cli.errors import Failure
from app.cli.tail.paper import Paper
from tanamori_client import (
    Change,
    Changed,
    Channel,
    Client,
    Event,
    Feed,
    Filter,
    Mode,
    Position,
    PositionLost,
    Reset,
)

# Events that wait for a terminal that is slow; beyond that the server waits.
WAITING_MAX = 100

Heard = tuple[Channel, Event]


class Tail:
    """One feed per channel, and one that prints what they hear."""

    def __init__(
        self,
        client: Client,
        paper: Paper,
        channels: tuple[Channel, ...],
        wanted: Filter,
        mode: Mode,
    ) -> None:
        self._client = client
        self._paper = paper
        self._channels = channels
        self._wanted = wanted
        self._mode = mode
        self._heard: asyncio.Queue[Heard] = asyncio.Queue(WAITING_MAX)

    async def run(self, since: str | None, last: int) -> None:
        """Until it is cancelled. Raises `ClientError`."""
        async with self._client:
            places: dict[Channel, Position | None] = dict.fromkeys(self._channels)
            if since is not None:
                places[self._channels[0]] = await self._place(since)
            elif last:
                places.update(await self._show(last))
            feeds = {channel: self._follow(channel, place) for channel, place in places.items()}
            async with asyncio.TaskGroup() as tasks:
                for channel, feed in feeds.items():
                    tasks.create_task(self._listen(channel, feed))
                tasks.create_task(self._print())

    async def _place(self, since: str) -> Position:
        """A seq of the present history, or a position that was written down."""
        if since.isascii() and since.isdigit():
            head = await self._client.head(self._channels[0])
            return Position(head.epoch, min(int(since), head.seq))
        try:
            return Position.parse(since)
        except ValueError as error:
            raise Failure(f"{since!r} is no seq.", "One looks like 101, or 5d1f0c:101.") from error

    async def _show(self, last: int) -> dict[Channel, Position]:
        """Print the newest changes of all channels in the order of time; where each one goes on."""
        places: dict[Channel, Position] = {}
        found: list[tuple[Channel, str, Change]] = []
        for channel in self._channels:
            head = await self._client.head(channel)
            places[channel] = head
            changes = [change async for change in self._between(channel, head, last)]
            found += [(channel, head.epoch, change) for change in changes[-last:]]
        found.sort(key=lambda one: one[2].at)
        for channel, epoch, change in found[-last:]:
            self._paper.change(channel, epoch, change)
        return places

    async def _between(self, channel: Channel, head: Position, last: int) -> AsyncIterator[Change]:
        """The wanted ones among the newest ``last`` changes of a channel."""
        place = Position(head.epoch, max(head.seq - last, 0))
        while place.seq < head.seq:
            try:
                page = await self._client.changes(channel, place, wanted=self._wanted)
            except PositionLost as lost:
                if lost.head.epoch != head.epoch or lost.floor <= place.seq + 1:
                    return
                place = Position(head.epoch, lost.floor - 1)
                continue
            for change in page.changes:
                if change.seq <= head.seq:
                    yield change
            if page.seq <= place.seq:
                return
            place = Position(head.epoch, page.seq)

    def _follow(self, channel: Channel, place: Position | None) -> Feed:
        return self._client.follow(
            channel,
            since=place,
            mode=self._mode,
            wanted=self._wanted,
            on_status=lambda status: self._paper.status(channel, status),
        )

    async def _listen(self, channel: Channel, feed: Feed) -> None:
        async for event in feed:
            await self._heard.put((channel, event))

    async def _print(self) -> None:
        while True:
            channel, event = await self._heard.get()
            if isinstance(event, Changed):
                self._paper.change(channel, event.position.epoch, event.change)
            elif isinstance(event, Reset):
                self._paper.reset(channel, event)
