"""Does the client read what the code of the server writes? The web app reads the same files."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from app.core.settings import REPOSITORY_ROOT
from app.feed.change import Channel as FeedChannel
from app.realtime.protocol import (
    ByeFrame,
    ErrorFrame,
    HeartbeatFrame,
    HelloFrame,
    OkFrame,
    PongFrame,
    PosFrame,
    ResetFrame,
    SubMessage,
)
from tanamori_client import (
    CHANNELS,
    Changed,
    Filter,
    Mirror,
    NotUnderstood,
    Position,
    SnapshotEnded,
    SnapshotRows,
    SnapshotStarted,
    Subscription,
    merge_by_version,
    read_message,
)
from tanamori_client.messages import Bye, Changes, ErrorMessage, Hello, Ok, Pos, ResetMessage

# What a channel tells besides its rows.
WITHOUT_ROW = {
    "catalog.item_changed",
    "catalog.location_changed",
    "price.bulk_changed",
    "price.guard_changed",
    "price.list_changed",
    "price.proposal_changed",
    "price.sale_changed",
}
EXAMPLES = sorted((REPOSITORY_ROOT / "contracts" / "stream").glob("*.json"))


def example(name: str) -> Changes:
    (path,) = [path for path in EXAMPLES if path.stem == name]
    message = read_message(path.read_text(encoding="utf-8"))
    assert isinstance(message, Changes)
    return message


def test_the_channels_are_those_of_the_server() -> None:
    assert list(CHANNELS) == [channel.value for channel in FeedChannel]


@pytest.mark.parametrize("name", [path.stem for path in EXAMPLES])
def test_every_example_is_read_whole(name: str) -> None:
    message = example(name)
    written: dict[str, Any] = json.loads(
        next(path for path in EXAMPLES if path.stem == name).read_text(encoding="utf-8")
    )
    assert (message.id, message.prev, message.seq) == tuple(
        written[field] for field in ("id", "prev", "seq")
    )
    for change, body in zip(message.changes, written["changes"], strict=True):
        assert change.at == datetime(2026, 3, 1, 9, 30, 0, 123456, tzinfo=UTC)
        for field in ("seq", "type", "key", "version", "before", "after", "cause"):
            assert getattr(change, field) == body[field]


@pytest.mark.parametrize("name", [path.stem for path in EXAMPLES])
def test_every_example_goes_through_a_subscription_into_a_mirror(name: str) -> None:
    message = example(name)
    channel = next(known for known in CHANNELS if known == message.id)
    one = Subscription(channel, position=Position("e", message.prev))
    one.connected()
    one.heard(Ok(one.id, "e", message.prev, message.prev))
    events = one.heard(Changes(one.id, message.prev, message.seq, message.changes))
    assert [event.change for event in events if isinstance(event, Changed)] == [*message.changes]
    mirror = Mirror(channel)
    for event in events:
        mirror.apply(event)
    newest = max(message.changes, key=lambda change: change.version)
    if name in WITHOUT_ROW or newest.after.get("state") == "resolved":
        assert not mirror.rows
    else:
        assert mirror.rows[newest.key] == newest.after


@pytest.mark.parametrize(
    ("frame", "read"),
    [
        (HelloFrame(connection="c", heartbeat_ms=10_000), Hello(10_000)),
        (OkFrame(id="s", epoch="e", seq=3, head=4), Ok("s", "e", 3, 4)),
        (PosFrame(id="s", seq=3), Pos("s", 3)),
        (ResetFrame(id="s", reason="too_far"), ResetMessage("s", "too_far")),
        (ByeFrame(retry_after_ms=250), Bye(250)),
        (ErrorFrame(code="forbidden", detail="no"), ErrorMessage("forbidden", "no", None)),
        (ErrorFrame(code="c", detail="no", id="s"), ErrorMessage("c", "no", "s")),
        (HeartbeatFrame(at=datetime.now(UTC)), None),
        (PongFrame(at=datetime.now(UTC)), None),
    ],
)
def test_every_other_frame_is_read(frame: Any, read: Any) -> None:
    assert read_message(frame.model_dump_json()) == read


@pytest.mark.parametrize("text", ["", "[]", "1", "null", "{}", '{"type": "ok"}', '{"type": []}'])
def test_what_is_no_message_is_told(text: str) -> None:
    with pytest.raises(NotUnderstood):
        read_message(text)


def test_what_is_asked_for_is_what_the_server_reads() -> None:
    wanted = Filter.of(["A-1"], ["L"], ["Tea"], ["price.changed"])
    one = Subscription("price:updates", wanted, "latest", Position("e", 7))
    one.connected()
    (sub,) = one.outgoing
    read = SubMessage.model_validate(sub)
    assert (read.channel, read.mode, read.epoch, read.since) == ("price:updates", "latest", "e", 7)
    assert read.filter
    assert read.filter.model_dump() == wanted.as_message()


def test_positions_are_written_and_read() -> None:
    position = Position("212e80b9c06a4302b2182e2859b14526", 39)
    assert Position.parse(f" {position}\n") == position
    for text in ("", "39", "a:b", "a:-1", ":1", "a:1:2", "a b:1", "a:" + "9" * 20):
        with pytest.raises(ValueError, match="no position"):
            Position.parse(text)


ROW = {"id": 1, "sku": "A-1", "location": "L", "category": "Tea/Green", "version": 2}


@pytest.mark.parametrize(
    ("wanted", "passes"),
    [
        (Filter(), True),
        (Filter.of(["x", "a-1"]), True),
        (Filter.of(["a"]), False),
        (Filter.of(locations=["l"]), True),
        (Filter.of(["a-1"], ["M"]), False),
        (Filter.of(categories=["Tea"]), True),
        (Filter.of(categories=["Tea/Green"]), True),
        (Filter.of(categories=["ｔea"]), True),
        (Filter.of(categories=["Te"]), False),
        (Filter.of(categories=["Tea/Green/Uji"]), False),
        (Filter.of(types=["anything"]), True),
    ],
)
def test_which_rows_are_wanted(wanted: Filter, *, passes: bool) -> None:
    assert wanted.passes(ROW) is passes
    assert wanted.passes({"id": 1}), "what has no such property passes"


def test_an_item_of_no_category_is_in_none() -> None:
    assert not Filter.of(categories=["Tea"]).passes(ROW | {"category": None})


def test_a_lower_version_never_replaces_a_higher_one() -> None:
    rows = {"1": dict(ROW)}
    assert not merge_by_version(rows, ROW | {"version": 1, "sku": "old"})
    assert not merge_by_version(rows, ROW | {"sku": "same"})
    assert merge_by_version(rows, ROW | {"version": 3, "sku": "new"})
    assert rows["1"]["sku"] == "new"


def test_rows_stay_until_a_new_snapshot_is_complete() -> None:
    mirror = Mirror("inventory:updates")
    level = dict(example("stock.level_changed").changes[0].after)
    for event in (SnapshotStarted(), SnapshotRows((level,)), SnapshotEnded(Position("e", 1))):
        mirror.apply(event)
    mirror.apply(SnapshotStarted())
    assert mirror.rows == {"12": level}
    mirror.apply(SnapshotRows(({**level, "id": 13},)))
    mirror.apply(SnapshotStarted())
    assert mirror.apply(SnapshotEnded(Position("f", 1)))
    assert len(mirror) == 0
