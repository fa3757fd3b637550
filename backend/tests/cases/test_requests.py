"""The request cases beside this repository get their right answers.

Each case was once answered wrongly. Where the folder is missing, the tests of the rooms still hold
the same values; what is not run here is named.
"""

from collections.abc import Callable

import pytest
from httpx import AsyncClient

from tests.cases.requests import FILE, Answers, Case, run_case
from tests.fixtures.records import Records

CASES = Case.read_all()
RIGHT: dict[str, Callable[[Answers], None]] = {}
REFUSED = {409, 422}


def right(case: str) -> Callable[[Callable[[Answers], None]], Callable[[Answers], None]]:
    """Register the expectation of a case."""

    def register(expect: Callable[[Answers], None]) -> Callable[[Answers], None]:
        RIGHT[case] = expect
        return expect

    return register


@pytest.mark.skipif(not CASES, reason=f"{FILE} is missing: no request case was run")
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
async def test_case_gets_its_right_answer(case: Case, admin: AsyncClient, records: Records) -> None:
    assert case.id in RIGHT, f"no expectation is written for: {case.right}"
    RIGHT[case.id](await run_case(case, admin, records))


@right("key-nonascii")
def _(answers: Answers) -> None:
    assert {answers.code(step) for step in (2, 3)} == {"idempotency_key_invalid"}


@right("text-item-codes")
def _(answers: Answers) -> None:
    assert {answers.status(step) for step in range(1, 11)} <= REFUSED
    assert len(answers.column(11, "id")) == len(answers.column(12, "id")) == 1


@right("text-item-codes-kana")
def _(answers: Answers) -> None:
    assert answers.code(1) == "sku_taken"


@right("text-barcode")
def _(answers: Answers) -> None:
    assert {answers.status(step) for step in range(4)} == {422}
    assert answers.column(4, "id") == []


@right("text-location-codes")
def _(answers: Answers) -> None:
    assert {answers.status(step) for step in range(1, 5)} <= REFUSED


@right("text-categories-tags")
def _(answers: Answers) -> None:
    assert [len(answers.column(step, "sku")) for step in (3, 4, 5)] == [3, 3, 3]
    assert answers.column(6, "tags") == [["new"]]


@right("text-names-empty")
def _(answers: Answers) -> None:
    assert {answers.status(step) for step in range(4)} == {422}


@right("text-emails")
def _(answers: Answers) -> None:
    assert answers.status(0) == 201
    assert {answers.status(step) for step in range(1, 4)} <= REFUSED


@right("feed-case")
def _(answers: Answers) -> None:
    for items, changes in ((4, 5), (6, 7), (8, 9)):
        found = set(answers.column(changes, "after", "sku", rows="changes"))
        assert found == set(answers.column(items, "sku"))


@right("category-case")
def _(answers: Answers) -> None:
    sku = f"CC-{answers.names['run']}"
    assert answers.code(4) == "price_blocked"
    assert answers.column(5, "sku") == [sku]
    assert sku in answers.column(7, "after", "sku", rows="changes")
    assert answers.column(9, "sku") == [sku, f"{sku}-2"]


@right("search-gtin")
def _(answers: Answers) -> None:
    assert [len(answers.column(step, "id")) for step in range(1, 5)] == [1] * 4


@right("search-width-kana")
def _(answers: Answers) -> None:
    assert [len(answers.column(step, "id")) for step in range(1, 8)] == [1] * 7


@right("stock-never-moved")
def _(answers: Answers) -> None:
    sku = f"NV-{answers.names['run']}"
    for step in (3, 4):
        body = answers.body(step)
        assert sku in [row["sku"] for row in body["items"] + body["unstocked"]]


@right("sort-numbers")
def _(answers: Answers) -> None:
    assert [sku.rpartition("-")[2] for sku in answers.column(3, "sku")] == ["A1", "A2", "A10"]


@right("paging-moving")
def _(answers: Answers) -> None:
    seen = answers.column(9, "sku") + answers.column(11, "sku")
    assert [sku[:3] for sku in seen] == ["PM1", "PM2", "PM3", "PM4"]


@right("barcode-twice")
def _(answers: Answers) -> None:
    assert answers.status(1) == 409
    assert len(answers.column(2, "id")) == 1


@right("archive-with-stock")
def _(answers: Answers) -> None:
    assert answers.status(5) == 409
    assert answers.body(8)["level"]["on_hand"] == 0


@right("archive-transfer")
def _(answers: Answers) -> None:
    assert answers.status(5) == 409
    assert answers.body(6)["state"] == "received"


@right("closed-location-transfer")
def _(answers: Answers) -> None:
    assert {answers.status(5), answers.status(6)} == {409}
    assert answers.body(7)["state"] == "received"


@right("alerts-of-archived")
def _(answers: Answers) -> None:
    # Units are on hand, so both are refused; the alerts stay, and can be settled.
    assert {answers.status(8), answers.status(9)} == {409}
    assert len(answers.column(10, "sku")) == 2


@right("alert-first-figures")
def _(answers: Answers) -> None:
    (first,), (last,) = answers.body(4)["items"], answers.body(7)["items"]
    assert (last["sku"], last["severity"]) == (first["sku"], "critical")
    assert last["version"] > first["version"]


@right("target-below-reorder")
def _(answers: Answers) -> None:
    assert answers.status(3) == 422


@right("as-of-negative")
def _(answers: Answers) -> None:
    (row,) = answers.body(4)["items"]
    assert (row["on_hand"], row["is_incomplete"]) == (-3, True)


@right("sale-above-base")
def _(answers: Answers) -> None:
    assert answers.status(2) == 422
    assert answers.body(3)["effective"]["amount"] == "1000"


@right("sale-base-lowered")
def _(answers: Answers) -> None:
    assert answers.body(4)["effective"]["amount"] == "800"


@right("sale-tier-weaker")
def _(answers: Answers) -> None:
    assert answers.status(2) == 422


@right("guard-small-steps")
def _(answers: Answers) -> None:
    assert [answers.status(step) for step in (3, 4, 5, 6)] == [409, 200, 409, 409]


@right("guard-none-at-first")
def _(answers: Answers) -> None:
    assert [answers.status(step) for step in (1, 2, 3)] == [200, 202, 202]


@right("amount-forms")
def _(answers: Answers) -> None:
    assert {answers.status(step) for step in (1, 3, 5, 7, 9, 13, 14, 15, 16, 17)} == {422}
    assert answers.body(11)["price"]["amount"] == "1000"


@right("time-bare-digits")
def _(answers: Answers) -> None:
    assert {answers.status(step) for step in range(3, 9)} == {422}


@right("patch-without-if-match")
def _(answers: Answers) -> None:
    assert {answers.code(step) for step in (3, 4, 5)} == {"precondition_required"}


@right("zone-names")
def _(answers: Answers) -> None:
    assert {answers.status(step) for step in range(5)} == {422}
