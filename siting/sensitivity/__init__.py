"""How far the weights and the data can move before the answer changes, exactly wherever that can be had."""

from siting.sensitivity.one_way import Sweep, sweep
from siting.sensitivity.stability import stability_intervals
from siting.sensitivity.switch_points import switch_points
from siting.sensitivity.ternary import Ternary, ternary
from siting.sensitivity.two_way import TwoWay, two_way

__all__ = [
    "Sweep",
    "Ternary",
    "TwoWay",
    "stability_intervals",
    "sweep",
    "switch_points",
    "ternary",
    "two_way",
]
