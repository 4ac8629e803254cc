"""How the sites fare in the futures, in words: who is first in how many, and whose worst regret is least."""

from __future__ import annotations

import math

from siting.evaluation import TIE
from siting.labels import counted
from siting.narrate.wording import listed, site_name, value
from siting.sensitivity import Robustness

__all__ = ["bump", "out_everywhere", "regret"]

SAME = 5e-4
"""Regrets closer than this are written alike."""


def bump(result: Robustness) -> str:
    """Say in how many futures each site is first.

    Examples
    --------
    >>> import pandas as pd
    >>> from siting.model import Study
    >>> from siting.sensitivity import robustness
    >>> bump(robustness(Study.from_frame(pd.DataFrame({"skill": [9.0, 4.0]}, index=["A", "B"]))))
    'A is first in the only future looked at.'
    """
    won = result.ranks.eq(1).fillna(value=False).sum(axis="columns")
    won = won[won > 0].sort_values(ascending=False, kind="stable")
    futures = len(result.ranks.columns)
    if won.empty:
        return f"No site can be ranked in any of {counted(futures, 'future')}."
    first, *rest = (str(site) for site in won.index)
    most = int(won.iloc[0])
    if futures == 1:
        names = listed(site_name(result.study, str(site)) for site in won.index)
        return f"{names} {'is' if len(won) == 1 else 'tie for'} first in the only future looked at."
    where = f"all {futures} futures" if most == futures else f"{most} of {futures} futures"
    others = [f"{site_name(result.study, site)} in {int(won[site])}" for site in rest]
    tied = ", ties counted" if int(won.sum()) > futures else ""
    opening = f"{site_name(result.study, first)} is first in {where}{tied}"
    return f"{opening}; {listed(others)}." if others else f"{opening}."


def out_everywhere(result: Robustness) -> list[str]:
    """Return the sites that have a rank in no future, where others have; none where no site has one.

    Examples
    --------
    >>> import pandas as pd
    >>> from siting.model import Study
    >>> from siting.sensitivity import robustness
    >>> table = pd.DataFrame({"skill": [9.0, 4.0, None]}, index=["A", "B", "C"])
    >>> out_everywhere(robustness(Study.from_frame(table)))
    ['C']
    """
    ranked = result.ranks.notna().any(axis="columns")
    return [str(site) for site in ranked.index[~ranked]] if ranked.any() else []


def regret(result: Robustness) -> str:
    """Say whose largest regret over the futures is least, and how large it is."""
    worst = result.max_regret.sort_values(kind="stable")
    best, least = str(worst.index[0]), float(worst.iloc[0])
    futures = counted(len(result.regret.columns), "future")
    if math.isinf(least):
        return f"No site can be ranked in every one of {futures}: each is screened out or unknown in some."
    name = site_name(result.study, best)
    if least <= TIE:
        return f"{name} is the best site in every one of {futures}: it has no regret."
    opening = f"{name} is never more than {value(least)} behind the best site in {futures}"
    if len(worst) == 1 or math.isinf(float(worst.iloc[1])):
        return f"{opening}; no other site can say as much."
    second, next_least = str(worst.index[1]), float(worst.iloc[1])
    rival = site_name(result.study, second)
    if next_least - least < SAME:
        return f"{opening}, and {rival} is as close."
    return f"{opening}; {rival}, the next, is {value(next_least)} behind at worst."
