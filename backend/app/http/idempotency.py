"""Read the header Idempotency-Key and write the answer that is stored under it."""

import hashlib
import re
from contextlib import suppress
from typing import Annotated

from fastapi import Depends, Header, Request
from starlette.responses import Response

from app.core.errors import BadRequest, FieldError
from app.feed.idempotency import Answer, KeyedRequest

NAME = "Idempotency-Key"
KEY_LENGTH_MAX = 255
KEY = re.compile(rf"[!-~]{{1,{KEY_LENGTH_MAX}}}")
KEY_RULE = (
    f"a key has 1 to {KEY_LENGTH_MAX} visible ASCII characters: letters A-Z and a-z, digits and "
    "punctuation, no spaces"
)


class KeyRequired(BadRequest):
    code = "idempotency_key_required"
    title = "This write needs an Idempotency-Key"


class KeyInvalid(BadRequest):
    code = "idempotency_key_invalid"
    title = "This Idempotency-Key cannot be used"


async def _keyed_request(
    request: Request,
    idempotency_key: Annotated[
        str | None,
        Header(
            description="Your own name for this write (a UUID, say): sent twice, done once. "
            f"{KEY_RULE[0].upper()}{KEY_RULE[1:]}."
        ),
    ] = None,
) -> "UnscopedKey":
    if idempotency_key is None:
        message = f"send the header {NAME}; {KEY_RULE}"
        raise KeyRequired(message, errors=[FieldError(NAME, message)])
    sent = request.headers.getlist(NAME)
    if len(sent) > 1:
        message = f"the header was sent {len(sent)} times; send it once"
        raise KeyInvalid(message, errors=[FieldError(NAME, message)])
    key = usable_key(sent[0])
    if key is None:
        message = (
            f"this key has {_fault_of(sent[0])}; {KEY_RULE}. A UUID is a good key; percent-encode "
            "a text that has other characters"
        )
        raise KeyInvalid(message, errors=[FieldError(NAME, message)])
    target = f"{request.method} {request.url.path}"
    if request.url.query:
        # What is taken away by DELETE may be named there alone.
        target += f"?{request.url.query}"
    return keyed(target, key, await request.body())


def usable_key(header: str) -> str | None:
    """The key of the header, or None when it breaks `KEY_RULE`."""
    key = header.strip(" \t")
    return key if KEY.fullmatch(key) else None


def _fault_of(header: str) -> str:
    """What is wrong with a key that is not usable."""
    key = header.strip(" \t")
    if not key:
        return "no characters"
    if len(key) > KEY_LENGTH_MAX:
        return f"{len(key):,} characters"
    # Header bytes come as Latin-1; what the client wrote is usually UTF-8.
    with suppress(UnicodeError):
        key = key.encode("latin-1").decode()
    odd = next(character for character in key if not KEY.fullmatch(character))
    return f"the character “{odd}” in it" if odd.isprintable() else f"U+{ord(odd):04X} in it"


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
