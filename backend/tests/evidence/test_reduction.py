"""Which reduction is meant, from when on, and how much less is it?"""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.evidence import eu
from app.evidence.reduction import percent_off
from tests.evidence.timelines import judge, moment, reduction_of, said, steps

NOW = "2025-03-20"


def test_the_running_reduction_starts_when_the_sale_made_the_price_lower() -> None:
    timeline = steps(("2025-01-01", 100), ("2025-03-10T08:00", 80, "sale"))
    found = reduction_of(timeline, now=NOW)
    assert said(found) == (moment("2025-03-10T08:00"), 80, [])


def test_a_base_price_that_moves_below_a_sale_begins_no_other_reduction() -> None:
    """Steps at which only what lies below the sale changed."""
    timeline = steps(
        ("2025-01-01", 100), ("2025-03-10", 80, "sale"), ("2025-03-15", 80, "sale"),
        ("2025-03-16", 80, "sale"),
    )  # fmt: skip
    assert reduction_of(timeline, now=NOW).starts_at == moment("2025-03-10")


@pytest.mark.parametrize(
    "timeline",
    [
        steps(("2025-01-01", 100)),
        steps(("2025-01-01", 100), ("2025-03-10", 80, "sale"), ("2025-03-15", 100)),
        # A new base price below the sale: nobody said how long, so it is no sale.
        steps(("2025-01-01", 100), ("2025-03-10", 80, "sale"), ("2025-03-15", 70)),
    ],
)
def test_without_a_running_sale_it_would_begin_now(timeline: list) -> None:  # type: ignore[type-arg]
    found = reduction_of(timeline, now=NOW)
    assert said(found) == (moment(NOW), None, ["no_reduction"])


def test_a_given_start_is_taken_at_its_word() -> None:
    timeline = steps(("2025-01-01", 100), ("2025-03-10", 80, "sale"), ("2025-03-15", 100))
    found = reduction_of(timeline, now=NOW, at="2025-03-10")
    assert said(found) == (moment("2025-03-10"), 80, [])
    assert reduction_of(timeline, now=NOW, at="2025-03-09").reduced == 100


def test_what_lies_ahead_is_judged_by_what_is_planned() -> None:
    timeline = steps(("2025-01-01", 100), ("2025-04-01", 80, "sale"), ("2025-04-08", 100))
    found = reduction_of(timeline, now=NOW, at="2025-04-01")
    assert said(found) == (moment("2025-04-01"), 80, ["still_open"])


def test_without_a_plan_there_is_no_reduction_to_come() -> None:
    found = reduction_of(steps(("2025-01-01", 100)), now=NOW, at="2025-04-01")
    assert said(found) == (moment("2025-04-01"), None, ["no_reduction", "still_open"])


PROGRESSIVE = steps(
    ("2025-01-01", 100), ("2025-03-01", 90, "sale"), ("2025-03-06", 80, "sale"),
    ("2025-03-11", 60, "sale"),
)  # fmt: skip


def test_progressive_reductions_rest_on_the_price_before_the_first() -> None:
    found = reduction_of(PROGRESSIVE, now=NOW, progressive=True)
    assert said(found) == (moment("2025-03-01"), 60, ["progressive"])
    assert judge(eu.find_prior, PROGRESSIVE, found.starts_at).prior == 100


def test_without_the_option_each_of_them_rests_on_the_one_before() -> None:
    found = reduction_of(PROGRESSIVE, now=NOW)
    assert said(found)[:2] == (moment("2025-03-11"), 60)
    assert judge(eu.find_prior, PROGRESSIVE, found.starts_at).prior == 80


def test_a_single_reduction_is_not_progressive() -> None:
    timeline = steps(("2025-01-01", 100), ("2025-03-10", 80, "sale"))
    assert reduction_of(timeline, now=NOW, progressive=True).reasons == []


@pytest.mark.parametrize(
    ("between", "first"),
    [
        # A break, even of a moment: the full price was back.
        ((("2025-03-05", 100, "base"), ("2025-03-05T00:00:00.000001", 85, "sale")), "2025-03-05"),
        # It went up in between; from there on it only went down.
        ((("2025-03-05", 95, "sale"),), "2025-03-05"),
    ],
)
def test_what_interrupts_reductions_begins_another(between: tuple, first: str) -> None:  # type: ignore[type-arg]
    timeline = steps(
        ("2025-01-01", 100), ("2025-03-01", 90, "sale"), *between, ("2025-03-11", 60, "sale")
    )
    found = reduction_of(timeline, now=NOW, progressive=True)
    assert found.starts_at.date() == moment(first).date()
    assert found.starts_at >= moment(first)


def test_a_step_further_that_is_planned_follows_the_running_ones() -> None:
    timeline = [*PROGRESSIVE[:3], *steps(("2025-04-01", 50, "sale"))]
    found = reduction_of(timeline, now=NOW, at="2025-04-01", progressive=True)
    assert said(found) == (moment("2025-03-01"), 50, ["still_open", "progressive"])


def test_a_sale_that_became_weaker_is_not_lower_than_before() -> None:
    timeline = steps(("2025-01-01", 100), ("2025-03-01", 60, "sale"), ("2025-03-10", 80, "sale"))
    for progressive in (False, True):
        found = reduction_of(timeline, now=NOW, progressive=progressive)
        assert said(found)[:2] == (moment("2025-03-10"), 80)
        assert judge(eu.find_prior, timeline, found.starts_at).prior == 60


@pytest.mark.parametrize(
    ("prior", "reduced", "percent"),
    [
        ("100", "80", "20.00"),
        ("3", "2", "33.33"),
        ("3", "1", "66.66"),
        ("1.29", "1.28", "0.77"),
        ("1980", "0", "100.00"),
        ("999999999999.0000", "0.0001", "99.99"),
        ("100000", "99999", "0.00"),
    ],
)
def test_a_percentage_is_rounded_down(prior: str, reduced: str, percent: str) -> None:
    assert str(percent_off(Decimal(prior), Decimal(reduced))) == percent


UNITS = st.integers(0, 10**16 - 1)


@given(UNITS, UNITS, st.sampled_from([0, 2, 3, 4]))
def test_a_percentage_never_says_more_than_there_is(one: int, other: int, exponent: int) -> None:
    reduced, prior = sorted((Decimal(one).scaleb(-exponent), Decimal(other).scaleb(-exponent)))
    if prior == 0:
        return
    percent = percent_off(prior, reduced)
    assert percent.as_tuple().exponent == -2
    # In whole numbers: what is said, times the prior price, is no more than the difference.
    said, least = int(percent * 100), 10_000 * abs(one - other)
    assert said * max(one, other) <= least < (said + 1) * max(one, other)
