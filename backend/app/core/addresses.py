"""Where do the servers that this installation started by itself listen?

``tanamori up`` starts its own PostgreSQL and Valkey on random loopback ports. It leaves their
addresses in the data directory, readable by the owner alone, so that every other process of the
installation (a second command, ``uvicorn --reload``) finds them without being told.
"""

import json
import os
import tempfile
from pathlib import Path

FILE_NAME = "services.json"


def read_addresses(data_dir: Path) -> dict[str, str]:
    """The addresses left by the last start: ``database_url`` and ``redis_url``, or neither.

    They may be out of date after a crash; who needs certainty connects.
    """
    try:
        found = json.loads((data_dir / FILE_NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(found, dict):
        return {}
    return {name: value for name, value in found.items() if isinstance(value, str)}


def write_addresses(data_dir: Path, addresses: dict[str, str]) -> None:
    """Replace the addresses in one step; they hold passwords, so only the owner may read them."""
    write_private(data_dir / FILE_NAME, json.dumps(addresses, indent=2) + "\n")


def forget_addresses(data_dir: Path) -> None:
    """Remove the addresses, because nothing listens there any more."""
    (data_dir / FILE_NAME).unlink(missing_ok=True)


def write_private(path: Path, text: str) -> None:
    """Write a file that only its owner may read, never half of it."""
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
