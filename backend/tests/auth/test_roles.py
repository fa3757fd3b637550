"""What each role may do: as the code says it, as the server does it, as the handbook tells it."""

import re
from typing import get_args

import pytest

from app.auth.types import ROLE_SCOPES, Role
from app.cli import user
from tests.docs.markdown import DOCS
from tests.factories.shop import made
from tests.fixtures.application import Hire

READS = {"catalog:read", "stock:read", "price:read", "alert:read", "feed:read"}
SCOPES: dict[Role, set[str]] = {
    "viewer": READS,
    "operator": READS | {"stock:write", "alert:write"},
    "pricer": READS | {"price:write", "cost:read"},
    "approver": READS | {"price:write", "cost:read", "price:approve"},
    "admin": READS
    | {"catalog:write", "stock:write", "price:write", "alert:write"}
    | {"cost:read", "price:approve", "user:write"},
}
ROLES: tuple[Role, ...] = get_args(Role)
# One request for each scope; those that write have a body that is refused, once it is read.
ASKS = [
    ("catalog:read", "GET", "items"),
    ("catalog:write", "POST", "items"),
    ("stock:read", "GET", "stock/levels"),
    ("stock:write", "POST", "stock/movements"),
    ("price:read", "GET", "prices"),
    ("price:read", "GET", "price-guards"),
    ("price:read", "GET", "price-guards/987654321"),
    ("price:write", "PUT", "prices/1/base"),
    ("price:approve", "POST", "price-guards"),
    ("price:approve", "PUT", "price-guards/1"),
    ("price:approve", "DELETE", "price-guards/987654321"),
    ("price:approve", "POST", "price-approvals/987654321/approve"),
    ("alert:read", "GET", "alerts"),
    ("alert:write", "POST", "alerts/987654321/acknowledge"),
    ("feed:read", "GET", "changes?channel=price:updates"),
    ("user:write", "POST", "users"),
]


def test_the_scopes_of_each_role() -> None:
    assert ROLE_SCOPES == SCOPES


@pytest.mark.parametrize("role", ROLES)
async def test_each_role_may_do_what_its_scopes_say(role: Role, hire: Hire) -> None:
    person = await hire(role)
    me = made(await person.get("/api/v1/auth/me"), 200)
    assert (me["role"], set(me["scopes"])) == (role, SCOPES[role])
    for scope, method, path in ASKS:
        body = None if method == "GET" else {"nothing": True}
        headers = {"Idempotency-Key": f"{role}:{path}"}
        answer = await person.request(method, f"/api/v1/{path}", headers=headers, json=body)
        may = answer.status_code != 403
        assert may == (scope in SCOPES[role]), (method, path, answer.text)
        assert answer.status_code < 500, answer.text
        if not may:
            assert scope in answer.json()["detail"]


def test_every_scope_but_that_of_the_cost_has_a_request_here() -> None:
    assert {scope for scope, _, _ in ASKS} == set.union(*SCOPES.values()) - {"cost:read"}


def test_the_command_line_knows_every_role() -> None:
    assert tuple(role.value for role in user.Role) == ROLES


@pytest.mark.parametrize("page", ["operations.md", "operations.ja.md"])
def test_the_handbook_tells_the_scopes_of_each_role(page: str) -> None:
    told: dict[str, set[str]] = {}
    for line in (DOCS / page).read_text(encoding="utf-8").splitlines():
        if row := re.match(r"\| `(\w+)` \| .+ \| (.+) \|$", line):
            words = re.findall(r"`([\w:]+)`", row[2])
            if row[1] in ROLES:
                # A role's name among them stands for all of its scopes.
                told[row[1]] = {each for word in words for each in told.get(word, {word})}
    assert told == SCOPES
