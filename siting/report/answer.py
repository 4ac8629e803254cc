"""What one run computes: merit, how far its weights may move, the futures, money, and what the audit finds."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import pandas as pd

from siting import narrate
from siting.auditing import audit
from siting.evaluation import Evaluation, evaluate, futures_table, in_each_future
from siting.model import ROOT, Study
from siting.report.money import MoneyAnswer, money_answer
from siting.report.weights import WeightsAnswer, weights_answer
from siting.sensitivity import Robustness, Sweep, Ternary, stability_intervals, sweep, ternary

__all__ = ["Answer", "answer"]

_NO_INTERVALS = pd.DataFrame(columns=["weight", "lower", "upper", "below", "above"])


@dataclass(frozen=True, slots=True, repr=False)
class Answer:
    """Everything a run reports about one study under one weight set."""

    evaluation: Evaluation
    futures: tuple[tuple[str, Evaluation], ...]
    """The evaluation of the study itself and of each of its futures, by name."""
    sweeps: Mapping[str, Sweep]
    """One per criterion and objective."""
    stability: pd.DataFrame
    ternary: Ternary | None
    """Of the three criteria or top objectives; None where there are not exactly three."""
    weights: WeightsAnswer | None
    """All weights at once, the nearest other winner, the uncertain cells; None where no weight is varied, or fewer than
    two sites compare."""
    stakeholders: pd.DataFrame
    """Ranks, site x weight set; the set that is used comes first."""
    robustness: Robustness | None
    """Regret in the study's futures; None where it has none."""
    money: MoneyAnswer | None
    """None where the study has no money plan."""
    findings: pd.DataFrame
    """As `siting.audit` gives it."""

    @property
    def study(self) -> Study:
        """The study that was evaluated."""
        return self.evaluation.study

    def __repr__(self) -> str:
        return f"Answer({self.evaluation!r})"

    def _repr_html_(self) -> str:
        return self.evaluation._repr_html_()


def answer(study: Study, *, weight_set: str | None = None) -> Answer:
    """Evaluate a study, vary every weight and go through its futures.

    No weight is varied without a ranked site, or where one of the first two misses a cell that has no weight.

    Raises
    ------
    StudyError, MethodError
        If the study cannot be evaluated.
    """
    led = study.led_by(weight_set)
    evaluations = list(in_each_future(led))
    evaluation = evaluations[0][1]
    tree = led.value_tree
    nodes = (*tree.objectives, *tree.criteria)
    branches = tree.children[ROOT]
    three = (branches[0], branches[1], branches[2]) if len(branches) == 3 else None
    varied = bool(evaluation.tied) and not narrate.not_varied(evaluation)
    with ThreadPoolExecutor(1) as beside:  # counting draws leaves a processor to the money
        weights = beside.submit(weights_answer, evaluation) if varied else None
        money = money_answer(evaluation, evaluations[1:])
    return Answer(
        evaluation=evaluation,
        futures=tuple(evaluations),
        sweeps={node: sweep(led, node) for node in nodes if varied and len(nodes) > 1},
        stability=stability_intervals(led) if varied else _NO_INTERVALS,
        ternary=ternary(led, three) if three and varied else None,
        weights=weights.result() if weights else None,
        stakeholders=pd.DataFrame({name: evaluate(led, weight_set=name).ranks for name in led.weights}),
        robustness=Robustness.of(led, futures_table(evaluations)) if led.futures else None,
        money=money,
        findings=audit(led),
    )
