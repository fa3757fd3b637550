"""There is no way round the guard: every way that changes a price is caught, and all are known."""

import ast
import re
from collections.abc import Iterator
from inspect import getclosurevars
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute, iter_route_contexts

from app.cli.demo import open_demo_shop
from app.feed.unit_of_work import Journal
from app.main import create_app
from tests.factories.price_room import PriceRoom
from tests.factories.shop import Json
from tests.fixtures.application import Application
from tests.fixtures.problems import assert_problem
from tests.fixtures.records import Records
from tests.house.source import APP, parse, python_files
from tests.pricing.ways import LIMITS, WAYS, Scene, Way, family

STANDING = """
SELECT item_id, price_list, currency, own, base, amount, because, sale_id, since FROM prices
ORDER BY id
"""
PENDING = "SELECT count(*) FROM price_proposals WHERE state = 'pending'"


async def standing(records: Records) -> tuple[Any, Any]:
    """Every price that is in force, and how many steps led to them."""
    steps = await records.value("SELECT count(*) FROM price_changes")
    return await records.rows(STANDING), steps


@pytest.fixture
def scene(
    room: PriceRoom,
    approving: PriceRoom,
    application: Application,
    records: Records,
    tmp_path: Path,
) -> Scene:
    return Scene(room, approving, application.app.state.context.journal, records, tmp_path)


@pytest.mark.parametrize("mode", ["block", "approve"])
@pytest.mark.parametrize("way", [pytest.param(way, id=name) for name, way in WAYS.items()])
async def test_every_way_is_caught(scene: Scene, records: Records, way: Way, mode: str) -> None:
    attempt = await way(scene, mode)
    before = await standing(records)
    await attempt()
    assert await standing(records) == before


@pytest.mark.parametrize("write", ["base", "sale", "list"])
async def test_what_is_blocked_waits_for_a_second_person_when_it_is_meant(
    scene: Scene, records: Records, write: str
) -> None:
    room, approving = scene.room, scene.approving
    item, parent, child = await family(scene)
    await room.guard(item, "block", **LIMITS)
    before, waiting = await standing(records), await records.value(PENDING)
    reason: Json = {"override_reason": "it is the last one"}
    here: Json = {"price_list": parent}
    rule = {"kind": "fixed", "value": "-600"}
    match write:
        case "base":
            answer = await room.try_set(item, "400", **here, **reason)
        case "sale":
            answer = await room.try_sale(item, amount="400", **here, **reason)
        case _:
            answer = await room.try_edit_list(child, rule=rule, **reason)
    assert answer.status_code == 202, answer.text
    proposal = answer.json()["proposal"]
    assert proposal["override_reason"] == "it is the last one"
    assert await standing(records) == before
    assert await records.value(PENDING) == waiting + 1
    # Not even an approver lets their own through.
    own = await approving.try_set(item, "401", **here, **reason)
    assert own.status_code == 202
    refused = await approving.try_decide(own.json()["proposal"], "approve")
    assert_problem(refused, 403, "own_proposal")
    assert await standing(records) == before
    await approving.decide(proposal, "approve")
    shown = child if write == "list" else parent
    assert await room.amount(item, price_list=shown) == "400"


async def test_the_demo_shop_is_caught_too(own_journal: Journal, own_records: Records) -> None:
    await own_records.rows(
        "INSERT INTO price_guards (name, mode, category, category_key, currency, ceiling, "
        "updated_by) VALUES ('None of these', 'block', 'Textiles/Furoshiki', 'textiles/furoshiki', "
        "'JPY', 0, 'a')"
    )
    assert await open_demo_shop(own_journal)
    priced = "SELECT count(*) FROM prices JOIN items ON items.id = item_id WHERE category"
    assert await own_records.value(f"{priced} = 'Textiles/Furoshiki'") == 0
    assert await own_records.value(f"{priced} <> 'Textiles/Furoshiki'") > 0


# Every route that may write in the price rooms, and what of the above tries it; None: it sets no
# price, and may not begin to.
ROUTES: dict[str, str | None] = {
    "PUT /api/v1/prices/{item_id}/base": "a base price",
    "DELETE /api/v1/prices/{item_id}/base": "a price that is taken away",
    "POST /api/v1/prices/{item_id}/revert": "going back to an earlier price",
    "POST /api/v1/prices/preview": None,
    "POST /api/v1/prices/{item_id}/sales": "a sale",
    "PATCH /api/v1/prices/sales/{sale_id}": "another amount of a running sale",
    # To what the layers below make, which passed the guard when they came.
    "POST /api/v1/prices/sales/{sale_id}/end": None,
    "DELETE /api/v1/prices/sales/{sale_id}": None,
    "POST /api/v1/price-lists": "a new list that comes from another",
    "PATCH /api/v1/price-lists/{code}": "another rule of a list",
    "POST /api/v1/price-guards": None,
    "POST /api/v1/price-guards/preview": None,
    "PUT /api/v1/price-guards/{guard_id}": None,
    "DELETE /api/v1/price-guards/{guard_id}": None,
    "POST /api/v1/price-approvals/{proposal_id}/approve": (
        "an approval of a base price that the guard has overtaken"
    ),
    "POST /api/v1/price-approvals/{proposal_id}/reject": None,
    "POST /api/v1/price-approvals/{proposal_id}/withdraw": None,
    "POST /api/v1/price-bulks": None,
    "POST /api/v1/price-bulks/{bulk_id}/apply": "a change of many prices",
    "POST /api/v1/price-bulks/{bulk_id}/undo": "the undoing of a change of many prices",
    "POST /api/v1/price-bulks/{bulk_id}/discard": None,
}
SCOPES = {"price:write", "price:approve"}


def scopes_of(dependant: Dependant) -> set[str]:
    """The permissions that a route asks for, however deep."""
    found = set()
    call = dependant.call
    if call is not None and getattr(call, "__qualname__", "").startswith("require."):
        found.add(getclosurevars(call).nonlocals["scope"])
    return found.union(*(scopes_of(inner) for inner in dependant.dependencies))


def routes_of(app: FastAPI) -> set[str]:
    """Routes that write, and are about prices or ask for a permission to set them."""
    found = set()
    for route in iter_route_contexts(app.routes):
        if not isinstance(route.original_route, APIRoute):
            continue
        path, methods = route.path or "", set(route.methods or ()) - {"GET", "HEAD"}
        if "/price" in path or SCOPES & scopes_of(route.original_route.dependant):
            found |= {f"{method} {path}" for method in methods}
    return found


def test_no_other_route_sets_a_price() -> None:
    assert routes_of(create_app()) == set(ROUTES)
    assert {name for name in ROUTES.values() if name} <= set(WAYS)


# What plans a change of prices, takes a plan for what happens, or writes it down.
GATE = {
    *("plan_base", "plan_sale", "plan_list", "plan_check", "adopt", "write_book"),
    *("set_base_price", "set_base_prices", "recheck_prices"),
    *("insert_prices", "update_prices", "insert_steps", "write_sales"),
}
# Who goes there. Whoever adopts a plan has asked the guard before, or says why not.
CALLERS: dict[str, set[str]] = {
    # The gate itself. What a sale's start may be is asked in `Layers`.
    "pricing/engine/book Book.settle": {"adopt"},
    "pricing/engine/gate _write_prices": {"insert_prices", "update_prices"},
    "pricing/engine/gate _write_steps": {"insert_steps"},
    "pricing/engine/gate _write_sales": {"write_sales"},
    "pricing/proposals Proposer.decide": {"adopt"},
    # One price; `decide` adopts.
    "pricing/commands set_base_price": {"plan_base", "write_book"},
    "pricing/commands carry_out": {"set_base_price"},
    "pricing/service PricingService._once": {"set_base_price"},
    "pricing/service PricingService.revert.act": {"set_base_price"},
    "pricing/api set_base_price": {"set_base_price"},
    "cli/demo_prices plan_prices": {"set_base_price"},
    # Nothing is adopted.
    "pricing/service PricingService.preview": {"plan_base"},
    "repricing/previewing hits_of": {"plan_base"},
    "repricing/proposing _line": {"plan_base"},
    "price_lists/service PriceListsService._rehearse": {"plan_list"},
    # Many prices: what the guard does not let pass is held back.
    "pricing/batch set_base_prices": {"plan_base", "adopt", "write_book"},
    "bulk/service SalesImporter._set_prices": {"set_base_prices"},
    "cli/demo _set_prices": {"set_base_prices"},
    "repricing/applying _apply": {"plan_base"},
    "repricing/applying _undo": {"plan_base"},
    "repricing/applying _adopt": {"adopt"},
    "repricing/applying apply_page": {"write_book"},
    "repricing/applying undo_page": {"write_book"},
    # After a rehearsal of the same, on lists that nobody else can change meanwhile.
    "price_lists/service _write": {"plan_list", "adopt", "write_book"},
    # Sales; `decide` adopts, but where one is taken away.
    "sales/commands _pass": {"plan_sale"},
    "sales/commands written": {"write_book"},
    "sales/service SalesService._take_down.act": {"plan_sale", "adopt"},
    # No price is another: what it breaks is told.
    "pricing/recheck recheck_prices": {"plan_check", "adopt", "write_book"},
    "pricing/recheck recheck_item": {"recheck_prices"},
    "guards/recheck GuardRecheck.step": {"recheck_prices"},
    # Starts and ends that have come, from `Book.settle`.
    "pricing/schedule PriceSchedule._turn": {"write_book"},
}


class Callers(ast.NodeVisitor):
    """Which functions of a file name something of the gate."""

    def __init__(self) -> None:
        self._within: list[str] = []
        self.found: dict[str, set[str]] = {}

    def visit(self, node: ast.AST) -> None:
        named = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        if named:
            self._within.append(getattr(node, "name", ""))
        name = getattr(node, "attr", getattr(node, "id", None))
        if name in GATE:
            self.found.setdefault(".".join(self._within) or "module", set()).add(name)
        self.generic_visit(node)
        if named:
            self._within.pop()


def callers() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for path in python_files(APP):
        visitor = Callers()
        visitor.visit(parse(path))
        room = path.relative_to(APP).with_suffix("")
        found |= {f"{room} {function}": names for function, names in visitor.found.items()}
    return found


def test_nothing_else_goes_to_the_gate() -> None:
    assert callers() == CALLERS


TABLES = r"(prices|price_sales|price_changes)"
WRITES = re.compile(
    rf"\b(insert\s+into|update|delete\s+from|merge\s+into|truncate(\s+table)?|copy)\s+"
    rf"(only\s+)?{TABLES}\b",
    re.IGNORECASE,
)
MODELS = {"Price", "PriceSale", "PriceChange"}
VERBS = {"insert", "update", "delete", "merge", "add", "add_all", "copy_records_to_table"}


def writes_in(tree: ast.Module) -> Iterator[str]:
    """Statements that write the tables of prices: as text, or made of their models."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield from (" ".join(found[0].split()) for found in WRITES.finditer(node.value))
        elif isinstance(node, ast.Call):
            called = getattr(node.func, "attr", getattr(node.func, "id", ""))
            # `insert(Price)`, `Price.__table__.insert()`, `session.add(Price(...))`
            names = {inner.id for inner in ast.walk(node) if isinstance(inner, ast.Name)}
            of_model = isinstance(node.func, ast.Attribute) and bool(
                MODELS & {n.id for n in ast.walk(node.func) if isinstance(n, ast.Name)}
            )
            first = {a.id for a in node.args[:1] if isinstance(a, ast.Name)}
            if called in VERBS and (of_model or MODELS & first):
                yield f"{called}({', '.join(sorted(MODELS & names))})"
            elif called in MODELS:
                yield f"{called}(...)"
            elif called in VERBS and re.fullmatch(TABLES, constant_in(node)):
                yield f"{called}({constant_in(node)})"


def constant_in(call: ast.Call) -> str:
    """The first argument, where it is a text."""
    first = call.args[0] if call.args else None
    return str(first.value) if isinstance(first, ast.Constant) else ""


def test_only_the_gate_writes_the_tables() -> None:
    found = {
        str(path.relative_to(APP)): sorted(written)
        for path in python_files(APP)
        if (written := set(writes_in(parse(path))))
    }
    assert found == {
        "pricing/engine/queries.py": [
            "INSERT INTO price_changes",
            "INSERT INTO price_sales",
            "INSERT INTO prices",
            "UPDATE prices",
        ]
    }


@pytest.mark.parametrize(
    "line",
    [
        "text('update  prices SET amount = 1')",
        "text('DELETE FROM ONLY price_sales')",
        "update(Price).values(amount=1)",
        "Price.__table__.insert()",
        "session.add(Price(amount=1))",
        "connection.copy_records_to_table('price_changes', records=[])",
    ],
)
def test_a_write_is_seen(line: str) -> None:
    assert list(writes_in(ast.parse(line)))
