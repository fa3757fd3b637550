"""How does the system tell what it does?

structlog, one line per request and one per committed write; the event is ``room.past_participle``.
"""

import asyncio
import logging
import sys
from typing import Any

import structlog
from pydantic_core import to_json

from app.core.clock import now
from app.core.schema import rfc3339
from app.core.settings import Settings


class RequestLog:
    """Writes the one line that every request gets.

    It is the same line that structlog would write, without its chain of processors, and the lines
    of one turn of the event loop go out together: under load the log cost as much as the work.
    """

    def __init__(self) -> None:
        self._lines: list[bytes] = []

    def write(self, event: str, values: dict[str, Any]) -> None:
        """An event of the level info."""
        if not _FAST["on"]:
            structlog.get_logger().info(event, **values)
            return
        line = values | {"event": event, "level": "info", "timestamp": rfc3339(now())}
        self._lines.append(to_json(line))
        if len(self._lines) == 1:
            try:
                asyncio.get_running_loop().call_soon(self.flush)
            except RuntimeError:
                self.flush()

    def flush(self) -> None:
        lines, self._lines = self._lines, []
        print(b"\n".join(lines).decode(), file=sys.stderr, flush=True)


# Whether the usual line is written without structlog: as JSON, and at a level that shows it.
_FAST = {"on": False}


def _to_json(event: Any, **_: Any) -> str:
    return to_json(event, fallback=repr).decode()


def configure_logging(settings: Settings) -> None:
    """Set the renderer (console or JSON) and the level; safe to call again."""
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    renderer: structlog.typing.Processor
    if settings.log_format == "json":
        shared.append(structlog.processors.format_exc_info)
        renderer = structlog.processors.JSONRenderer(_to_json)
    else:
        renderer = structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    level = getattr(logging, settings.log_level.upper())
    _FAST["on"] = settings.log_format == "json" and level <= logging.INFO
    structlog.configure(
        processors=[*shared, renderer],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )
    logging.basicConfig(level=max(level, logging.WARNING), stream=sys.stderr, format="%(message)s")
