"""Checks of what the result rests on: missing cells, weak evidence, leads smaller than the data's own uncertainty."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from siting.auditing.finding import Finding
from siting.evaluation import Evaluation, value_functions
from siting.model import Measurement
from siting.sensitivity.uncertain_cells import performance_at
from siting.values import Levels, ValueFunction

__all__ = ["missing_cells", "near_tie", "nothing_ranked", "weak_evidence"]

NEAR = 0.02
"""A lead below this share of the whole scale is a near-tie even where the data are called certain."""

CENTRAL = np.array([0.05, 0.95])
"""A cell with a distribution is taken from its 5th to its 95th percentile."""


def nothing_ranked(ev: Evaluation) -> Iterator[Finding]:
    """Find that no site is left to rank."""
    if ev.tied:
        return
    reasons = dict.fromkeys(ev.to_frame()["note"])
    yield Finding(
        check="nothing-ranked",
        level="error",
        where="sites",
        message=f"no site can be ranked: {'; '.join(filter(None, reasons))}",
        fix="fill the missing cells, or look again at the requirements",
    )


def missing_cells(ev: Evaluation) -> Iterator[Finding]:
    """Find cells of scored sites that nothing fills."""
    lead = ev.overall.max()
    for site, row in ev.performance.iterrows():
        for name in row.index[row.isna()]:
            counts = bool(ev.weights[name] > 0)
            could_lead = counts and not ev.bounds.loc[[site], "high"].max() < lead
            effect = "the site is not ranked" if counts else "the criterion has no weight"
            yield Finding(
                check="missing-cells",
                level="warning" if counts else "info",
                where=f"performance.{site}.{name}",
                message=f"no evidence, so {effect}" + (" although it could lead" if could_lead else ""),
                fix="find the figure, or give a range that is believed",
            )


def weak_evidence(ev: Evaluation) -> Iterator[Finding]:
    """Find criteria of more than average weight that rest on estimates, judgements or flagged values."""
    high = 1.0 / len(ev.weights)
    for name, weight in ev.weights.items():
        cells = {str(site): ev.study.cell(str(site), str(name)) for site in ev.performance.index}
        weak = [site for site, cell in cells.items() if _is_weak(cell)]
        if weight < high - 1e-9 or 2 * len(weak) <= len(cells):
            continue
        yield Finding(
            check="weak-evidence",
            level="warning",
            where=f"criteria.{name}",
            message=f"{weight:.0%} of the weight rests on estimates, judgements or flagged values "
            f"for {len(weak)} of {len(cells)} sites",
            fix="find better evidence for this criterion first, or show the result over its ranges",
        )


def _is_weak(cell: Measurement) -> bool:
    if cell.missing:
        return False
    return cell.kind in {"estimated", "judged"} or cell.confidence == "low" or bool(cell.flags)


def near_tie(ev: Evaluation) -> Iterator[Finding]:
    """Find leads that the data's own uncertainty could turn, or that are too small to mean anything."""
    if not ev.tied:
        return
    leader, functions = ev.best, value_functions(ev.study, ev.performance)
    for rival in ev.overall.dropna().index.drop(leader):
        lead = float(ev.overall[leader] - ev.overall[rival])
        least = lead - _doubt(ev, leader, functions, side=0) - _doubt(ev, rival, functions, side=1)
        if lead >= NEAR and least > 0:
            continue
        uncertain = least < lead
        yield Finding(
            check="near-tie",
            level="warning",
            where=f"sites.{rival}",
            message=f"{leader} leads {rival} by {lead:.3f}"
            + (f", but within the data's own ranges the lead may be {least:.3f}" if uncertain else ", next to nothing"),
            fix="say that the two are level, or narrow the ranges of the cells that part them",
        )


def _doubt(ev: Evaluation, site: str, functions: dict[str, ValueFunction | None], *, side: int) -> float:
    """Return how much overall value a site may lose (side 0) or gain (side 1) within the ranges of its cells."""
    total = 0.0
    for name, function in functions.items():
        cell = ev.study.cell(site, name)
        if function is None or isinstance(function, Levels) or cell.range is None or ev.weights[name] == 0:
            continue
        known = float(ev.values.loc[[site], name].iloc[0])
        total += float(ev.weights[name]) * abs(_extremes(cell, function)[side] - known)
    return total


def _extremes(cell: Measurement, function: ValueFunction) -> tuple[float, float]:
    """Return the least and greatest partial value within the range of a cell."""
    low, high = cell.range or (np.nan, np.nan)
    if cell.distribution is not None:
        low, high = performance_at(cell, CENTRAL).tolist()
    best = np.clip(float(function.best), low, high)  # no function has more than one summit
    return float(function([low, high]).min()), float(function([low, best, high]).max())
