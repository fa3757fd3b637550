"""Is it one word for one thing: in the glossary, in the code and on the screen?"""

import re
from typing import get_args

import pytest

from app.alerts.types import AlertState, Severity
from app.auth.types import Role
from app.holds.types import HoldState
from app.pricing.types import GuardMode, ProposalState, Significance
from app.stock.types import LevelStatus, MovementKind
from app.transfers.types import TransferState
from tests.docs.markdown import DOCS, ROOT

WORDS = ROOT / "frontend" / "src" / "lib" / "i18n"
GLOSSARY = (DOCS / "glossary.md").read_text(encoding="utf-8")
# What the screen calls a thing: the file and the name of its word there.
ON_THE_SCREEN = [
    ("stock", "onHand"),
    ("stock", "reserved"),
    ("stock", "available"),
    ("stock", "location"),
    ("stock", "item"),
    ("stock", "category"),
    ("alerts", "acknowledged"),
    ("alerts", "resolved"),
    ("shell", "live"),
    ("shell", "catchingUp"),
]


def words_of(language: str, file: str) -> str:
    return (WORDS / language / f"{file}.ts").read_text(encoding="utf-8")


def word(language: str, file: str, name: str) -> str:
    found = re.search(rf'^  {name}: "(.+?)",$', words_of(language, file), re.M)
    assert found, f"{language}/{file}.ts has no {name}"
    return found[1]


def group(language: str, file: str, name: str) -> dict[str, str]:
    """A group of words, such as the kinds of movements: ``kinds: { sale: "Sale", ... }``."""
    found = re.search(rf"^  {name}: {{(.*?)}}", words_of(language, file), re.M | re.S)
    assert found, f"{language}/{file}.ts has no {name}"
    return dict(re.findall(r'(\w+): "(.+?)"', found[1]))


@pytest.mark.parametrize(
    ("kind", "file", "name"),
    [
        (MovementKind, "stock", "kinds"),
        (LevelStatus, "stock", "statuses"),
        (HoldState, "holds", "states"),
        (TransferState, "transfers", "states"),
        (Severity, "alerts", "severities"),
        (GuardMode, "guards", "modes"),
        (ProposalState, "approvals", "states"),
        (Significance, "prices", "significance"),
        (Role, "shell", "roles"),
    ],
)
def test_every_value_is_explained_as_the_screen_says_it(kind: object, file: str, name: str) -> None:
    japanese = group("ja", file, name)
    for value in get_args(kind):
        lines = [line for line in GLOSSARY.splitlines() if f"`{value}`" in line]
        assert lines, f"the glossary does not know {value}"
        assert any(japanese[value] in line for line in lines), f"{value} is {japanese[value]}"


@pytest.mark.parametrize("state", get_args(AlertState))
def test_every_state_of_an_alert_is_explained(state: str) -> None:
    assert f"| `{state}` |" in GLOSSARY


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("stock", "kinds"),
        ("holds", "states"),
        ("transfers", "states"),
        ("guards", "modes"),
        ("approvals", "states"),
    ],
)
def test_values_have_the_english_words_of_the_screen(file: str, name: str) -> None:
    for value, english in group("en", file, name).items():
        assert f"| `{value}` | {english} |" in GLOSSARY


@pytest.mark.parametrize(("file", "name"), ON_THE_SCREEN)
def test_the_words_of_the_screen(file: str, name: str) -> None:
    english, japanese = word("en", file, name), word("ja", file, name)
    rows = [line for line in GLOSSARY.splitlines() if english.lower() in line.lower()]
    assert any(japanese in line for line in rows), f"the screen says {english} / {japanese}"
