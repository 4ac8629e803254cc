from datetime import date

import pytest

from siting.errors import FactError
from siting.measures.energy import measure

AUTUMN = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("site", "day", "usd_per_mwh"),
    [
        ("belvidere", date(2024, 6, 1), 82.0),
        ("belvidere", date(2025, 9, 1), 98.1),
        ("belvidere", AUTUMN, 98.1),
        ("cassino", date(2023, 4, 30), 337 * 1.0533),
        ("cassino", AUTUMN, 265.2 * 1.082),
        ("windsor", date(2023, 4, 30), 97.6 * 1.0533 / 1.3698),
        ("toluca", date(2019, 12, 31), 2_470 * 1.1195 / 21.5493),
        ("toluca", AUTUMN, 2_470 * 1.1195 / 21.5493),
    ],
)
def test_the_latest_sourced_price_of_the_place(context_of, site, day, usd_per_mwh):
    cell = measure(context_of(site, day))
    assert cell.value == pytest.approx(2.1 * usd_per_mwh)
    assert cell.unit == "USD/car"


def test_the_year_before_belongs_to_the_range(context_of):
    """Illinois: 98.1 in April 2025, 89.5 in 2024; 82.0 of 2023 is too old."""
    assert measure(context_of("belvidere")).range == pytest.approx((2.1 * 89.5, 2.1 * 98.1))


def test_all_statements_of_the_year_span_the_range(context_of):
    """Italy 2024: 265.2 by the regulator, 220 by Eurostat, 165 estimated for a large user; all at 1.082 USD."""
    cell = measure(context_of("cassino"))
    assert cell.range == pytest.approx((2.1 * 165 * 1.082, 2.1 * 265.2 * 1.082))
    assert "unsourced estimate" in cell.flags


def test_later_estimates_widen_an_old_price(context_of):
    cell = measure(context_of("toluca"))
    assert cell.high == pytest.approx(2.1 * 130)


@pytest.mark.parametrize("day", [date(2019, 12, 31), date(2023, 4, 30)])
def test_a_price_not_known_yet_is_missing(context_of, day):
    cell = measure(context_of("belvidere", day))
    assert cell.value is None
    assert cell.note == f"price of electricity in us-il is not known as of {day}"


def test_electricity_of_the_programme_with_its_range(context_of):
    cell = measure(context_of("belvidere", energy_mwh={"value": 2.0, "low": 1.5, "high": 3.0}))
    assert cell.value == pytest.approx(2 * 98.1)
    assert cell.range == pytest.approx((1.5 * 89.5, 3 * 98.1))


def test_a_study_may_state_a_contract_price(context_of, own_fact):
    contract = own_fact("us-il", "industrial_electricity_price", 70.0, unit="USD/MWh", period="2024")
    assert measure(context_of("belvidere", own=[contract])).value == pytest.approx(147)


def test_a_place_without_any_price(context_of, own_fact):
    with pytest.raises(FactError, match="no price of electricity for cn-31 nor china"):
        measure(context_of("plant", country="CN", own=[own_fact("plant", "iso_region", "CN-31")]))


def test_a_currency_without_a_rate(context_of, own_fact):
    price = own_fact("china", "industrial_electricity_price", 600.0, unit="CNY/MWh", period="2024")
    with pytest.raises(FactError, match="no exchange rate of CNY"):
        measure(context_of("plant", country="CN", own=[price]))


def test_before_any_exchange_rate_was_known(context_of):
    with pytest.raises(FactError, match="no exchange rate of MXN was known as of 2019-06-01"):
        measure(context_of("toluca", date(2019, 6, 1)))
