"""The additive value model: overall value = sum of weight x partial value (Keeney & Raiffa 1976, chapter 3)."""

from __future__ import annotations

import numpy as np
import pandas as pd

from siting.evaluation.partial_values import partial_values, value_functions
from siting.evaluation.ranking import rank_values
from siting.evaluation.result import Evaluation
from siting.evaluation.screening import screen
from siting.model import Study

__all__ = ["evaluate", "global_weights"]


def evaluate(study: Study, *, weight_set: str | None = None) -> Evaluation:
    """Screen the sites, value their performances and rank them.

    Gates come first: a site that fails a requirement is not scored and does not set a local range. A local range runs
    from the worst to the best performance of the sites that are scored. Performances beyond a range keep the value 0
    or 1. A site with a missing cell on a criterion of positive weight is not ranked; its bounds are its overall value
    with 0 and with 1 in every missing place.

    Parameters
    ----------
    study
        Sites, criteria, performances, requirements and weights.
    weight_set
        Whose weights to use; the study's first set if left out.

    Raises
    ------
    StudyError
        If the weight set is not known, if all scored sites perform the same on a criterion without a range (also a
        single site), or if a cell cannot be read by its value function. All such mistakes are named at once.

    Examples
    --------
    >>> table = pd.DataFrame({"cost": [100.0, 300.0, 500.0], "skill": [2.0, 4.0, 5.0]}, index=["A", "B", "C"])
    >>> result = evaluate(Study.from_frame(table, directions={"cost": "min"}, weights={"cost": 3, "skill": 1}))
    >>> result
    Evaluation(3 sites x 2 criteria, best: A (0.75))
    >>> result.overall.round(4).to_dict()
    {'A': 0.75, 'B': 0.5417, 'C': 0.25}
    """
    weights = global_weights(study, weight_set)
    screened = screen(study)
    performance = study.performance.drop(index=screened["site"].unique().tolist())
    values = partial_values(performance, value_functions(study, performance))
    contributions = values * weights
    bounds = _bounds(contributions, weights)
    complete = values.loc[:, weights.to_numpy() > 0].notna().all(axis="columns")
    overall = bounds["low"].where(complete).rename("overall")
    ranks = pd.Series(rank_values(overall.to_numpy()), index=overall.index, dtype="Int64", name="rank").where(complete)
    return Evaluation(
        study=study,
        weight_set=weight_set or next(iter(study.weights), ""),
        performance=performance,
        values=values,
        contributions=contributions,
        weights=weights,
        overall=overall,
        bounds=bounds,
        ranks=ranks,
        screened=screened,
    )


def global_weights(study: Study, weight_set: str | None = None) -> pd.Series[float]:
    """Return the weight of each criterion, sum 1, in the study's order.

    Raises
    ------
    StudyError
        If the study has no weight set of that name.

    Examples
    --------
    >>> table = pd.DataFrame({"freight": [1.0], "sales": [2.0], "labour": [3.0]}, index=["A"])
    >>> study = Study.from_frame(
    ...     table, tree={"market": ["freight", "sales"]}, weights={"market": 6, "freight": 1, "sales": 2, "labour": 2})
    >>> global_weights(study).to_dict()
    {'freight': 0.25, 'sales': 0.5, 'labour': 0.25}
    """
    weights = study.value_tree.global_weights(study.weight_set(weight_set).points)
    return pd.Series({name: weights[name] for name in study.criteria}, dtype=float, name="weight")


def _bounds(contributions: pd.DataFrame, weights: pd.Series[float]) -> pd.DataFrame:
    low = np.nansum(contributions.to_numpy(), axis=1)
    open_weight = contributions.isna().to_numpy() @ weights.to_numpy()
    return pd.DataFrame({"low": low, "high": low + open_weight}, index=contributions.index)
