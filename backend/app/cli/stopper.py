"""How does a command that plays until Ctrl-C come to a clean end?"""

import asyncio
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass(slots=True)
class Stopper:
    """Told to stop: no new row is begun, what is under way comes to its end."""

    asked: asyncio.Event = field(default_factory=asyncio.Event)

    @contextmanager
    def listening(self) -> Iterator[None]:
        loop = asyncio.get_running_loop()
        numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
        before = {number: signal.getsignal(number) for number in numbers}
        for number in numbers:
            loop.add_signal_handler(number, self.asked.set)
        try:
            yield
        finally:
            for number, handler in before.items():
                loop.remove_signal_handler(number)
                signal.signal(number, handler)

    async def sleep(self, seconds: float) -> bool:
        """Wait; True when told to stop meanwhile."""
        if seconds > 0:
            try:
                async with asyncio.timeout(seconds):
                    await self.asked.wait()
            except TimeoutError:
                return False
        return self.asked.is_set()
