"""Which charts a run draws, by the question that each answers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

import numpy as np
from matplotlib.axes import Axes

from siting import charts
from siting.groups import group
from siting.money.routes import deliveries_of
from siting.report.answer import Answer

__all__ = ["Picture", "first_pictures", "further_pictures"]

MOST_SWEEPS = 8
"""With more criteria and objectives only the weights of objectives are drawn."""

LEADS, VALUES, WEIGHTS, DATA, MONEY, FUTURES = (
    "Who leads, and why?",
    "What is each performance worth?",
    "Which weights would change it?",
    "What does it rest on?",
    "What does it cost?",
    "What if things turn out otherwise?",
)


MOST_CURVES = 12
"""With more criteria the value functions of the heaviest are drawn."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart, the name of its files, and the question that it answers."""

    question: str
    name: str
    axes: Axes


def first_pictures(answer: Answer) -> Iterator[Picture]:
    """Draw what every run shows."""
    if len(answer.evaluation.overall):
        yield Picture(LEADS, "contributions", charts.contributions(answer.evaluation))
    yield from _of_weights(answer)
    yield from _of_money(answer)


def _of_weights(answer: Answer) -> Iterator[Picture]:
    if len(answer.stability):
        yield Picture(WEIGHTS, "stability", charts.stability(answer.stability, answer.evaluation))
    for name, swept in answer.sweeps.items():
        if len(answer.sweeps) <= MOST_SWEEPS or name in answer.study.value_tree.objectives:
            yield Picture(WEIGHTS, f"sweep-{_in_file_names(name)}", charts.sweep(swept))
    if answer.ternary is not None:
        yield Picture(WEIGHTS, "ternary", charts.ternary(answer.ternary))
    if answer.weights is not None:
        yield Picture(WEIGHTS, "rank-acceptability", charts.rank_acceptability(answer.weights.acceptability))


def _of_money(answer: Answer) -> Iterator[Picture]:
    money = answer.money
    if money is None:
        return
    appraisal = money.appraisal
    yield Picture(MONEY, "landed-cost", charts.landed_cost(appraisal))
    if money.gaps:
        market = money.gaps[0].market
        yield Picture(MONEY, f"landed-cost-{_in_file_names(market)}", charts.landed_cost(appraisal, market))
        near = min(money.gaps, key=lambda gap: gap.gap)
        names = "-".join(map(_in_file_names, (near.b, near.a)))
        yield Picture(MONEY, f"cost-waterfall-{names}", charts.cost_waterfall(appraisal, near.b, near.a))
    if len(money.frontier):
        yield Picture(MONEY, "frontier", charts.frontier(money.frontier, answer.evaluation))
    for site in dict.fromkeys([*answer.evaluation.tied[:1], appraisal.best]):
        routes = charts.flow_map(deliveries_of(answer.study, site), answer.study, site)
        yield Picture(MONEY, f"flow-map-{_in_file_names(site)}", routes)


def further_pictures(answer: Answer) -> Iterator[Picture]:
    """Draw the rest of the chart set, for a folder that is to hold everything."""
    evaluation, weights = answer.evaluation, answer.weights
    if len(evaluation.overall):
        yield Picture(LEADS, "profile", charts.profile(evaluation))
        yield from _of_values(answer)
    if weights is not None:
        if len(answer.study.weights) > 1:
            yield Picture(LEADS, "stakeholders", charts.stakeholders(group(answer.study)))
        if weights.explanation is not None:
            yield Picture(LEADS, "waterfall", charts.waterfall(weights.explanation))
        if weights.next_best is not None:
            nearest = charts.nearest_weights(weights.nearest, evaluation, weights.next_best)
            yield Picture(WEIGHTS, "nearest-weights", nearest)
        yield Picture(WEIGHTS, "pairwise", charts.pairwise(weights.acceptability))
        if len(weights.cells):
            yield Picture(DATA, "tornado", charts.tornado(weights.cells, evaluation))
        if len(weights.spread):
            yield Picture(DATA, "variance-shares", charts.variance_shares(weights.spread, answer.study))
    yield Picture(DATA, "evidence", charts.evidence(answer.study))
    if answer.robustness is not None:
        yield Picture(FUTURES, "bump", charts.bump(answer.robustness))
        yield Picture(FUTURES, "regret", charts.regret(answer.robustness))


def _of_values(answer: Answer) -> Iterator[Picture]:
    """Draw the value functions that are no straight line, those of the most weight first."""
    evaluation, criteria = answer.evaluation, answer.study.criteria
    bent = [criteria[str(name)].value is not None for name in evaluation.weights.index]
    judged = evaluation.weights[evaluation.performance.notna().any().to_numpy() & np.array(bent)]
    for name in judged.sort_values(ascending=False, kind="stable").index[:MOST_CURVES]:
        curve = charts.value_function(evaluation, str(name))
        yield Picture(VALUES, f"value-{_in_file_names(str(name))}", curve)


def _in_file_names(name: str) -> str:
    """Keep letters, digits, - and _ of a name, which may hold anything; what is cut or replaced is told by a number.

    >>> _in_file_names("ev_credit"), _in_file_names("cost/benefit")
    ('ev_credit', 'cost-benefit-fe29')
    """
    kept = re.sub(r"[^\w-]+", "-", name)[:40].strip("-")
    return kept if kept == name else f"{kept}-{sha256(name.encode()).hexdigest()[:4]}".lstrip("-")
