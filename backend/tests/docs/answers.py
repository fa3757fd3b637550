"""Is an answer the one that the guide shows?

The guide shows answers shortened. Members may be left out; a list shows all its entries unless it
ends with ``"…"``; times, and the values of the members in `VARYING`, have only to be of the same
kind, since they differ from one installation to the next.
"""

import json
import re
from collections.abc import Mapping
from typing import Any

VARYING = {
    "id", "item_id", "level_id", "price_id", "key", "seq", "head", "epoch", "access_token",
    "ticket", "request_id", "next_cursor", "connection", "expires_in", "reverses_id",
}  # fmt: skip
MOMENT = re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$")
ELLIPSIS = "…"


def differences(shown: Any, given: Any, place: str = "", name: str = "") -> list[str]:
    """Where ``given`` is not what is ``shown``, in words; empty when it fits."""
    if shown == ELLIPSIS:
        return []
    if isinstance(shown, dict):
        return _object_differences(shown, given, place)
    if isinstance(shown, list):
        return _list_differences(shown, given, place)
    alike = type(shown) is type(given)
    if name in VARYING and alike:
        return []
    if isinstance(shown, str) and isinstance(given, str) and MOMENT.match(shown):
        alike = MOMENT.match(given) is not None
        return [] if alike else [f"{place}: {given!r} is no time"]
    if alike and shown == given:
        return []
    return [f"{place or 'answer'}: the guide says {shown!r}, the server {given!r}"]


def _object_differences(shown: dict[str, Any], given: Any, place: str) -> list[str]:
    if not isinstance(given, dict):
        return [f"{place or 'answer'}: the guide shows an object, the server said {given!r}"]
    found = []
    for name, value in shown.items():
        here = f"{place}.{name}" if place else name
        if name not in given:
            found.append(f"{here}: is not in the server's answer")
        else:
            found += differences(value, given[name], here, name)
    return found


def _list_differences(shown: list[Any], given: Any, place: str) -> list[str]:
    if not isinstance(given, list):
        return [f"{place or 'answer'}: the guide shows a list, the server said {given!r}"]
    shortened = shown[-1:] == [ELLIPSIS]
    shown = shown[:-1] if shortened else shown
    if len(given) < len(shown) or (len(given) > len(shown) and not shortened):
        return [
            f"{place or 'answer'}: the guide shows {len(shown)} entries, there are {len(given)}"
        ]
    return [
        difference
        for number, (one, other) in enumerate(zip(shown, given, strict=False))
        for difference in differences(one, other, f"{place}[{number}]")
    ]


def http_differences(shown: str, status: int, headers: Mapping[str, str], body: str) -> list[str]:
    """The same for a whole HTTP answer: status line, the headers shown, the body."""
    head, _, text = shown.partition("\n\n")
    status_line, *header_lines = head.splitlines()
    found = []
    if str(status) != status_line.split()[1]:
        found.append(f"the guide says {status_line}, the server answered {status}: {body}")
    for line in header_lines:
        name, _, value = line.partition(": ")
        if headers.get(name.lower()) != value:
            found.append(f"{name}: the guide says {value!r}, not {headers.get(name.lower())!r}")
    if not found and text.strip():
        found += differences(json.loads(text), json.loads(body))
    return found


def text_differences(shown: str, given: str) -> list[str]:
    """Every line that is shown is in the output, in this order; ``…`` stands for any rest."""
    lines = iter(given.splitlines())
    missing = []
    for line in shown.splitlines():
        if line.strip() == ELLIPSIS:
            continue
        pattern = re.escape(line.rstrip()).replace(ELLIPSIS, ".*")
        if not any(re.fullmatch(pattern, other.rstrip()) for other in lines):
            missing.append(f"{line!r} is not in the output:\n{given}")
            break
    return missing
