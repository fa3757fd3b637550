"""Does the checker find what breaks an invariant? Made-up histories, each with one thing wrong."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from app.feed.change import Channel
from tests.faults.checker import INVARIANTS, assert_kept, broken
from tests.faults.history import (
    Bounds,
    ClientLog,
    Closed,
    Entry,
    Event,
    History,
    Level,
    Line,
    Loaded,
    Moved,
    Opened,
    Placed,
    Read,
    Reset,
    Took,
    Write,
)

INVENTORY = Channel.INVENTORY
TYPE = "stock.level_changed"
COUNT = 6
BOUNDS = Bounds(late=1.0)


def took(seq: int, *, at: float | None = None, version: int | None = None) -> Took:
    number = version or seq
    return Took(seq + 0.2 if at is None else at, seq, TYPE, "1", number, number)


def client(name: str = "reader", *events: Event) -> ClientLog:
    """Somebody who was there from the start and saw everything."""
    start: list[Event] = [Opened(0, "a"), Placed(0, "e", 0, None), Loaded(0, "e", 0, {})]
    return ClientLog(name, INVENTORY, events=start + list(events))


def whole() -> History:
    """Six sales of one, each answered at its number's second; nothing is wrong."""
    history = History(heads={INVENTORY: ("e", COUNT)})
    for n in range(1, COUNT + 1):
        history.writes.append(Write(f"k{n}", 1, 1, n, n - 0.1, n))
        history.feed.append(Entry("e", INVENTORY, n, TYPE, "1", n, "A-1"))
        history.ledger.append(Line(1, n, f"k{n}", 1, 0, n, 0))
        history.reads.append(Read("app", 1, n, n + 0.1, n + 0.2))
    history.levels.append(Level(1, COUNT, 0, COUNT))
    history.clients += [
        client("reader", *(took(n) for n in range(1, COUNT + 1)), Moved(7, COUNT)),
        client(
            "comes back",
            *(took(n) for n in (1, 2, 3)),
            Closed(3.3, 1012),
            Opened(3.4, "b"),
            Placed(3.4, "e", 3, ("e", 3)),
            *(took(n) for n in (4, 5, 6)),
        ),
    ]
    latest = client("latest", took(1), took(COUNT), Moved(7, COUNT))
    latest.mode = "latest"
    history.clients.append(latest)
    history.memory = {"app": [100_000_000, 110_000_000]}
    history.calm = history.disturbed = [0.01] * 100
    return history


def test_what_is_right_is_kept() -> None:
    assert_kept(whole(), " ".join(INVARIANTS), BOUNDS)


def test_nothing_recorded_shows_nothing() -> None:
    assert set(broken(History(), " ".join(INVARIANTS), BOUNDS)) == set(INVARIANTS)


Spoil = Callable[[History], object]


def events(history: History, number: int = 0) -> list[Event]:
    return history.clients[number].events


def edit(history: History, old: Event, new: Event | None, number: int = 0) -> None:
    kept = events(history, number)
    place = kept.index(old)
    kept[place : place + 1] = [new] if new else []


def a_hole_in_the_numbers(history: History) -> None:
    history.feed[5] = replace(history.feed[5], seq=7)
    history.heads[INVENTORY] = ("e", 7)


def a_row_twice(history: History) -> None:
    history.feed.append(replace(history.feed[0], seq=7))
    history.heads[INVENTORY] = ("e", 7)


def another_row(history: History) -> None:
    edit(history, took(3), replace(took(3), key="2"))


def a_foreign_row(history: History) -> None:
    history.clients[0].skus = frozenset({"B"})


def a_position_that_passes_it(history: History) -> None:
    edit(history, took(3), Moved(3.2, 3))


def an_earlier_place(history: History) -> None:
    edit(history, Placed(3.4, "e", 3, ("e", 3)), Placed(3.4, "e", 2, ("e", 3)), 1)


def a_later_place(history: History) -> None:
    edit(history, Placed(3.4, "e", 3, ("e", 3)), Placed(3.4, "e", 4, None), 1)


def another_epoch(history: History) -> None:
    edit(history, Placed(3.4, "e", 3, ("e", 3)), Placed(3.4, "f", 3, ("e", 3)), 1)


def a_needless_reset(history: History) -> None:
    edit(history, Placed(3.4, "e", 3, ("e", 3)), Reset(3.4, "epoch"), 1)
    events(history, 1).insert(-3, Placed(3.4, "e", 3, None))


def versions_that_fall(history: History) -> None:
    first, second = history.feed[2:4]
    history.feed[2:4] = [replace(first, version=4), replace(second, version=3)]


def a_screen_that_goes_back(history: History) -> None:
    edit(history, took(4), replace(took(4), shown=2))


def a_refused_sale_that_happened(history: History) -> None:
    history.writes[0] = replace(history.writes[0], version=None)


def a_line_twice(history: History) -> None:
    history.ledger.append(replace(history.ledger[0], version=7))


def less_than_nothing(history: History) -> None:
    history.ledger[2] = replace(history.ledger[2], on_hand_after=-1)


def a_screen_that_stays_behind(history: History) -> None:
    edit(history, took(COUNT), took(5, at=5.5), 2)


SPOILS: list[tuple[str, Spoil, str]] = [
    ("I1", lambda h: h.feed.pop(), "version 6 of level 1 is in the feed 0 times"),
    ("I1", a_row_twice, "version 1 of level 1 is in the feed 2 times"),
    ("I1", a_hole_in_the_numbers, "1-5, 7 between 1 and 7"),
    ("I1", lambda h: setattr(h, "waiting", 2), "2 committed changes have no number"),
    ("I2", lambda h: edit(h, took(3), None), "reader: it missed 3"),
    ("I2", lambda h: events(h).append(took(2)), "it took 2 when it had 6 already"),
    ("I2", lambda h: events(h).append(took(7)), "it took 7, which the feed does not have"),
    ("I2", another_row, "but the feed has stock.level_changed 1 at version 3"),
    ("I2", a_foreign_row, "which its filter leaves out"),
    ("I2", a_position_that_passes_it, "reader: it missed 3"),
    ("I2", lambda h: events(h, 1).pop(), "stands at 5 of e"),
    ("I2", an_earlier_place, "placed at 2 of e without a reset"),
    ("I2", a_later_place, "placed at 4 of e without a reset"),
    ("I2", another_epoch, "placed at 3 of f without a reset"),
    ("I2", a_needless_reset, "it was reset (epoch), though nothing was lost"),
    ("I3", versions_that_fall, "version 3 (seq 4) comes behind version 4 (seq 3)"),
    ("I3", a_screen_that_goes_back, "the screen went back from version 3 of 1 to 2"),
    ("I4", lambda h: h.ledger.pop(), "its ledger says [5, 0]"),
    ("I4", a_refused_sale_that_happened, "the key k1 was refused, and has 1 lines"),
    ("I4", a_line_twice, "the key k1 was accepted, and has 2 lines"),
    ("I4", less_than_nothing, "level 1 is below zero at version 3"),
    (
        "I4",
        lambda h: h.writes.append(replace(h.writes.pop(), answers=2)),
        "the key k6 was given 2 different answers",
    ),
    (
        "I4",
        lambda h: h.writes.append(replace(h.writes.pop(), version=5)),
        "told another version than its line has",
    ),
    (
        "I5",
        lambda h: h.reads.append(Read("other", 1, 4, 6.5, 6.6)),
        "other showed version 4 of level 1, 0.50 s after version 6 was answered",
    ),
    ("I6", lambda h: setattr(h, "disturbed", [2.0] * 100), "p99 was 2000 ms"),
    ("I7", lambda h: h.memory["app"].append(10**9), "app grew by 858 MiB"),
    ("I8", a_screen_that_stays_behind, "latest shows version 5 of 1, the newest is 6"),
    ("bound", lambda h: edit(h, took(3), took(3, at=4.2)), "version 3 of level 1 1.20 s after"),
]


@pytest.mark.parametrize(("name", "spoil", "message"), SPOILS)
def test_each_violation_is_found(name: str, spoil: Spoil, message: str) -> None:
    history = whole()
    spoil(history)
    with pytest.raises(AssertionError) as said:
        assert_kept(history, name, BOUNDS)
    assert message in str(said.value)


def test_each_invariant_can_be_broken() -> None:
    assert {name for name, _, _ in SPOILS} == set(INVARIANTS)


def test_a_reset_that_is_expected_is_none_of_these() -> None:
    history = whole()
    a_needless_reset(history)
    assert_kept(history, "I2", Bounds(resets=frozenset({"epoch"})))


def test_a_read_within_the_stated_bound_is_not_stale() -> None:
    history = whole()
    history.reads.append(Read("other", 1, 4, 6.5, 6.6))
    assert_kept(history, "I5", Bounds(stale=2.0))


def test_who_is_detached_need_not_be_up_to_date() -> None:
    history = whole()
    events(history).clear()
    history.clients[0].attached = False
    assert_kept(history, "I2 I8")
