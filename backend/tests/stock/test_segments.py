"""What looks into the ledger finds there what came before it, and nothing is torn needlessly."""

from datetime import UTC, datetime
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from app.stock.engine.apply import segments
from app.stock.engine.commands import Line, StockCommand

MOMENT = datetime(2026, 11, 1, tzinfo=UTC)

levels = st.integers(1, 4)
plain = st.builds(lambda level: Line(level_id=level, kind="sale", delta_on_hand=-1), levels)
late = st.builds(
    lambda level: Line(level_id=level, kind="sale", delta_on_hand=-1, occurred_at=MOMENT), levels
)
counts = st.builds(
    lambda level, moment: Line(level_id=level, kind="count", counted=3, occurred_at=moment),
    levels,
    st.sampled_from([None, MOMENT]),
)
reversals = st.builds(lambda level: Line(level_id=level, kind="sale", reverses_id=7), levels)
commands = st.builds(
    lambda lines: StockCommand(lines=lines, actor="test"),
    st.lists(plain, min_size=1, max_size=3)
    | st.lists(late | counts | reversals, min_size=1, max_size=1),
)


def clashes(segment: list[StockCommand]) -> bool:
    """Whether a line needs what another command of the segment has not written yet."""
    moved: set[int] = set()
    anchors: set[int] = set()
    for command in segment:
        for line in command.lines:
            if line.is_anchor and line.level_id in moved:
                return True
            if line.occurred_at is not None and line.level_id in anchors:
                return True
        moved |= {line.level_id for line in command.lines}
        anchors |= {line.level_id for line in command.lines if line.is_anchor}
    return False


@given(st.lists(commands, min_size=1, max_size=14))
def test_parts_are_whole_and_as_long_as_they_may_be(wanted: list[StockCommand]) -> None:
    parts = [list(part) for part in segments(wanted)]
    assert [command for part in parts for command in part] == wanted
    assert not any(clashes(part) for part in parts)
    for part, following in pairwise(parts):
        assert clashes([*part, following[0]]), "it could have been one statement"


@given(st.lists(st.builds(lambda line: StockCommand(lines=[line], actor="test"), plain)))
def test_what_happens_now_is_one_statement(wanted: list[StockCommand]) -> None:
    assert [list(part) for part in segments(wanted)] == [wanted]
