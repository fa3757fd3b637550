"""Give the characters of numbers and dates one form.

Only the written form changes: digits of every script become ASCII digits, full-width characters
become half-width ones, and invisible characters are removed. Unlike NFKC, no character gets
another meaning: a superscript two stays what it is.
"""

import unicodedata

from app.core.identifiers import is_invisible

_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_SIGNS = {
    "￠": "¢", "￡": "£", "￥": "¥", "￦": "₩",
    "−": "-", "‐": "-", "‑": "-", "–": "-", "▲": "-", "△": "-",
    "’": "'", "‘": "'", "ʼ": "'",
    "㍾": "明治", "㍽": "大正", "㍼": "昭和", "㍻": "平成", "㋿": "令和",
}  # fmt: skip
_FORMS = str.maketrans({**{chr(old): chr(new) for old, new in _FULL_WIDTH.items()}, **_SIGNS})


def plain_characters(text: str) -> str:
    """The text, trimmed, with ASCII digits, signs and spaces wherever it has others."""
    if text.isascii():
        return text.strip()
    return "".join(_plain(character) for character in text.translate(_FORMS)).strip()


def _plain(character: str) -> str:
    if character.isascii():
        return character
    category = unicodedata.category(character)
    if category == "Nd":
        return str(unicodedata.decimal(character))
    if category == "Zs":
        return " "
    return "" if is_invisible(character) else character
