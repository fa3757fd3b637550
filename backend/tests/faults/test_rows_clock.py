"""The row of the matrix in which the wall clocks of two processes go wrong (docs/faults.md)."""

import asyncio
from pathlib import Path

from app.realtime.protocol import CloseCode
from tests.faults import worker
from tests.faults.checker import assert_kept
from tests.faults.history import Bounds
from tests.faults.house import House, Process
from tests.faults.scene import Scene
from tests.faults.test_rows_security import Visitor, post, visit

HOUR = 3_600
LATE = Bounds(late=2.0)
HOLD_SECONDS = 2
HOLDS = "SELECT count(*) FROM holds WHERE state = 'held'"


async def test_row_23_clocks_jump_by_an_hour(scene: Scene, house: House, tmp_path: Path) -> None:
    """One forwards, one backwards, while clients listen. Numbers, heartbeats, pauses and the
    leader's silence are measured by clocks that do not jump; holds expire by the database's."""
    ahead, behind = house.processes
    jump = tmp_path / "jump"
    for process, seconds in ((ahead, HOUR), (behind, -HOUR)):
        await asyncio.to_thread(process.terminate)
        process.begin(**{worker.CLOCK: f"{seconds}:{jump}"})
    for process in house.processes:
        await asyncio.to_thread(process.wait_until_ready)
    leader, _ = await house.leader()
    levels = await scene.levels()
    for process in house.processes:
        await scene.follow(process)
    scene.trade(levels)
    await asyncio.sleep(0.5)
    jump.touch()
    await asyncio.sleep(2)
    await _hold(scene, levels[0])
    assert (await house.leader())[0] is leader, "the clock made another one lead"
    await _tickets(house, ahead, behind)
    async with asyncio.timeout(HOLD_SECONDS + 5):
        while await house.records.value(HOLDS):  # noqa: ASYNC110 - a table
            await asyncio.sleep(0.1)
    history = await scene.settle()
    assert all(log.codes == [] for log in history.clients), "somebody was sent away"
    assert_kept(history, "I1 I2 I3 I4 I8 bound", LATE)
    for process in house.processes:
        await asyncio.to_thread(process.terminate)


async def _hold(scene: Scene, level: dict[str, object]) -> None:
    line = {"sku": level["sku"], "location": level["location"], "quantity": 1}
    hold = await scene.shop().write("holds", {"lines": [line], "ttl_seconds": HOLD_SECONDS})
    assert hold["state"] == "held"
    assert await scene.house.records.value(HOLDS) == 1, "it expired by a wrong clock"


async def _tickets(house: House, ahead: Process, behind: Process) -> None:
    """Thirty seconds by the wall clock: where it is issued they are good, and where the clock goes
    otherwise they are refused or live longer, by as much as the clocks differ. Once they are."""
    for issuer, door, code in (
        (ahead, ahead, None),
        (behind, behind, None),
        (behind, ahead, CloseCode.UNAUTHENTICATED),
        (ahead, behind, None),
    ):
        ticket = (await post(issuer, "stream-ticket", house.people.viewer.bearer, 201))["ticket"]
        async with visit(door, {}) as connection:
            visitor = Visitor(connection)
            await visitor.say(type="auth", ticket=ticket)
            if code is None:
                await visitor.hear("hello")
            else:
                assert await visitor.shown_out() == code
