from dataclasses import replace
from datetime import date

import pytest

from siting.errors import MethodError
from siting.facts import known
from siting.measures.context import Context
from siting.measures.demand import outlets
from siting.measures.freight import plant_place
from siting.measures.freight_rates import central_rates, freight_parameters
from siting.measures.geography import great_circle_km
from siting.measures.paths import cheapest_paths
from siting.measures.proximity import delivery_table, market_proximity, measure_cost, measure_days
from siting.model import Fact, Source, Study

ITALY = ("cassino", "pomigliano", "melfi", "mirafiori")
AMERICA = ("belvidere", "windsor", "toluca")


def context(site, options=None, as_of="2023-04-30", programme=None, facts=()):
    document = {
        "as_of": as_of,
        "sites": {site: {}},
        "criteria": {"freight": {"direction": "min", "unit": "USD/car"}},
        "programme": {
            "launch": "2027-06-01", "volume": 50_000, "msrp_usd": 70_000, "demand": "spartanburg-2021",
        } | (programme or {}),
    }  # fmt: skip
    study = Study.build(document, facts=facts)
    return Context(study, site, known(study.as_of, own=facts), options or {})


def test_cost_and_days_are_the_weighted_means_of_the_flows():
    here = context("cassino")
    table = delivery_table(here)
    assert measure_cost(here).value == pytest.approx((table["usd"] * table["weight"]).sum())
    assert measure_days(here).value == pytest.approx((table["days"] * table["weight"]).sum())
    assert (measure_cost(here).unit, measure_days(here).unit) == ("USD/car", "days")


def test_the_measure_and_the_function_agree():
    direct = market_proximity("melfi", "spartanburg-2021", as_of="2023-04-30")
    assert measure_cost(context("melfi")) == direct.cost
    assert measure_days(context("melfi")) == direct.days


@pytest.mark.parametrize(
    ("site", "demand", "usd"),
    [
        ("belvidere", "siting-default", 1349),
        ("windsor", "siting-default", 1420),
        ("toluca", "siting-default", 1351),
        ("mirafiori", "siting-default", 1572),
        ("cassino", "siting-default", 1583),
        ("pomigliano", "siting-default", 1573),
        ("melfi", "siting-default", 1584),
        ("belvidere", "spartanburg-2021", 1569),
        ("windsor", "spartanburg-2021", 1653),
        ("toluca", "spartanburg-2021", 1431),
        ("mirafiori", "spartanburg-2021", 1936),
        ("cassino", "spartanburg-2021", 1923),
        ("pomigliano", "spartanburg-2021", 1909),
        ("melfi", "spartanburg-2021", 1919),
        ("belvidere", {"usa": 1.0}, 503),
        ("cassino", {"usa": 1.0}, 1905),
    ],
)
def test_an_independent_trial_calculation_is_met_within_seven_percent(site, demand, usd):
    """The trial used 0.30 USD/mile by rail only, a detour of 1.2 everywhere and the sea rate of 2023; its ports are not
    recorded. docs/sea-distances.md says where the rest of the difference comes from."""
    everything = known()
    planned = central_rates(freight_parameters(everything))
    trial = replace(
        planned,
        rail_usd_per_mile=0.30,
        truck_usd_per_mile=0.30,
        truck_handling_usd=60,
        sea_usd_per_m3=77.8,
        sea_fixed_share=30 / 77.8,
        circuity=dict.fromkeys(planned.circuity, 1.2),
    )
    to = outlets(demand, everything)
    paths = cheapest_paths([plant_place(site, everything)], [outlet.place for outlet in to], rates=trial)
    assert float(paths.usd[0] @ [outlet.share for outlet in to]) == pytest.approx(usd, rel=0.07)


def test_american_plants_are_nearer_to_an_america_first_demand():
    cost = {site: measure_cost(context(site)).value for site in (*ITALY, *AMERICA)}
    assert max(cost[site] for site in AMERICA) < min(cost[site] for site in ITALY)


def test_being_next_to_one_small_market_is_not_proximity():
    demand = {"usa": 0.9, "italy": 0.1}
    table = market_proximity("mirafiori", demand).to_frame()
    there = plant_place("mirafiori", known())
    places = [(outlet.place.latitude, outlet.place.longitude) for outlet in outlets(demand, known())]

    def inverse_distance(plant):
        return float((table["weight"] / great_circle_km((plant.latitude, plant.longitude), places)).sum())

    windsor = plant_place("windsor", known())
    assert inverse_distance(there) > 0.3 * inverse_distance(windsor)
    costs = [market_proximity(site, demand).cost.value for site in ("mirafiori", "windsor")]
    assert costs[0] > 2.5 * costs[1]


def test_one_market_can_be_looked_at():
    america = context("cassino", {"market": "usa"})
    assert set(delivery_table(america)["market"]) == {"usa"}
    assert measure_cost(america).value > measure_cost(context("belvidere", {"market": "usa"})).value
    assert measure_cost(america).value == pytest.approx(
        market_proximity("cassino", {"usa": 1.0}, as_of="2023-04-30").cost.value
    )


def test_a_canal_can_be_closed():
    shut = context("cassino", {"closed": ["suez"]})
    assert measure_days(shut).value > measure_days(context("cassino")).value
    assert measure_cost(context("cassino", {"closed": "suez"})) == measure_cost(shut)


def test_the_fastest_way_can_be_asked_for():
    fast, cheap = context("cassino", {"goal": "time"}), context("cassino")
    assert measure_days(fast).value < measure_days(cheap).value
    assert measure_cost(fast).value > measure_cost(cheap).value
    assert measure_days(fast) == market_proximity("cassino", "spartanburg-2021", as_of="2023-04-30", goal="time").days
    assert set(delivery_table(fast)["first_leg"]) == {"truck"}


def test_a_programme_may_bring_its_own_demand_and_volume():
    own = context("cassino", programme={"demand": {"italy": 2.0, "us-ny": 1.0}, "shipping_volume_m3": 12.0})
    table = delivery_table(own).set_index("market")
    assert table["weight"].to_dict() == pytest.approx({"italy": 2 / 3, "us-ny": 1 / 3})
    big = context("cassino", programme={"demand": {"italy": 2.0, "us-ny": 1.0}})
    assert measure_cost(own).value < measure_cost(big).value


def test_a_study_may_state_parameters_of_the_freight_plan():
    source = Source(id="contract", title="the maker's contract")
    dwell = Fact(id="own", subject="freight-plan", attribute="port_dwell_days", value=2.0, source=source)
    ours, usual = context("cassino", {"market": "us-md"}, facts=(dwell,)), context("cassino", {"market": "us-md"})
    assert measure_days(usual).value - measure_days(ours).value == pytest.approx(2 * (5 - 2))
    assert measure_cost(ours).value == measure_cost(usual).value
    assert "the maker's contract" in [source.title for source in measure_days(ours).sources]


def test_what_became_known_later_does_not_leak():
    early = measure_cost(context("cassino"))
    assert {step.text for step in early.trace} != {
        step.text for step in measure_cost(context("cassino", as_of="2026-11-22")).trace
    }
    facts = {fact.id: fact for fact in known().base.facts}
    used = [facts[name] for step in early.trace for name in step.facts]
    assert len(used) > 50
    assert all(fact.known_from is None or fact.known_from <= date(2023, 4, 30) for fact in used)


def test_a_demand_set_of_later_knowledge_is_an_error():
    with pytest.raises(MethodError, match="'siting-default' is not known on 2023-04-30; sets known"):
        measure_days(context("cassino", programme={"demand": "siting-default"}))
    with pytest.raises(MethodError, match="the programme names no demand"):
        measure_days(context("cassino", programme={"demand": ""}))


def test_options_are_checked():
    with pytest.raises(MethodError, match="unknown option 'markets'"):
        measure_cost(context("cassino", {"markets": "usa"}))
    with pytest.raises(MethodError, match="closed must be a list of canals"):
        measure_cost(context("cassino", {"closed": 5}))
    with pytest.raises(MethodError, match="unknown goal"):
        measure_cost(context("cassino", {"goal": ["time"]}))
    with pytest.raises(MethodError, match="unknown canal 'kiel'"):
        measure_cost(context("cassino", {"closed": ["kiel"]}))
