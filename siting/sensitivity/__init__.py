"""How far the weights and the data can move before the answer changes, exactly wherever that can be had."""

from siting.sensitivity.acceptability import Acceptability, acceptability
from siting.sensitivity.critical_changes import critical_changes
from siting.sensitivity.one_way import Sweep, sweep
from siting.sensitivity.potentially_optimal import potentially_optimal
from siting.sensitivity.robustness import Robustness, robustness
from siting.sensitivity.smallest_change import smallest_change
from siting.sensitivity.stability import stability_intervals
from siting.sensitivity.stated import settled, stated_space
from siting.sensitivity.switch_points import switch_points
from siting.sensitivity.ternary import Ternary, ternary
from siting.sensitivity.tornado import tornado
from siting.sensitivity.two_way import TwoWay, two_way
from siting.sensitivity.variance_shares import variance_shares
from siting.sensitivity.weight_dominance import weight_dominance
from siting.sensitivity.weight_space import WeightSpace

__all__ = [
    "Acceptability",
    "Robustness",
    "Sweep",
    "Ternary",
    "TwoWay",
    "WeightSpace",
    "acceptability",
    "critical_changes",
    "potentially_optimal",
    "robustness",
    "settled",
    "smallest_change",
    "stability_intervals",
    "stated_space",
    "sweep",
    "switch_points",
    "ternary",
    "tornado",
    "two_way",
    "variance_shares",
    "weight_dominance",
]
