from datetime import date

import pytest

from siting.errors import FactError, MethodError
from siting.measures.labour import ALL_MANUFACTURING, measure_hours, measure_per_vehicle

SPRING, AUTUMN = date(2023, 4, 30), date(2026, 11, 22)


@pytest.mark.parametrize(
    ("site", "country_usd"), [("belvidere", 1_341), ("cassino", 2_067), ("windsor", 1_300), ("toluca", 305)]
)
def test_country_values_scaled_to_a_premium_car(context_of, site, country_usd):
    """x 2,232 / 880; low with makers of electric cars alone, 1,660 / 880."""
    cell = measure_per_vehicle(context_of(site))
    assert cell.value == pytest.approx(country_usd * 2_232 / 880)
    assert cell.range == pytest.approx((country_usd * 1_660 / 880, country_usd * 2_232 / 880))
    assert ("unsourced estimate" in cell.flags) is (site == "windsor")


def test_the_gap_between_italy_and_the_usa_found_apart_from_this_code(context_of):
    gap = measure_per_vehicle(context_of("cassino")).value - measure_per_vehicle(context_of("belvidere")).value
    assert gap == pytest.approx(1_840, rel=0.005)


@pytest.mark.parametrize("day", [date(2019, 12, 31), SPRING])
def test_cost_per_car_was_not_known_before_2025(context_of, day):
    cell = measure_per_vehicle(context_of("belvidere", day))
    assert cell.value is None
    assert cell.note == f"labour cost per vehicle in usa is not known as of {day}"


def test_rivals_of_a_country_widen_the_range(context_of):
    """China: 597, or 585 by another report of the same study."""
    cell = measure_per_vehicle(context_of("plant", country="CN"))
    assert cell.range == pytest.approx((585 * 1_660 / 880, 597 * 2_232 / 880))


@pytest.mark.parametrize(
    ("site", "day", "rate", "low", "high"),
    [
        ("belvidere", AUTUMN, 44 * 1.0816, 44 * 1.0816, 66),  # industry; all-in rates 48, 55 and 66
        ("belvidere", SPRING, 48, 48, 48),  # the maker's all-in rate of 2015 was the last known
        ("cassino", AUTUMN, 34 * 1.0816, 34 * 1.0816, 34 * 1.0816),
        ("cassino", SPRING, 33.41, 33.41, 33.41),
        ("windsor", AUTUMN, 60 * 1.1195 / 1.4855, 36 * 1.0816, 60 * 1.1195 / 1.4855),
    ],
)
def test_hours_times_rate(context_of, site, day, rate, low, high):
    cell = measure_hours(context_of(site, day))
    assert cell.value == pytest.approx(30 * rate)
    assert cell.range == pytest.approx((22 * low, 45 * high))
    assert (ALL_MANUFACTURING in cell.flags) is (rate == 33.41)


def test_a_country_with_a_rate_of_all_manufacturing_only(context_of):
    cell = measure_hours(context_of("plant", country="JP"))
    assert cell.value > 0
    assert ALL_MANUFACTURING in cell.flags


def test_a_country_without_a_rate_stays_missing(context_of):
    cell = measure_hours(context_of("plant", country="CN"))
    assert (cell.value, cell.note) == (None, "labour cost per hour in china is not known as of 2026-11-22")


def test_hours_of_the_programme_come_first(context_of):
    cell = measure_hours(context_of("cassino", hours_per_vehicle=25))
    assert cell.value == pytest.approx(25 * 34 * 1.0816)


def test_bad_input(context_of):
    with pytest.raises(FactError, match="no costs of country NZ"):
        measure_per_vehicle(context_of("plant", country="NZ"))
    with pytest.raises(MethodError, match="unknown option 'hours'"):
        measure_hours(context_of("cassino", options={"hours": 3}))


def test_a_currency_without_a_rate(context_of, own_fact):
    own = [own_fact("switzerland", "iso_country", "CH")]
    own.append(own_fact("switzerland", "auto_industry_labour_cost_hour", 60.0, unit="CHF/hour", period="2023"))
    with pytest.raises(FactError, match="no exchange rate of CHF"):
        measure_hours(context_of("plant", country="CH", own=own))
