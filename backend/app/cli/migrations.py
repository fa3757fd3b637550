"""How does a database get the shape that this version of the application expects?"""

import asyncio
import re
import subprocess
import sys

import asyncpg

from app.cli.errors import Failure
from app.cli.services import environment
from app.core.settings import REPOSITORY_ROOT, Settings

BACKEND = REPOSITORY_ROOT / "backend"
VERSIONS = BACKEND / "migrations" / "versions"


def migrate(settings: Settings) -> None:
    """Run every migration that the database has not seen yet. Raises ``Failure``."""
    if asyncio.run(_revision(settings)) == newest_revision():
        # Asking takes milliseconds, and Alembic's own start most of a second.
        return
    done = subprocess.run(
        [sys.executable, "-m", "alembic", "-c", str(BACKEND / "alembic.ini"), "upgrade", "head"],
        cwd=BACKEND,
        env=environment(settings),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        last = (done.stderr.strip() or done.stdout.strip()).splitlines()[-1:]
        raise Failure(
            f"The database could not be migrated: {' '.join(last)}",
            "Nothing was left half-way: each migration is one transaction. "
            "See the whole message with: cd backend && .venv/bin/alembic upgrade head",
        )


def newest_revision() -> str | None:
    """The revision that no other one follows, read from the files; None when that is not one."""
    revisions, followed = set(), set()
    for path in VERSIONS.glob("*.py"):
        text = path.read_text(encoding="utf-8")
        revisions.update(re.findall(r'^revision\b[^=\n]*= *"(\w+)"', text, re.MULTILINE))
        followed.update(re.findall(r'^down_revision\b[^=\n]*= *"(\w+)"', text, re.MULTILINE))
    newest = revisions - followed
    return newest.pop() if len(newest) == 1 else None


async def _revision(settings: Settings) -> str | None:
    """What the database says it is; None where it is empty or cannot be asked this way."""
    try:
        connection = await asyncpg.connect(settings.asyncpg_dsn, timeout=10)
    except (OSError, ValueError, asyncpg.PostgresError, asyncpg.InterfaceError):
        return None
    try:
        found = await connection.fetch("SELECT version_num FROM alembic_version")
    except asyncpg.PostgresError:
        return None
    finally:
        await connection.close()
    return str(found[0]["version_num"]) if len(found) == 1 else None
