"""One dated, sourced statement about one subject."""

from __future__ import annotations

from datetime import date
from typing import Literal

from siting.model.measurement import Confidence, Source
from siting.records import Name, Record

__all__ = ["Fact", "FactValue"]

FactValue = float | bool | str | tuple[str | float, ...] | None


class Fact(Record):
    """A value, the period it speaks of, and the day from which it was known.

    `effective_from` and `effective_to` (inclusive, None = open) are the period a law set for itself; facts of another
    kind leave them out. `known_from` None means a static attribute, known on every day.
    """

    id: Name
    """``subject.attribute@period``, with ``#2``, ``#3`` for rivals of the same period."""
    subject: Name
    attribute: Name
    scope: str = ""
    """Conditions of a rule, ``key=value`` joined by ``;``, alternatives by ``|``, ``*`` for any."""
    value: FactValue = None
    unit: str = ""
    period: str = ""
    """What the value speaks of, in the source's own precision (``2023``, ``2023-04``, ``2024-H1``)."""
    effective_from: date | None = None
    effective_to: date | None = None
    known_from: date | None = None
    source: Source
    confidence: Confidence = "medium"
    basis: Literal["reported", "derived", "estimate", "law", "planning"] = "reported"
    """How the value came about: `derived` is arithmetic on sourced numbers, `estimate` has no source, `planning` is an
    analyst's choice of a model parameter."""
    note: str = ""
