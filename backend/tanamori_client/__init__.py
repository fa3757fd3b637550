"""Follow the stock, prices and alerts of a Tanamori server, without missing a change.

``Client`` is the way in and ``Mirror`` keeps rows current. ``Subscription`` is the protocol without
I/O, for whoever brings a socket of their own.
"""

from tanamori_client.blocking import follow_blocking
from tanamori_client.change import CHANNELS, Change, Channel, Filter, Mode, Row
from tanamori_client.client import Client
from tanamori_client.errors import (
    ClientError,
    NotLoggedIn,
    NotPermitted,
    NotUnderstood,
    PositionLost,
    ServerRefused,
    UnknownChannel,
    Unreachable,
    WrongServer,
)
from tanamori_client.events import (
    Changed,
    Event,
    Reset,
    SnapshotEnded,
    SnapshotRows,
    SnapshotStarted,
    Status,
)
from tanamori_client.feed import Feed
from tanamori_client.messages import read_message
from tanamori_client.mirror import Mirror, merge_by_version
from tanamori_client.position import Position
from tanamori_client.subscription import ChangesPage, SnapshotPage, Subscription

__all__ = [
    "CHANNELS",
    "Change",
    "Changed",
    "ChangesPage",
    "Channel",
    "Client",
    "ClientError",
    "Event",
    "Feed",
    "Filter",
    "Mirror",
    "Mode",
    "NotLoggedIn",
    "NotPermitted",
    "NotUnderstood",
    "Position",
    "PositionLost",
    "Reset",
    "Row",
    "ServerRefused",
    "SnapshotEnded",
    "SnapshotPage",
    "SnapshotRows",
    "SnapshotStarted",
    "Status",
    "Subscription",
    "UnknownChannel",
    "Unreachable",
    "WrongServer",
    "follow_blocking",
    "merge_by_version",
    "read_message",
]
