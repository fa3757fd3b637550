"""``tanamori import sales``: real sales from a file, as items, movements and prices."""

import asyncio
import resource
import sys
import time
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer
from pydantic import ValidationError

from app.bulk.errors import FileQuestion, FileRefused
from app.bulk.rejects import RejectFile
from app.bulk.service import SalesImporter
from app.bulk.types import ImportReport, Options
from app.catalog.schemas import LocationCreate
from app.cli.console import out
from app.cli.errors import Failure
from app.cli.file_formats import (
    DayFirst,
    DecimalMark,
    Delimiter,
    Encoding,
    list_answers,
    read_date_order,
    read_decimal_sign,
    read_delimiter,
)
from app.cli.import_report import show_report
from app.cli.migrations import migrate
from app.cli.paragraphs import help_of
from app.cli.progress import StageProgress
from app.cli.services import services
from app.core.errors import TanamoriError
from app.core.logging import configure_logging
from app.core.money import CURRENCY_EXPONENTS
from app.core.settings import Settings
from app.db.database import Database
from app.feed.unit_of_work import Journal

ACTOR = "import"
T = TypeVar("T")

SalesPath = Annotated[Path, typer.Argument(metavar="FILE", help="CSV or Excel workbook (.xlsx).")]
TimeZone = Annotated[
    str | None,
    typer.Option(
        help="The clock that the file's times were read from, such as Europe/London or Asia/Tokyo. "
        "Needed where the times carry no offset, unless the location exists and has a zone.",
    ),
]
Currency = Annotated[
    str | None, typer.Option(help="What the prices are counted in: GBP, JPY, USD ... Needed.")
]
LocationCode = Annotated[str, typer.Option(help="Where the goods lie; made if there is none.")]
LocationName = Annotated[str, typer.Option(help="Its name, if it has to be made.")]
Sheets = Annotated[
    list[str] | None, typer.Option("--sheet", help="This sheet alone; may be repeated.")
]
NotGoods = Annotated[
    list[str] | None,
    typer.Option(help="A stock code that is no goods, besides the usual ones; may be repeated."),
]
Goods = Annotated[
    list[str] | None,
    typer.Option(
        help="A stock code that is goods, though others use it for a fee; may be repeated."
    ),
]


def register(commands: typer.Typer) -> None:
    imports = typer.Typer(help="Bring in what another system knows.", no_args_is_help=True)
    # Keeps `sales` a word of its own, because other kinds of files will follow.
    imports.callback()(lambda: None)
    imports.command("sales", help=help_of(sales))(sales)
    commands.add_typer(imports, name="import")


def sales(
    file: SalesPath,
    time_zone: TimeZone = None,
    currency: Currency = None,
    location: LocationCode = "MAIN",
    location_name: LocationName = "Main warehouse",
    rejects: Annotated[
        Path | None,
        typer.Option(
            help="Where the rows that cannot be applied are listed, each with its reason. "
            "A file that exists is never overwritten; a dry run writes none without this option.",
            show_default="FILE's name with .rejects.csv, in this folder",
        ),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only say what would happen; keep nothing.")
    ] = False,
    encoding: Encoding = None,
    sheet: Sheets = None,
    date_order: DayFirst = None,
    decimal: DecimalMark = None,
    delimiter: Delimiter = None,
    not_goods: NotGoods = None,
    goods: Goods = None,
    count_again: Annotated[
        bool,
        typer.Option(
            "--count-again",
            help="Count rows here as well that were imported before for another location.",
        ),
    ] = False,
) -> None:
    """Import sales: one row per line of an invoice, returns with a negative quantity.

    Columns: stock code, quantity, date and time, unit price; and where there are: invoice,
    description, customer, country, a separate time of day. English and Japanese names are known.

    Nothing is guessed. The decimal sign, the order of dates and the encoding are found in the
    whole file; where they can be read in two ways, nothing is imported, and the message shows
    both readings and the option that says which is meant.

    Each sale and return becomes a movement, each new unit price of a sale a price change, at the
    time that the file says. Items that are missing are made, and opening balances just large
    enough that stock is not negative at any moment; past sales do not take goods that arrived
    later. A time that the clock repeats in autumn means the first of the two; one that it skips in
    spring counts by the clock before the change.

    The import is one transaction: it happens as a whole or not at all. A row is known again by its
    invoice, stock code, quantity, moment and price, so importing a file a second time changes
    nothing, also as CSV instead of Excel. Rows that were imported for another location are not
    counted again unless you say so with --count-again.
    A file may have 128 MB and 2,000,000 rows.
    """
    began = time.monotonic()
    options = read_options(
        time_zone=time_zone,
        currency=currency,
        location=location,
        location_name=location_name,
        encoding=encoding,
        sheets=tuple(sheet or ()),
        date_order=date_order,
        decimal=decimal,
        delimiter=delimiter,
        not_goods=tuple(not_goods or ()),
        goods=tuple(goods or ()),
        count_again=count_again,
    )
    reject_file = RejectFile(rejects, file, is_written=not dry_run or rejects is not None)
    with refusals_in_words():
        # Before a server is started or the file is read.
        reject_file.check()
    with services() as settings:
        configure_logging(settings.model_copy(update={"log_level": "warning"}))
        migrate(settings)
        work = _import(settings, file, options, reject_file, dry_run=dry_run)
        report, rejects_path = carry_out(work)
    show_report(file, report, rejects_path, dry_run=dry_run)
    out.print(
        f"{time.monotonic() - began:.1f} s, "
        f"{peak_memory_bytes() / 1e6:.0f} MB of memory at the most."
    )


async def _import(
    settings: Settings, file: Path, options: Options, reject_file: RejectFile, *, dry_run: bool
) -> tuple[ImportReport, Path | None]:
    """The report and the path of the reject file, if one was written."""
    database = Database(settings)
    try:
        with reject_file as rejects, StageProgress() as tell:
            importer = SalesImporter(Journal(database), file, options, rejects, tell)
            report = await (importer.rehearse() if dry_run else importer.run())
            return report, rejects.keep()
    finally:
        await database.close()


def carry_out(work: Coroutine[Any, Any, T]) -> T:
    """Run the work; what the rooms refuse becomes a message and a remedy."""
    with refusals_in_words():
        return asyncio.run(work)


@contextmanager
def refusals_in_words() -> Iterator[None]:
    """Raise ``Failure`` with a message and a remedy for what the rooms refuse."""
    try:
        yield
    except FileQuestion as asked:
        raise Failure(asked.detail, list_answers(asked.question)) from asked
    except FileRefused as refused:
        raise Failure(refused.detail, refused.remedy) from refused
    except TanamoriError as error:
        raise Failure(error.detail) from error


def read_options(
    *,
    currency: str | None,
    time_zone: str | None,
    date_order: str | None,
    decimal: str | None,
    delimiter: str | None,
    location: str,
    location_name: str,
    **more: Any,
) -> Options:
    """The options as they are meant. Raises ``Failure`` for what cannot be right."""
    if not currency:
        raise Failure(
            "Nothing says what the prices are counted in.",
            "Name the currency: --currency GBP (or JPY, EUR, USD ...)",
        )
    if currency.upper() not in CURRENCY_EXPONENTS:
        raise Failure(
            f"{currency!r} is no currency.", "Name it by its ISO 4217 code: GBP, JPY, EUR, USD ..."
        )
    try:
        body = LocationCreate(code=location, name=location_name, time_zone=time_zone or "UTC")
    except ValidationError as error:
        first = error.errors()[0]
        option = str(first["loc"][0]).replace("code", "location").replace("_", "-")
        raise Failure(f"--{option} {first['input']!r}: {first['msg']}.") from error
    return Options(
        currency=currency.upper(),
        location=body.code,
        location_name=body.name,
        time_zone=time_zone,
        date_order=read_date_order(date_order),
        decimal_sign=read_decimal_sign(decimal),
        delimiter=read_delimiter(delimiter),
        actor=ACTOR,
        **more,
    )


def peak_memory_bytes() -> int:
    """The most memory that this process ever had; the database is not in it."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024
