from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siting.errors import MethodError
from siting.measures.parts_duty import ORDINARY_TARIFF, measure, net_parts_duty, net_parts_duty_usd

VALUES = {"customs_value_usd": 52_000, "imported_parts_share": {"value": 0.6, "low": 0.4, "high": 0.8}}


@pytest.mark.parametrize(
    ("as_of", "usd"),
    [
        ("2019-06-01", 0.0),
        ("2023-04-30", 0.0),
        ("2025-04-15", 7_500.0),  # 25 % announced, neither the offset nor the deal with the EU known
        ("2025-08-01", 7_500.0),  # the first offset ended on 30 April 2027
        ("2025-09-01", 4_500.0),  # EU parts 15 % all in
        ("2025-10-17", 1_687.5),  # offset of 3.75 % of 75,000 kept to 2030
        ("2026-11-22", 1_687.5),
    ],
)
def test_italian_parts_of_30_000_by_what_was_known(as_of, usd):
    assert net_parts_duty({"IT": 30_000}, msrp_usd=75_000, on="2027-06-01", as_of=as_of).value == usd


def test_the_offset_row_depends_on_the_day_of_knowledge():
    """On 1 June 2026: 2.5 % as first enacted, 3.75 % since 17 October 2025."""
    duty = {
        as_of: net_parts_duty({"JP": 20_000}, msrp_usd=80_000, on="2026-06-01", as_of=as_of).value
        for as_of in ("2025-10-16", "2025-10-17")
    }
    assert duty == {"2025-10-16": 5_000 - 2_000, "2025-10-17": 5_000 - 3_000}


def test_the_offset_ends_in_2030():
    ends = [net_parts_duty({"IT": 30_000}, msrp_usd=75_000, on=on).value for on in ("2030-04-30", "2030-05-01")]
    assert ends == [1_687.5, 4_500.0]


@pytest.mark.parametrize(
    ("origin", "usmca", "percent"),
    [("DE", False, 15), ("EU", False, 15), ("GB", False, 10), ("JP", False, 25), ("MX", True, 0), ("MX", False, 25)],
)
def test_rates_by_origin(origin, usmca, percent):
    cell = net_parts_duty({origin: 40_000}, msrp_usd=0, on="2026-06-01", usmca_origin=usmca)
    assert cell.value == pytest.approx(400 * percent)


def test_a_mixture_is_the_sum_of_its_parts():
    mixed = net_parts_duty({"IT": 10_000, "CN": 6_000, "GB": 4_000}, msrp_usd=0, on="2026-06-01")
    assert mixed.value == pytest.approx(1_500 + 1_500 + 400)
    assert ORDINARY_TARIFF in mixed.flags
    assert ORDINARY_TARIFF not in net_parts_duty({"IT": 10_000, "GB": 4_000}, msrp_usd=0, on="2026-06-01").flags


def test_a_us_plant_by_hand(context_of):
    """52,000 x 0.6 x 15 % less 3.75 % of 75,000; the low end, 20,800 x 15 %, just covers more than the offset."""
    cell = measure(context_of("belvidere", options={"origins": "IT"}, **VALUES))
    assert cell.value == pytest.approx(4_680 - 2_812.5)
    assert cell.range == pytest.approx((3_120 - 2_812.5, 6_240 - 2_812.5))
    assert "judged inputs" in cell.flags
    used = {fact.split(".")[0] for step in cell.trace for fact in step.facts}
    assert used == {"us_s232_parts", "us_s232_offset"}


def test_never_below_zero(context_of):
    small = {"customs_value_usd": 40_000, "imported_parts_share": 0.1}
    cell = measure(context_of("belvidere", options={"origins": {"IT": 1, "MX": 1}, "usmca_origin": True}, **small))
    assert cell.value == 0


def test_plants_elsewhere_pay_none(context_of):
    assert measure(context_of("cassino")).value == 0


def test_what_is_missing_is_named(context_of):
    with pytest.raises(MethodError, match="needs customs_value_usd and imported_parts_share"):
        measure(context_of("belvidere", options={"origins": "IT"}))
    with pytest.raises(MethodError, match="needs the option origins"):
        measure(context_of("belvidere", **VALUES))
    with pytest.raises(MethodError, match="origins must be a country or a table"):
        measure(context_of("belvidere", options={"origins": 3}, **VALUES))


@pytest.mark.parametrize(
    ("parts", "why"),
    [({"XX": 1}, "no"), ({"US": 1}, "not imported"), ({}, "at least one"), ({"IT": -1}, "0 or more")],
)
def test_impossible_origins(parts, why):
    with pytest.raises(MethodError, match=why):
        net_parts_duty(parts, msrp_usd=75_000, on="2027-06-01")


money = st.floats(0, 1e5)


@given(money, st.floats(0, 50), money, st.floats(0, 10), st.floats(0, 1e4))
def test_more_parts_never_cost_less(parts, rate, msrp, offset, more):
    rest = {"rate_percent": rate, "msrp_usd": msrp, "offset_percent": offset}
    first, second = net_parts_duty_usd(parts_usd=[parts, parts + more], **rest)
    assert 0 <= first <= second


def test_as_of_is_carried():
    assert net_parts_duty({"IT": 1}, msrp_usd=1, on="2027", as_of="2025-09-01").as_of == date(2025, 9, 1)
