"""References that lead nowhere are found, in the words of the document."""

import pytest

from siting.model import Measurement, PerformanceTable
from siting.model.consistency import find_problems, untested

DOCUMENT = {
    "sites": {"melfi": {}, "toluca": {}},
    "criteria": {"cost": {"unit": "USD"}, "skill": {}},
    "programme": {"body": "suv"},
}


def found(given=None, **parts):
    problems = find_problems({**DOCUMENT, **parts}, given or PerformanceTable())
    return [(problem.place, problem.message) for problem in problems]


def test_a_sound_document_has_no_problems():
    cells = {("melfi", "cost"): Measurement(value=3.0, unit="USD"), ("toluca", "rail"): Measurement(value="yes")}
    assert found(PerformanceTable.of_cells(cells), requirements={"rail": {"one_of": ["yes"]}}) == []


@pytest.mark.parametrize(
    ("parts", "place", "message"),
    [
        ({"requirements": {"r": {"criterion": "cots"}}}, "requirements.r.criterion", "unknown criterion 'cots'"),
        (
            {"futures": {"f": {"changes": {"sites.x.title": 1}}}},
            "futures.f.changes.sites.x.title",
            "unknown id in sites 'x'",
        ),
        (
            {"futures": {"f": {"changes": {"programme": {"body": "van"}}}}},
            "futures.f.changes.programme",
            "all of programme would be replaced",
        ),
        ({"programme": {"demand": {}}}, "programme.demand", "demand has no market with a weight above zero"),
        ({"programme": {"demand": {"US": 0}}}, "programme.demand", "demand has no market with a weight above zero"),
    ],
)
def test_a_reference_that_leads_nowhere_is_told(parts, place, message):
    assert found(**parts) == [(place, message)]


@pytest.mark.parametrize(
    ("cell", "measurement", "place", "message"),
    [
        (("malfi", "cost"), Measurement(value=1.0), "performance.malfi.cost.site", "unknown site 'malfi'"),
        (
            ("melfi", "cots"),
            Measurement(value=1.0),
            "performance.melfi.cots.criterion",
            "unknown criterion or requirement 'cots'",
        ),
        (("melfi", "cost"), Measurement(value="much"), "performance.melfi.cost", "'much' is not a number"),
        (
            ("melfi", "cost"),
            Measurement(value=1.0, unit="EUR"),
            "performance.melfi.cost.unit",
            "unit 'EUR' differs from the unit 'USD' of the criterion",
        ),
    ],
)
def test_a_cell_that_does_not_fit_is_told(cell, measurement, place, message):
    assert found(PerformanceTable.of_cells({cell: measurement})) == [(place, message)]


QUAY = {"quay": {"value": {"shape": "levels", "levels": {"none": 0, "shared": 0.5, "own": 1}}}}


@pytest.mark.parametrize(
    ("name", "requirement"), [("gate", {"criterion": "quay"}), ("quay", {})], ids=["by criterion", "by its own name"]
)
def test_a_requirement_asks_only_for_levels_that_its_criterion_has(name, requirement):
    gate = {name: {**requirement, "one_of": ["shard", "own"]}}
    told = [(f"requirements.{name}.one_of.0", "unknown level 'shard'")]
    assert found(criteria=QUAY, requirements=gate) == told
    assert found(criteria={"quay": {}}, requirements=gate) == []


def test_a_number_is_a_level_only_where_one_is_called_so():
    cells = {("melfi", "quay"): Measurement(value=1.0), ("toluca", "quay"): Measurement(value="own")}
    [(place, message)] = found(PerformanceTable.of_cells(cells), criteria=QUAY)
    assert (place, message) == ("performance.melfi.quay", "unknown level '1'")
    graded = {"quay": {"value": {"shape": "levels", "levels": {"1": 0, "own": 1}}}}
    assert found(PerformanceTable.of_cells(cells), criteria=graded) == []


def test_an_unknown_site_is_told_once():
    cells = {("x", "cost"): Measurement(value=1.0), ("x", "skill"): Measurement(value=1.0)}
    assert len(found(PerformanceTable.of_cells(cells))) == 1


@pytest.mark.parametrize("value", [3, "x", [1], None, {"a": 3}, {"a": {"changes": 3, "points": 3, "criterion": 3}}])
@pytest.mark.parametrize(
    "key", ["sites", "criteria", "requirements", "futures", "programme", "weights", "tree", "sources"]
)
def test_wrong_types_are_left_to_the_records(key, value):
    for _, message in found(**{key: value}):
        assert "unknown" in message or "no criterion" in message or "is no" in message


def test_a_requirement_needs_something_to_test():
    document = {**DOCUMENT, "requirements": {"rail": {"one_of": ["yes"]}, "low": {"criterion": "cost", "at_most": 1}}}
    [problem] = untested(document, PerformanceTable())
    assert (problem.place, problem.message) == ("requirements.rail", "nothing says what this requirement tests")
    cells = PerformanceTable.of_cells({("melfi", "rail"): Measurement(value="yes")})
    assert list(untested(document, cells)) == []
