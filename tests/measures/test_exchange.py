from datetime import date

import pytest

from siting.errors import FactError
from siting.facts import known
from siting.measures.exchange import in_usd, usd_per
from siting.measures.inputs import from_fact

AUTUMN = known(date(2026, 11, 22))


@pytest.mark.parametrize(
    ("currency", "year", "rate"),
    [
        ("USD", 2019, 1.0),
        ("EUR", 2022, 1.0533),
        ("EUR", 2027, 1.157),
        ("EUR", 2010, 1.1195),
        ("CAD", 2022, 1.0533 / 1.3698),
        ("MXN", 2018, 1.1195 / 21.5493),
    ],
)
def test_by_the_means_of_the_european_central_bank(currency, year, rate):
    assert usd_per(AUTUMN, currency, year=year).value == pytest.approx(rate)


@pytest.mark.parametrize(
    ("day", "rate"),
    [(date(2019, 12, 31), 1.1195), (date(2023, 4, 30), 1.0533), (date(2025, 6, 1), 1.082), (date(2026, 11, 22), 1.157)],
)
def test_only_means_known_on_the_day(day, rate):
    assert usd_per(known(day), "EUR", year=2027).value == rate


def test_money_is_turned_at_the_rate_of_its_year():
    price = in_usd(from_fact(AUTUMN, "ca-on", "industrial_electricity_price"), AUTUMN)
    assert price.value == pytest.approx(97.6 * 1.0533 / 1.3698)
    assert price.unit == "USD/MWh"
    assert len(price.facts) == 3
    dollars = from_fact(AUTUMN, "us-il", "industrial_electricity_price")
    assert in_usd(dollars, AUTUMN) is dollars


def test_a_study_may_state_its_own_rate(own_fact):
    weak = own_fact("eur-usd", "exchange_rate_annual_mean", 1.3, unit="USD per EUR", period="2026", basis="planning")
    knowledge = known(date(2026, 11, 22), own=(weak,))
    assert usd_per(knowledge, "EUR", year=2027).value == 1.3


def test_a_currency_without_a_rate():
    with pytest.raises(FactError, match="no exchange rate of CHF in the facts; known: EUR, CAD, MXN, USD"):
        usd_per(AUTUMN, "CHF", year=2025)


def test_a_day_before_any_rate_was_known():
    with pytest.raises(FactError, match="no exchange rate of CAD was known as of 2019-06-01"):
        usd_per(known(date(2019, 6, 1)), "CAD", year=2018)
