"""Do the shared parts of the benchmarks count, divide and refuse as they should?"""

import asyncio
import json
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

import pytest

from benchmarks.asking import Ask, Job, Requests
from benchmarks.load import Run, Unreadable, answer_size, read_job
from benchmarks.pgbench import client_counts, sampled_ms, without_password
from benchmarks.reading import Reading, percentile
from benchmarks.rounds import Cell, Row, best_of, measure, ratios

JOB = Job(host="127.0.0.1", port=1, ask=Ask("GET", "/"), connections=1, seconds=1.0, token="t")


def reading(per_second: float) -> Reading:
    return Reading(per_second, p50_ms=1.0, p99_ms=2.0, max_ms=3.0, done=5, failed=0)


def test_percentile_takes_the_smallest_value_that_is_enough() -> None:
    values = [float(number) for number in range(1, 101)]
    assert (percentile(values, 0.5), percentile(values, 0.99)) == (50.0, 99.0)
    assert (percentile([7.0], 0.99), percentile([], 0.5)) == (7.0, 0.0)


def test_rounds_alternate_and_warm_up_first() -> None:
    order: list[str] = []

    def cell(name: str) -> Cell:
        def note(seconds: float) -> Reading:
            order.append(f"{name}{seconds:g}")
            return reading(1.0)

        return Cell(name, note)

    heard: list[Cell] = []
    rows = measure(
        [cell("a"), cell("b")], rounds=2, seconds=3, warm_seconds=1, on_cell=heard.append
    )
    assert [each.name for each in heard] == list("ababba")
    assert order == ["a1", "b1", "a3", "b3", "b3", "a3"]
    assert [(len(row.warm_up), len(row.readings), row.done) for row in rows] == [(1, 2, 15)] * 2


def test_ratios_are_taken_inside_each_round_to_the_best_try() -> None:
    def row(name: str, note: str, rates: list[float], against: tuple[str, ...] = ()) -> Row:
        return Row(Cell(name, reading, note, against), [reading(rate) for rate in rates])

    rows = best_of(
        [
            row("limit", "1 client", [10.0, 10.0, 10.0]),
            row("limit", "8 clients", [20.0, 40.0, 80.0]),
            row("own", "", [10.0, 10.0, 10.0], ("limit",)),
        ]
    )
    assert [each.cell.note for each in rows] == ["8 clients", ""]
    ratio = ratios(rows[1], rows)["limit"]
    assert (ratio.low, ratio.median, ratio.high) == (0.125, 0.25, 0.5)


def test_a_round_without_a_result_is_a_failure() -> None:
    limit = Row(Cell("limit", reading), [reading(0.0), reading(1.0)])
    own = Row(Cell("own", reading, against=("limit",)), [reading(1.0), reading(1.0)])
    assert limit.failures == {"rounds without a result": 1}
    assert own.failures == {}
    assert ratios(own, [limit, own])["limit"].low == 0.0


def test_every_keyed_request_has_a_key_of_its_own() -> None:
    ask = Ask("POST", "/x/{one}", '{"sku": "{one}"}', ("A", "BB"), keyed=True, expect=201)
    requests = Requests(Job(**{**vars(JOB), "ask": ask}))
    made = [requests.next() for _ in range(200)]
    assert len(set(made)) == len(made)
    for request in made:
        head, _, body = request.partition(b"\r\n\r\n")
        assert f"Content-Length: {len(body)}".encode() in head
        assert head.count(b"Idempotency-Key: ") == 1
    assert {json.loads(request.partition(b"\r\n\r\n")[2])["sku"] for request in made} == {"A", "BB"}


def test_an_answer_is_taken_apart_or_refused() -> None:
    whole = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
    assert answer_size(whole) == len(whole)
    assert answer_size(whole[:20]) is None
    with pytest.raises(Unreadable):
        answer_size(b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n")


@pytest.mark.parametrize(
    "change", [{"host": "192.0.2.1"}, {"seconds": 1e6}, {"connections": 100_000}]
)
def test_load_stays_on_this_machine_and_bounded(change: dict[str, object]) -> None:
    assert read_job(json.dumps(asdict(JOB))).host == "127.0.0.1"
    with pytest.raises(SystemExit):
        read_job(json.dumps({**asdict(JOB), **change}))


def test_no_password_stands_in_the_process_list() -> None:
    address, password = without_password("postgresql://me:a%2Fb@127.0.0.1:5/x?sslmode=disable")
    assert address == "postgresql://me@127.0.0.1:5/x?sslmode=disable"
    assert password == "a/b"


def test_sampled_times_are_read_from_all_files(tmp_path: Path) -> None:
    (tmp_path / "times.1").write_text("0 1 2500 0 1700000000 5\n0 2 500 0 1700000000 9\n")
    (tmp_path / "times.1.1").write_text("1 1 1000 0 1700000000 5\n")
    assert sampled_ms(tmp_path) == [0.5, 1.0, 2.5]


def test_one_row_wants_fewer_clients() -> None:
    assert max(client_counts(2, hot=True)) < max(client_counts(2, hot=False))
    assert max(client_counts(128, hot=False)) < 100, "PostgreSQL takes so many by default"


async def test_an_idle_connection_may_close_while_others_wait() -> None:
    """The last answers are waited for; who has its answer already is not missed any more."""
    connected: list[asyncio.StreamReader] = []
    answered = 0

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal answered
        connected.append(reader)
        slow = len(connected) == 1
        with suppress(TimeoutError, asyncio.IncompleteReadError):
            while True:
                await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), timeout=0.1)
                await asyncio.sleep(0.9 if slow else 0.001)
                answered += 1
                writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok")
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with server:
        port = server.sockets[0].getsockname()[1]
        job = Job("127.0.0.1", port, Ask("GET", "/"), connections=2, seconds=0.2)
        found = await Run(job).carry_out()
    assert (found.done, found.failures) == (answered, {})
    assert len(connected) == 2
