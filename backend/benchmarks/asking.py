"""What is asked of a server, as bytes made beforehand?"""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field

HEAD_END = b"\r\n\r\n"


@dataclass(frozen=True)
class Ask:
    """One kind of request. ``{one}`` in path and body is drawn from ``choices`` each time.

    ``keyed`` requests carry an Idempotency-Key of their own; ``expect`` is the good status;
    ``in_turn`` takes the choices one after another instead of drawing them.
    """

    method: str
    path: str
    body: str = ""
    choices: Sequence[str] = ("",)
    keyed: bool = False
    expect: int = 200
    in_turn: bool = False


@dataclass(frozen=True)
class Job:
    """What to ask whom, by how many callers, for how long; ``watch`` are the server's processes.

    With ``requests`` it ends when so many were answered, and ``seconds`` is the most that it takes.
    """

    host: str
    port: int
    ask: Ask
    connections: int
    seconds: float
    token: str = ""
    watch: Sequence[int] = field(default=())
    requests: int | None = None


class Requests:
    """The bytes of one request after another; all but the key is made beforehand."""

    def __init__(self, job: Job) -> None:
        self._keyed = job.ask.keyed
        self._parts = [_parts(job, choice) for choice in job.ask.choices]
        # No two runs meet, and within a run the keys are counted: cheaper than drawing each.
        self._run = random.getrandbits(64)
        self._made = 0
        self._in_turn = job.ask.in_turn

    def next(self) -> bytes:
        self._made += 1
        count = len(self._parts)
        place = self._made % count if self._in_turn else int(random.random() * count)
        head, rest = self._parts[place]
        if self._keyed:
            return b"%b%016x%016x%b" % (head, self._run, self._made, rest)
        return head


def _parts(job: Job, choice: str) -> tuple[bytes, bytes]:
    body = job.ask.body.replace("{one}", choice).encode()
    head = [
        f"{job.ask.method} {job.ask.path.replace('{one}', choice)} HTTP/1.1",
        f"Host: {job.host}:{job.port}",
        "Accept: application/json",
    ]
    if job.token:
        head.append(f"Authorization: Bearer {job.token}")
    if body:
        head += ["Content-Type: application/json", f"Content-Length: {len(body)}"]
    begun = "\r\n".join(head).encode()
    ended = HEAD_END + body
    if job.ask.keyed:
        return begun + b"\r\nIdempotency-Key: ", ended
    return begun + ended, b""
