"""How far is a long piece of work?

On a terminal as a bar with the time that is left; in a log as one line whenever a stage begins and
when it has gone on for a while.
"""

import time
from contextlib import AbstractContextManager
from types import TracebackType

from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

from app.cli.console import err

PLAIN_LINE_SECONDS = 5.0


class StageProgress(AbstractContextManager["StageProgress"]):
    """Shows stages that follow one another; call it with the stage and how far it is."""

    def __init__(self) -> None:
        self._bar = (
            Progress(
                TextColumn("{task.description}"),
                BarColumn(),
                MofNCompleteColumn(),
                TimeElapsedColumn(),
                TimeRemainingColumn(),
                console=err,
                transient=True,
            )
            if err.is_terminal
            else None
        )
        self._task: TaskID | None = None
        self._stage = ""
        self._said_at = 0.0

    def __enter__(self) -> "StageProgress":
        if self._bar:
            self._bar.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._bar:
            self._bar.stop()

    def __call__(self, stage: str, done: int, total: int, detail: str = "") -> None:
        """``done`` of ``total``; a total of 0 means that nobody knows. ``detail`` may change."""
        if self._bar:
            self._show(self._bar, stage, done, total, detail)
        else:
            self._say(stage, done, total, detail)
        self._stage = stage

    def _show(self, bar: Progress, stage: str, done: int, total: int, detail: str) -> None:
        if stage != self._stage or self._task is None:
            if self._task is not None:
                bar.remove_task(self._task)
            self._task = bar.add_task(stage, total=total or None)
        words = f"{stage}, {detail}" if detail else stage
        bar.update(self._task, completed=done, total=total or None, description=words)

    def _say(self, stage: str, done: int, total: int, detail: str) -> None:
        if stage == self._stage and time.monotonic() - self._said_at < PLAIN_LINE_SECONDS:
            return
        self._said_at = time.monotonic()
        line = f"{stage}: {done:,} of {total:,}" if total else f"{stage} ..."
        err.print(f"{line}, {detail}" if detail else line, markup=False)
