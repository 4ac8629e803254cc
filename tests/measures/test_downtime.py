from datetime import date

import pytest

from siting.errors import MethodError
from siting.measures.downtime import measure

MARGIN = {"lost_margin_usd": 3_000}


def test_a_running_plant_by_hand(context_of):
    """Cassino built 19,364 cars in 2025; 3 months of 12, at most the 24 of a full stop."""
    cell = measure(context_of("cassino", options=MARGIN))
    assert cell.value == pytest.approx(3 / 12 * 19_364 * 3_000)
    assert cell.range == pytest.approx((0, 24 / 12 * 19_364 * 3_000))
    assert {"planning values", "judged inputs"} <= set(cell.flags)


@pytest.mark.parametrize(("day", "output", "months"), [(date(2023, 4, 30), 55_000, 21), (date(2025, 9, 1), 26_850, 24)])
def test_by_what_was_known(context_of, day, output, months):
    cell = measure(context_of("cassino", day, options=MARGIN))
    assert cell.high == pytest.approx(months / 12 * output * 3_000)


def test_own_figures_come_first(context_of):
    options = {"lost_margin_usd": 2_000, "downtime_months": {"value": 6, "low": 4, "high": 9}, "lost_vehicles": 120_000}
    cell = measure(context_of("windsor", options=options))
    assert cell.value == pytest.approx(120e6)
    assert cell.range == pytest.approx((80e6, 180e6))


def test_an_idle_or_new_plant_loses_nothing(context_of, own_fact):
    meadow = own_fact("meadow", "project_kind", "greenfield")
    for context in (context_of("belvidere"), context_of("meadow", country="US", own=[meadow])):
        cell = measure(context)
        assert cell.value == 0
        assert "nothing is built meanwhile" in cell.trace[-1].text


def test_unknown_output_stays_missing(context_of):
    cell = measure(context_of("toluca", date(2023, 4, 30), options=MARGIN))
    assert cell.value is None
    assert cell.note == "yearly output of toluca is not known as of 2023-04-30"


def test_the_margin_is_asked_for(context_of):
    with pytest.raises(MethodError, match="needs lost_margin_usd"):
        measure(context_of("cassino"))
