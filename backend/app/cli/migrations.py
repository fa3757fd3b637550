"""How does a database get the shape that this version of the application expects?"""

import subprocess
import sys

from app.cli.errors import Failure
from app.cli.services import environment
from app.core.settings import REPOSITORY_ROOT, Settings

BACKEND = REPOSITORY_ROOT / "backend"


def migrate(settings: Settings) -> None:
    """Run every migration that the database has not seen yet. Raises ``Failure``."""
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
