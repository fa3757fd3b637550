"""What do prices, and all that is told beside them, look like in a frame?"""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

from app.feed.change import Change
from app.guards.changes import guard_changed
from app.guards.schemas import GuardFace
from app.price_lists.changes import list_changed
from app.price_lists.schemas import ListRule, PriceListOut
from app.pricing.changes import price_changed, price_touched, proposal_changed, sale_changed
from app.pricing.sale_schemas import SaleOut
from app.pricing.schemas import (
    GuardHit,
    Impact,
    PriceChangeOut,
    PriceOut,
    ProposalLine,
    ProposalOut,
    Rounding,
    SaleFace,
)
from app.repricing.changes import bulk_changed
from app.repricing.schemas import BulkFace

MOMENT = datetime(2026, 3, 1, 9, 30, 0, 123456, tzinfo=UTC)
START = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
PRICER = "pricer@localhost"
APPROVER = "approver@localhost"

PRICE = PriceOut(
    id=5,
    item_id=7,
    sku="A-17",
    name="Blue mug 300 ml",
    category="Kitchen/Mugs",
    price_list="default",
    amount=Decimal(1980),
    base=Decimal(1980),
    currency="JPY",
    because="base",
    sale=None,
    hits=[],
    since=MOMENT,
    next_change_at=None,
    version=1,
    updated_at=MOMENT,
)
PRICE_CHANGE = PriceChangeOut(
    id=21,
    price_id=5,
    item_id=7,
    sku="A-17",
    item_name="Blue mug 300 ml",
    price_list="default",
    currency="JPY",
    before=None,
    amount=Decimal(1980),
    base=Decimal(1980),
    because="base",
    sale_id=None,
    change_percent=None,
    significance=None,
    cause="base_price",
    version=1,
    reason=None,
    reference=None,
    actor=PRICER,
    approved_by=None,
    override_reason=None,
    hits=[],
    occurred_at=MOMENT,
    recorded_at=MOMENT,
)
HIT = GuardHit(
    rule="max_decrease",
    mode="approve",
    guard_id=1,
    guard_name="Everything",
    price_list="default",
    amount=Decimal(198),
    limit="30",
    value="90",
)
SALE = SaleOut(
    id=4,
    price_id=5,
    item_id=7,
    sku="A-17",
    item_name="Blue mug 300 ml",
    category="Kitchen/Mugs",
    price_list="default",
    currency="JPY",
    name="Spring sale",
    priority=0,
    amount=None,
    percent_off=Decimal(20),
    rounding=None,
    tiers=[],
    starts_at=START,
    ends_at=START + timedelta(days=7),
    time_zone="Asia/Tokyo",
    starts_local="2026-03-03T00:00:00+09:00",
    ends_local="2026-03-10T00:00:00+09:00",
    state="scheduled",
    price=Decimal(1584),
    base=Decimal(1980),
    overlaps=[],
    hits=[],
    approved_by=None,
    reason=None,
    created_by=PRICER,
    version=1,
    created_at=MOMENT,
    updated_at=MOMENT,
)
PROPOSAL = ProposalOut(
    id=2,
    kind="base",
    state="pending",
    title="A-17: 1980 \u2192 198 JPY",
    proposed_by=PRICER,
    reason="spring",
    override_reason=None,
    lines=[
        ProposalLine(
            item_id=7,
            sku="A-17",
            item_name="Blue mug 300 ml",
            price_list="default",
            currency="JPY",
            before=Decimal(1980),
            amount=Decimal(198),
            change_percent=Decimal("-90.00"),
            units_on_hand=9,
            hits=[HIT],
        )
    ],
    lines_total=1,
    impact=Impact(
        items=1,
        units_on_hand=9,
        value_before=Decimal(17820),
        value_after=Decimal(1782),
        margin_percent_before=None,
        margin_percent_after=None,
    ),
    bulk_id=None,
    decided_by=None,
    decision_reason=None,
    created_at=MOMENT,
    expires_at=MOMENT + timedelta(days=7),
    decided_at=None,
    version=1,
)
BULK = BulkFace(
    id=3,
    name="Mugs up",
    state="applying",
    price_list="default",
    currency="JPY",
    actor=PRICER,
    done=2_000,
    total=10_000,
    applied=1_990,
    skipped=10,
    undone=0,
    kept=0,
    proposal_id=None,
    problem=None,
    version=4,
)
GUARD = GuardFace(
    id=1,
    name="Mugs",
    mode="approve",
    price_list=None,
    category="Kitchen/Mugs",
    item_id=None,
    sku=None,
    max_increase_percent=Decimal("30.00"),
    max_decrease_percent=Decimal("30.00"),
    floor=Decimal(500),
    ceiling=None,
    currency="JPY",
    refuse_zero=True,
    refuse_scale=True,
    window_hours=24,
    is_default=False,
    active=True,
    reason="a digit too many or too few",
    updated_by=APPROVER,
    version=1,
    created_at=MOMENT,
    updated_at=MOMENT,
    removed_at=None,
)
PRICE_LIST = PriceListOut(
    code="web",
    name="Web shop",
    currency="JPY",
    channel="web",
    country="JP",
    customer_group=None,
    time_zone="Asia/Tokyo",
    parent="default",
    rule=ListRule(kind="percent", value=Decimal(-10)),
    rounding=Rounding(to=Decimal(10)),
    active=True,
    prices=120,
    own_prices=4,
    version=1,
    created_at=MOMENT,
    updated_at=MOMENT,
)


def _prices() -> list[Change]:
    """A first price, another one, and a sale that is planned for it and starts."""
    cheaper = PRICE.model_copy(
        update={"amount": Decimal(1780), "base": Decimal(1780), "version": 2}
    )
    step = PRICE_CHANGE.model_copy(
        update={
            "id": 22,
            "before": Decimal(1980),
            "amount": Decimal(1780),
            "base": Decimal(1780),
            "change_percent": Decimal("-10.10"),
            "significance": "significant",
            "version": 2,
            "reason": "spring sale",
        }
    )
    planned = cheaper.model_copy(update={"next_change_at": SALE.starts_at, "version": 3})
    reduced = planned.model_copy(
        update={
            "amount": Decimal(1424),
            "because": "sale",
            "sale": SaleFace(id=SALE.id, name=SALE.name, ends_at=SALE.ends_at),
            "since": SALE.starts_at,
            "next_change_at": SALE.ends_at,
            "version": 4,
        }
    )
    started = step.model_copy(
        update={
            "id": 23,
            "before": Decimal(1780),
            "amount": Decimal(1424),
            "because": "sale",
            "sale_id": SALE.id,
            "change_percent": Decimal("-20.00"),
            "significance": "major",
            "cause": "sale_started",
            "version": 4,
            "reason": None,
            "actor": "system",
            "occurred_at": SALE.starts_at,
        }
    )
    return [
        price_changed(PRICE, PRICE_CHANGE),
        price_changed(cheaper, step),
        price_touched(planned, "planned", actor=PRICER, reason=None),
        price_changed(reduced, started),
    ]


def price_events() -> list[Change]:
    rejected = PROPOSAL.model_copy(
        update={
            "state": "rejected",
            "decided_by": APPROVER,
            "decision_reason": "a digit is missing",
            "decided_at": MOMENT + timedelta(minutes=3),
            "version": 2,
        }
    )
    running = SALE.model_copy(update={"state": "running", "version": 2})
    return [
        *_prices(),
        sale_changed(SALE, "created", actor=PRICER, reason=None),
        sale_changed(running, "started", actor="system", reason=None),
        proposal_changed(PROPOSAL, "proposed", actor=PRICER, reason="spring"),
        proposal_changed(rejected, "rejected", actor=APPROVER, reason="a digit is missing"),
        bulk_changed(BULK, "applying", actor=PRICER, reason=None),
        *_rules(),
    ]


def _rules() -> list[Change]:
    """What a price may be, and where it comes from."""
    stricter = GUARD.model_copy(update={"mode": "block", "reason": None, "version": 2})
    removed = stricter.model_copy(update={"removed_at": MOMENT, "version": 3})
    cheaper = PRICE_LIST.model_copy(
        update={"rule": ListRule(kind="percent", value=Decimal(-15)), "version": 2}
    )
    return [
        guard_changed(GUARD, "created", actor=APPROVER, reason=GUARD.reason),
        guard_changed(stricter, "edited", actor=APPROVER, reason=None),
        guard_changed(removed, "removed", actor=APPROVER, reason=None),
        list_changed(PRICE_LIST, "created", actor=PRICER, reason=None),
        list_changed(cheaper, "edited", actor=PRICER, reason="autumn"),
    ]
