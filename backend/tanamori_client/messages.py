"""What is said over the socket, as this side reads it?

Unknown messages and unknown members are passed over, so that a newer server may say more.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from tanamori_client.change import Change
from tanamori_client.errors import NotUnderstood

JsonObject = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Hello:
    heartbeat_ms: int


@dataclass(frozen=True, slots=True)
class Ok:
    id: str
    epoch: str
    seq: int
    head: int


@dataclass(frozen=True, slots=True)
class Changes:
    id: str
    prev: int
    seq: int
    changes: tuple[Change, ...]
    conflated: bool = False


@dataclass(frozen=True, slots=True)
class Pos:
    id: str
    seq: int


@dataclass(frozen=True, slots=True)
class ResetMessage:
    id: str
    reason: str


@dataclass(frozen=True, slots=True)
class Bye:
    retry_after_ms: int


@dataclass(frozen=True, slots=True)
class ErrorMessage:
    code: str
    detail: str
    id: str | None


Message = Hello | Ok | Changes | Pos | ResetMessage | Bye | ErrorMessage

_READERS: dict[str, Callable[[JsonObject], Message]] = {
    "hello": lambda body: Hello(int(body["heartbeat_ms"])),
    "ok": lambda body: Ok(str(body["id"]), str(body["epoch"]), int(body["seq"]), int(body["head"])),
    "changes": lambda body: Changes(
        str(body["id"]),
        int(body["prev"]),
        int(body["seq"]),
        tuple(Change.read(change) for change in body["changes"]),
        bool(body.get("conflated", False)),
    ),
    "pos": lambda body: Pos(str(body["id"]), int(body["seq"])),
    "reset": lambda body: ResetMessage(str(body["id"]), str(body["reason"])),
    "bye": lambda body: Bye(int(body["retry_after_ms"])),
    "error": lambda body: ErrorMessage(
        str(body["code"]), str(body["detail"]), body.get("id") and str(body["id"])
    ),
}


def read_message(text: str | bytes) -> Message | None:
    """What the server said; None for what only shows that it lives. Raises `NotUnderstood`."""
    try:
        body = json.loads(text)
        reader = _READERS.get(body["type"])
        return reader(body) if reader else None
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise NotUnderstood(f"The server said what is no message: {text[:200]!r}") from error
