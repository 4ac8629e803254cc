"""What cannot be: told by name, never a silent zero."""

import copy

import pytest

from siting.errors import MethodError, StudyError
from siting.model import Measurement, Study
from siting.money import appraise, cheapest_ranges
from siting.money.account import account
from siting.money.figures import SiteMoney, draw, gather
from siting.money.routes import Route, deliveries_of
from tests.money.plan import DOCUMENT


def test_an_incentive_in_a_unit_that_says_nothing_of_when(study):
    given = study.overridden({"money.incentives": ["grant"], "money.own.grant": {"US": 1, "IT": 0, "CA": 0}})
    found = gather(given, given.sites)
    with pytest.raises(
        MethodError, match="incentive 'grant' is in 'percent': it must be in one of USD/car, USD/year, USD"
    ):
        account(draw(given, found), plan=given.money, capacity=50_000.0, units={"grant": "percent"})


def test_a_word_is_no_money_and_no_duty():
    word = Measurement(value="idle")
    site = SiteMoney("north", "US", {"labour": word}, 1.0, (), {})
    with pytest.raises(MethodError, match="labour of north is not a number"):
        site.spread("labour")
    route = Route("usa", 1.0, (1.0, 1.0, 1.0), (1.0, 1.0, 1.0), word, abroad=True)
    with pytest.raises(MethodError, match="duty to usa is not a number"):
        _ = route.duty_spread


def test_a_cost_that_is_not_known_has_no_ranges():
    with pytest.raises(MethodError, match="that is known"):
        cheapest_ranges({"A": float("nan")}, {"A": 1.0})


def test_a_country_without_rates_asks_for_them(document):
    document["sites"] = {"plant": {"country": "JP", "latitude": 35.0, "longitude": 137.0}}
    document["money"]["own"] = {name: {"JP": 1} for name in ("labour", "energy", "parts_duty", "capital")}
    with pytest.raises(StudyError, match=r"no tax rates for JP: state them under money\.own\.tax"):
        appraise(Study.build(document))


def test_a_tax_takes_no_options(document):
    del document["money"]["own"]["tax"]
    document["money"]["options"] = {"tax": {"rate": 3}}
    with pytest.raises(StudyError, match="the tax takes no options, not rate"):
        appraise(Study.build(document))


def test_mexico_has_its_own_rate(document):
    document["as_of"] = "2026-11-22"
    document["sites"] = {"toluca": {}}
    document["money"]["own"] = {name: {"MX": 1_000} for name in ("labour", "energy", "parts_duty", "capital")}
    found = appraise(Study.build(document), samples=1)
    assert found.sites[0].elements["tax"].value == 30


def test_a_market_without_a_country_is_named(document):
    document["programme"]["demand"] = {"usa": 1.0, "atlantis": 1.0}
    with pytest.raises(StudyError, match="atlantis"):
        appraise(Study.build(document))


def test_flows_of_a_study_without_money_keep_every_canal_open():
    plain = copy.deepcopy(DOCUMENT)
    plain["programme"]["demand"] = {"china": 1.0}
    shut = copy.deepcopy(plain)
    shut["money"]["closed_canals"] = ["suez"]
    del plain["money"]
    open_days, shut_days = (deliveries_of(Study.build(document), "cassino").days.value for document in (plain, shut))
    assert shut_days > open_days


def test_a_slip_in_the_name_of_a_market_is_told_at_its_place(study):
    wrong = study.overridden({"money.duties.germny": {"CA": {"value": 0.0}}})
    with pytest.raises(StudyError, match="unknown market 'germny'") as caught:
        gather(wrong, wrong.sites)
    (problem,) = caught.value.problems
    assert problem.place == "money.duties.germny"
    assert problem.expected == "did you mean 'germany'?"
