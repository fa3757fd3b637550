"""Compare and clean identifiers and names.

What looks equal is equal: full and half width, composed and decomposed letters, upper and lower
case, runs of white space and invisible characters make no difference between two identifiers.
This module is the only place that knows the rule; the API, imports, search, the filters of the
feed and the key columns of the database all use it.

Sources: Unicode Standard Annex #15 (normalisation forms), UAX #9 (bidirectional controls),
section 5.21 of the standard (characters that are ignored in display).
"""

import re
import unicodedata

# Line breaks and tabs count as white space; every other control character is removed.
_WHITE_SPACE = re.compile(r"\s+")
# Shown as nothing although their general category is that of a letter or a mark.
_BLANK_LETTERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0")
_VARIATION_SELECTORS = re.compile("[\ufe00-\ufe0f\u180b-\u180d\U000e0100-\U000e01ef]")
# Joiners shape the letters beside them (Persian, Hindi, emoji), so a name may contain them.
_JOINERS = frozenset("\u200c\u200d")
# Katakana to hiragana: the two blocks have the same order.
_KATAKANA = {code: code - 0x60 for code in (*range(0x30A1, 0x30F7), 0x30FD, 0x30FE)}


def is_invisible(character: str) -> bool:
    """Whether a character has no visible form: controls, formats, fillers, variation selectors."""
    return (
        unicodedata.category(character) in {"Cc", "Cf", "Cs", "Cn"}
        or character in _BLANK_LETTERS
        or _VARIATION_SELECTORS.match(character) is not None
    )


def clean_identifier(text: str) -> str:
    """An identifier as it is stored: NFKC, no invisible characters, single spaces, trimmed."""
    spaced = _WHITE_SPACE.sub(" ", unicodedata.normalize("NFKC", text))
    visible = "".join(character for character in spaced if not is_invisible(character))
    return _WHITE_SPACE.sub(" ", unicodedata.normalize("NFKC", visible)).strip()


def identity_key(text: str) -> str:
    """The form by which two identifiers are compared: cleaned, without regard to case."""
    folded = unicodedata.normalize("NFKC", clean_identifier(text).casefold())
    return unicodedata.normalize("NFKC", folded.casefold())


def clean_name(text: str) -> str:
    """A name as it is stored: NFC, single spaces, no invisible characters but joiners."""
    spaced = _WHITE_SPACE.sub(" ", unicodedata.normalize("NFC", text))
    return "".join(
        character for character in spaced if character in _JOINERS or not _is_harmful(character)
    ).strip()


def has_visible(text: str) -> bool:
    """Whether a reader sees anything of the text."""
    return any(not character.isspace() and not is_invisible(character) for character in text)


def search_key(text: str) -> str:
    """The form in which text is searched: the identity key, hiragana and katakana alike."""
    return identity_key(text).translate(_KATAKANA)


def _is_harmful(character: str) -> bool:
    # A variation selector chooses the form of an emoji or an ideograph; it hides nothing.
    return is_invisible(character) and _VARIATION_SELECTORS.match(character) is None
