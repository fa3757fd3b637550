"""Would the guide's test notice an answer that differs?"""

import pytest

from tests.docs.answers import differences, http_differences, text_differences


@pytest.mark.parametrize(
    ("shown", "given"),
    [
        ({"sku": "A"}, {"sku": "A", "name": "more may follow"}),
        ({"id": 1}, {"id": 7}),
        ([{"sku": "A"}, "…"], [{"sku": "A"}, {"sku": "B"}]),
        ({"at": "2026-11-22T20:11:11Z"}, {"at": "2027-01-01T00:00:00.123456Z"}),
        ("…", {"anything": None}),
        ([], []),
        (None, None),
    ],
)
def test_what_fits(shown: object, given: object) -> None:
    assert differences(shown, given) == []


@pytest.mark.parametrize(
    ("shown", "given"),
    [
        ({"sku": "A"}, {"sku": "B"}),
        ({"sku": "A"}, {"name": "A"}),
        ({"sku": "A"}, [{"sku": "A"}]),
        ({"id": 1}, {"id": "1"}),
        ({"on_hand": 12}, {"on_hand": 13}),
        ({"on_hand": 1}, {"on_hand": True}),
        ({"amount": "1980"}, {"amount": 1980}),
        ({"at": "2026-11-22T20:11:11Z"}, {"at": "yesterday"}),
        ([{"sku": "A"}], [{"sku": "A"}, {"sku": "B"}]),
        ([{"sku": "A"}, {"sku": "B"}], [{"sku": "A"}]),
        ([], [1]),
        (None, 0),
    ],
)
def test_what_does_not_fit(shown: object, given: object) -> None:
    assert differences(shown, given)


def test_a_whole_answer_is_its_status_its_headers_and_its_body() -> None:
    shown = 'HTTP/1.1 201 Created\nETag: "1"\n\n{"sku": "A"}\n'
    body = '{"sku": "A", "name": "Tea"}'
    assert not http_differences(shown, 201, {"etag": '"1"'}, body)
    assert http_differences(shown, 200, {"etag": '"1"'}, body)
    assert http_differences(shown, 201, {"etag": '"2"'}, body)
    assert http_differences(shown, 201, {}, body)
    assert http_differences(shown, 201, {"etag": '"1"'}, '{"sku": "B"}')


def test_lines_are_looked_for_in_their_order() -> None:
    assert not text_differences("one …\n…\nthree\n", "zero\none 1\ntwo\nthree\n")
    assert text_differences("three\none …\n", "one 1\nthree\n")
    assert text_differences("one\n", "one and more\n")
