"""Which customs territory a country belongs to: the EU and the United States take in more than one code."""

from __future__ import annotations

from datetime import date

__all__ = ["EU", "EU_MEMBERS", "customs_territory"]

EU = "EU"

EU_MEMBERS = frozenset({
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU",
    "IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
})  # fmt: skip
"""The 27 members since 1 February 2020."""

_JOINED = {"HR": date(2013, 7, 1), "BG": date(2007, 1, 1), "RO": date(2007, 1, 1)}
_LEFT = {"GB": date(2021, 1, 1)}
_PART_OF = {"PR": "US"}


def customs_territory(code: str, *, on: date) -> str:
    """Return the customs territory of a country on a day since 2004; most countries are their own.

    Examples
    --------
    >>> customs_territory("IT", on=date(2025, 1, 1)), customs_territory("PR", on=date(2025, 1, 1))
    ('EU', 'US')
    >>> customs_territory("GB", on=date(2020, 12, 31)), customs_territory("GB", on=date(2021, 1, 1))
    ('EU', 'GB')
    """
    is_member = code in EU_MEMBERS and on >= _JOINED.get(code, date.min)
    still_member = code in _LEFT and on < _LEFT[code]
    return EU if is_member or still_member else _PART_OF.get(code, code)
