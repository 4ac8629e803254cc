from datetime import date

import pytest

from siting.errors import FactError, MethodError
from siting.facts import known
from siting.measures.inputs import Input, check_options, fixed, from_fact, given, law_day, required

AUTUMN = date(2026, 11, 22)


def entry(name, low, value, high, **more):
    return Input(name=name, value=value, low=low, high=high, **more)


def test_the_site_comes_before_the_options_and_these_before_the_programme(context_of, own_fact):
    options = {"new_jobs": {"value": 900, "low": 800, "high": 1_000, "kind": "estimated"}}
    stated = own_fact("belvidere", "new_jobs", 700.0, unit="jobs", basis="estimate")
    found = [
        given(context_of("belvidere", new_jobs=500, **more), "new_jobs", "jobs") for more in ({}, {"options": options})
    ]
    found.append(given(context_of("belvidere", new_jobs=500, options=options, own=[stated]), "new_jobs", "jobs"))
    assert [(x.value, x.low, x.high) for x in found] == [(500, 500, 500), (900, 800, 1_000), (700, 700, 700)]
    assert [x.flags for x in found] == [("judged inputs",), (), ("unsourced estimate",)]


def test_a_number_by_country_is_the_one_of_the_sites_country(context_of):
    variants = {"by_country": {"US": {"us_cells_share": 1.0}}}
    shares = [
        given(context_of(site, us_cells_share=0.0, **variants), "us_cells_share", "share").value
        for site in ("belvidere", "cassino")
    ]
    assert shares == [1.0, 0.0]


def test_what_nobody_gives_is_none(context_of):
    assert given(context_of("belvidere"), "new_jobs", "jobs") is None


def test_every_missing_number_is_named(context_of):
    with pytest.raises(MethodError, match=r"needs new_jobs and pay_usd: .*facts of 'belvidere'"):
        required(context_of("belvidere"), {"new_jobs": "jobs", "pay_usd": "USD", "volume": "vehicles/year"})


@pytest.mark.parametrize("wrong", ["many", True, float("nan"), {"value": 3, "low": 4}, [1, 2]])
def test_options_that_are_no_numbers(context_of, wrong):
    with pytest.raises(MethodError, match=r"new_jobs: .* is not a number such as"):
        given(context_of("belvidere", options={"new_jobs": wrong}), "new_jobs", "jobs")


def test_impossible_numbers(context_of):
    with pytest.raises(MethodError, match=r"share must be between 0 and 1, not 0\.5 to 1\.5"):
        given(context_of("belvidere", options={"share": {"value": 0.5, "high": 1.5}}), "share", "share")
    with pytest.raises(MethodError, match="cost must be 0 or more, not -1 to -1"):
        given(context_of("belvidere", options={"cost": -1}), "cost", "USD")


def test_unknown_options_are_refused(context_of):
    with pytest.raises(MethodError, match=r"unknown option 'jobs' .* did you mean 'new_jobs'"):
        check_options(context_of("belvidere", options={"jobs": 3}), ["new_jobs"])
    with pytest.raises(MethodError, match="it has none"):
        check_options(context_of("belvidere", options={"jobs": 3}), [])


def test_the_day_of_the_law_is_the_launch_unless_given(context_of):
    assert law_day(context_of("belvidere")) == date(2027, 6, 1)
    assert law_day(context_of("belvidere", options={"on": "2025-03"})) == date(2025, 3, 31)


def test_facts_keep_the_range_of_their_rivals():
    found = from_fact(known(AUTUMN), "cassino", "capacity_vehicles_per_year")
    assert (found.value, found.low, found.high) == (300_000, 250_000, 300_000)
    assert from_fact(known(date(2023, 4, 30)), "us-il", "grid_carbon_intensity") is None
    with pytest.raises(FactError, match="no facts on 'atlantis'"):
        from_fact(known(AUTUMN), "atlantis", "grid_carbon_intensity")
    with pytest.raises(FactError, match="has no number"):
        from_fact(known(AUTUMN), "belvidere", "status")


def test_products_and_wider_ranges_by_hand():
    price = entry("price", 80, 100, 120, unit="EUR/MWh", note="of the region")
    dollars = price.times(fixed("rate", 1.1, unit="USD"), unit="USD/MWh")
    assert (dollars.low, dollars.value, dollars.high) == pytest.approx((88, 110, 132))
    assert dollars.sentence == "price 110 USD/MWh (88 to 132): of the region; from 100 EUR/MWh; rate 1.1 USD"
    wider = dollars.widened(fixed("other", 150.0))
    assert (wider.low, wider.value, wider.high) == pytest.approx((88, 110, 150))
