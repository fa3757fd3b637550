"""What time is it?

Everything inside speaks UTC; a zone appears only where a person or a file brings one.
"""

from datetime import UTC, datetime


def now() -> datetime:
    """The present moment, in UTC, with its zone attached."""
    return datetime.now(UTC)
