"""Money, apart from merit: landed cost, cash flow, present value, break-even points and the frontier against merit."""

from siting.money.appraisal import Appraisal, appraise
from siting.money.break_even import break_even_incentive, break_even_rate, break_even_volume, cheapest_ranges
from siting.money.cash_flow import Flows, Timetable, cash_flow
from siting.money.change import MoneyChange, money_change
from siting.money.double_counting import double_counted
from siting.money.frontier import frontier
from siting.money.landed_cost import LandedCost, landed_cost
from siting.money.present_value import annuity_factor, internal_rate, npv
from siting.money.rivals import BreakEven, break_even, waterfall

__all__ = [
    "Appraisal",
    "BreakEven",
    "Flows",
    "LandedCost",
    "MoneyChange",
    "Timetable",
    "annuity_factor",
    "appraise",
    "break_even",
    "break_even_incentive",
    "break_even_rate",
    "break_even_volume",
    "cash_flow",
    "cheapest_ranges",
    "double_counted",
    "frontier",
    "internal_rate",
    "landed_cost",
    "money_change",
    "npv",
    "waterfall",
]
