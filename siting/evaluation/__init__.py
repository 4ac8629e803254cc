"""Screening, the additive value model and dominance: who passes, who ranks where, and why."""

from siting.evaluation.change import Change, change
from siting.evaluation.dominance import dominance
from siting.evaluation.evaluate import evaluate, global_weights
from siting.evaluation.events import events
from siting.evaluation.futures import BASE, compare_futures, futures_table, in_each_future
from siting.evaluation.partial_values import partial_values, value_functions
from siting.evaluation.ranking import NEAR_TIE, TIE, rank_values
from siting.evaluation.result import Evaluation
from siting.evaluation.screening import screen

__all__ = [
    "BASE",
    "NEAR_TIE",
    "TIE",
    "Change",
    "Evaluation",
    "change",
    "compare_futures",
    "dominance",
    "evaluate",
    "events",
    "futures_table",
    "global_weights",
    "in_each_future",
    "partial_values",
    "rank_values",
    "screen",
    "value_functions",
]
