"""In which order, and from which beginning, can the rows of a file be played again?

The same rows as an import would apply, in the order of time, with what must be on the shelf before
the first of them. Held in memory as a whole: a replay is bounded by the bounds of a file.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

from app.bulk.goods import NotGoods
from app.bulk.parsing import Clock, RowParser, RowRefused
from app.bulk.reading.tables import open_tables
from app.bulk.types import Options, Reason, Sale
from app.core.identifiers import identity_key


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """A row in its turn. ``row_key`` is the same in every run over the same content;
    ``sets_price`` where a sale has another price than the sale of that SKU before it."""

    sale: Sale
    row_key: str
    sets_price: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """What a replay does: items by the key of their SKU, first receipts, then the rows."""

    names: dict[str, str]
    skus: dict[str, str]
    openings: dict[str, int]
    rows: list[PlannedRow]
    rejected: Counter[Reason]


def plan_replay(path: Path, options: Options, *, limit: int | None = None) -> Plan:
    """Read the file and put its rows in order. Raises `FileRefused`."""
    sales, rejected = _read(path, options)
    sales.sort(key=lambda sale: sale.occurred_at)
    if limit is not None:
        del sales[limit:]
    skus: dict[str, str] = {}
    described: defaultdict[str, Counter[str]] = defaultdict(Counter)
    balances: Counter[str] = Counter()
    lowest: Counter[str] = Counter()
    for sale in sales:
        sku = identity_key(sale.sku)
        skus.setdefault(sku, sale.sku)
        if sale.description:
            described[sku][sale.description] += 1
        balances[sku] -= sale.quantity
        lowest[sku] = min(lowest[sku], balances[sku])
    names = {
        sku: described[sku].most_common(1)[0][0] if described[sku] else spelled
        for sku, spelled in skus.items()
    }
    openings = {sku: -depth for sku, depth in lowest.items() if depth < 0}
    return Plan(names, skus, openings, _in_turn(sales), rejected)


def _read(path: Path, options: Options) -> tuple[list[Sale], Counter[Reason]]:
    clock = Clock(ZoneInfo(options.time_zone) if options.time_zone else None, path.name)
    sales: list[Sale] = []
    rejected: Counter[Reason] = Counter()
    for table in open_tables(path, options.reading):
        parser = RowParser(
            table,
            clock=clock,
            currency=options.currency,
            not_goods=NotGoods(options.not_goods, options.goods),
            archived=(),
        )
        for _, cells in table.rows:
            try:
                sales.append(parser.parse(cells))
            except RowRefused as refused:
                rejected[refused.reason] += 1
    return sales, rejected


def _in_turn(sales: list[Sale]) -> list[PlannedRow]:
    ordinals: Counter[bytes] = Counter()
    prices: dict[str, Decimal] = {}
    rows = []
    for sale in sales:
        ordinals[sale.digest] += 1
        sku = identity_key(sale.sku)
        # A return repeats the price of its sale; only sales say what the price is.
        sets_price = sale.quantity > 0 and prices.get(sku) != sale.price
        if sets_price:
            prices[sku] = sale.price
        rows.append(PlannedRow(sale, f"{sale.digest.hex()}-{ordinals[sale.digest]}", sets_price))
    return rows
