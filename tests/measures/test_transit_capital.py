from datetime import date

import pytest

from siting.errors import MethodError
from siting.measures.proximity import measure_days
from siting.measures.transit_capital import measure, transit_capital_usd

VALUE = {"demand": "spartanburg-2021", "customs_value_usd": {"value": 50_000, "low": 42_000, "high": 60_000}}
RATE = {"capital_rate": {"value": 0.08, "low": 0.06, "high": 0.10}}


def test_a_year_under_way_costs_a_years_interest():
    assert transit_capital_usd(365, capital_rate=0.08, customs_value_usd=50_000) == pytest.approx(4_000)


@pytest.mark.parametrize("site", ["belvidere", "cassino"])
def test_by_the_days_of_delivery(context_of, site):
    context = context_of(site, options=RATE, **VALUE)
    days = measure_days(context_of(site, **VALUE))
    cell = measure(context)
    assert cell.value == pytest.approx(days.value * 0.08 * 50_000 / 365)
    assert cell.range == pytest.approx((days.low * 0.06 * 42_000 / 365, days.high * 0.10 * 60_000 / 365))
    assert set(days.flags) | {"judged inputs"} == set(cell.flags)
    assert cell.sources == days.sources
    assert cell.trace[: len(days.trace)] == days.trace


def test_options_of_the_delivery_are_passed_on(context_of):
    china = {"market": "china", **RATE}
    near, far = (
        measure(context_of("cassino", options=options, **VALUE)).value
        for options in (china, {"closed": ["suez"], **china})
    )
    assert far > near


def test_what_is_missing_is_named(context_of):
    with pytest.raises(MethodError, match="needs customs_value_usd and capital_rate"):
        measure(context_of("cassino", demand="spartanburg-2021"))
    with pytest.raises(MethodError, match="demand set 'spartanburg-2021' is not known on 2019-12-31"):
        measure(context_of("cassino", date(2019, 12, 31), options=RATE, **VALUE))
    with pytest.raises(MethodError, match="unknown option 'shut'"):
        measure(context_of("cassino", options={"shut": "suez"}, **VALUE))
