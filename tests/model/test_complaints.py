"""Validation errors come out in the user's words, placed where the user wrote."""

import pytest
from pydantic import ValidationError

from siting.errors import StudyError
from siting.model import Criterion, Measurement, Programme, Study
from siting.model.complaints import Key, explain, unknown

PROGRAMME = {"launch": "2028", "volume": 1, "msrp_usd": 2}


def complaints(model, document):
    with pytest.raises(ValidationError) as caught:
        model(**document)
    return explain(caught.value, model, document)


@pytest.mark.parametrize(
    ("model", "document", "place", "message", "expected"),
    [
        (Criterion, {"title": 3}, "title", "3 is not text", 'text in quotation marks, such as "IT"'),
        (Criterion, {"titel": ""}, "titel", "unknown key 'titel'", None),
        (Criterion, {"direction": "mix"}, "direction", "unknown direction 'mix'", "one of max, min"),
        (Criterion, {"direction": 1}, "direction", "1 is not text", "one of max, min"),
        (Criterion, {"range": [1, 2]}, "range", "a list is not a table", "a table with keys of worst, best"),
        (Criterion, {"range": {"worst": 1}}, "range", "missing key 'best'", ""),
        (Criterion, {"measure": 4}, "measure", "4 is not a table", None),
        (Criterion, {"measure": {"name": "x", "nam": "x"}}, "measure.nam", "unknown key 'nam'", "one of name, options"),
        (Criterion, {"value": 3}, "value", "3 is not a table", None),
        (Criterion, {"value": {"worst": 1}}, "value", "missing key 'shape'", None),
        (Criterion, {"value": {"shape": 1}}, "value.shape", "unknown shape '1'", None),
        (Criterion, {"value": {"shape": "piecewise", "points": 3}}, "value.points", "3 is not a list", None),
        (
            Criterion,
            {"value": {"shape": "piecewise", "points": [[0, 0], [1, "x"]]}},
            "value.points.1.1",
            "'x' is not a number",
            "a number such as 0.4, without quotation marks",
        ),
        (
            Criterion,
            {"value": {"shape": "logistic", "worst": 0, "best": 1, "steepness": 0}},
            "value.steepness",
            None,
            None,
        ),
        (
            Criterion,
            {"range": {"worst": 1, "best": 1}},
            "range",
            "worst and best are both 1: a range needs two levels",
            "",
        ),
        (Measurement, {"value": [1]}, "value", "a list is not a number or text", None),
        (Measurement, {"value": float("inf")}, "value", "inf is not a finite number", None),
        (Measurement, {"value": 1.0, "low": 2.0}, "", "low (2) is above the value (1)", ""),
        (Programme, {**PROGRAMME, "demand": 5}, "demand", "5 is not text or a table", None),
        (Programme, {**PROGRAMME, "demand": {"US": -1}}, "demand.US", "-1 is negative", "a number, at least 0"),
        (Programme, {**PROGRAMME, "volume": "x"}, "volume", "'x' is not a table", None),
        (Programme, {**PROGRAMME, "feoc_mineral": 1}, "feoc_mineral", "1 is not true or false", None),
        (Programme, {**PROGRAMME, "launch": 2028}, "launch", "2028 is not a day", "a day such as 2026-11-22"),
        (Programme, {**PROGRAMME, "by_country": {"IX": {}}}, "by_country.IX", None, None),
        (
            Programme,
            {**PROGRAMME, "by_country": {"IT": {"body": "bus"}}},
            "by_country.IT.body",
            "unknown body 'bus'",
            "one of suv, van, pickup, other",
        ),
        (
            Programme,
            {**PROGRAMME, "by_country": {"IT": {"bdy": "suv"}}},
            "by_country.IT.bdy",
            "unknown key 'bdy'",
            None,
        ),
    ],
)
def test_one_mistake_gives_one_problem_at_its_place(model, document, place, message, expected):
    [problem] = complaints(model, document)
    assert problem.place == place
    assert message is None or problem.message == message
    assert expected is None or problem.expected == expected


@pytest.mark.parametrize(
    "noise", ["tagged", "function-", "[key]", "Input should", "Value error", "constrained", "linear."]
)
def test_nothing_of_the_validator_is_left_in_a_message(noise):
    document = {
        "sites": {"a": {"country": "??"}, 1: {}, "": {}},
        "criteria": {
            "c": {"value": {"shape": "linear", "worst": "3", "x": 2}},
            "d": {"value": {"shape": "line"}, "measure": 3},
            "e": {"value": {"shape": "linear", "worst": float("nan"), "best": 1}},
        },
        "programme": {"demand": {"US": "x"}, "by_country": 3, "launch": "2028-77"},
        "weights": {"board": {"points": {"c": -1, "d": "x", "e": True}, "on": 3}},
        "requirements": {"r": {"at_least": "3", "one_of": 3}},
    }
    found = complaints(Study, document)
    assert len(found) > 15
    assert not [str(problem) for problem in found if noise in str(problem)]


def test_a_wrong_key_is_marked_as_key_and_a_wrong_value_is_not():
    [key] = complaints(Criterion, {"titel": ""})
    [value] = complaints(Criterion, {"title": 3})
    assert isinstance(key.path[-1], Key)
    assert not isinstance(value.path[-1], Key)


def test_a_known_key_at_the_wrong_depth_is_sent_to_the_top():
    found = complaints(Study, {"sites": {"a": {"as_of": "2026"}}, "criteria": {"c": {}}})
    assert [problem.fix for problem in found] == ["as_of belongs at the top of the study, above the first table"]


def test_a_long_list_of_names_is_cut_to_the_nearest():
    problem = unknown("site", "s1x", [f"s{number}" for number in range(100)])
    assert problem.expected.startswith("one of s1")
    assert problem.expected.endswith(", ...")
    assert problem.expected.count(",") == 5


def test_nothing_is_suggested_where_nothing_is_known():
    problem = unknown("site", "x", [])
    assert (problem.message, problem.expected, problem.fix) == ("unknown site 'x'", "", "")


@pytest.mark.parametrize(("code", "fix"), [("it", "did you mean 'IT'?"), ("Italy", ""), ("UK", "")])
def test_a_country_that_is_none_is_told_how_it_is_written(code, fix):
    with pytest.raises(StudyError) as caught:
        Study.build({"sites": {"a": {"country": code}}, "criteria": {"x": {}}})
    [problem] = caught.value.problems
    assert problem.message == f"'{code}' is not a two-letter country code of ISO 3166"
    assert (problem.expected, problem.fix) == ("two capital letters, such as IT", fix)


@pytest.mark.parametrize(
    ("word", "fix"),
    [
        ("Río Hondo", "did you mean 'mx1'?"),
        ("RÍO HONDO", "did you mean 'mx1'?"),
        ("Gulf", ""),  # two sites are called so
        ("mx", "did you mean 'mx1'?"),
        ("elsewhere", ""),
    ],
)
@pytest.mark.parametrize("record", [dict, Criterion], ids=["table", "record"])
def test_a_title_in_place_of_an_id_is_recognised(record, word, fix):
    titles = {"mx1": "Río Hondo", "us1": "Gulf", "us2": "Gulf"}
    known = {name: record(title=title) for name, title in titles.items()}
    problem = unknown("site", word, known)
    assert (problem.message, problem.expected, problem.fix) == (f"unknown site {word!r}", "one of mx1, us1, us2", fix)
