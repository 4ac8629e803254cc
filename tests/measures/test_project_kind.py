from datetime import date

import pytest

from siting.errors import MethodError
from siting.facts import known
from siting.measures.project_kind import KINDS, planned, project_kind
from siting.measures.steps import Trace
from siting.measures.tables import read_table


@pytest.mark.parametrize(
    ("site", "day", "kind"),
    [
        ("belvidere", date(2019, 6, 1), "running line"),
        ("belvidere", date(2023, 4, 30), "idle brownfield"),
        ("brampton", date(2023, 4, 30), "running line"),
        ("brampton", date(2025, 9, 1), "idle brownfield"),
        ("cassino", date(2026, 11, 22), "running line"),
        ("melfi", date(2026, 11, 22), "running line"),
    ],
)
def test_by_the_status_on_the_day(context_of, site, day, kind):
    trace = Trace()
    assert project_kind(context_of(site, day), trace) == kind
    assert trace.facts


def test_the_study_may_say_so(context_of, own_fact):
    meadow = context_of("meadow", country="US", own=[own_fact("meadow", "project_kind", "greenfield")])
    assert project_kind(meadow, Trace()) == "greenfield"


def test_unknown_kinds(context_of, own_fact):
    with pytest.raises(MethodError, match="give the site a fact project_kind, one of greenfield, idle brownfield"):
        project_kind(context_of("meadow", country="US"), Trace())
    wrong = context_of("meadow", country="US", own=[own_fact("meadow", "project_kind", "brown")])
    with pytest.raises(MethodError, match="project_kind of 'meadow' must be one of"):
        project_kind(wrong, Trace())


def test_every_row_of_the_plan_is_used_and_holds_its_value():
    for row in read_table("project_parameters.csv"):
        assert row["kind"] in KINDS
        assert float(row["low"]) <= float(row["value"]) <= float(row["high"])
        entry = planned(known(), row["name"], row["kind"])
        assert entry.value == float(row["value"])
        assert len(entry.facts) == len([name for name in row["precedents"].split("|") if name])


def test_planning_values_equal_those_of_the_facts():
    for name, subject, attribute in (
        ("greenfield_capital", "greenfield-e-segment-ev", "capex_per_unit_capacity"),
        ("months_to_launch", "greenfield-e-segment-ev", "lead_time_months"),
    ):
        assert planned(known(), name, "greenfield").value == known().value(subject, attribute).value


def test_precedents_count_from_the_day_they_were_known():
    early, late = (
        planned(known(day), "months_to_launch", "greenfield") for day in (date(2023, 4, 30), date(2026, 11, 22))
    )
    assert (early.low, late.low) == (30, 29)
    assert len(late.facts) == len(early.facts) + 1
