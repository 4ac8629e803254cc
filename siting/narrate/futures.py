"""How the sites fare in the futures, in words: who is first in how many, and whose worst regret is least."""

from __future__ import annotations

import math

from siting.evaluation import TIE
from siting.labels import counted
from siting.narrate.wording import future_name, listed, site_name, value
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
    'A is first as planned; no future was looked at.'
    """
    won = result.ranks.eq(1).fillna(value=False).sum(axis="columns")
    won = won[won > 0].sort_values(ascending=False, kind="stable")
    cases = len(result.ranks.columns)
    if won.empty:
        return f"No site can be ranked {_in_any(cases)}."
    first, *rest = (str(site) for site in won.index)
    most = int(won.iloc[0])
    if cases == 1:
        names = listed(site_name(result.study, str(site)) for site in won.index)
        return f"{names} {'is' if len(won) == 1 else 'tie for'} first {_in_all(cases)}."
    where = _in_all(cases) if most == cases else f"in {most} of {cases} cases, the plan and {_futures(cases)}"
    others = [f"{site_name(result.study, site)} in {int(won[site])}" for site in rest]
    tied = ", ties counted" if int(won.sum()) > cases else ""
    opening = f"{site_name(result.study, first)} is first {where}{tied}"
    return f"{opening}; {listed(others)}." if others else f"{opening}."


def _closest(result: Robustness, best: str) -> str:
    """Say in which future a rival comes closest to a site that is always best."""
    gaps = result.regret.drop(index=best).min()
    if len(gaps) == 1 or gaps.isna().all():  # no future, or no rival that could be ranked
        return ""
    at = str(gaps.idxmin())
    rival = site_name(result.study, str(result.regret[at].drop(index=best).idxmin()))
    how = "is level with it" if gaps[at] < SAME else f"comes closest, within {value(gaps[at])}"
    return f"; {rival} {how}: {future_name(result.study, at)}"


def _futures(cases: int) -> str:
    """Count the futures among cases, of which the study as planned is one."""
    return counted(cases - 1, "future")


def _in_all(cases: int) -> str:
    if cases == 1:
        return "as planned; no future was looked at"
    return "as planned and in the only future" if cases == 2 else f"as planned and in all {_futures(cases)}"


def _in_any(cases: int) -> str:
    if cases == 1:
        return "as planned"
    return "as planned or in the only future" if cases == 2 else f"as planned or in any of {_futures(cases)}"


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
    cases = len(result.regret.columns)
    if math.isinf(least) and cases == 1:
        return "No site can be ranked as planned; no future was looked at."
    if math.isinf(least):
        told = f"No site is ranked in every one of {cases} cases, the plan and {_futures(cases)}"
        return f"{told}: each is screened out or unknown in at least one."
    name = site_name(result.study, best)
    if least <= TIE:
        return f"On merit {name} is the best site {_in_all(cases)}{_closest(result, best)}."
    opening = f"On merit {name} is never more than {value(least)} behind the best site, {_in_any(cases)}"
    if len(worst) == 1 or math.isinf(float(worst.iloc[1])):
        return f"{opening}; no other site can say as much."
    second, next_least = str(worst.index[1]), float(worst.iloc[1])
    rival = site_name(result.study, second)
    if next_least - least < SAME:
        return f"{opening}, and {rival} is as close."
    return f"{opening}; {rival}, the next, is {value(next_least)} behind at worst."
