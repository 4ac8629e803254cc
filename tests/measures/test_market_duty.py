from datetime import date

import pytest

from siting.errors import MethodError
from siting.facts import known
from siting.measures.context import Context
from siting.measures.market_duty import duty_usd, measure, measure_free
from siting.measures.steps import NOT_VERIFIED
from siting.model import Study

CLAIMS = {"US": {"usmca_origin": True}, "CA": {"usmca_origin": True}}
MONEY = {
    "net_price_usd": 60_000, "common_cost_usd": 45_000, "discount_rate": 0.08, "claims": CLAIMS,
    "duties": {"south-korea": {"US": 0, "IT": {"value": 0.0, "high": 8.0, "note": "agreement of 2011"}}},
}  # fmt: skip


def context(site, *, options=None, as_of="2023-04-30", money=None, **programme):
    document = {
        "as_of": as_of,
        "sites": {site: {}},
        "criteria": {"duty": {"direction": "min", "unit": "USD/car"}},
        "programme": {
            "launch": "2027-06-01", "volume": 50_000, "msrp_usd": 75_000, "customs_value_usd": 40_000,
            "demand": {"usa": 2.0, "germany": 1.0, "china": 1.0}, **programme,
        },
    }  # fmt: skip
    study = Study.build(document | ({"money": money} if money else {}))
    return Context(study, site, known(study.as_of), options or {})


@pytest.mark.parametrize(
    ("site", "as_of", "percent"),
    [
        ("cassino", "2023-04-30", 0.5 * 2.5 + 0.25 * 15),
        ("belvidere", "2023-04-30", 0.25 * 10 + 0.25 * 15),
        ("cassino", "2025-04-10", 0.5 * 27.5 + 0.25 * 15),
        ("belvidere", "2026-11-22", 0.25 * 0 + 0.25 * 49),
        ("cassino", "2026-11-22", 0.5 * 15 + 0.25 * 15),
    ],
)
def test_the_mean_over_the_markets_by_hand(site, as_of, percent):
    cell = measure(context(site, as_of=as_of))
    assert cell.value == pytest.approx(40_000 * percent / 100)
    assert (cell.unit, cell.kind, cell.as_of) == ("USD/car", "computed", date.fromisoformat(as_of))


def test_law_that_is_not_verified_makes_the_range():
    cell = measure(context("belvidere", as_of="2026-11-22"))
    assert cell.range == pytest.approx((40_000 * 0.25 * 0.25, 40_000 * 0.25 * 0.49))
    assert NOT_VERIFIED in cell.flags


def test_the_range_of_the_customs_value_counts_too():
    cell = measure(context("cassino", customs_value_usd={"value": 40_000.0, "low": 30_000.0, "high": 60_000.0}))
    assert cell.range == pytest.approx((30_000 * 0.05, 60_000 * 0.05))
    assert "judged inputs" in cell.flags


def test_one_market_and_another_day_can_be_asked_for():
    assert measure(context("cassino", options={"market": "us-ca"})).value == pytest.approx(1_000)
    later = context("belvidere", options={"market": "italy", "on": "2030-02-01"}, as_of="2026-11-22")
    assert measure(later).value == pytest.approx(4_000)


def test_claims_and_duties_come_from_the_options_or_the_money_of_the_study():
    demand = {"canada": 1.0, "south-korea": 1.0}
    told = {"claims": CLAIMS, "duties": {"south-korea": {"US": 0, "IT": 8}}}
    by_options = measure(context("belvidere", options=told, demand=demand))
    assert by_options.value == measure(context("belvidere", money=MONEY, demand=demand)).value == 0
    both = measure(context("cassino", options=told, money=MONEY, demand={"south-korea": 1.0}))
    assert both.value == pytest.approx(3_200)
    stated = measure(context("cassino", money=MONEY, demand={"south-korea": 1.0}))
    assert stated.range == pytest.approx((0, 3_200))
    assert "south-korea: duty of the study: agreement of 2011" in [step.text for step in stated.trace]
    assert "judged inputs" in stated.flags
    measured = {"value": 2.0, "kind": "measured"}
    told = {"duties": {"south-korea": {"IT": measured}}}
    value = {"value": 40_000.0, "kind": "measured"}
    sourced = measure(context("cassino", options=told, demand={"south-korea": 1.0}, customs_value_usd=value))
    assert (sourced.value, sourced.flags) == (pytest.approx(800), ())


def test_the_trace_names_market_law_and_facts():
    cell = measure(context("cassino"))
    words = [step.text for step in cell.trace]
    assert "tariff of US for EU: 2.5 %" in words
    assert "usa, 50.0 % of all cars: 2.5 %" in words
    used = {name.split(".")[0] for step in cell.trace for name in step.facts}
    assert {"us_mfn_auto", "eu_mfn_auto", "cn_mfn_auto"} <= used
    assert cell.sources


def test_every_route_without_a_law_is_named():
    with pytest.raises(MethodError) as error:
        measure(context("cassino", demand={"usa": 1.0, "south-korea": 1.0, "rest": 1.0}))
    assert "south-korea: no import duty of KR in the fact base" in str(error.value)
    assert "rest: no import duty of AU in the fact base" in str(error.value)
    assert "state it under duties" in str(error.value)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"markets": "usa"}, "unknown option 'markets'.*market"),
        ({"market": "atlantis"}, "the country of market 'atlantis' is not known"),
        ({"claims": {"Canada": {}}}, r"claims\.Canada"),
        ({"claims": {"CA": {"usmca": True}}}, r"claims\.CA\.usmca"),
        ({"duties": {"usa": {"IT": "much"}}}, r"duties\.usa\.IT"),
        ({"on": "soon"}, "on: 'soon'"),
    ],
)
def test_mistakes_are_explained(options, words):
    with pytest.raises(MethodError, match=words):
        measure(context("cassino", options=options))


def test_the_customs_value_is_asked_for():
    with pytest.raises(MethodError, match="needs customs_value_usd"):
        measure(context("cassino", customs_value_usd=None))


def test_pure_half_broadcasts():
    assert duty_usd([[40_000], [50_000]], duty_percent=[0, 10]).tolist() == [[0, 4_000], [0, 5_000]]


@pytest.mark.parametrize(
    ("site", "as_of", "percent"),
    [
        ("belvidere", "2023-04-30", 50.0),  # at home
        ("cassino", "2023-04-30", 25.0),  # Germany
        ("belvidere", "2026-11-22", 75.0),  # at home, and the EU lets American cars in
        ("cassino", "2026-11-22", 25.0),
    ],
)
def test_the_share_that_pays_nothing(site, as_of, percent):
    cell = measure_free(context(site, as_of=as_of))
    assert cell.value == pytest.approx(percent)
    assert (cell.unit, cell.kind, cell.range) == ("% of demand", "computed", pytest.approx((percent, percent)))
    assert cell.trace[-1].text == "free of duty: what is charged 0 %"


def test_an_agreement_that_no_longer_frees():
    days = {day: measure_free(context("windsor", as_of=day, money=MONEY)).value for day in ("2023-04-30", "2026-11-22")}
    assert days["2023-04-30"] - days["2026-11-22"] == pytest.approx(50.0)


def test_a_stated_duty_counts_by_its_value():
    demand = {"south-korea": 1.0, "usa": 3.0}
    assert measure_free(context("cassino", money=MONEY, demand=demand)).range == pytest.approx((25.0, 25.0))
    judged = {**MONEY, "duties": {"south-korea": {"IT": {"value": 4.0, "low": 0.0, "high": 8.0}}}}
    assert measure_free(context("cassino", money=judged, demand=demand)).range == (0.0, 0.0)


def test_a_route_without_a_duty_is_named_here_too():
    with pytest.raises(MethodError, match="no duty for south-korea"):
        measure_free(context("cassino", demand={"south-korea": 1.0}))
