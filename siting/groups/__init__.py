"""Several stakeholders' weights on one study: rankings side by side, agreement, common ground, compromise."""

from siting.groups.agreement import Agreement, agreement, concordance
from siting.groups.common_ground import common_ground
from siting.groups.compromise import distances, mean_weights, minimax_weights
from siting.groups.dissent import concessions
from siting.groups.parting import partings
from siting.groups.side_by_side import Group, group

__all__ = [
    "Agreement",
    "Group",
    "agreement",
    "common_ground",
    "concessions",
    "concordance",
    "distances",
    "group",
    "mean_weights",
    "minimax_weights",
    "partings",
]
