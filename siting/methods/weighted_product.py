"""The weighted product: performances multiplied, each raised to its weight."""

from __future__ import annotations

import numpy as np
import pandas as pd

from siting.errors import MethodError
from siting.methods.table import MethodTable, method_table
from siting.model import Study
from siting.values import FloatArray

__all__ = ["log_products", "weighted_product"]


def weighted_product(study: Study) -> pd.Series[float]:
    """Return the weighted product of each site: the product of performance ** weight, ** -weight where less is better.

    Only ratios of two sites mean anything; a change of units multiplies all scores by the same number. Bridgman,
    Dimensional Analysis (1922); Triantaphyllou, Multi-Criteria Decision Making Methods (2000), section 2.2.2.

    Parameters
    ----------
    study
        Performances must be positive, since a product has no use for a zero or a sign.

    Returns
    -------
    Series
        Score by site, more is better; ``attrs["left_out"]`` says which sites were not compared and why.

    Raises
    ------
    MethodError
        If a performance is zero or negative (which), or no site can be compared.

    Examples
    --------
    >>> table = pd.DataFrame({"cost": [100.0, 400.0], "skill": [4.0, 9.0]}, index=["A", "B"])
    >>> scores = weighted_product(Study.from_frame(table, directions={"cost": "min"}))
    >>> round(float(scores["A"] / scores["B"]), 4)
    1.3333
    """
    table = method_table(study)
    _check_positive(table)
    scores = pd.Series(
        np.exp(log_products(table.figures, table.weights * table.senses)), index=table.sites, name="weighted product"
    )
    scores.attrs["left_out"] = dict(table.left_out)
    return scores


def log_products(figures: FloatArray, exponents: FloatArray) -> FloatArray:
    """Return the natural logarithm of each row's product of figure ** exponent; rows x criteria, figures positive."""
    return np.asarray(np.log(figures) @ exponents)


def _check_positive(table: MethodTable) -> None:
    rows, columns = np.nonzero(table.figures <= 0.0)
    if rows.size:
        site, criterion = table.sites[rows[0]], table.criteria[columns[0]]
        raise MethodError(
            f"the weighted product needs positive figures; {site!r} has {table.figures[rows[0], columns[0]]:g} on "
            f"{criterion!r}" + (f" (and {rows.size - 1} more)" if rows.size > 1 else "")
        )
