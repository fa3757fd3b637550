"""How does the system tell what it does?

structlog, one line per request and one per committed write; the event is ``room.past_participle``.
"""

import logging
import sys
from typing import Any

import structlog
from pydantic_core import to_json

from app.core.settings import Settings


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
    structlog.configure(
        processors=[*shared, renderer],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )
    logging.basicConfig(level=max(level, logging.WARNING), stream=sys.stderr, format="%(message)s")
