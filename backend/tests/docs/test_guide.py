"""Does the guide say what the server does?

Every block marked ``bash`` is run as it is printed, page after page in one shell, against a real
server with an empty database. The block behind it is what must come out: ``http`` an answer with
its status and headers, ``json`` the body of a good answer, ``text`` lines of output. A ``bash``
block without one has to succeed. Blocks marked ``sh`` are for the reader alone.
"""

import json
import re
import shutil
import sys
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from tests.docs.answers import differences, http_differences, text_differences
from tests.docs.conftest import PASSWORD, GuideServer
from tests.docs.markdown import LANGUAGES, ROOT, Fence, fences, guide
from tests.docs.shell import Result, Shell

# The pages build on each other; the others hold no commands to run.
PAGES = ("api", "stock", "stream", "import", "price-evidence", "prices", "bulk-pricing")
ANSWERS = ("http", "json", "text")
WAIT_SECONDS = 10
# The stock of a level may be read before the sequencer has judged it; so a read is asked again.
WRITES = re.compile(r" -X | -d |tanamori")


def examples(language: str) -> Iterator[tuple[Fence, Fence | None]]:
    """The blocks to run, each with what is shown as its outcome."""
    for page in guide(language):
        blocks = [*fences(page), None] if page.stem in PAGES else []
        for block, following in pairwise(blocks):
            if block is not None and block.language == "bash":
                shown = following if following and following.language in ANSWERS else None
                yield block, shown


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_examples_are_true(language: str, guide_server: GuideServer, tmp_path: Path) -> None:
    home = tmp_path / "reader"
    _furnish(home, language)
    environment = {
        **guide_server.environment,
        "TANAMORI": guide_server.address,
        "TANAMORI_ADMIN_PASSWORD": PASSWORD,
        "PATH": f"{home / 'bin'}:{guide_server.environment['PATH']}",
        # As on a reader's machine: nothing stands between it and its own address.
        "no_proxy": "127.0.0.1",
    }
    in_order = sorted(examples(language), key=lambda pair: PAGES.index(pair[0].path.stem))
    assert len(in_order) > 40, "hardly an example was found"
    with Shell(home, environment) as shell:
        for block, shown in in_order:
            wrong = _wrong_with(shell, block, shown)
            assert not wrong, "\n".join([f"{block.place}\n{block.text}", *wrong])
    if language == "en":
        _check_that_all_endpoints_were_called(guide_server)


def test_both_languages_show_the_same_blocks() -> None:
    """Commands, answers and programs alike."""
    english, japanese = (
        [(page.stem, block.language, block.text) for page in guide(each) for block in fences(page)]
        for each in LANGUAGES
    )
    for one, other in zip(english, japanese, strict=False):
        assert one == other
    assert len(english) == len(japanese)


def _furnish(home: Path, language: str) -> None:
    """What a reader has: Python as `python3`, the entry script, and the programs of the guide."""
    (home / "bin").mkdir(parents=True)
    for program, words in ((home / "bin" / "python3", ""), (home / "tanamori", "-P -m app.cli")):
        program.write_text(f'#!/bin/sh\nexec "{sys.executable}" {words} "$@"\n', encoding="utf-8")
        program.chmod(0o755)
    for page in guide(language):
        for block in fences(page):
            named = re.match(r"(?:#|//) ([\w.-]+\.(?:py|mjs))\b", block.text)
            if named:
                (home / named[1]).write_text(block.text, encoding="utf-8")


def _wrong_with(shell: Shell, block: Fence, shown: Fence | None) -> list[str]:
    """What does not fit; a read is repeated for a while, since the feed follows the commit."""
    deadline = time.monotonic() + WAIT_SECONDS
    while True:
        result = shell.run(block.text)
        wrong = _compare(result, shown)
        if not wrong or WRITES.search(block.text) or time.monotonic() > deadline:
            return wrong
        time.sleep(0.1)


def _compare(result: Result, shown: Fence | None) -> list[str]:
    if result.code != 0:
        return [f"it ended with {result.code}: {result.complaint or result.output}"]
    if shown is not None and shown.language == "http":
        assert result.status is not None, "an http block needs a request before it"
        return http_differences(shown.text, result.status, result.headers, result.output)
    if result.status is not None and result.status >= 300:
        return [f"the server answered {result.status}: {result.output}"]
    if shown is None:
        return []
    if shown.language == "json":
        return differences(json.loads(shown.text), json.loads(result.output))
    return text_differences(shown.text, result.output)


def _check_that_all_endpoints_were_called(server: GuideServer) -> None:
    contract = json.loads((ROOT / "contracts" / "openapi.json").read_text(encoding="utf-8"))
    good = {(method, path) for method, path, status in server.answered() if status < 300}
    # `/prices/changes` is not an example of `/prices/{item_id}`.
    named = {(method, path) for method, path in good if path in contract["paths"]}
    missing = [
        f"{method.upper()} {path}"
        for path, methods in contract["paths"].items()
        for method in methods
        if (method.upper(), path) not in named
        and not any(
            method.upper() == called and re.fullmatch(re.sub(r"{\w+}", "[^/]+", path), where)
            for called, where in good - named
        )
    ]
    assert not missing, f"no example of the guide calls {missing}"


def test_curl_and_bash_are_here() -> None:
    """Without them the examples above could not be run."""
    assert shutil.which("curl")
    assert shutil.which("bash")
