"""From a chosen fact and its rivals to a measurement with range, sources and trace."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from siting.labels import format_quantity
from siting.model import Fact, Measurement, Step
from siting.model.measurement import Kind

__all__ = ["measurement", "plain"]

_KINDS: dict[str, Kind] = {
    "reported": "measured",
    "law": "measured",
    "derived": "computed",
    "estimate": "estimated",
    "planning": "judged",
}
_FLAGS = {"estimate": ("unsourced estimate",), "planning": ("planning value",)}


def measurement(fact: Fact, rivals: Sequence[Fact], *, as_of: date | None) -> Measurement:
    """Return a fact as a measurement whose range spans the rivals that have its unit.

    Examples
    --------
    >>> from siting.facts import load
    >>> smaller, larger = load().index["cassino"]["capacity_vehicles_per_year"]
    >>> measurement(larger, [smaller, larger], as_of=None)
    Measurement(300,000 vehicles/year, 250,000 to 300,000, measured)
    """
    value = plain(fact)
    others = [rival for rival in rivals if rival is not fact]
    figures = [rival.value for rival in (fact, *others) if isinstance(rival.value, float) and rival.unit == fact.unit]
    ranged = isinstance(value, float) and len(set(figures)) > 1
    told = f"{fact.subject} {fact.attribute} {fact.period}".strip()
    step = Step(
        text=f"{told}: {format_quantity(value, fact.unit)} ({fact.source.title})",
        facts=(fact.id, *(rival.id for rival in others)),
    )
    return Measurement(
        value=value,
        unit=fact.unit,
        low=min(figures) if ranged else None,
        high=max(figures) if ranged else None,
        kind=_KINDS[fact.basis],
        sources=(fact.source,),
        as_of=as_of,
        confidence=fact.confidence,
        flags=_FLAGS.get(fact.basis, ()),
        trace=(step,),
        note=fact.note,
    )


def plain(fact: Fact) -> float | str | None:
    """Return a fact's value as a cell can hold it: ``"yes"`` or ``"no"`` for true or false, a list as one text."""
    if isinstance(fact.value, bool):
        return "yes" if fact.value else "no"
    if isinstance(fact.value, tuple):
        return " | ".join(item if isinstance(item, str) else f"{item:g}" for item in fact.value)
    return fact.value
