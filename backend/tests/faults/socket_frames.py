"""What a server says over a socket, cut into frames, so that single ones can be lost."""

from collections.abc import Callable

TEXT = 0x81


class SocketFrames:
    """A `Mangler`: of the frames with text, ``keeps`` decides which arrive; all else passes."""

    def __init__(self, keeps: Callable[[bytes], bool]) -> None:
        self._keeps = keeps
        self._rest = b""
        self._upgraded = False

    def __call__(self, data: bytes) -> bytes:
        self._rest += data
        passed = [] if self._upgraded else [self._take_head()]
        while self._upgraded and (frame := self._take_frame()) is not None:
            whole, payload = frame
            if whole[0] != TEXT or self._keeps(payload):
                passed.append(whole)
        return b"".join(passed)

    def _take_head(self) -> bytes:
        """The answer to the handshake; an answer to anything else passes as it is."""
        head, end, rest = self._rest.partition(b"\r\n\r\n")
        if not self._rest.startswith(b"HTTP/1.1 101"):
            head, self._rest = self._rest, b""
            return head
        if not end:
            return b""
        self._upgraded, self._rest = True, rest
        return head + end

    def _take_frame(self) -> tuple[bytes, bytes] | None:
        """RFC 6455, section 5.2; a server does not mask."""
        data = self._rest
        if len(data) < 2:
            return None
        start = {126: 4, 127: 10}.get(data[1], 2)
        size = data[1] if start == 2 else int.from_bytes(data[2:start], "big")
        if len(data) < start or len(data) < start + size:
            return None
        self._rest = data[start + size :]
        return data[: start + size], data[start : start + size]
