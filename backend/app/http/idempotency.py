"""How does the Idempotency-Key header come in, and how does a stored answer go out?"""

import hashlib
from typing import Annotated

from fastapi import Depends, Header, Request
from starlette.responses import Response

from app.core.errors import BadRequest, FieldError
from app.feed.idempotency import Answer, KeyedRequest

KEY_LENGTH_MAX = 255


class KeyRequired(BadRequest):
    code = "idempotency_key_required"
    title = "This write needs an Idempotency-Key"


async def _keyed_request(
    request: Request,
    idempotency_key: Annotated[
        str | None,
        Header(description="Your own name for this write (a UUID, say): sent twice, done once."),
    ] = None,
) -> "UnscopedKey":
    key = usable_key(idempotency_key)
    if key is None:
        message = f"send the header Idempotency-Key with 1 to {KEY_LENGTH_MAX} printable characters"
        raise KeyRequired(message, errors=[FieldError("Idempotency-Key", message)])
    target = f"{request.method} {request.url.path}"
    if request.url.query:
        # What is taken away by DELETE may be named there alone.
        target += f"?{request.url.query}"
    return keyed(target, key, await request.body())


def usable_key(header: str | None) -> str | None:
    """The key of the header, or None when there is none that could be kept."""
    key = (header or "").strip()
    return key if 0 < len(key) <= KEY_LENGTH_MAX and key.isprintable() else None


def keyed(target: str, key: str, body: bytes) -> "UnscopedKey":
    """``key`` together with what it is used for: the target (method, path
    and query) and the body."""
    return UnscopedKey(key, hashlib.sha256(f"{target}\n".encode() + body).digest())


class UnscopedKey:
    """A key before it is known who uses it; keys of different users never meet."""

    def __init__(self, key: str, fingerprint: bytes) -> None:
        self.key = key
        self.fingerprint = fingerprint

    def of(self, scope: str) -> KeyedRequest:
        return KeyedRequest(scope, self.key, self.fingerprint)


IdempotencyKey = Annotated[UnscopedKey, Depends(_keyed_request)]


def answered(answer: Answer) -> Response:
    """The answer as it was given the first time, marked when it is a repetition."""
    headers = {"Idempotent-Replayed": "true"} if answer.replayed else None
    return Response(answer.body, answer.status, headers, media_type="application/json")
