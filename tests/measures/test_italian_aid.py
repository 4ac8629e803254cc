from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siting.errors import FactError, MethodError
from siting.measures.investment_credit import COMPETITIVE
from siting.measures.italian_aid import (
    adjusted_aid_eur,
    measure_development_contract,
    measure_zone_credit,
    zone_credit_eur,
)
from siting.measures.steps import NOT_VERIFIED

RATE = 1.157  # USD per EUR, mean of 2026
PLANT = {"investment_usd": 500e6 * RATE}
SMALL = {"investment_usd": 10e6 * RATE}


@pytest.mark.parametrize(
    ("cost", "aid"), [(0, 0), (25e6, 10e6), (50e6, 20e6), (80e6, 26e6), (100e6, 30e6), (2e9, 30e6)]
)
def test_the_aid_ceiling_shrinks_above_50_million(cost, aid):
    assert adjusted_aid_eur(cost, ceiling_percent=40) == pytest.approx(aid)


@pytest.mark.parametrize(("cost", "credit"), [(0.19e6, 0), (0.2e6, 80_000), (50e6, 20e6), (100e6, 30e6), (500e6, 30e6)])
def test_zone_credit_by_hand(cost, credit):
    paid = zone_credit_eur(cost, credit_percent=40, ceiling_percent=40, least_eur=0.2e6, most_eur=100e6, paid_share=1.0)
    assert paid == pytest.approx(credit)


@given(st.floats(0, 5e9), st.floats(1, 60), st.floats(0, 1))
def test_never_the_rate_of_a_whole_plant(cost, percent, share):
    paid = zone_credit_eur(
        cost, credit_percent=percent, ceiling_percent=percent, least_eur=0.2e6, most_eur=100e6, paid_share=share
    )
    assert 0 <= paid <= percent / 100 * min(cost, 75e6) * share * (1 + 1e-12)


def test_pomigliano_in_2026(context_of):
    """30 m EUR at the ceiling x the 75 % of 2025; low 60.3811 %; high 40 % of 100 m EUR, paid in full."""
    cell = measure_zone_credit(context_of("pomigliano", **PLANT))
    assert cell.value == pytest.approx(30e6 * 0.75 * RATE)
    assert cell.range == pytest.approx((30e6 * 0.603811 * RATE, 40e6 * RATE))
    assert {NOT_VERIFIED, "judged inputs"} <= set(cell.flags)
    assert any("not settled for 2027-06-01" in step.text for step in cell.trace)


def test_small_projects_do_not_meet_the_ceiling(context_of):
    assert measure_zone_credit(context_of("melfi", **SMALL)).value == pytest.approx(3e6 * 0.75 * RATE)


@pytest.mark.parametrize(("site", "rate"), [("pomigliano", 0.40), ("melfi", 0.30), ("cassino", 0.0), ("mirafiori", 0)])
def test_by_region(context_of, site, rate):
    assert measure_zone_credit(context_of(site, **SMALL)).value == pytest.approx(10e6 * rate * 0.75 * RATE)


@pytest.mark.parametrize(
    ("day", "on", "eur"),
    [
        (date(2019, 12, 31), "2027-06-01", 0),
        (date(2019, 12, 31), "2020-06-01", 2.5e6),  # the Mezzogiorno credit, 25 %
        (date(2023, 4, 30), "2027-06-01", 0),
        (date(2023, 4, 30), "2023-06-01", 2.5e6),
        (date(2023, 4, 30), "2024-06-01", 0),  # nothing known yet in its place
        (date(2023, 10, 1), "2024-06-01", 4e6),
        (date(2025, 9, 1), "2025-10-01", 4e6),
        (date(2025, 9, 1), "2027-06-01", 0),  # not yet prolonged
        (date(2025, 12, 20), "2025-10-01", 4e6 * 0.603811),
        (date(2026, 11, 22), "2025-10-01", 4e6 * 0.75),
        (date(2026, 11, 22), "2027-06-01", 4e6 * 0.75),
        (date(2026, 11, 22), "2029-06-01", 0),
    ],
)
def test_campania_by_what_was_known(context_of, day, on, eur):
    own_rate = {"2019-12-31": 1.1195, "2023-04-30": 1.0533, "2023-10-01": 1.0533, "2025-09-01": 1.082}
    last = {"2025-10-01": 1.1304 if day.year == 2026 else 1.082}.get(on, RATE)
    rate = own_rate.get(str(day), last)
    cell = measure_zone_credit(context_of("pomigliano", day, options={"on": on}, investment_usd=10e6 * rate))
    assert cell.value == pytest.approx(eur * rate)
    if eur == 0:
        assert "is known, no credit" in cell.trace[-1].text


def test_a_region_in_the_zone_without_a_rate(context_of, own_fact):
    marche = [own_fact("plant", "iso_region", "IT-57")]
    with pytest.raises(FactError, match="Marche lies in the ZES unica since 2025-11-20, but the facts hold no rate"):
        measure_zone_credit(context_of("plant", country="IT", own=marche, **SMALL))


def test_a_site_without_a_region(context_of):
    with pytest.raises(MethodError, match="region of site 'plant' is not known"):
        measure_zone_credit(context_of("plant", country="IT", **SMALL))


def test_the_investment_is_asked_for(context_of):
    for measure in (measure_zone_credit, measure_development_contract):
        with pytest.raises(MethodError, match="needs investment_usd"):
            measure(context_of("pomigliano"))


def test_sites_outside_italy(context_of):
    for measure in (measure_zone_credit, measure_development_contract):
        assert measure(context_of("belvidere")).range == (0, 0)


def test_a_development_contract_inside_its_window(context_of):
    cell = measure_development_contract(context_of("pomigliano", options={"on": "2025-05-01"}, investment_usd=500e6))
    rate = 1.1304
    assert cell.value == pytest.approx(30e6 * rate)
    assert cell.range == pytest.approx((0, 30e6 * rate))
    assert {NOT_VERIFIED, COMPETITIVE} <= set(cell.flags)


def test_outside_a_window_only_the_high_end_is_left(context_of):
    cell = measure_development_contract(context_of("melfi", **PLANT))
    assert cell.value == 0
    assert cell.range == pytest.approx((0, 22.5e6 * RATE))


def test_a_programme_below_the_least_gets_nothing(context_of):
    cell = measure_development_contract(context_of("pomigliano", options={"on": "2025-05-01"}, investment_usd=10e6))
    assert cell.range == (0, 0)


@pytest.mark.parametrize("day", [date(2019, 12, 31), date(2021, 6, 1)])
def test_no_aid_map_was_known_before_december_2021(context_of, day):
    cell = measure_development_contract(context_of("pomigliano", day, **PLANT))
    assert cell.value is None
    assert "no aid ceiling of Campania" in cell.note


def test_frosinone_lies_in_an_area_of_10_to_25_percent(context_of):
    options = {"on": "2025-05-01"}
    cell = measure_development_contract(context_of("cassino", options=options, investment_usd=500e6))
    assert cell.value == pytest.approx(0.25 * 75e6 * 1.1304)
    assert any("(10 to 25)" in step.text for step in cell.trace)


def test_elsewhere_in_lazio_the_province_is_asked_for(context_of, own_fact):
    region = [own_fact("anagni", "iso_region", "IT-62")]
    cell = measure_development_contract(context_of("anagni", country="IT", own=region, **PLANT))
    assert cell.value is None
    assert "needs a fact province" in cell.note


def test_a_province_changes_nothing_where_the_whole_region_has_one_ceiling(context_of, own_fact):
    naples = [own_fact("pomigliano", "province", "Napoli")]
    with_province, without = (
        measure_development_contract(context_of("pomigliano", own=own, **PLANT)) for own in (naples, [])
    )
    assert with_province == without


def test_a_weak_dollar_changes_the_aid_in_dollars(context_of, own_fact):
    weak = own_fact("eur-usd", "exchange_rate_annual_mean", 1.3, unit="USD per EUR", period="2026", basis="planning")
    cell = measure_zone_credit(context_of("pomigliano", own=[weak], **PLANT))
    assert cell.value == pytest.approx(30e6 * 0.75 * 1.3)
