"""Results as plain sentences: chart titles, alternative texts, summaries. Never says more than the numbers do."""

from siting.narrate.acceptability import over_weights, pairwise, precision, rank_acceptability
from siting.narrate.changes import change
from siting.narrate.evidence import evidence, footnote, kinds
from siting.narrate.explain import explanation, reason, reversal
from siting.narrate.futures import bump, regret
from siting.narrate.money import (
    break_even,
    cost_waterfall,
    flows,
    frontier,
    landed_cost,
    money_basis,
    present_value,
)
from siting.narrate.ranking import (
    exclusions,
    exclusions_in_short,
    headline,
    lead,
    performances,
    profile,
    ranking,
    value_function,
)
from siting.narrate.uncertainty import tornado, variance_shares
from siting.narrate.weight_sets import stale, weight_notes, weights_considered
from siting.narrate.weights import left_out, nearest_weights, stability, switches, ternary, two_way

__all__ = [
    "break_even",
    "bump",
    "change",
    "cost_waterfall",
    "evidence",
    "exclusions",
    "exclusions_in_short",
    "explanation",
    "flows",
    "footnote",
    "frontier",
    "headline",
    "kinds",
    "landed_cost",
    "lead",
    "left_out",
    "money_basis",
    "nearest_weights",
    "over_weights",
    "pairwise",
    "performances",
    "precision",
    "present_value",
    "profile",
    "rank_acceptability",
    "ranking",
    "reason",
    "regret",
    "reversal",
    "stability",
    "stale",
    "switches",
    "ternary",
    "tornado",
    "two_way",
    "value_function",
    "variance_shares",
    "weight_notes",
    "weights_considered",
]
