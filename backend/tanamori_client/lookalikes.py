# A copy of backend/app/core/lookalikes.py, written by ./tanamori openapi.
"""Characters that look the same in print, and those that a code may not contain.

The tables are a small part of the data of Unicode Technical Standard #39 (confusables): only pairs
whose usual forms cannot be told apart. ``0`` and ``O``, or ``1`` and ``l``, are not among them.
"""

import re
import unicodedata
from collections.abc import Callable


def _pairs(text: str) -> dict[str, str]:
    """Two characters a word: the first looks like the second."""
    return {pair[0]: pair[1] for pair in text.split(" ")}


_SINGLE_QUOTES = (
    "`\u00b4\u02b9\u02bb\u02bc\u02bd\u02c8\u02ca\u02cb\u2018\u2019\u201b\u2032\u2035\uff40"
)
_DOUBLE_QUOTES = "\u02ba\u02ee\u201c\u201d\u201f\u2033\u2036"
_DASHES = "\u02d7\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212"
_DOTS = "\u2022\u2027\u2219\u22c5"

# Applied before NFKC, which takes a lone acute accent for a space with an accent on it, and a
# lunate sigma for one of another form.
BEFORE_NFKC = str.maketrans(
    dict.fromkeys(_SINGLE_QUOTES, "'") | dict.fromkeys(_DOUBLE_QUOTES, '"') | _pairs("ϹC ϲc")
)
SIGNS = str.maketrans(
    dict.fromkeys(_DASHES, "-")
    | dict.fromkeys(_DOTS, "\u00b7")
    | _pairs("⁄/ ∕/ ∶: ꞉: ∗* ⁎* ∣| ǀ| ∼~ 〜~ ‚, ǃ!")
    | {chr(first + n): str(n) for first in (0x0660, 0x06F0) for n in range(10)}
)
# By the form of the small letters, which are those of Latin "a" and so on, or by the capitals'.
LETTERS = str.maketrans(
    _pairs("аa вb сc ԁd еe һh нh іi ӏi јj кk мm оo рp ԛq ѕs тt ԝw хx уy ѵv")
    | _pairs("ɑa ɡg ᴄc ᴏo ᴜu ᴠv ᴡw ᴢz ꜱs օo սu")
    | _pairs("へヘ 力カ 口ロ 二ニ 工エ 夕タ 八ハ 卜ト 一- ー- 〇○ ◯○ یي ىي کك")
)
# By its form before the case is folded: a small alpha is no "a", and a micro sign no "m".
GREEK = str.maketrans(_pairs("ΑA ΒB ΕE ΖZ ΗH ΙI ΚK ΜM ΝN ΟO ΡP ΤT ΥY ΧX ϺM οo ϳj ͿJ νv"))

_GREEK_LETTER = re.compile("[\u0370-\u03ff]")
_LATIN_LETTER = re.compile("[A-Za-z]")
_SMALL_AS_LATIN = frozenset("νο")
# Scripts out of daily use (UAX #31, tables 4 and 7) whose letters look like Latin ones.
_OLD_SCRIPTS = (
    "CARIAN ", "CHEROKEE ", "COPTIC ", "DESERET ", "ELBASAN ", "GOTHIC ", "LISU ", "LYCIAN ",
    "LYDIAN ", "OLD ITALIC ", "OLD PERMIC ", "OSAGE ", "WARANG CITI ",
)  # fmt: skip
# Strokes through a letter: they look like a letter that is written with a stroke.
_OVERLAYS = re.compile("[\u0334-\u0338]")


def fold_greek(text: str, upper: Callable[[str], str]) -> str:
    """Greek letters that look like Latin ones as those.

    A word of Greek letters is compared by its capitals; a single letter is a symbol (``α7``).
    """
    letters = _GREEK_LETTER.findall(text)
    if not letters:
        return text
    is_word = len(letters) > 1 and not _LATIN_LETTER.search(text)
    if is_word and not _SMALL_AS_LATIN.issuperset(letters):
        text = _GREEK_LETTER.sub(lambda found: upper(found[0]), text)
    return text.translate(GREEK)


def find_unfit(text: str) -> str | None:
    """A character that a code may not contain, since it cannot be told from another."""
    for character in text:
        if character.isascii():
            continue
        if _OVERLAYS.match(character) or unicodedata.category(character) == "Co":
            return character
        if unicodedata.name(character, "").startswith(_OLD_SCRIPTS):
            return character
    return None
