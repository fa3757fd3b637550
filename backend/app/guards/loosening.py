"""Whether a changed guard allows something that it did not allow before."""

from typing import Any

from app.core.identifiers import is_in_category
from app.guards.schemas import GuardCreate, GuardOut
from app.pricing.engine.limits import MODES, is_as_tight
from app.pricing.schemas import GuardChange, GuardFieldChange
from app.pricing.types import GuardRule

BOUNDS: tuple[tuple[str, GuardRule], ...] = (
    ("max_increase_percent", "max_increase"),
    ("max_decrease_percent", "max_decrease"),
    ("floor", "floor"),
    ("ceiling", "ceiling"),
    ("min_margin_percent", "margin"),
)
BANS = ("refuse_zero", "refuse_scale")
SCOPES = ("price_list", "item_id", "currency")
HIDDEN = "min_margin_percent"


def loosened_fields(before: GuardOut, after: GuardCreate | None) -> list[str]:
    """The fields that make the guard ask for less; none where it asks for as much or more.

    ``after`` of None is a guard that is removed. A guard that is switched off asks for nothing.
    """
    if not before.active or not _asks_something(before):
        return []
    if after is None or not after.active:
        return ["active"]
    fields = [name for name in SCOPES if _narrows(getattr(before, name), getattr(after, name))]
    if after.category is not None and not is_in_category(before.category, after.category):
        fields.append("category")
    if MODES.index(after.mode) < MODES.index(before.mode):
        fields.append("mode")
    if after.window_hours < before.window_hours and _has_steps(before):
        fields.append("window_hours")
    for name, rule in BOUNDS:
        old, new = getattr(before, name), getattr(after, name)
        if old is not None and (new is None or not is_as_tight(rule, new, old)):
            fields.append(name)
    fields += [name for name in BANS if getattr(before, name) and not getattr(after, name)]
    return fields


def describe_change(before: GuardOut, after: GuardCreate | None) -> GuardChange:
    """The change as an approver sees it."""
    fields = [
        name
        for name in GuardCreate.model_fields
        if after is not None
        and name not in {"reason", "expected_version"}
        and getattr(before, name) != getattr(after, name)
    ]
    return GuardChange(
        guard_id=before.id,
        guard_name=before.name,
        removed=after is None,
        fields=[
            GuardFieldChange(field=name, before=_text(name, before), after=_text(name, after))
            for name in fields
        ],
    )


def _narrows(old: Any, new: Any) -> bool:
    """Whether a scope no longer covers all that it covered; None covers everything."""
    return new is not None and new != old


def _asks_something(guard: GuardOut) -> bool:
    bounds = [getattr(guard, name) for name, _ in BOUNDS]
    return any(bound is not None for bound in bounds) or any(getattr(guard, n) for n in BANS)


def _has_steps(guard: GuardOut) -> bool:
    steps = (guard.max_increase_percent, guard.max_decrease_percent)
    return bool(guard.refuse_scale) or any(step is not None for step in steps)


def _text(name: str, guard: GuardOut | GuardCreate | None) -> str | None:
    value = None if guard is None or name == HIDDEN else getattr(guard, name)
    if value is None:
        return None
    return str(value).lower() if isinstance(value, bool) else str(value)
