from itertools import product

import pytest

from siting.errors import FactError, MethodError, StudyError
from siting.measures.duty import import_duty
from siting.measures.duty_table import import_duties
from siting.measures.steps import NOT_VERIFIED

CLAIMS = {
    "US": {"usmca_origin": True},
    "CA": {"usmca_origin": True, "fta_origin": True},
    "MX": {"usmca_origin": True, "commerce_approved": True, "us_content": 0.4},
    "IT": {"fta_origin": True},
}
SITES = ["US", "IT", "CA", "MX", "IT", "KR", "GB"]
MARKETS = ["US", "DE", "CN", "CA", "MX", "FR", "US"]


@pytest.mark.parametrize(
    ("on", "as_of"),
    [
        ("2023-05-01", None), ("2025-04-20", None), ("2025-09-20", None), ("2026-11-22", None),
        ("2027-06-01", "2019-06-30"), ("2027-06-01", "2023-04-30"), ("2027-06-01", "2025-08-10"),
    ],
)  # fmt: skip
def test_many_routes_at_once_are_the_same_as_one_by_one(on, as_of):
    duties = import_duties(SITES, MARKETS, on=on, as_of=as_of, claims=CLAIMS)
    assert duties.percent.shape == (7, 7)
    for (i, site), (j, market) in product(enumerate(SITES), enumerate(MARKETS)):
        alone = import_duty(site, market, on=on, as_of=as_of, **CLAIMS.get(site, {}))
        assert (duties.percent[i, j], duties.low[i, j], duties.high[i, j]) == pytest.approx((alone.value, *alone.range))


def test_the_car_is_the_same_on_all_routes():
    large = import_duties(["US"], ["CN"], on="2025-06-01", powertrain="ice", engine_litres=3.0)
    assert large.percent.tolist() == [[35]]
    pickup = import_duties(["IT"], ["US"], on="2026-01-01", heading="8704")
    assert pickup.percent.tolist() == [[25]]


def test_law_that_is_not_verified_is_flagged_by_route():
    duties = import_duties(["US", "IT"], ["CN", "US"], on="2026-11-22")
    assert (duties.low[0, 0], duties.percent[0, 0], duties.high[0, 0]) == (25, 49, 49)
    assert NOT_VERIFIED in duties.flags["US", "CN"]
    assert duties.flags["IT", "US"] == ("announced rate of 25 % not in force",)
    assert ("IT", "CN") not in duties.flags


def test_every_route_without_a_rule_is_named_at_once():
    with pytest.raises(FactError) as error:
        import_duties(["US", "IT"], ["US", "KR", "AU"], on="2025-05-01")
    for route in ("US to KR", "US to AU", "IT to KR", "IT to AU"):
        assert f"{route}: no import duty of {route[-2:]} in the fact base" in str(error.value)
    assert "IT to US" not in str(error.value)


def test_impossible_inputs():
    with pytest.raises(StudyError, match="origin"):
        import_duties(["Italy"], ["US"], on="2025-05-01")
    with pytest.raises(StudyError, match="us_content"):
        import_duties(["MX"], ["US"], on="2025-05-01", claims={"MX": {"us_content": 40}})
    with pytest.raises(MethodError, match="at least one origin"):
        import_duties([], ["US"], on="2025-05-01")
    with pytest.raises(MethodError, match="on: 'soon'"):
        import_duties(["IT"], ["US"], on="soon")
