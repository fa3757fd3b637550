"""Does the benchmark of changing all prices measure what it says, and notice what was left out?"""

import asyncpg
import pytest

from app.core.settings import Settings
from benchmarks import reprice, table
from benchmarks.reprice_stage import ALONE, FEED, STEPS, TOLD, RepriceOptions, beside
from benchmarks.table import Result

# Far too small to say anything about speed.
TRIAL = RepriceOptions(seconds=0.5, rounds=1, items=300, per_second=40)


@pytest.fixture(scope="module")
def result(servers: Settings) -> Result:
    return reprice.run_on(servers, TRIAL)


def test_everything_was_done_and_told(result: Result) -> None:
    assert [check for check in result.checks if not check.holds] == []
    assert len(result.checks) == 5
    done = {row.cell.name: row.done for row in result.rows}
    assert [done[name] for name in STEPS] == [TRIAL.items] * 3
    # The prices, and how far the change itself was.
    assert done[FEED] > TRIAL.items
    assert min(done[name] for name in (ALONE, *(beside(name) for name in STEPS))) >= 10


def test_every_figure_is_shown(result: Result, capsys: pytest.CaptureFixture[str]) -> None:
    table.show(result)
    shown = capsys.readouterr().out
    assert all(row.cell.name in shown for row in result.rows)
    assert {name for name, held in result.goals.items() if any(one.enough for one in held)} == {
        *STEPS,
        *(beside(name) for name in STEPS),
    }


async def test_what_was_not_told_or_out_of_order_is_noticed(fresh_database_url: str) -> None:
    connection = await asyncpg.connect(fresh_database_url)
    try:
        await connection.execute(
            """
            INSERT INTO feed (channel, seq, type, key, version, after, cause, at)
            SELECT 'price:updates', seq, 'price.changed', key, version, '{}', '{}', now()
            FROM (VALUES (1, 'a', 2), (2, 'a', 3), (3, 'b', 3), (4, 'b', 2), (5, 'c', 3),
                         (6, 'd', 2)) AS told (seq, key, version)
            """
        )
        row = await connection.fetchrow(TOLD, "price:updates", 3)
    finally:
        await connection.close()
    # Both of b, and c without what comes before it; d has no last one.
    assert dict(row) == {"changes": 6, "prices": 4, "misplaced": 3, "unfinished": 1}
