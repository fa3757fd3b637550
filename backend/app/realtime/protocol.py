"""What is said over the socket?

JSON text; every message is an object with ``type``. Clients send the messages of `ClientMessage`,
the server those of `ServerFrame`. ``ok.seq`` is the position at which a subscription starts, and
``ok.head`` the newest one then: a client is catching up until it has seen that. ``prev`` of
``changes`` is the last seq sent before, so a gap shows at once. After ``reset`` the client must
load its rows anew: the server goes on from the ``ok`` that follows.
"""

import json
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue, TypeAdapter

from app.core.schema import INTEGER_MAX, Timestamp
from app.feed.change import Channel

HEARTBEAT_SECONDS = 10.0
AUTH_SECONDS = 5.0

ResetReason = Literal["epoch", "expired", "ahead", "too_far"]

SubscriptionId = Annotated[str, Field(min_length=1, max_length=64)]
Seq = Annotated[int, Field(ge=0, le=INTEGER_MAX)]


class CloseCode:
    """Why the server closes; 4000–4399 may come back at once, 4400–4499 must log in or mend."""

    RESTART = 1012
    SLOW = 4008
    BAD_MESSAGE = 4400
    UNAUTHENTICATED = 4401
    FORBIDDEN = 4403


class _Message(BaseModel):
    model_config = ConfigDict(extra="ignore")


class AuthMessage(_Message):
    type: Literal["auth"]
    ticket: str = Field(min_length=1, max_length=200)


class SubMessage(_Message):
    type: Literal["sub"]
    id: SubscriptionId
    channel: Channel
    epoch: str | None = Field(None, max_length=64)
    since: Seq | None = Field(None, description="Resume behind this seq; without it, from now on.")
    mode: Literal["stream"] = "stream"


class UnsubMessage(_Message):
    type: Literal["unsub"]
    id: SubscriptionId


class AckMessage(_Message):
    type: Literal["ack"]
    id: SubscriptionId
    seq: Seq


class PingMessage(_Message):
    type: Literal["ping"]


ClientMessage = Annotated[
    AuthMessage | SubMessage | UnsubMessage | AckMessage | PingMessage,
    Field(discriminator="type"),
]
CLIENT_MESSAGE: TypeAdapter[ClientMessage] = TypeAdapter(ClientMessage)


class ChangeFrame(BaseModel):
    """One change, as it stands in ``changes`` and in ``GET /changes``."""

    seq: int
    type: str
    key: str
    version: int
    before: dict[str, JsonValue] | None
    after: dict[str, JsonValue]
    cause: dict[str, JsonValue]
    at: Timestamp


class HelloFrame(BaseModel):
    type: Literal["hello"] = "hello"
    connection: str
    heartbeat_ms: int


class OkFrame(BaseModel):
    type: Literal["ok"] = "ok"
    id: str
    epoch: str
    seq: int
    head: int


class ChangesFrame(BaseModel):
    type: Literal["changes"] = "changes"
    id: str
    prev: int
    seq: int
    changes: list[ChangeFrame]


class PosFrame(BaseModel):
    type: Literal["pos"] = "pos"
    id: str
    seq: int


class ResetFrame(BaseModel):
    type: Literal["reset"] = "reset"
    id: str
    reason: ResetReason


class HeartbeatFrame(BaseModel):
    type: Literal["hb"] = "hb"
    at: Timestamp


class PongFrame(BaseModel):
    type: Literal["pong"] = "pong"


class ErrorFrame(BaseModel):
    type: Literal["error"] = "error"
    code: str
    detail: str


ServerFrame = Annotated[
    HelloFrame
    | OkFrame
    | ChangesFrame
    | PosFrame
    | ResetFrame
    | HeartbeatFrame
    | PongFrame
    | ErrorFrame,
    Field(discriminator="type"),
]


def changes_frame(subscription_id: str, prev: int, seq: int, encoded_changes: str) -> str:
    """A `ChangesFrame` around changes that were encoded once for everybody."""
    return (
        f'{{"type":"changes","id":{json.dumps(subscription_id)},"prev":{prev},"seq":{seq},'
        f'"changes":[{encoded_changes}]}}'
    )
