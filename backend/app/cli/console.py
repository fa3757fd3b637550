"""How do the commands speak to the person in front of them?

On a terminal a step is one line with a spinner and its seconds; in a log it is a plain line when
it begins and one when it is done.
"""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

from rich.console import Console
from rich.status import Status
from rich.text import Text

from app.cli.errors import Failure

out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)

REFRESH_SECONDS = 0.5


def fail(failure: Failure) -> None:
    """Say what is wrong and what to do; nothing else."""
    err.print(Text(failure.reason, style="bold red"))
    if failure.remedy:
        err.print(Text(failure.remedy))


@contextmanager
def step(label: str) -> Iterator[None]:
    """Show that something takes its time, and afterwards how long it took."""
    began = time.monotonic()
    if not err.is_terminal:
        err.print(f"{label} ...", markup=False)
        yield
        err.print(f"{label}: {time.monotonic() - began:.1f} s", markup=False)
        return
    stop = Event()
    with err.status(label) as status:
        ticker = Thread(target=_tick, args=(status, label, began, stop), daemon=True)
        ticker.start()
        try:
            yield
        finally:
            stop.set()
            ticker.join()
    err.print(f"[green]✓[/green] {label} [dim]{time.monotonic() - began:.1f} s[/dim]")


def _tick(status: Status, label: str, began: float, stop: Event) -> None:
    while not stop.wait(REFRESH_SECONDS):
        status.update(f"{label} [dim]{time.monotonic() - began:.0f} s[/dim]")


def is_interactive() -> bool:
    """Whether a person watches the output."""
    return sys.stderr.isatty()
