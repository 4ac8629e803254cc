import numpy as np
import pandas as pd
import pytest

from siting import Measurement, Study
from siting.evaluation import evaluate, screen
from siting.model import PerformanceTable


def gated(requirements, figures, *, criteria=None, measured=None):
    table = pd.DataFrame(figures).T
    document = {
        "sites": {site: {} for site in table.index},
        "criteria": criteria or {"volume": {"title": "Installed capacity", "unit": "cars/year"}, "skill": {}},
        "requirements": requirements,
    }
    study = Study.build(document, given=PerformanceTable(table))
    return study.with_measured(measured) if measured else study


FIGURES = {"A": {"volume": 90_000.0, "skill": 2.0}, "B": {"volume": 250_000.0, "skill": 5.0}, "C": {"skill": 3.0}}


def rows(study):
    return [tuple(row) for row in screen(study).itertuples(index=False)]


def test_threshold_and_missing_evidence_have_their_own_reasons():
    study = gated({"room": {"criterion": "volume", "at_least": 150_000.0, "reason": "the plan calls for it"}}, FIGURES)
    assert rows(study) == [
        (
            "A",
            "room",
            "Installed capacity is 90,000 cars/year, at least 150,000 cars/year is required: the plan calls for it",
        ),
        (
            "C",
            "room",
            "no evidence for Installed capacity, at least 150,000 cars/year is required: the plan calls for it",
        ),
    ]


def test_a_value_at_the_threshold_passes():
    both = {"criterion": "volume", "at_least": 250_000.0, "at_most": 250_000.0}
    assert rows(gated({"room": both}, {"B": FIGURES["B"]})) == []


def test_upper_limit_and_both_limits():
    study = gated({"skilled": {"criterion": "skill", "at_least": 2.5, "at_most": 4.0}}, FIGURES)
    assert [(site, reason) for site, _, reason in rows(study)] == [
        ("A", "Skill is 2, at least 2.5 and at most 4 is required"),
        ("B", "Skill is 5, at least 2.5 and at most 4 is required"),
    ]


def test_a_near_miss_is_written_in_full():
    study = gated({"room": {"criterion": "volume", "at_least": 250_000.4}}, {"B": FIGURES["B"]})
    assert rows(study)[0][2] == "Installed capacity is 250,000 cars/year, at least 250,000.4 cars/year is required"


def test_a_requirement_can_have_a_column_of_its_own():
    figures = {"A": {"skill": 1.0, "rail": "none"}, "B": {"skill": 2.0, "rail": "two tracks"}, "C": {"skill": 3.0}}
    rail = {"title": "Rail access", "one_of": ["one track", "two tracks"]}
    study = gated({"rail": rail}, figures, criteria={"skill": {}})
    assert rows(study) == [
        ("A", "rail", "Rail access is none; one track or two tracks is required"),
        ("C", "rail", "no evidence for Rail access; one track or two tracks is required"),
    ]


def test_a_measure_that_found_nothing_is_missing_evidence_for_all():
    study = gated({"rail": {"at_least": 1.0, "unit": "track", "measure": "rail"}}, {"A": FIGURES["A"]})
    assert rows(study) == [("A", "rail", "no evidence for Rail, at least 1 track is required")]


def test_numbers_can_be_listed_and_words_are_no_numbers():
    figures = {"A": {"class": 3.0}, "B": {"class": 2.0}}
    word = {("B", "class"): Measurement(value="high")}
    listed = gated({"class": {"one_of": ["3"]}}, figures, criteria={"class": {}})
    assert rows(listed) == [("B", "class", "Class is 2; 3 is required")]
    failing = rows(gated({"class": {"at_least": 1.0}}, figures, criteria={"class": {}}, measured=word))
    assert failing == [("B", "class", "Class is high, at least 1 is required")]


def test_measured_cells_are_tested_and_failures_keep_the_order_of_sites_then_requirements():
    study = gated(
        {"room": {"criterion": "volume", "at_least": 1.0}, "skilled": {"criterion": "skill", "at_least": 4.0}},
        {"B": {"skill": 5.0}, "C": {"skill": 3.0}, "A": {"skill": 2.0, "volume": 0.0}},
        measured={("C", "volume"): Measurement(value=10.0), ("B", "volume"): Measurement(value=None)},
    )
    assert [row[:2] for row in rows(study)] == [("B", "room"), ("C", "skilled"), ("A", "room"), ("A", "skilled")]


def test_no_requirement_screens_nobody():
    frame = screen(gated({}, FIGURES))
    assert list(frame.columns) == ["site", "requirement", "reason"]
    assert frame.empty


def test_a_screened_site_is_not_scored_and_sets_no_local_range():
    figures = {"A": {"x": 0.0, "y": 100.0}, "B": {"x": 1.0, "y": 1.0}, "C": {"x": 2.0, "y": 3.0}}
    study = gated({"gate": {"criterion": "x", "at_least": 1.0}}, figures, criteria={"x": {}, "y": {}})
    result = evaluate(study)
    assert list(result.overall.index) == ["B", "C"]
    assert result.values["y"].tolist() == [0, 1]
    assert result.screened["site"].tolist() == ["A"]


@pytest.mark.parametrize("missing", [np.nan, None])
def test_a_zero_is_evidence_and_a_blank_is_none(missing):
    study = gated(
        {"gate": {"criterion": "x", "at_most": 5.0}}, {"A": {"x": 0.0}, "B": {"x": missing}}, criteria={"x": {}}
    )
    assert [row[0] for row in rows(study)] == ["B"]


def test_what_is_asked_for_cannot_be_read_as_what_there_is():
    quay = {"title": "Quay", "one_of": ["road", "shared", "own"], "reason": "The blade must leave"}
    [row] = rows(gated({"quay": quay}, {"A": {"quay": "none"}}, criteria={"cost": {}}))
    assert row == ("A", "quay", "Quay is none; road, shared or own is required: The blade must leave")
