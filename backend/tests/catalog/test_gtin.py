"""Check digits as GS1 defines them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.catalog.gtin import GTIN_LENGTHS, check_digit, has_valid_check_digit, looks_like_gtin


@pytest.mark.parametrize(
    "barcode", ["4901234567894", "96385074", "036000291452", "10614141000415", "0000000000000"]
)
def test_real_ones(barcode: str) -> None:
    assert looks_like_gtin(barcode)
    assert has_valid_check_digit(barcode)


@pytest.mark.parametrize(
    "barcode", ["B-77", "123456789", "４９０１２３４５６７８９４", "", "4901234 567894"]
)
def test_what_is_no_gtin(barcode: str) -> None:
    assert not looks_like_gtin(barcode)


@given(
    st.sampled_from(sorted(GTIN_LENGTHS)).flatmap(
        lambda length: st.text("0123456789", min_size=length - 1, max_size=length - 1)
    ),
    st.data(),
)
def test_one_mistyped_digit_is_always_found(body: str, data: st.DataObject) -> None:
    barcode = f"{body}{check_digit(body)}"
    assert has_valid_check_digit(barcode)
    place = data.draw(st.integers(0, len(barcode) - 1))
    other = data.draw(st.sampled_from([d for d in "0123456789" if d != barcode[place]]))
    assert not has_valid_check_digit(barcode[:place] + other + barcode[place + 1 :])
