"""Is every row either a sale or refused for the right reason?"""

from contextlib import nullcontext
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from app.bulk.errors import FileRefused
from app.bulk.goods import NotGoods
from app.bulk.parsing import Clock, RowParser, RowRefused
from app.bulk.reading.types import FileFormat, Table
from app.bulk.types import Reason, Sale
from tests.factories.sales_files import HEADER, Row, sale

LONDON = ZoneInfo("Europe/London")


def parser(clock: Clock | None = None, *, currency: str = "GBP") -> RowParser:
    return RowParser(
        Table("x.csv", list(HEADER), iter(()), 0, FileFormat(decimal_sign="point")),
        clock=clock or Clock(LONDON, "x.csv"),
        currency=currency,
        not_goods=NotGoods(["BOX"]),
        archived={"old-1"},
    )


def parse(row: Row, **options: Any) -> Sale:
    return parser(**options).parse(list(row))


def test_a_sale() -> None:
    parsed = parse(sale("85123A", "6", "2010-12-01 08:26", "2.55", invoice=536365.0))
    assert (parsed.invoice, parsed.sku, parsed.quantity) == ("536365", "85123A", 6)
    assert parsed.price == Decimal("2.55")
    assert parsed.occurred_at == datetime(2010, 12, 1, 8, 26, tzinfo=UTC)


def test_a_return() -> None:
    assert parse(sale(quantity=-2, invoice="C536366")).quantity == -2


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (sale(""), Reason.MISSING_CODE),
        (sale("x" * 101), Reason.UNREADABLE_CODE),
        (sale("A\x00B"), Reason.UNREADABLE_CODE),
        (sale(invoice="9" * 201), Reason.UNREADABLE_INVOICE),
        (sale("POST"), Reason.NOT_GOODS),
        (sale("post"), Reason.NOT_GOODS),
        (sale("m"), Reason.NOT_GOODS),
        (sale("BANK  CHARGES"), Reason.NOT_GOODS),
        (sale("ADJUST"), Reason.NOT_GOODS),
        (sale("AMAZONFEE"), Reason.NOT_GOODS),
        (sale("gift_0001_20"), Reason.NOT_GOODS),
        (sale("TEST001"), Reason.NOT_GOODS),
        (sale("送料"), Reason.NOT_GOODS),
        (sale("box"), Reason.NOT_GOODS),
        (sale("OLD-1"), Reason.ARCHIVED),
        (sale("\u200b"), Reason.UNREADABLE_CODE),
        (sale("ꓮꓐ-1"), Reason.UNREADABLE_CODE),
        (sale(quantity=""), Reason.UNREADABLE_QUANTITY),
        (sale(quantity="2.5"), Reason.UNREADABLE_QUANTITY),
        (sale(quantity=0.0), Reason.ZERO_QUANTITY),
        (sale(quantity="1" + "0" * 30), Reason.QUANTITY_TOO_LARGE),
        (sale(quantity="1E+2"), Reason.UNREADABLE_QUANTITY),
        (sale(quantity="$3"), Reason.UNREADABLE_QUANTITY),
        (sale(quantity=3, invoice="C536365"), Reason.POSITIVE_CANCELLATION),
        (sale(at="yesterday"), Reason.UNREADABLE_TIME),
        (sale(at=None), Reason.UNREADABLE_TIME),
        (sale(at="2999-01-01 10:00"), Reason.FUTURE_TIME),
        (sale(price="free"), Reason.UNREADABLE_PRICE),
        (sale(price=0.0), Reason.ZERO_PRICE),
        (sale(price="-1.00"), Reason.NEGATIVE_PRICE),
        (sale(price="0.001"), Reason.PRICE_DOES_NOT_FIT),
        (sale(price=1e20), Reason.PRICE_DOES_NOT_FIT),
        (sale(price="2E+1"), Reason.UNREADABLE_PRICE),
        (sale(price="$2.50"), Reason.OTHER_CURRENCY),
        (sale(price="2.50 EUR"), Reason.OTHER_CURRENCY),
        (sale(at="0001-01-01 00:00"), Reason.UNREADABLE_TIME),
        (sale(at=datetime(1, 1, 1)), Reason.UNREADABLE_TIME),  # noqa: DTZ001
        (sale(at="9999-12-31 23:59"), Reason.FUTURE_TIME),
        (sale(at=datetime(9999, 12, 31, 23, 59, 59, 999_999)), Reason.FUTURE_TIME),  # noqa: DTZ001
        (sale("4.00638E+12"), Reason.UNREADABLE_CODE),
        ([*sale(), "and more"], Reason.TOO_MANY_CELLS),
    ],
)
def test_refused(row: Row, reason: Reason) -> None:
    with pytest.raises(RowRefused) as refused:
        parse(row)
    assert refused.value.reason == reason


def test_yen_have_no_decimals() -> None:
    assert parse(sale(price="1980"), currency="JPY").price == Decimal(1980)
    with pytest.raises(RowRefused, match="price_does_not_fit"):
        parse(sale(price="19.80"), currency="JPY")


@pytest.mark.parametrize(
    ("written", "accepted"), [("GBP", True), ("gbp", True), ("£", True), ("", True), ("EUR", False)]
)
def test_a_column_that_names_the_currency_of_a_row_is_heeded(written: str, accepted: bool) -> None:
    table = Table(
        "x.csv", [*HEADER, "Currency"], iter(()), 0, FileFormat(decimal_sign="point", delimiter=",")
    )
    reader = RowParser(
        table, clock=Clock(LONDON, "x.csv"), currency="GBP", not_goods=NotGoods(), archived=()
    )
    with nullcontext() if accepted else pytest.raises(RowRefused, match="other_currency"):
        assert reader.parse([*sale(), written]).price == Decimal("2.50")


def test_a_description_in_a_formula_is_read_as_its_text() -> None:
    assert parse(sale(name='="Blue mug"')).description == "Blue mug"
    assert parse(sale(name="'Tis a mug")).description == "'Tis a mug"


@pytest.mark.parametrize("sku", ["POSTCARD", "M21", "DOTS", "S-1", "TESTER", "B-2"])
def test_goods_that_look_like_something_else(sku: str) -> None:
    assert parse(sale(sku)).sku == sku


def test_a_shop_that_sells_what_others_charge() -> None:
    assert "B" in NotGoods()
    assert "B" not in NotGoods(goods=["b"])
    assert "B-2" in NotGoods(["b-2"])


def test_a_cell_below_no_name_is_one_too_many() -> None:
    table = Table(
        "x.csv", [*HEADER, ""], iter(()), 0, FileFormat(decimal_sign="point", delimiter=",")
    )
    reader = RowParser(
        table, clock=Clock(LONDON, "x.csv"), currency="GBP", not_goods=NotGoods(), archived=()
    )
    assert reader.parse([*sale(), ""]).quantity == 3
    for more in (["50"], ["", ""]):
        with pytest.raises(RowRefused, match="too_many_cells"):
            reader.parse([*sale(), *more])


def test_a_short_row_lacks_what_it_lacks() -> None:
    with pytest.raises(RowRefused, match="unreadable_quantity"):
        parser().parse(["1", "A-17"])


def test_the_identity_is_the_content_and_not_the_format() -> None:
    in_csv = parse(sale("21844", "6", "2010-12-01 08:26", "2.50", invoice="536365"))
    at = datetime(2010, 12, 1, 8, 26)  # noqa: DTZ001 - as a workbook has it
    in_workbook = parse(sale(21844.0, 6.0, at, 2.5, invoice=536365.0))
    for one, other in (
        (in_csv.digest, in_workbook.digest),
        (in_csv.text_digest, in_workbook.text_digest),
    ):
        assert one == other
    assert in_csv.digest != parse(sale("21844", "7", "2010-12-01 08:26", "2.50")).digest


def test_a_sale_is_identified_by_its_moment_and_its_text_by_the_time_in_the_file() -> None:
    in_london = parse(sale(at="2024-07-01 08:26"))
    in_tokyo = parse(sale(at="2024-07-01 08:26"), clock=Clock(ZoneInfo("Asia/Tokyo"), "x"))
    assert in_london.digest != in_tokyo.digest
    assert in_london.text_digest == in_tokyo.text_digest
    spelled_otherwise = parse(sale("a-17", at="2024-07-01T07:26:00Z", name="Mug, blue"))
    assert spelled_otherwise.digest == in_london.digest
    assert spelled_otherwise.text_digest != in_london.text_digest


def test_times_of_a_clock_that_is_put_forward_and_back() -> None:
    clock = Clock(LONDON, "x.csv")
    reader = parser(clock)

    def moment(at: str) -> datetime:
        return reader.parse(list(sale(at=at))).occurred_at

    assert moment("2024-06-01 10:00") == datetime(2024, 6, 1, 9, tzinfo=UTC)
    assert (clock.skipped_hour, clock.repeated_hour) == (0, 0)
    # 01:00 to 02:00 does not exist on 31 March: the clock as it stood before says 01:30 UTC.
    assert moment("2024-03-31 01:30") == datetime(2024, 3, 31, 1, 30, tzinfo=UTC)
    assert (clock.skipped_hour, clock.repeated_hour) == (1, 0)
    # 01:00 to 02:00 comes twice on 27 October: the first is still summer time.
    assert moment("2024-10-27 01:30") == datetime(2024, 10, 27, 0, 30, tzinfo=UTC)
    assert (clock.skipped_hour, clock.repeated_hour) == (1, 1)
    assert moment("2024-10-27 02:00") == datetime(2024, 10, 27, 2, tzinfo=UTC)
    assert (clock.skipped_hour, clock.repeated_hour) == (1, 1)


def test_a_time_without_any_zone_refuses_the_file() -> None:
    with pytest.raises(FileRefused, match="carry no time zone") as refused:
        parse(sale(), clock=Clock(None, "sales.csv"))
    assert "--time-zone" in refused.value.remedy
    assert parse(sale(at="2024-03-01T10:00+09:00"), clock=Clock(None, "x")).occurred_at == datetime(
        2024, 3, 1, 1, tzinfo=UTC
    )
