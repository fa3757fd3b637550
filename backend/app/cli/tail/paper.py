"""What of a feed is written where: lines for people, JSON for programs, and words aside?"""

import json
from collections.abc import Mapping
from datetime import UTC
from typing import Any

from rich.console import Console
from rich.text import Text

from app.cli.console import err
from app.cli.tail.lines import Lines
from tanamori_client import Change, Channel, Reset, Status


class Paper:
    """What is written on: lines for people, or JSON for programs; and words on standard error."""

    def __init__(self, *, as_json: bool) -> None:
        self._as_json = as_json
        self._lines = Lines()
        self._out = Pipe(highlight=False, soft_wrap=True)
        self._states: dict[Channel, str] = {}
        self._said = ""

    def change(self, channel: Channel, epoch: str, change: Change) -> None:
        if self._as_json:
            self._object(
                {
                    "channel": channel,
                    "epoch": epoch,
                    "seq": change.seq,
                    "type": change.type,
                    "key": change.key,
                    "version": change.version,
                    "before": change.before,
                    "after": change.after,
                    "cause": change.cause,
                    "at": change.at.astimezone(UTC).isoformat().replace("+00:00", "Z"),
                }
            )
        else:
            self._out.print(self._lines.line(channel, change))

    def reset(self, channel: Channel, reset: Reset) -> None:
        err.print(
            f"reset of {channel} ({reset.reason}): changes are lost for good; "
            f"goes on behind {reset.position.seq}",
            style="bold red",
            markup=False,
        )
        if self._as_json:
            self._object(
                {
                    "channel": channel,
                    "epoch": reset.position.epoch,
                    "seq": reset.position.seq,
                    "type": "reset",
                    "reason": reset.reason,
                }
            )

    def status(self, channel: Channel, status: Status) -> None:
        """Say it once for all channels: their worst."""
        self._states[channel] = status.state
        states = self._states.values()
        if "stale" in states:
            last = (
                f", last heard at {status.heard_at.astimezone():%H:%M:%S}"
                if status.heard_at
                else ""
            )
            self._say("lost", f"lost the server{last}; trying again", "bold red")
        elif "catching up" in states:
            self._say("catching up", "catching up", "yellow")
        elif all(state == "live" for state in states):
            self._say("live", "live", "green")

    def _say(self, state: str, words: str, style: str) -> None:
        if state != self._said:
            self._said = state
            err.print(Text(words, style=style))

    def _object(self, body: Mapping[str, Any]) -> None:
        self._out.file.write(json.dumps(body, ensure_ascii=False, separators=(",", ":")) + "\n")
        self._out.file.flush()


class Pipe(Console):
    """The standard output; who reads it may have gone."""

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError
