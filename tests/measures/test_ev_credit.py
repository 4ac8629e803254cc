from datetime import date
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from siting.errors import MethodError, StudyError
from siting.facts import known
from siting.measures.clean_vehicle import clean_vehicle_credit
from siting.measures.commercial_vehicle import commercial_vehicle_credit
from siting.measures.context import Context
from siting.measures.ev_credit import JUDGED_INPUTS, NUMBERS, expected_credit_usd, measure
from siting.measures.vehicle import Vehicle
from siting.model import Study

PROGRAMME = {
    "launch": "2027-06-01",
    "volume": 60_000,
    "msrp_usd": {"value": 75_000.0, "low": 70_000.0, "high": 90_000.0},
    "battery_kwh": 100,
    "gvwr_lb": 6_400,
    "lease_share": {"value": 0.4, "low": 0.2, "high": 0.6},
    "income_eligible_share": {"value": 0.6, "low": 0.5, "high": 0.8},
    "critical_minerals_share": 0.0,
    "battery_components_share": 0.0,
    "by_country": {
        "US": {
            "critical_minerals_share": {"value": 0.80, "low": 0.6, "high": 0.9},
            "battery_components_share": {"value": 0.85, "low": 0.8, "high": 0.9},
        }
    },
}
APRIL_2023 = date(2023, 4, 30)


def credit(site, *, as_of=APRIL_2023, **changes):
    programme = {**PROGRAMME, **changes}
    study = Study.build(
        {
            "as_of": as_of,
            "programme": {name: entry for name, entry in programme.items() if entry is not None},
            "sites": {"belvidere": {"country": "US"}, "cassino": {"country": "IT"}},
            "criteria": {"ev_credit": {"unit": "USD/car"}},
        }
    )
    return measure(Context(study, site, known(as_of)))


def test_by_hand_in_april_2023():
    """0.6 bought x 0.6 eligible x 7,500 + 0.4 leased x 7,500 = 2,700 + 3,000; the Italian car keeps the lease."""
    assert credit("belvidere").value == pytest.approx(5_700)
    assert credit("cassino").value == pytest.approx(3_000)
    assert credit("belvidere").unit == "USD/car"


def test_range_by_hand():
    """Belvidere at worst costs more than the cap and leases least, 0.2 x 7,500; at best (0.4 x 0.8 + 0.6) x 7,500.

    Cassino lives on leases alone: 0.2 to 0.6 of 7,500.
    """
    assert credit("belvidere").range == pytest.approx((1_500, 6_900))
    assert credit("cassino").range == pytest.approx((1_500, 4_500))


def test_nothing_is_left_as_known_in_2026():
    for site in ("belvidere", "cassino"):
        gone = credit(site, as_of=date(2026, 11, 22))
        assert (gone.value, gone.range) == (0, (0, 0))
        assert gone.as_of == date(2026, 11, 22)


def test_before_the_2022_act_every_buyer_counts_and_no_lease():
    """As known in 2019 nothing tested income, place or price, and 45W did not exist: 0.6 bought x 7,500."""
    for site in ("belvidere", "cassino"):
        early = credit(site, as_of=date(2019, 6, 30))
        assert early.value == pytest.approx(4_500)
        assert early.range == pytest.approx((0.4 * 7_500, 0.8 * 7_500))
        assert any("tests no income as far as known: every buyer counts" in step.text for step in early.trace)
        assert not any("income_eligible_share" in step.text for step in early.trace)


def test_body_style_decides():
    sedan = credit("belvidere", body="other", msrp_usd=75_000)
    assert sedan.value == pytest.approx(3_000)
    assert any("taken away by: list price" in step.text for step in sedan.trace)


def test_trace_names_both_laws_the_assumption_and_the_judged_inputs():
    cell = credit("belvidere")
    texts = [step.text for step in cell.trace]
    assert "section 30D credit 7,500 USD" in texts
    assert "section 45W credit 7,500 USD on a basis of 75,000 USD" in texts
    assert "assumption: the lessor's tax basis is the list price" in texts
    assert any("60 % of cars bought x 60 % of buyers" in text and "5,700 USD/car" in text for text in texts)
    assert any(text.startswith("range: over the ranges of msrp_usd, critical_minerals_share,") for text in texts)
    assert cell.flags == (JUDGED_INPUTS,)
    assert cell.kind == "computed"
    used = {fact.split(".")[0] for step in cell.trace for fact in step.facts}
    assert {"us_30d_critical_minerals", "us_30d_final_assembly", "us_45w_amount"} <= used


def test_measured_inputs_raise_no_flag():
    measured = {name: {"value": 0.5, "kind": "measured"} for name in NUMBERS if name.endswith("share")}
    sizes = {"msrp_usd": 75_000.0, "battery_kwh": 100.0, "gvwr_lb": 6_400.0}
    measured |= {name: {"value": value, "kind": "measured"} for name, value in sizes.items()}
    assert credit("cassino", **measured).flags == ()


def test_every_missing_input_is_named():
    with pytest.raises(MethodError, match="battery_kwh, lease_share and income_eligible_share"):
        credit("cassino", battery_kwh=None, lease_share=None, income_eligible_share=None)


def test_impossible_shares():
    with pytest.raises(StudyError, match=r"programme\.lease_share.* between 0 and 1"):
        credit("cassino", lease_share={"value": 0.9, "high": 1.2})


def test_range_finds_a_best_price_inside_the_range():
    """A plug-in hybrid's lease credit rises with the price to 50,000, and the purchase credit ends above 55,000."""
    cell = credit(
        "belvidere",
        body="other",
        powertrain="phev",
        msrp_usd={"value": 40_000.0, "low": 40_000.0, "high": 60_000.0},
        lease_share=0.5,
        income_eligible_share=1.0,
        by_country={"US": {"critical_minerals_share": 0.8, "battery_components_share": 0.8}},
    )
    assert cell.value == pytest.approx(0.5 * 7_500 + 0.5 * 6_000)
    assert cell.range == pytest.approx((0.5 * 7_500, 7_500))


share = st.floats(0, 1)


@given(st.floats(0, 7_500), st.floats(0, 7_500), share, share)
def test_mean_lies_between_nothing_and_the_larger_credit(bought, leased, lease_share, eligible):
    usd = expected_credit_usd(bought, leased, lease_share=lease_share, income_eligible_share=eligible)
    assert 0 <= usd <= max(bought, leased) + 1e-9


def test_expected_credit_broadcasts():
    usd = expected_credit_usd(7_500, [[0], [7_500]], lease_share=[0.0, 0.5, 1.0], income_eligible_share=1.0)
    assert usd.tolist() == [[7500, 3750, 0], [7500, 7500, 7500]]


def spans(low, high):
    return st.tuples(st.floats(low, high), st.floats(low, high), st.floats(low, high)).map(sorted)


@given(spans(40_000, 100_000), spans(0.5, 1), spans(0, 1), st.sampled_from(["bev", "phev"]), st.randoms())
def test_no_car_within_the_ranges_lies_outside_low_and_high(prices, minerals, leases, powertrain, random):
    def estimate(span):
        return dict(zip(("low", "value", "high"), span, strict=True))

    cell = credit(
        "belvidere",
        powertrain=powertrain,
        msrp_usd=estimate(prices),
        lease_share=estimate(leases),
        by_country={"US": {"critical_minerals_share": estimate(minerals), "battery_components_share": 0.8}},
    )
    drawn = [random.uniform(span[0], span[-1]) for span in (prices, minerals, leases)]
    for price, mineral, lease in product(*zip(drawn, (prices[1], minerals[1], leases[1]), strict=True)):
        car = Vehicle(
            assembly_country="US",
            msrp_usd=price,
            battery_kwh=100,
            powertrain=powertrain,
            critical_minerals_share=mineral,
            battery_components_share=0.8,
        )
        bought = clean_vehicle_credit(car, delivered="2027-06-01", as_of=APRIL_2023).value
        leased = commercial_vehicle_credit(car, basis_usd=price, acquired="2027-06-01", as_of=APRIL_2023).value
        usd = expected_credit_usd(bought, leased, lease_share=lease, income_eligible_share=0.6)
        assert cell.low - 1e-9 <= usd <= cell.high + 1e-9
        assert np.isfinite(usd)
