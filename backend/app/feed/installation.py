"""The key of this installation, kept in PostgreSQL and nowhere else.

What is read from Redis or comes back from a browser is authenticated with keys that are derived
from it, one for each purpose.
"""

import hashlib
import hmac

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from app.feed.models import InstallationKey


async def read_installation_key(session: AsyncSession) -> bytes:
    """The 32 bytes that the migration made. Raises `NoResultFound` where a row is missing."""
    return (await session.execute(select(InstallationKey.value))).scalar_one()


def derive_key(key: bytes, purpose: str) -> bytes:
    """A key for one purpose: what is signed for one is worth nothing for another."""
    return authenticate(key, b"tanamori " + purpose.encode())


def authenticate(key: bytes, *parts: bytes | memoryview) -> bytes:
    """The HMAC-SHA256 (RFC 2104) of the parts, one after the other: 32 bytes."""
    mac = hmac.new(key, digestmod=hashlib.sha256)
    for part in parts:
        mac.update(part)
    return mac.digest()
