"""Japan's rule for a past price, at its edges: eight weeks, the majority, two weeks twice."""

import pytest

from app.evidence.jp import find_prior
from app.evidence.types import Reason
from tests.evidence.timelines import TOKYO, judge, moment, prices, steps, verdict, whole

# 56 days, and 28, 14 and so on, before it.
START = "2025-03-26"
EIGHT_WEEKS_BEFORE = "2025-01-29"
FOUR_WEEKS_BEFORE = "2025-02-26"


def test_a_price_in_force_all_the_time_may_be_shown() -> None:
    timeline = steps(("2024-01-01", 1000), (START, 800, "sale"), zone=TOKYO)
    finding = judge(find_prior, timeline, START, TOKYO)
    assert verdict(finding) == (1000, ["carried_forward"])
    assert finding.window.starts == moment(EIGHT_WEEKS_BEFORE, TOKYO)
    assert finding.window.ends == moment(START, TOKYO)


@pytest.mark.parametrize(
    ("raised", "prior", "reasons"),
    [
        ("2025-02-25T23:59:59", 1000, []),
        ("2025-02-26T00:00:00", None, ["no_majority"]),
    ],
)
def test_four_of_the_eight_weeks_are_half_and_a_second_more_is_the_majority(
    raised: str, prior: int | None, reasons: list[Reason]
) -> None:
    timeline = steps(("2024-01-01", 900), (raised, 1000), (START, 800, "sale"), zone=TOKYO)
    finding = judge(find_prior, timeline, START, TOKYO)
    assert (verdict(finding), whole(finding.examined)) == ((prior, reasons), 1000)


def test_a_majority_of_long_ago_hides_behind_no_later_price() -> None:
    """900 was in force a second longer than 1000, and its last day was four weeks ago."""
    timeline = steps(
        ("2024-01-01", 900), ("2025-02-26T00:00:01", 1000), (START, 800, "sale"), zone=TOKYO
    )
    finding = judge(find_prior, timeline, START, TOKYO)
    assert (verdict(finding), whole(finding.examined)) == ((None, ["too_long_ago"]), 900)


def test_stretches_of_the_same_price_are_added_up() -> None:
    """Three weeks, a week of something else, two weeks: five of eight, not in one piece."""
    timeline = steps(
        ("2024-01-01", 900), ("2025-02-12", 1000), ("2025-03-05", 950), ("2025-03-12", 1000),
        (START, 800, "sale"), zone=TOKYO,
    )  # fmt: skip
    finding = judge(find_prior, timeline, START, TOKYO)
    assert verdict(finding) == (1000, [])
    assert prices(finding) == [900, 1000, 950, 1000]


def test_what_was_before_the_eight_weeks_does_not_count() -> None:
    """A year at 1000, and the last eight weeks at 900."""
    timeline = steps(
        ("2024-01-01", 1000), (EIGHT_WEEKS_BEFORE, 900), (START, 800, "sale"), zone=TOKYO
    )
    assert judge(find_prior, timeline, START, TOKYO).prior == 900


@pytest.mark.parametrize(
    ("ended", "reasons"),
    [("2025-03-12T00:00:01", []), ("2025-03-12T00:00:00", ["too_long_ago"])],
)
def test_less_than_two_weeks_may_have_passed_since_the_last_day(
    ended: str, reasons: list[Reason]
) -> None:
    timeline = steps(("2024-01-01", 1000), (ended, 900), (START, 800, "sale"), zone=TOKYO)
    finding = judge(find_prior, timeline, START, TOKYO)
    assert finding.examined == 1000
    assert verdict(finding) == (None if reasons else 1000, reasons)


@pytest.mark.parametrize(
    ("first_day", "prior", "reasons"),
    [
        ("2025-03-12T00:00:00", 1000, ["new_item"]),
        ("2025-03-12T00:00:01", None, ["less_than_two_weeks", "new_item"]),
    ],
)
def test_a_new_item_needs_two_weeks_at_least(
    first_day: str, prior: int | None, reasons: list[Reason]
) -> None:
    timeline = steps((first_day, 1000), (START, 800, "sale"), zone=TOKYO)
    finding = judge(find_prior, timeline, START, TOKYO)
    assert verdict(finding) == (prior, reasons)
    assert finding.window.starts == moment(first_day, TOKYO)


def test_an_item_on_sale_for_less_than_eight_weeks_needs_the_majority_of_that_time() -> None:
    """Four weeks on sale: 15 days at 1000 are most of it, and no half of eight weeks."""
    timeline = steps(
        (FOUR_WEEKS_BEFORE, 900), ("2025-03-11", 1000), (START, 800, "sale"), zone=TOKYO
    )
    finding = judge(find_prior, timeline, START, TOKYO)
    assert verdict(finding) == (1000, ["new_item"])
    timeline = steps(
        (FOUR_WEEKS_BEFORE, 900), ("2025-03-12", 1000), (START, 800, "sale"), zone=TOKYO
    )
    finding = judge(find_prior, timeline, START, TOKYO)
    assert verdict(finding) == (None, ["no_majority", "new_item"])


def test_the_sale_itself_is_no_part_of_the_eight_weeks() -> None:
    timeline = steps(
        ("2024-01-01", 1000), (START, 800, "sale"), ("2025-05-30", 700, "sale"), zone=TOKYO
    )
    assert judge(find_prior, timeline, START, TOKYO).prior == 1000


def test_a_low_price_for_a_day_does_not_lower_it_as_it_does_in_the_eu() -> None:
    timeline = steps(
        ("2024-01-01", 1000), ("2025-03-20", 500, "sale"), ("2025-03-21", 1000),
        (START, 800, "sale"), zone=TOKYO,
    )  # fmt: skip
    assert judge(find_prior, timeline, START, TOKYO).prior == 1000


def test_without_a_price_before_there_is_none_to_show() -> None:
    finding = judge(find_prior, steps((START, 800, "sale"), zone=TOKYO), START, TOKYO)
    assert verdict(finding) == (None, ["no_price_before"])
