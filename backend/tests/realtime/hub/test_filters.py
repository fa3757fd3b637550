"""Which changes a filter lets through, for every type of change that there is."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.settings import REPOSITORY_ROOT
from app.realtime.hub.filters import FACTS, Entry, Facts, Filter
from app.realtime.protocol import StreamFilter

STREAM = REPOSITORY_ROOT / "contracts" / "stream"

Json = dict[str, Any]


def example(path: Path, place: int = -1) -> Json:
    """A change of the contract, by default the last of its file."""
    change: Json = json.loads(path.read_text(encoding="utf-8"))["changes"][place]
    return change


EXAMPLES = {path.stem: example(path) for path in sorted(STREAM.glob("*.json"))}
# What each says of itself. The others have no such property.
LOCATED = {
    "stock.level_changed",
    "alert.raised",
    "alert.acknowledged",
    "alert.changed",
    "alert.resolved",
    "catalog.location_changed",
}
# About several items, or none.
OF_NO_ITEM = {
    "catalog.location_changed",
    "price.bulk_changed",
    "price.guard_changed",
    "price.list_changed",
    "price.proposal_changed",
}
OF_AN_ITEM = EXAMPLES.keys() - OF_NO_ITEM


def facts(change: Json) -> Facts:
    return Entry(change["seq"], json.dumps(change)).facts


def passes(change: Json, **wanted: Any) -> bool:
    wish = Filter.of(StreamFilter(**wanted))
    assert wish is not None
    return wish.passes(facts(change))


def test_every_type_is_here() -> None:
    assert len(EXAMPLES) >= 7
    assert EXAMPLES.keys() >= LOCATED | OF_AN_ITEM


@pytest.mark.parametrize("type_", EXAMPLES)
def test_by_sku_location_category_and_type(type_: str) -> None:
    change = EXAMPLES[type_]
    item, place = type_ in OF_AN_ITEM, type_ in LOCATED
    for wanted, right in (
        # Anything passes where the change has no such property.
        ({"skus": ["A-17"]}, True),
        ({"skus": ["B", "a-17"]}, True),
        ({"skus": ["B"]}, not item),
        ({"skus": ["A-1", "A-177", "-17"]}, not item),
        ({"locations": ["tyo-1"]}, True),
        ({"locations": ["OSA", "TYO-1"]}, True),
        ({"locations": ["OSA"]}, not place),
        ({"categories": ["Kitchen/Mugs"]}, True),
        ({"categories": ["Kitchen"]}, True),
        ({"categories": ["Kitchen/Mugs/Blue"]}, not item),
        ({"categories": ["Kit", "Mugs", "Kitchen/Mug"]}, not item),
        ({"categories": ["ＫITCHEN"]}, True),
        ({"types": [type_]}, True),
        ({"types": ["test.changed"]}, False),
        ({"types": ["test.changed", type_]}, True),
        ({"types": [type_.upper()]}, False),
        ({"skus": ["A-17"], "locations": ["TYO-1"], "categories": ["Kitchen"]}, True),
        ({"skus": ["A-17"], "locations": ["OSA"]}, not place),
        ({"skus": ["B"], "locations": ["TYO-1"]}, not item),
        ({"skus": ["A-17"], "types": ["test.changed"]}, False),
    ):
        assert passes(change, **wanted) == right, wanted


@pytest.mark.parametrize("type_", EXAMPLES)
def test_what_the_change_is_about(type_: str) -> None:
    """All that happens to an alert is about the alert; types of other things never mix."""
    change = EXAMPLES[type_]
    thing = {
        "stock.level_changed": "stock.level",
        "price.changed": "price",
        "price.sale_changed": "price.sale",
        "price.proposal_changed": "price.proposal",
        "price.bulk_changed": "price.bulk",
        "price.guard_changed": "price.guard",
        "price.list_changed": "price.list",
        "catalog.item_changed": "catalog.item",
        "catalog.location_changed": "catalog.location",
    }.get(type_, "alert")
    assert facts(change).thing == (thing, change["key"])


def moved(before: Json | None, after: Json) -> Json:
    return {
        "seq": 1,
        "type": "catalog.item_changed",
        "key": "7",
        "version": 2,
        "before": before,
        "after": {"id": 7, **after},
        "cause": {},
        "at": "2026-03-01T09:30:00.123456Z",
    }


@pytest.mark.parametrize(
    ("before", "after", "teas", "cups"),
    [
        ({"category": "Tea"}, {"category": "Cups"}, True, True),
        ({"category": "Tea"}, {"category": None}, True, False),
        ({"category": None}, {"category": "Tea/Green"}, True, False),
        ({"category": "Other"}, {"category": "Else"}, False, False),
        (None, {"category": "Tea"}, True, False),
        (None, {"category": None}, False, False),
        # What is not told of the time before was the same.
        ({"version": 1}, {"category": "Tea"}, True, False),
        ({}, {"category": "Cups"}, False, True),
        (None, {}, True, True),
        ({"category": "Teapots"}, {"category": "Teapots"}, False, False),
    ],
)
def test_who_follows_a_category_sees_what_leaves_it(
    before: Json | None, after: Json, teas: bool, cups: bool
) -> None:
    change = moved(before, after)
    assert passes(change, categories=["Tea"]) == teas
    assert passes(change, categories=["Cups"]) == cups
    assert passes(change, categories=["Tea", "Cups"]) == (teas or cups)


def test_another_sku_tells_the_followers_of_both() -> None:
    change = moved({"sku": "old", "category": "Tea"}, {"sku": "new", "category": "Cups"})
    assert passes(change, skus=["OLD"])
    assert passes(change, skus=["New"])
    assert passes(change, skus=["old"], categories=["Tea"])
    assert passes(change, skus=["new"], categories=["Cups"])
    # Never the one state's name with the other state's place.
    assert not passes(change, skus=["old"], categories=["Cups"])


@pytest.mark.parametrize(
    "scope",
    [
        {"sku": None, "category": None, "price_list": None},
        {"sku": "B-1", "category": "Tea", "price_list": "web"},
    ],
)
def test_a_guard_concerns_whoever_follows_a_price(scope: Json) -> None:
    change = EXAMPLES["price.guard_changed"]
    guard = change | {"after": change["after"] | scope}
    assert passes(guard, skus=["A-17"], categories=["Kitchen"], locations=["TYO-1"])
    assert not passes(guard, skus=["A-17"], types=["price.changed"])


def test_another_code_of_a_location() -> None:
    change = EXAMPLES["catalog.location_changed"]
    renamed = change | {"after": change["after"] | {"code": "TYO-9"}}
    assert passes(renamed, locations=["tyo-1"])
    assert passes(renamed, locations=["tyo-9"])
    assert not passes(renamed, locations=["tyo-2"])


def test_a_price_that_tells_only_the_old_amount_is_its_items_price() -> None:
    change = EXAMPLES["price.changed"]
    assert set(change["before"]) == {"amount", "currency"}
    assert not passes(change, skus=["B"])
    assert passes(change, skus=["a-17"], locations=["anywhere"])


@pytest.mark.parametrize(
    ("sku", "asked", "right"),
    [("ß-1", "SS-1", False), ("Ａ-1", "a-1", True), ("İ", "i̇", True), ("0012", "12", False)],
)
def test_skus_are_compared_as_the_lists_compare_them(sku: str, asked: str, right: bool) -> None:
    assert passes(moved(None, {"sku": sku}), skus=[asked]) == right


def test_a_place_that_is_nowhere_is_as_one_that_is_not_told() -> None:
    """No type has one today; one that does must not silence those who filter."""
    change = moved(None, {"sku": None, "location": None, "category": "Tea"})
    assert passes(change, locations=["OSA"], skus=["B"])
    assert passes(change, categories=["Tea"])
    assert not passes(change, categories=["Cups"])


def test_no_filter_is_no_filter() -> None:
    assert Filter.of(None) is None
    assert Filter.of(StreamFilter()) is None


@given(st.permutations(["a", "B", "c"]), st.booleans())
def test_who_wants_the_same_is_in_the_same_cohort(skus: list[str], upper: bool) -> None:
    words = [sku.upper() if upper else sku.lower() for sku in skus]
    one = Filter.of(StreamFilter(skus=words, types=["price.changed"]))
    other = Filter.of(StreamFilter(skus=["A", "b", "C", "c"], types=["price.changed"]))
    assert (one, hash(one)) == (other, hash(other))
    assert one != Filter.of(StreamFilter(skus=["A", "b"], types=["price.changed"]))
    assert one != Filter.of(StreamFilter(skus=["A", "b", "C"]))
    assert one != Filter.of(StreamFilter(locations=["A", "b", "C"], types=["price.changed"]))


def test_a_change_is_looked_into_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many filters ask."""
    looks: list[str] = []

    class Decoder:
        def decode(self, text: str) -> Facts:
            looks.append(text)
            return FACTS.decode(text)

    monkeypatch.setattr("app.realtime.hub.filters.FACTS", Decoder())
    entry = Entry(1, json.dumps(EXAMPLES["price.changed"]))
    for _ in range(3):
        assert entry.facts.key == "5"
    assert len(looks) == 1
