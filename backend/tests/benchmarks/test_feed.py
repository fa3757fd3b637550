"""Does the benchmark of the feed measure what it says, and notice a gap?"""

import asyncio
import json
import shutil
from pathlib import Path

import asyncpg
import pytest

from app.core.settings import Settings
from benchmarks import feed, feed_stage, table, takeover
from benchmarks.between import between
from benchmarks.feed_stage import FeedOptions, numbered
from benchmarks.table import Result
from benchmarks.takeover import takeovers

# Far too small to say anything about speed.
TRIAL = FeedOptions(seconds=0.3, rounds=1, callers=8, items=100)


@pytest.fixture(scope="module")
def result(servers: Settings) -> Result:
    """One short run, with one takeover of each kind."""
    if shutil.which("cc") is None:
        pytest.skip("no C compiler")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(takeover, "TAKEOVERS", 1)
        patch.setattr(feed_stage, "SAMPLE_SECONDS", 0.2)
        patch.setattr(feed_stage, "CHANGES_PER_SECOND_MAX", 1_000)
        patch.setattr(feed_stage, "WATCHERS", 2)
        return feed.run_on(servers, TRIAL)


def test_nothing_is_lost(result: Result) -> None:
    assert [check for check in result.checks if not check.holds] == []
    assert len(result.checks) == 3


def test_every_measure_is_told_with_its_targets(
    result: Result, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = {row.cell.name: row for row in result.rows}
    assert set(result.goals) <= set(rows)
    assert all(row.done > 0 for row in result.rows)
    assert rows[feed_stage.SILENT].readings[0].more["seconds"] > 0
    table.show(result)
    table.write_json(result, tmp_path / "result.json")
    document = json.loads((tmp_path / "result.json").read_text(encoding="utf-8"))
    held = [goal["enough"] for row in document["rows"] for goal in row["goals"] if goal["enough"]]
    assert held == [1.0, 3]
    shown = capsys.readouterr().out
    assert all(name in shown for name in rows)


def test_the_median_of_the_takeovers_counts() -> None:
    found = takeovers([1.0, 5.0, 2.0], machine=0.5)
    assert (found.more["seconds"], found.p50_ms, found.max_ms) == (2.0, 2_000.0, 5_000.0)


async def test_a_gap_in_the_numbers_is_noticed(fresh_database_url: str) -> None:
    connection = await asyncpg.connect(fresh_database_url)
    try:
        await connection.execute(
            """
            UPDATE streams SET head = 3 WHERE channel = 'inventory:updates';
            INSERT INTO feed (channel, seq, type, key, version, after, cause, at)
            SELECT 'inventory:updates', seq, 't', 'k', 1, '{}', '{}', now()
            FROM unnest(ARRAY[1, 3]) AS seq
            """
        )
    finally:
        await connection.close()
    assert await numbered(fresh_database_url) == (3, 2)


async def test_what_lies_between_may_fall_silent_or_be_cut() -> None:
    async def echo(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while data := await reader.read(100):
            writer.write(data)
        writer.close()

    server = await asyncio.start_server(echo, "127.0.0.1", 0)
    async with server:
        with between("127.0.0.1", server.sockets[0].getsockname()[1]) as proxy:
            reader, writer = await asyncio.open_connection("127.0.0.1", proxy.port)
            writer.write(b"one")
            assert await reader.read(3) == b"one"
            proxy.fall_silent()
            await asyncio.sleep(0.05)
            writer.write(b"two")
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(reader.read(3), 0.1)
            proxy.heal()
            assert await asyncio.wait_for(reader.read(3), 5) == b"two"
            proxy.cut()
            assert await asyncio.wait_for(_ended(reader), 5)
            again, other = await asyncio.open_connection("127.0.0.1", proxy.port)
            assert await asyncio.wait_for(_ended(again), 5)
            for one in (writer, other):
                one.close()


async def _ended(reader: asyncio.StreamReader) -> bool:
    try:
        return await reader.read(1) == b""
    except ConnectionError:
        return True
