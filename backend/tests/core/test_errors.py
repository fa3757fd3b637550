"""Every error of every room has a place in the tree, and thereby a status."""

import importlib
from collections.abc import Iterator
from pathlib import Path

import app
from app.core.errors import StaleVersion, TanamoriError
from app.http.errors import STATUS, status_of


def leaves(error: type[TanamoriError]) -> Iterator[type[TanamoriError]]:
    yield error
    for below in error.__subclasses__():
        yield from leaves(below)


def every_error() -> list[type[TanamoriError]]:
    for path in Path(app.__path__[0]).glob("*/errors.py"):
        importlib.import_module(f"app.{path.parent.name}.errors")
    importlib.import_module("app.http.idempotency")
    return [error for error in leaves(TanamoriError) if error.__module__.startswith("app.")]


def test_every_error_has_a_status_a_code_and_a_title() -> None:
    for error in every_error():
        if error is not TanamoriError and issubclass(error, TanamoriError):
            assert status_of(error) in STATUS.values(), error
            assert error.code.replace("_", "").isalpha(), error
            assert error.title != TanamoriError.title, error


def test_one_code_means_one_status() -> None:
    statuses: dict[str, set[int]] = {}
    for error in every_error():
        statuses.setdefault(error.code, set()).add(status_of(error))
    assert {code: found for code, found in statuses.items() if len(found) > 1} == {}


def test_the_nearest_branch_counts() -> None:
    assert status_of(StaleVersion) == 409
    assert status_of(TanamoriError) == 500
