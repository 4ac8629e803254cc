"""Checks of what the result rests on: missing cells, weak evidence, leads smaller than the data's own uncertainty."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import numpy as np
import pandas as pd

from siting.auditing.finding import Finding
from siting.auditing.spans import span
from siting.evaluation import NEAR_TIE, TIE, Evaluation, value_functions
from siting.labels import format_percent
from siting.model import Measurement, Study
from siting.values import Levels, ValueFunction

__all__ = ["hindsight", "missing_cells", "near_tie", "nothing_ranked", "overlapping_ranges", "weak_evidence"]

SHOWN = 0.0005
"""A lead below this is shown as 0.000."""


def hindsight(study: Study) -> Iterator[Finding]:
    """Find columns with cells that the study brings along from a day after its own."""
    if study.as_of is None:
        return
    later: dict[str, dict[str, date]] = {}
    for (site, column), cell in study.given.evidence.items():
        if cell.as_of is not None and cell.as_of > study.as_of:
            later.setdefault(column, {})[site] = cell.as_of
    for column, days in later.items():
        yield Finding(
            check="hindsight",
            level="warning",
            where=f"{'criteria' if column in study.criteria else 'requirements'}.{column}",
            message=f"{len(days)} of its cells are dated after the study's day {study.as_of}, "
            f"the last {max(days.values())}",
            fix="give what was known on the day, or move the study's as_of",
        )


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
    table, lead = ev.performance, float(ev.overall.max())
    for row, column in np.argwhere(table.isna().to_numpy()).tolist():
        site, name = table.index[row], table.columns[column]
        counts = bool(ev.weights[name] > 0)
        could_lead = counts and not float(ev.bounds["high"].iloc[row]) < lead
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
    high, count = 1.0 / len(ev.weights), len(ev.performance)
    known = {**ev.study.given.evidence, **ev.study.measured}
    for name, weight in ev.weights.items():
        cells = ((str(site), str(name)) for site in ev.performance.index)
        weak = sum(_is_weak(known[cell]) for cell in cells if cell in known)
        if weight < high - TIE or 2 * weak <= count:
            continue
        yield Finding(
            check="weak-evidence",
            level="warning",
            where=f"criteria.{name}",
            message=f"{format_percent(weight)} of the weight rests on estimates, judgements or flagged values "
            f"for {weak} of {count} sites",
            fix="find better evidence for this criterion first, or show the result over its ranges",
        )


def _is_weak(cell: Measurement) -> bool:
    if cell.missing:
        return False
    return cell.kind in {"estimated", "judged"} or cell.confidence == "low" or bool(cell.flags)


def near_tie(ev: Evaluation) -> Iterator[Finding]:
    """Find leads that are too small to mean anything."""
    for leader, rival, lead, sure in _leads(ev):
        if lead < NEAR_TIE:
            yield Finding(
                check="near-tie",
                level="warning",
                where=f"sites.{rival}",
                message=f"{leader} leads {rival} by {lead:.3f}, next to nothing{_turned(rival, sure)}",
                fix="say that the two are level, or narrow the ranges of the cells that part them",
            )


def overlapping_ranges(ev: Evaluation) -> Iterator[Finding]:
    """Find leads that the data's own uncertainty could turn."""
    for leader, rival, lead, sure in _leads(ev):
        if lead >= NEAR_TIE and sure <= 0:
            yield Finding(
                check="overlapping-ranges",
                level="warning",
                where=f"sites.{rival}",
                message=f"{leader} leads {rival} by {lead:.3f}{_turned(rival, sure)}",
                fix="show how often each leads over the ranges, or narrow the ranges of the cells that part them",
            )


def _leads(ev: Evaluation) -> Iterator[tuple[str, str, float, float]]:
    """Yield the best site, a rival, the lead over it, and what is left of that at the worst corner of the data."""
    if not ev.tied:
        return
    leader, spans = ev.best, _spans(ev)
    least = float(spans["low"].to_dict()[leader]) - spans["high"]
    for rival in ev.overall.dropna().index.drop(leader):
        yield leader, str(rival), float(ev.overall[leader] - ev.overall[rival]), float(least[rival])


def _turned(rival: str, sure: float) -> str:
    if sure > 0:
        return ""
    what = f"{rival} leads by {-sure:.3f}" if sure < -SHOWN else "they are level"
    return f", but at the worst corner of the data's own ranges {what}"


def _spans(ev: Evaluation) -> pd.DataFrame:
    """Return the least and greatest overall value of each site within the ranges of its cells: columns low, high."""
    spans = pd.DataFrame({"low": ev.overall, "high": ev.overall}, dtype=float)
    functions = value_functions(ev.study, ev.performance)
    for (site, name), cell in {**ev.study.given.evidence, **ev.study.measured}.items():
        function = functions.get(name)
        if site not in spans.index or cell.range is None or function is None or isinstance(function, Levels):
            continue
        known = float(ev.values.loc[[site], name].iloc[0])
        reach = np.array(_extremes(cell, function)) - known
        spans.loc[site] += float(ev.weights[name]) * reach
    return spans


def _extremes(cell: Measurement, function: ValueFunction) -> tuple[float, float]:
    """Return the least and greatest partial value within the range of a cell."""
    low, high = span(cell)
    best = np.clip(float(function.best), low, high)  # no function has more than one summit
    return float(function([low, high]).min()), float(function([low, best, high]).max())
