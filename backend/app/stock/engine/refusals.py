"""How is a refusal of the engine said in the words of the trade?"""

from collections.abc import Sequence
from typing import Any

from app.catalog.errors import ItemArchived
from app.core.errors import TanamoriError
from app.stock.engine.answers import level_body
from app.stock.engine.commands import Line, Refused, Why
from app.stock.engine.directory import LevelWords
from app.stock.errors import (
    AlreadyReversed,
    BalanceOutOfBounds,
    InsufficientStock,
    LevelPreconditionFailed,
    StaleLevel,
)
from app.stock.types import BALANCE_MAX


def refusal(
    words: Sequence[LevelWords], lines: Sequence[Line], refused: Refused, /, **data: Any
) -> TanamoriError:
    """Why a level did not allow one of the lines of a command, with the level's current state; for
    the reasons that any line may meet. ``data`` goes into the problem beside it."""
    return _refusal(words[refused.line], lines[: refused.line + 1], refused, data)


def _refusal(
    words: LevelWords, lines: Sequence[Line], refused: Refused, data: dict[str, Any]
) -> TanamoriError:
    """The last of ``lines`` is the one that was refused."""
    found, line = refused.found, lines[-1]
    earlier = [one for one in lines[:-1] if one.level_id == words.id]
    data["current"] = level_body(words, found)
    match refused.why:
        case Why.STALE_VERSION:
            return LevelPreconditionFailed(
                f"The level has version {found.version}, not {line.expected_version}.", **data
            )
        case Why.STALE_ON_HAND:
            on_hand = found.on_hand + sum(one.delta_on_hand for one in earlier)
            return StaleLevel(f"{on_hand} are on hand, not {line.expected_on_hand}.", **data)
        case Why.OUT_OF_BOUNDS:
            return BalanceOutOfBounds(
                f"A balance lies between -{BALANCE_MAX} and {BALANCE_MAX}.", **data
            )
        case Why.CLOSED:
            return ItemArchived(f"{words.sku} was archived, or {words.location} closed.", **data)
        case Why.ALREADY_REVERSED:
            return AlreadyReversed(
                f"Movement {line.reverses_id} was taken back before; nothing is left to do.", **data
            )
        case _:
            return InsufficientStock(_insufficient(words, line, earlier, refused), **data)


def _insufficient(words: LevelWords, line: Line, earlier: Sequence[Line], refused: Refused) -> str:
    found = refused.found
    available = found.on_hand - found.reserved
    if line.counted is not None:
        return (
            f"{found.reserved} of {words.sku} are promised at {words.location}, so that the count "
            f"of {line.counted} would leave less than nothing; release holds first."
        )
    wanted = line.delta_reserved - found.delta_on_hand
    wanted += sum(one.delta_reserved - one.delta_on_hand for one in earlier)
    together = " together" if earlier else ""
    return (
        f"{available} of {words.sku} are available at {words.location}, "
        f"{wanted} are wanted{together}."
    )
