"""Results as plain sentences: chart titles, alternative texts, summaries. Never says more than the numbers do."""

from siting.narrate.acceptability import pairwise, precision, rank_acceptability
from siting.narrate.evidence import evidence, footnote
from siting.narrate.ranking import exclusions, headline, lead, profile, ranking, value_function
from siting.narrate.weights import left_out, stability, switches, ternary, two_way

__all__ = [
    "evidence",
    "exclusions",
    "footnote",
    "headline",
    "lead",
    "left_out",
    "pairwise",
    "precision",
    "profile",
    "rank_acceptability",
    "ranking",
    "stability",
    "switches",
    "ternary",
    "two_way",
    "value_function",
]
