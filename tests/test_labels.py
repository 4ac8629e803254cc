"""How numbers are written: digits, separators, signs, and what is no number."""

import math

import pytest

from siting.labels import display_name, format_number, format_percent, format_quantity, join_words


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "0"),
        (-0.0, "0"),
        (0.00041237, "0.000412"),
        (0.99996, "1"),
        (12.0, "12"),
        (12.3456, "12.3"),
        (99.96, "100"),
        (999.6, "1,000"),
        (-4391.2, "\N{MINUS SIGN}4,391"),
        (1e12, "1,000,000,000,000"),
        (math.nan, "n/a"),
        (math.inf, "n/a"),
    ],
)
def test_numbers_keep_three_digits_below_a_hundred(value, text):
    assert format_number(value) == text


@pytest.mark.parametrize(
    ("share", "digits", "text"),
    [
        (0.0, 0, "0 %"),
        (0.995, 0, "100 %"),
        (0.1234, 1, "12.3 %"),
        (-0.1234, 1, "\N{MINUS SIGN}12.3 %"),
        (-0.0004, 1, "0.0 %"),
        (math.nan, 0, "n/a"),
    ],
)
def test_shares_are_percentages_and_nothing_has_no_sign(share, digits, text):
    assert format_percent(share, digits=digits) == text


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (None, "km", "missing"),
        (0.0, "km", "0 km"),
        ("yes", "", "yes"),
        (2027.0, "year", "2027"),
        (4.08, "x volume", "4.08 x volume"),
    ],
)
def test_missing_is_said_and_never_zero(value, unit, text):
    assert format_quantity(value, unit) == text


def test_words():
    assert display_name("stla-large_allocated") == "Stla large allocated"
    assert display_name("") == ""
    assert [join_words(list("abc")[:count]) for count in range(4)] == ["", "a", "a and b", "a, b and c"]
