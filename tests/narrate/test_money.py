"""The sentences about money, to the letter."""

import copy
from types import SimpleNamespace

import pandas as pd
import pytest

from siting.model import Study
from siting.money import BreakEven, appraise
from siting.narrate import money as words
from tests.money.plan import DOCUMENT

TITLES = {"belvidere": "Belvidere", "cassino": "Cassino", "windsor": "Windsor"}


def build(**changes):
    document = copy.deepcopy(DOCUMENT)
    document["sites"] = {site: {"title": title} for site, title in TITLES.items()}
    return Study.build(document).overridden(changes)


@pytest.fixture(scope="module")
def study():
    return build()


@pytest.fixture(scope="module")
def money(study):
    return appraise(study, samples=400)


def gap(**fields):
    known = {
        "a": "cassino", "b": "belvidere", "gap": 67e6, "incentive": 67e6, "incentive_a_year": 14.5e6, "volume": None,
        "tariff": None, "origin": "", "duty": None, "market": "usa",
    }  # fmt: skip
    return BreakEven(**{**known, **fields})


NEEDS = "To be worth as much as Belvidere, Cassino needs 67 million USD at the start"
DUTY = "or a duty of 13 % instead of 15 % on cars from the EU in the United States"


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        (
            {},
            f"{NEEDS}, or 14.5 million a year.",
        ),
        (
            {"tariff": 12.95, "origin": "EU", "duty": 15.0},
            f"{NEEDS}, 14.5 million a year, {DUTY}.",
        ),
        (
            {"volume": 35_934.0},
            f"{NEEDS}, 14.5 million a year, or sales of 35,934 cars a year from either.",
        ),
        (
            {"origin": "EU", "duty": 2.5},
            f"{NEEDS}, or 14.5 million a year. Not even free entry of cars from the EU to the United States would do.",
        ),
        (
            {"gap": -67e6},
            "Cassino is worth 67 million USD more than Belvidere: it needs no incentive.",
        ),
    ],
)  # fmt: skip
def test_what_would_close_the_gap(study, fields, sentence):
    assert words.break_even(study, gap(**fields)) == sentence


def test_a_volume_of_less_than_half_the_plan_is_beside_the_question(study):
    assert "sales" not in words.break_even(study, gap(volume=24_999.0))
    assert "sales of 25,000 cars" in words.break_even(study, gap(volume=25_000.0))


def test_present_value(money):
    table = money.value.sort_values("npv", ascending=False)
    best, second = table.iloc[0], table.iloc[1]
    assert words.present_value(money) == (
        f"Windsor is worth most: {best.npv:,.0f} million USD ({best.low:,.0f} to {best.high:,.0f}), "
        f"{best.npv - second.npv:,.0f} million USD more than {TITLES[table.index[1]]}; it comes first in "
        f"{words.share(best['first'])} of the draws."
    )


def test_a_lead_of_next_to_nothing_is_called_so_and_the_second_is_told_where_the_first_is_not_sure(money):
    table = money.value.sort_values("npv", ascending=False)
    best, second = table.index[:2]
    close = table.assign(npv=[1000.0, *(1000.0 - 9.9 * place for place in range(1, len(table)))], first=0.0)
    close.loc[[best, second], "first"] = 0.6, 0.4
    said = words.present_value(SimpleNamespace(study=money.study, value=close, unpriced={}))
    assert f"10 million USD more than {TITLES[second]}, next to nothing; it comes first in 60 % of the draws, " in said
    assert said.endswith(f"{TITLES[second]} in 40 %.")


def test_a_single_site_is_compared_with_nobody_and_what_has_no_price_is_told():
    study = build(**{"money.own.tax": {"US": 28.0, "CA": 25.0}})
    found = appraise(study, sites=["belvidere", "cassino"], samples=10)
    said = words.present_value(found)
    assert said.startswith("Belvidere is worth most: ")
    assert "more than" not in said
    assert "Cassino has no price: tax (not known: " in said


def test_why_a_car_costs_more(money):
    # labour 700, energy 380, freight some 400 and duty more; the plant 1,000 per unit of capacity cheaper
    steps = words.waterfall(money, "windsor", "cassino").set_index("element")["difference"]
    up = steps[steps > 0]
    named = up.index.tolist()[:2]
    assert up.iloc[:2].sum() >= 0.7 * up.sum() > up.iloc[0]
    assert words.cost_waterfall(money, "windsor", "cassino") == (
        f"A car from Cassino costs {steps.sum():,.0f} USD more at its buyer's than one from Windsor, mostly for "
        f"{named[0]} and {named[1]}."
    )
    assert words.cost_waterfall(money, "cassino", "windsor") == words.cost_waterfall(money, "windsor", "cassino")


def test_landed_cost_of_one_site_has_no_rival(study):
    alone = appraise(study, sites=["cassino"], samples=1)
    total = alone.cost.loc["cassino", "total"]
    assert words.landed_cost(alone) == f"Cassino is cheapest over all markets: {total:,.0f} USD a car."


def test_what_the_money_rests_on(money):
    assert words.money_basis(money) == (
        "Constant USD, discounted at 8 % a year: 2 years to build, 4 of up to 50,000 cars; incentives counted: none. "
        "Ranges: 5 to 95 % of 400 seeded draws."
    )
    # 5 figures of the plan; 5 elements, freight, days and 2 duties of each of 3 sites
    assert words.money_evidence(money).startswith("Money rests on 32 figures, ")
    assert words.cost_basis(money).startswith(
        "Real USD as known on 2023-04-30, without incentives; capital at 8 % a year over 4 years. Money rests on 32 "
    )


def test_counts_by_kind_are_those_of_the_table(money):
    kinds = money.provenance()["kind"].value_counts()
    assert f"{kinds['judged']} judged and {kinds['computed']} computed" in words.money_evidence(money)
    assert kinds["judged"] == 5 + 3 * 5


def flagged(**flags):
    rows = [
        {"site": "a", "element": name, "kind": "computed", "flags": "; ".join(entry)} for name, entry in flags.items()
    ]
    return pd.DataFrame(rows)


def test_warnings_of_law_come_first_and_those_of_mere_planning_are_left_to_the_table():
    class Found:
        @staticmethod
        def provenance():
            table = flagged(
                labour=["planning values", "unsourced estimate"],
                energy=["unsourced estimate"],
                zone_credit=["law not verified", "judged inputs"],
                other=[],
            )
            table.loc[table["element"] == "other", "element"] = "duty to china"
            table.loc[table["element"] == "duty to china", "flags"] = "law not verified"
            return table

    assert words.money_evidence(Found()) == (
        "Money rests on 4 figures, 4 computed. Flagged: law not verified (Italian zone credit and duty to China); "
        "unsourced estimate (labour and energy)."
    )


def test_names():
    assert words.market_name("europe-ex-germany") == "Europe Ex Germany"
    assert words.market_name("rest") == "the rest of the world"
    assert words.territory_name("MX") == "Mexico"
