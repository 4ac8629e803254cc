"""A study as a whole: changed by overrides and futures, and its evidence."""

import pandas as pd
import pytest

from siting.errors import StudyError
from siting.model import Measurement, PerformanceTable, Source, Study

DOCUMENT = {
    "title": "Plants",
    "sites": {"a": {"title": "Plant A"}, "b": {}},
    "criteria": {"cost": {"unit": "USD", "direction": "min"}, "skill": {"title": "Skill"}},
    "futures": {"tariff": {"changes": {"performance.a.cost": 9, "sites.b.country": "IT"}}},
    "weights": {"board": {"points": {"cost": 1, "skill": 1}}, "union": {"points": {"cost": 0, "skill": 1}}},
}
SOURCE = Source(id="s", title="Report", url="https://example.org/r")
CELLS = {
    ("a", "cost"): Measurement(value=3.0, low=2.0, kind="estimated", sources=(SOURCE,), note="by hand"),
    ("b", "cost"): Measurement(value=4.0, unit="USD"),
    ("a", "skill"): Measurement(value=None),
}
STUDY = Study.build(DOCUMENT, given=PerformanceTable.of_cells(CELLS))


def test_a_future_changes_a_copy_and_is_recorded():
    changed = STUDY.in_future("tariff")
    assert changed.performance.loc["a", "cost"] == 9.0
    assert changed.sites["b"].country == "IT"
    assert changed.overrides == {"performance.a.cost": 9, "sites.b.country": "IT"}
    assert STUDY.performance.loc["a", "cost"] == 3.0
    assert STUDY.overrides == {}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"sites.c.country": "IT"}, "unknown id in sites 'c'"),
        ({"performance.c.cost": 1}, "unknown site 'c'"),
        ({"performance.a": 1}, "'performance.a' names no cell"),
        ({"performance.a.cost": True}, "true is not a number or text"),
        ({"weights.board.points.cost": -1}, "-1 is negative"),
        ({"titel": "x"}, "unknown key 'titel'"),
    ],
)
def test_an_impossible_change_is_a_study_error(change, message):
    with pytest.raises(StudyError) as caught:
        STUDY.overridden(change)
    assert message in [problem.message for problem in caught.value.problems]


@pytest.mark.parametrize("ask", [lambda: STUDY.in_future("tarif"), lambda: STUDY.weight_set("unoin")])
def test_an_unknown_name_gets_the_nearest(ask):
    with pytest.raises(StudyError, match=r"did you mean '(tariff|union)'"):
        ask()


def test_the_first_weight_set_is_the_default():
    assert STUDY.weight_set() is STUDY.weights["board"]
    bare = Study.build({**DOCUMENT, "weights": {}})
    assert bare.weight_set().points == {"cost": 1.0, "skill": 1.0}


def test_a_cell_takes_the_unit_of_its_criterion():
    assert STUDY.cell("a", "cost").unit == "USD"
    assert STUDY.cell("b", "skill") == Measurement(value=None)


def test_the_evidence_of_every_cell_is_one_row():
    frame = STUDY.provenance()
    assert len(frame) == 4
    first, second = frame.iloc[0], frame.iloc[1]
    assert list(first[["site", "criterion", "value", "low", "kind", "source", "url", "trace"]]) == [
        "a", "cost", 3.0, 2.0, "estimated", "Report", "https://example.org/r", "by hand",
    ]  # fmt: skip
    assert (second["kind"], second["criterion"]) == ("missing", "skill")
    assert pd.isna(second["value"])


def test_titles_are_for_people():
    assert (STUDY.site_title("a"), STUDY.site_title("b")) == ("Plant A", "b")
    assert (STUDY.column_title("skill"), STUDY.column_title("cost")) == ("Skill", "cost")


def test_an_objective_may_have_a_title():
    document = {**DOCUMENT, "tree": {"people": ["skill"]}, "weights": {}}
    named = Study.build({**document, "objectives": {"people": {"title": "People and skills"}}})
    assert named.column_title("people") == "People and skills"
    assert Study.build(document).column_title("people") == "people"
    with pytest.raises(StudyError, match=r"(?s)unknown objective 'peple'.*did you mean 'people'") as caught:
        Study.build({**document, "objectives": {"peple": {"title": "People"}}})
    assert caught.value.problems[0].place == "objectives.peple"
    gate = {"people": {"criterion": "skill", "at_least": 1}}
    with pytest.raises(StudyError, match=r"objectives\.people: 'people' is called a requirement too"):
        Study.build({**document, "objectives": {"people": {"title": "People"}}, "requirements": gate})


@pytest.mark.parametrize("key", ["given", "facts", "measured", "overrides"])
def test_what_files_bring_cannot_be_written_in_the_document(key):
    with pytest.raises(StudyError, match=f"unknown key '{key}'"):
        Study.build({**DOCUMENT, key: {}})


def test_a_study_can_be_made_without_cells():
    assert Study(sites={"a": {}}, criteria={"c": {}}).performance.isna().all(axis=None)
