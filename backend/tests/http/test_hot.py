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
from app.holds.types import HoldCommand, WantedLine
from app.stock import service as stock_service
from app.stock.hot import usual_batch, usual_movement
from app.stock.schemas import BatchCreate, MovementCreate
from app.stock.service import StockService
from tests.fixtures.stock import request_of

MOVEMENTS = "/api/v1/stock/movements"
ACTOR = "somebody@shop.test"

odd_texts = st.sampled_from(
    ["", " ", "A-1", " A-1", "A-1 ", "a b", "A\u00a01", "\u3000", "\0", "\x1b", "\x85", "\ud800"]
    + ["é", "e\u0301", "\u200b", "\u202e", "\ue000", "😀", "ﬁ", "x" * 50, "x" * 51]
    + ["x" * n for n in (100, 101, 200, 201, 500, 501)]
)
texts = odd_texts | st.text(max_size=12)
numbers = (
    st.integers(-3, 12)
    | st.sampled_from([0, -0.0, 1.0, 1.5, True, False, "1", 1e2, QUANTITY_MAX, QUANTITY_MAX + 1])
    | st.sampled_from([-QUANTITY_MAX, 2**63, 2**64, 10**30, float("nan"), float("inf")])
)
values = st.none() | texts | numbers | st.lists(st.integers(), max_size=2)
kinds = st.sampled_from(["receive", "sale", "return", "adjust", "damage"])

usual_rows = st.fixed_dictionaries(
    {
        "sku": st.sampled_from(["A-1", "Blue mug"]) | texts,
        "location": st.sampled_from(["L-1"]) | texts,
        "kind": kinds | st.sampled_from(["count", "Sale", ""]),
        "quantity": st.integers(-1, 9) | numbers,
    },
    optional={
        "reason": st.none() | texts,
        "reference": st.none() | texts,
        "occurred_at": st.sampled_from([None, "2026-11-01T09:30:00Z", "yesterday"]),
        "expected_on_hand": st.none() | numbers,
    },
)
names = st.sampled_from(["sku", "kind", "quantity", "note", "lines", "mode", "ttl_seconds", ""])


def bent(bodies: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Bodies of which now and then a field is wrong, missing or too much."""

    def bend(body: Any, wrong: dict[str, Any], without: set[str]) -> Any:
        if not isinstance(body, dict):
            return body
        return {k: v for k, v in (body | wrong).items() if k not in without}

    wrong: st.SearchStrategy[dict[str, Any]] = st.dictionaries(names, values, max_size=1)
    wrong = st.just({}) | wrong
    return st.builds(bend, bodies, wrong, st.just(set()) | st.sets(names, max_size=1)) | values


def written(bodies: st.SearchStrategy[Any]) -> st.SearchStrategy[bytes]:
    """Bodies as bytes: in any spelling of JSON, and now and then torn."""

    def write(body: Any, ascii_only: bool, indent: int | None) -> bytes:
        text = json.dumps(body, ensure_ascii=ascii_only, indent=indent)
        return text.encode("utf-8", "surrogatepass")

    whole = st.builds(write, bodies, st.booleans(), st.sampled_from([None, None, 1]))
    torn = st.builds(
        lambda raw, place, patch, gone: raw[:place] + patch + raw[place + gone :],
        whole,
        st.integers(0, 60),
        st.binary(max_size=3) | st.sampled_from([b'"', b",", b"\\u0000", b"\\ud800", b"0", b"}"]),
        st.integers(0, 3),
    )
    twice = whole.map(lambda raw: raw.replace(b'"sku"', b'"sku":"B-1","sku"', 1))
    return whole | torn | twice | st.binary(max_size=20)


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


@given(raw=written(bent(usual_rows)))
@hypothesis(max_examples=600)
async def test_a_usual_movement_is_a_declared_one(listener: Listener, raw: bytes) -> None:
    usual = usual_movement(raw)
    if usual is None:
        return
    body = declared(MovementCreate, raw)
    assert body is not None, "the declared model refuses it"
    service = StockService(None, listener)  # type: ignore[arg-type]
    await service.record_movement(body, request=request_of(), actor=ACTOR, if_match=None)
    assert listener.heard.pop() == usual.command(ACTOR)


batches = st.fixed_dictionaries(
    {"movements": st.lists(bent(usual_rows), max_size=3) | values},
    optional={"mode": st.sampled_from(["each", "all_or_nothing", "both", None])},
)


@given(raw=written(bent(batches)))
@hypothesis(max_examples=400)
async def test_a_usual_batch_is_a_declared_one(listener: Listener, raw: bytes) -> None:
    usual = usual_batch(raw)
    if usual is None:
        return
    body = declared(BatchCreate, raw)
    assert body is not None, "the declared model refuses it"
    service = StockService(None, listener)  # type: ignore[arg-type]
    await service.record_batch(body, request=request_of(), actor=ACTOR)
    mode, commands = listener.heard.pop()
    assert (mode, commands) == (usual.mode, [row.command(ACTOR) for row in usual.movements])


lines = st.fixed_dictionaries(
    {"sku": texts | st.just("A-1"), "location": st.just("L-1") | texts, "quantity": numbers}
)
holds = st.fixed_dictionaries(
    {"lines": st.lists(bent(lines), max_size=3) | values, "ttl_seconds": st.just(60) | numbers},
    optional={"reference": st.none() | texts, "reason": st.none() | texts},
)


@given(raw=written(bent(holds)))
@hypothesis(max_examples=400)
async def test_a_usual_hold_is_a_declared_one(listener: Listener, raw: bytes) -> None:
    usual = usual_hold(raw)
    if usual is None:
        return
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


PLACE = {"sku": "A-1", "location": "L-1"}
ROW = PLACE | {"kind": "sale", "quantity": 1}
LINE = PLACE | {"quantity": 2}
HOLD = {"lines": [LINE, LINE | {"sku": "Blue mug"}], "ttl_seconds": 60}


def test_the_usual_form_is_recognised() -> None:
    """Otherwise the tests above would say nothing."""
    for row in (
        ROW,
        ROW | {"kind": "adjust", "quantity": -3},
        ROW | {"sku": "é 😀", "reason": "words", "reference": "https://shop.example/1"},
        ROW | {"reason": None},
    ):
        assert usual_movement(json.dumps(row).encode()) is not None, row
        batch = {"movements": [row] * 1_000, "mode": "each"}
        assert usual_batch(json.dumps(batch).encode()) is not None
    assert usual_hold(json.dumps(HOLD).encode()) is not None
    assert usual_hold(json.dumps(HOLD | {"reference": "order 7"}).encode()) is not None
