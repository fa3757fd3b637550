"""The application: what a process starts with, and how it is put together."""

import asyncio
import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from fastapi_offline import FastAPIOffline
from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff

from app.alerts import evaluator
from app.auth.service import AuthService
from app.catalog.life_cycle import Closing
from app.catalog.service import PriceWatch
from app.closing.service import open_of_item, open_of_location
from app.core.cancellation import cancel_until_done
from app.core.logging import configure_logging
from app.core.settings import Settings, get_settings
from app.db.database import Database
from app.feed.relay import Relay
from app.feed.sequencer import Sequencer
from app.feed.unit_of_work import Journal
from app.guards.recheck import GuardRecheck
from app.holds.expiry import HoldExpiry
from app.holds.service import HoldsService
from app.http.contract import add_problems
from app.http.deps import Context
from app.http.errors import install_error_handlers
from app.http.hosts import KnownHosts
from app.http.hot import put_in_front
from app.http.middleware import BodyLimit, DocsPolicy, RequestContext, SameOrigin
from app.http.web_app import WebApp
from app.pricing.proposals import Proposer
from app.pricing.recheck import recheck_item, share_lists
from app.pricing.schedule import PriceSchedule
from app.realtime.contract import add_stream_schemas
from app.realtime.status import StatusReader
from app.realtime.watch import Watch
from app.realtime.websocket_manager import WebSocketManager
from app.repricing.runner import RepricingRunner
from app.routes import HOT_PATHS, SOCKETS, include_routes
from app.stock.engine.directory import LevelDirectory
from app.stock.engine.group_commit import GroupCommitter
from app.stock.self_check import SelfCheck
from app.stock.service import units_on_hand
from app.stock.writer import StockWriter
from app.transfers.service import TransfersService

REDIS_TIMEOUT_SECONDS = 2.0
# Requests make little that refers to itself; looking for it at every turn costs more than it frees.
GC_THRESHOLDS = (100_000, 10, 10)


def create_app(settings: Settings | None = None) -> FastAPI:
    settings = settings or get_settings()
    configure_logging(settings)
    # The API's pages work without the internet, like everything else here.
    app = FastAPIOffline(
        title="Tanamori",
        version="0.1.0",
        summary="Real-time inventory and prices: exact, and on every screen at once.",
        lifespan=_lifespan,
        static_url="/docs/assets",
        # Asked for at every request, and nobody here listens; /metrics has ours.
        telemetry={"tracing": False, "metrics": False, "logs": False, "operation_spans": False},
    )
    app.state.context = _context(settings)
    app.state.auth = AuthService(
        app.state.context.journal,
        session_ttl_hours=settings.session_ttl_hours,
        redis=app.state.context.redis,
    )
    _equip_stock(app)
    _equip_feed(app)
    app.add_middleware(SameOrigin, allowed_origins=settings.allowed_origins)
    app.add_middleware(
        BodyLimit,
        bytes_max=settings.body_bytes_max,
        authenticate=app.state.auth.authenticate,
    )
    app.add_middleware(DocsPolicy)
    app.add_middleware(KnownHosts, allowed=settings.allowed_hosts)
    app.add_middleware(RequestContext)
    put_in_front(app, HOT_PATHS, SOCKETS, bytes_max=settings.body_bytes_max)
    install_error_handlers(app)
    include_routes(app)
    add_problems(app)
    add_stream_schemas(app)
    app.router.default = WebApp(settings.web_root)
    return app


def _equip_stock(app: FastAPI) -> None:
    journal: Journal = app.state.context.journal
    writer = StockWriter(GroupCommitter(journal), LevelDirectory(journal))
    app.state.stock_writer = writer
    app.state.holds = HoldsService(journal, writer)
    app.state.transfers = TransfersService(journal)
    app.state.proposer = Proposer(units_on_hand)
    app.state.closing = Closing(of_item=open_of_item, of_location=open_of_location)
    app.state.price_watch = PriceWatch(before=share_lists, after=recheck_item)


def _equip_feed(app: FastAPI) -> None:
    context: Context = app.state.context
    manager = WebSocketManager(sockets_per_person_max=context.settings.connections_per_person_max)
    relay = Relay(context.database, context.redis, [manager, app.state.stock_writer.directory])
    sequencer = Sequencer(
        context.journal,
        context.redis,
        consumers=[evaluator.evaluate],
        keep_days=context.settings.feed_retention_days,
    )
    self_check = SelfCheck(context.database, leading=lambda: sequencer.leading)
    app.state.websockets = manager
    app.state.relay = relay
    app.state.sequencer = sequencer
    app.state.self_check = self_check
    app.state.watch = Watch(manager, app.state.auth.find_sessions)
    app.state.auth.when_ended(app.state.watch.end)
    app.state.status = StatusReader(
        context.database, context.redis, manager, relay, sequencer, self_check
    )


def _context(settings: Settings) -> Context:
    database = Database(settings)
    redis = Redis.from_url(
        settings.redis_url,
        socket_timeout=REDIS_TIMEOUT_SECONDS,
        socket_connect_timeout=REDIS_TIMEOUT_SECONDS,
        # The relay and the sequencer go on without Redis and come back to it by themselves.
        retry=Retry(NoBackoff(), 0),
    )
    return Context(settings, database, Journal(database), redis)


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    context: Context = app.state.context
    sequencer: Sequencer = app.state.sequencer
    writer: StockWriter = app.state.stock_writer
    expiry = HoldExpiry(context.journal, writer, leading=lambda: sequencer.leading)
    recheck = GuardRecheck(context.journal, leading=lambda: sequencer.leading)
    schedule = PriceSchedule(context.journal, leading=lambda: sequencer.leading)
    repricing = RepricingRunner(context.journal, leading=lambda: sequencer.leading)
    runs = (
        sequencer.run(),
        app.state.relay.run(),
        app.state.watch.run(),
        writer.committer.run(),
        writer.directory.warm(),
        expiry.run(),
        schedule.run(),
        recheck.run(),
        repricing.run(),
        app.state.self_check.run(),
    )
    tasks = [asyncio.create_task(run) for run in runs]
    # What is alive now lives as long as the process; the collector need not walk it again.
    gc.collect()
    gc.freeze()
    gc.set_threshold(*GC_THRESHOLDS)
    try:
        yield
    finally:
        await cancel_until_done(tasks)
        await context.redis.aclose()
        await context.database.close()


app = create_app()
