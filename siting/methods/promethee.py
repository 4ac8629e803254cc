"""PROMETHEE I and II: how much each site is preferred to the others, and the others to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from siting.errors import MethodError, did_you_mean
from siting.methods.partial_order import partial_order
from siting.methods.preference import PreferenceFunction, preference_function
from siting.methods.table import MethodTable, method_table
from siting.model import Study
from siting.values import FloatArray

__all__ = ["MOST_SITES_WITH_INDICES", "flows", "indices", "preference_indices", "promethee", "promethee_order"]

Preference = Mapping[str, Sequence[Any]]

MOST_SITES_WITH_INDICES = 200
"""Up to this many sites `promethee` attaches the table of preference indices."""

_USUAL = ("usual",)


def promethee(study: Study, *, preference: Preference | None = None) -> pd.DataFrame:
    """Return the outranking flows of PROMETHEE II.

    Brans & Vincke, Management Science 31 (1985), 647-656; Brans, Vincke & Mareschal, EJOR 24 (1986), 228-238. Flows are
    means over the n - 1 other sites, so they do not grow with the number of sites.

    Parameters
    ----------
    study
        Performances, directions and weights.
    preference
        By criterion ``("usual",)``, ``("u-shape", q)``, ``("v-shape", p)``, ``("level", q, p)``, ``("linear", q, p)``
        or ``("gaussian", s)``, in the criterion's unit; usual where left out.

    Returns
    -------
    DataFrame
        By site: phi_plus (0..1, how far it is preferred), phi_minus (0..1, how far others are preferred to it) and
        phi, their difference, by which PROMETHEE II ranks. Up to 200 sites ``attrs["preference"]`` holds the
        preference indices, sites x sites; ``attrs["left_out"]`` says which sites were not compared and why.

    Raises
    ------
    MethodError
        If a preference names an unknown criterion or function or has impossible parameters, or no site can be compared.

    Examples
    --------
    >>> table = pd.DataFrame({"cost": [100.0, 130.0, 180.0], "skill": [2.0, 5.0, 4.0]}, index=["A", "B", "C"])
    >>> study = Study.from_frame(table, directions={"cost": "min"}, weights={"cost": 3, "skill": 1})
    >>> promethee(study, preference={"cost": ("v-shape", 100)})["phi"].round(4).to_dict()
    {'A': 0.1625, 'B': 0.325, 'C': -0.4875}
    """
    table = method_table(study)
    functions = _functions(study, table, preference or {})
    plus, minus = flows(table.gains, table.weights, functions)
    result = pd.DataFrame({"phi_plus": plus, "phi_minus": minus, "phi": plus - minus}, index=table.sites)
    if len(table.sites) <= MOST_SITES_WITH_INDICES:
        result.attrs["preference"] = _indices_frame(table, functions)
    result.attrs["left_out"] = dict(table.left_out)
    return result


def preference_indices(study: Study, *, preference: Preference | None = None) -> pd.DataFrame:
    """Return how far each site (row) is preferred to each other one (column), 0..1, for any number of sites.

    Parameters
    ----------
    study, preference
        As for `promethee`.

    Raises
    ------
    MethodError
        As for `promethee`.

    Examples
    --------
    >>> table = pd.DataFrame({"cost": [100.0, 130.0], "skill": [2.0, 5.0]}, index=["A", "B"])
    >>> study = Study.from_frame(table, directions={"cost": "min"}, weights={"cost": 3, "skill": 1})
    >>> preference_indices(study).to_numpy().tolist()
    [[0.0, 0.75], [0.25, 0.0]]
    """
    table = method_table(study)
    return _indices_frame(table, _functions(study, table, preference or {}))


def promethee_order(result: pd.DataFrame) -> pd.DataFrame:
    """Return the partial order of PROMETHEE I from the flows that `promethee` gives.

    A site is preferred if it is ahead in one flow and not behind in the other; where the flows disagree the two sites
    are incomparable: the method declines to say.

    Returns
    -------
    DataFrame
        Sites x sites: ``"preferred"``, ``"behind"``, ``"indifferent"`` or ``"incomparable"``.

    Examples
    --------
    >>> table = pd.DataFrame({"cost": [100.0, 130.0], "skill": [2.0, 5.0]}, index=["A", "B"])
    >>> study = Study.from_frame(table, directions={"cost": "min"}, weights={"cost": 3, "skill": 1})
    >>> promethee_order(promethee(study)).loc["A", "B"]
    'preferred'
    """
    return partial_order(result["phi_plus"].to_numpy(), -result["phi_minus"].to_numpy(), sites=result.index)


def flows(
    gains: FloatArray, weights: FloatArray, functions: Sequence[PreferenceFunction]
) -> tuple[FloatArray, FloatArray]:
    """Return the leaving and entering flow of each row, means over the other rows.

    Parameters
    ----------
    gains
        Sites x criteria, more is better.
    weights
        By criterion, sum 1.
    functions
        Preference function of each criterion.
    """
    leaving, entering = np.zeros(len(gains)), np.zeros(len(gains))
    for column, weight, function in zip(gains.T, weights, functions, strict=True):
        centred = column - column.mean()  # keeps running sums small, so that little is lost in their differences
        order = np.argsort(centred)
        ascending = centred[order]
        leaving[order] += weight * function.summed(ascending, ascending)
        entering[order] += weight * function.summed(-ascending, -ascending[::-1])
    others = max(1, len(gains) - 1)
    return leaving / others, entering / others


def indices(gains: FloatArray, weights: FloatArray, functions: Sequence[PreferenceFunction]) -> FloatArray:
    """Return the weighted degree to which each row is preferred to each other one, rows x rows."""
    result = np.zeros((len(gains), len(gains)))
    for column, weight, function in zip(gains.T, weights, functions, strict=True):
        result += weight * function.degrees(column[:, np.newaxis] - column[np.newaxis, :])
    return result


def _indices_frame(table: MethodTable, functions: Sequence[PreferenceFunction]) -> pd.DataFrame:
    return pd.DataFrame(indices(table.gains, table.weights, functions), index=table.sites, columns=table.sites)


def _functions(study: Study, table: MethodTable, preference: Preference) -> list[PreferenceFunction]:
    for name in preference:
        if name not in study.criteria:
            raise MethodError(f"preference for an unknown criterion {name!r}: {did_you_mean(name, study.criteria)}")
    spreads = np.ptp(table.figures, axis=0)
    return [
        preference_function(name, preference.get(name, _USUAL), spread=float(spread))
        for name, spread in zip(table.criteria, spreads, strict=True)
    ]
