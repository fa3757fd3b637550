"""How is a level put right that is not what its ledger says, or that readers know otherwise?

The ledger is the truth: a balance is set to what its movements add up to, and a line of the ledger
says so. Nothing is ever rewritten.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from app.db.base import Record
from app.feed.unit_of_work import UnitOfWork
from app.stock import queries
from app.stock.changes import balance_of, level_corrected
from app.stock.models import StockLevel
from app.stock.schemas import MovementOut, StockLevelOut
from app.stock.types import BALANCE_MAX

ACTOR = "check"
# As many as one change may name.
MOVEMENTS_MAX = 1_000

# What only a line has that corrects a level: it counts nothing, balances nothing, moves nothing.
CORRECTS = """(
    kind = 'count' AND counted IS NULL AND count_id IS NULL AND reverses_id IS NULL
    AND delta_on_hand = 0 AND delta_reserved = 0
)"""
# What the lines of a level add up to, which is the newest, and where they do not go on from each
# other. A line that corrects begins the chain anew.
LEDGER = text(
    f"""
    WITH chain AS (
        SELECT *,
               lag(id, 1, 0::bigint) OVER line AS id_before,
               lag(on_hand_after, 1, 0::bigint) OVER line AS on_hand_before,
               lag(reserved_after, 1, 0::bigint) OVER line AS reserved_before,
               {CORRECTS} AND on_hand_after = sum(delta_on_hand) OVER line
               AND reserved_after = sum(delta_reserved) OVER line AS corrects
        FROM stock_movements WHERE level_id = :level_id WINDOW line AS (ORDER BY version)
    ), links AS (
        SELECT *, max(version) FILTER (WHERE corrects) OVER () AS begins FROM chain
    )
    SELECT CAST(coalesce(sum(delta_on_hand), 0) AS bigint) AS on_hand,
           CAST(coalesce(sum(delta_reserved), 0) AS bigint) AS reserved,
           coalesce(max(version), 0) AS version,
           min(id) FILTER (WHERE id_before > id) AS disordered_at,
           min(id) FILTER (
               WHERE (on_hand_after <> on_hand_before + delta_on_hand
                      OR reserved_after <> reserved_before + delta_reserved)
                 AND version > coalesce(begins, 0)
           ) AS jumped_at,
           clock_timestamp() AS at
    FROM links
    """  # noqa: S608 - a constant of this file
)
SET_BALANCE = text(
    """
    UPDATE stock_levels SET on_hand = :on_hand, reserved = :reserved, version = :version,
                            updated_at = clock_timestamp()
    WHERE id = :level_id
    """
)
EXPLAIN = text(
    """
    INSERT INTO stock_movements (level_id, kind, on_hand_after, reserved_after, version, reason,
                                 actor, occurred_at, recorded_at)
    VALUES (:level_id, 'count', :on_hand, :reserved, :version, :reason, :actor, :at, :at)
    RETURNING id
    """
)


@dataclass(frozen=True, slots=True)
class Told:
    """What the feed says of a level.

    ``version``, ``on_hand`` and ``reserved`` are those of its newest change. ``altered`` is a
    movement of which the feed says something else than the ledger does; where the feed is
    ``complete``, None means that the ledger has every line as it was written.
    """

    version: int = 0
    on_hand: int | None = None
    reserved: int | None = None
    altered: int | None = None
    complete: bool = True


NOTHING_TOLD = Told()


@dataclass(frozen=True, slots=True)
class Correction:
    """What became of a level: put right (``done``), or why not and what helps (``remedy``)."""

    level_id: int
    sku: str
    location: str
    done: bool
    text: str
    remedy: str = ""


async def correct_balance(
    work: UnitOfWork, level_id: int, *, told: Told = NOTHING_TOLD
) -> Correction | None:
    """Set the balance to what the movements add up to; None where all is well already.

    Not done where the ledger is not as it was written, or where the sums may not stand in a level.
    """
    row = await _lock(work.session, level_id)
    ledger = (await work.session.execute(LEDGER, {"level_id": level_id})).one()
    reason = _reason(row, ledger)
    if reason is None:
        return None
    if refused := _why_not(row, ledger, told):
        return refused
    version = max(row.version, ledger.version, told.version) + 1
    await work.session.execute(
        SET_BALANCE,
        {"on_hand": ledger.on_hand, "reserved": ledger.reserved} | _at(row, version),
    )
    movement = await _explain(work.session, ledger, _at(row, version), reason)
    level = StockLevelOut.model_validate(await queries.find_level(work.session, level_id))
    work.record(
        level_corrected(balance_of(row), level, actor=ACTOR, reason=reason, movement=movement)
    )
    return _correction(row, f"{reason}; corrected by movement {movement.id}")


async def announce_again(
    work: UnitOfWork, level_id: int, *, told: Told = NOTHING_TOLD, movements: Sequence[int] = ()
) -> Correction:
    """Tell every reader what the level is, and of which movements they did not hear rightly.

    At most `MOVEMENTS_MAX` ``movements``.
    """
    assert len(movements) <= MOVEMENTS_MAX, "a caller with more announces them in parts"
    row = await _lock(work.session, level_id)
    values = {"on_hand": row.on_hand, "reserved": row.reserved}
    # Readers keep the highest version that they saw, even if it should not have been said.
    values |= _at(row, max(row.version, told.version) + 1)
    await work.session.execute(SET_BALANCE, values)
    level = StockLevelOut.model_validate(await queries.find_level(work.session, level_id))
    if movements:
        noun = "movement was" if len(movements) == 1 else "movements were"
        reason = f"{len(movements)} {noun} not announced as recorded"
    else:
        reason = "readers were not told what the level is"
    before = None
    if told.on_hand is not None and told.reserved is not None:
        before = {
            "on_hand": told.on_hand,
            "reserved": told.reserved,
            "available": told.on_hand - told.reserved,
            "version": told.version,
        }
    work.record(level_corrected(before, level, actor=ACTOR, reason=reason, movements=movements))
    return _correction(row, f"{reason}; announced again")


async def _lock(session: AsyncSession, level_id: int) -> Record:
    statement = (
        queries.levels(StockLevel.__table__.c.backorder)
        .where(StockLevel.id == level_id)
        .with_for_update(of=StockLevel)
    )
    return (await session.execute(statement)).one()


def _reason(row: Record, ledger: Record) -> str | None:
    """What is wrong with the level; None where nothing is."""
    sums, found = (ledger.on_hand, ledger.reserved), (row.on_hand, row.reserved)
    if sums != found:
        if row.reserved == ledger.reserved:
            return f"balance was {row.on_hand}; the movements add up to {ledger.on_hand}"
        return f"balance was {_words(*found)}; the movements add up to {_words(*sums)}"
    if ledger.version > row.version:
        return f"version was {row.version}; the last movement has {ledger.version}"
    if ledger.jumped_at or ledger.disordered_at:
        place = ledger.jumped_at or ledger.disordered_at
        return f"the balance had jumped at movement {place}; the movements add up to {sums[0]}"
    return None


def _why_not(row: Record, ledger: Record, told: Told) -> Correction | None:
    """Why the sums of the ledger can't become the balance."""
    altered = told.altered or ledger.disordered_at
    if not told.complete:
        altered = altered or ledger.jumped_at
    if altered:
        return _correction(
            row,
            f"its ledger is not as it was written, see movement {altered}, so what it adds up to "
            "is not known to be true",
            remedy="Bring the ledger back from a copy of the data; nothing here knows the line "
            "that is missing or was altered.",
        )
    if not row.backorder and ledger.on_hand < ledger.reserved:
        return _correction(
            row,
            f"its movements add up to {_words(ledger.on_hand, ledger.reserved)}, and the location "
            "allows no backorder",
            remedy="Allow backorder at the location, let --fix correct the level, and count the "
            "shelf; or bring the ledger back from a copy of the data.",
        )
    if ledger.reserved < 0 or abs(ledger.on_hand) > BALANCE_MAX:
        return _correction(
            row,
            f"its movements add up to {_words(ledger.on_hand, ledger.reserved)}, which no level "
            "can have",
            remedy="Bring the ledger back from a copy of the data.",
        )
    return None


async def _explain(
    session: AsyncSession, ledger: Record, at: dict[str, int], reason: str
) -> MovementOut:
    """The line of the ledger that says why the balance is another one; it moves nothing."""
    values = at | {
        "on_hand": ledger.on_hand,
        "reserved": ledger.reserved,
        "reason": reason,
        "actor": ACTOR,
        "at": ledger.at,
    }
    movement_id = (await session.execute(EXPLAIN, values)).scalar_one()
    return MovementOut.model_validate(await queries.find_movement(session, movement_id))


def _at(row: Record, version: int) -> dict[str, int]:
    return {"level_id": row.id, "version": version}


def _words(on_hand: int, reserved: int) -> str:
    return f"{on_hand} on hand and {reserved} reserved"


def _correction(row: Any, text: str, *, remedy: str = "") -> Correction:
    return Correction(row.id, row.sku, row.location, done=not remedy, text=text, remedy=remedy)
