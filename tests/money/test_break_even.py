import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from siting.errors import MethodError
from siting.money import annuity_factor, break_even_incentive, break_even_rate, break_even_volume, cheapest_ranges


def test_four_plant_locations_of_the_course_notes():
    # Cost-volume analysis of four locations: B up to 5,000, C to 11,111, then A; D never.
    found = cheapest_ranges(
        {"A": 250_000, "B": 100_000, "C": 150_000, "D": 200_000}, {"A": 11, "B": 30, "C": 20, "D": 35}
    )
    assert found["site"].tolist() == ["B", "C", "A"]
    assert found["to_volume"].tolist() == pytest.approx([5_000, 100_000 / 9, np.inf])
    assert found["from_volume"].tolist() == pytest.approx([0, 5_000, 100_000 / 9])


def test_two_towns():
    assert break_even_volume(650_000, 50, 350_000, 65) == 20_000
    assert break_even_volume(350_000, 65, 650_000, 50) == 20_000


def test_three_cities_one_is_cheapest_from_little_volume():
    found = cheapest_ranges(
        {"Chicago": 2_500, "NewYork": 3_500, "Atlanta": 2_200}, {"Chicago": 45, "NewYork": 30, "Atlanta": 40}
    )
    assert found["site"].tolist() == ["Atlanta", "NewYork"]
    assert found["to_volume"].iloc[0] == pytest.approx(130)


def test_parallel_or_never_crossing_lines_have_no_break_even():
    assert break_even_volume(10, 5, 20, 5) is None
    assert break_even_volume(10, 5, 20, 6) is None
    assert break_even_rate(1, 2, base_a=3, base_b=3) is None


costs = st.integers(0, 1_000)


@given(st.dictionaries(st.sampled_from("ABCDE"), st.tuples(costs, costs), min_size=1), st.floats(0, 500))
def test_the_envelope_is_the_cheapest_at_any_volume(sites, volume):
    fixed = {site: pair[0] for site, pair in sites.items()}
    variable = {site: pair[1] for site, pair in sites.items()}
    ranges = cheapest_ranges(fixed, variable)
    here = ranges[(ranges["from_volume"] <= volume) & (volume <= ranges["to_volume"])].iloc[0]["site"]
    cheapest = min(fixed[site] + variable[site] * volume for site in sites)
    assert fixed[here] + variable[here] * volume == pytest.approx(cheapest)


def test_incentive_paid_today_or_yearly():
    assert break_even_incentive(100, 250) == 150
    yearly = break_even_incentive(100, 250, payment_factor=float(annuity_factor(0.08, 10)))
    assert yearly * float(annuity_factor(0.08, 10)) == pytest.approx(150)
    assert break_even_incentive(250, 100) == -150


def test_the_tariff_at_which_an_importer_loses_its_edge():
    assert break_even_rate(45_000, 47_250, base_a=45_000) == pytest.approx(0.05)
    rate = break_even_rate(40_000, 43_000, base_a=50_000, base_b=10_000)
    assert 40_000 + rate * 50_000 == pytest.approx(43_000 + rate * 10_000)


def test_missing_costs_are_errors():
    with pytest.raises(MethodError):
        cheapest_ranges({"A": 1}, {"B": 2})
    with pytest.raises(MethodError):
        cheapest_ranges({}, {})
    with pytest.raises(MethodError):
        break_even_incentive(float("nan"), 1)
