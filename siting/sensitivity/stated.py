"""What the weight sets of a study leave open: the space of weights that agree with their statements, and its centre."""

from __future__ import annotations

import numpy as np

from siting.elicitation.reading import stated
from siting.elicitation.statements import Between, Statements, claims
from siting.model import Study
from siting.records import replace
from siting.sensitivity.weight_space import WeightSpace

__all__ = ["CENTRE", "settled", "stated_space"]

CENTRE = "centre of statements"
"""The method of a weight set whose points were taken from its statements."""


def stated_space(study: Study, weight_set: str | None = None) -> WeightSpace | None:
    """Return all weights that agree with what a weight set says, for `acceptability`; None if it says nothing.

    Parameters
    ----------
    study
        Its weight sets may hold statements (``"cost > skill"``, ``"rail between 0.1 and 0.3"``).
    weight_set
        The study's first one if left out.

    Raises
    ------
    StudyError
        With every statement that cannot be read or cannot hold.

    Examples
    --------
    >>> import pandas as pd
    >>> base = Study.from_frame(pd.DataFrame({"cost": [1.0, 0.0], "skill": [0.0, 1.0]}, index=["A", "B"]))
    >>> town = {"town": {"statements": ["cost at least 2 times skill"]}}
    >>> stated_space(Study.build({**base.model_dump(), "weights": town}, given=base.given))
    WeightSpace(cost, skill: cost >= 2 x skill)
    """
    name = next(iter(study.weights), None) if weight_set is None else weight_set
    said = stated(study, name) if name is not None else None
    return None if said is None else _space(said)


def settled(study: Study) -> Study:
    """Return the study with points for every weight set that has statements only: the centre of all weights that agree.

    The centre is the mean of those weights, all equally likely; for a full ranking it is the rank-order centroid.

    Raises
    ------
    StudyError
        With every statement that cannot be read or cannot hold.
    MethodError
        If the statements leave a space too intricate to be taken apart exactly.

    Examples
    --------
    >>> import pandas as pd
    >>> base = Study.from_frame(pd.DataFrame({"cost": [1.0, 0.0], "skill": [0.0, 1.0]}, index=["A", "B"]))
    >>> town = {"town": {"statements": ["cost > skill"]}}
    >>> study = settled(Study.build({**base.model_dump(), "weights": town}, given=base.given))
    >>> {name: round(points, 9) for name, points in study.weights["town"].points.items()}
    {'cost': 0.75, 'skill': 0.25}
    """
    said = {name: found for name in study.weights if (found := stated(study, name)) is not None}
    pointless = {name: found for name, found in said.items() if not study.weights[name].points}
    if not pointless:
        return study
    centred = {
        name: replace(study.weights[name], points=_centre(found), method=CENTRE) for name, found in pointless.items()
    }
    return replace(study, weights={**study.weights, **centred})


def _space(said: Statements) -> WeightSpace:
    space = WeightSpace.uniform(said.names)
    for statement in said.said:
        for claim in claims(statement):
            space &= WeightSpace.ratios({(claim.more, claim.less): claim.times})
        if isinstance(statement, Between):
            bounds = ({statement.criterion: statement.lower}, {statement.criterion: statement.upper})
            space &= WeightSpace.bounded(*bounds)
    return space


def _centre(said: Statements) -> dict[str, float]:
    corners, shares = _space(said).polytope(said.names).simplices
    centre = np.einsum("s,scw->w", shares, corners) / corners.shape[1]
    return dict(zip(said.names, (centre / centre.sum()).tolist(), strict=True))
