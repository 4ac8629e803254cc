"""A study's money against a second calculation in plain Python, and the mistakes it names."""

from datetime import date

import numpy as np
import pytest

from siting.errors import MethodError, StudyError
from siting.measures import freight, import_duty, market_proximity
from siting.model import Fact, Source, Study
from siting.money import Appraisal, appraise


def test_landed_cost_and_present_value_by_plain_arithmetic(study):
    found = appraise(study)
    day, rate = "2023-04-30", 0.08
    annuity = (1 - 1.08**-4) / rate
    for site, country, labour, energy, parts, capital, tax in (
        ("belvidere", "US", 2_000, 150, 100, 8_000, 28),
        ("cassino", "IT", 2_600, 500, 0, 5_000, 27.9),
    ):
        mean = 0.0
        for market, to, share in (("usa", "US", 0.75), ("germany", "DE", 0.25)):
            flows = market_proximity(site, {market: 1.0}, as_of=day)
            duty = import_duty(country, to, on="2027-06-01", as_of=day).value / 100 * 40_000
            transit = rate * 40_000 * flows.days.value / 365
            gate = 45_000 + labour + energy + parts + capital / annuity
            total = gate + freight(site, market, as_of=day).value + duty + transit
            row = found.landed.set_index(["site", "market"]).loc[(site, market)]
            assert row["total"] == pytest.approx(total)
            assert row["duty"] == pytest.approx(duty)
            mean += share * total
        assert found.cost.loc[site, "total"] == pytest.approx(mean)
        margin = 60_000 - (mean - capital / annuity)
        worth = sum(-capital * 50_000 / 2 / 1.08**year for year in (0, 1))
        for year, sold in zip((2, 3, 4, 5), (25_000, 50_000, 50_000, 50_000), strict=True):
            profit = sold * margin
            worth += (profit - tax / 100 * (profit - capital * 50_000 / 4)) / 1.08**year
        assert found.value.loc[site, "npv"] == pytest.approx(worth / 1e6)


def test_the_parts_of_every_landed_cost_sum_to_it(study):
    found = appraise(study)
    parts = ["common", "labour", "energy", "parts duty", "capital", "freight", "duty", "transit"]
    assert found.landed[parts].sum(axis=1).to_numpy() == pytest.approx(found.landed["total"].to_numpy())
    assert found.landed.groupby("site")["share"].sum().to_numpy() == pytest.approx(1.0)
    assert found.flows.shape == (3, 6)


def test_the_range_is_of_seeded_draws_about_the_value(study):
    one, two, other = appraise(study), appraise(study), appraise(study, seed=1)
    assert one.value.equals(two.value)
    assert not one.value["low"].equals(other.value["low"])
    assert one.value["npv"].equals(other.value["npv"])
    assert (one.value["low"] < one.value["high"]).all()
    assert one.value["first"].sum() == pytest.approx(1.0)


def test_without_ranges_there_is_no_spread(document):
    document["programme"] |= {"volume": 50_000, "customs_value_usd": 40_000}
    document["money"]["net_price_usd"] = 60_000
    document["money"]["own"]["labour"]["US"] = 2_000
    document["money"]["own"]["capital"]["cassino"] = 5_000
    document["money"]["duties"] = {"germany": {"CA": 0}}  # the law would give a range: CETA's rate is not in the facts
    found = appraise(Study.build(document), samples=50)
    # freight keeps its own range; everything else is fixed, so that the spread is that of freight and days alone
    spread = found.drawn.landed.total - found.drawn.landed.freight - found.drawn.landed.transit
    assert np.ptp(spread, axis=0) == pytest.approx(0.0, abs=1e-6)


def test_what_a_country_shares_is_drawn_once(document):
    document["sites"]["pomigliano"] = {}
    document["money"]["own"]["labour"]["IT"] = {"value": 2_600.0, "low": 1_000.0, "high": 4_000.0}
    document["money"]["own"]["capital"]["pomigliano"] = 5_000
    drawn = appraise(Study.build(document), sites=["cassino", "pomigliano"], samples=100).drawn
    made = drawn.landed.production[:, :, 0] - drawn.capital_charge
    assert made[:, 0] == pytest.approx(made[:, 1])
    assert np.ptp(made[:, 0]) > 500


def test_no_more_is_sold_than_the_plant_is_equipped_for(study):
    assert appraise(study).drawn.volume.max() <= 50_000


def test_a_plant_that_sells_half_keeps_its_capital(study):
    half = study.overridden({"programme.volume": 25_000, "money.capacity": 50_000.0})
    assert appraise(half).central.capital.tolist() == appraise(study).central.capital.tolist()


def test_incentives_count_when_they_are_paid(study):
    plain = appraise(study, samples=1)
    grant = {"money.incentives": ["grant"], "money.own.grant": {"US": 100e6, "IT": 0, "CA": 0}}
    given = appraise(study.overridden(grant), samples=1)
    gain = given.value["npv"] - plain.value["npv"]
    assert gain.to_dict() == pytest.approx({"belvidere": 100 / 1.08**2, "cassino": 0.0, "windsor": 0.0})


def test_a_weak_dollar_makes_local_cost_dearer(study):
    rate = 1.0533  # mean of 2022, the last year known
    weak = appraise(study.overridden({"money.exchange": {"EUR": 2 * rate, "CAD": 1.0}}), samples=1)
    assert weak.cost.loc["cassino", "labour"] == pytest.approx(2 * 2_600)
    assert weak.cost.loc["cassino", "capital"] == pytest.approx(2 * appraise(study).cost.loc["cassino", "capital"])
    assert weak.cost.loc["belvidere", "labour"] == pytest.approx(2_000)


def test_a_closed_canal_costs_freight(study):
    east = study.overridden({"programme.demand": {"china": 1.0}})
    shut = east.overridden({"money.closed_canals": ["suez"]})
    assert appraise(shut).cost.loc["cassino", "freight"] > appraise(east).cost.loc["cassino", "freight"]


def test_what_is_assumed_is_used_only_where_nothing_is_known(document):
    own = document["money"]["own"]
    for name in ("tax", "energy"):
        del own[name]
    document["money"]["assumed"] = {"tax": {"US": 11, "IT": 12, "CA": 13}, "energy": {"US": 1, "IT": 2, "CA": 3}}
    found = appraise(Study.build(document), samples=1)
    elements = {entry.site: entry.elements for entry in found.sites}
    assert elements["cassino"]["tax"].value == 12  # recorded later than April 2023
    assert elements["cassino"]["energy"].value > 100  # known in April 2023
    today = appraise(Study.build({**document, "as_of": "2026-11-22"}), samples=1)
    tax = {entry.site: entry.elements["tax"].value for entry in today.sites}
    assert tax == pytest.approx({"belvidere": 9.5 + 21 * 0.905, "cassino": 27.9, "windsor": 25.0})


def test_a_site_with_an_unknown_element_has_no_price_and_says_why(document):
    del document["money"]["own"]["tax"]["IT"]
    found = appraise(Study.build(document))
    assert found.names == ["belvidere", "windsor"]
    assert "italy corporate_tax_ires" in found.unpriced["cassino"]
    assert "unpriced" in repr(found)


def test_nobody_priced_is_an_error_that_names_the_reasons(document):
    del document["money"]["own"]["tax"]
    with pytest.raises(MethodError, match="no site can be priced: belvidere: tax"):
        appraise(Study.build(document), sites=["belvidere", "cassino"])


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"programme.demand": {"south-korea": 1.0}}, r"no duty for the route from US to south-korea \(KR\)"),
        ({"money.exchange": {"EUR": 1.3}}, "no exchange rate for CAD"),
        ({"money.incentives": ["manna"]}, "nothing measures 'manna' of belvidere"),
        ({"money.closed_canals": ["kiel"]}, "kiel"),
        ({"programme.demand": "no-such-set"}, "no-such-set"),
    ],
)
def test_what_is_missing_is_named(study, changes, message):
    with pytest.raises(StudyError, match=message):
        appraise(study.overridden(changes))


def test_a_country_whose_money_is_unknown_is_named(document):
    document["sites"] = {"plant": {"country": "JP", "latitude": 35.0, "longitude": 137.0}}
    document["money"]["exchange"] = {"EUR": 1.3}
    document["money"]["own"] = {element: {"JP": 1} for element in document["money"]["own"]}
    with pytest.raises(StudyError, match="currency of JP"):
        appraise(Study.build(document))


@pytest.mark.parametrize("gone", ["money", "programme"])
def test_without_a_plan_there_is_no_money(document, gone):
    del document[gone]
    with pytest.raises(MethodError, match="money needs"):
        appraise(Study.build(document))


def test_without_a_customs_value_there_is_no_money(document):
    del document["programme"]["customs_value_usd"]
    with pytest.raises(MethodError, match="customs_value_usd"):
        appraise(Study.build(document))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"ramp_up": [1.0, 0.5]}, "impossible"),
        ({"ramp_up": []}, "impossible"),
        ({"net_price_usd": 1e300}, "beyond any sum of money"),
        ({"net_price_usd": {"value": 60_000, "low": -1e16}}, "-1e[+]16 is beyond any sum of money"),
        ({"capacity": 1e300}, "at most 1e[+]15"),
        ({"ramp_up": [0.1, 0.2, 0.3, 0.4, 0.5]}, "lives for 4"),
        ({"discount_rate": 9}, "0.09 means 9 %"),
        ({"exchange": {"EUR": 0}}, "above zero"),
        ({"capacity": 0}, "not more than 0"),
    ],
)
def test_impossible_plans_are_refused(document, change, message):
    document["money"] |= change
    with pytest.raises(StudyError, match=message):
        Study.build(document)


def test_every_figure_leads_back_to_its_evidence(study):
    found = appraise(study.overridden({"money.own.labour": {}, "money.exchange": {"EUR": 1.2, "CAD": 0.9}}))
    table = found.provenance()
    row = table.set_index(["site", "element"]).loc[("cassino", "labour")]
    assert row["source"]
    assert row["url"].startswith("http")
    assert row["trace"]
    shared = table[table["site"] == ""].set_index("element")["value"]
    assert shared.to_dict() == {
        "net price": 60_000, "common cost": 45_000, "customs value": 40_000, "volume": 50_000, "discount rate": 0.08,
        "exchange EUR": 1.2, "exchange CAD": 0.9,
    }  # fmt: skip
    for site in found.names:
        elements = set(table.loc[table["site"] == site, "element"])
        assert elements >= {"labour", "energy", "parts_duty", "capital", "tax", "freight", "days", "duty to usa"}


def test_freight_in_the_evidence_is_that_of_the_cost(study):
    found = appraise(study)
    table = found.provenance().set_index(["site", "element"])
    for site in found.names:
        assert table.loc[(site, "freight"), "value"] == pytest.approx(found.cost.loc[site, "freight"])
        days = table.loc[(site, "days"), "value"]
        assert found.cost.loc[site, "transit"] == pytest.approx(0.08 * 40_000 * days / 365)
        assert table.loc[(site, "freight"), "trace"]


def test_it_shows_itself(study):
    found = appraise(study)
    assert isinstance(found, Appraisal)
    assert repr(found).startswith("Appraisal(3 sites, best: ")
    assert "<table>" in found._repr_html_()
    assert "<script" not in found._repr_html_()


def test_the_own_facts_of_a_study_on_the_law_come_first(document):
    law = Fact(
        id="us_mfn_auto.mfn_duty_rate@own", subject="us_mfn_auto", attribute="mfn_duty_rate",
        scope="dest=US;hs=8703;origin=EU", value=7.5, unit="percent of customs value", effective_from=date(2023, 1, 1),
        known_from=date(2023, 1, 1), source=Source(id="own", title="Own notes"), basis="law",
    )  # fmt: skip
    plain, own = (appraise(Study.build(document, facts=facts), samples=1) for facts in ((), (law,)))
    assert plain.landed.set_index(["site", "market"]).loc[("cassino", "usa"), "duty"] == pytest.approx(0.025 * 40_000)
    assert own.landed.set_index(["site", "market"]).loc[("cassino", "usa"), "duty"] == pytest.approx(0.075 * 40_000)
