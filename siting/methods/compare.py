"""All methods side by side: who ranks where, how far they agree, and who wins in which."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

from siting.errors import MethodError
from siting.evaluation import evaluate, rank_values
from siting.methods.electre_iii import electre_iii
from siting.methods.promethee import promethee
from siting.methods.topsis import topsis
from siting.methods.vikor import vikor
from siting.methods.weighted_product import weighted_product
from siting.model import Study

__all__ = ["agreement", "compare_methods", "winners"]


def compare_methods(study: Study) -> pd.DataFrame:
    """Rank the sites by each method, on the study's own performances, directions and weights.

    The additive ranks are the study's answer; the others are second opinions that show how far it rests on the method.
    They use no value functions (only the direction) and no thresholds. Sites that a gate removed or that miss a cell
    are not ranked by any method.

    Parameters
    ----------
    study
        Performances, directions and weights.

    Returns
    -------
    DataFrame
        Sites x methods of ranks, 1 is best, ties (within 1e-9) share the lowest number: additive, weighted product,
        TOPSIS, VIKOR, PROMETHEE II, ELECTRE III. A method that cannot be used is <NA> throughout;
        ``attrs["unusable"]`` says why. ``attrs["left_out"]`` says which sites were not compared and why.

    Raises
    ------
    MethodError
        If no site can be compared.
    StudyError
        If the study cannot be evaluated.

    Examples
    --------
    >>> table = pd.DataFrame({"cost": [100.0, 300.0, 200.0], "skill": [4.0, 9.0, 8.0]}, index=["A", "B", "C"])
    >>> compare_methods(Study.from_frame(table, directions={"cost": "min"}))["TOPSIS"].to_dict()
    {'A': 2, 'B': 3, 'C': 1}
    """
    vikor_result = vikor(study)
    additive = evaluate(study).ranks.dropna().astype("int64")
    columns: dict[str, pd.Series[Any]] = {"additive": additive}
    unusable: dict[str, str] = {}
    for name, ranks in _OPINIONS.items():
        try:
            columns[name] = ranks(study)
        except MethodError as error:
            columns[name] = pd.Series(pd.NA, index=additive.index, dtype="Int64")
            unusable[name] = str(error)
    result = pd.DataFrame(columns)
    result.attrs["unusable"] = unusable
    result.attrs["left_out"] = vikor_result.attrs["left_out"]
    return result


def agreement(ranks: pd.DataFrame) -> pd.DataFrame:
    """Return the share of pairs of sites that two methods order alike (a tie is like a tie only).

    Parameters
    ----------
    ranks
        Sites x methods, as `compare_methods` gives them; methods without ranks are passed over.

    Returns
    -------
    DataFrame
        Methods x methods, 0..1; 1 where there are fewer than two sites.

    Examples
    --------
    >>> ranks = pd.DataFrame({"additive": [1, 2, 3], "TOPSIS": [1, 3, 2]}, index=["A", "B", "C"])
    >>> round(float(agreement(ranks).loc["additive", "TOPSIS"]), 3)
    0.667
    """
    usable = ranks.dropna(axis="columns").astype(float)
    first, second = np.triu_indices(len(usable), k=1)
    figures = usable.to_numpy()
    signs = np.sign(figures[first] - figures[second])
    alike = (signs[:, :, np.newaxis] == signs[:, np.newaxis, :]).mean(axis=0) if len(first) else 1.0
    return pd.DataFrame(alike, index=usable.columns, columns=usable.columns)


def winners(ranks: pd.DataFrame) -> dict[str, list[str]]:
    """Return the sites of rank 1 by method, in the order of the table; methods without ranks are passed over.

    Parameters
    ----------
    ranks
        Sites x methods, as `compare_methods` gives them.

    Examples
    --------
    >>> winners(pd.DataFrame({"additive": [1, 1, 3], "TOPSIS": [2, 1, 3]}, index=["A", "B", "C"]))
    {'additive': ['A', 'B'], 'TOPSIS': ['B']}
    """
    usable = ranks.dropna(axis="columns")
    return {str(method): list(usable.index[usable[method] == 1]) for method in usable.columns}


def _ranked(scores: pd.Series[Any]) -> pd.Series[Any]:
    return pd.Series(rank_values(np.asarray(scores, dtype=float)), index=scores.index, dtype="int64")


_OPINIONS: dict[str, Callable[[Study], pd.Series[Any]]] = {
    "weighted product": lambda study: _ranked(weighted_product(study).map(math.log)),
    "TOPSIS": lambda study: _ranked(topsis(study)),
    "VIKOR": lambda study: vikor(study)["rank"],
    "PROMETHEE II": lambda study: _ranked(promethee(study)["phi"]),
    "ELECTRE III": lambda study: electre_iii(study)["rank"],
}
