"""Weights that no longer fit the ranges they were judged on, in words."""

from __future__ import annotations

from contextlib import suppress

from siting.auditing.weighting import stale_swings
from siting.errors import StudyError
from siting.evaluation import evaluate
from siting.model import Study
from siting.narrate.wording import column_name, listed, shorten

__all__ = ["stale"]


def stale(study: Study) -> list[str]:
    """Say which weight sets are stale, and on which criteria; nothing where all fit or the study cannot be evaluated.

    Examples
    --------
    >>> import pandas as pd
    >>> base = Study.from_frame(pd.DataFrame({"cost": [1.0, 4.0]}, index=["A", "B"]), ranges={"cost": (5, 0)})
    >>> judged = {"points": {"cost": 1}, "ranges": {"cost": {"worst": 9, "best": 0}}}
    >>> stale(Study.build({**base.model_dump(), "weights": {"team": judged}}, given=base.given))
    ['Stale weights: those of team were judged on another range of cost.']
    """
    if not any(weight_set.ranges for weight_set in study.weights.values()):
        return []
    moved: dict[str, list[str]] = {}
    with suppress(StudyError):
        for swing in stale_swings(evaluate(study)):
            moved.setdefault(swing.weight_set, []).append(column_name(study, swing.criterion))
    parts = [f"those of {_set_name(study, name)} were judged on {_ranges(moved[name])}" for name in moved]
    return [f"Stale weights: {listed(parts)}."] if parts else []


def _set_name(study: Study, name: str) -> str:
    return shorten(study.weights[name].title or name)


def _ranges(columns: list[str]) -> str:
    return f"{'another range' if len(columns) == 1 else 'other ranges'} of {listed(columns)}"
