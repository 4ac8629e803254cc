"""Checks of what plays no part: sites that another one dominates, criteria that decide nothing."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from siting.auditing.finding import Finding
from siting.evaluation import TIE, Evaluation, dominance

__all__ = ["decides_nothing", "dominated_site"]


def dominated_site(ev: Evaluation) -> Iterator[Finding]:
    """Find sites that are nowhere better than another one and somewhere worse."""
    beats = dominance(ev.study)
    for site in beats.columns[beats.any(axis="index").to_numpy()]:
        better = beats.index[beats[site].to_numpy()][0]
        yield Finding(
            check="dominated-site",
            level="info",
            where=f"sites.{site}",
            message=f"{better} is nowhere worse and somewhere better, so no weights can put {site} first",
            fix="drop the site, or name the criterion that speaks for it",
        )


def decides_nothing(ev: Evaluation) -> Iterator[Finding]:
    """Find criteria without weight, without differences, or with too little of both to change the winner."""
    for name, weight in ev.weights.items():
        why = _why_idle(ev, str(name), float(weight))
        if why:
            yield Finding(
                check="decides-nothing",
                level="info",
                where=f"criteria.{name}",
                message=f"this criterion decides nothing: {why}",
                fix="leave it out, or make sure that its weight and range are meant",
            )


def _why_idle(ev: Evaluation, name: str, weight: float) -> str:
    if weight == 0:
        return "its weight is zero"
    ranked = ev.overall.dropna().index
    if len(ranked) < 2:
        return ""
    values = np.asarray(ev.values.loc[ranked, name], dtype=np.float64)
    spread = float(values.max() - values.min())
    if spread <= TIE:
        return "all ranked sites have the same value on it"
    leader = list(ranked).index(ev.best)
    overall, effect = np.asarray(ev.overall[ranked], dtype=np.float64), weight * spread
    elsewhere = overall - weight * values
    leads = [np.delete(value[leader] - value, leader).min() for value in (overall, elsewhere)]
    if min(leads) - effect > TIE:
        return f"it parts the sites by {effect:.3f} at most, and the winner leads by more than that even without it"
    return ""
