from datetime import date

import pytest

from siting.errors import MethodError
from siting.measures.battery_production import battery_production_credit, measure

MADE_IN_US = {"us_cells_share": 1.0, "us_modules_share": 1.0}


@pytest.mark.parametrize(
    ("sold", "usd"),
    [("2022", 0), ("2023", 4_500), ("2027", 4_500), ("2029", 4_500), ("2030", 3_375), ("2031", 2_250), ("2032", 1_125),
     ("2033", 0)],
)  # fmt: skip
def test_phase_down_of_a_battery_of_100_kwh(sold, usd):
    assert battery_production_credit(100, sold=sold).value == usd


def test_cells_and_modules_apart():
    assert battery_production_credit(100, sold="2027", us_cells_share=0.0).value == 1_000
    assert battery_production_credit(100, sold="2027", us_cells_share=0.5, us_modules_share=0.0).value == 1_750


@pytest.mark.parametrize(
    ("day", "usd"),
    [
        (date(2019, 6, 1), 0),
        (date(2022, 8, 15), 0),
        (date(2023, 4, 30), 4_500),
        (date(2025, 9, 1), 4_500),
        (date(2026, 11, 22), 4_500),
    ],
)
def test_by_what_was_known(context_of, day, usd):
    cell = measure(context_of("belvidere", day, **MADE_IN_US))
    assert cell.value == usd
    assert any("no credit for 2027-06-01" in step.text for step in cell.trace) is (usd == 0)


def test_what_counts_is_where_the_cells_are_made(context_of):
    abroad = {"us_cells_share": 0, "us_modules_share": 0, "by_country": {"US": MADE_IN_US}}
    assert [measure(context_of(site, **abroad)).value for site in ("belvidere", "cassino")] == [4_500, 0]
    assert measure(context_of("windsor", **MADE_IN_US)).value == 4_500


def test_range_over_the_shares_by_hand(context_of):
    shares = {"us_cells_share": {"value": 0.5, "low": 0.0, "high": 1.0}, "us_modules_share": 1.0}
    assert measure(context_of("belvidere", **shares)).range == (1_000, 4_500)


def test_a_part_of_a_foreign_entity_makes_it_uncertain_once_the_law_says_so(context_of):
    later, before = (
        measure(context_of("belvidere", day, feoc_component=True, **MADE_IN_US))
        for day in (date(2026, 11, 22), date(2023, 4, 30))
    )
    assert (later.value, later.range) == (4_500, (0, 4_500))
    assert "law not verified" in later.flags
    assert before.range == (4_500, 4_500)


def test_missing_shares_are_named(context_of):
    with pytest.raises(MethodError, match="needs us_cells_share and us_modules_share"):
        measure(context_of("belvidere"))
