"""How are units promised, handed over and set free?"""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from app.core.identifiers import identity_key
from app.core.page import Cursor, Page, paginate
from app.feed.errors import KeyReused as KeyReusedError
from app.feed.idempotency import Answer, KeyedRequest, request_key
from app.feed.unit_of_work import Journal, UnitOfWork
from app.holds import queries
from app.holds.errors import HoldExceeded, HoldExpired, HoldNotFound, HoldSettled
from app.holds.lines import lines_of
from app.holds.models import Hold
from app.holds.placing import place_hold
from app.holds.schemas import (
    HoldCommit,
    HoldCreate,
    HoldExtend,
    HoldLine,
    HoldLineOut,
    HoldOut,
    HoldRelease,
)
from app.holds.types import HoldCommand, WantedLine
from app.stock import keys
from app.stock.engine.commands import (
    Applied,
    KeyReused,
    Line,
    Refused,
    StockCommand,
    Why,
    fingerprint_of,
)
from app.stock.writer import OK, StockWriter

# Somebody else may take from the hold between our reading and our writing.
ATTEMPTS = 5


class HoldsService:
    """One per process."""

    def __init__(self, journal: Journal, writer: StockWriter) -> None:
        self._journal = journal
        self._writer = writer

    async def hold(self, body: HoldCreate, *, request: KeyedRequest, actor: str) -> Answer:
        """Raises what `place_hold` raises."""
        command = HoldCommand(
            lines=[WantedLine(line.sku, line.location, line.quantity) for line in body.lines],
            ttl_seconds=body.ttl_seconds,
            actor=actor,
            reference=body.reference,
            reason=body.reason,
        )
        return await place_hold(self._writer, request, command)

    async def list_holds(
        self, *, cursor: Cursor | None, limit: int, **filters: Any
    ) -> Page[HoldOut]:
        """Newest first; ``filters`` are those of `queries.list_holds`."""
        async with self._journal.database.snapshot() as session:
            found = await queries.list_holds(session, cursor=cursor, limit=limit, **filters)
            page = paginate(found, limit, lambda hold: Cursor(queries.ORDER, None, hold.id))
            rows = await queries.list_lines(session, [hold.id for hold in page.items])
        by_hold: dict[int, list[Any]] = {}
        for row in rows:
            by_hold.setdefault(row.hold_id, []).append(row)
        return Page(
            items=[_out(hold, lines_of(by_hold[hold.id])) for hold in page.items],
            next_cursor=page.next_cursor,
        )

    async def get_hold(self, hold_id: int, *, up_to: int | None = None) -> HoldOut:
        """Now, or as it was right after a movement. Raises `HoldNotFound`."""
        async with self._journal.database.snapshot() as session:
            hold = await queries.find_hold(session, hold_id)
            if hold is None:
                raise HoldNotFound(f"There is no hold with the id {hold_id}.")
            rows = await queries.list_lines(session, [hold_id], up_to=up_to)
        return _out(hold, lines_of(rows))

    async def commit(
        self, hold_id: int, body: HoldCommit, *, request: KeyedRequest, actor: str
    ) -> Answer:
        """The lines leave the shelf; without any, all that is still held.

        Raises `HoldNotFound`, `HoldSettled`, `HoldExpired`, `HoldExceeded`, and for the key what
        `StockWriter.record` raises.
        """

        def lines(hold: HoldOut) -> list[Line]:
            wanted = _wanted(hold, body.lines)
            rest = _rest(hold, wanted) if body.release_rest else {}
            # The last line says how the hold ended.
            return [
                *_lines("release", rest, body.reason, None),
                *_lines("commit", wanted, body.reason, body.reference or hold.reference),
            ]

        return await self._settle(hold_id, lines, body.lines is None, request, actor)

    async def release(
        self, hold_id: int, body: HoldRelease, *, request: KeyedRequest, actor: str
    ) -> Answer:
        """The lines are free again; without any, all that is still held. Raises as `commit`."""

        def lines(hold: HoldOut) -> list[Line]:
            wanted = _wanted(hold, body.lines)
            return _lines("release", wanted, body.reason, hold.reference)

        return await self._settle(hold_id, lines, body.lines is None, request, actor)

    async def extend(self, hold_id: int, body: HoldExtend, *, request: KeyedRequest) -> Answer:
        """Raises `HoldNotFound`, `HoldSettled`, `HoldExpired`, `KeyReused`, `KeyInProgress`."""

        async def act(work: UnitOfWork) -> HoldOut:
            extended = await queries.extend(work.session, hold_id, ttl_seconds=body.ttl_seconds)
            hold = await queries.find_hold(work.session, hold_id)
            if hold is None:
                raise HoldNotFound(f"There is no hold with the id {hold_id}.")
            out = _out(hold, lines_of(await queries.list_lines(work.session, [hold_id])))
            if not extended:
                over = hold.state in {"committed", "released"}
                raise _over(out, HoldSettled if over else HoldExpired)
            return out

        return await keys.once(self._journal, request, act, status=OK)

    async def _settle(
        self, hold_id: int, lines: Any, everything: bool, request: KeyedRequest, actor: str
    ) -> Answer:
        for attempt in range(ATTEMPTS):
            hold = await self.get_hold(hold_id)
            if hold.state != "held":
                return await self._replayed(hold, request)
            outcome = await self._writer.committer.submit(
                StockCommand.keyed(
                    request,
                    lines(hold),
                    actor=actor,
                    operation="settle",
                    hold_id=hold_id,
                )
            )
            if isinstance(outcome, Applied):
                last = max(line.movement_id for line in outcome.lines)
                return await self._answer(hold_id, last, replayed=outcome.replayed)
            if isinstance(outcome, KeyReused):
                raise await self._writer.error_of(outcome, [], [])
            if outcome.why is Why.HOLD_EXCEEDED and everything and attempt + 1 < ATTEMPTS:
                continue
            raise await self._refusal(hold_id, outcome)
        raise AssertionError("the last attempt answers or raises")

    async def _replayed(self, hold: HoldOut, request: KeyedRequest) -> Answer:
        """The first answer, where this request is what settled the hold (or a part of it)."""
        async with self._journal.database.session() as session:
            used = await queries.find_key(session, request_key(request))
        if used is None:
            raise _over(hold, HoldExpired if hold.state == "expired" else HoldSettled)
        if used.fingerprint != fingerprint_of(request):
            raise KeyReusedError
        return await self._answer(hold.id, used.movement_id, replayed=True)

    async def _answer(self, hold_id: int, movement_id: int, *, replayed: bool) -> Answer:
        hold = await self.get_hold(hold_id, up_to=movement_id)
        return Answer(OK, hold.model_dump_json(), replayed)

    async def _refusal(self, hold_id: int, refused: Refused) -> Exception:
        hold = await self.get_hold(hold_id)
        match refused.why:
            case Why.HOLD_SETTLED:
                return _over(hold, HoldExpired if hold.state == "expired" else HoldSettled)
            case Why.HOLD_EXPIRED:
                return _over(hold, HoldExpired)
            case _:
                return HoldExceeded(
                    "Name at most what remains of each line.", current=hold.model_dump(mode="json")
                )


def _out(hold: Hold, lines: Sequence[HoldLineOut]) -> HoldOut:
    """``lines`` may be those of an earlier moment; while something remains, it was held."""
    over = not any(line.remaining for line in lines)
    return HoldOut(
        id=hold.id,
        state=hold.state if over else "held",
        reference=hold.reference,
        actor=hold.actor,
        created_at=hold.created_at,
        expires_at=hold.expires_at,
        settled_at=hold.settled_at if over else None,
        version=hold.version,
        lines=list(lines),
    )


def _over(hold: HoldOut, error: type[HoldSettled] | type[HoldExpired]) -> Exception:
    if error is HoldExpired:
        message = f"Its time was over at {hold.model_dump(mode='json')['expires_at']}; hold again."
    else:
        message = f"It is {hold.state} already; nothing is held any more."
    return error(message, current=hold.model_dump(mode="json"))


def _wanted(hold: HoldOut, lines: Sequence[HoldLine] | None) -> dict[int, int]:
    """Level and quantity; all that remains where no lines are named."""
    if lines is None:
        return _summed((line.level_id, line.remaining) for line in hold.lines)
    levels = {_name(line.sku, line.location): line.level_id for line in hold.lines}
    wanted = []
    for line in lines:
        level_id = levels.get(_name(line.sku, line.location))
        if level_id is None:
            raise HoldExceeded(
                f"It keeps no {line.sku} at {line.location}.", current=hold.model_dump(mode="json")
            )
        wanted.append((level_id, line.quantity))
    return _summed(wanted)


def _name(sku: str, location: str) -> tuple[str, str]:
    return identity_key(sku), identity_key(location)


def _rest(hold: HoldOut, wanted: dict[int, int]) -> dict[int, int]:
    remaining = _summed((line.level_id, line.remaining) for line in hold.lines)
    return {
        level: quantity - wanted.get(level, 0)
        for level, quantity in remaining.items()
        if quantity > wanted.get(level, 0)
    }


def _summed(pairs: Iterable[tuple[int, int]]) -> dict[int, int]:
    """Positive quantities by level, in the order of the levels."""
    by_level = groupby(sorted(pairs), key=lambda pair: pair[0])
    sums = {level: sum(quantity for _, quantity in group) for level, group in by_level}
    return {level: quantity for level, quantity in sums.items() if quantity > 0}


def _lines(
    kind: str, quantities: dict[int, int], reason: str | None, reference: str | None
) -> list[Line]:
    return [
        Line(
            level_id=level_id,
            kind=kind,
            delta_on_hand=-quantity if kind == "commit" else 0,
            delta_reserved=-quantity,
            reason=reason,
            reference=reference,
        )
        for level_id, quantity in quantities.items()
    ]
