"""What is said about the feed over HTTP?"""

from pydantic import Field

from app.alerts.schemas import AlertOut
from app.core.schema import Schema
from app.pricing.schemas import PriceOut
from app.realtime.protocol import ChangeFrame
from app.stock.schemas import StockLevelOut


class ChangesOut(Schema):
    epoch: str = Field(description="Positions of different epochs can't be compared.")
    head: int = Field(description="The newest seq of the channel.")
    floor: int = Field(description="The oldest seq that is kept.")
    changes: list[ChangeFrame]


class SnapshotOut(Schema):
    """The rows of a channel. Follow the feed from ``seq`` of the *first* page: a change that is in
    the rows already comes again, and its version tells."""

    epoch: str
    seq: int
    rows: list[StockLevelOut | PriceOut | AlertOut]
    next_cursor: str | None
