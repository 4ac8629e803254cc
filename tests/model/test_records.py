"""The small records: what they refuse, and what they work out."""

from datetime import date

import pytest
from pydantic import ValidationError

from siting.model import Criterion, Distribution, Estimate, Measurement, Programme, Range, Requirement, Site, WeightSet


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Range(worst=1, best=1), "a range needs two levels"),
        (lambda: Criterion(direction="max", range={"worst": 2, "best": 1}), "contradicts the range"),
        (
            lambda: Criterion(direction="min", value={"shape": "linear", "worst": 1.0, "best": 2.0}),
            "contradicts the value function",
        ),
        (
            lambda: Criterion(range={"worst": 1, "best": 2}, value={"shape": "linear", "worst": 1, "best": 2}),
            "not both",
        ),
        (Requirement, "needs at_least, at_most or one_of"),
        (lambda: Requirement(at_least=1, criterion="a", measure="b"), "not both"),
        (lambda: Measurement(value=1.0, low=2.0), "low"),
        (lambda: Measurement(value=1.0, high=0.5), "high"),
        (lambda: Measurement(value=float("nan")), "finite"),
        (lambda: Distribution(kind="normal", parameters=(1, 2)), "takes 1 parameter"),
        (lambda: Distribution(kind="normal", parameters=(0,)), "must be positive"),
        (lambda: Distribution(kind="triangular", parameters=(1, 3, 2)), "must rise"),
        (lambda: Distribution(kind="uniform", parameters=(1, 1)), "must rise"),
        (lambda: Site(country="UK"), "not a two-letter country code"),
        (lambda: Site(latitude=91), "less than or equal to 90"),
        (lambda: WeightSet(points={"a": -1}), "greater than or equal to 0"),
        (lambda: WeightSet(points={"a": True}), "valid number"),
        (lambda: WeightSet(points={"a": "0.4"}), "valid number"),
    ],
)
def test_what_cannot_be_is_refused(make, message):
    with pytest.raises(ValidationError, match=message):
        make()


def test_the_country_code_of_norway_is_text():
    assert Site(country="NO").country == "NO"


def test_a_measurement_without_range_has_its_value_as_range():
    assert Measurement(value=3.0).range == (3.0, 3.0)
    assert Measurement(value=3.0, low=1.0).range == (1.0, 3.0)
    assert Measurement(value="low").range is None
    assert Measurement(value=None).range is None
    assert Measurement(value=None).missing


def test_weights_are_scaled_to_one():
    assert WeightSet(points={"a": 1, "b": 3}).weights.to_dict() == {"a": 0.25, "b": 0.75}


def test_a_programme_differs_by_country():
    programme = Programme(launch="2028-06", volume=1, msrp_usd=2, by_country={"MX": {"msrp_usd": 3, "body": "van"}})
    assert programme.launch == date(2028, 6, 30)
    assert programme.volume == Estimate(value=1.0)
    mexican = programme.at("MX")
    assert (mexican.msrp_usd.value, mexican.body, mexican.by_country) == (3.0, "van", {})
    assert programme.at("IT") is programme
    assert programme.at(None) is programme


@pytest.mark.parametrize(
    ("criterion", "rising"),
    [
        (Criterion(), True),
        (Criterion(direction="min"), False),
        (Criterion(value={"shape": "piecewise", "points": [[0, 1], [4, 0]]}), False),
        (Criterion(direction="min", value={"shape": "exponential", "worst": 9.0, "best": 1.0, "mid": 4.0}), False),
        (Criterion(value={"shape": "piecewise", "points": [[0, 0], [4, 1]]}), True),
        (Criterion(value={"shape": "levels", "levels": {"no": 0.0, "yes": 1.0}}), None),
        (Criterion(direction="min", value={"shape": "target", "target": 2.0, "low": 0.0, "high": 4.0}), None),
    ],
)
def test_the_value_function_says_whether_more_is_better_before_the_direction_does(criterion, rising):
    assert criterion.rising is rising
