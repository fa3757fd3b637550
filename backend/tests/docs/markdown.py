"""The documents of the project, as the tests read them: fenced blocks, links and anchors."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
DOCS = ROOT / "docs"
GUIDE = DOCS / "guide"
LANGUAGES = ("en", "ja")

FENCE = re.compile(
    r"^(?P<ticks>`{3,})(?P<language>\w*)[^\n]*\n(?P<text>.*?)^(?P=ticks)$", re.M | re.S
)
CODE = re.compile(r"(`+)[^`].*?\1", re.S)
LINK = re.compile(r"\[[^\]]*\]\((?P<target>[^)\s]+)\)")
HEADING = re.compile(r"^#{1,6} +(?P<text>.+?) *$", re.M)
ANCHOR = re.compile(r'<a id="(?P<name>[^"]+)"></a>')


@dataclass(frozen=True)
class Fence:
    """A fenced block: its language, its text, and where it stands."""

    path: Path
    line: int
    language: str
    text: str

    @property
    def place(self) -> str:
        return f"{self.path.relative_to(ROOT)}:{self.line}"


def documents() -> list[Path]:
    """Every document that people read."""
    return [*sorted(ROOT.glob("README*.md")), *sorted(DOCS.rglob("*.md"))]


def guide(language: str) -> list[Path]:
    """The pages of a guide, by name."""
    return sorted((GUIDE / language).glob("*.md"))


def fences(path: Path) -> Iterator[Fence]:
    text = path.read_text(encoding="utf-8")
    for found in FENCE.finditer(text):
        line = text.count("\n", 0, found.start()) + 1
        yield Fence(path, line, found["language"], found["text"])


def prose(path: Path) -> str:
    """The text without what stands in fenced blocks."""
    return FENCE.sub("", path.read_text(encoding="utf-8"))


def links(path: Path) -> Iterator[str]:
    for found in LINK.finditer(CODE.sub("", prose(path))):
        yield found["target"]


def anchors(path: Path) -> set[str]:
    """What a link into this page may name: its headings, as GitHub names them, and its anchors."""
    text = prose(path)
    names = {found["name"] for found in ANCHOR.finditer(text)}
    return names | {slug(found["text"]) for found in HEADING.finditer(text)}


def slug(heading: str) -> str:
    kept = re.sub(r"[^\w\- ]", "", heading.strip().lower())
    return kept.replace(" ", "-")
