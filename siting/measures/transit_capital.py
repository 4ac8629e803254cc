"""Working capital in transit: what the money tied up in a car costs between the plant gate and its buyer's region."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from siting.measures import proximity
from siting.measures.context import Context
from siting.measures.formula import compute
from siting.measures.inputs import Input, check_options, required
from siting.measures.limits import FloatArray
from siting.measures.steps import Trace
from siting.model import Measurement
from siting.records import replace

__all__ = ["measure", "transit_capital_usd"]

_DAYS_A_YEAR = 365.0
_NUMBERS = {"customs_value_usd": "USD/car", "capital_rate": "share"}


def transit_capital_usd(days: ArrayLike, *, capital_rate: ArrayLike, customs_value_usd: ArrayLike) -> FloatArray:
    """Return rate x value x days / 365, in USD per car; broadcasts.

    Examples
    --------
    >>> transit_capital_usd([10, 36.5], capital_rate=0.08, customs_value_usd=50_000).round(2).tolist()
    [109.59, 400.0]
    """
    yearly = np.asarray(capital_rate, dtype=float) * np.asarray(customs_value_usd, dtype=float)
    return np.asarray(yearly * np.asarray(days, dtype=float) / _DAYS_A_YEAR)


def measure(context: Context) -> Measurement:
    """Measure the cost of capital in transit, in USD/car, over the days of delivery to the programme's demand.

    Options: ``capital_rate`` a year (0.08 means 8 %), ``customs_value_usd`` (or of the programme), and those of the
    days of delivery: ``market``, ``closed`` and ``goal``.

    Raises
    ------
    MethodError
        Naming what is missing.
    """
    check_options(context, (*_NUMBERS, *proximity.OPTIONS))
    numbers = required(context, _NUMBERS)
    delivery = {name: entry for name, entry in context.options.items() if name in proximity.OPTIONS}
    found = proximity.measure_days(Context(context.study, context.site_id, context.knowledge, delivery))
    low, high = found.range or (0.0, 0.0)
    value = float(found.value or 0.0)
    days = Input(name="days", value=value, low=low, high=high, unit="days", flags=found.flags, note=found.note)
    trace = Trace(steps=list(found.trace))
    cost = compute(
        transit_capital_usd, [days, *numbers.values()], unit="USD/car", knowledge=context.knowledge, trace=trace
    )
    return replace(cost, sources=found.sources, confidence=found.confidence)
