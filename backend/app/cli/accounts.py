"""Who is the first to log in?"""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from app.auth.passwords import generate_password
from app.auth.service import AuthService
from app.core.settings import Settings
from app.db.database import Database
from app.feed.unit_of_work import Journal

EMAIL_VARIABLE = "TANAMORI_ADMIN_EMAIL"
PASSWORD_VARIABLE = "TANAMORI_ADMIN_PASSWORD"  # noqa: S105 - the name of a variable
EMAIL_DEFAULT = "admin@localhost"


@dataclass(frozen=True)
class FirstAdministrator:
    """The account made just now; ``password`` only where it was made up here."""

    email: str
    password: str | None


@asynccontextmanager
async def auth_service(settings: Settings) -> AsyncIterator[AuthService]:
    """The accounts of a database, for a command."""
    database = Database(settings)
    try:
        yield AuthService(Journal(database), session_ttl_hours=settings.session_ttl_hours)
    finally:
        await database.close()


def administrator_email() -> str:
    return os.environ.get(EMAIL_VARIABLE, "").strip() or EMAIL_DEFAULT


async def ensure_administrator(settings: Settings) -> FirstAdministrator | None:
    """Open the first account when there is none yet; None when there is one."""
    async with auth_service(settings) as auth:
        if await auth.has_users():
            return None
        preset = os.environ.get(PASSWORD_VARIABLE, "")
        password = preset or generate_password()
        email = administrator_email()
        await auth.add_user(email=email, name="Administrator", password=password, role="admin")
        return FirstAdministrator(email, None if preset else password)
