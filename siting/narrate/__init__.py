"""Results as plain sentences: chart titles, alternative texts, summaries. Never says more than the numbers do."""

from siting.narrate.evidence import evidence, footnote
from siting.narrate.ranking import exclusions, headline, lead, profile, ranking
from siting.narrate.weights import left_out, stability, switches, ternary

__all__ = [
    "evidence",
    "exclusions",
    "footnote",
    "headline",
    "lead",
    "left_out",
    "profile",
    "ranking",
    "stability",
    "switches",
    "ternary",
]
