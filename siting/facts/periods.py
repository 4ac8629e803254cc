"""What a period covers, and so the day from which a fact about it is known."""

from __future__ import annotations

import re
from calendar import monthrange
from contextlib import suppress
from datetime import date
from functools import cache

from siting.records import last_day

__all__ = ["period_end"]

_PART_OF_YEAR = re.compile(r"(\d{4})-([HQ])([1-4])")
_MONTHS = {"H": 6, "Q": 3}


@cache
def period_end(period: str) -> date | None:
    """Return the last day of a period; None for a text that is no period (``planning``, ``proxy``).

    A period is a day, month, year, half (``2024-H1``) or quarter (``2024-Q3``); a range of them (``2019-2020``,
    ``2020-02/2021-11``, ``2025-01/09`` for January to September), which ends where its last part ends; or a year from
    which something holds (``2018-``), which counts as that year.

    Examples
    --------
    >>> period_end("2024-H1"), period_end("2025-01/09"), period_end("2019-2020")
    (datetime.date(2024, 6, 30), datetime.date(2025, 9, 30), datetime.date(2020, 12, 31))
    """
    first, _, last = period.partition("/")
    if last:
        return _part_end(last if len(last) >= 4 else f"{first[:4]}-{last}")
    if re.fullmatch(r"\d{4}-\d{4}", period):
        return _part_end(period[5:])
    return _part_end(re.sub(r"^(\d{4})-$", r"\1", period))


def _part_end(part: str) -> date | None:
    found = _PART_OF_YEAR.fullmatch(part)
    if found is None:
        with suppress(ValueError):
            return last_day(part)
        return None
    month = int(found[3]) * _MONTHS[found[2]]
    return date(int(found[1]), month, monthrange(int(found[1]), month)[1]) if month <= 12 else None
