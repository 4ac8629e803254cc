"""The cost of each site for the board, where the study has a money plan."""

from __future__ import annotations

from siting.model import Study

__all__ = ["costs"]


def costs(study: Study) -> list[float | None] | None:
    """Return the landed cost per car of each site in USD, in the study's order.

    Returns
    -------
    list or None
        None for a site that cannot be priced; None altogether where the study has no money plan.

    Raises
    ------
    StudyError, MethodError
        If the money plan cannot be worked out.
    """
    if study.money is None:
        return None
    from siting.money.appraisal import appraise

    total = appraise(study, samples=1).cost["total"].to_dict()
    return [float(total[site]) if site in total else None for site in study.sites]
