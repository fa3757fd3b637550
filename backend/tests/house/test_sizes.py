"""Does everything still fit into one look?"""

import ast

from tests.house.source import (
    APP,
    BACKEND,
    CLIENT,
    TESTS,
    line_count,
    name,
    parse,
    python_files,
    report,
)

FILE_LINES_MAX = 400
TEST_FILE_LINES_MAX = 500
FUNCTION_LINES_MAX = 70


def test_files_are_short() -> None:
    limits = [
        *((path, FILE_LINES_MAX) for path in python_files(APP, CLIENT, BACKEND / "benchmarks")),
        *((path, TEST_FILE_LINES_MAX) for path in python_files(TESTS)),
    ]
    offenders = [
        f"{name(path)}: {line_count(path)} lines, {limit} are the most"
        for path, limit in limits
        if line_count(path) > limit
    ]
    assert not offenders, report("A long file wants a second door:", offenders)


def test_functions_are_short() -> None:
    offenders = []
    for path in python_files(APP, CLIENT, BACKEND / "benchmarks", TESTS):
        for node in ast.walk(parse(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                # The signature of a command declares its options; the story begins below it.
                lines = (node.end_lineno or node.lineno) - node.body[0].lineno + 1
                if lines > FUNCTION_LINES_MAX:
                    offenders.append(f"{name(path)}:{node.lineno} {node.name}: {lines} lines")
    assert not offenders, report(
        f"A function longer than {FUNCTION_LINES_MAX} lines tells more than one story:", offenders
    )
