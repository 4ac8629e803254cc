"""Checks for double counting: the same facts, differences or dollars under two headings."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import numpy as np

from siting.auditing.finding import Finding
from siting.evaluation import Evaluation
from siting.money import double_counted

__all__ = ["money_twice", "same_facts", "strong_correlation"]

MUCH = 0.5
"""Two criteria that share this part of the smaller one's facts measure much the same."""

STRONG = 0.9
FEWEST_SITES = 5
"""With fewer sites a strong correlation comes about by chance too easily to mean anything."""


def same_facts(ev: Evaluation) -> Iterator[Finding]:
    """Find pairs of criteria whose cells were computed from the same facts."""
    used = {name: _facts(ev, name) for name in ev.study.criteria if ev.weights[name] > 0}
    for one, other in combinations(used, 2):
        shared = sorted(used[one] & used[other])
        if not shared:
            continue
        part = len(shared) / min(len(used[one]), len(used[other]))
        yield Finding(
            check="same-facts",
            level="warning" if part >= MUCH else "info",
            where=f"criteria.{one}",
            message=f"{len(shared)} of its {len(used[one])} facts also feed {other!r}, for example {shared[0]}",
            fix="make sure that the two mean different things; else keep one, or share one weight between them",
        )


def _facts(ev: Evaluation, name: str) -> set[str]:
    known = {**ev.study.given.evidence, **ev.study.measured}
    cells = (known[site, name] for site in ev.performance.index if (site, name) in known)
    return {fact for cell in cells for step in cell.trace for fact in step.facts}


def strong_correlation(ev: Evaluation) -> Iterator[Finding]:
    """Find pairs of criteria on which the sites are good and bad together (correlation of partial values >= 0.9)."""
    weighed = [name for name in ev.values.columns if ev.weights[name] > 0]
    for one, other in combinations(weighed, 2):
        both = ev.values[[one, other]].dropna().to_numpy(dtype=float)
        if len(both) < FEWEST_SITES or (np.ptp(both, axis=0) <= 1e-9).any():
            continue
        correlation = float(np.corrcoef(both.T)[0, 1])
        if correlation >= STRONG:
            yield Finding(
                check="strong-correlation",
                level="warning",
                where=f"criteria.{one}",
                message=f"the sites do well and badly together here and on {other!r} (correlation {correlation:.2f})",
                fix="ask whether both measure the same thing; if so keep one, or share one weight between them",
            )


def money_twice(ev: Evaluation) -> Iterator[Finding]:
    """Find criteria of some weight whose dollar the study also counts as money."""
    for name, part in double_counted(ev.study):
        if ev.weights[name] > 0:
            yield Finding(
                check="money-twice",
                level="warning",
                where=f"criteria.{name}",
                message=f"the same dollar counts as merit here and as money under {part!r}",
                fix="keep it on one side: leave the criterion out, or take it out of the money plan",
            )
