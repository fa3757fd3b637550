"""A hot route takes nothing that the declared one refuses, and means the same by what it takes."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from app.core.schema import QUANTITY_MAX
from app.feed.idempotency import Answer
from app.holds import service as holds_service
from app.holds.hot import usual_hold
from app.holds.schemas import HoldCreate
from app.holds.service import HoldsService
from app.holds.types import TTL_SECONDS_MAX, HoldCommand, WantedLine
from app.stock import service as stock_service
from app.stock.hot import usual_batch, usual_movement
from app.stock.schemas import BatchCreate, MovementCreate
from app.stock.service import StockService
from tests.factories.shop import Json
from tests.fixtures.stock import request_of

MOVEMENTS = "/api/v1/stock/movements"
ACTOR = "somebody@shop.test"

ODD_TEXTS = [
    *["", " ", "A-1 ", " A-1", "a b", "A\u00a01", "\u3000", "\0", "\x1b", "\x85", "\ud800", "\t"],
    *["é", "e\u0301", "\u200b", "\u202e", "\ue000", "😀", "ﬁ", "a\nb", "Sale", "count", "sale"],
    *("x" * length for length in (50, 51, 100, 101, 200, 201, 500, 501)),
]
ODD_NUMBERS = [
    *[0, 1, -1, -0.0, 1.0, 1.5, True, False, "1", 1e2, 2**63, 2**64, 10**30],
    *[QUANTITY_MAX, QUANTITY_MAX + 1, -QUANTITY_MAX, -QUANTITY_MAX - 1, float("nan"), float("inf")],
    *[TTL_SECONDS_MAX, TTL_SECONDS_MAX + 1],
]
ODD_VALUES = [*ODD_TEXTS, *ODD_NUMBERS, None, [], {}, [1], "2026-11-01T09:30:00Z"]

PLACE = {"sku": "A-1", "location": "L-1"}
ROW = PLACE | {"kind": "sale", "quantity": 1}
ADJUSTMENT = ROW | {"kind": "adjust", "quantity": -3, "reason": "lost", "reference": "urn:x"}
LINE = PLACE | {"quantity": 2}
HOLD = {"lines": [LINE, LINE | {"sku": "Blue mug"}], "ttl_seconds": 60}
ROW_FIELDS = [*ADJUSTMENT, "occurred_at", "expected_on_hand", "note", ""]
LINE_FIELDS = [*LINE, "kind", "note"]

values = st.sampled_from(ODD_VALUES) | st.text(max_size=12) | st.integers(-3, 12)


@st.composite
def nearly(draw: st.DrawFn, right: st.SearchStrategy[Json], names: list[str]) -> Json:
    """A right body in which one or two fields are odd, missing or too much."""
    body = dict(draw(right))
    for _ in range(draw(st.sampled_from([0, 1, 1, 1, 2]))):
        name = draw(st.sampled_from(names))
        if draw(st.integers(0, 5)):
            body[name] = draw(values)
        else:
            body.pop(name, None)
    return body


@st.composite
def written(draw: st.DrawFn, bodies: st.SearchStrategy[Any]) -> bytes:
    """Bodies as bytes: in any spelling of JSON, and now and then torn."""
    text = json.dumps(draw(bodies), ensure_ascii=draw(st.booleans()), indent=draw(INDENTS))
    raw = text.encode("utf-8", "surrogatepass")
    match draw(st.integers(0, 9)):
        case 0:
            place, patch = draw(st.integers(0, 60)), draw(PATCHES)
            return raw[:place] + patch + raw[place + draw(st.integers(0, 3)) :]
        case 1:
            return raw.replace(b'"sku"', b'"sku":"B-1","sku"', 1)
        case 2:
            return raw.replace(b'"quantity"', b'"quantity":0,"quantity"', 1)
        case _:
            return raw


INDENTS = st.sampled_from([None, None, 1])
PATCHES = st.binary(max_size=3) | st.sampled_from([b'"', b",", b"\\u0000", b"\\ud800", b"0", b"}"])
rows = nearly(st.sampled_from([ROW, ADJUSTMENT]), ROW_FIELDS)
batches = nearly(
    st.fixed_dictionaries(
        {"movements": st.lists(rows, min_size=1, max_size=3)},
        optional={"mode": st.sampled_from(["each", "all_or_nothing"])},
    ),
    ["mode", "movements", "note"],
)
holds = nearly(
    st.fixed_dictionaries(
        {
            "lines": st.lists(nearly(st.just(LINE), LINE_FIELDS), min_size=1, max_size=3),
            "ttl_seconds": st.just(60),
        }
    ),
    ["lines", "ttl_seconds", "reference", "reason", "note"],
)


def declared(model: type[BaseModel], raw: bytes) -> Any:
    """What the declared route makes of these bytes, or None."""
    try:
        return model.model_validate(json.loads(raw))
    except (ValidationError, ValueError, RecursionError):
        return None


class Listener:
    """Stands where commands arrive, and keeps them."""

    def __init__(self) -> None:
        self.heard: list[Any] = []

    async def record(self, _request: Any, command: Any) -> Answer:
        self.heard.append(command)
        return Answer(201, "")

    async def take(self, *words: Any) -> Answer:
        self.heard.append(words[-1])
        return Answer(201, "")

    async def take_batch(self, *words: Any) -> Answer:
        self.heard.append(words[-2:])
        return Answer(201, "")


@pytest.fixture(scope="module")
def listener() -> Iterator[Listener]:
    listener = Listener()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stock_service, "record_batch", listener.take_batch)
        patch.setattr(holds_service, "place_hold", listener.take)
        yield listener


async def check_movement(listener: Listener, raw: bytes) -> bool:
    """Whether it is usual; then the declared route takes it too, and means the same."""
    usual = usual_movement(raw)
    if usual is None:
        return False
    body = declared(MovementCreate, raw)
    assert body is not None, "the declared model refuses it"
    service = StockService(None, listener)  # type: ignore[arg-type]
    await service.record_movement(body, request=request_of(), actor=ACTOR, if_match=None)
    assert listener.heard.pop() == usual.command(ACTOR)
    return True


async def check_batch(listener: Listener, raw: bytes) -> bool:
    usual = usual_batch(raw)
    if usual is None:
        return False
    body = declared(BatchCreate, raw)
    assert body is not None, "the declared model refuses it"
    service = StockService(None, listener)  # type: ignore[arg-type]
    await service.record_batch(body, request=request_of(), actor=ACTOR)
    mode, commands = listener.heard.pop()
    assert (mode, commands) == (usual.mode, [row.command(ACTOR) for row in usual.movements])
    return True


async def check_hold(listener: Listener, raw: bytes) -> bool:
    usual = usual_hold(raw)
    if usual is None:
        return False
    body = declared(HoldCreate, raw)
    assert body is not None, "the declared model refuses it"
    service = HoldsService(None, None)  # type: ignore[arg-type]
    await service.hold(body, request=request_of(), actor=ACTOR)
    assert listener.heard.pop() == HoldCommand(
        lines=[WantedLine(line.sku, line.location, line.quantity) for line in usual.lines],
        ttl_seconds=usual.ttl_seconds,
        actor=ACTOR,
        reference=usual.reference,
        reason=usual.reason,
    )
    return True


@given(raw=written(rows) | st.binary(max_size=20))
@hypothesis(max_examples=600)
async def test_a_usual_movement_is_a_declared_one(listener: Listener, raw: bytes) -> None:
    await check_movement(listener, raw)


@given(raw=written(batches) | st.binary(max_size=20))
@hypothesis(max_examples=300)
async def test_a_usual_batch_is_a_declared_one(listener: Listener, raw: bytes) -> None:
    await check_batch(listener, raw)


@given(raw=written(holds) | st.binary(max_size=20))
@hypothesis(max_examples=300)
async def test_a_usual_hold_is_a_declared_one(listener: Listener, raw: bytes) -> None:
    await check_hold(listener, raw)


def spelled(body: Any) -> list[bytes]:
    texts = {json.dumps(body, ensure_ascii=ascii_only) for ascii_only in (True, False)}
    return [text.encode("utf-8", "surrogatepass") for text in texts]


async def test_every_odd_value_in_every_field(listener: Listener) -> None:
    """One at a time, in a body that is right otherwise."""
    for value in ODD_VALUES:
        for right in (ROW, ADJUSTMENT):
            for name in ROW_FIELDS:
                row = right | {name: value}
                for raw in spelled(row):
                    await check_movement(listener, raw)
                for raw in spelled({"movements": [ROW, row]}):
                    await check_batch(listener, raw)
        for name in LINE_FIELDS:
            for raw in spelled(HOLD | {"lines": [LINE, LINE | {name: value}]}):
                await check_hold(listener, raw)
        for name in ("lines", "ttl_seconds", "reference", "reason", "note"):
            for raw in spelled(HOLD | {name: value}):
                await check_hold(listener, raw)
        for name in ("mode", "movements", "note"):
            for raw in spelled({"movements": [ROW]} | {name: value}):
                await check_batch(listener, raw)


async def test_the_usual_form_is_recognised(listener: Listener) -> None:
    """Otherwise the tests above would say nothing."""
    for row in (
        ROW,
        ADJUSTMENT,
        ROW | {"sku": "é 😀", "reason": "words", "reference": "https://shop.example/1"},
        ROW | {"reason": None},
    ):
        assert await check_movement(listener, json.dumps(row).encode()), row
        batch = {"movements": [row] * 1_000, "mode": "each"}
        assert await check_batch(listener, json.dumps(batch).encode())
    assert await check_hold(listener, json.dumps(HOLD).encode())
    assert await check_hold(listener, json.dumps(HOLD | {"reference": "order 7"}).encode())
