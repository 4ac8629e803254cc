"""What one run computes: merit, how far its weights may move, the futures, and money where the study has a plan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from siting.evaluation import Evaluation, evaluate, futures_table, in_each_future
from siting.model import ROOT, Study
from siting.report.money import MoneyAnswer, money_answer
from siting.sensitivity import Robustness, Sweep, Ternary, stability_intervals, sweep, ternary

__all__ = ["Answer", "answer"]

_NO_INTERVALS = pd.DataFrame(columns=["weight", "lower", "upper", "below", "above"])


@dataclass(frozen=True, slots=True)
class Answer:
    """Everything a run reports about one study under one weight set."""

    evaluation: Evaluation
    sweeps: Mapping[str, Sweep]
    """One per criterion and objective."""
    stability: pd.DataFrame
    ternary: Ternary | None
    """Of the three criteria or top objectives; None where there are not exactly three."""
    stakeholders: pd.DataFrame
    """Ranks, site x weight set."""
    robustness: Robustness | None
    """Regret in the study's futures; None where it has none."""
    money: MoneyAnswer | None
    """None where the study has no money plan."""

    @property
    def study(self) -> Study:
        """The study that was evaluated."""
        return self.evaluation.study


def answer(study: Study, *, weight_set: str | None = None) -> Answer:
    """Evaluate a study, vary every weight and go through its futures; without a ranked site no weight is varied.

    Raises
    ------
    StudyError, MethodError
        If the study cannot be evaluated.
    """
    evaluations = list(in_each_future(study, weight_set=weight_set))
    evaluation = evaluations[0][1]
    tree = study.value_tree
    nodes = (*tree.objectives, *tree.criteria)
    branches = tree.children[ROOT]
    three = (branches[0], branches[1], branches[2]) if len(branches) == 3 else None
    ranked = bool(evaluation.tied)
    return Answer(
        evaluation=evaluation,
        sweeps={node: sweep(study, node, weight_set=weight_set) for node in nodes if ranked and len(nodes) > 1},
        stability=stability_intervals(study, weight_set=weight_set) if ranked else _NO_INTERVALS,
        ternary=ternary(study, three, weight_set=weight_set) if three and ranked else None,
        stakeholders=pd.DataFrame({name: evaluate(study, weight_set=name).ranks for name in study.weights}),
        robustness=Robustness.of(study, futures_table(evaluations)) if study.futures else None,
        money=money_answer(evaluation, evaluations[1:]),
    )
