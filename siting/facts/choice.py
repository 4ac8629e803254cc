"""Which of several conflicting statements is used.

Statements on one moment are rivals: the best confidence wins, then the newer source. A statement without a source is
used only where nothing better exists.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from siting.facts.periods import period_end
from siting.model import Fact

__all__ = ["STATES", "choose", "moment", "rivals", "sourced"]

STATES = frozenset({
    "official_name", "owner", "city", "province", "iso_country", "iso_region", "latitude", "longitude", "opened_year",
    "site_area_m2", "floor_area_m2", "covered_area_m2", "capacity_vehicles_per_year", "capacity_vehicles_per_day",
    "bev_line_capacity",
})  # fmt: skip
"""Attributes that change slowly or never, so that statements of different years contradict each other. All other
attributes are series: each period has a value of its own."""

_RANK = {"high": 0, "medium": 1, "low": 2}
_LONG_AGO = date.min


def sourced(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """Return the facts that have a source, or all of them if none has."""
    every = tuple(facts)
    return tuple(fact for fact in every if fact.basis != "estimate") or every


def rivals(facts: Iterable[Fact]) -> tuple[tuple[Fact, ...], ...]:
    """Group facts on one subject and attribute into sets of rivals, oldest first; a state has one set.

    Examples
    --------
    >>> from siting.facts import load
    >>> [len(group) for group in rivals(load().index["cassino"]["production_vehicles"])]
    [1, 3, 2, 1, 1, 2, 2, 1, 1, 1]
    """
    groups: dict[date, list[Fact]] = {}
    for fact in facts:
        groups.setdefault(_LONG_AGO if fact.attribute in STATES else moment(fact), []).append(fact)
    return tuple(tuple(groups[moment]) for moment in sorted(groups))


def choose(facts: Sequence[Fact], *, as_of: date | None) -> Fact:
    """Return the statement to use among rivals.

    The order is: best confidence; sources published by the day `as_of` before those that looked back later; the newer
    source; the later period; the first in the table.

    Raises
    ------
    ValueError
        If there are no facts.
    """

    def order(fact: Fact) -> tuple[int, bool, int, int]:
        published = period_end(fact.source.published) or moment(fact)
        hindsight = as_of is not None and published > as_of
        return _RANK[fact.confidence], hindsight, -published.toordinal(), -moment(fact).toordinal()

    return min(facts, key=order)


def moment(fact: Fact) -> date:
    """Return the day a fact is ordered by: the end of its period, else its start as law, else when it became known."""
    return period_end(fact.period) or fact.effective_from or fact.known_from or _LONG_AGO
