from datetime import date

import pytest

from siting.errors import FactError
from siting.measures.carbon import measure_direct, measure_life_cycle


@pytest.mark.parametrize(
    ("site", "grams"), [("belvidere", 369.5), ("cassino", 330.7), ("windsor", 170), ("toluca", 507.2)]
)
def test_life_cycle_carbon_is_that_of_the_country_everywhere(context_of, site, grams):
    cell = measure_life_cycle(context_of(site))
    assert cell.value == pytest.approx(2.1 * grams)
    assert cell.unit == "kg CO2e/car"


@pytest.mark.parametrize(
    ("site", "grams", "flagged"), [("belvidere", 215.2, False), ("windsor", 38, True), ("toluca", 423, False)]
)
def test_direct_carbon_is_that_of_the_state_or_the_official_one(context_of, site, grams, flagged):
    cell = measure_direct(context_of(site))
    assert cell.value == pytest.approx(2.1 * grams)
    assert ("unsourced estimate" in cell.flags) is flagged


def test_no_life_cycle_figure_stands_in_for_a_direct_one(context_of):
    cell = measure_direct(context_of("cassino"))
    assert cell.value is None
    assert "no life-cycle figure can stand in" in cell.note


def test_no_fact_is_used_by_both(context_of):
    for site in ("belvidere", "windsor", "toluca"):
        cells = [measure(context_of(site)) for measure in (measure_life_cycle, measure_direct)]
        one, two = ({f for step in cell.trace for f in step.facts if "grid" in f} for cell in cells)
        assert one
        assert two
        assert one.isdisjoint(two)


@pytest.mark.parametrize("day", [date(2019, 12, 31), date(2023, 4, 30)])
def test_figures_of_2023_were_not_known_before_its_end(context_of, day):
    assert measure_life_cycle(context_of("cassino", day)).value is None
    assert measure_direct(context_of("belvidere", day)).value is None
    assert measure_life_cycle(context_of("cassino", date(2023, 12, 31))).value == pytest.approx(2.1 * 330.7)


def test_a_country_without_facts(context_of):
    with pytest.raises(FactError, match="no costs of country NZ"):
        measure_life_cycle(context_of("plant", country="NZ"))
