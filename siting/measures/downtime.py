"""Downtime: the margin lost on the cars that a running plant does not build while it is retooled."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from siting.measures.context import Context
from siting.measures.formula import absent, compute, conclude
from siting.measures.inputs import check_options, from_fact, given, required
from siting.measures.limits import FloatArray
from siting.measures.project_kind import planned, project_kind
from siting.measures.steps import Trace
from siting.model import Measurement

__all__ = ["downtime_usd", "measure"]


def downtime_usd(downtime_months: ArrayLike, *, lost_vehicles: ArrayLike, lost_margin_usd: ArrayLike) -> FloatArray:
    """Return months / 12 x vehicles a year x margin per vehicle, in USD; broadcasts.

    Examples
    --------
    >>> float(downtime_usd(6, lost_vehicles=100_000, lost_margin_usd=3_000))
    150000000.0
    """
    years = np.asarray(downtime_months, dtype=float) / 12.0
    return np.asarray(years * np.asarray(lost_vehicles, dtype=float) * np.asarray(lost_margin_usd, dtype=float))


def measure(context: Context) -> Measurement:
    """Measure the margin lost to the retooling, in USD; 0 for a new or idle plant, which builds nothing meanwhile.

    Options, or facts of the site: ``lost_margin_usd`` per car of the present models (asked for), ``downtime_months``,
    ``lost_vehicles`` a year (the last yearly output known if left out; missing if there is none).

    Raises
    ------
    MethodError
        Naming what is missing.
    """
    check_options(context, ("downtime_months", "lost_vehicles", "lost_margin_usd"))
    trace, knowledge = Trace(), context.knowledge
    kind = project_kind(context, trace)
    if kind != "running line":
        trace.say(f"{kind}: nothing is built meanwhile, so no margin is lost")
        return conclude(trace, 0.0, unit="USD", knowledge=knowledge)
    margin = required(context, {"lost_margin_usd": "USD/car"})["lost_margin_usd"]
    months = given(context, "downtime_months", "months") or planned(knowledge, "downtime_months", kind)
    lost = given(context, "lost_vehicles", "vehicles/year")
    if lost is None and knowledge.find(context.subject, "production_vehicles") is not None:
        lost = from_fact(knowledge, context.subject, "production_vehicles", name="lost_vehicles")
    if lost is None:
        return absent(f"yearly output of {context.subject} is not known", unit="USD", knowledge=knowledge)
    return compute(downtime_usd, [months, lost, margin], unit="USD", knowledge=knowledge, trace=trace)
