"""What comes from Redis, cut into whole messages, so that single ones can be lost or repeated.

Only as much of RESP (the protocol of Redis) as a subscription uses.
"""

from collections.abc import Callable

# Gets one message that was published, gives what arrives instead of it.
Fate = Callable[[bytes], list[bytes]]


class RedisMessages:
    """A `Mangler`: decides the fate of each published message; all else passes."""

    def __init__(self, fate: Fate) -> None:
        self._fate = fate
        self._rest = b""

    def __call__(self, data: bytes) -> bytes:
        self._rest += data
        passed: list[bytes] = []
        while (end := value_end(self._rest, 0)) is not None:
            value, self._rest = self._rest[:end], self._rest[end:]
            passed += self._fate(value) if is_published(value) else [value]
        return b"".join(passed)


def is_published(value: bytes) -> bool:
    return value[:1] in b"*>" and b"\r\n$7\r\nmessage\r\n" in value[:24]


def value_end(data: bytes, start: int) -> int | None:
    """Where the value that begins at ``start`` ends; None while a part of it is missing."""
    line_end = data.find(b"\r\n", start)
    if line_end < 0:
        return None
    kind, after = data[start : start + 1], line_end + 2
    if kind in b"$=!":
        length = int(data[start + 1 : line_end])
        end = after if length < 0 else after + length + 2
        return end if end <= len(data) else None
    if kind in b"*>~%":
        count = int(data[start + 1 : line_end]) * (2 if kind == b"%" else 1)
        place: int | None = after
        for _ in range(count):
            if place is None or place >= len(data):
                return None
            place = value_end(data, place)
        return place
    return after
