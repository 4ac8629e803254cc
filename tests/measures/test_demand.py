from datetime import date

import pytest

from siting.errors import MethodError
from siting.facts import known
from siting.measures.demand import demand_weights, outlets
from siting.model import Fact, Source

SPRING = known(date(2023, 4, 30))
OWN = Source(id="own", title="the study")


def fact(subject, attribute, value, **more):
    return Fact(id=f"{subject}.{attribute}", subject=subject, attribute=attribute, value=value, source=OWN, **more)


def test_a_set_as_published():
    weights, facts = demand_weights("spartanburg-2021", SPRING)
    assert weights == {"usa": 40.6, "china": 14.3, "germany": 7.3, "south-korea": 5.6, "uk": 3.2, "rest": 29.0}
    assert facts["china"][0].scope == "set=spartanburg-2021"


def test_the_usa_spread_over_the_states_by_electric_cars_in_use():
    placed = {outlet.node: outlet for outlet in outlets({"usa": 1.0}, SPRING)}
    assert len(placed) == 51
    assert sum(outlet.share for outlet in placed.values()) == pytest.approx(1)
    # 563,070 of 1,454,480 registered at the end of 2021
    assert placed["us-ca"].share == pytest.approx(563_070 / 1_454_480, rel=1e-3)
    assert placed["us-hi"].place.land_mass == "hawaii"
    assert placed["us-ak"].place.land_mass == "north-america"


def test_a_later_table_with_half_the_states_is_not_used():
    later = {outlet.node: outlet.share for outlet in outlets({"usa": 1.0}, known(date(2024, 6, 1)))}
    assert later == {outlet.node: outlet.share for outlet in outlets({"usa": 1.0}, SPRING)}


def test_shares_sum_to_one_on_any_scale():
    placed = outlets({"usa": 30, "italy": 10, "uk": 0}, SPRING)
    by_market = {}
    for outlet in placed:
        by_market[outlet.market] = by_market.get(outlet.market, 0) + outlet.share
    assert by_market == pytest.approx({"usa": 0.75, "italy": 0.25})


def test_a_state_may_stand_for_itself():
    (outlet,) = outlets({"us-ca": 2.0}, SPRING)
    assert (outlet.node, outlet.share, outlet.stand_in) == ("us-ca", 1, False)


def test_composite_markets_use_the_node_of_another_and_say_when_it_only_stands_in():
    placed = {outlet.market: outlet for outlet in outlets("porsche-brand-2022", SPRING)}
    assert placed["europe-ex-germany"].node == "rest-europe"
    assert placed["europe-ex-germany"].place.land_mass == "europe"
    assert not placed["europe-ex-germany"].stand_in
    assert placed["rest-and-germany"].node == "rest"
    assert placed["rest-and-germany"].stand_in


def test_every_market_of_every_set_can_be_placed():
    everything = known()
    sets = {entry.scope.removeprefix("set=") for entry in everything.base.facts if entry.attribute == "demand_weight"}
    assert len(sets) == 6
    for name in sets:
        assert sum(outlet.share for outlet in outlets(name, everything)) == pytest.approx(1)


def test_every_outlet_names_the_facts_behind_it():
    for outlet in outlets("spartanburg-2021", SPRING):
        attributes = {entry.attribute for entry in outlet.facts}
        assert "demand_weight" in attributes
        assert len(outlet.facts) == (4 if outlet.market == "usa" else 3)


def test_a_set_of_the_study_s_own():
    own = (
        fact("italy", "demand_weight", 2.0, scope="set=own"),
        fact("brazil", "demand_weight", 3.0, scope="set=own"),
        fact("brazil", "market_node_lat", 19.4),
        fact("brazil", "market_node_lon", -99.1),
        fact("brazil", "iso_country", "MX"),
    )
    placed = {outlet.market: outlet for outlet in outlets("own", known(date(2023, 4, 30), own=own))}
    assert placed["brazil"].share == pytest.approx(0.6)
    assert placed["brazil"].place.land_mass == "north-america"


def test_a_set_of_later_knowledge_is_refused_and_the_known_ones_named():
    with pytest.raises(MethodError) as caught:
        outlets("siting-default", SPRING)
    message = str(caught.value)
    assert "'siting-default' is not known on 2023-04-30" in message
    assert "spartanburg-2021" in message
    assert "bmw-xm-expectation" not in message
    assert outlets("siting-default", known(date(2026, 11, 22)))


@pytest.mark.parametrize(
    ("demand", "words"),
    [
        ("", "names no demand"),
        ({}, "at least one market"),
        ({"italy": 0.0}, "at least one market"),
        ({"italy": -1.0}, "demand weight of 'italy': -1.0 is not a number of 0 or more"),
        ({"italy": float("nan")}, "demand weight of 'italy': nan is not a number of 0 or more"),
        ({"italy": "much"}, "demand weight of 'italy': 'much' is not a number of 0 or more"),
        ({"germny": 1.0}, "did you mean 'germany'"),
        ({"belvidere": 1.0}, "'belvidere' has no place"),
    ],
)
def test_impossible_demands_are_explained(demand, words):
    with pytest.raises(MethodError, match=words):
        outlets(demand, SPRING)


def test_the_states_need_a_day_on_which_they_are_known():
    with pytest.raises(MethodError, match="not known on 2021-06-30: give states"):
        outlets({"usa": 1.0}, known(date(2021, 6, 30)))
