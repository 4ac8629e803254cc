"""What changed between two states of one measurement: its figure, and the facts it rests on."""

from __future__ import annotations

from siting.model.measurement import Measurement

__all__ = ["facts_of", "gained_and_lost", "same_figure"]

_SAME = 1e-9


def same_figure(old: Measurement, new: Measurement) -> bool:
    """Whether two measurements have the same value; numbers may differ by 1e-9 of their size.

    Examples
    --------
    >>> same_figure(Measurement(value=None), Measurement(value=0.0))
    False
    """
    one, other = old.value, new.value
    if isinstance(one, float) and isinstance(other, float):
        return abs(one - other) <= _SAME * max(1.0, abs(one))
    return one == other


def facts_of(cell: Measurement) -> list[str]:
    """Return the ids of the facts in the trace of a measurement, each once, in the order of the steps."""
    return list(dict.fromkeys(fact for step in cell.trace for fact in step.facts))


def gained_and_lost(old: Measurement, new: Measurement) -> tuple[str, str]:
    """Return the ids of the facts that came, and of those that went, each joined by "; ".

    Examples
    --------
    >>> from siting.model import Step
    >>> law, repeal = Step(text="credit", facts=("law@2023",)), Step(text="none", facts=("repeal@2025",))
    >>> gained_and_lost(Measurement(value=7500.0, trace=(law,)), Measurement(value=0.0, trace=(law, repeal)))
    ('repeal@2025', '')
    """
    had, has = facts_of(old), facts_of(new)
    gained, lost = ([fact for fact in ours if fact not in theirs] for ours, theirs in ((has, had), (had, has)))
    return "; ".join(gained), "; ".join(lost)
