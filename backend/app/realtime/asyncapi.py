"""What does the stream say about itself, for programs that make clients and documents of it?

An AsyncAPI 3 document, made from the models of the frames. It takes the side of the server: what it
``receives`` is what a client sends.
"""

import json
from collections.abc import Iterable
from typing import Any, Literal

from fastapi import APIRouter, Request
from pydantic import BaseModel
from pydantic.json_schema import JsonSchemaMode, models_json_schema

from app.feed.change import Channel
from app.http.cookies import SESSION_COOKIE
from app.realtime.change_types import CHANGE_TYPES
from app.realtime.examples import FIRST_SEQ, MOMENT, render_examples
from app.realtime.protocol import (
    AckMessage,
    AuthMessage,
    ByeFrame,
    ChangeFrame,
    ChangesFrame,
    CloseCode,
    ErrorFrame,
    HeartbeatFrame,
    HelloFrame,
    OkFrame,
    PingMessage,
    PongFrame,
    PosFrame,
    ResetFrame,
    StreamFilter,
    SubMessage,
    UnsubMessage,
)

JsonObject = dict[str, Any]

VERSION = "3.0.0"
REFERENCE = "#/components/schemas/{model}"
MESSAGE_BYTES_MAX = 64 * 1024
# Below it a client comes back by itself.
MENDING_FROM = 4400

router = APIRouter()

# Who says it, when, and an example.
CLIENT_SAYS: dict[type[BaseModel], tuple[str, BaseModel]] = {
    AuthMessage: (
        "Who am I: the first message where neither header nor cookie let in.",
        AuthMessage(type="auth", ticket="qL0v3sTk"),
    ),
    SubMessage: (
        "Follow a channel, from a position or from now on; `id` is the client's own name for it.",
        SubMessage(
            type="sub",
            id="tea",
            channel=Channel.INVENTORY,
            epoch="5d1f0c",
            since=FIRST_SEQ,
            filter=StreamFilter(categories=["Kitchen"]),
            mode="stream",
        ),
    ),
    UnsubMessage: ("Stop following.", UnsubMessage(type="unsub", id="tea")),
    AckMessage: ("Seen up to here.", AckMessage(type="ack", id="tea", seq=FIRST_SEQ)),
    PingMessage: ("Asks for a pong.", PingMessage(type="ping")),
}
SERVER_SAYS: dict[type[BaseModel], tuple[str, BaseModel | None]] = {
    HelloFrame: ("You are in.", HelloFrame(connection="8d1f", heartbeat_ms=10_000)),
    OkFrame: (
        "The subscription starts behind `seq`; at `head` it has caught up.",
        OkFrame(id="tea", epoch="5d1f0c", seq=FIRST_SEQ, head=FIRST_SEQ + 7),
    ),
    # Its examples are those of the types of changes.
    ChangesFrame: ("The changes behind `prev` up to `seq`; a larger `prev` is a hole.", None),
    PosFrame: ("There is nothing for you up to `seq`.", PosFrame(id="tea", seq=FIRST_SEQ)),
    ResetFrame: (
        "It can't go on from there: load a snapshot. An `ok` with the new position follows.",
        ResetFrame(id="tea", reason="expired"),
    ),
    HeartbeatFrame: ("The connection lives.", HeartbeatFrame(at=MOMENT)),
    PongFrame: ("The answer to a ping.", PongFrame(at=MOMENT)),
    ByeFrame: ("The server stops; come back after this time.", ByeFrame(retry_after_ms=750)),
    ErrorFrame: (
        "Something was refused; the socket stays open.",
        ErrorFrame(code="forbidden", detail="price:updates needs price:read", id="tea"),
    ),
}

CLOSES: dict[int, tuple[str, str]] = {
    1009: ("a message of more than 64 KiB", "mend the client"),
    CloseCode.RESTART: ("the server stops or starts anew", "come back, after a bye when it says"),
    CloseCode.FULL: ("no room for another socket", "come back later"),
    CloseCode.SLOW: ("too slow for what is followed", "come back and resume"),
    CloseCode.PERMISSIONS: ("the account may read something else now", "come back"),
    CloseCode.BAD_MESSAGE: ("what came was no message", "mend the client"),
    CloseCode.UNAUTHENTICATED: ("not logged in, or the session has ended", "log in"),
    CloseCode.FORBIDDEN: ("a page of another origin", "allow the origin"),
    CloseCode.TOO_MANY_MESSAGES: ("too many messages", "mend the client"),
}

ADDRESSES: dict[str, tuple[str, Channel | None]] = {
    "socket": ("/ws", None),
    "inventory": ("/ws/inventory", Channel.INVENTORY),
    "prices": ("/ws/prices", Channel.PRICES),
    "alerts": ("/ws/alerts", Channel.ALERTS),
}


@router.get("/asyncapi.json", include_in_schema=False)
async def asyncapi(request: Request) -> JsonObject:
    """The stream's document."""
    return build_asyncapi(request.app.version)


def build_asyncapi(version: str) -> JsonObject:
    """The document; ``version`` is the application's."""
    return {
        "asyncapi": VERSION,
        "info": {
            "title": "Tanamori stream",
            "version": version,
            "description": "Stock, prices and alerts, change by change, over a WebSocket. JSON "
            "text; every message has a `type`. The same changes can be read by "
            "`GET /api/v1/changes`, and as Server-Sent Events by `GET /api/v1/changes/stream`: "
            "see /openapi.json.",
        },
        "defaultContentType": "application/json",
        "servers": {"here": _server()},
        "channels": {
            name: _channel(address, channel) for name, (address, channel) in ADDRESSES.items()
        },
        "operations": dict(_operations()),
        "components": {
            "messages": _messages(),
            "schemas": _schemas(),
            "securitySchemes": _security_schemes(),
        },
    }


def _server() -> JsonObject:
    schemes = ("bearer", "session", "ticket")
    return {
        "host": "localhost:8000",
        "protocol": "ws",
        "description": "Wherever this document comes from; `wss` where it comes by https.",
        "security": [{"$ref": f"#/components/securitySchemes/{name}"} for name in schemes],
    }


def _security_schemes() -> JsonObject:
    return {
        "bearer": {
            "type": "http",
            "scheme": "bearer",
            "description": "The header `Authorization` of the handshake, for programs.",
        },
        "session": {
            "type": "httpApiKey",
            "in": "cookie",
            "name": SESSION_COOKIE,
            "description": "The web app's cookie, in a page of this server's own origin.",
        },
        "ticket": {
            "type": "apiKey",
            "in": "password",
            "description": "`POST /api/v1/auth/stream-ticket`, sent in the message `auth`.",
        },
    }


def _channel(address: str, channel: Channel | None) -> JsonObject:
    followed = f"with a subscription to `{channel}`, called so, made from the start"
    closes = [
        {"code": code, "meaning": meaning, "remedy": remedy, "come_back": code < MENDING_FROM}
        for code, (meaning, remedy) in CLOSES.items()
    ]
    return {
        "address": address,
        "title": f"Socket {followed}" if channel else "Socket",
        "description": f"Messages of at most {MESSAGE_BYTES_MAX} bytes from the client. Codes "
        "below 4400 of a close say: come back; from 4400 on something has to be mended first.",
        "messages": {
            _name(model): {"$ref": f"#/components/messages/{_name(model)}"}
            for model in (*CLIENT_SAYS, *SERVER_SAYS)
        },
        "bindings": {"ws": {"method": "GET", "bindingVersion": "0.1.0"}},
        "x-close-codes": closes,
    }


def _operations() -> Iterable[tuple[str, JsonObject]]:
    sides: tuple[tuple[Literal["receive", "send"], Iterable[type[BaseModel]], str], ...] = (
        ("receive", CLIENT_SAYS, "What a client says"),
        ("send", SERVER_SAYS, "What the server says"),
    )
    for name, (address, _) in ADDRESSES.items():
        for action, models, summary in sides:
            yield (
                f"{action}-{name}",
                {
                    "action": action,
                    "summary": f"{summary} at {address}.",
                    "channel": {"$ref": f"#/channels/{name}"},
                    "messages": [
                        {"$ref": f"#/channels/{name}/messages/{_name(model)}"} for model in models
                    ],
                },
            )


def _messages() -> JsonObject:
    messages: JsonObject = {}
    for model, (summary, example) in (*CLIENT_SAYS.items(), *SERVER_SAYS.items()):
        examples = [("example", _json(example))] if example else _examples_of_changes()
        messages[_name(model)] = {
            "name": _name(model),
            "summary": summary,
            "payload": {"$ref": REFERENCE.format(model=model.__name__)},
            "examples": [{"name": name, "payload": payload} for name, payload in examples],
        }
    return messages


def _examples_of_changes() -> list[tuple[str, JsonObject]]:
    """One frame per type of change, with the first of the committed example's changes."""
    frames = {
        name.removesuffix(".json"): json.loads(text) for name, text in render_examples().items()
    }
    return [
        (name, {**frame, "seq": frame["changes"][0]["seq"], "changes": frame["changes"][:1]})
        for name, frame in sorted(frames.items())
    ]


def _name(model: type[BaseModel]) -> str:
    """The ``type`` of its messages."""
    (name,) = model.model_fields["type"].annotation.__args__  # type: ignore[union-attr]
    return str(name)


def _json(example: BaseModel) -> JsonObject:
    shown: JsonObject = example.model_dump(mode="json", exclude_none=True)
    return shown


def _schemas() -> JsonObject:
    """The frames and all that is in them, as the Schema Object of AsyncAPI has it (draft 7)."""
    spoken: list[type[BaseModel]] = [*SERVER_SAYS, ChangeFrame, *CHANGE_TYPES.values()]
    modes: list[tuple[type[BaseModel], JsonSchemaMode]] = [
        (model, "validation") for model in CLIENT_SAYS
    ]
    modes += [(model, "serialization") for model in spoken]
    _, document = models_json_schema(modes, ref_template=REFERENCE)
    schemas: JsonObject = document["$defs"]
    kinds = [model.__name__ for model in CHANGE_TYPES.values()]
    schemas["ChangeFrame"] = {
        "title": "ChangeFrame",
        "description": "A change of one of the known types. A later release may know more: pass "
        "over what is unknown.",
        "oneOf": [{"$ref": REFERENCE.format(model=name)} for name in kinds],
    }
    return schemas
