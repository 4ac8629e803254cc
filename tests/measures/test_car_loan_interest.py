from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siting.errors import MethodError
from siting.measures.car_loan_interest import (
    DeductionLaw,
    car_loan_deduction,
    deductible_usd,
    measure,
    yearly_interest_usd,
)

LOAN = {
    "loan_share": 0.5,
    "loan_to_price": 0.8,
    "loan_years": 5,
    "interest_rate": 0.06,
    "marginal_tax_rate": 0.24,
    "income_usd": 190_000,
}


def schedule(principal, rate, months, bought):
    """Interest by calendar year, payment after payment."""
    monthly = rate / 12
    payment = principal * monthly / (1 - (1 + monthly) ** -months) if rate else principal / months
    owed, by_year, month = principal, {}, bought.month
    for _ in range(months):
        month += 1
        year = bought.year + (month - 1) // 12
        by_year[year] = by_year.get(year, 0.0) + owed * monthly
        owed -= payment - owed * monthly
    assert owed == pytest.approx(0, abs=1e-4)
    return by_year


@given(st.floats(1_000, 100_000), st.sampled_from([0.0, 0.01, 0.06, 0.15]), st.integers(1, 7), st.integers(1, 12))
def test_interest_agrees_with_a_payment_plan(principal, rate, years, month):
    bought = date(2026, month, 1)
    plan = schedule(principal, rate, 12 * years, bought)
    for year in range(2025, 2036):
        interest = yearly_interest_usd(principal, rate=rate, years=years, bought=bought, tax_year=year)
        assert float(interest) == pytest.approx(plan.get(year, 0.0), abs=1e-6)


@pytest.mark.parametrize(
    ("interest", "income", "filing", "deducted"),
    [
        (4_000, 200_000, "joint", 4_000),
        (4_000, 200_001, "joint", 3_800),  # a begun thousand counts in full
        (4_000, 210_000, "joint", 2_000),
        (4_000, 220_000, "joint", 0),
        (15_000, 100_000, "joint", 10_000),
        (15_000, 249_000, "joint", 200),
        (15_000, 250_000, "joint", 0),
        (15_000, 149_000, "single", 200),
        (15_000, 150_000, "single", 0),
    ],
)
def test_cap_and_phase_out_by_hand(interest, income, filing, deducted):
    cell = car_loan_deduction("US", tax_year=2027, interest_usd=interest, income_usd=income, filing=filing)
    assert cell.value == deducted


@pytest.mark.parametrize(
    ("country", "year", "weight", "as_of", "deducted"),
    [
        ("US", 2024, 6_000, None, 0),
        ("US", 2025, 6_000, None, 3_000),
        ("US", 2028, 6_000, None, 3_000),
        ("US", 2029, 6_000, None, 0),
        ("CA", 2027, 6_000, None, 0),
        ("MX", 2027, 6_000, None, 0),
        ("IT", 2027, 6_000, None, 0),
        ("US", 2027, 13_999, None, 3_000),
        ("US", 2027, 14_000, None, 0),
        ("US", 2027, 6_000, "2019-06-01", 0),
        ("US", 2027, 6_000, "2023-04-30", 0),
        ("US", 2027, 6_000, "2025-07-03", 0),
        ("US", 2027, 6_000, "2025-07-04", 3_000),
        ("US", 2027, 6_000, "2026-11-22", 3_000),
    ],
)
def test_where_when_and_for_what(country, year, weight, as_of, deducted):
    cell = car_loan_deduction(country, tax_year=year, interest_usd=3_000, gvwr_lb=weight, as_of=as_of)
    assert cell.value == deducted


def test_a_launch_in_2027_saves_tax_in_two_years(context_of):
    """A loan of 60,000 from 1 June 2027; the deduction ends with 2028."""
    plan = schedule(60_000, 0.06, 60, date(2027, 6, 1))
    cell = measure(context_of("belvidere", options=LOAN))
    assert cell.value == pytest.approx(0.5 * 0.24 * (plan[2027] + plan[2028]))
    assert cell.unit == "USD/car"
    assert any("tax year 2029: no deduction" in step.text for step in cell.trace)


@pytest.mark.parametrize(
    ("day", "saves"),
    [(date(2019, 6, 1), False), (date(2023, 4, 30), False), (date(2025, 9, 1), True), (date(2026, 11, 22), True)],
)
def test_by_what_was_known(context_of, day, saves):
    assert (measure(context_of("belvidere", day, options=LOAN)).value > 0) is saves


@pytest.mark.parametrize(("on", "saves"), [("2024-12-31", False), ("2025-01-01", True), ("2029-01-01", False)])
def test_only_loans_made_while_the_law_is_in_force(context_of, on, saves):
    assert (measure(context_of("belvidere", options={**LOAN, "on": on})).value > 0) is saves


@pytest.mark.parametrize("site", ["windsor", "toluca", "cassino"])
def test_cars_built_elsewhere_save_nothing(context_of, site):
    assert measure(context_of(site, options=LOAN)).value == 0


def test_range_over_income_and_rate(context_of):
    ranges = {
        "income_usd": {"value": 190_000, "low": 150_000, "high": 300_000},
        "interest_rate": {"value": 0.06, "low": 0.04, "high": 0.08},
    }
    cell = measure(context_of("belvidere", options={**LOAN, **ranges}))
    best = schedule(60_000, 0.08, 60, date(2027, 6, 1))
    assert cell.range == pytest.approx((0, 0.12 * (best[2027] + best[2028])))


def test_bad_input(context_of):
    with pytest.raises(MethodError, match="tax_year: 20270 is not a year"):
        car_loan_deduction("US", tax_year=20_270, interest_usd=3_000)
    with pytest.raises(MethodError, match="needs loan_share, loan_to_price, loan_years, interest_rate, marginal_tax"):
        measure(context_of("belvidere"))
    for years in (0, 1e12):
        with pytest.raises(MethodError, match="loan_years must be above 0 and at most 30"):
            measure(context_of("belvidere", options={**LOAN, "loan_years": years}))
    with pytest.raises(MethodError, match="filing must be single or joint, not 'head'"):
        measure(context_of("belvidere", options={**LOAN, "filing": "head"}))


amounts = st.floats(0, 1e6)


@given(amounts, amounts, amounts)
def test_deduction_falls_with_income_and_never_exceeds_the_interest(interest, income, more):
    law = DeductionLaw(10_000, 200_000, 200)
    first, second = deductible_usd(law, interest_usd=interest, income_usd=[income, income + more])
    assert 0 <= second <= first <= min(interest, 10_000)
