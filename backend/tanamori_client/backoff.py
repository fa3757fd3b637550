"""When is the next attempt, and is there to be one at all?"""

from dataclasses import dataclass, field
from random import Random
from typing import Final

FIRST_SECONDS: Final = 0.5
MAX_SECONDS: Final = 15.0
_DOUBLINGS_MAX: Final = 10

# From here on the server says: something has to be mended first.
MENDING_CODES_FROM: Final = 4400
UNAUTHENTICATED: Final = 4401
FORBIDDEN: Final = 4403


@dataclass(slots=True)
class Backoff:
    """Exponential with full jitter, so that a thousand clients do not come back at once.

    Source: Marc Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog, 2015.
    """

    attempts: int = 0
    random: Random = field(default_factory=Random)

    def next_seconds(self) -> float:
        """How long to wait before the next attempt."""
        longest = min(FIRST_SECONDS * 2 ** min(self.attempts, _DOUBLINGS_MAX), MAX_SECONDS)
        self.attempts += 1
        return self.random.uniform(0.0, longest)

    def succeeded(self) -> None:
        self.attempts = 0
