"""Is this the password?

Argon2id with the library's defaults (RFC 9106, second recommended option). Hashing takes tens of
milliseconds of a core, so it runs in a thread.
"""

import asyncio
import secrets

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

_hasher = PasswordHasher()
# Checked when there is no such user, so that both cases take the same time.
_NOBODY = _hasher.hash(secrets.token_hex())


async def hash_password(password: str) -> str:
    return await asyncio.to_thread(_hasher.hash, password)


async def verify_password(password: str, password_hash: str | None) -> bool:
    def verify() -> bool:
        try:
            _hasher.verify(password_hash or _NOBODY, password)
        except (VerificationError, InvalidHashError):
            return False
        return password_hash is not None

    return await asyncio.to_thread(verify)


def generate_password() -> str:
    """About 104 bits, in characters that can be read aloud and typed."""
    alphabet = "abcdefghjkmnpqrstuvwxyz23456789"
    groups = ("".join(secrets.choice(alphabet) for _ in range(7)) for _ in range(3))
    return "-".join(groups)
