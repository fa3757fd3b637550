"""Is this barcode a GTIN, and is it typed right?

GS1 General Specifications, section 7.9: the last digit of a GTIN-8, -12, -13 or -14 makes the
weighted sum of all digits (3 and 1 in turn, from the right) a multiple of ten.
"""

GTIN_LENGTHS = frozenset({8, 12, 13, 14})


def looks_like_gtin(barcode: str) -> bool:
    return barcode.isascii() and barcode.isdigit() and len(barcode) in GTIN_LENGTHS


def check_digit(body: str) -> int:
    """The digit that completes ``body``, all digits of the GTIN but the last."""
    total = sum(
        int(digit) * (3 if place % 2 == 0 else 1) for place, digit in enumerate(reversed(body))
    )
    return -total % 10


def has_valid_check_digit(barcode: str) -> bool:
    return check_digit(barcode[:-1]) == int(barcode[-1])


def gtin14(barcode: str | None) -> str | None:
    """The form by which GTINs are compared: 14 digits. None for any other barcode."""
    if barcode and looks_like_gtin(barcode) and has_valid_check_digit(barcode):
        return barcode.zfill(14)
    return None
