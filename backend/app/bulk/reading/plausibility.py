"""Rank the readings of a text in several encodings by how natural they look.

The rank only orders the choices that are shown to a person; it never decides.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

_EAST_ASIAN = {"CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", "IDEOGRAPHIC"}
_SEPARATORS = re.compile(rb"[\x00-/:-@\[-`{-\x7f]+")
_NUMBER = re.compile(
    "[−£¥￥€]?\\d+(?:[\u00a0\u202f\u2019\u066c]\\d{3})*(?:\u066b\\d+)?[\u00a0\u202f]?[£¥€円]?",
    re.ASCII,
)
# Degrees, measures and registered names, as in 20°C, 10×20 and Lego®.
_SYMBOLS = re.compile(r"\d*°[CF]|\d+×\d+|[A-Za-z]{3,}[®©]", re.ASCII)
LATIN_LETTERS = range(0xC0, 0x180)
# Marks of three bytes in UTF-8, which other encodings show as three unrelated characters.
MARKS = frozenset("–—’‘“”„…•€™")


def strangeness(texts: Iterable[str]) -> float:
    """How unusual the characters outside of ASCII are beside their neighbours; 0 is natural."""
    total = count = 0.0
    for text in texts:
        for before, character, after in _with_neighbours(text):
            if not character.isascii():
                count += 1
                total += _penalty(before, character, after)
    return total / count if count else 0.0


def is_settled_by_a_word(line: bytes, rival: str) -> bool:
    """Whether a line of UTF-8 holds an ordinary word or a number that ``rival`` would spoil.

    ``Café`` is a word; ``Caf辿`` and ``CafÃ©``, the same bytes in other encodings, are none.
    """
    for word in _SEPARATORS.split(line):
        if word.isascii() or not _is_ordinary(word.decode("utf-8", "replace")):
            continue
        try:
            if not _is_ordinary(word.decode(rival)):
                return True
        except UnicodeDecodeError:
            return True
    return False


def _is_ordinary(word: str) -> bool:
    if _NUMBER.fullmatch(word) or _SYMBOLS.fullmatch(word):
        return True
    if all(character.isascii() or character in MARKS for character in word):
        return True
    word = word.replace("’", "")
    letters = [character for character in word if not character.isascii()]
    return (
        word.isalpha()
        and all(ord(letter) in LATIN_LETTERS for letter in letters)
        and len(word) - len(letters) >= 2
        and (word.islower() or word.isupper() or word.istitle())
    )


def _with_neighbours(text: str) -> Iterator[tuple[str, str, str]]:
    for place, character in enumerate(text):
        yield text[place - 1 : place], character, text[place + 1 : place + 2]


def _penalty(before: str, character: str, after: str) -> float:
    category = unicodedata.category(character)
    if category in {"Co", "Cn", "Cf", "Cc"}:
        return 5.0
    beside = [each for each in (before, after) if each.isalpha()]
    if category == "Sc" and (before.isdigit() or after.isdigit()):
        return 0.0
    if category[0] != "L":
        return 1.5 if beside else 0.3
    penalty = 2.0 if category == "Lu" and before.islower() else 0.0
    script = _script(character)
    penalty += sum(2.0 for each in beside if _clash(script, each))
    if "\uff61" <= character <= "\uff9f":
        penalty += 0.6
    elif script == "EAST" and not _is_common(character):
        penalty += 0.8
    return penalty


def _clash(script: str, neighbour: str) -> bool:
    other = _script(neighbour)
    if script == "EAST" or other == "EAST":
        return script != other and (other != "LATIN" or neighbour.islower())
    return script != other


@lru_cache(maxsize=4_096)
def _script(character: str) -> str:
    first = unicodedata.name(character, "UNKNOWN").split()[0]
    if first == "HALFWIDTH" or first in _EAST_ASIAN:
        return "EAST"
    return first


@lru_cache(maxsize=4_096)
def _is_common(character: str) -> bool:
    """Kana, Hangul, and the first level of the Japanese, Chinese or Korean character sets."""
    if not unicodedata.name(character, "").startswith("CJK"):
        return True
    for encoding, first, last in (
        ("cp932", 0x88, 0x97), ("gb2312", 0xB0, 0xD7), ("big5", 0xA4, 0xC6),
    ):  # fmt: skip
        try:
            lead = character.encode(encoding)[0]
        except UnicodeEncodeError:
            continue
        if first <= lead <= last:
            return True
    return False
