"""Sites that every stakeholder could live with."""

from __future__ import annotations

import pandas as pd

from siting.errors import MethodError
from siting.groups.side_by_side import Group

__all__ = ["common_ground"]


def common_ground(group: Group, *, never_below: int = 2) -> pd.DataFrame:
    """Return how badly each site fares with whoever likes it least.

    Parameters
    ----------
    never_below
        The worst rank that a stakeholder is held to accept.

    Returns
    -------
    DataFrame
        Index site, the smallest largest regret first; columns worst_rank and worst_rank_for (the stakeholder),
        largest_regret and largest_regret_for (overall value that the stakeholder gives up against their own best site),
        accepted (nobody ranks it below `never_below`).

    Raises
    ------
    MethodError
        If `never_below` is not a whole number of at least 1.

    Examples
    --------
    >>> from siting.groups import group
    >>> from siting.model import Study
    >>> table = pd.DataFrame({"cost": [1.0, 0.0, 0.8], "skill": [0.0, 1.0, 0.8]}, index=["A", "B", "C"])
    >>> base = Study.from_frame(table)
    >>> sets = {"finance": {"points": {"cost": 9, "skill": 1}}, "works": {"points": {"cost": 1, "skill": 9}}}
    >>> shared = common_ground(group(Study.build({**base.model_dump(), "weights": sets}, given=base.given)))
    >>> shared.index[shared["accepted"]].tolist(), round(float(shared["largest_regret"].iloc[0]), 6)
    (['C'], 0.1)
    """
    if isinstance(never_below, bool) or not isinstance(never_below, int) or never_below < 1:
        raise MethodError(f"a rank is a whole number of 1 or more, not {never_below!r}")
    ranks, regrets = group.ranks, group.regrets
    frame = pd.DataFrame(
        {
            "worst_rank": ranks.max(axis="columns"),
            "worst_rank_for": ranks.idxmax(axis="columns"),
            "largest_regret": regrets.max(axis="columns"),
            "largest_regret_for": regrets.idxmax(axis="columns"),
            "accepted": ranks.max(axis="columns") <= never_below,
        }
    )
    return frame.sort_values(["largest_regret", "worst_rank"], kind="stable")
