"""What arrives at many sockets, and how late? The words in which ``native/listener.c`` is asked.

The listener is a process of its own. It speaks to the loopback interface alone, and is bounded in
sockets and in time.
"""

import json
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from app.cli.errors import Failure
from app.feed.change import Channel
from benchmarks.reading import Reading

SOCKETS_MAX = 20_000
LIVE_SECONDS = 60.0
# Longer than any measurement: a listener that was forgotten ends by itself.
DEADLINE_SECONDS = 600.0
SUBSCRIPTION = "bench"
CLOSE_SECONDS = 10.0


@dataclass(frozen=True)
class Listen:
    """Who listens to which port. ``tokens`` are shared out among the sockets.

    ``plain`` sockets shake no hands and subscribe to nothing. ``clock`` says which moment of a
    change is its beginning: ``t``, put in by who made it, or ``at``, its own. The last ``stalled``
    of the sockets are not read from once they are live.
    """

    port: int
    sockets: int
    tokens: Sequence[str] = ()
    channel: Channel | None = None
    plain: bool = False
    clock: Literal["t", "at"] = "t"
    stalled: int = 0

    def lines(self) -> Iterator[str]:
        """The job as the listener reads it."""
        yield f"port {self.port}"
        yield f"sockets {self.sockets}"
        yield f"stalled {self.stalled}"
        yield f"clock {self.clock}"
        yield f"deadline {round(DEADLINE_SECONDS * 1000)}"
        if self.plain:
            yield "plain 1"
        for token in self.tokens:
            yield f"identity Authorization: Bearer {token}"
        if self.channel:
            yield "path /ws"
            asked = {"type": "sub", "id": SUBSCRIPTION, "channel": self.channel}
            yield f"send {json.dumps(asked)}"
            again = {**asked, "epoch": "{epoch}", "since": 0}
            yield f"again {json.dumps(again)}".replace('"since": 0', '"since": {since}')
        yield "begin"


@dataclass(frozen=True)
class Heard:
    """What the listener counted; ``fewest`` and ``most`` are the changes of one socket.

    ``holes`` are frames that did not follow what the socket had. Stalled sockets do not count.
    """

    seconds: float
    live: int
    frames: int
    changes: int
    bytes: int
    fewest: int
    most: int
    holes: int
    resets: int
    lost: int
    refused: int
    p50_us: int
    p99_us: int
    max_us: int
    cpu_seconds: float
    first_lost_ns: int
    first_live_ns: int
    last_live_ns: int
    closed: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, line: str) -> "Heard":
        """Raises `Failure` for what the listener never says."""
        try:
            values: dict[str, Any] = json.loads(line)
            return cls(**values)
        except (ValueError, TypeError) as error:
            raise Failure(f"The listener said something unknown: {line[:200]!r}.") from error

    @property
    def load(self) -> float:
        """Cores that the listening itself took: near 1 it was the limit."""
        return round(self.cpu_seconds / self.seconds, 3)

    @property
    def troubles(self) -> dict[str, int]:
        """What must not happen to a reader that keeps up."""
        seen = {"holes": self.holes, "resets": self.resets, "sockets lost": self.lost}
        return {name: number for name, number in seen.items() if number}

    def reading(self, cores: Mapping[str, float], **more: float) -> Reading:
        """The measurement as a row of the table takes it; times are from a change to its end."""
        return Reading(
            per_second=self.changes / self.seconds,
            p50_ms=self.p50_us / 1_000,
            p99_ms=self.p99_us / 1_000,
            max_ms=self.max_us / 1_000,
            done=self.changes,
            failed=sum(self.troubles.values()),
            failures=self.troubles,
            cores={**cores, "load": self.load},
            more=more,
        )


class Listener:
    """A listener at work; each method returns when it has answered."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def wait_live(self, sockets: int) -> Heard:
        """Until all of them are. Raises `Failure` where they do not become so."""
        heard = self._ask("live", LIVE_SECONDS)
        if heard.live < sockets:
            said = f"Only {heard.live:,} of {sockets:,} sockets became live in {LIVE_SECONDS:g} s"
            raise Failure(f"{said}: {heard.refused:,} refused, closed {dict(heard.closed)}.")
        return heard

    def measure(self, seconds: float) -> Heard:
        return self._ask("measure", seconds)

    def begin(self, seconds_max: float) -> None:
        """Count from now on, until `end`."""
        self._say("measure", seconds_max)

    def end(self) -> Heard:
        self._write("")
        return self._hear()

    def begin_return(self, seconds_max: float, *, spread: int) -> None:
        """From now on lost sockets come back; `heard_return` says when all have."""
        self._say("return", seconds_max, spread)

    def heard_return(self) -> Heard:
        return self._hear()

    def drain(self, seconds_max: float) -> Heard:
        """Read what the stalled ones have left, until they are closed."""
        return self._ask("drain", seconds_max)

    def _ask(self, word: str, seconds: float) -> Heard:
        self._say(word, seconds)
        return self._hear()

    def _say(self, word: str, seconds: float, *more: int) -> None:
        self._write(" ".join([word, str(round(seconds * 1000)), *map(str, more)]))

    def _write(self, line: str) -> None:
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(f"{line}\n")
            self._process.stdin.flush()
        except BrokenPipeError as error:
            raise self._failure() from error

    def _hear(self) -> Heard:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise self._failure()
        return Heard.of(line)

    def _failure(self) -> Failure:
        assert self._process.stderr is not None
        self._process.kill()
        return Failure(f"The listener ended: {self._process.stderr.read().strip()[-300:]}.")


@contextmanager
def listening(program: Path, job: Listen) -> Iterator[Listener]:
    """Start listening; its sockets are closed at the end."""
    process = subprocess.Popen(
        [str(program)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    with process:
        listener = Listener(process)
        try:
            assert process.stdin is not None
            process.stdin.write("".join(f"{line}\n" for line in job.lines()))
            process.stdin.flush()
            yield listener
            # Closed by itself, it leaves no ports behind that wait for late packets.
            process.stdin.close()
            process.wait(CLOSE_SECONDS)
        finally:
            process.kill()
