"""A serving process as `app.cli.worker`, on which a test may turn a screw.

``TANAMORI_FAULTS_SET`` holds assignments such as ``app.realtime.session:RECHECK_SECONDS=2``, which
shorten what a shop waits for; ``TANAMORI_FAULTS_CLOCK`` is by how many seconds the process's wall
clock goes wrong, once the file that it names exists.
"""

import os
import sys
import time
from datetime import datetime, tzinfo
from importlib import import_module
from pathlib import Path

from app.cli import worker

SET = "TANAMORI_FAULTS_SET"
CLOCK = "TANAMORI_FAULTS_CLOCK"


def main() -> None:
    for assignment in os.environ.get(SET, "").split():
        place, _, value = assignment.partition("=")
        module, _, name = place.partition(":")
        known = vars(import_module(module))
        assert name in known, f"{place} is called differently now"
        setattr(import_module(module), name, type(known[name])(value))
    if wrong := os.environ.get(CLOCK):
        seconds, _, file = wrong.partition(":")
        _jump(float(seconds), Path(file))
    worker.main()


def _jump(seconds: float, file: Path) -> None:
    """Shift every wall clock that Python code of this process reads."""
    true = time.time

    def shifted() -> float:
        return true() + (seconds if file.exists() else 0.0)

    class Shifted(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> "Shifted":
            return cls.fromtimestamp(shifted(), tz)

    time.time = shifted
    # Modules that are imported from now on, and the one place where the application asks.
    import_module("app.core.clock").datetime = Shifted  # type: ignore[attr-defined]


if __name__ == "__main__":
    sys.argv[0] = worker.__name__
    main()
