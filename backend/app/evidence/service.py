"""Which prior price does a reduction rest on?"""

from datetime import datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from app.catalog.models import Item
from app.catalog.service import get_item_by_id
from app.core.clock import now
from app.evidence import eu, jp
from app.evidence.csv_file import as_csv
from app.evidence.intervals import Finding, Stretch, stretches
from app.evidence.reduction import Reduction, find_reduction, percent_off
from app.evidence.schemas import EvidenceOut, PriceInterval
from app.evidence.types import Law, Reason
from app.feed.unit_of_work import Journal
from app.pricing.timeline import Timeline, read_timeline

RULES = {"eu": eu.find_prior, "jp": jp.find_prior}
# The database knows no shorter time: what is before the next moment is not after this one.
TICK = timedelta(microseconds=1)


class EvidenceService:
    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    async def get_evidence(
        self,
        item_id: int,
        *,
        law: Law,
        price_list: str,
        currency: str | None,
        at: datetime | None,
        progressive: bool,
    ) -> EvidenceOut:
        """Raises `ItemNotFound`, `PriceListNotFound`, and `NoBasePrice` for an item that never had
        a price there."""
        computed_at = now()
        async with self._journal.database.session() as session:
            item = await get_item_by_id(session, item_id)
            known = (at or computed_at) + TICK
            timeline = await read_timeline(
                session, item_id, price_list=price_list, currency=currency, before=known
            )
        history = stretches(timeline.steps, known)
        reduction = find_reduction(history, at=at, now=computed_at, progressive=progressive)
        finding = RULES[law](
            history,
            since=timeline.since,
            starts_at=reduction.starts_at,
            zone=ZoneInfo(timeline.time_zone),
        )
        return _evidence_out(law, item, timeline, reduction, finding, computed_at)

    async def export_evidence(
        self,
        item_id: int,
        *,
        law: Law,
        price_list: str,
        currency: str | None,
        at: datetime | None,
        progressive: bool,
    ) -> str:
        """The same as the text of a CSV file; raises the same errors."""
        evidence = await self.get_evidence(
            item_id,
            law=law,
            price_list=price_list,
            currency=currency,
            at=at,
            progressive=progressive,
        )
        return as_csv(evidence)


def _evidence_out(
    law: Law,
    item: Item,
    timeline: Timeline,
    reduction: Reduction,
    finding: Finding,
    computed_at: datetime,
) -> EvidenceOut:
    reduced, prior = reduction.reduced, finding.prior
    reasons: list[Reason] = [*finding.reasons, *reduction.reasons]
    percent = None
    if reduced is not None and prior is not None:
        if reduced < prior:
            percent = percent_off(prior, reduced)
        else:
            reasons.insert(0, "not_lower")
    return EvidenceOut(
        law=law,
        item_id=item.id,
        sku=item.sku,
        item_name=item.name,
        price_list=timeline.price_list,
        currency=timeline.currency,
        time_zone=timeline.time_zone,
        reduction_starts_at=reduction.starts_at,
        reduced=reduced,
        on_sale_since=timeline.since,
        window_starts_at=finding.window.starts,
        window_ends_at=finding.window.ends,
        prior=prior,
        reduction_percent=percent,
        holds=percent is not None,
        reasons=reasons,
        intervals=[_interval(each, finding.examined) for each in finding.window.stretches],
        computed_at=computed_at,
    )


def _interval(stretch: Stretch, examined: Decimal | None) -> PriceInterval:
    return PriceInterval(
        amount=stretch.amount,
        because=stretch.because,
        starts_at=stretch.starts,
        ends_at=stretch.ends,
        carried_in=stretch.carried_in,
        confirmed_alone=stretch.confirmed_alone,
        change_id=stretch.change_id,
        recorded_at=stretch.recorded_at,
        decides=stretch.amount == examined,
    )
