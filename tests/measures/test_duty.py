from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from siting.errors import FactError, MethodError, StudyError
from siting.facts import known
from siting.measures.customs_territory import EU_MEMBERS, customs_territory
from siting.measures.duty import UNIT, duty_percent, import_duty
from siting.measures.steps import NOT_VERIFIED

USMCA = {"usmca_origin": True}
APPROVED = {**USMCA, "commerce_approved": True, "us_content": 0.4}

# From, to, day of entry, further inputs, day of knowledge, percent, rules that must be named in the trace.
CASES = {
    "01": ("IT", "US", "2023-05-01", {}, None, 2.5, ["us_mfn_auto"]),
    "02": ("IT", "US", "2025-05-01", {}, None, 27.5, ["us_mfn_auto", "us_s232_auto"]),
    "03a": ("IT", "US", "2025-08-05", {}, "2025-08-10", 27.5, ["us_s232_auto"]),
    "03b": ("IT", "US", "2025-08-05", {}, None, 15, ["us_s232_auto"]),
    "04": ("IT", "US", "2026-11-22", {}, None, 15, ["us_s232_auto", "us_ieepa_ruling", "us_s232_auto_threat"]),
    "05": ("US", "US", "2027-06-01", {}, None, 0, ["us_mfn_auto", "us_s232_offset"]),
    "06a": ("US", "EU", "2025-06-01", {}, None, 10, ["eu_mfn_auto"]),
    "06b": ("US", "EU", "2026-07-01", {}, None, 0, ["eu_mfn_auto"]),
    "06c": ("US", "EU", "2027-06-01", {}, "2023-04-17", 10, ["eu_mfn_auto"]),
    "06d": ("US", "EU", "2030-02-01", {}, None, 10, ["eu_mfn_auto"]),
    "07a": ("MX", "US", "2025-09-01", APPROVED, None, 15, ["us_s232_auto"]),
    "07b": ("MX", "US", "2025-09-01", USMCA, None, 25, ["us_s232_auto"]),
    "07c": ("MX", "US", "2025-09-01", {}, None, 27.5, ["us_mfn_auto", "us_s232_auto"]),
    "08a": ("GB", "US", "2025-09-01", {"in_quota": True}, None, 10, ["us_s232_auto"]),
    "08b": ("GB", "US", "2025-09-01", {"in_quota": False}, None, 27.5, ["us_s232_auto"]),
    "09a": ("JP", "US", "2025-09-10", {}, None, 27.5, ["us_s232_auto"]),
    "09b": ("JP", "US", "2025-09-20", {}, None, 15, ["us_s232_auto"]),
    "10": ("KR", "US", "2025-06-01", {}, None, 25, ["us_s232_auto"]),
    "11": ("IT", "US", "2026-01-01", {"heading": "8704"}, None, 25, ["us_s232_auto"]),
    "12a": ("US", "CN", "2023-05-01", {}, None, 15, ["cn_retaliation_2018"]),
    "12b": ("US", "CN", "2025-04-20", {}, None, 140, ["cn_retaliation_apr2025"]),
    "12c": ("US", "CN", "2025-06-01", {}, None, 25, ["cn_retaliation_apr2025"]),
    "13": ("IT", "CN", "2025-06-01", {}, None, 15, ["cn_mfn_auto"]),
    "14a": ("US", "CA", "2025-05-01", {**USMCA, "ca_mx_content": 0.1}, None, 21.25, ["ca_surtax_us"]),
    "14b": ("US", "CA", "2025-05-01", {**USMCA, "ca_mx_content": 0.3}, None, 17.5, ["ca_surtax_us"]),
    "14c": ("US", "CA", "2025-05-01", {}, None, 31.1, ["ca_mfn_auto", "ca_surtax_us"]),
    "15": ("IT", "CA", "2025-05-01", {"fta_origin": True}, None, 0, ["ca_mfn_auto"]),
}  # fmt: skip


def rules_used(measurement):
    return {fact.split(".")[0] for step in measurement.trace for fact in step.facts}


@pytest.mark.parametrize(("origin", "market", "on", "more", "as_of", "percent", "rules"), CASES.values(), ids=CASES)
def test_truth_table(origin, market, on, more, as_of, percent, rules):
    duty = import_duty(origin, market, on=on, as_of=as_of, **more)
    assert duty.value == pytest.approx(percent, abs=1e-12)
    assert duty.range == (duty.value, duty.value)
    assert NOT_VERIFIED not in duty.flags
    assert set(rules) <= rules_used(duty)
    assert (duty.unit, duty.kind) == (UNIT, "computed")


def test_12d_china_after_the_truce_is_open():
    duty = import_duty("US", "CN", on="2026-11-22")
    assert duty.range == (25, 49)
    assert duty.value == 49
    assert NOT_VERIFIED in duty.flags
    assert import_duty("US", "CN", on="2026-11-09").range == (25, 25)


def test_an_announced_rate_is_a_risk_and_never_a_duty():
    duty = import_duty("IT", "US", on="2026-11-22")
    assert duty.flags == ("announced rate of 25 % not in force",)
    assert any(step.text.startswith("risk: 25 % announced for EU") for step in duty.trace)
    assert import_duty("IT", "US", on="2026-11-22", as_of="2026-04-30").flags == ()
    assert import_duty("IT", "US", on="2025-09-01").flags == ()


@pytest.mark.parametrize(
    ("route", "proof", "percent"),
    [
        (("IT", "US"), {}, [2.5, 2.5, 27.5, 15]),
        (("US", "EU"), {}, [10, 10, 10, 0]),
        (("US", "CN"), {}, [15, 15, 140, 49]),
        (("IT", "CN"), {}, [15, 15, 15, 15]),
        (("US", "CA"), {"usmca_origin": True}, [6.1, 0, 21.25, 21.25]),
        (("MX", "US"), {"usmca_origin": True}, [2.5, 0, 25, 25]),
        (("MX", "US"), {}, [2.5, 2.5, 27.5, 27.5]),
        (("IT", "CA"), {"fta_origin": True}, [0, 0, 0, 0]),
    ],
)
def test_a_launch_of_2027_as_planners_of_four_years_saw_it(route, proof, percent):
    days = ["2019-06-30", "2023-04-30", "2025-04-30", "2026-11-22"]
    assert [import_duty(*route, on="2027-06-01", as_of=day, **proof).value for day in days] == percent


@pytest.mark.parametrize("country", sorted(EU_MEMBERS))
def test_a_member_state_is_the_eu(country):
    for on in ("2023-05-01", "2025-05-01", "2026-11-22"):
        assert import_duty(country, "US", on=on).value == import_duty("EU", "US", on=on).value
        assert import_duty("US", country, on=on).value == import_duty("US", "EU", on=on).value
        assert import_duty(country, "EU", on=on).value == 0


def test_members_are_27_and_britain_left():
    assert len(EU_MEMBERS) == 27
    assert customs_territory("GB", on=date(2020, 12, 31)) == "EU"
    assert customs_territory("GB", on=date(2021, 1, 1)) == "GB"
    assert customs_territory("HR", on=date(2013, 6, 30)) == "HR"
    assert customs_territory("PR", on=date(2021, 1, 1)) == "US"


def test_same_country_pays_nothing_even_where_no_tariff_is_known():
    assert import_duty("JP", "JP", on="2025-01-01").value == 0


def test_large_engines_in_china():
    small = import_duty("US", "CN", on="2025-06-01", powertrain="ice", engine_litres=2.5)
    large = import_duty("US", "CN", on="2025-06-01", powertrain="ice", engine_litres=3)
    assert (small.value, large.value) == (25, 35)
    assert import_duty("US", "CN", on="2025-02-09", powertrain="ice").value == 15
    with pytest.raises(MethodError, match="engine_litres is needed"):
        import_duty("US", "CN", on="2025-06-01", powertrain="ice")


def test_mexico_and_canada():
    assert import_duty("US", "MX", on="2027-06-01", usmca_origin=True).value == 0
    assert import_duty("US", "MX", on="2025-12-31").value == 20
    assert import_duty("US", "MX", on="2026-01-01").value == 50
    assert import_duty("IT", "MX", on="2026-01-01", fta_origin=True).value == 0
    assert import_duty("US", "CA", on="2025-05-01", usmca_origin=True).value == 21.25
    assert import_duty("US", "CA", on="2025-05-01", usmca_origin=True, remission_quota=True).value == 0
    assert import_duty("US", "CA", on="2025-04-08", usmca_origin=True).value == 0


@pytest.mark.parametrize(
    ("route", "more", "high"),
    [
        (("IT", "CA"), {"on": "2023-06-01", "fta_origin": True}, 6.1),  # CETA came in by stages until 2024
        (("CA", "IT"), {"on": "2027-06-01", "fta_origin": True}, 10),  # CETA binds both
        (("MX", "DE"), {"on": "2027-06-01", "fta_origin": True}, 10),
        (("MX", "US"), {"on": "2027-06-01", "as_of": "2019-06-30", "usmca_origin": True}, 2.5),  # NAFTA is not held
        (("US", "CA"), {"on": "2019-06-30", "usmca_origin": True}, 6.1),
    ],
)
def test_an_agreement_without_a_known_rate_makes_a_range(route, more, high):
    duty = import_duty(*route, **more)
    assert duty.value == high
    assert duty.range == (0, high)
    assert NOT_VERIFIED in duty.flags
    unclaimed = import_duty(*route, **{name: entry for name, entry in more.items() if name in {"on", "as_of"}})
    assert unclaimed.range == (high, high)


def test_a_claim_without_any_agreement_is_said_and_changes_nothing():
    duty = import_duty("IT", "US", on="2023-05-01", fta_origin=True)
    assert (duty.range, duty.flags) == ((2.5, 2.5), ())
    assert "the facts hold none between EU and US, the ordinary tariff stays" in duty.trace[-1].text
    assert import_duty("IT", "CN", on="2023-05-01", fta_origin=True, usmca_origin=True).range == (15, 15)


def test_an_agreement_that_became_known_later_is_not_seen():
    early = import_duty("CA", "IT", on="2027-06-01", as_of="2016-12-31", fta_origin=True)
    assert (early.range, early.flags) == ((10, 10), ())


def test_quota_is_for_cars_not_light_trucks():
    assert import_duty("GB", "US", on="2025-09-01", heading="8704", in_quota=True).value == 50


def test_chinese_cars():
    to_us = import_duty("CN", "US", on="2026-01-01")
    assert to_us.value == 2.5 + 25 + 100
    to_eu = import_duty("CN", "EU", on="2026-01-01")
    assert to_eu.range == pytest.approx((17.8, 45.3))
    assert to_eu.value == pytest.approx(45.3)
    assert NOT_VERIFIED in import_duty("CN", "US", on="2023-05-01").flags


def test_the_trace_says_what_each_rule_gave():
    texts = [step.text for step in import_duty("MX", "US", on="2025-09-01", **APPROVED).trace]
    assert texts == [
        "tariff of US for MX: 0 %",
        "section 232: + 25 % of the value without its U.S. content of 40.0 %",
    ]
    texts = [step.text for step in import_duty("US", "CA", on="2025-05-01", **USMCA).trace]
    assert texts[-1] == "surtax on U.S.-built cars: + 25 % of the value without 15.0 % Canadian and Mexican content"


@pytest.mark.parametrize(
    ("route", "more", "message"),
    [
        (("US", "GB"), {}, "no import duty of GB in the fact base; known: CA, CN, EU, MX, US"),
        (("US", "EU"), {"heading": "8704"}, "no rule eu_mfn_auto.mfn_duty_rate for heading 8704 from US"),
        (("IT", "US"), {"on": "1990-01-01"}, "no rule us_mfn_auto"),
        (("IT", "US"), {"as_of": "1850-01-01"}, "1850"),
    ],
)
def test_a_route_without_a_rule_is_an_error(route, more, message):
    with pytest.raises(FactError, match=message):
        import_duty(*route, **{"on": "2025-05-01", **more})


@pytest.mark.parametrize(
    ("route", "more", "message"),
    [
        (("XX", "US"), {}, "origin"),
        (("IT", "USA"), {}, "destination"),
        (("IT", "US"), {"us_content": 40}, "us_content"),
        (("IT", "US"), {"powertrain": "diesel"}, "powertrain"),
        (("IT", "US"), {"heading": "car"}, "heading"),
    ],
)
def test_impossible_shipments(route, more, message):
    with pytest.raises(StudyError, match=message):
        import_duty(*route, on="2025-05-01", **more)


def test_an_unreadable_day():
    with pytest.raises(MethodError, match="on: 'tomorrow'"):
        import_duty("IT", "US", on="tomorrow")


ROUTES = {
    ("EU", "US"): {},
    ("US", "EU"): {},
    ("EU", "CN"): {},
    ("US", "CN"): {},
    ("EU", "CA"): {"fta_origin": True},
    ("US", "CA"): {"usmca_origin": True},
}


@pytest.mark.parametrize(("route", "proof"), ROUTES.items(), ids="-".join)
@pytest.mark.parametrize("as_of", [None, date(2023, 4, 17), date(2025, 4, 10), date(2025, 8, 10)], ids=str)
def test_components_add_up_to_the_published_all_in_rates(route, proof, as_of):
    """The fact base also holds all-in rates, which the duty does not use; both are known on all these days."""
    knowledge = known(as_of)
    usmca = "yes" if "usmca_origin" in proof else "no"
    compared = 0
    for step in range(100):
        on = date(2024, 1, 1) + timedelta(days=23 * step)
        published = knowledge.rule(
            "duty_all_in",
            "all_in_rate",
            on=on,
            origin=route[0],
            dest=route[1],
            hs="8703",
            powertrain="bev",
            usmca=usmca,
        )
        if published is not None:
            assert import_duty(*route, on=on, as_of=as_of, **proof).value == pytest.approx(published.value), on
            compared += 1
    assert compared == 100


rates = st.floats(0, 150)
shares = st.floats(0, 1)


@given(rates, rates, shares, rates, rates, rates, shares)
def test_duty_is_never_below_its_parts(tariff, additional, spared, floor, surcharge, surtax, free):
    duty = duty_percent(
        tariff,
        additional=additional,
        spared_share=spared,
        floor=floor,
        surcharge=surcharge,
        surtax=surtax,
        free_share=free,
    )
    assert duty >= max(tariff, floor) + surcharge - 1e-9
    assert duty <= max(tariff + additional, floor) + surcharge + surtax + 1e-9


def test_pure_half_broadcasts():
    duty = duty_percent([[2.5], [25]], floor=15, surcharge=np.array([0.0, 10.0]))
    assert duty.tolist() == [[15, 25], [25, 35]]


@pytest.mark.parametrize(
    ("origin", "hint"),
    [
        ("Italy", "did you mean 'IT'?"),
        ("South Korea", "did you mean 'KR'?"),
        ("eu", "did you mean 'EU'?"),
        ("Atlantis", "expected two capital letters, such as IT"),
    ],
)
def test_a_country_by_its_name_is_told_its_code(origin, hint):
    with pytest.raises(StudyError) as error:
        import_duty(origin, "US", on="2023-05-01")
    assert str(error.value) == f"origin: '{origin}': not a country code of ISO 3166 nor EU; {hint}"
