"""Money, apart from merit: present values, landed cost, break-even points and the merit-against-cost frontier."""

from siting.money.break_even import break_even_incentive, break_even_rate, break_even_volume, cheapest_ranges
from siting.money.frontier import frontier
from siting.money.landed_cost import LandedCost, landed_cost
from siting.money.present_value import annuity_factor, npv

__all__ = [
    "LandedCost",
    "annuity_factor",
    "break_even_incentive",
    "break_even_rate",
    "break_even_volume",
    "cheapest_ranges",
    "frontier",
    "landed_cost",
    "npv",
]
