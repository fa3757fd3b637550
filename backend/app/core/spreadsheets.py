"""Write text into cells so that no spreadsheet carries it out, and read it back exactly.

Source: OWASP, "CSV Injection".
"""

# With one of these in front a spreadsheet takes a text for a formula and carries it out.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def guard_formula(text: str) -> str:
    """The text with one apostrophe more in front where it would be a formula.

    A text that already has apostrophes in front of a formula gets one more as well, so that
    `unguard_formula` gives back every text exactly.
    """
    return f"'{text}" if text.lstrip("'").startswith(FORMULA_STARTS) else text


def unguard_formula(text: str) -> str:
    """The text as it was before `guard_formula`."""
    is_guarded = text.startswith("'") and text.lstrip("'").startswith(FORMULA_STARTS)
    return text[1:] if is_guarded else text
