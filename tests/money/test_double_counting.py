"""The same dollar on both sides is found."""

import pytest

from siting.measures import MEASURES
from siting.model import Study
from siting.money import double_counted


def criteria(**entries):
    return {name: {"measure": measure} if measure else {"unit": "USD/car"} for name, measure in entries.items()}


def test_measures_and_names_that_money_counts_too(document):
    document["criteria"] = criteria(freight_bill="delivery_cost", days="delivery_days", aid="zone_credit", labour=None)
    document["money"]["incentives"] = ["zone_credit"]
    assert double_counted(Study.build(document)) == [
        ("freight_bill", "freight"),
        ("aid", "zone_credit"),
        ("labour", "labour"),
    ]


@pytest.mark.parametrize(
    ("measure", "part"),
    [
        ("delivery_cost", "freight"), ("import_duty", "duty"), ("labour_cost", "labour"),
        ("labour_cost_hourly", "labour"), ("energy_cost", "energy"), ("capital", "capital"),
        ("capital_per_unit", "capital"), ("parts_duty", "parts_duty"), ("transit_capital", "transit"),
    ],
)  # fmt: skip
def test_every_measure_of_a_landed_cost_is_found(document, measure, part):
    assert measure in MEASURES
    document["criteria"] = criteria(cell=measure)
    assert double_counted(Study.build(document)) == [("cell", part)]


def test_an_incentive_that_is_not_counted_is_no_double(document):
    document["criteria"] = criteria(aid="zone_credit")
    assert double_counted(Study.build(document)) == []


def test_without_money_nothing_is_counted_twice(document):
    document["criteria"] = criteria(freight_bill="delivery_cost")
    del document["money"]
    assert double_counted(Study.build(document)) == []
