"""Which passwords and ports has this installation given its own servers?"""

import json
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path

from app.cli.errors import Failure
from app.core.addresses import write_private

FILE_NAME = "secrets.json"


@dataclass
class Secrets:
    """Made once per data directory; the ports are wishes that a busy port may overrule."""

    postgres_password: str
    application_password: str
    valkey_password: str
    postgres_port: int | None = None
    valkey_port: int | None = None

    def save(self, data_dir: Path) -> None:
        write_private(data_dir / FILE_NAME, json.dumps(asdict(self), indent=2) + "\n")


def load_secrets(data_dir: Path) -> Secrets:
    """The secrets of this data directory; new ones when it has none yet."""
    path = data_dir / FILE_NAME
    if not path.exists():
        made = Secrets(
            postgres_password=secrets.token_urlsafe(24),
            application_password=secrets.token_urlsafe(24),
            valkey_password=secrets.token_urlsafe(24),
        )
        made.save(data_dir)
        return made
    try:
        return Secrets(**json.loads(path.read_text(encoding="utf-8")))
    except PermissionError as error:
        raise Failure(
            f"The data directory {data_dir} belongs to another user.",
            "Run the command as that user, or choose another directory with --data-dir.",
        ) from error
    except (OSError, ValueError, TypeError) as error:
        raise Failure(
            f"{path} cannot be read: {error}.",
            "Restore the file from a backup; without it the database cannot be opened.",
        ) from error
