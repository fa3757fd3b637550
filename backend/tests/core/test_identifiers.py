"""One rule for what is the same identifier, over texts that look the same and texts that do not."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.identifier_examples import DIFFERENT, SAME
from app.core.identifiers import (
    category_key,
    clean_identifier,
    clean_name,
    clean_tags,
    has_visible,
    identity_key,
    is_in_category,
    is_invisible,
    refusal,
    search_key,
    sort_key,
)

# Texts of the characters at which spellings differ, and of any others.
TEXTS = st.text(
    st.sampled_from("Aa1 -Öİiıßſς'′″`´ｶﾞガカ力αΑνµѕС\u0308\u0307\u200b\u3000\u2010")
    | st.characters(),
    max_size=12,
)


@pytest.mark.parametrize(("one", "other"), SAME)
def test_key_of_texts_that_look_equal_is_one(one: str, other: str) -> None:
    assert identity_key(one) == identity_key(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_key_of_texts_that_look_different_differs(one: str, other: str) -> None:
    assert identity_key(one) != identity_key(other)


@given(TEXTS)
def test_key_of_a_key_is_the_key(text: str) -> None:
    assert identity_key(identity_key(text)) == identity_key(text)


@given(TEXTS)
def test_key_of_a_cleaned_text_is_that_of_the_text(text: str) -> None:
    assert clean_identifier(clean_identifier(text)) == clean_identifier(text)
    assert identity_key(clean_identifier(text)) == identity_key(text)


INVISIBLE = "\u200b\u200c\u200d\u200e\u200f\ufeff\u00ad\u2060\u034f\u180e\u3164\ufe0f\u2800\u061c"
FORMS = ("NFC", "NFD")
LOOKALIKES = {
    "-": "\u2010\u2011\u2012\u2013\u2212\uff0d\ufe63",
    "'": "\u2019\u2018\u2032\uff07`",
    "a": "аａ",
    "A": "АΑＡ",
    "B": "ВΒＢ",
    "C": "СＣϹ",
    "c": "сｃ",
    "E": "ЕΕ",
    "e": "е",
    "H": "НΗ",
    "O": "ОΟ",
    "o": "оο",
    "T": "ТΤ",
    "x": "хｘ",
    "1": "１١",
    "カ": "ｶ力",
    " ": "\u00a0\u3000\u2003\t",
}


@given(
    st.text(st.sampled_from("-'aABCcEeHOoTx1カ Ö"), min_size=1, max_size=10),
    st.data(),
)
def test_texts_that_render_the_same_are_one_identifier(text: str, data: st.DataObject) -> None:
    changed = "".join(
        data.draw(st.sampled_from(character + LOOKALIKES.get(character, ""))) for character in text
    )
    place = data.draw(st.integers(0, len(changed)))
    hidden = data.draw(st.sampled_from(INVISIBLE))
    changed = unicodedata.normalize(data.draw(st.sampled_from(FORMS)), changed)
    assert identity_key(changed[:place] + hidden + changed[place:]) == identity_key(text)


def test_every_control_and_format_without_a_form_is_invisible() -> None:
    shown = {"ARABIC", "SYRIAC", "KAITHI", "EGYPTIAN"}
    for code in range(0x110000):
        character = chr(code)
        if unicodedata.category(character) in {"Cc", "Cf"} and not character.isspace():
            name = unicodedata.name(character, "").split(" ")[0]
            assert is_invisible(character) or name in shown, hex(code)


@pytest.mark.parametrize("text", ["", " ", "\u200b", "\u202e\u202c", "\u3164", "\u2800", "\u200d"])
def test_a_text_without_a_visible_character_has_none(text: str) -> None:
    assert not has_visible(text)
    assert refusal(text) == "needs a visible character"


@pytest.mark.parametrize("text", ["ᎪᏴ-1", "ꓮꓐ", "A\u0338-1", "A\ue000"])
def test_refusal_of_a_code_names_the_character_that_cannot_be_told_apart(text: str) -> None:
    assert "U+" in (refusal(text) or "")


@pytest.mark.parametrize("text", ["A-1", "棚-1", "ПОС-10", "α7", "Ä Ö", "กข-1", "כד-1"])
def test_refusal_of_a_usual_code_is_none(text: str) -> None:
    assert refusal(text) is None


def test_category_key_is_that_of_each_step() -> None:
    assert category_key("Kitchen/Ｐans") == category_key("KITCHEN / pans".replace(" / ", "/"))
    assert is_in_category("Kitchen/Pans", "KITCHEN")
    assert is_in_category("Kitchen", "kitchen")
    assert not is_in_category("Kitchenware", "kitchen")
    assert not is_in_category(None, "kitchen")


def test_sort_key_takes_numbers_as_numbers() -> None:
    skus = ["A1", "A02", "a2", "A10", "A10-2", "A10-10", "B1", "Ａ3", "９"]
    ordered = sorted(skus, key=lambda sku: (sort_key(sku), sku))
    assert ordered == ["９", "A1", "A02", "a2", "Ａ3", "A10", "A10-2", "A10-10", "B1"]
    assert sort_key("9" * 100) > sort_key("9" * 99)


@pytest.mark.parametrize(
    ("q", "name"),
    [
        ("ｸﾞﾗｽ", "グラス"),
        ("ぐらす", "グラス"),
        ("ＬＥＤ", "led"),
        ("O\u0308l", "Öl"),
        ("νικη", "ΝΙΚΗ"),
    ],
)
def test_search_key_folds_width_kana_case_and_composition(q: str, name: str) -> None:
    assert search_key(q) == search_key(name)


def test_clean_name_keeps_what_shapes_its_neighbours() -> None:
    assert clean_name("می\u200cخواهم") == "می\u200cخواهم"
    assert clean_name("👩\u200d🍳 ❤\ufe0f") == "👩\u200d🍳 ❤\ufe0f"
    assert clean_name(" Mug\u200b\t\u202eblue\ufeff ") == "Mug blue"


def test_clean_tags_keeps_each_once_in_its_first_spelling() -> None:
    assert clean_tags(["ｎｅｗ", "New", "new\u200b", "old"]) == ["new", "old"]
