"""What does a follower ask over HTTP: who am I, older changes, a snapshot?"""

from collections.abc import Mapping
from typing import Any

import httpx

from tanamori_client.change import Change, Channel, Filter
from tanamori_client.errors import (
    ClientError,
    NotLoggedIn,
    NotPermitted,
    NotUnderstood,
    PositionLost,
    ServerRefused,
    WrongServer,
)
from tanamori_client.position import Position
from tanamori_client.subscription import ChangesPage, SnapshotPage

PAGE_LIMIT = 500
TIMEOUT_SECONDS = 30.0
BUSY = frozenset({408, 425, 429, 500, 502, 503, 504})


class Busy(Exception):
    """No answer just now; the same request may be sent again."""


class Api:
    """One logged-in caller."""

    def __init__(
        self,
        url: str,
        *,
        token: str | None,
        email: str | None,
        password: str | None,
        use_proxy: bool,
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        self.url = url.rstrip("/")
        self._token = token
        self._account = (email, password) if email and password else None
        if not self.url.startswith(("http://", "https://")):
            raise _wrong_address(url)
        try:
            self._http = httpx.AsyncClient(
                base_url=self.url + "/api/v1",
                timeout=TIMEOUT_SECONDS,
                trust_env=use_proxy,
                transport=transport,
            )
        except httpx.InvalidURL as error:
            raise _wrong_address(url) from error

    async def aclose(self) -> None:
        await self._http.aclose()

    @property
    def can_log_in(self) -> bool:
        """Whether a new token can be had when this one is refused."""
        return self._account is not None

    def forget_token(self) -> None:
        """The server does not accept the token any more."""
        if self.can_log_in:
            self._token = None

    async def bearer(self) -> dict[str, str]:
        """The header that lets in; logs in first where there is no token yet."""
        if self._token is None:
            self._token = await self._log_in()
        return {"Authorization": f"Bearer {self._token}"}

    async def who_am_i(self) -> Mapping[str, Any]:
        """The account. Raises `NotLoggedIn` or `WrongServer`, or `Busy`."""
        who = await self._get("/auth/me", {})
        if "scopes" not in who:
            raise _wrong_server(self.url)
        return who

    async def changes(
        self, channel: Channel, since: Position, wanted: Filter, *, limit: int = PAGE_LIMIT
    ) -> ChangesPage:
        """What came after ``since``. Raises `PositionLost`, or `Busy`."""
        place = {"channel": channel, "epoch": since.epoch, "since": since.seq, "limit": limit}
        body = await self._get("/changes", {**place, **wanted.as_query()})
        try:
            return ChangesPage(
                epoch=str(body["epoch"]),
                head=int(body["head"]),
                floor=int(body["floor"]),
                seq=int(body["seq"]),
                changes=tuple(Change.read(change) for change in body["changes"]),
            )
        except (KeyError, TypeError, ValueError) as error:
            raise NotUnderstood("The answer to GET /changes is no page of changes.") from error

    async def snapshot(
        self, channel: Channel, cursor: str | None, *, limit: int = PAGE_LIMIT
    ) -> SnapshotPage:
        """A page of the present rows. Raises `Busy`."""
        more = {"cursor": cursor} if cursor else {}
        body = await self._get("/snapshot", {"channel": channel, "limit": limit, **more})
        try:
            return SnapshotPage(
                position=Position(str(body["epoch"]), int(body["seq"])),
                rows=tuple(dict(row) for row in body["rows"]),
                next_cursor=body["next_cursor"],
            )
        except (KeyError, TypeError, ValueError) as error:
            raise NotUnderstood("The answer to GET /snapshot is no snapshot.") from error

    async def _log_in(self) -> str:
        if self._account is None:
            raise NotLoggedIn(
                "Nobody is named who may read.", "Give a token, or email and password."
            )
        email, password = self._account
        answer = await self._send(
            "POST", "/auth/login", json={"email": email, "password": password}
        )
        if answer.status_code in BUSY:
            raise Busy(_detail(answer))
        body = _json(answer)
        if answer.status_code == httpx.codes.OK and "access_token" in body:
            return str(body["access_token"])
        if answer.status_code in {httpx.codes.NOT_FOUND, httpx.codes.OK}:
            raise _wrong_server(self.url)
        raise NotLoggedIn(
            f"{email} could not log in: {_detail(answer)}", "Check the e-mail and the password."
        )

    async def _get(self, path: str, query: Mapping[str, Any]) -> Mapping[str, Any]:
        """A good answer. A token that has ended is replaced once where that is possible."""
        answer = await self._send("GET", path, params=query, headers=await self.bearer())
        if answer.status_code == httpx.codes.UNAUTHORIZED and self.can_log_in:
            self.forget_token()
            answer = await self._send("GET", path, params=query, headers=await self.bearer())
        if answer.status_code == httpx.codes.OK:
            return _json(answer)
        raise _failure(self.url, answer)

    async def _send(self, method: str, path: str, **request: Any) -> httpx.Response:
        try:
            return await self._http.request(method, path, **request)
        except (httpx.InvalidURL, httpx.UnsupportedProtocol) as error:
            raise _wrong_address(self.url) from error
        except httpx.TransportError as error:
            raise Busy(str(error) or type(error).__name__) from error


def _failure(url: str, answer: httpx.Response) -> ClientError | Busy:
    detail = _detail(answer)
    body = _json(answer)
    if answer.status_code in BUSY:
        return Busy(detail)
    if answer.status_code == httpx.codes.UNAUTHORIZED:
        return NotLoggedIn(f"The token is not valid: {detail}", "Log in anew.")
    if answer.status_code == httpx.codes.FORBIDDEN:
        return NotPermitted(
            f"You may not read this: {detail}", "Ask an administrator for the permission."
        )
    if body.get("code") == "position_lost":
        return PositionLost(Position(str(body["epoch"]), int(body["head"])), int(body["floor"]))
    if answer.status_code == httpx.codes.NOT_FOUND or not body:
        return _wrong_server(url)
    return ServerRefused(f"The server refused: {detail}", "Correct what was asked for.")


def _wrong_server(url: str) -> WrongServer:
    return WrongServer(f"What answers at {url} is not Tanamori.", "Correct the address.")


def _wrong_address(url: str) -> WrongServer:
    return WrongServer(
        f"{url!r} is no address of a server.", "One looks like http://127.0.0.1:8000."
    )


def _json(answer: httpx.Response) -> dict[str, Any]:
    try:
        body = answer.json()
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}


def _detail(answer: httpx.Response) -> str:
    return str(_json(answer).get("detail", answer.status_code))
