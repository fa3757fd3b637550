"""How does a command that goes on for ever come to its end: by a signal, or unread?"""

import asyncio
import os
import select
import signal
import stat
import sys
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from typing import Any

LOOK_SECONDS = 1.0
SIGNAL_BASE = 128


async def until_stopped(work: Coroutine[Any, Any, None]) -> int:
    """Carry it out until a signal comes or nobody reads any more; the exit code."""
    task = asyncio.create_task(work)
    with _signals() as asked:
        reader_gone = asyncio.create_task(_reader_gone())
        ends: set[asyncio.Future[Any]] = {task, asked, reader_gone}
        await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
        for one in (task, reader_gone):
            one.cancel()
        await asyncio.wait({task, reader_gone})
    if not task.cancelled() and (error := task.exception()):
        return _code_of(error)
    if asked.done() and not asked.cancelled():
        return SIGNAL_BASE + asked.result()
    _let_go_of_output()
    return 0


def _code_of(error: BaseException) -> int:
    """0 for a reader that has gone; everything else goes on as it is."""
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    if not isinstance(error, BrokenPipeError):
        raise error
    _let_go_of_output()
    return 0


@contextmanager
def _signals() -> Iterator[asyncio.Future[int]]:
    """The first of the signals that end a program, as it comes."""
    loop = asyncio.get_running_loop()
    asked: asyncio.Future[int] = loop.create_future()
    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = {number: signal.getsignal(number) for number in numbers}

    def ask(number: int) -> None:
        if not asked.done():
            asked.set_result(number)

    for number in numbers:
        loop.add_signal_handler(number, ask, number)
    try:
        yield asked
    finally:
        for number, handler in before.items():
            loop.remove_signal_handler(number)
            signal.signal(number, handler)
        asked.cancel()


async def _reader_gone() -> None:
    """Wait until the pipe behind the standard output has no reader any more: nothing may come for
    a long time that would be written and fail."""
    poll = select.poll()
    try:
        number = sys.stdout.fileno()
        is_pipe = stat.S_ISFIFO(os.fstat(number).st_mode)
    except (OSError, ValueError):
        is_pipe = False
    if is_pipe:
        poll.register(number, 0)
    while not (is_pipe and poll.poll(0)):  # noqa: ASYNC110 - a pipe offers no event
        await asyncio.sleep(LOOK_SECONDS)


def _let_go_of_output() -> None:
    """Nothing more is written, also not what is left in a buffer at the end of the program."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
