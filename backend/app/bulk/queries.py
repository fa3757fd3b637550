"""The statements of an import.

The rows of the file are laid into a temporary table first. There PostgreSQL puts them into the
order of time and finds what is new, whatever the size of the file; the process holds a page.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from app.bulk.models import SalesImport
from app.db.base import Record

IMPORT_LOCK = 0x7A6E616D6F7262
WHOLE_FILE_SECONDS = 900
STAGED_COLUMNS = (
    "place", "sheet", "sku", "sku_key", "description", "invoice", "quantity", "occurred_at",
    "price", "digest", "text_digest",
)  # fmt: skip

CREATE_STAGED = """
    CREATE TEMPORARY TABLE staged_sales (
        place bigint NOT NULL, sheet integer NOT NULL, sku text NOT NULL, sku_key text NOT NULL,
        description text NOT NULL, invoice text NOT NULL, quantity bigint NOT NULL,
        occurred_at timestamptz NOT NULL, price numeric(20, 4) NOT NULL, digest bytea NOT NULL,
        text_digest bytea NOT NULL
    ) ON COMMIT DROP
"""
# A row is known again by its content and its number among rows of that content. Only a sale says
# what the price is (a return repeats the price of its sale), and only from the moment on up to
# which the price in force is settled.
CREATE_ORDERED = """
    CREATE TEMPORARY TABLE ordered_sales ON COMMIT DROP AS
    WITH numbered AS (
        SELECT staged_sales.*,
               row_number() OVER (PARTITION BY digest ORDER BY place) AS ordinal,
               row_number() OVER (PARTITION BY text_digest ORDER BY place) AS text_ordinal
        FROM staged_sales
    ), fresh AS (
        SELECT numbered.*, row_number() OVER (ORDER BY occurred_at, place) AS turn
        FROM numbered
        WHERE NOT EXISTS (
            SELECT FROM sales_import_rows AS known
            WHERE known.location_id = $1 AND known.digest = numbered.digest
              AND known.ordinal = numbered.ordinal
        ) AND NOT EXISTS (
            SELECT FROM sales_import_rows AS known
            WHERE known.location_id = $1 AND known.digest = numbered.text_digest
              AND known.ordinal = numbered.text_ordinal
        )
    ), priced AS (
        SELECT fresh.*,
               lag(price) OVER (PARTITION BY sku_key, quantity > 0 ORDER BY turn) AS price_before
        FROM fresh
    )
    SELECT priced.*,
           quantity > 0 AND price IS DISTINCT FROM price_before
           AND (prices.settled_at IS NULL OR priced.occurred_at >= prices.settled_at)
           AS sets_price
    FROM priced
    LEFT JOIN items ON items.sku_key = priced.sku_key
    LEFT JOIN prices ON prices.item_id = items.id AND prices.price_list = 'default'
          AND prices.currency = $2
"""
# Rows that are new here, and were imported before at another location.
KNOWN_ELSEWHERE = """
    SELECT count(DISTINCT turn) AS rows,
           coalesce(array_agg(DISTINCT locations.code ORDER BY locations.code), '{}') AS locations
    FROM (
        SELECT turn, digest, ordinal FROM ordered_sales
        UNION ALL
        SELECT turn, text_digest, text_ordinal FROM ordered_sales
    ) AS wanted
    JOIN sales_import_rows AS known USING (digest, ordinal)
    JOIN locations ON locations.id = known.location_id
    WHERE known.location_id IS DISTINCT FROM $1
"""
SUMMARY = """
    SELECT count(*) AS rows,
           count(*) FILTER (WHERE quantity > 0) AS sales,
           count(*) FILTER (WHERE quantity < 0) AS returns,
           count(*) FILTER (WHERE sets_price) AS price_steps,
           min(occurred_at) AS first_at, max(occurred_at) AS last_at
    FROM ordered_sales
"""
# The same lines in two sheets: each content counts as often as in the sheet that has it most.
REPEATED_IN_SHEETS = """
    SELECT coalesce(sum(together - most), 0) AS repeated FROM (
        SELECT sum(times) AS together, max(times) AS most FROM (
            SELECT digest, sheet, count(*) AS times FROM staged_sales GROUP BY digest, sheet
        ) AS counted GROUP BY digest HAVING count(*) > 1
    ) AS doubled
"""
NEW_ITEMS = """
    WITH spelled AS (
        SELECT DISTINCT ON (sku_key) sku_key, sku, turn FROM ordered_sales ORDER BY sku_key, turn
    ), counted AS (
        SELECT sku_key, description, count(*) AS times, min(turn) AS first
        FROM ordered_sales WHERE description <> '' GROUP BY sku_key, description
    ), named AS (
        SELECT DISTINCT ON (sku_key) sku_key, description
        FROM counted ORDER BY sku_key, times DESC, first
    )
    SELECT spelled.sku, coalesce(named.description, spelled.sku) AS name
    FROM spelled
    LEFT JOIN named USING (sku_key)
    LEFT JOIN items ON items.sku_key = spelled.sku_key
    WHERE items.id IS NULL
    ORDER BY spelled.turn
"""
# How far the balance would fall below zero at some moment, by the ledger and the file together. A
# count that was not taken back absorbs what the file says of the time before it, an opening as
# well; so the rows behind each count have an opening of their own. A balance that the ledger alone
# has below zero is not mended here. The last rows also have to fit into what is available now,
# because they are applied to that.
OPENINGS = """
    WITH recorded AS (
        SELECT items.sku_key, moved.occurred_at, moved.delta_on_hand,
               moved.counted IS NOT NULL AND NOT EXISTS (
                   SELECT FROM stock_movements AS back WHERE back.reverses_id = moved.id
               ) AS is_count
        FROM (SELECT DISTINCT sku_key FROM ordered_sales) AS sold
        JOIN items USING (sku_key)
        JOIN stock_levels ON stock_levels.item_id = items.id AND stock_levels.location_id = $1
        JOIN stock_movements AS moved ON moved.level_id = stock_levels.id
    ), events AS (
        SELECT sku_key, occurred_at, 0 AS turn, delta_on_hand AS recorded, 0 AS filed, is_count
        FROM recorded
        UNION ALL
        SELECT sku_key, occurred_at, turn, 0, -quantity, false FROM ordered_sales
    ), placed AS (
        SELECT events.*, sum(recorded) OVER by_time AS recorded_balance,
               count(*) FILTER (WHERE is_count) OVER by_time AS counts,
               max(occurred_at) FILTER (WHERE is_count) OVER by_time AS counted_at,
               count(*) FILTER (WHERE is_count) OVER (PARTITION BY sku_key) AS counts_in_all
        FROM events WINDOW by_time AS (PARTITION BY sku_key ORDER BY occurred_at)
    ), running AS (
        SELECT placed.*,
               sum(filed) OVER (PARTITION BY sku_key, counts ORDER BY occurred_at, turn)
               AS filed_balance
        FROM placed
    ), lacking AS (
        SELECT sku_key, min(turn) FILTER (WHERE turn > 0) AS first,
               max(counted_at) AS counted_at, counts = counts_in_all AS is_last,
               max(-filed_balance) AS filed,
               max(-filed_balance - greatest(recorded_balance, 0)) AS at_some_time
        FROM running GROUP BY sku_key, counts, counts_in_all
        HAVING bool_or(turn > 0)
    ), needed AS (
        SELECT lacking.*,
               greatest(at_some_time, CASE WHEN is_last THEN
                   filed - greatest(coalesce(stock_levels.available, 0), 0) END) AS quantity
        FROM lacking
        LEFT JOIN items USING (sku_key)
        LEFT JOIN stock_levels
          ON stock_levels.item_id = items.id AND stock_levels.location_id = $1
    )
    SELECT ordered_sales.sku, CAST(needed.quantity AS bigint) AS quantity,
           greatest((SELECT min(occurred_at) FROM ordered_sales) - CAST($2 AS interval),
                    needed.counted_at) AS occurred_at
    FROM needed JOIN ordered_sales ON ordered_sales.turn = needed.first
    WHERE needed.quantity > 0
    ORDER BY needed.first
"""
PAGE = """
    SELECT turn, sku, invoice, quantity, occurred_at, price, digest, ordinal,
           text_digest, text_ordinal, sets_price
    FROM ordered_sales WHERE turn > :after ORDER BY turn LIMIT :limit
"""
REMEMBER = """
    INSERT INTO sales_import_rows (location_id, digest, ordinal, import_id, movement_id)
    SELECT :location_id, known.digest, known.ordinal, :import_id, movement_id
    FROM unnest(CAST(:digest AS bytea[]), CAST(:ordinal AS bigint[]),
                CAST(:text_digest AS bytea[]), CAST(:text_ordinal AS bigint[]),
                CAST(:movement_id AS bigint[]))
         AS applied (digest, ordinal, text_digest, text_ordinal, movement_id)
    CROSS JOIN LATERAL (VALUES (applied.digest, applied.ordinal),
                               (applied.text_digest, applied.text_ordinal))
         AS known (digest, ordinal)
"""


@dataclass(frozen=True, slots=True)
class StagedSummary:
    """What of the file is new."""

    rows: int
    sales: int
    returns: int
    price_steps: int
    first_at: datetime | None
    last_at: datetime | None


@dataclass(frozen=True, slots=True)
class KnownElsewhere:
    """How many rows were imported before at other locations, and the codes of those."""

    rows: int
    locations: list[str]


@dataclass(frozen=True, slots=True)
class NewItem:
    sku: str
    name: str


@dataclass(frozen=True, slots=True)
class Opening:
    """What must have been there at a moment so that the rows behind it can have happened."""

    sku: str
    quantity: int
    occurred_at: datetime


@dataclass(frozen=True, slots=True)
class Applied:
    """A row of the file and the movement that it became."""

    digest: bytes
    ordinal: int
    text_digest: bytes
    text_ordinal: int
    movement_id: int


async def _driver(session: AsyncSession) -> Any:
    """The connection of the session as the driver has it, for what SQLAlchemy does not offer."""
    connection = await (await session.connection()).get_raw_connection()
    return connection.driver_connection


async def _fetch(
    session: AsyncSession, statement: str, *values: Any
) -> Sequence[Mapping[str, Any]]:
    """Run a statement over all the rows of a file, which may take longer than a request's may."""
    driver = await _driver(session)
    rows: Sequence[Mapping[str, Any]] = await driver.fetch(
        statement, *values, timeout=WHOLE_FILE_SECONDS
    )
    return rows


async def try_lock_imports(session: AsyncSession) -> bool:
    """Be the only import until the transaction ends; False when another one runs."""
    statement = text("SELECT pg_try_advisory_xact_lock(:lock)")
    return bool((await session.execute(statement, {"lock": IMPORT_LOCK})).scalar())


async def list_archived(session: AsyncSession) -> set[str]:
    """The keys of the SKUs of archived items."""
    rows = await session.execute(text("SELECT sku_key FROM items WHERE status = 'archived'"))
    return set(rows.scalars())


async def create_staging(session: AsyncSession) -> None:
    await session.execute(text(CREATE_STAGED))


async def stage(session: AsyncSession, rows: Sequence[tuple[Any, ...]]) -> None:
    """Lay rows (`STAGED_COLUMNS`) into the temporary table, by COPY."""
    driver = await _driver(session)
    await driver.copy_records_to_table("staged_sales", records=rows, columns=STAGED_COLUMNS)


async def order_staged(
    session: AsyncSession, *, location_id: int | None, currency: str
) -> StagedSummary:
    """Put what is new into the order of time; the counts and the first and last moment of it."""
    await _fetch(session, CREATE_ORDERED, location_id, currency)
    await _fetch(session, "CREATE UNIQUE INDEX ON ordered_sales (turn)")
    await _fetch(session, "ANALYZE ordered_sales")
    (row,) = await _fetch(session, SUMMARY)
    return StagedSummary(**row)


async def find_known_elsewhere(session: AsyncSession, *, location_id: int | None) -> KnownElsewhere:
    """The rows that are new at this location (None: it does not exist) and known at another."""
    (row,) = await _fetch(session, KNOWN_ELSEWHERE, location_id)
    return KnownElsewhere(**row)


async def count_repeated_in_sheets(session: AsyncSession) -> int:
    """Rows that stand in one sheet and again in another."""
    (row,) = await _fetch(session, REPEATED_IN_SHEETS)
    return int(row["repeated"])


async def list_new_items(session: AsyncSession) -> list[NewItem]:
    """Every item that the catalog lacks, in the order of their first sale."""
    return [NewItem(**row) for row in await _fetch(session, NEW_ITEMS)]


async def list_openings(
    session: AsyncSession, *, location_id: int | None, lead: timedelta
) -> list[Opening]:
    """The opening balances, ``lead`` before the first row of the file or at a count behind it."""
    return [Opening(**row) for row in await _fetch(session, OPENINGS, location_id, lead)]


async def list_page(session: AsyncSession, *, after: int, limit: int) -> Sequence[Record]:
    return (await session.execute(text(PAGE), {"after": after, "limit": limit})).all()


async def insert_import(session: AsyncSession, values: dict[str, Any]) -> int:
    statement = insert(SalesImport).values(**values).returning(SalesImport.id)
    return (await session.execute(statement)).scalar_one()


async def remember(
    session: AsyncSession, rows: Sequence[Applied], *, location_id: int, import_id: int
) -> None:
    """Note which rows of the file have had their effect."""
    await session.execute(
        text(REMEMBER),
        {
            "location_id": location_id,
            "import_id": import_id,
            **{name: [getattr(row, name) for row in rows] for name in Applied.__slots__},
        },
    )
