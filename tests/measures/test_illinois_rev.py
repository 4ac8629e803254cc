from dataclasses import replace
from datetime import date

import pytest

from siting.errors import FactError, MethodError
from siting.measures.illinois_rev import AREA_UNKNOWN, measure_total, measure_yearly

JOBS = {"new_jobs": 2_000, "pay_usd": 80_000}
WITHHELD = 2_000 * 80_000 * 0.0495


@pytest.mark.parametrize(
    ("day", "low", "high"),
    [
        (date(2019, 6, 1), 0, 0),
        (date(2021, 11, 15), 0, 0),
        (date(2023, 4, 30), 0.75 * WITHHELD, WITHHELD),
        (date(2025, 9, 1), 0.75 * WITHHELD, WITHHELD),
        (date(2026, 11, 22), 0.75 * WITHHELD, WITHHELD),
    ],
)
def test_new_jobs_by_what_was_known(context_of, day, low, high):
    cell = measure_yearly(context_of("belvidere", day, **JOBS))
    assert cell.value == pytest.approx(low)
    assert cell.range == pytest.approx((low, high))
    assert (AREA_UNKNOWN in cell.flags) is (high > 0)
    assert cell.unit == "USD/year"


@pytest.mark.parametrize(
    ("day", "area", "share"),
    [
        (date(2022, 12, 20), "standard", 0.25),
        (date(2022, 12, 20), "underserved_or_energy_transition", 0.50),
        (date(2022, 12, 21), "standard", 0.75),
        (date(2022, 12, 21), "underserved_or_energy_transition", 1.00),
    ],
)
def test_retained_jobs_before_and_after_the_amendment(context_of, day, area, share):
    counts = {"new_jobs": 100, "retained_jobs": 900, "pay_usd": 80_000}
    cell = measure_yearly(context_of("belvidere", day, options={"area": area}, **counts))
    new_share = 0.75 if area == "standard" else 1.0
    assert cell.value == pytest.approx(80_000 * 0.0495 * (100 * new_share + 900 * share))
    assert AREA_UNKNOWN not in cell.flags


def test_total_over_the_term(context_of):
    """15 years; the high end is 30 years in the better class of area, once the law could be renewed."""
    cell = measure_total(context_of("belvidere", **JOBS))
    assert cell.value == pytest.approx(15 * 0.75 * WITHHELD)
    assert cell.range == pytest.approx((15 * 0.75 * WITHHELD, 30 * WITHHELD))
    assert measure_total(context_of("belvidere", date(2019, 6, 1), **JOBS)).range == (0, 0)
    before = measure_total(context_of("belvidere", date(2022, 6, 1), **JOBS))
    assert before.range == pytest.approx((15 * 0.75 * WITHHELD, 15 * WITHHELD))


def test_a_law_without_a_term_is_an_error_and_not_a_zero(context_of):
    context = context_of("belvidere", **JOBS)
    base = context.knowledge.base
    law = {name: facts for name, facts in base.index["il_rev_credit"].items() if name != "term_years"}
    law["term_years"] = ()
    shorter = replace(context.knowledge, base=replace(base, index={**base.index, "il_rev_credit": law}))
    with pytest.raises(FactError, match="no term of the REV credit for 2027-06-01"):
        measure_total(replace(context, knowledge=shorter))
    assert measure_yearly(replace(context, knowledge=shorter)).value == pytest.approx(0.75 * WITHHELD)


def test_range_over_jobs_and_pay(context_of):
    jobs = {"value": 2_000, "low": 1_000, "high": 3_000}
    cell = measure_yearly(context_of("belvidere", options={"area": "standard"}, new_jobs=jobs, pay_usd=80_000))
    assert cell.range == pytest.approx((0.375 * WITHHELD, 1.125 * WITHHELD))


def test_tax_rate_from_memory_is_flagged_and_can_be_replaced(context_of):
    cell = measure_yearly(context_of("belvidere", **JOBS))
    assert "unsourced estimate" in cell.flags
    sourced = {"state_tax_share": {"value": 0.05, "kind": "measured"}, "area": "standard"}
    other = measure_yearly(context_of("belvidere", options=sourced, **JOBS))
    assert other.value == pytest.approx(0.75 * 2_000 * 80_000 * 0.05)
    assert "unsourced estimate" not in other.flags


def test_benchmark_is_in_the_trace_once_known(context_of):
    def words(day):
        return " ".join(step.text for step in measure_yearly(context_of("belvidere", day, **JOBS)).trace)

    assert "536,000,000 USD" not in words(date(2023, 4, 30))
    assert "package for Gotion: 536,000,000 USD" in words(date(2026, 11, 22))
    assert "package for Stellantis: not published" in words(date(2026, 11, 22))


@pytest.mark.parametrize(("jobs", "day", "paid"), [
    (49, date(2026, 11, 22), False), (50, date(2026, 11, 22), True), (74, date(2022, 12, 31), False),
    (75, date(2022, 12, 31), True),
])  # fmt: skip
def test_least_jobs(context_of, jobs, day, paid):
    cell = measure_yearly(context_of("belvidere", day, new_jobs=jobs, pay_usd=80_000))
    assert (cell.value > 0) is paid


def test_jobs_that_may_miss_the_least_may_bring_nothing(context_of):
    cell = measure_yearly(context_of("belvidere", new_jobs={"value": 100, "low": 40, "high": 200}, pay_usd=80_000))
    assert cell.value > 0
    assert cell.low == 0


def test_least_investment_if_one_is_given(context_of):
    assert measure_yearly(context_of("belvidere", investment_usd=99e6, **JOBS)).value == 0
    assert measure_yearly(context_of("belvidere", investment_usd=100e6, **JOBS)).value > 0


@pytest.mark.parametrize("site", ["cassino", "windsor", "detroit-mack"])
def test_sites_outside_illinois(context_of, site):
    cell = measure_yearly(context_of(site))
    assert cell.value == 0
    assert "not in Illinois" in cell.trace[0].text


def test_bad_input(context_of):
    with pytest.raises(MethodError, match="needs new_jobs and pay_usd"):
        measure_yearly(context_of("belvidere"))
    with pytest.raises(MethodError, match="the state of site 'meadow' is not known"):
        measure_yearly(context_of("meadow", country="US", **JOBS))
    with pytest.raises(MethodError, match="area must be standard or underserved"):
        measure_yearly(context_of("belvidere", options={"area": "rural"}, **JOBS))
