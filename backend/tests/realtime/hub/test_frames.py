"""What goes over the wire: made once for everybody, of a bounded size, and as each way asks for."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from websockets.protocol import State
from websockets.server import ServerProtocol

from app.feed.change import Position
from app.realtime.hub.channel_feed import ChannelFeed
from app.realtime.hub.cohort import PAGE_CHANGES_MAX, PAGE_CHARACTERS_MAX
from app.realtime.hub.frames import Frame, changes_frame
from app.realtime.hub.ring import Ring
from app.realtime.protocol import ChangesFrame, HeartbeatFrame, OkFrame, PosFrame
from tests.realtime.hub.readers import INVENTORY, Reader, Truth, batch_of, text_of

words = st.text(st.characters(codec="utf-8"), max_size=40)


# Of one frame to a client, at four bytes a character.
FRAME_BYTES_MAX = 262_144


def opened(count: int = 0, size: int = 0) -> tuple[ChannelFeed, Truth]:
    """A channel that remembers ``count`` changes."""
    truth, feed = Truth(), ChannelFeed(INVENTORY, Ring(entries_max=20_000, bytes_max=10**9))
    texts = [text_of(seq, str(seq % 50), size=size) for seq in range(1, count + 1)]
    feed.start(Position("e0", 0), batch_of("e0", 1, []))
    say(feed, truth, texts)
    return feed, truth


def say(feed: ChannelFeed, truth: Truth, texts: list[str]) -> None:
    batch = batch_of("e0", feed.head.seq + 1, texts)
    feed.take(batch)
    feed.flush()
    truth.add(list(feed.ring.after(batch.from_seq - 1)))


def last(reader: Reader) -> Frame:
    return reader.wire.sent[-1]


def test_a_change_is_put_together_once_for_all_who_want_the_same() -> None:
    feed, truth = opened(10)
    readers = [Reader(feed, truth) for _ in range(6)]
    for number, reader in enumerate(readers):
        # The last comes from elsewhere, and has caught up by now.
        reader.follow(epoch="e0", since=3 if number == 5 else None)
    say(feed, truth, [text_of(11)])
    assert len({id(last(reader)) for reader in readers}) == 1
    encoded = {id(last(reader).socket_bytes) for reader in readers}
    assert len(encoded) == 1
    others = [Reader(feed, truth) for _ in range(2)]
    others[0].follow("another name")
    others[1].follow(mode="latest")
    say(feed, truth, [text_of(12)])
    assert len({id(last(reader)) for reader in readers + others}) == 3


def test_those_who_come_back_to_the_same_place_share_their_pages() -> None:
    feed, truth = opened(PAGE_CHANGES_MAX + 10)
    readers = [Reader(feed, truth) for _ in range(4)]
    for reader in readers:
        reader.follow(epoch="e0", since=0)
    pages = [reader.wire.sent[1:] for reader in readers]
    assert [len(sent) for sent in pages] == [2] * 4
    assert len({id(frame) for sent in pages for frame in sent}) == 2


@pytest.mark.parametrize("size", [0, 300, 5_000, 200_000, 600_000])
@pytest.mark.parametrize("mode", ["stream", "latest"])
def test_a_frame_has_a_bounded_size(size: int, mode: Any) -> None:
    count = 2_000 if size < 1_000 else 60 if size < 10_000 else 6
    feed, truth = opened(count, size)
    back, live = Reader(feed, truth), Reader(feed, truth)
    live.follow(mode=mode)
    back.follow(mode=mode, epoch="e0", since=0)
    say(feed, truth, [text_of(seq, str(seq), size=size) for seq in range(count + 1, 2 * count + 1)])
    change = len(text_of(2 * count, str(2 * count), size=size))
    for reader in (back, live):
        reader.read()
        assert reader.followers["s"].position == 2 * count
        for frame in reader.wire.sent[1:]:
            changes = json.loads(frame.text)["changes"]
            assert len(changes) <= PAGE_CHANGES_MAX
            assert len(frame.text) < max(PAGE_CHARACTERS_MAX, change) + 1_000
            assert len(changes) == 1 or len(frame.socket_bytes) <= FRAME_BYTES_MAX


@given(st.text(max_size=70_000))
def test_the_bytes_are_those_that_the_library_sends(text: str) -> None:
    text = text.encode("utf-8", "replace").decode()
    server = ServerProtocol(state=State.OPEN)
    server.send_text(text.encode())
    assert b"".join(server.data_to_send()) == Frame(text).socket_bytes


@pytest.mark.parametrize("size", [0, 1, 125, 126, 127, 65_535, 65_536, 300_000])
def test_the_bytes_of_every_length(size: int) -> None:
    server = ServerProtocol(state=State.OPEN)
    server.send_text(b"x" * size)
    assert b"".join(server.data_to_send()) == Frame("x" * size).socket_bytes


def parsed(raw: bytes) -> list[dict[str, str]]:
    """Events, as section 9.2.6 of WHATWG HTML reads them."""
    events: list[dict[str, str]] = []
    event: dict[str, str] = {}
    lines = raw.decode().replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for line in lines:
        if line == "":
            if event:
                events.append(event)
            event = {}
        elif not line.startswith(":"):
            name, _, value = line.partition(":")
            value = value.removeprefix(" ")
            event[name] = f"{event[name]}\n{value}" if name in event else value
    assert event == {}, "an event that never ends"
    return events


@given(words.filter(bool), words, st.integers(0, 2**53), st.integers(0, 2**53), st.booleans())
def test_the_frame_of_changes_is_what_the_contract_says(
    name: str, value: str, prev: int, seq: int, conflated: bool
) -> None:
    """Put together by hand, whatever people write."""
    change = json.loads(text_of(7)) | {"after": {"name": value}}
    frame = changes_frame(name, "e1", prev, seq, [json.dumps(change)] * 2, conflated=conflated)
    read = ChangesFrame.model_validate_json(frame.text)
    assert (read.id, read.prev, read.seq, read.conflated) == (name, prev, seq, conflated)
    assert [each.after for each in read.changes] == [{"name": value}] * 2
    (event,) = parsed(frame.event_bytes)
    assert event == {"event": "changes", "id": f"e1:{seq}", "data": frame.text}


def test_other_frames_as_events() -> None:
    ok = Frame.of(OkFrame(id="s", epoch="e", seq=1, head=2), place="e:1")
    (event,) = parsed(ok.event_bytes)
    assert (event["event"], event["id"]) == ("ok", "e:1")
    assert json.loads(event["data"]) == {
        "type": "ok",
        "id": "s",
        "epoch": "e",
        "seq": 1,
        "head": 2,
    }
    (event,) = parsed(Frame.of(PosFrame(id="s", seq=9), place="e:9").event_bytes)
    assert (event["event"], event["id"]) == ("pos", "e:9")
    beat = json.loads(text_of(1))["at"]
    (event,) = parsed(Frame.of(HeartbeatFrame(at=beat)).event_bytes)
    assert "id" not in event, "only a place is a place"
