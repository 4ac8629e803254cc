"""What would have to change for those who prefer another site to agree."""

from __future__ import annotations

import numpy as np
import pandas as pd

from siting.errors import MethodError, did_you_mean
from siting.groups.common_ground import common_ground
from siting.groups.side_by_side import Group
from siting.sensitivity.smallest_change import nearest_weights
from siting.sensitivity.weight_space import WeightSpace

__all__ = ["concessions"]


def concessions(group: Group, site: str | None = None) -> pd.DataFrame:
    """Return, for each stakeholder who does not rank a site first, the nearest weights at which it ties for first.

    Distance is Euclidean (`siting.sensitivity.smallest_change`).

    Parameters
    ----------
    site
        The site to agree on; the one with the smallest largest regret if left out.

    Returns
    -------
    DataFrame
        Index stakeholder; columns distance, moved (share of all weight that changes place, 0..1) and one weight per
        criterion; NaN where no weights make the site first. The site is in ``attrs["site"]``.

    Raises
    ------
    MethodError
        If the site is not among those compared.

    Examples
    --------
    >>> from siting.groups import group
    >>> from siting.model import Study
    >>> base = Study.from_frame(pd.DataFrame({"cost": [1.0, 0.0], "skill": [0.0, 1.0]}, index=["A", "B"]))
    >>> sets = {"finance": {"points": {"cost": 3, "skill": 1}}, "works": {"points": {"cost": 2, "skill": 3}}}
    >>> found = concessions(group(Study.build({**base.model_dump(), "weights": sets}, given=base.given)), "A")
    >>> found.round(3).loc["works", ["moved", "cost", "skill"]].to_dict()
    {'moved': 0.1, 'cost': 0.5, 'skill': 0.5}
    """
    agreed = str(common_ground(group).index[0]) if site is None else site
    if agreed not in group.values.index:
        raise MethodError(f"{agreed!r} is not among the sites compared: {did_you_mean(agreed, group.values.index)}")
    criteria = [str(name) for name in group.weights.columns]
    dissenters = [name for name in group.stakeholders if agreed not in group.firsts(name)]
    values, row = group.values.to_numpy(), list(group.values.index).index(agreed)
    region = WeightSpace.uniform(criteria).polytope(criteria)
    own = group.weights.loc[dissenters].to_numpy()
    nearest = np.array([nearest_weights(values, row, base, region=region, norm="l2") for base in own])
    frame = pd.DataFrame(nearest.reshape(own.shape), index=dissenters, columns=criteria)
    change = frame.to_numpy() - own
    frame.insert(0, "distance", np.linalg.norm(change, axis=1))
    frame.insert(1, "moved", np.abs(change).sum(axis=1) / 2)
    frame.attrs["site"] = agreed
    return frame
