"""Examples of the rule for identifiers, by which the front end and the client are tested.

`contracts/identifiers.json` has them as JSON: for each text its cleaned form and its keys, and
pairs of texts that are the same, or are not.
"""

from typing import Any

from app.core.identifiers import (
    category_key,
    clean_identifier,
    identity_key,
    search_key,
    sort_key,
)
from app.core.lookalikes import BEFORE_NFKC, GREEK, LETTERS, SIGNS

SAME = (
    ("KL-1 Ö", "KL-1 O\u0308"),
    ("KL-1 Ö", "ＫＬ-1 ö"),
    ("KL-1 Ö", "\ufeffKL\u00ad-1\u200b\u3000\u00a0Ö\u200e "),
    ("タナ-1", "ﾀﾅ-1"),
    ("İZMİR", "izmir"),
    ("i\u0307zmir", "IZMIR"),
    ("Groß", "GROẞ"),
    ("ΜΗΛΟ ΣΟΦΟΣ", "μηλο σοφος"),
    ("A-1", "A\u20131"),
    ("A-1", "A\u22121"),
    ("5′′", "5\u2033"),
    ("rock'n", "rock\u2019n"),
    ("АВС-1", "ABC-1"),
    ("СОН", "coh"),
    ("ΝΙΚΗ", "NIKH"),
    ("ΔΑ", "ΔA"),
    ("Ёлка", "Ëлка"),
    ("力ード", "カード"),
    ("コーヒー", "コ\u2015ヒ一"),
    ("ペン", "ぺン"),
    ("١٢", "12"),
    ("ﬁ-①", "FI-1"),
    ("Kitchen/Ｐans", "KITCHEN/pans"),
)
DIFFERENT = (
    ("Groß", "GROSS"),
    ("ısı", "isi"),
    ("α7", "A7"),
    ("10µF", "10mF"),
    ("é", "e"),
    ("A-1", "A1"),
    ("A 1", "A1"),
    ("O1", "01"),
    ("ハ", "バ"),
    ("まぐ", "マグ"),
)
OTHERS = (
    "",
    "\u200b",
    "A2",
    "A010",
    "A10-2",
    "９" * 12,
    "ｸﾞﾗｽ LED",
    "ぐらす",
    "x\ty\r\nz",
    "Ǆ ŉ ΐ ᾳ",
    "a\u0301\u0323",
    "한국",
    "νερό",
    "x\u0338",
)


def build_identifier_examples() -> dict[str, Any]:
    """The document as it is committed."""
    pairs = [text for pair in (*SAME, *DIFFERENT) for text in pair]
    tables = ["1".join(map(chr, table)) for table in (BEFORE_NFKC, SIGNS, LETTERS, GREEK)]
    texts = dict.fromkeys([*pairs, *OTHERS, *tables])
    return {
        "same": [list(pair) for pair in SAME],
        "different": [list(pair) for pair in DIFFERENT],
        "texts": [
            {
                "text": text,
                "clean": clean_identifier(text),
                "key": identity_key(text),
                "category": category_key(text),
                "sort": sort_key(text),
                "search": search_key(text),
            }
            for text in texts
        ],
    }
