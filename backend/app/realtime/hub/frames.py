"""How does one message reach a thousand readers, and is made only once?

Everybody who is at the same place of a subscription of the same name gets the same bytes.
"""

import json
from collections.abc import Sequence
from functools import cached_property

from fastapi.sse import format_sse_event
from pydantic import BaseModel
from websockets.frames import Frame as SocketFrame
from websockets.frames import Opcode


class Frame:
    """A message, encoded as each way of sending asks for it; ``place`` is the id of an event."""

    def __init__(self, text: str, place: str | None = None, *, event: str = "message") -> None:
        self.text = text
        self.place = place
        self.event = event

    @classmethod
    def of(cls, message: BaseModel, place: str | None = None) -> "Frame":
        event = getattr(message, "type", "message")
        return cls(message.model_dump_json(exclude_none=True), place, event=event)

    @cached_property
    def socket_bytes(self) -> bytes:
        """The text frame of RFC 6455, ready for the wire: a server does not mask."""
        return SocketFrame(Opcode.TEXT, self.text.encode()).serialize(mask=False)

    @cached_property
    def event_bytes(self) -> bytes:
        """The event of WHATWG HTML, section 9.2."""
        return format_sse_event(data_str=self.text, event=self.event, id=self.place)


def changes_frame(
    subscription_id: str,
    epoch: str,
    prev: int,
    seq: int,
    texts: Sequence[str],
    *,
    conflated: bool = False,
) -> Frame:
    """A `ChangesFrame` around changes that are text already."""
    mark = ',"conflated":true' if conflated else ""
    text = (
        f'{{"type":"changes","id":{json.dumps(subscription_id)},"prev":{prev},"seq":{seq}{mark},'
        f'"changes":[{",".join(texts)}]}}'
    )
    return Frame(text, f"{epoch}:{seq}", event="changes")
