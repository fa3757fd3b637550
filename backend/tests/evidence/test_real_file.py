"""Do timeline and evidence of a whole shop agree with what polars makes of its file?

Uses the sales of a real shop where they lie beside this repository (`shared/data`), and else a file
of the same shape made up here. Polars knows no stretches: it joins, groups and sums.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import polars
import pytest

from app.bulk.rejects import RejectFile
from app.bulk.service import SalesImporter
from app.evidence import eu, jp
from app.evidence.intervals import Finding, stretches
from app.evidence.service import EvidenceService
from app.feed.unit_of_work import Journal
from app.pricing.timeline import PriceStep
from tests.bulk.conftest import options
from tests.bulk.test_real_file import REAL, goods_only, read_plainly
from tests.factories.sales_files import many_sales, write_workbook
from tests.fixtures.records import Records

ZONE = "Europe/London"
STEPS = """
    SELECT upper(sku) AS sku, item_id, change.id AS change_id, occurred_at AS at, amount, because,
           recorded_at
    FROM price_changes AS change JOIN items ON items.id = item_id
    ORDER BY occurred_at, change.version
"""
# Of so many items the whole service is asked, too, over the database.
ASKED = 10
Prices = dict[str, int | None]


@pytest.fixture(scope="module")
def sales_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if REAL.exists():
        return REAL
    path = tmp_path_factory.mktemp("sales") / "made_up.xlsx"
    return write_workbook(path, {"A": many_sales(2_500), "B": many_sales(2_500, seed=8)})


async def test_timeline_and_evidence_are_those_of_the_file(
    sales_file: Path, own_journal: Journal, own_records: Records, tmp_path: Path
) -> None:
    # A guard would hold some of its prices back.
    await own_records.rows("UPDATE price_guards SET active = false")
    with RejectFile(None, sales_file, is_written=False) as rejects:
        await SalesImporter(own_journal, sales_file, options(), rejects, lambda *_: None).run()
    timelines = await _timelines(own_records)
    in_file = steps_in_file(sales_file)
    _check_timelines(timelines, in_file)
    answered: dict[str, int] = {"eu": 0, "jp": 0}
    for moment in moments_of(in_file):
        expected = {"eu": lowest_before(in_file, moment), "jp": usual_before(in_file, moment)}
        for law, rule in (("eu", eu.find_prior), ("jp", jp.find_prior)):
            found = {
                sku: _pence(_judge(rule, steps, moment).prior) for sku, steps in timelines.items()
            }
            assert found == {sku: expected[law].get(sku) for sku in timelines}, (law, moment)
            answered[law] += sum(pence is not None for pence in found.values())
        await _check_service(own_journal, timelines, own_records, moment, expected)
    assert min(answered.values()) >= len(timelines)


async def _timelines(records: Records) -> dict[str, list[PriceStep]]:
    found: dict[str, list[PriceStep]] = defaultdict(list)
    for row in await records.rows(STEPS):
        sku, _ = row.pop("sku"), row.pop("item_id")
        found[sku].append(PriceStep(**row))
    return dict(found)


def steps_in_file(path: Path) -> polars.DataFrame:
    """(sku, at, pence), one row for each price that a SKU had, from when on."""
    return (
        goods_only(read_plainly(path))
        .filter(polars.col("quantity") > 0)
        .select(
            "sku",
            polars.col("at")
            .cast(polars.Datetime("us"))
            .dt.replace_time_zone(ZONE, ambiguous="earliest")
            .dt.convert_time_zone("UTC"),
            pence=(polars.col("price") * 100).round().cast(polars.Int64),
        )
        .sort("at", maintain_order=True)
        # Of sales at one moment the last says the price.
        .group_by("sku", "at", maintain_order=True)
        .agg(polars.col("pence").last())
        .filter(polars.col("pence").ne_missing(polars.col("pence").shift().over("sku")))
    )


def _check_timelines(timelines: dict[str, list[PriceStep]], in_file: polars.DataFrame) -> None:
    end = datetime(2100, 1, 1, tzinfo=UTC)
    found = {
        (sku, stretch.starts, _pence(stretch.amount))
        for sku, steps in timelines.items()
        for stretch in stretches(steps, end)
    }
    assert found == set(in_file.select("sku", "at", "pence").iter_rows())
    assert len(timelines) == in_file["sku"].n_unique()


def moments_of(in_file: polars.DataFrame) -> list[datetime]:
    """Moments within the file and after it; one of them is that of a change of a price."""
    first, last = (in_file["at"].min(), in_file["at"].max())
    assert isinstance(first, datetime)
    assert isinstance(last, datetime)
    return [
        first + (last - first) / 2,
        in_file["at"].sort()[in_file.height * 3 // 4],
        last,
        last + timedelta(days=45),
    ]


def lowest_before(in_file: polars.DataFrame, moment: datetime) -> Prices:
    """By SKU: the least of the price 30 days before, and of all that came since."""
    start = moment - timedelta(days=30)
    before = in_file.filter(polars.col("at") < moment)
    carried = before.filter(polars.col("at") <= start).group_by("sku", maintain_order=True).last()
    inside = before.filter(polars.col("at") > start)
    both = polars.concat([carried, inside]).group_by("sku").agg(polars.col("pence").min())
    return dict(both.iter_rows())


def usual_before(in_file: polars.DataFrame, moment: datetime) -> Prices:
    """By SKU: the price of most of eight weeks, or of the time since the first sale."""
    start = moment - timedelta(weeks=8)
    end, length = polars.lit(moment), polars.col("length")
    stretched = (
        in_file.filter(polars.col("at") < moment)
        .with_columns(until=polars.col("at").shift(-1).over("sku").fill_null(end))
        .filter(polars.col("until") > start)
        .with_columns(length=polars.col("until") - polars.col("at").clip(lower_bound=start))
        .group_by("sku", "pence")
        .agg(polars.col("length").sum(), polars.col("until").max())
        .with_columns(total=length.sum().over("sku"))
        .filter(
            length * 2 > polars.col("total"),
            length >= timedelta(weeks=2),
            end - polars.col("until") < timedelta(weeks=2),
        )
    )
    return dict(stretched.select("sku", "pence").iter_rows())


def _judge(rule: Any, steps: list[PriceStep], moment: datetime) -> Finding:
    since = steps[0].at if steps[0].at < moment else None
    history = stretches(steps, moment)
    finding: Finding = rule(history, since=since, starts_at=moment, zone=ZoneInfo("UTC"))
    return finding


async def _check_service(
    journal: Journal,
    timelines: dict[str, list[PriceStep]],
    records: Records,
    moment: datetime,
    expected: dict[str, Prices],
) -> None:
    service = EvidenceService(journal)
    ids = {
        row["sku"]: row["id"] for row in await records.rows("SELECT id, upper(sku) sku FROM items")
    }
    for sku in _some_of(timelines):
        for law in ("eu", "jp"):
            answer = await service.get_evidence(
                ids[sku],
                law=law,
                price_list="default",
                currency="GBP",
                at=moment,
                progressive=False,
            )
            assert _pence(answer.prior) == expected[law].get(sku), (sku, law, moment)
            decisive = {each.amount for each in answer.intervals if each.decides}
            assert answer.prior is None or decisive == {answer.prior}


def _some_of(timelines: dict[str, list[PriceStep]]) -> Iterable[str]:
    """The items whose prices changed most."""
    return sorted(timelines, key=lambda sku: len(timelines[sku]), reverse=True)[:ASKED]


def _pence(amount: Decimal | None) -> int | None:
    return None if amount is None else int(amount * 100)
