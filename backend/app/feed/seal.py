"""Authenticate what goes through Redis.

Whoever reaches Redis can publish, alter and repeat messages. The leader adds an HMAC-SHA256 over
the channel and the whole message, epoch and positions included, with a key that stands in
PostgreSQL alone; every process verifies it before it looks at anything else. A message that was
repeated is authentic and has no effect: its positions have passed (`app.feed.gap`).
"""

import hmac

from sqlalchemy.ext.asyncio import AsyncSession

from app.feed.installation import authenticate, derive_key, read_installation_key

MAC_CHARACTERS = 64
# The first member of the JSON object, so that the message stays one.
OPENING = b'{"mac":"'
CLOSING = b'",'
BODY_AT = len(OPENING) + MAC_CHARACTERS + len(CLOSING)


class Forged(ValueError):
    """The message was not made with the key of this installation, or not for this channel."""


class Seal:
    """Makes and verifies the messages of one installation, whose key has 32 bytes."""

    def __init__(self, installation_key: bytes) -> None:
        self._key = derive_key(installation_key, "redis")

    def close(self, channel: str, body: bytes) -> bytes:
        """Add the MAC to ``body``, a JSON object that is not empty."""
        mac = authenticate(self._key, channel.encode(), b"\n", body).hex().encode()
        return b"".join((OPENING, mac, CLOSING, memoryview(body)[1:]))

    def open(self, channel: str, message: bytes) -> None:
        """Verify a message. Raises `Forged`."""
        if message[: len(OPENING)] != OPENING or message[BODY_AT - 2 : BODY_AT] != CLOSING:
            raise Forged("the message has no MAC")
        body = memoryview(message)[BODY_AT:]
        mac = authenticate(self._key, channel.encode(), b"\n{", body).hex().encode()
        if not hmac.compare_digest(mac, message[len(OPENING) : len(OPENING) + MAC_CHARACTERS]):
            raise Forged("the MAC of the message is wrong")


async def read_seal(session: AsyncSession) -> Seal:
    """The seal of this installation."""
    return Seal(await read_installation_key(session))
