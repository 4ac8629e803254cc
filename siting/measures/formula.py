"""A formula over inputs with ranges, and the measurement that comes out.

It is evaluated at the values of its inputs, and at the ends of their ranges together for low and high.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import numpy as np

from siting.errors import MethodError
from siting.facts import Knowledge
from siting.measures.freight import UNSOURCED
from siting.measures.inputs import Input
from siting.measures.limits import FloatArray
from siting.measures.steps import NOT_VERIFIED, Trace
from siting.model import Measurement

__all__ = ["Formula", "absent", "compute", "conclude", "over_ranges"]

Formula = Callable[..., FloatArray]
"""Takes its inputs by name as arrays that broadcast."""


def over_ranges(formula: Formula, inputs: Iterable[Input]) -> tuple[float, float, float]:
    """Return the value of a formula, and its lowest and highest value over the ranges of its inputs, taken together.

    Parameters
    ----------
    formula
        Must not turn, from rising to falling or back, inside the range of an input.
    inputs
        Their names are the arguments of the formula.

    Examples
    --------
    >>> from siting.measures.inputs import fixed
    >>> months = Input(name="months", value=3, low=0, high=6)
    >>> over_ranges(lambda months, rate: months * rate, [months, fixed("rate", 2.0)])
    (6.0, 0.0, 12.0)
    """
    entries = list(inputs)
    points = [np.unique([entry.low, entry.value, entry.high]) for entry in entries]
    grid = np.meshgrid(*points, indexing="ij", sparse=True)
    everywhere = formula(**{entry.name: axis for entry, axis in zip(entries, grid, strict=True)})
    value = float(formula(**{entry.name: np.asarray(entry.value) for entry in entries}))
    return value, min(value, float(np.min(everywhere))), max(value, float(np.max(everywhere)))


def compute(
    formula: Formula,
    inputs: Sequence[Input],
    *,
    unit: str,
    knowledge: Knowledge,
    trace: Trace | None = None,
) -> Measurement:
    """Apply a formula to inputs with ranges, as `over_ranges` does; their sentences follow what `trace` says."""
    trace = trace or Trace()
    for entry in inputs:
        trace.say(entry.sentence, entry.facts)
        for flag in entry.flags:
            trace.flag(flag)
    value, low, high = over_ranges(formula, inputs)
    return conclude(trace, value, unit=unit, knowledge=knowledge, low=low, high=high)


def conclude(
    trace: Trace, value: float, *, unit: str, knowledge: Knowledge, low: float | None = None, high: float | None = None
) -> Measurement:
    """Return a computed value with its trace; a rule without a source is flagged as law that is not verified."""
    if not np.isfinite([value, *(end for end in (low, high) if end is not None)]).all():
        raise MethodError(f"no finite figure comes out: {value} {unit}")
    for fact in trace.facts:
        if fact.basis == "estimate":
            trace.flag(NOT_VERIFIED if fact.effective_from else UNSOURCED)
    return Measurement(
        value=value,
        unit=unit,
        low=low,
        high=high,
        kind="computed",
        sources=trace.sources,
        as_of=knowledge.as_of,
        confidence=trace.confidence,
        flags=tuple(trace.flags),
        trace=tuple(trace.steps),
    )


def absent(note: str, *, unit: str, knowledge: Knowledge) -> Measurement:
    """Return a missing value that says why, and as of which day."""
    day = f" as of {knowledge.as_of}" if knowledge.as_of else ""
    return Measurement(value=None, unit=unit, as_of=knowledge.as_of, note=f"{note}{day}")
