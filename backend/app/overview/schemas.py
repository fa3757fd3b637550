"""What does the whole shop look like right now?"""

from pydantic import Field

from app.core.money import Currency, Total
from app.core.schema import Schema, Timestamp


class StockValue(Schema):
    amount: Total
    currency: Currency


class OverviewOut(Schema):
    items: int = Field(description="Active items.")
    locations: int = Field(description="Open locations.")
    levels: int = Field(description="Stock levels of active items.")
    units_on_hand: int
    low: int = Field(description="Levels at or below their reorder point, but not empty.")
    out: int = Field(description="Levels with nothing available.")
    open_alerts: int = Field(description="Alerts that nobody has acknowledged.")
    movements_today: int = Field(
        description="Movements that happened since midnight in `time_zone`."
    )
    stock_value: list[StockValue] = Field(
        description="Units on hand at their base price, one sum per currency."
    )
    at: Timestamp
