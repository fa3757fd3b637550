"""How does a file of sales become items, movements and prices?

One transaction for the whole file: a stopped import leaves no trace, and the rows that had their
effect are remembered with it, so that the same file again changes nothing. What is written passes
through the same writers as every other movement and price.
"""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import islice
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import quote
from zoneinfo import ZoneInfo

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from app.bulk import queries
from app.bulk.errors import FileRefused, ImportRunning
from app.bulk.goods import NotGoods
from app.bulk.parsing import Clock, RowParser, RowRefused
from app.bulk.reading.columns import unknown_columns
from app.bulk.reading.tables import ROWS_MAX, open_tables
from app.bulk.reading.types import Table
from app.bulk.rejects import RejectFile
from app.bulk.types import ImportReport, Options
from app.catalog.errors import LocationNotFound
from app.catalog.schemas import ItemCreate, LocationCreate, LocationOut
from app.catalog.service import CatalogService, get_items_by_sku, get_location_by_code
from app.core.identifiers import identity_key
from app.core.money import plain
from app.db.base import Record
from app.feed.unit_of_work import Journal, UnitOfWork
from app.pricing.batch import set_base_prices
from app.pricing.commands import PriceCommand
from app.pricing.schemas import GuardHit
from app.stock.types import MovementCommand
from app.stock.writer import record_movements

STAGE_ROWS = 5_000
APPLY_ROWS = 2_000
CREATE_ROWS = 500
LOCATIONS_NAMED_MAX = 5
# Examples in the report; the rest is only counted.
HELD_BACK_MAX = 5
OPENING_REASON = "opening balance"
PRICE_REASON = "sold at this price"
# Before the first row, so that nothing is sold before it was there.
OPENING_LEAD = timedelta(minutes=1)

log = structlog.get_logger()


class Progress(Protocol):
    """What an import tells while it runs: the stage, and how far it is in it."""

    def __call__(self, stage: str, done: int, total: int) -> None: ...


class SalesImporter:
    """Imports one file."""

    def __init__(
        self, journal: Journal, path: Path, options: Options, rejects: RejectFile, tell: Progress
    ) -> None:
        self._journal = journal
        self._path = path
        self._options = options
        self._rejects = rejects
        self._tell = tell
        self._catalog = CatalogService(journal)
        self.report = ImportReport()

    async def run(self) -> ImportReport:
        """Import the file. Raises `FileRefused`, `ImportRunning`, and what the writers raise."""
        async with self._journal.unit_of_work() as work:
            location = await self._prepare(work.session)
            await self._create_items(work)
            place = location or await self._open_location(work)
            import_id = await self._begin(work, place)
            await self._open_balances(work, place)
            await self._apply(work, place, import_id)
        log.info("bulk.sales_imported", file=self._path.name, rows=self.report.rows)
        return self.report

    async def rehearse(self) -> ImportReport:
        """What an import would do; nothing is kept."""
        async with self._journal.database.session() as session:
            location = await self._prepare(session)
            self.report.items_created = len(await queries.list_new_items(session))
            await self._count_openings(session, location)
        return self.report

    async def _prepare(self, session: AsyncSession) -> LocationOut | None:
        """Read the file and find what is new in it; the location, if it exists."""
        if not await queries.try_lock_imports(session):
            raise ImportRunning("Another import is running; wait for its end and start again.")
        location = await self._find_location(session)
        clock = self._clock(location)
        await self._stage(session, clock)
        self._tell("Putting the rows in order of time", 0, 0)
        found = await queries.order_staged(
            session,
            location_id=location.id if location else None,
            currency=self._options.currency,
        )
        if not self._options.count_again:
            await self._check_known_elsewhere(session, location)
        report = self.report
        report.sales, report.returns = found.sales, found.returns
        report.already_imported = report.rows - report.rejected.total() - found.rows
        report.price_changes = found.price_steps
        report.first_at, report.last_at = found.first_at, found.last_at
        report.skipped_hour, report.repeated_hour = clock.skipped_hour, clock.repeated_hour
        report.repeated_in_sheets = await queries.count_repeated_in_sheets(session)
        return location

    async def _check_known_elsewhere(
        self, session: AsyncSession, location: LocationOut | None
    ) -> None:
        """Raise `FileRefused` where a row was imported before for another location."""
        known = await queries.find_known_elsewhere(
            session, location_id=location.id if location else None
        )
        if known.rows:
            codes = ", ".join(known.locations[:LOCATIONS_NAMED_MAX])
            raise FileRefused(
                f"{known.rows:,} of {self.report.rows:,} rows of {self._path.name} were imported "
                f"before for another location ({codes}); this import is for "
                f"{self._options.location}.",
                f"Name that location: --location {known.locations[0]}. If these are other sales, "
                "count them here as well: --count-again",
            )

    async def _find_location(self, session: AsyncSession) -> LocationOut | None:
        try:
            found = await get_location_by_code(session, self._options.location)
        except LocationNotFound:
            return None
        return LocationOut.model_validate(found)

    def _clock(self, location: LocationOut | None) -> Clock:
        name = self._options.time_zone or (location.time_zone if location else None)
        self.report.time_zone = name or ""
        return Clock(ZoneInfo(name) if name else None, self._path.name)

    async def _stage(self, session: AsyncSession, clock: Clock) -> None:
        await queries.create_staging(session)
        archived = await queries.list_archived(session)
        rows = self._read(clock, archived)
        while block := list(islice(rows, STAGE_ROWS)):
            await queries.stage(session, block)
        if self.report.rows == 0:
            raise FileRefused(
                f"{self._path.name} has a header but no rows.", "There is nothing to import."
            )

    def _read(self, clock: Clock, archived: set[str]) -> Iterator[tuple[Any, ...]]:
        """The rows that can be applied, as they are staged; the others go to the reject file."""
        options, report = self._options, self.report
        not_goods = NotGoods(options.not_goods, options.goods)
        expected = 0
        for sheet, table in enumerate(open_tables(self._path, options.reading)):
            self._note_format(table)
            expected += table.rows_estimate
            self._rejects.begin(table)
            parser = RowParser(
                table,
                clock=clock,
                currency=options.currency,
                not_goods=not_goods,
                archived=archived,
            )
            for number, cells in table.rows:
                report.rows += 1
                self._count(expected)
                try:
                    sale = parser.parse(cells)
                except RowRefused as refused:
                    report.rejected[refused.reason] += 1
                    self._rejects.add(table, number, refused.reason, cells)
                    continue
                yield (
                    report.rows, sheet, sale.sku, identity_key(sale.sku), sale.description,
                    sale.invoice, sale.quantity, sale.occurred_at, sale.price, sale.digest,
                    sale.text_digest,
                )  # fmt: skip

    def _note_format(self, table: Table) -> None:
        """Note for the report how a table is read, and which of its columns are not."""
        self.report.formats[table.name] = table.format
        named = self.report.unknown_columns
        named += [name for name in unknown_columns(table.header) if name not in named]

    def _count(self, expected: int) -> None:
        rows = self.report.rows
        if rows > ROWS_MAX:
            raise FileRefused(
                f"{self._path.name} has more than {ROWS_MAX:,} rows.",
                "Split it, by year for example, and import the parts one after another.",
            )
        if rows % 1_000 == 0:
            self._tell("Reading", rows, max(expected, rows))

    async def _open_location(self, work: UnitOfWork) -> LocationOut:
        options = self._options
        if not options.time_zone:
            raise FileRefused(
                f"The location {options.location} does not exist yet.",
                "Say in which time zone it lies, and it is made: --time-zone Europe/London",
            )
        self.report.location_created = True
        body = LocationCreate(
            code=options.location, name=options.location_name, time_zone=options.time_zone
        )
        return await self._catalog.create_location_in(work, body)

    async def _create_items(self, work: UnitOfWork) -> None:
        missing = await queries.list_new_items(work.session)
        for start in range(0, len(missing), CREATE_ROWS):
            self._tell("Making the catalog", start, len(missing))
            bodies = [
                ItemCreate(sku=row.sku, name=row.name)
                for row in missing[start : start + CREATE_ROWS]
            ]
            await self._catalog.create_items_in(work, bodies, actor=self._options.actor)
            await work.flush()
        self.report.items_created = len(missing)

    async def _begin(self, work: UnitOfWork, place: LocationOut) -> int:
        report, options = self.report, self._options
        counts = {
            "rows": report.rows,
            "sales": report.sales,
            "returns": report.returns,
            "already_imported": report.already_imported,
            "rejected": {reason.value: n for reason, n in sorted(report.rejected.items())},
        }
        return await queries.insert_import(
            work.session,
            {
                "location_id": place.id,
                "file_name": self._path.name,
                "currency": options.currency,
                "time_zone": report.time_zone or None,
                "actor": options.actor,
                "counts": counts,
            },
        )

    async def _count_openings(
        self, session: AsyncSession, place: LocationOut | None
    ) -> Sequence[queries.Opening]:
        rows = await queries.list_openings(
            session, location_id=place.id if place else None, lead=OPENING_LEAD
        )
        self.report.openings = len(rows)
        self.report.opening_units = sum(row.quantity for row in rows)
        return rows

    async def _open_balances(self, work: UnitOfWork, place: LocationOut) -> None:
        rows = await self._count_openings(work.session, place)
        for start in range(0, len(rows), APPLY_ROWS):
            self._tell("Opening balances", start, len(rows))
            await record_movements(
                work, [self._opening(row, place) for row in rows[start : start + APPLY_ROWS]]
            )
            await work.flush()

    def _opening(self, row: queries.Opening, place: LocationOut) -> MovementCommand:
        return MovementCommand(
            sku=row.sku,
            location=place.code,
            kind="receive",
            delta_on_hand=row.quantity,
            actor=self._options.actor,
            reason=OPENING_REASON,
            occurred_at=row.occurred_at,
        )

    async def _apply(self, work: UnitOfWork, place: LocationOut, import_id: int) -> None:
        total = self.report.sales + self.report.returns
        done = prices = 0
        while rows := await queries.list_page(work.session, after=done, limit=APPLY_ROWS):
            movement_ids = await record_movements(work, [self._movement(r, place) for r in rows])
            prices += await self._set_prices(work, [row for row in rows if row.sets_price])
            applied = [
                queries.Applied(
                    row.digest, row.ordinal, row.text_digest, row.text_ordinal, movement_id
                )
                for row, movement_id in zip(rows, movement_ids, strict=True)
            ]
            await queries.remember(work.session, applied, location_id=place.id, import_id=import_id)
            await work.flush()
            done = rows[-1].turn
            self._tell("Recording movements and prices", done, total)
        self.report.price_changes = prices

    def _movement(self, row: Record, place: LocationOut) -> MovementCommand:
        return MovementCommand(
            sku=row.sku,
            location=place.code,
            kind="sale" if row.quantity > 0 else "return",
            delta_on_hand=-row.quantity,
            actor=self._options.actor,
            reference=invoice_uri(row.invoice),
            occurred_at=row.occurred_at,
        )

    async def _set_prices(self, work: UnitOfWork, rows: Sequence[Record]) -> int:
        items = await get_items_by_sku(work.session, {row.sku for row in rows})
        commands = [
            PriceCommand(
                item_id=items[row.sku].id,
                amount=row.price,
                currency=self._options.currency,
                actor=self._options.actor,
                reason=PRICE_REASON,
                reference=invoice_uri(row.invoice),
                occurred_at=row.occurred_at,
                cause="import",
            )
            for row in rows
        ]
        result = await set_base_prices(work, commands)
        self._tell_held_back(result.held_back)
        return result.steps

    def _tell_held_back(self, held_back: Sequence[tuple[PriceCommand, list[GuardHit]]]) -> None:
        report = self.report
        report.prices_held_back += len(held_back)
        for command, hits in held_back[: HELD_BACK_MAX - len(report.held_back)]:
            assert command.amount is not None, "a row of a file names a price"
            report.held_back.append(
                f"{command.reference or 'a row'}: {plain(command.amount)} {command.currency} "
                f"breaks {hits[0].rule} of the guard “{hits[0].guard_name}”"
            )


def invoice_uri(invoice: str) -> str | None:
    """The document that caused a movement, as a URI."""
    return f"invoice:{quote(invoice, safe='')}" if invoice else None
