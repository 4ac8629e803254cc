from datetime import date

import numpy as np
import pytest
from hypothesis import given as any_of
from hypothesis import strategies as st

from siting.errors import MethodError
from siting.facts import known
from siting.measures.battery_production import battery_production_credit_usd
from siting.measures.capital import capital_usd
from siting.measures.car_loan_interest import DeductionLaw, deductible_usd, yearly_interest_usd
from siting.measures.carbon import carbon_kg
from siting.measures.downtime import downtime_usd
from siting.measures.energy import energy_usd
from siting.measures.formula import absent, compute, conclude, over_ranges
from siting.measures.illinois_rev import withholding_credit_usd
from siting.measures.inputs import Input, fixed, from_fact
from siting.measures.investment_credit import investment_credit_usd
from siting.measures.italian_aid import adjusted_aid_eur, zone_credit_eur
from siting.measures.labour import hourly_labour_usd, premium_labour_usd
from siting.measures.parts_duty import net_parts_duty_usd
from siting.measures.steps import NOT_VERIFIED, Trace
from siting.measures.transit_capital import transit_capital_usd

AUTUMN = date(2026, 11, 22)

ZONE = {"credit_percent": 40, "ceiling_percent": 40, "least_eur": 2e5, "most_eur": 1e8}
JOBS = {"pay_usd": 8e4, "state_tax_share": 0.05, "new_percent": 75, "retained_percent": 50}
CELLS = {"us_modules_share": 1, "cell_usd_per_kwh": 35, "module_usd_per_kwh": 10, "paid_share": 1}
LAW = DeductionLaw(10_000, 200_000, 200)
LOAN = {"years": 5, "bought": date(2027, 6, 1), "tax_year": 2028}

PURE_HALVES = {
    "parts duty": lambda a, b: net_parts_duty_usd(parts_usd=a, rate_percent=b, msrp_usd=1e3, offset_percent=3.75),
    "deduction": lambda a, b: deductible_usd(LAW, interest_usd=a, income_usd=2e5 + 1e4 * b),
    "interest": lambda a, b: yearly_interest_usd(a, rate=b, **LOAN),
    "battery": lambda a, b: battery_production_credit_usd(battery_kwh=a, us_cells_share=b, **CELLS),
    "48C": lambda a, b: investment_credit_usd(investment_usd=a, credit_percent=b),
    "REV": lambda a, b: withholding_credit_usd(new_jobs=a, retained_jobs=b, **JOBS),
    "aid ceiling": lambda a, b: adjusted_aid_eur(1e4 * a, ceiling_percent=b),
    "zone": lambda a, b: zone_credit_eur(1e4 * a, paid_share=b, **ZONE),
    "labour": lambda a, b: premium_labour_usd(a, premium_usd=b, mainstream_usd=880),
    "hours": lambda a, b: hourly_labour_usd(a, usd_per_hour=b),
    "energy": lambda a, b: energy_usd(a, energy_mwh=b),
    "carbon": lambda a, b: carbon_kg(a, grams_per_kwh=b),
    "capital": lambda a, b: capital_usd(a, volume=b),
    "downtime": lambda a, b: downtime_usd(a, lost_vehicles=b, lost_margin_usd=2_000),
    "transit": lambda a, b: transit_capital_usd(a, capital_rate=b, customs_value_usd=5e4),
}


@pytest.mark.parametrize("name", PURE_HALVES)
def test_pure_halves_broadcast(name):
    """A column against a row gives every pair, each as if it were computed by itself."""
    formula = PURE_HALVES[name]
    first, second = np.array([[900.0], [4_000.0], [9_000.0]]), np.array([0.25, 0.5, 0.75, 1.0])
    table = formula(first, second)
    assert table.shape == (3, 4)
    alone = [[float(formula(a, b)) for b in second] for a in first[:, 0]]
    assert table == pytest.approx(np.array(alone))
    assert len(np.unique(table)) > 1


def entry(name, low, value, high, **more):
    return Input(name=name, value=value, low=low, high=high, **more)


def spans():
    return st.lists(st.floats(0.1, 100), min_size=3, max_size=3).map(sorted)


@any_of(spans(), spans(), st.floats(0, 1), st.floats(0, 1))
def test_no_point_of_the_ranges_lies_outside_low_and_high(one, two, at_one, at_two):
    value, low, high = over_ranges(lambda a, b: np.maximum(a - b, 0.0), [entry("a", *one), entry("b", *two)])
    a, b = one[0] + at_one * (one[2] - one[0]), two[0] + at_two * (two[2] - two[0])
    assert low - 1e-9 <= max(a - b, 0.0) <= high + 1e-9
    assert low <= value <= high
    assert value == max(one[1] - two[1], 0.0)


def test_a_computed_value_carries_steps_sources_and_flags():
    knowledge = known(AUTUMN)
    cost = from_fact(knowledge, "canada", "labour_cost_per_vehicle", name="cost")
    cell = compute(lambda cost, times: cost * times, [cost, fixed("times", 2.0)], unit="USD", knowledge=knowledge)
    assert (cell.value, cell.kind, cell.as_of, cell.confidence) == (2_600, "computed", AUTUMN, "low")
    assert cell.flags == ("unsourced estimate",)
    assert cell.trace[0].facts == ("canada.labour_cost_per_vehicle@2024",)
    assert cell.trace[1].text == "times 2"
    assert [source.id for source in cell.sources] == ["unsourced-estimate"]


def test_a_rule_without_a_source_is_law_not_verified():
    knowledge, trace = known(AUTUMN), Trace()
    trace.say("closed", [knowledge.rule("us_48c", "open_to_new_projects", on=AUTUMN)])
    assert conclude(trace, 0.0, unit="USD", knowledge=knowledge).flags == (NOT_VERIFIED,)


def test_no_figure_is_ever_infinite_or_nan():
    for bad in (float("nan"), float("inf")):
        with pytest.raises(MethodError, match="no finite figure"):
            conclude(Trace(), 1.0, unit="USD", knowledge=known(AUTUMN), high=bad)


def test_a_missing_value_says_why_and_when():
    cell = absent("the price is not known", unit="USD", knowledge=known(AUTUMN))
    assert (cell.value, cell.note) == (None, "the price is not known as of 2026-11-22")
