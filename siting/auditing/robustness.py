"""Checks whether the order rests on arithmetic: another normalisation, or a site that is left out.

A copy of a site cannot reverse the order here: it moves no range, and an additive value looks at no other site.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress

import numpy as np

from siting.auditing.finding import Finding, Level
from siting.errors import StudyError
from siting.evaluation import TIE, Evaluation, evaluate, rank_values
from siting.evaluation.partial_values import numbers
from siting.model import Study
from siting.records import replace
from siting.values import FloatArray, Linear

__all__ = ["normalisation", "rank_reversal"]

_SCALES: dict[str, Callable[[FloatArray], float]] = {
    "the range of the sites": lambda figures: float(np.ptp(figures)),
    "the largest figure": lambda figures: float(np.abs(figures).max()),
    "the sum of the figures": lambda figures: float(np.abs(figures).sum()),
    "the root of the sum of squares": lambda figures: float(np.sqrt(np.square(figures).sum())),
}
"""What other methods divide the figures of a criterion by."""


def normalisation(ev: Evaluation) -> Iterator[Finding]:
    """Find that dividing straight-line criteria by something else than their range would change the winner."""
    if not ev.tied:
        return
    ranked = list(ev.overall.dropna().index)
    for words, scale in _SCALES.items():
        overall = sum((_part(ev, str(name), ranked, scale) for name in ev.weights.index), np.zeros(len(ranked)))
        winners = [site for site, rank in zip(ranked, rank_values(overall), strict=True) if rank == 1]
        if not set(winners) & set(ev.tied):
            yield Finding(
                check="normalisation",
                level="warning",
                where="criteria",
                message=f"with performances divided by {words} {winners[0]} would win, not {ev.best}",
                fix="fix the ranges that the weights refer to, and show the weights together with their swings",
            )


def _part(ev: Evaluation, name: str, ranked: list[str], scale: Callable[[FloatArray], float]) -> FloatArray:
    """Return weight x rescaled performance; a curve has its own scale and keeps it."""
    criterion, weight = ev.study.criteria[name], float(ev.weights[name])
    if weight == 0:
        return np.zeros(len(ranked))
    if criterion.value is not None and not isinstance(criterion.value, Linear):
        return weight * np.asarray(ev.values.loc[ranked, name], dtype=np.float64)
    figures = numbers(name, ev.performance.loc[ranked, name])
    size = scale(figures)
    gains = figures if criterion.rising else -figures
    return weight * gains / size if size > 0 else np.zeros(len(ranked))


def rank_reversal(ev: Evaluation) -> Iterator[Finding]:
    """Find sites without which others would change places, because they set the end of a local range."""
    for site in _at_the_ends(ev):
        with suppress(StudyError):  # without it a criterion may have no range left
            without = evaluate(_without(ev.study, site))
            yield from _compare(ev, without, site)


def _at_the_ends(ev: Evaluation) -> list[str]:
    local = [
        name for name, criterion in ev.study.criteria.items() if criterion.range is None and criterion.value is None
    ]
    at_an_end = ev.values[local].isin([0.0, 1.0]).any(axis="columns")
    return [str(site) for site in at_an_end.index[at_an_end.to_numpy()]]


def _without(study: Study, site: str) -> Study:
    return replace(study, sites={name: entry for name, entry in study.sites.items() if name != site})


def _compare(ev: Evaluation, without: Evaluation, site: str) -> Iterator[Finding]:
    rest = without.overall.dropna().index.intersection(ev.overall.dropna().index)
    before, after = (np.asarray(result.overall[rest], dtype=np.float64) for result in (ev, without))
    if not len(rest):
        return
    swapped = ((before[:, None] - before > TIE) & (after[:, None] - after < -TIE)).any(axis=1)
    names = [str(name) for name in rest]
    first, now = (np.flatnonzero(overall >= overall.max() - TIE).tolist() for overall in (before, after))
    if not set(first) & set(now):
        yield _finding(site, "warning", f"without {site} {names[now[0]]} would be ahead of {names[first[0]]}")
    elif swapped.any():
        fallen = [names[place] for place in np.flatnonzero(swapped).tolist()]
        shown = ", ".join(fallen[:3]) + (" and others" if len(fallen) > 3 else "")
        yield _finding(site, "info", f"without {site} {shown} would fall behind another site")


def _finding(site: str, level: Level, message: str) -> Finding:
    return Finding(
        check="rank-reversal",
        level=level,
        where=f"sites.{site}",
        message=f"{message}: it sets the end of a local range",
        fix="give the criteria fixed ranges, so that no site decides how much the others differ",
    )
