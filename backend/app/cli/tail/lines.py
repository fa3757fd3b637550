"""How is a change said in one line of a terminal?"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rich.cells import cell_len
from rich.text import Text

from tanamori_client import Change, Channel

# What a channel is called, and its colour.
CHANNEL_WORDS: Mapping[Channel, tuple[str, str]] = {
    "inventory:updates": ("stock", "cyan"),
    "price:updates": ("price", "magenta"),
    "stock:alerts": ("alert", "yellow"),
}
# What a kind of movement is called; its quantity follows.
MOVEMENT_WORDS = {
    "receive": "received",
    "sale": "sold",
    "return": "returned",
    "adjust": "adjusted",
    "damage": "damaged",
    "count": "counted",
    "transfer_out": "sent away",
    "transfer_in": "arrived",
    "reserve": "reserved",
    "release": "released",
    "commit": "shipped from hold",
}
SIGNED = {"adjust"}
RESERVING = {"reserve", "release"}
ALERT_STYLES = {"alert.raised": "bold red", "alert.resolved": "green"}
# A column grows up to here with what it has to show; beyond that a line is out of line.
WIDTHS_MAX = (36, 20, 14, 20)
WIDTHS_FIRST = (16, 8, 6, 10)
NOTHING = "-"


@dataclass(frozen=True, slots=True)
class Told:
    """The parts of a line. ``was`` and ``now`` are empty where nothing was counted."""

    words: str
    sku: str = ""
    location: str = ""
    was: str = ""
    now: str = ""
    style: str = ""

    @property
    def step(self) -> str:
        return f"{self.was or NOTHING} → {self.now}" if self.now else ""


class Lines:
    """Puts changes into lines below each other; the columns grow with what they hold."""

    def __init__(self) -> None:
        self._widths = list(WIDTHS_FIRST)

    def line(self, channel: Channel, change: Change) -> Text:
        """Time, channel, what happened, SKU, location, before and after, who."""
        told = told_of(change)
        name, colour = CHANNEL_WORDS[channel]
        text = Text(f"{change.at.astimezone():%H:%M:%S}  ", style="dim")
        text.append(f"{name:5}  ", style=f"not dim {colour}")
        columns = zip(
            (told.words, told.sku, told.location, told.step),
            (told.style, "bold", "", ""),
            strict=True,
        )
        for place, (word, style) in enumerate(columns):
            text.append(self._fill(place, word), style=f"not dim {style}".strip())
        text.append(str(change.cause.get("actor") or ""))
        text.rstrip()
        return text

    def _fill(self, place: int, word: str) -> str:
        size = cell_len(word)
        self._widths[place] = max(self._widths[place], min(size, WIDTHS_MAX[place]))
        return word + " " * max(self._widths[place] - size, 0) + "  "


def told_of(change: Change) -> Told:
    """A change in words; one of a type that is not known here by its type."""
    room = change.type.partition(".")[0]
    if change.type == "stock.level_changed":
        return _level(change)
    if change.type == "price.changed":
        return _price(change)
    if room == "price":
        return _price_event(change)
    if room == "alert":
        return _alert(change)
    if change.type == "catalog.item_changed":
        return _item(change)
    if change.type == "catalog.location_changed":
        words = f"location: {_edits(change)}" if change.before else "new location"
        return Told(words, location=str(change.after.get("code", "")), style="blue")
    return Told(change.type, sku=str(change.after.get("sku", "")))


def _level(change: Change) -> Told:
    after, before = change.after, change.before or {}
    movement: Mapping[str, Any] | None = change.cause.get("movement")
    kind = change.cause.get("kind")
    counted = "on_hand"
    if kind == "movement" and movement:
        counted = "reserved" if movement["kind"] in RESERVING else "on_hand"
        words, style = _moved(movement), "red" if movement["delta_on_hand"] < 0 else "green"
    elif kind == "correction":
        words, style = "put right", "bold yellow"
    else:
        return Told(_edits(change), str(after["sku"]), str(after["location"]), style="blue")
    was = before.get(counted)
    return Told(
        words,
        str(after["sku"]),
        str(after["location"]),
        "" if was is None else str(was),
        str(after[counted]),
        style,
    )


def _moved(movement: Mapping[str, Any]) -> str:
    kind = str(movement["kind"])
    delta = movement["delta_reserved"] if kind in RESERVING else movement["delta_on_hand"]
    if kind == "count":
        quantity = str(movement.get("counted", movement["on_hand_after"]))
    else:
        quantity = f"{delta:+d}" if kind in SIGNED else str(abs(delta))
    words = f"{MOVEMENT_WORDS.get(kind, kind)} {quantity}"
    return f"{words}, taken back" if movement.get("reverses_id") else words


def _price(change: Change) -> Told:
    step: Mapping[str, Any] = change.cause.get("change") or {}
    if not step:
        touches = {"planned": "price planned", "guard_checked": "guard checked"}
        said = touches.get(str(change.cause.get("kind")), "price looked at")
        return Told(said, str(change.after["sku"]), style="blue")
    percent = str(step.get("change_percent") or "")
    words = f"price {'' if percent.startswith('-') else '+'}{percent} %" if percent else "price set"
    was = str((change.before or {}).get("amount", ""))
    now = f"{change.after['amount']} {change.after['currency']}"
    style = "red" if percent.startswith("-") else "green"
    return Told(words, str(change.after["sku"]), "", was, now, style)


def _price_event(change: Change) -> Told:
    """What happened to a sale, a proposal, a guard, a list or a change of many prices."""
    after, kind = change.after, str(change.cause.get("kind", ""))
    if change.type == "price.sale_changed":
        return Told(f"sale {kind}: {after['name']}", str(after["sku"]), style="blue")
    if change.type == "price.proposal_changed":
        return Told(f"proposal {kind}: {after['title']}", style="yellow")
    if change.type == "price.guard_changed":
        return Told(f"guard {kind}: {after['name']}", str(after["sku"] or ""), style="yellow")
    if change.type == "price.list_changed":
        return Told(f"price list {kind}: {after['name']}", style="blue")
    far = f"{after.get('done')} of {after.get('total')}"
    return Told(f"many prices {kind}: {far}", style="blue")


def _alert(change: Change) -> Told:
    after = change.after
    words = f"{change.type.removeprefix('alert.')}: {after['severity']}"
    if change.type in {"alert.raised", "alert.changed"}:
        words += f", {after['value']} left of {after['threshold']}"
    return Told(
        words,
        str(after["sku"]),
        str(after["location"]),
        style=ALERT_STYLES.get(change.type, "yellow"),
    )


def _item(change: Change) -> Told:
    after = change.after
    words = f"item: {_edits(change)}" if change.before else f"new item: {after['name']}"
    return Told(words, str(after["sku"]), style="blue")


def _edits(change: Change) -> str:
    """Which fields are different now, by their names."""
    before = change.before or {}
    silent = {"version", "updated_at", "status"}
    names = [
        name.replace("_", " ")
        for name, value in change.after.items()
        if name in before and before[name] != value and name not in silent
    ]
    return f"{', '.join(names) or 'nothing'} edited"
