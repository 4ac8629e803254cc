from datetime import date

import pytest

from siting.errors import MethodError
from siting.facts import known
from siting.measures.capital import measure_total, measure_unit, retooling_projects

AUTUMN = date(2026, 11, 22)


@pytest.mark.parametrize(("day", "high"), [(date(2019, 12, 31), 18_300), (date(2023, 4, 30), 18_467), (AUTUMN, 18_667)])
def test_a_new_plant_lies_between_the_plants_published(context_of, own_fact, day, high):
    """The high end: planning range; Georgia at 5.54 bn / 300,000; Tennessee at 5.6 bn / 300,000."""
    kind = own_fact("meadow", "project_kind", "greenfield")
    cell = measure_unit(context_of("meadow", day, country="US", own=[kind]))
    assert (cell.value, cell.low, cell.high) == (10_500, 5_000, high)
    assert cell.unit == "USD/(vehicle/year)"


def test_published_retoolings_by_hand():
    """Detroit 2.2 bn / 270,000; Turin 0.7 bn EUR x 1.1417 / 80,000; Oakville 2.3 bn / 100,000; Spartanburg 1.0 bn /
    450,000; Belvidere 0.613 bn / 280,000."""
    expected = [2.2e9 / 270_000, 0.7e9 * 1.1417 / 80_000, 23_000, 1e9 / 450_000, 0.613e9 / 280_000]
    assert [project.value for project in retooling_projects(known(AUTUMN))] == pytest.approx(expected)


@pytest.mark.parametrize(
    ("day", "low", "high"),
    [(date(2023, 4, 30), 1e9 / 450_000, 0.7e9 * 1.1417 / 80_000), (AUTUMN, 0.613e9 / 280_000, 23_000)],
)
def test_an_existing_plant_costs_two_thirds_of_a_new_one(context_of, day, low, high):
    cell = measure_unit(context_of("belvidere", day))
    assert cell.value == pytest.approx(10_500 * 0.667)
    assert cell.range == pytest.approx((low, high))


def test_missing_before_any_ratio_was_published(context_of):
    for measure in (measure_unit, measure_total):
        cell = measure(context_of("cassino", date(2019, 12, 31)))
        assert cell.value is None
        assert cell.note == "the ratio of a retooled to a new plant is not known as of 2019-12-31"


def test_total_for_the_volume_over_both_ranges(context_of):
    volume = {"value": 60_000, "low": 40_000, "high": 100_000}
    cell = measure_total(context_of("cassino", volume=volume))
    assert cell.value == pytest.approx(10_500 * 0.667 * 60_000)
    assert cell.range == pytest.approx((0.613e9 / 280_000 * 40_000, 23_000 * 100_000))
    assert {"planning values", "judged inputs"} <= set(cell.flags)


def test_unknown_sites_and_options(context_of):
    with pytest.raises(MethodError, match="status of 'meadow' is not known"):
        measure_unit(context_of("meadow", country="US"))
    with pytest.raises(MethodError, match="unknown option 'kind'"):
        measure_total(context_of("cassino", options={"kind": "greenfield"}))
