"""The money of a study on two sides: figures, cost and worth."""

import pytest

from siting.errors import MethodError
from siting.model import Study
from siting.money import appraise, money_change


def sides(study, changes):
    return appraise(study, samples=1), appraise(study.overridden(changes), samples=1)


def test_a_dearer_hour_in_one_country(study):
    found = money_change(*sides(study, {"money.own.labour.IT": 3_000}))
    assert found.figures.to_numpy().tolist() == [["cassino", "labour", 2_600.0, 3_000.0, "USD/car", "", ""]]
    assert found.cost.loc["cassino", ["labour", "total"]].tolist() == pytest.approx([400.0, 400.0])
    assert found.cost.loc[["belvidere", "windsor"]].abs().to_numpy().max() == 0.0
    # 400 USD x (25,000 + 3 x 50,000) cars, discounted to the first year of building, less 27.9 % tax
    worth = 400 * 0.721 * sum(cars / 1.08**year for year, cars in ((2, 25e3), (3, 50e3), (4, 50e3), (5, 50e3))) / 1e6
    row = found.worth.loc["cassino"]
    assert row["npv_before"] - row["npv_after"] == pytest.approx(worth)
    assert repr(found) == "MoneyChange(1 figure, 3 sites priced on both sides)"
    assert "<table>" in found._repr_html_()


def test_another_day_brings_facts(study):
    then, now = appraise(study, samples=1), appraise(study.overridden({"as_of": "2026-11-22"}), samples=1)
    found = money_change(then, now)
    row = found.figures.set_index(["site", "element"]).loc[("cassino", "duty to usa")]
    assert (row["before"], row["after"]) == (2.5, 15.0)
    assert row["gained"]
    assert found.cost.loc["cassino", "duty"] == pytest.approx(0.75 * 0.125 * 40_000)
    parts = found.cost.drop(columns="total")
    assert parts.sum(axis="columns").to_numpy() == pytest.approx(found.cost["total"].to_numpy())


def test_a_site_priced_on_one_side_alone(study):
    before = appraise(study, sites=["belvidere", "cassino"], samples=1)
    found = money_change(before, appraise(study, sites=["cassino", "windsor"], samples=1))
    assert found.cost.index.tolist() == ["cassino"]
    assert found.worth.index.tolist() == ["belvidere", "cassino", "windsor"]
    assert found.worth["npv_before"].isna().tolist() == [False, False, True]
    assert found.figures.empty


def test_two_studies_are_not_two_states(study, document):
    document["sites"].pop("windsor")
    with pytest.raises(MethodError, match="the same sites"):
        money_change(appraise(study, samples=1), appraise(Study.build(document), samples=1))
