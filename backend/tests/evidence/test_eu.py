"""The prior price of Article 6a, at each edge where shops have got it wrong."""

from decimal import Decimal

import pytest

from app.evidence.eu import find_prior
from app.evidence.intervals import stretches
from tests.evidence.timelines import LONDON, TOKYO, judge, moment, prices, steps, verdict


def test_the_window_ends_strictly_before_the_start() -> None:
    """Not the last 30 days from today: what came with the reduction or after it says nothing."""
    timeline = steps(
        ("2025-01-01", 100),
        ("2025-03-01", 90),
        ("2025-03-10", 50, "sale"),
        ("2025-03-20", 40, "sale"),
    )
    finding = judge(find_prior, timeline, "2025-03-10")
    assert finding.prior == 90
    assert finding.window.ends == moment("2025-03-10")
    assert finding.window.stretches[-1].ends == moment("2025-03-10")


def test_the_moment_of_the_start_does_not_count() -> None:
    """The reduced price begins in the very moment at which the window ends."""
    timeline = steps(("2025-01-01", 100), ("2025-03-10", 80, "sale"))
    finding = judge(find_prior, timeline, "2025-03-10")
    assert finding.prior == 100
    assert prices(finding) == [100]


def test_the_last_moment_before_the_start_counts() -> None:
    timeline = steps(
        ("2025-01-01", 100), ("2025-03-09T23:59:59.999999", 70), ("2025-03-10", 80, "sale")
    )
    assert judge(find_prior, timeline, "2025-03-10").prior == 70


def test_the_price_at_the_start_of_the_window_is_carried_in() -> None:
    """Set long before, and raised during the window: it was applied in it all the same."""
    timeline = steps(("2024-06-01", 60), ("2025-02-20", 100), ("2025-03-10", 80, "sale"))
    finding = judge(find_prior, timeline, "2025-03-10")
    assert finding.prior == 60
    first = finding.window.stretches[0]
    assert (first.amount, first.carried_in) == (Decimal(60), True)
    assert first.starts == finding.window.starts == moment("2025-02-08")
    assert [stretch.carried_in for stretch in finding.window.stretches] == [True, False]


def test_a_price_that_ended_when_the_window_began_is_not_in_it() -> None:
    timeline = steps(("2024-06-01", 60), ("2025-02-08", 100), ("2025-03-10", 80, "sale"))
    finding = judge(find_prior, timeline, "2025-03-10")
    assert finding.prior == 100
    assert not finding.window.stretches[0].carried_in


def test_a_price_that_ended_a_moment_later_is_in_it() -> None:
    timeline = steps(
        ("2024-06-01", 60), ("2025-02-08T00:00:00.000001", 100), ("2025-03-10", 80, "sale")
    )
    assert judge(find_prior, timeline, "2025-03-10").prior == 60


def test_an_empty_window_carries_forward_and_knows_no_minimum_of_two_years_ago() -> None:
    timeline = steps(("2023-01-01", 10), ("2023-02-01", 100), ("2025-03-10", 80, "sale"))
    finding = judge(find_prior, timeline, "2025-03-10")
    assert finding.prior == 100
    assert prices(finding) == [100]
    assert finding.window.stretches[0].carried_in
    assert finding.reasons == ["carried_forward"]


def test_the_effective_price_counts_and_not_the_base_price() -> None:
    """A sale inside the window is the lowest price although the base price never moved."""
    timeline = steps(
        ("2025-01-01", 100), ("2025-02-20", 75, "sale"), ("2025-02-23", 100),
        ("2025-03-10", 80, "sale"),
    )  # fmt: skip
    finding = judge(find_prior, timeline, "2025-03-10")
    assert finding.prior == 75
    assert [stretch.because for stretch in finding.window.stretches] == ["base", "sale", "base"]


def test_a_new_item_is_judged_by_the_time_it_was_on_sale() -> None:
    timeline = steps(("2025-03-01T09:00", 100), ("2025-03-05", 90), ("2025-03-10", 80, "sale"))
    finding = judge(find_prior, timeline, "2025-03-10")
    assert finding.prior == 90
    assert finding.window.starts == moment("2025-03-01T09:00")
    assert finding.reasons == ["new_item"]
    assert not finding.window.stretches[0].carried_in


def test_an_item_of_exactly_thirty_days_is_not_new() -> None:
    timeline = steps(("2025-02-08", 100), ("2025-03-10", 80, "sale"))
    finding = judge(find_prior, timeline, "2025-03-10")
    assert verdict(finding) == (100, [])


@pytest.mark.parametrize("start", ["2025-03-10", "2025-03-09"])
def test_an_item_that_begins_with_its_reduction_has_no_prior_price(start: str) -> None:
    finding = judge(find_prior, steps(("2025-03-10", 80, "sale")), start)
    assert verdict(finding) == (None, ["no_price_before"])
    assert finding.window.stretches == []


def test_a_price_replaced_in_the_same_moment_was_never_applied() -> None:
    timeline = steps(
        ("2025-01-01", 100), ("2025-03-01", 1), ("2025-03-01", 90), ("2025-03-10", 80, "sale")
    )
    finding = judge(find_prior, timeline, "2025-03-10")
    assert finding.prior == 90
    assert prices(finding) == [100, 90]


def test_a_step_that_changes_neither_price_nor_layer_divides_nothing() -> None:
    timeline = steps(("2025-01-01", 100), ("2025-02-20", 100), ("2025-03-10", 80, "sale"))
    finding = judge(find_prior, timeline, "2025-03-10")
    assert prices(finding) == [100]
    assert finding.window.stretches[0].change_id == 1


def test_thirty_days_across_the_start_of_summer_time_in_london() -> None:
    """30 calendar days before 10:00 summer time is 10:00 winter time, which is 30 days less one
    hour; so 30 times 24 hours reach further back."""
    timeline = steps(
        ("2025-01-01", 60), ("2025-03-11T09:30", 100), ("2025-04-10T10:00", 80, "sale"),
        zone=LONDON,
    )  # fmt: skip
    finding = judge(find_prior, timeline, "2025-04-10T10:00", LONDON)
    assert finding.window.starts == moment("2025-03-11T09:00", LONDON)
    assert finding.prior == 60


def test_thirty_days_across_the_end_of_summer_time_in_london() -> None:
    """Here 30 calendar days are an hour longer than 30 times 24 hours, and are taken."""
    timeline = steps(
        ("2025-01-01", 60), ("2025-10-10T10:30", 100), ("2025-11-09T10:00", 80, "sale"),
        zone=LONDON,
    )  # fmt: skip
    finding = judge(find_prior, timeline, "2025-11-09T10:00", LONDON)
    assert finding.window.starts == moment("2025-10-10T10:00", LONDON)
    assert finding.window.ends - finding.window.starts > moment("2025-01-31") - moment("2025-01-01")
    assert finding.prior == 60


def test_a_window_that_begins_in_the_hour_that_occurs_twice_begins_in_the_first() -> None:
    finding = judge(find_prior, steps(("2025-01-01", 60)), "2025-11-25T01:30", LONDON)
    assert finding.window.starts == moment("2025-10-26T00:30")


def test_a_window_that_begins_in_the_hour_that_is_skipped_begins_before_it() -> None:
    finding = judge(find_prior, steps(("2025-01-01", 60)), "2025-04-29T01:30", LONDON)
    assert finding.window.starts == moment("2025-03-30T00:30")


def test_a_start_in_the_hour_that_occurs_twice_is_the_one_that_is_named() -> None:
    for start in ("2025-10-26T00:30", "2025-10-26T01:30"):
        finding = judge(find_prior, steps(("2025-01-01", 60)), moment(start), LONDON)
        assert finding.window.ends == moment(start)
        assert finding.window.starts <= moment(start.replace("10-26", "09-26"))


def test_thirty_days_in_tokyo_are_always_the_same() -> None:
    timeline = steps(
        ("2025-01-01", 60), ("2025-03-11T10:00", 100), ("2025-04-10T10:00", 80, "sale"),
        zone=TOKYO,
    )  # fmt: skip
    finding = judge(find_prior, timeline, "2025-04-10T10:00", TOKYO)
    assert finding.window.starts == moment("2025-03-11T10:00", TOKYO)
    assert finding.prior == 100


def test_the_days_are_those_of_the_list_and_not_of_utc() -> None:
    """The same reduction; London's clock changed in between, UTC's never does."""
    timeline = steps(("2025-01-01", 60), ("2025-10-10T09:30", 100))
    start = moment("2025-11-09T10:00")
    assert judge(find_prior, timeline, start, LONDON).prior == 60
    assert judge(find_prior, timeline, start).prior == 100


def test_a_timeline_that_does_not_reach_back_far_enough_proves_nothing() -> None:
    """There are steps older than those that were read, and they may have been lower."""
    start = moment("2025-03-10")
    history = stretches(steps(("2025-03-01", 100)), start)
    finding = find_prior(history, since=moment("2020-01-01"), starts_at=start, zone=LONDON)
    assert verdict(finding) == (None, ["too_many_steps"])
