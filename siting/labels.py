"""How keys and numbers are shown to people. Knows nothing of studies; changes no value."""

from __future__ import annotations

import math

__all__ = ["counted", "display_name", "format_number", "format_percent", "format_quantity", "join_words"]

_MINUS = "\N{MINUS SIGN}"


def display_name(key: str) -> str:
    """Turn an id into words, for want of a title.

    >>> display_name("market_proximity")
    'Market proximity'
    """
    words = key.replace("_", " ").replace("-", " ").strip()
    return words[:1].upper() + words[1:]


def format_number(value: float, *, digits: int = 3) -> str:
    """Write a number for reading: thousands separated, `digits` significant digits below a thousand.

    >>> format_number(4391.2), format_number(0.123456), format_number(7500)
    ('4,391', '0.123', '7,500')
    """
    if not math.isfinite(value):
        return "n/a"
    if value == 0:
        return "0"
    size = abs(value)
    if size >= 100 or float(value).is_integer():
        text = f"{size:,.0f}"
    else:
        places = max(0, digits - 1 - math.floor(math.log10(size)))
        text = f"{size:,.{places}f}".rstrip("0").rstrip(".")
    return f"{_MINUS}{text}" if value < 0 else text


def format_percent(share: float, *, digits: int = 0) -> str:
    """Write a share of one as a percentage.

    >>> format_percent(0.347), format_percent(0.347, digits=1)
    ('35 %', '34.7 %')
    """
    if not math.isfinite(share):
        return "n/a"
    text = f"{abs(100 * share):.{digits}f}"
    return f"{_MINUS if share < 0 and float(text) else ''}{text} %"


def format_quantity(value: float | str | None, unit: str) -> str:
    """Write a value with its unit; a missing value says so, and a calendar year (unit ``year``) stands alone.

    >>> format_quantity(7500, "USD/car"), format_quantity(None, "km"), format_quantity(1965, "year")
    ('7,500 USD/car', 'missing', '1965')
    """
    if value is None:
        return "missing"
    if unit == "year" and not isinstance(value, str):
        return f"{value:.0f}"
    text = value if isinstance(value, str) else format_number(value)
    return f"{text} {unit}".strip()


def counted(number: int, noun: str, plural: str = "") -> str:
    """Write a number of things; `plural` where it is more than the noun and an s.

    >>> counted(1, "cell"), counted(3000, "cell"), counted(2, "criterion", "criteria")
    ('1 cell', '3,000 cells', '2 criteria')
    """
    return f"{number:,} {noun if number == 1 else plural or f'{noun}s'}"


def join_words(words: list[str]) -> str:
    """Join words as English does.

    >>> join_words(["Cassino", "Melfi", "Toluca"])
    'Cassino, Melfi and Toluca'
    """
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"
