"""How do goods get from one location to another?

A transfer is one document with two legs: `transfer_out` takes the goods from their shelf at once,
`transfer_in` puts them on the other when they arrive. In between they are in transit, and on no
shelf. Each step is one transaction: document, levels, ledger and the answer under its key.
"""

from collections.abc import Sequence
from typing import Any

from app.catalog.service import check_location_open, get_location_by_code
from app.core.identifiers import identity_key
from app.core.page import Cursor, Page, paginate
from app.db.base import Record
from app.feed.idempotency import Answer, KeyedRequest
from app.feed.unit_of_work import Journal, UnitOfWork
from app.stock import keys
from app.stock.engine.commands import Applied, Line, Refused, StockCommand
from app.stock.engine.refusals import refusal
from app.stock.writer import CREATED, OK, apply_in, words_in
from app.transfers import queries
from app.transfers.errors import TransferExceeded, TransferNotFound, TransferSettled
from app.transfers.lines import lines_of
from app.transfers.models import Transfer
from app.transfers.schemas import (
    TransferCreate,
    TransferLine,
    TransferLineOut,
    TransferOut,
    TransferReceive,
)


class TransfersService:
    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    async def send(self, body: TransferCreate, *, request: KeyedRequest, actor: str) -> Answer:
        """Goods leave; raises `InsufficientStock` with the ``line`` (from 0) that did not fit, the
        catalog's errors, `KeyReused` and `KeyInProgress`."""

        async def act(work: UnitOfWork) -> TransferOut:
            origin = await get_location_by_code(work.session, body.from_location)
            # Until the commit, nobody closes the place that the goods are on their way to.
            target = await get_location_by_code(work.session, body.to_location, keep=True)
            check_location_open(target)
            transfer_id = await queries.insert_transfer(
                work.session,
                Transfer(
                    state="received" if body.arrived else "in_transit",
                    from_location_id=origin.id,
                    to_location_id=target.id,
                    reference=body.reference,
                    reason=body.reason,
                    actor=actor,
                ),
            )
            legs = [(origin.code, "transfer_out", -1)]
            if body.arrived:
                legs.append((target.code, "transfer_in", 1))
            # Both legs as one command: it locks the levels of both in the order of everybody.
            moves = [
                (line.sku, code, kind, sign * line.quantity)
                for code, kind, sign in legs
                for line in body.lines
            ]
            await _move(work, transfer_id, moves, actor, body.reason, body.reference)
            if body.arrived:
                await queries.settle(work.session, transfer_id, state="received")
            return await _read(work, transfer_id)

        return await keys.once(self._journal, request, act, status=CREATED)

    async def receive(
        self, transfer_id: int, body: TransferReceive, *, request: KeyedRequest, actor: str
    ) -> Answer:
        """Goods arrive. Raises `TransferNotFound`, `TransferSettled`, `TransferExceeded`, the
        catalog's errors, `KeyReused` and `KeyInProgress`."""

        async def act(work: UnitOfWork) -> TransferOut:
            transfer = await _open(work, transfer_id)
            wanted = _wanted(transfer, body.lines)
            moves = [
                (sku, transfer.to_location, "transfer_in", quantity)
                for sku, quantity in wanted.items()
            ]
            await _move(work, transfer_id, moves, actor, transfer.reason, transfer.reference)
            left = sum(line.in_transit for line in transfer.lines) - sum(wanted.values())
            state = "in_transit" if left and not body.close else "received"
            await queries.settle(work.session, transfer_id, state=state)
            return await _read(work, transfer_id)

        return await keys.once(self._journal, request, act, status=OK)

    async def cancel(self, transfer_id: int, *, request: KeyedRequest, actor: str) -> Answer:
        """What is in transit goes back. Raises as `receive`."""

        async def act(work: UnitOfWork) -> TransferOut:
            transfer = await _open(work, transfer_id)
            moves = [
                (sku, transfer.from_location, "transfer_in", quantity)
                for sku, quantity in _wanted(transfer, None).items()
            ]
            await _move(work, transfer_id, moves, actor, "cancelled", transfer.reference)
            await queries.settle(work.session, transfer_id, state="cancelled")
            return await _read(work, transfer_id)

        return await keys.once(self._journal, request, act, status=OK)

    async def get_transfer(self, transfer_id: int) -> TransferOut:
        """Raises `TransferNotFound`."""
        async with self._journal.database.snapshot() as session:
            return await _read(UnitOfWork(session), transfer_id)

    async def list_transfers(
        self, *, cursor: Cursor | None, limit: int, **filters: Any
    ) -> Page[TransferOut]:
        """Newest first; ``filters`` are those of `queries.list_transfers`."""
        async with self._journal.database.snapshot() as session:
            found = await queries.list_transfers(session, cursor=cursor, limit=limit, **filters)
            page = paginate(found, limit, lambda row: Cursor(queries.ORDER, None, row.id))
            rows = await queries.list_lines(session, [row.id for row in page.items])
        by_transfer: dict[int, list[Record]] = {}
        for row in rows:
            by_transfer.setdefault(row.transfer_id, []).append(row)
        return Page(
            items=[_out(row, lines_of(row, by_transfer[row.id])) for row in page.items],
            next_cursor=page.next_cursor,
        )


async def _read(work: UnitOfWork, transfer_id: int, *, lock: bool = False) -> TransferOut:
    row = await queries.find_transfer(work.session, transfer_id, lock=lock)
    if row is None:
        raise TransferNotFound(f"There is no transfer with the id {transfer_id}.")
    return _out(row, lines_of(row, await queries.list_lines(work.session, [transfer_id])))


async def _open(work: UnitOfWork, transfer_id: int) -> TransferOut:
    """The transfer, locked until the commit and still in transit."""
    transfer = await _read(work, transfer_id, lock=True)
    if transfer.state != "in_transit":
        raise TransferSettled(
            f"It is {transfer.state} already; nothing is in transit any more.",
            current=transfer.model_dump(mode="json"),
        )
    return transfer


def _out(row: Record, lines: Sequence[TransferLineOut]) -> TransferOut:
    return TransferOut.model_validate({**row._mapping, "lines": list(lines)})


def _wanted(transfer: TransferOut, lines: Sequence[TransferLine] | None) -> dict[str, int]:
    """Quantity by SKU; all that is in transit where no lines are named."""
    in_transit: dict[str, int] = {}
    for line in transfer.lines:
        in_transit[line.sku] = in_transit.get(line.sku, 0) + line.in_transit
    if lines is None:
        return {sku: quantity for sku, quantity in in_transit.items() if quantity}
    skus = {identity_key(sku): sku for sku in in_transit}
    wanted: dict[str, int] = {}
    for asked in lines:
        sku = skus.get(identity_key(asked.sku), asked.sku)
        wanted[sku] = wanted.get(sku, 0) + asked.quantity
        if wanted[sku] > in_transit.get(sku, 0):
            raise TransferExceeded(
                f"{in_transit.get(sku, 0)} of {sku} are in transit, {wanted[sku]} are wanted.",
                current=transfer.model_dump(mode="json"),
            )
    return wanted


async def _move(
    work: UnitOfWork,
    transfer_id: int,
    moves: Sequence[tuple[str, str, str, int]],
    actor: str,
    reason: str | None,
    reference: str | None,
) -> None:
    """Move (sku, location, kind, delta on hand) as one command; raises why a level refused."""
    if not moves:
        return
    words = await words_in(work.session, {(sku, code) for sku, code, _, _ in moves})
    levels = [words[sku, code] for sku, code, _, _ in moves]
    lines = [
        Line(
            level_id=level.id,
            kind=kind,
            delta_on_hand=delta,
            reason=reason,
            reference=reference,
            transfer_id=transfer_id,
        )
        for level, (_, _, kind, delta) in zip(levels, moves, strict=True)
    ]
    (outcome,) = await apply_in(work, [StockCommand(lines=lines, actor=actor)])
    if isinstance(outcome, Refused):
        # Both legs have the same lines, one after the other.
        leg = sum(line.kind == lines[0].kind for line in lines)
        raise refusal(levels, lines, outcome, line=outcome.line % leg)
    assert isinstance(outcome, Applied), "without a key there is nothing to repeat"
