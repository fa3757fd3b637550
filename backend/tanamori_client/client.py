"""The way in: a server, who reads it, and what is followed."""

from collections.abc import Iterable
from types import TracebackType
from typing import Self

import httpx

from tanamori_client.api import PAGE_LIMIT, Api, Busy
from tanamori_client.change import Filter, Mode, known_channel
from tanamori_client.errors import Unreachable
from tanamori_client.feed import Feed, StatusListener
from tanamori_client.position import Position
from tanamori_client.subscription import ChangesPage, SnapshotPage, Subscription


class Client:
    """A logged-in reader of one server.

    ``token`` is an access token; with ``email`` and ``password`` the client logs in by itself, and
    again when its session has ended. Proxies of the environment are used only with ``use_proxy``.
    """

    def __init__(
        self,
        url: str,
        *,
        token: str | None = None,
        email: str | None = None,
        password: str | None = None,
        use_proxy: bool = False,
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        self._api = Api(
            url,
            token=token,
            email=email,
            password=password,
            use_proxy=use_proxy,
            transport=transport,
        )
        self._use_proxy = use_proxy
        self._feeds: list[Feed] = []

    async def __aenter__(self) -> Self:
        """Say at once when nobody is there or lets in: raises a `ClientError`."""
        try:
            await self._api.who_am_i()
        except BaseException as error:
            await self._api.aclose()
            if isinstance(error, Busy):
                raise self._away(error) from error
            raise
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for feed in self._feeds:
            await feed.aclose()
        await self._api.aclose()

    def follow(
        self,
        channel: str,
        *,
        skus: Iterable[str] = (),
        locations: Iterable[str] = (),
        categories: Iterable[str] = (),
        types: Iterable[str] = (),
        wanted: Filter | None = None,
        mode: Mode = "stream",
        since: Position | None = None,
        snapshot: bool = False,
        on_status: StatusListener | None = None,
    ) -> Feed:
        """The events of a channel, through every break of the connection.

        Behind ``since``, if given; otherwise from now on. What is wanted is said by the four
        lists, or by one ``wanted`` that has them all. With ``snapshot`` the present rows come
        first (without ``since``) and after every reset. ``mode="latest"`` leaves out what a newer
        change of the same thing has overtaken. ``on_status`` is called when the state changes.
        Raises `UnknownChannel`.
        """
        subscription = Subscription(
            known_channel(channel),
            wanted or Filter.of(skus, locations, categories, types),
            mode,
            since,
            with_snapshot=snapshot,
        )
        feed = Feed(self._api, subscription, use_proxy=self._use_proxy, on_status=on_status)
        self._feeds = [one for one in self._feeds if not one.is_closed] + [feed]
        return feed

    async def changes(
        self,
        channel: str,
        since: Position,
        *,
        wanted: Filter | None = None,
        limit: int = PAGE_LIMIT,
    ) -> ChangesPage:
        """One page of what came after a position. Raises `PositionLost` or `Unreachable`."""
        place, kept = known_channel(channel), wanted or Filter()
        try:
            return await self._api.changes(place, since, kept, limit=limit)
        except Busy as error:
            raise self._away(error) from error

    async def snapshot(
        self, channel: str, cursor: str | None = None, *, limit: int = PAGE_LIMIT
    ) -> SnapshotPage:
        """One page of the present rows. Follow from the position of the *first* page."""
        try:
            return await self._api.snapshot(known_channel(channel), cursor, limit=limit)
        except Busy as error:
            raise self._away(error) from error

    async def head(self, channel: str) -> Position:
        """Where the channel is now."""
        return (await self.snapshot(channel, limit=1)).position

    def _away(self, error: Busy) -> Unreachable:
        return Unreachable(
            f"No server answers at {self._api.url} ({error}).", "Start it, or correct the address."
        )
