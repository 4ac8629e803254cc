"""The same dollar on both sides is found."""

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


def test_an_incentive_that_is_not_counted_is_no_double(document):
    document["criteria"] = criteria(aid="zone_credit")
    assert double_counted(Study.build(document)) == []


def test_without_money_nothing_is_counted_twice(document):
    document["criteria"] = criteria(freight_bill="delivery_cost")
    del document["money"]
    assert double_counted(Study.build(document)) == []
