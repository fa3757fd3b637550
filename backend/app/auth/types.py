"""Who acts, and what may they do?"""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Role = Literal["viewer", "operator", "pricer", "approver", "admin"]

READ_SCOPES = frozenset({"catalog:read", "stock:read", "price:read", "alert:read", "feed:read"})
WRITE_SCOPES = frozenset({"catalog:write", "stock:write", "price:write", "alert:write"})

PRICER_SCOPES = READ_SCOPES | {"price:write", "cost:read"}

# A role is a name for a set of scopes; code asks for scopes, never for roles.
ROLE_SCOPES: dict[Role, frozenset[str]] = {
    "viewer": READ_SCOPES,
    "operator": READ_SCOPES | {"stock:write", "alert:write"},
    "pricer": PRICER_SCOPES,
    # Decides on what others propose, and says what a price may be.
    "approver": PRICER_SCOPES | {"price:approve"},
    "admin": READ_SCOPES | WRITE_SCOPES | {"price:approve", "cost:read", "user:write"},
}


@dataclass(frozen=True, slots=True)
class Principal:
    """A logged-in user, as every service sees them."""

    user_id: int
    session_id: int
    email: str
    name: str
    role: Role
    expires_at: datetime

    @property
    def scopes(self) -> frozenset[str]:
        return ROLE_SCOPES[self.role]

    @property
    def actor(self) -> str:
        """How this person is named in ledgers and timelines."""
        return self.email

    @property
    def key_scope(self) -> str:
        """Whose idempotency keys these are."""
        return f"user:{self.user_id}"
