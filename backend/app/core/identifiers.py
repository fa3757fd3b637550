"""Compare and clean identifiers and names.

What looks equal is equal: full and half width, composed and decomposed letters, upper and lower
case, runs of white space, invisible characters, kinds of dashes and quotation marks, and letters
of two scripts with one form make no difference between two identifiers.
This module is the only place that knows the rule; the API, imports, search, the filters of the
feed and the key columns of the database all use it. `contracts/identifiers.json` has examples that
the front end and the Python client are tested with. A change of the rule needs a migration that
computes the key columns anew.

Sources: Unicode Standard Annex #15 (normalisation forms), UAX #9 (bidirectional controls),
section 5.21 of the standard (characters that are ignored in display), UTS #39 (confusables).
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from app.core.lookalikes import BEFORE_NFKC, LETTERS, SIGNS, find_unfit, fold_greek

# Keys of this many different spellings are remembered in a process.
KEYS_MAX = 16_384

# Line breaks and tabs count as white space; every other control character is removed.
_WHITE_SPACE = re.compile(r"\s+")
# Characters of the categories of controls and formats, but for those that have a form of their
# own (Arabic and Kaithi number signs); fillers and blanks; what is reserved for the invisible.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb"
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\U0001bca0-\U0001bca3\U0001d159"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
# What shapes the characters beside it may be part of a name: joiners (Persian, Hindi, emoji) and
# variation selectors (emoji, ideographs).
_NOT_IN_NAMES = re.compile(
    "(?![\u200c\u200d\ufe00-\ufe0f\u180b-\u180d\u180f\U000e0100-\U000e01ef])" + _INVISIBLE.pattern
)
_TURNS_TEXT = re.compile("[\u202a-\u202e\u2066-\u2069]")
# Two primes or apostrophes look like one double quotation mark.
_DOUBLED_QUOTE = re.compile("''")
# The dot of "i" and "j" gives way to a dot that stands above it.
_DOT_ON_I = re.compile("(?<=[ij])\u0307")
_NUMBER = re.compile("[0-9]+")
# Katakana to hiragana: the two blocks have the same order.
_KATAKANA = {code: code - 0x60 for code in (*range(0x30A1, 0x30F7), 0x30FD, 0x30FE)}
_KANA_MARKS = {0x3099, 0x309A}


def clean_identifier(text: str) -> str:
    """An identifier as it is stored: NFKC, no invisible characters, single spaces, trimmed."""
    if _is_plain(text):
        return text
    composed = unicodedata.normalize("NFKC", text.translate(BEFORE_NFKC)).translate(BEFORE_NFKC)
    visible = _INVISIBLE.sub("", _WHITE_SPACE.sub(" ", composed))
    return _WHITE_SPACE.sub(" ", unicodedata.normalize("NFKC", visible)).strip()


@lru_cache(maxsize=KEYS_MAX)
def identity_key(text: str) -> str:
    """The form by which two identifiers are compared: cleaned, case and look-alikes folded."""
    if _is_plain(text):
        return text.lower()
    greek = fold_greek(unicodedata.normalize("NFD", clean_identifier(text)), _upper)
    folded = _fold_case(greek).translate(SIGNS).translate(LETTERS)
    folded = _DOT_ON_I.sub("", _DOUBLED_QUOTE.sub('"', folded))
    return unicodedata.normalize("NFC", folded)


@lru_cache(maxsize=KEYS_MAX)
def category_key(path: str) -> str:
    """The key of a category: that of each step of its path."""
    return "/".join(identity_key(step) for step in clean_identifier(path).split("/"))


def is_in_category(path: str | None, wide: str) -> bool:
    """Whether a category is ``wide`` or below it."""
    return path is not None and f"{category_key(path)}/".startswith(f"{category_key(wide)}/")


@lru_cache(maxsize=KEYS_MAX)
def sort_key(text: str) -> str:
    """The form by which identifiers are put in order: A2 before A10. Compare by code point.

    A run of digits becomes its length (three digits) and the digits without leading zeros.
    """
    folded = text.lower() if _is_plain(text) else _fold_case(clean_identifier(text))
    return _NUMBER.sub(_sortable_number, folded.translate(SIGNS))


def search_key(text: str) -> str:
    """The form in which text is searched: no case, width or accents written apart; kana alike."""
    if _is_plain(text):
        return text.lower()
    folded = _fold_case(clean_identifier(text)).translate(SIGNS).translate(_KATAKANA)
    return unicodedata.normalize("NFC", _DOT_ON_I.sub("", folded))


def clean_name(text: str) -> str:
    """A name as it is stored: NFC, single spaces, no invisible characters but those that shape
    their neighbours."""
    if _is_plain(text):
        return text
    spaced = _WHITE_SPACE.sub(" ", unicodedata.normalize("NFC", text))
    return _WHITE_SPACE.sub(" ", _NOT_IN_NAMES.sub("", spaced)).strip()


def clean_tags(tags: Iterable[str]) -> list[str]:
    """Each tag once, in its first spelling."""
    first: dict[str, str] = {}
    for tag in map(clean_identifier, tags):
        first.setdefault(identity_key(tag), tag)
    return list(first.values())


def is_invisible(character: str) -> bool:
    """Whether a character has no visible form: controls, formats, fillers, variation selectors."""
    return _INVISIBLE.match(character) is not None


def has_visible(text: str) -> bool:
    """Whether a reader sees anything of the text."""
    return bool(_INVISIBLE.sub("", text).strip())


def turns_text(text: str) -> bool:
    """Whether it has controls that turn the direction of the text around it."""
    return not text.isascii() and _TURNS_TEXT.search(text) is not None


def refusal(text: str) -> str | None:
    """Why a text cannot be an identifier, in words for the person who wrote it; None if it can."""
    if not has_visible(text):
        return "needs a visible character"
    if text.isascii():
        return None
    cleaned = clean_identifier(text)
    unfit = find_unfit(cleaned)
    if unfit is None:
        return None
    return f"cannot contain U+{ord(unfit):04X}, which looks like another character; replace it"


@lru_cache(maxsize=KEYS_MAX)
def is_clean(text: str) -> bool:
    """Whether an identifier would be taken and stored as it is."""
    return clean_identifier(text) == text and refusal(text) is None


def _is_plain(text: str) -> bool:
    """Whether nothing but the case has to be folded."""
    return (
        text.isascii()
        and text.isprintable()
        and "'" not in text
        and "`" not in text
        and "  " not in text
        and text[:1] != " " != text[-1:]
    )


def _fold_case(text: str) -> str:
    """Simple case folding: one character stays one, so that ``ß`` is not ``ss``."""
    return "".join(map(_fold, text))


@lru_cache(maxsize=4_096)
def _fold(character: str) -> str:
    return _upper(character).lower()[0]


def _upper(character: str) -> str:
    # A dotless "i" has the capital of a dotted one, and another form.
    upper = character.upper()
    return upper if len(upper) == 1 and character != "\u0131" else character


def _sortable_number(found: re.Match[str]) -> str:
    digits = found[0].lstrip("0") or "0"
    return f"{len(digits):03}{digits}"
