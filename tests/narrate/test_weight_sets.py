"""Weights that were judged on other ranges, or are a centre of what was said, say so in every output."""

import io
import zipfile

import pandas as pd
import pytest

from siting import narrate
from siting.model import Study
from siting.report import all_files, answer
from siting.sensitivity import settled

TABLE = pd.DataFrame({"cost": [1.0, 4.0], "skill": [2.0, 5.0]}, index=["A", "B"])
SAYS = "Stale weights: those of Town council were judged on another range of cost."


def study_judged_on(ranges):
    base = Study.from_frame(TABLE, directions={"cost": "min"}, ranges={"cost": (5, 0), "skill": (0, 9)})
    spans = {name: {"worst": worst, "best": best} for name, (worst, best) in ranges.items()}
    town = {"title": "Town council", "points": {"cost": 1, "skill": 2}, "ranges": spans}
    sets = {"team": {"points": {"cost": 1, "skill": 1}}, "town": town}
    return Study.build({**base.model_dump(), "weights": sets}, given=base.given)


@pytest.fixture(scope="module")
def files():
    return all_files(answer(study_judged_on({"cost": (9, 0), "skill": (0, 9)})), tell=lambda _: None)


def packed(document):
    archive = zipfile.ZipFile(io.BytesIO(document))
    return {name: archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml")}


def test_the_sentence_names_the_set_and_the_criteria():
    assert narrate.stale(study_judged_on({"cost": (9, 0)})) == [SAYS]
    both = study_judged_on({"cost": (9, 0), "skill": (1, 9)})
    assert narrate.stale(both) == [
        "Stale weights: those of Town council were judged on other ranges of cost and skill."
    ]


@pytest.mark.parametrize("ranges", [{}, {"cost": (5, 0)}, {"cost": (5.0000000001, 0), "skill": (0, 9)}])
def test_nothing_is_said_of_ranges_that_are_still_the_same(ranges):
    study = study_judged_on(ranges)
    assert narrate.stale(study) == []
    assert "Stale" not in narrate.footnote(study) + narrate.evidence(study)


def test_a_local_range_moves_with_the_sites():
    table, ranges = TABLE, {"cost": {"worst": 4, "best": 1}}
    base = Study.from_frame(table, directions={"cost": "min"})
    town = {"town": {"points": {"cost": 1, "skill": 1}, "ranges": ranges}}
    study = Study.build({**base.model_dump(), "weights": town}, given=base.given)
    assert narrate.stale(study) == []
    dearer = study.overridden({"performance.B.cost": 6.0})
    assert narrate.stale(dearer) == ["Stale weights: those of town were judged on another range of cost."]


def test_a_study_that_cannot_be_evaluated_is_not_called_stale():
    base = Study.from_frame(TABLE.assign(skill=3.0), ranges={"cost": (0, 5)})
    town = {"town": {"points": {"cost": 1, "skill": 1}, "ranges": {"cost": {"worst": 9, "best": 0}}}}
    assert narrate.stale(Study.build({**base.model_dump(), "weights": town}, given=base.given)) == []


def test_screen_page_charts_and_results_say_so(files):
    assert SAYS in files["index.html"].decode()
    assert '"stale-weights"' in files["results.json"].decode()
    assert b"stale-weights" in files["tables/audit.csv"]
    drawn = {name: text.decode() for name, text in files.items() if name.endswith(".svg")}
    assert "charts/stakeholders.svg" in drawn
    assert [name for name, text in drawn.items() if "Stale weights" not in text] == []


def test_board_deck_and_workbook_say_so(files):
    assert "Town council (judged on other ranges)" in files["board.html"].decode()
    assert "(judged on other ranges)" not in files["board.html"].decode().replace("Town council (judged", "")
    slides = packed(files["deck.pptx"])
    assert SAYS in slides["ppt/slides/slide1.xml"]
    assert SAYS in packed(files["workbook.xlsx"])["xl/sharedStrings.xml"]


@pytest.fixture
def said():
    base = Study.from_frame(TABLE, directions={"cost": "min"}, ranges={"cost": (5, 0), "skill": (0, 9)})
    town = {"title": "Town council", "statements": ["cost at least 2 times skill", "skill between 0.1 and 1"]}
    return settled(Study.build({**base.model_dump(), "weights": {"town": town}}, given=base.given))


def test_a_centre_is_told_as_one(said):
    sentence = "Weights: the centre of all that agree with the 2 statements of Town council."
    assert narrate.weight_notes(said) == [sentence]
    assert sentence in narrate.footnote(said)
    assert sentence in narrate.evidence(said)
    assert narrate.weight_notes(Study.from_frame(TABLE)) == []


def test_the_shares_of_a_run_are_taken_over_what_was_said(said):
    # weight of cost from 2/3 to 0.9: A has 0.8 c + 2/9 (1 - c), B 0.2 c + 5/9 (1 - c); A is ahead from c = 5/14
    result = answer(said)
    assert result.weights.acceptability.first_rank.to_dict() == pytest.approx({"A": 1.0, "B": 0.0})
    assert not result.weights.possible["B"]
    assert narrate.weights_considered(said) == "Over all weights that agree with the 2 statements of Town council"
    everything = answer(Study.from_frame(TABLE, directions={"cost": "min"}, ranges={"cost": (5, 0), "skill": (0, 9)}))
    assert everything.weights.acceptability.first_rank.to_dict() == pytest.approx({"A": 9 / 14, "B": 5 / 14})
    page = all_files(result, tell=lambda _: None)["index.html"].decode()
    assert "Over all weights that agree with the 2 statements of Town council: A is first with 100" in page
