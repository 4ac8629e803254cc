from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from siting.errors import MethodError
from siting.facts import known
from siting.measures.capacity import capacity_cover, committed_volume, measure, operating_status
from siting.measures.context import Context
from siting.model import Fact, Source, Study

SPRING, AUTUMN = date(2023, 4, 30), date(2026, 11, 22)
OWN = Source(id="own", title="the study")


def fact(attribute, value, **more):
    return Fact(id=f"plant.{attribute}", subject="plant", attribute=attribute, value=value, source=OWN, **more)


def context(site, day=SPRING, own=(), options=None):
    programme = {"launch": "2027-06-01", "volume": 50_000, "msrp_usd": 70_000}
    document = {"sites": {site: {"country": "US"}}, "criteria": {"room": {}}, "programme": programme}
    return Context(Study.build(document), site, known(day, own=own), options or {})


@pytest.mark.parametrize(
    ("site", "day", "value", "low", "high"),
    [
        # installed less committed, over 50,000 a year
        ("belvidere", SPRING, 280 / 50, 280 / 50, 280 / 50),
        ("cassino", SPRING, (300 - 55) / 50, (250 - 55) / 50, (300 - 55) / 50),
        ("pomigliano", SPRING, (270 - 165) / 50, (270 - 165) / 50, (270 - 165) / 50),
        ("windsor", SPRING, (400 - 150) / 50, (400 - 150) / 50, (400 - 150) / 50),
        ("belvidere", date(2024, 6, 1), (280 - 80) / 50, (280 - 100) / 50, (280 - 80) / 50),
        ("belvidere", AUTUMN, (280 - 80) / 50, (280 - 100) / 50, 280 / 50),
        ("melfi", AUTUMN, (400 - 150) / 50, (400 - 150) / 50, (400 - 32.76) / 50),
        ("brampton", AUTUMN, 250 / 50, 250 / 50, 250 / 50),
    ],
)
def test_free_capacity_by_hand(site, day, value, low, high):
    found = measure(context(site, day))
    assert (found.value, found.low, found.high) == pytest.approx((value, low, high))
    assert (found.unit, found.kind, found.as_of) == ("x volume", "computed", day)


@pytest.mark.parametrize(
    ("site", "day", "state"),
    [
        ("belvidere", date(2022, 6, 1), "active"),
        ("belvidere", SPRING, "idle"),
        ("belvidere", AUTUMN, "idle"),
        ("cassino", SPRING, "active"),
        ("brampton", SPRING, "active"),
        ("brampton", date(2024, 6, 1), "retooling"),
        ("brampton", AUTUMN, "idle"),
        ("melfi", SPRING, "unknown"),
    ],
)
def test_status_by_date(site, day, state):
    assert operating_status(site, known(day)).state == state


def test_works_on_a_plant_are_reported_with_its_status():
    assert "retooling: 'paint shop work in spring 2023" in operating_status("melfi", known(SPRING)).sentence
    cassino = measure(context("cassino", date(2024, 6, 1)))
    assert "STLA Large fit-out under way" in cassino.note
    assert "STLA Large fit-out" not in measure(context("cassino")).note


def test_an_unsourced_capacity_is_flagged():
    assert "unsourced estimate" in measure(context("belvidere")).flags
    assert "unsourced estimate" not in measure(context("cassino")).flags


def test_a_product_without_a_volume_widens_the_range_and_says_so():
    found = measure(context("belvidere", AUTUMN))
    assert "committed volume not known" in found.flags
    assert "Jeep Cherokee and Jeep Compass" in found.note
    assert "came without a volume" in found.note
    assert "committed volume not known" not in measure(context("belvidere", date(2024, 6, 1))).flags


def test_the_output_of_a_running_plant_stands_for_a_product_without_a_volume():
    promised = committed_volume("cassino", known(AUTUMN))
    assert promised.value == 19_364
    assert "committed volume not known" in promised.flags


@pytest.mark.parametrize(
    ("site", "day", "words"),
    [
        ("toluca", SPRING, "installed capacity of toluca is not known"),
        ("brampton", SPRING, "the plant runs, but no volume is known"),
        ("brampton", date(2024, 6, 1), "the plant has a product, but no volume is known"),
        ("nowhere", SPRING, "installed capacity of nowhere is not known"),
    ],
)
def test_what_is_not_known_is_missing_with_its_reason(site, day, words):
    found = measure(context(site, day))
    assert found.missing
    assert words in found.note


def test_the_largest_output_is_told_as_a_floor_and_never_used_as_capacity():
    found = measure(context("mirafiori", SPRING))
    assert found.missing
    assert found.range is None
    assert "it built 94,710 vehicles in 2022, so at least that many fit" in found.note
    assert found.trace[0].facts == ("mirafiori.production_vehicles@2022",)


def test_the_study_s_own_commitment_comes_first():
    own = (
        fact("capacity_vehicles_per_year", 200_000.0, unit="vehicles/year"),
        fact("committed_vehicles_per_year", 120_000.0, unit="vehicles/year"),
        fact("production_vehicles", 10_000.0, unit="vehicles", period="2022"),
    )
    found = measure(context("plant", own=own))
    assert found.value == pytest.approx(80_000 / 50_000)
    assert {name for step in found.trace for name in step.facts} == {
        "plant.capacity_vehicles_per_year",
        "plant.committed_vehicles_per_year",
    }


def test_an_idle_plant_that_lost_its_product_has_nothing_committed():
    told = [
        fact("status", "idled", period="2023-01", known_from=date(2023, 1, 31)),
        fact("product_announced", "a van", period="2023-02", known_from=date(2023, 2, 28)),
    ]
    gone = fact("status", "idle, no product named", period="2023-03", known_from=date(2023, 3, 31))
    assert committed_volume("plant", known(SPRING, own=tuple(told))).missing
    assert committed_volume("plant", known(SPRING, own=(*told, gone))).value == 0


def test_a_plan_for_a_running_plant_has_its_output_as_other_end():
    own = (
        fact("status", "active", period="2023-01"),
        fact("planned_volume", 90_000.0, unit="vehicles/year", period="2023-01"),
        fact("production_vehicles", 30_000.0, unit="vehicles", period="2022"),
    )
    promised = committed_volume("plant", known(SPRING, own=own))
    assert (promised.value, promised.low, promised.high) == (90_000, 30_000, 90_000)


def test_nothing_later_than_the_day_is_used():
    facts = {entry.id: entry for entry in known().base.facts}
    for site in ("belvidere", "cassino", "windsor", "melfi"):
        used = [facts[name] for step in measure(context(site)).trace for name in step.facts]
        assert used
        assert all(entry.known_from is None or entry.known_from <= SPRING for entry in used)


@given(
    st.floats(0, 1e6),
    st.floats(0, 1e6),
    st.floats(1, 1e6),
)
def test_cover_times_volume_and_commitment_make_up_the_plant(installed, committed, volume):
    cover = float(capacity_cover(installed, committed, volume))
    assert cover * volume + committed == pytest.approx(installed, abs=1e-6)
    assert (cover < 0) == (committed > installed)


def test_cover_broadcasts():
    table = capacity_cover(np.array([[100.0], [200.0]]), [0.0, 50.0, 100.0], 50)
    assert table.tolist() == [[2, 1, 0], [4, 3, 2]]


def test_mistakes_are_explained():
    with pytest.raises(MethodError, match="volume must be above zero"):
        capacity_cover(100, 0, [1, 0])
    with pytest.raises(MethodError, match="takes no options, not market"):
        measure(context("cassino", options={"market": "usa"}))
