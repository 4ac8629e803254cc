"""The cost of each site for the board, where the study has a money plan."""

from __future__ import annotations

import pandas as pd

from siting.evaluation import BASE, Evaluation
from siting.model import Study
from siting.report.answer import Answer

__all__ = ["costs", "costs_in_order", "known_costs"]


def costs(evaluation: Evaluation) -> list[float | None] | None:
    """Return the landed cost per car of each site in USD, in the study's order.

    Returns
    -------
    list or None
        None for a site that passes no gate or cannot be priced; None altogether where the study has no money plan.

    Raises
    ------
    StudyError, MethodError
        If the money plan cannot be worked out.
    """
    study, passing = evaluation.study, evaluation.overall.index
    if study.money is None or passing.empty:
        return None
    from siting.money.appraisal import appraise

    return costs_in_order(study, appraise(study, sites=passing, samples=1).cost["total"])


def costs_in_order(study: Study, total: pd.Series[float]) -> list[float | None]:
    """Return costs by site in the study's order, None where there is none."""
    known = total.to_dict()
    return [float(known[site]) if site in known else None for site in study.sites]


def known_costs(answer: Answer) -> dict[str, pd.Series[float]]:
    """Return the costs that an answer holds, by future."""
    if answer.money is None:
        return {}
    futures = answer.money.futures
    found = {str(name): group.set_index("site")["cost"] for name, group in futures.groupby("future", sort=False)}
    return {BASE: answer.money.appraisal.cost["total"], **found}
