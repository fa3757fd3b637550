"""What stands ready before the fan-out is measured, and what is measured there?

Two servers, each on a database and a Valkey of its own: one whose gateway is fed by a driver in the
same process (`benchmarks.fanout_app`), and one that serves as always. The limits, a bare writer in
C and Node's ws, are started for each measurement; nobody else works meanwhile.
"""

import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from app.cli.console import step
from app.cli.errors import Failure
from app.core.settings import Settings
from app.feed.change import Channel
from benchmarks.listening import Listen, Listener, listening
from benchmarks.machine import Meter
from benchmarks.made_changes import CHANGE_BYTES
from benchmarks.native import FAN_OUT, PACKAGES, Programs, allow_sockets, build, find_node
from benchmarks.path import WholePath
from benchmarks.reading import Reading
from benchmarks.rounds import WARM_SECONDS_MAX, Cell
from benchmarks.served import Server, open_session, own_database, serving
from benchmarks.sockets import (
    drive,
    idle_memory,
    measured,
    started,
    stop_driving,
)
from benchmarks.stage import loaded_shop
from benchmarks.station import Station, open_station, own_cache
from benchmarks.storm import Storm

# What is still on its way when the last change was made.
TAIL_SECONDS = 1.0
PROGRAM_SECONDS = 300
# A reader that stands still is closed after ten seconds, which belong to the measurement.
PATH_SECONDS_MIN = 14.0


@dataclass(frozen=True)
class Scale:
    """Rows with a fixed number of sockets, and what happens there each second."""

    paced_sockets: int = 1_000
    paced_per_second: int = 1_000
    path_sockets: int = 200
    path_per_second: int = 500
    stalled: int = 20
    idle_sockets: int = 2_000
    storm_clients: int = 2_000

    def times(self, share: float) -> "Scale":
        """The same with so much fewer sockets; the rates stay."""
        values = vars(self)
        few = {name: max(2, round(n * share)) for name, n in values.items() if "per" not in name}
        return replace(self, **few)


@dataclass(frozen=True)
class FanoutOptions:
    """What the person asked for."""

    sockets: Sequence[int]
    seconds: float
    rounds: int
    items: int
    node: bool
    scale: Scale

    @property
    def most_sockets(self) -> int:
        return max(*self.sockets, self.scale.idle_sockets, self.scale.storm_clients)


@dataclass(frozen=True)
class Names:
    """The rows, as they are called at this scale."""

    scale: Scale

    @staticmethod
    def writer(sockets: int) -> str:
        return f"bare C writer, {sockets:,} sockets"

    @staticmethod
    def node(sockets: int) -> str:
        return f"Node ws, {sockets:,} sockets"

    @staticmethod
    def gateway(sockets: int) -> str:
        return f"gateway, {sockets:,} sockets"

    @property
    def paced(self) -> str:
        scale = self.scale
        return f"gateway, {scale.paced_sockets:,} sockets, {scale.paced_per_second:,} changes/s"

    @property
    def path(self) -> str:
        return f"HTTP to {self.scale.path_sockets:,} sockets, {self.scale.path_per_second:,}/s"

    @property
    def stalled(self) -> str:
        return f"the same beside {self.scale.stalled:,} stalled readers"

    @property
    def idle(self) -> str:
        return f"{self.scale.idle_sockets:,} idle sockets"

    @property
    def storm(self) -> str:
        return f"{self.scale.storm_clients:,} clients after a kill -9"


@dataclass(frozen=True)
class FanoutStage:
    """``gateway`` is fed by its driver, ``station`` by requests."""

    options: FanoutOptions
    names: Names
    programs: Programs
    node: str | None
    gateway: Server
    gateway_token: str
    station: Station
    spare: Settings
    storm: Storm

    def cells(self) -> list[Cell]:
        """Each measure next to its limits, so that they meet the same weather."""
        names, cells = self.names, []
        for sockets in self.options.sockets:
            limits = [names.writer(sockets)]
            cells.append(Cell(limits[0], partial(self._writer, sockets)))
            if self.node is not None:
                limits.append(names.node(sockets))
                cells.append(Cell(limits[1], partial(self._node, sockets), against=(limits[0],)))
            own = partial(self._saturate, sockets)
            cells.append(Cell(names.gateway(sockets), own, against=tuple(limits)))
        cells += [
            Cell(names.paced, self._pace),
            Cell(names.path, partial(self._path, 0)),
            Cell(names.stalled, partial(self._path, self.options.scale.stalled)),
            Cell(names.idle, self._idle, once=True),
            Cell(names.storm, self.storm.measure, once=True),
        ]
        return cells

    def _writer(self, sockets: int, seconds: float) -> Reading:
        command = [str(self.programs.writer), str(sockets), str(CHANGE_BYTES), str(PROGRAM_SECONDS)]
        return self._limit(command, sockets, seconds, plain=True)

    def _node(self, sockets: int, seconds: float) -> Reading:
        assert self.node is not None
        words = [str(PACKAGES), str(sockets), str(CHANGE_BYTES), str(PROGRAM_SECONDS)]
        return self._limit([self.node, str(FAN_OUT), *words], sockets, seconds, plain=False)

    def _limit(self, command: list[str], sockets: int, seconds: float, *, plain: bool) -> Reading:
        """A program that says its port, and writes as soon as everybody is there."""
        with started(command) as process:
            assert process.stdout is not None
            said = process.stdout.readline().strip()
            if not said.isdigit():
                raise Failure(f"{Path(command[0]).name} could not be started: {said!r}.")
            job = Listen(int(said), sockets, plain=plain)
            with listening(self.programs.listener, job) as listener:
                listener.wait_live(sockets)
                return measured(listener, seconds, (process.pid,))

    def _saturate(self, sockets: int, seconds: float) -> Reading:
        with self._at_gateway(sockets) as listener:
            drive(self.gateway, 0, ticked=False)
            try:
                return measured(listener, seconds, self.gateway.pids)
            finally:
                stop_driving(self.gateway)

    def _pace(self, seconds: float) -> Reading:
        """From the first change to the last: what was given has to arrive."""
        scale = self.options.scale
        with self._at_gateway(scale.paced_sockets) as listener:
            meter = Meter(self.gateway.pids)
            listener.begin(seconds + 10 * TAIL_SECONDS)
            drive(self.gateway, scale.paced_per_second, ticked=True)
            time.sleep(seconds)
            cores, given = meter.read(), stop_driving(self.gateway)
            time.sleep(TAIL_SECONDS)
            heard = listener.end()
        share = heard.changes / (given * scale.paced_sockets)
        reading = heard.reading(cores, share=share, fewest_share=heard.fewest / given)
        return replace(reading, per_second=heard.changes / seconds)

    @contextmanager
    def _at_gateway(self, sockets: int) -> Iterator[Listener]:
        job = Listen(self.gateway.port, sockets, (self.gateway_token,), Channel.INVENTORY)
        with listening(self.programs.listener, job) as listener:
            listener.wait_live(sockets)
            yield listener
        self.gateway.bound_log()

    def _path(self, stalled: int, seconds: float) -> Reading:
        scale, is_trial = self.options.scale, seconds <= WARM_SECONDS_MAX
        path = WholePath(
            self.station,
            self.programs.listener,
            self.options.items,
            scale.path_sockets,
            scale.path_per_second,
            stalled,
        )
        if is_trial:
            return path.measure(seconds)
        return path.measure(max(seconds, PATH_SECONDS_MIN), until_closed=stalled > 0)

    def _idle(self, _seconds: float) -> Reading:
        return idle_memory(self.spare, self.programs, self.options.scale.idle_sockets)


@contextmanager
def set_fanout_stage(ready: Settings, options: FanoutOptions) -> Iterator[FanoutStage]:
    """Compile, load the shop three times, start the servers and log in; then all is gone again."""
    allow_sockets(options.most_sockets)
    node = find_node() if options.node else None
    with ExitStack() as stack:
        directory = Path(stack.enter_context(TemporaryDirectory(prefix="tanamori-native-")))
        with step("Compiling the programs in C"):
            programs = build(directory)
        shelves = stack.enter_context(loaded_shop(ready, options.items))
        copies = [stack.enter_context(own_database(ready, shelves)) for _ in range(2)]
        with step("Starting the servers"):
            fed, spare = (stack.enter_context(own_cache(copy)) for copy in copies)
            station = stack.enter_context(open_station(shelves, 1))
            gateway = stack.enter_context(serving(fed, 1, module="benchmarks.fanout_app"))
        yield FanoutStage(
            options,
            Names(options.scale),
            programs,
            node,
            gateway,
            open_session(fed, gateway),
            station,
            spare,
            Storm(spare, programs, options.scale.storm_clients, options.items, Counter()),
        )
