"""Does each file hold only what its name promises?

What import-linter can say stands in pyproject.toml; these are the rules about the inside of files.
"""

import ast

from tests.house.source import APP, CLIENT, calls, imports, name, parse, python_files, report

# Where a transaction may end, and why there.
MAY_COMMIT = {
    "backend/app/feed/unit_of_work.py": "the one place for requests",
    "backend/app/feed/sequencer.py": "it is no request: its batch is its own transaction",
}
# The journal is no room: it lies below them all, and has no service of its own.
GROUND = "feed"
SQL_BUILDERS = {f"sqlalchemy.{word}" for word in ("select", "insert", "update", "delete", "text")}
SQL_CALLS = {"execute", "scalars", "scalar", "select", "fetch", "fetchrow", "fetchval"}


def test_sql_lives_in_queries() -> None:
    offenders = []
    for path in python_files(APP):
        if path.name not in {"api.py", "service.py"}:
            continue
        tree = parse(path)
        offenders += [
            f"{name(path)}:{line} imports {what}"
            for line, what in imports(tree)
            if what in SQL_BUILDERS
        ]
        offenders += [
            f"{name(path)}:{line} calls {what}()" for line, what in calls(tree) if what in SQL_CALLS
        ]
    assert not offenders, report("SQL belongs into the room's queries.py:", offenders)


def test_queries_are_entered_by_their_own_room() -> None:
    """One statement may be built on another room's below; everything else asks its service."""
    offenders = []
    for path in python_files(APP):
        room = path.relative_to(APP).parts[0]
        for line, what in imports(parse(path)):
            parts = what.split(".")
            if parts[0] != "app" or "queries" not in parts[2:] or path.name == "queries.py":
                continue
            if parts[1] not in {room, GROUND}:
                offenders.append(f"{name(path)}:{line} imports {what}")
    assert not offenders, report("Ask the other room's service, not its queries:", offenders)


def test_only_the_unit_of_work_commits() -> None:
    offenders = [
        f"{name(path)}:{node.lineno}"
        for path in python_files(APP)
        if name(path) not in MAY_COMMIT
        for node in ast.walk(parse(path))
        # That of a transaction takes no arguments; that of a hold does.
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "commit"
        and not (node.args or node.keywords)
    ]
    assert not offenders, report("A transaction ends in the unit of work alone:", offenders)


def test_api_raises_errors_of_the_tree() -> None:
    offenders = [
        f"{name(path)}:{node.lineno}"
        for path in python_files(APP)
        if path.name == "api.py"
        for node in ast.walk(parse(path))
        if isinstance(node, ast.Name | ast.alias)
        and (node.id if isinstance(node, ast.Name) else node.name) == "HTTPException"
    ]
    assert not offenders, report("api.py raises errors of the tree, no HTTPException:", offenders)


def test_every_module_says_what_it_answers() -> None:
    offenders = [
        name(path)
        for path in python_files(APP, CLIENT)
        if (parse(path).body or path.name != "__init__.py") and not ast.get_docstring(parse(path))
    ]
    assert not offenders, report("A module opens with a docstring:", offenders)


def test_circles_are_not_cured_inside_functions() -> None:
    offenders = []
    for path in python_files(APP, CLIENT):
        for function in ast.walk(parse(path)):
            if not isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
                continue
            offenders += [
                f"{name(path)}:{node.lineno}"
                for node in ast.walk(function)
                if isinstance(node, ast.Import | ast.ImportFrom)
            ]
    assert not offenders, report("Imports stand at the top of the file:", offenders)
