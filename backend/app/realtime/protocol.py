"""What is said over the socket?

JSON text; every message is an object with ``type``. Clients send the messages of `ClientMessage`,
the server those of `ServerFrame`. ``ok.seq`` is the position at which a subscription starts, and
``ok.head`` the newest one then: a client is catching up until it has seen that. ``prev`` of
``changes`` is never beyond what the client has; if it is, something was missed. A filter leaves
out changes, so ``pos`` moves a subscription on for which there was nothing. After ``reset`` the
client must load its rows anew: the server goes on from the ``ok`` that follows.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue, TypeAdapter

from app.core.schema import INTEGER_MAX, Timestamp
from app.feed.change import Channel

HEARTBEAT_SECONDS = 10.0
AUTH_SECONDS = 5.0
EPOCH_LENGTH_MAX = 64

ResetReason = Literal["epoch", "expired", "ahead", "too_far"]

SubscriptionId = Annotated[str, Field(min_length=1, max_length=64)]
Seq = Annotated[int, Field(ge=0, le=INTEGER_MAX)]


Mode = Literal["stream", "latest"]

# What one must be allowed to read, to follow a channel.
CHANNEL_SCOPES = {
    Channel.INVENTORY: "stock:read",
    Channel.PRICES: "price:read",
    Channel.ALERTS: "alert:read",
}


class CloseCode:
    """Why the server closes: below 4400 a client comes back and resumes, from 4400 on it has to
    log in or to mend something first. 1009 (RFC 6455) is a message of more than 64 KiB."""

    RESTART = 1012
    FULL = 1013
    SLOW = 4008
    PERMISSIONS = 4009
    BAD_MESSAGE = 4400
    UNAUTHENTICATED = 4401
    FORBIDDEN = 4403
    TOO_MANY_MESSAGES = 4429


Word = Annotated[str, Field(min_length=1, max_length=200)]


class StreamFilter(BaseModel):
    """Which changes of a channel: those that meet each field that is given, by any of its values.

    A change that has no such property passes (an item's new name concerns all of its locations).
    All are compared as the lists compare them (case, width and look-alike characters make no
    difference); a category includes those below it, so ``Kitchen`` is also ``Kitchen/Mugs``.
    """

    model_config = ConfigDict(extra="forbid")

    skus: list[Word] | None = Field(None, min_length=1, max_length=500)
    locations: list[Word] | None = Field(None, min_length=1, max_length=100)
    categories: list[Word] | None = Field(None, min_length=1, max_length=100)
    types: list[Word] | None = Field(
        None, min_length=1, max_length=20, examples=[["stock.level_changed"]]
    )


class _Message(BaseModel):
    model_config = ConfigDict(extra="ignore")


class AuthMessage(_Message):
    type: Literal["auth"]
    ticket: str = Field(min_length=1, max_length=200)


class SubMessage(_Message):
    type: Literal["sub"]
    id: SubscriptionId
    channel: Channel
    epoch: str | None = Field(None, max_length=EPOCH_LENGTH_MAX)
    since: Seq | None = Field(None, description="Resume behind this seq; without it, from now on.")
    filter: StreamFilter | None = None
    mode: Mode = Field(
        "stream",
        description="`stream` leaves out nothing, and a reader too slow for it is closed (4008); "
        "`latest` leaves out what a newer change of the same thing has overtaken.",
    )


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
    conflated: bool = Field(
        default=False, description="Only in mode `latest`: overtaken changes were left out."
    )


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
    at: Timestamp


class ByeFrame(BaseModel):
    """The server goes down; come back after this time, which differs from client to client."""

    type: Literal["bye"] = "bye"
    retry_after_ms: int


class ErrorFrame(BaseModel):
    """``id`` names the subscription that was refused."""

    type: Literal["error"] = "error"
    code: str
    detail: str
    id: str | None = None


ServerFrame = Annotated[
    HelloFrame
    | OkFrame
    | ChangesFrame
    | PosFrame
    | ResetFrame
    | HeartbeatFrame
    | PongFrame
    | ByeFrame
    | ErrorFrame,
    Field(discriminator="type"),
]
