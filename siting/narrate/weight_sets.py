"""What is to be known of the weight sets of a study, in words: judged on other ranges, or a centre of what was said."""

from __future__ import annotations

from contextlib import suppress

from siting.auditing.weighting import stale_swings
from siting.errors import StudyError
from siting.evaluation import evaluate
from siting.labels import counted
from siting.model import Study
from siting.narrate.wording import column_name, listed, shorten
from siting.sensitivity.stated import CENTRE

__all__ = ["stale", "weight_notes", "weights_considered"]


def weight_notes(study: Study) -> list[str]:
    """Say what the study's first weights stand for where they are a centre, and which sets are stale."""
    first = next(iter(study.weights.values()), None)
    centre = first is not None and first.method == CENTRE
    return [*([f"Weights: the centre of all that agree with {_said(study)}."] if centre else []), *stale(study)]


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


def weights_considered(study: Study) -> str:
    """Say which weights the shares of a run are taken over.

    Examples
    --------
    >>> import pandas as pd
    >>> weights_considered(Study.from_frame(pd.DataFrame({"cost": [1.0]}, index=["A"])))
    'Over all weights'
    """
    if not study.weight_set().statements:
        return "Over all weights"
    return f"Over all weights that agree with {_said(study)}"


def _said(study: Study) -> str:
    name, weight_set = next(iter(study.weights.items()))
    return f"the {counted(len(weight_set.statements), 'statement')} of {_set_name(study, name)}"


def _set_name(study: Study, name: str) -> str:
    return shorten(study.weights[name].title or name)


def _ranges(columns: list[str]) -> str:
    return f"{'another range' if len(columns) == 1 else 'other ranges'} of {listed(columns)}"
