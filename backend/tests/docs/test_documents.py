"""Do the documents agree with the code, and with each other?"""

import ast
import importlib
import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
import typer.main

from app.bulk.reading.columns import FIELDS, plain_name
from app.bulk.types import Reason
from app.cli.main import COMMANDS, build
from app.core.errors import TanamoriError
from app.core.settings import Settings
from app.http.errors import status_of
from tests.docs.markdown import (
    DOCS,
    GUIDE,
    LANGUAGES,
    ROOT,
    anchors,
    documents,
    fences,
    links,
    prose,
)

APP = ROOT / "backend" / "app"
PROBLEM_ROW = re.compile(r'^\| <a id="(\w+)"></a>`(\w+)` \| (\w+) \|', re.M)
SHELL = {"bash", "sh"}
ENTRY = re.compile(r"(?:^|(?<=[\s`(=]))\./tanamori((?: +[^\s`|&;()#>。、]+)*)")
# A path, and a name of the code: a constraint, a trigger, a constant, a class.
FILE = re.compile(r"[a-z][\w.-]*(/[\w.-]+)+/?|\w[\w.-]*\.(py|tsx?|json|yml)")
NAME = re.compile(r"(ck|uq)_\w+|\w+_append_only|[A-Z_]{5,}|[A-Z][a-z]+[A-Z]\w+")
MADE = {"frontend/out/"}
ENGLISH_AND_JAPANESE = [
    ("README.md", "README.ja.md"),
    *((f"docs/{name}.md", f"docs/{name}.ja.md") for name in ("operations", "proof", "faults")),
]


def errors_below(branch: type[TanamoriError]) -> Iterator[type[TanamoriError]]:
    for path in APP.glob("*/errors.py"):
        importlib.import_module(f"app.{path.parent.name}.errors")
    for error in branch.__subclasses__():
        yield error
        yield from errors_below(error)


def codes_of_http() -> set[str]:
    """Codes that the HTTP floor writes itself, without an error of the tree."""
    found: set[str] = set()
    for path in sorted((APP / "http").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.keyword) and node.arg == "code":
                words = [
                    each.value for each in ast.walk(node.value) if isinstance(each, ast.Constant)
                ]
                found |= {word for word in words if isinstance(word, str)}
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_problem_is_explained(language: str) -> None:
    tree = {error.code: status_of(error) for error in errors_below(TanamoriError)}
    http = codes_of_http()
    assert {"insufficient_stock", "stale_version"} <= tree.keys()
    assert {"body_too_large", "foreign_origin", "method_not_allowed"} <= http
    page = (GUIDE / language / "problems.md").read_text(encoding="utf-8")
    rows = PROBLEM_ROW.findall(page)
    assert sorted(code for _, code, _ in rows) == sorted(tree.keys() | http)
    for anchor, code, status in rows:
        assert anchor == code
        if code in tree:
            assert status == str(tree[code]), f"{code} is answered with {tree[code]}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_screen_has_words_for_codes_that_exist(language: str) -> None:
    path = ROOT / "frontend" / "src" / "lib" / "i18n" / language / "errors.ts"
    words = re.search(r"^  codes: {(.*?)^  }", path.read_text(encoding="utf-8"), re.M | re.S)
    assert words
    codes = re.findall(r"^    (\w+):", words[1], re.M)
    known = {error.code for error in errors_below(TanamoriError)} | codes_of_http()
    assert len(codes) > 5
    assert not [code for code in codes if code not in known]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_of_a_left_out_row_is_explained(language: str) -> None:
    page = (GUIDE / language / "import.md").read_text(encoding="utf-8")
    missing = [reason.value for reason in Reason if f"`{reason.value}`" not in page]
    assert not missing, f"import.md does not explain {missing}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_columns_named_in_the_guide_are_known(language: str) -> None:
    page = (GUIDE / language / "import.md").read_text(encoding="utf-8")
    table = re.findall(r"^\| (`.*?) \| (`.*?) \|", page, re.M)
    names = [name for cells in table for cell in cells for name in re.findall(r"`(.+?)`", cell)]
    assert len(names) > 20
    assert not [name for name in names if plain_name(name) not in FIELDS]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_of_the_socket_are_explained(language: str) -> None:
    page = (GUIDE / language / "stream.md").read_text(encoding="utf-8")
    protocol = (APP / "realtime" / "protocol.py").read_text(encoding="utf-8")
    session = (APP / "realtime" / "session.py").read_text(encoding="utf-8")
    types = re.findall(r'^    type: Literal\["(\w+)"\]', protocol, re.M)
    reasons = re.findall(r'"(\w+)"', re.findall(r"ResetReason = Literal\[(.*?)\]", protocol)[0])
    codes = re.findall(r'ErrorFrame\(code="(\w+)"', session)
    assert len(types) > 10
    assert reasons
    assert codes
    unused = {"ack"}  # Taken and not acted upon.
    missing = [word for word in {*types, *reasons, *codes} - unused if f"`{word}`" not in page]
    assert not missing, f"stream.md does not explain {missing}"


def test_links_lead_somewhere() -> None:
    broken = []
    checked = 0
    for path in documents():
        for link in links(path):
            if re.match(r"[a-z]+:", link):
                continue
            checked += 1
            target, _, anchor = link.partition("#")
            page = (path.parent / target).resolve() if target else path
            if not page.exists() or (anchor and anchor not in anchors(page)):
                broken.append(f"{path.relative_to(ROOT)}: {link}")
    assert checked > 20
    assert not broken, "\n".join(broken)


def test_every_document_can_be_found() -> None:
    """From one of the two READMEs, by following links."""
    seen = set()
    todo = sorted(ROOT.glob("README*.md"))
    while todo:
        path = todo.pop()
        if path in seen or path.suffix != ".md":
            continue
        seen.add(path)
        for link in links(path):
            target = link.partition("#")[0]
            if target and not re.match(r"[a-z]+:", link):
                page = (path.parent / target).resolve()
                todo += sorted(page.glob("*.md")) if page.is_dir() else [page]
    lost = [str(path.relative_to(ROOT)) for path in documents() if path not in seen]
    assert not lost, f"no link leads to {lost}"


def test_commands_exist_with_their_options() -> None:
    unknown = []
    checked = 0
    for path in documents():
        text = path.read_text(encoding="utf-8").replace("\\\n", " ")
        for found in ENTRY.finditer(text):
            checked += 1
            if wrong := _unknown_word(found[1].split()):
                unknown.append(f"{path.relative_to(ROOT)}: ./tanamori{found[1]} ({wrong})")
    assert checked > 20
    assert not unknown, "\n".join(unknown)


def _unknown_word(words: list[str]) -> str:
    """The first word that the command line does not know; empty when it knows all."""
    if not words:
        return ""
    words = [word for word in words if word != "…"]
    if words[0] not in COMMANDS:
        return words[0]
    command: Any = typer.main.get_command(build(words[:1]))
    known = {"--help", "-h", "--data-dir"}
    for word in words:
        below = getattr(command, "commands", {})
        if word in below:
            command = below[word]
        elif below and not word.startswith("-"):
            return word
        elif word.startswith("-"):
            options = {name for option in command.params for name in option.opts}
            if word.partition("=")[0] not in options | known:
                return word
    return ""


def test_an_unknown_command_would_be_noticed() -> None:
    assert not _unknown_word(["up", "--port", "9000"])
    assert not _unknown_word(["user", "password", "admin@localhost"])
    assert _unknown_word(["fly"]) == "fly"
    assert _unknown_word(["up", "--docker"]) == "--docker"
    assert _unknown_word(["user", "forget"]) == "forget"


def test_files_and_names_of_the_architecture_exist() -> None:
    """What the architecture and the decisions name in the code is there."""
    # Stock stands for every room where a file is named alone.
    places = [ROOT, ROOT / "backend", APP, APP / "stock", ROOT / "frontend" / "src"]
    source = "".join(
        path.read_text(encoding="utf-8")
        for folder in (APP, ROOT / "backend" / "migrations")
        for path in folder.rglob("*.py")
    )
    missing = []
    checked = 0
    for path in [DOCS / "architecture.md", *sorted((DOCS / "decisions").glob("*.md"))]:
        for name in re.findall(r"`([^`\n]+)`", prose(path)):
            is_file = FILE.fullmatch(name) and name not in MADE
            is_name = NAME.fullmatch(name)
            if is_file:
                found = any((place / name).exists() for place in places)
            elif is_name:
                found = _in_source(name, source)
            else:
                continue
            checked += 1
            if not found:
                missing.append(f"{path.name}: {name}")
    assert checked > 40
    assert not missing, "\n".join(missing)


def _in_source(name: str, source: str) -> bool:
    """Constraints are written with or without the prefix that SQLAlchemy gives them."""
    keywords = {"UPDATE", "CHECK", "DELETE", "NUMERIC", "NOTIFY", "GENERATED"}
    return name in keywords or re.search(rf"\b{name}\b", source) is not None


def test_npm_scripts_and_services_exist() -> None:
    scripts = json.loads((ROOT / "frontend" / "package.json").read_text(encoding="utf-8"))[
        "scripts"
    ]
    compose = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
    services = re.findall(r"^  ([a-z]+):$", compose.partition("\nvolumes:")[0], re.M)
    checked = 0
    for path in documents():
        text = path.read_text(encoding="utf-8")
        for name in re.findall(r"npm run ([\w:-]+)", text):
            checked += 1
            assert name in scripts, f"{path.name}: npm run {name}"
        for names in re.findall(r"docker-compose up -d ([a-z ]+)", text):
            checked += 1
            assert set(names.split()) <= set(services), f"{path.name}: {names}"
    assert checked > 4


@pytest.mark.parametrize("name", ["operations.md", "operations.ja.md"])
def test_every_setting_is_explained(name: str) -> None:
    text = (DOCS / name).read_text(encoding="utf-8")
    addresses = {"database_url": "DATABASE_URL", "redis_url": "REDIS_URL"}
    variables = {
        addresses.get(field, f"TANAMORI_{field.upper()}") for field in Settings.model_fields
    }
    missing = [variable for variable in sorted(variables) if f"`{variable}`" not in text]
    assert not missing, f"{name} does not explain {missing}"
    # What is named there is a setting, or is read by a command.
    source = "".join(path.read_text(encoding="utf-8") for path in APP.rglob("*.py"))
    for variable in set(re.findall(r"`(TANAMORI_\w+)`", text)) - variables:
        assert variable in source, f"{name} names {variable}, which nothing reads"


@pytest.mark.parametrize(("english", "japanese"), ENGLISH_AND_JAPANESE)
def test_pairs_of_documents_show_the_same_commands(english: str, japanese: str) -> None:
    one, other = (
        [block.text for block in fences(ROOT / name) if block.language in SHELL]
        for name in (english, japanese)
    )
    assert one
    assert one == other


def test_both_languages_have_the_same_pages() -> None:
    english, japanese = (
        sorted(path.name for path in (GUIDE / language).glob("*.md")) for language in LANGUAGES
    )
    assert english == japanese
    for name in english:
        levels = [re.findall(r"^#+", prose(GUIDE / each / name), re.M) for each in LANGUAGES]
        assert levels[0] == levels[1], f"{name} is built differently in the two languages"
