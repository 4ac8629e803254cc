"""Launch time: months from the announcement to the start of production, by kind of project."""

from __future__ import annotations

import numpy as np

from siting.measures.context import Context
from siting.measures.formula import compute
from siting.measures.inputs import Input, check_options, given
from siting.measures.limits import FloatArray
from siting.measures.project_kind import planned, project_kind
from siting.measures.steps import Trace
from siting.model import Measurement

__all__ = ["measure", "months_to_launch"]


def months_to_launch(context: Context, trace: Trace) -> Input:
    """Return the months of a site's project: ``months_to_launch`` of the site or the options, else by its kind.

    Raises
    ------
    MethodError
        If nothing tells the kind.
    """
    stated = given(context, "months_to_launch", "months")
    if stated is not None:
        return stated
    return planned(context.knowledge, "months_to_launch", project_kind(context, trace))


def measure(context: Context) -> Measurement:
    """Measure the months from announcement to start of production.

    Raises
    ------
    MethodError
        If the kind of project is not known.
    """
    check_options(context, ("months_to_launch",))
    trace = Trace()
    months = months_to_launch(context, trace)

    def formula(months_to_launch: FloatArray) -> FloatArray:
        return np.asarray(months_to_launch)

    return compute(formula, [months], unit="months", knowledge=context.knowledge, trace=trace)
