"""The application inside of the test's own process, where a mechanism may be taken out of it."""

from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

from app.cli.embedded.processes import LOOPBACK
from app.core.settings import Settings
from app.feed.sequencer import Sequencer
from app.realtime.websocket_manager import WebSocketManager
from tests.faults.house import proxy_of, through
from tests.faults.proxy import Proxy
from tests.fixtures.application import People
from tests.fixtures.feed import until
from tests.fixtures.records import Records
from tests.fixtures.stream import Served, served


@dataclass
class Bench:
    """One application. Its ways to its clients and to Redis are its own and may be broken."""

    name: str
    served: Served
    front: Proxy
    redis: Proxy

    @property
    def address(self) -> str:
        return f"http://{LOOPBACK}:{self.front.port}"

    @property
    def direct(self) -> str:
        return self.served.origin

    @property
    def manager(self) -> WebSocketManager:
        manager: WebSocketManager = self.served.app.state.websockets
        return manager

    @property
    def leading(self) -> bool:
        sequencer: Sequencer = self.served.app.state.sequencer
        return sequencer.leading

    @property
    def buffered(self) -> int:
        """Bytes that wait for readers in this process."""
        return sum(each.wire.buffered for each in self.manager.connections.values())


@dataclass
class Workshop:
    people: People
    records: Records
    benches: list[Bench]

    @property
    def places(self) -> Sequence[Bench]:
        return self.benches


@asynccontextmanager
async def working(settings: Settings, people: People, count: int = 1) -> AsyncIterator[Workshop]:
    """So many applications on one database; they lead and hear each other."""
    async with AsyncExitStack() as stack:
        benches = []
        for number in range(count):
            redis = proxy_of(settings.redis_url)
            redis.start()
            stack.callback(redis.stop)
            inside = settings.model_copy(update={"redis_url": through(settings.redis_url, redis)})
            application = await stack.enter_async_context(served(inside, people))
            front = Proxy(LOOPBACK, application.port)
            front.start()
            stack.callback(front.stop)
            benches.append(Bench(f"bench-{number}", application, front, redis))
        await until(lambda: any(bench.leading for bench in benches))
        relays = [bench.served.app.state.relay for bench in benches]
        await until(lambda: not any(relay.degraded for relay in relays))
        yield Workshop(people, Records(settings), benches)
