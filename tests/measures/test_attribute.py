from datetime import date

import pytest

from siting.errors import MethodError
from siting.facts import known
from siting.measures.attribute import measure
from siting.measures.context import Context
from siting.model import Fact, Source, Study

STUDY = Study.build({"sites": {"cassino": {}, "here": {}}, "criteria": {"staff": {}}})


def context(site, options, day=date(2023, 4, 30), own=()):
    return Context(STUDY, site, known(day, own=own), options)


def test_the_value_is_that_of_the_facts():
    found = measure(context("cassino", {"attribute": "production_vehicles"}))
    assert (found.value, found.unit, found.kind) == (55_000, "vehicles", "measured")
    assert found.trace[0].facts[0].startswith("cassino.production_vehicles@2022")


def test_rivals_become_the_range():
    found = measure(context("cassino", {"attribute": "capacity_vehicles_per_year"}))
    assert found.range == (250_000, 300_000)


def test_what_is_not_known_of_this_site_is_missing_and_says_why():
    found = measure(context("here", {"attribute": "employees"}))
    assert found.missing
    assert found.note == "employees of here is not known as of 2023-04-30"
    assert measure(context("here", {"attribute": "employees"}, day=None)).note == "employees of here is not known"


def test_the_study_s_own_facts_come_first():
    own = Fact(
        id="here.employees",
        subject="here",
        attribute="employees",
        value=12.0,
        unit="persons",
        source=Source(id="own", title="the study"),
    )
    assert measure(context("here", {"attribute": "employees"}, own=(own,))).value == 12


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({}, "takes one option"),
        ({"attribute": 3}, "takes one option"),
        ({"attribute": "employees", "unit": "persons"}, "takes one option"),
        ({"attribute": "employes"}, "did you mean 'employees'"),
    ],
)
def test_wrong_options_are_explained(options, words):
    with pytest.raises(MethodError, match=words):
        measure(context("cassino", options))
