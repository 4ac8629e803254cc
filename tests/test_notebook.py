"""The board in a notebook: weights flow both ways, and a missing extra is named."""

import builtins
import sys

import pandas as pd
import pytest

import siting
from siting.errors import MissingExtra, StudyError
from siting.report.board import board_data, module_text


@pytest.fixture
def study():
    table = pd.DataFrame({"cost": [8.0, 5.0], "skill": [2.0, 6.0]}, index=["North", "South"])
    return siting.Study.from_frame(table, weights={"cost": 3, "skill": 1}, ranges={"cost": (0, 10), "skill": (0, 10)})


def test_the_board_starts_with_the_study(study):
    board = siting.board(study)
    assert board.weights == {"cost": 0.75, "skill": 0.25}
    assert board.data == board_data(study)
    assert board._esm == module_text()


def test_what_is_moved_on_the_board_comes_back(study):
    board = siting.board(study)
    board.set_state({"weights": {"cost": 0.2, "skill": 0.6}})
    assert board.global_weights.to_dict() == pytest.approx({"cost": 0.25, "skill": 0.75})
    moved = siting.Study.from_frame(
        study.given.figures.astype(float),
        weights=board.global_weights.to_dict(),
        ranges={"cost": (0, 10), "skill": (0, 10)},
    )
    # North 0.25 x 0.8 + 0.75 x 0.2, South 0.25 x 0.5 + 0.75 x 0.6
    assert siting.evaluate(moved).overall.to_dict() == pytest.approx({"North": 0.35, "South": 0.575})


def test_what_is_set_moves_the_board(study):
    board, heard = siting.board(study), []
    board.observe(lambda change: heard.append(change["new"]), names="weights")
    board.weights = {"skill": 1}
    assert heard == [{"cost": 0.0, "skill": 1.0}]


@pytest.mark.parametrize(
    ("weights", "words"),
    [
        ({"cots": 1}, "cots"),
        ({"cost": -1}, "-1 is no weight"),
        ({"cost": float("nan")}, "nan is no weight"),
        ({"cost": True}, "True is no weight"),
        ({"cost": 0, "skill": 0}, "no criterion has any weight"),
    ],
)
def test_weights_that_have_no_meaning_are_refused_and_nothing_moves(study, weights, words):
    board = siting.board(study)
    with pytest.raises(StudyError, match=words):
        board.weights = weights
    assert board.weights == {"cost": 0.75, "skill": 0.25}


@pytest.mark.parametrize(
    ("trait", "value", "words"),
    [
        ("weight_set", "sale", "unknown weight set 'sale'"),
        ("future", "flood", "unknown future 'flood'"),
        ("locked", ["cost", "skil"], "unknown criterion 'skil'"),
        ("vary", "skil", "did you mean 'skill'"),
    ],
)
def test_names_that_the_study_does_not_have_are_refused(study, trait, value, words):
    board = siting.board(study)
    before = getattr(board, trait)
    with pytest.raises(StudyError, match=words):
        setattr(board, trait, value)
    assert getattr(board, trait) == before


def test_locks_and_the_moved_weight_can_be_set(study):
    board = siting.board(study)
    board.locked, board.vary = ["skill"], "cost"
    assert (board.locked, board.vary) == (["skill"], "cost")


def test_a_missing_extra_is_named_with_the_line_that_installs_it(study, monkeypatch):
    real = builtins.__import__

    def without(name, *arguments, **more):
        if name == "anywidget":
            raise ModuleNotFoundError("No module named 'anywidget'", name="anywidget")
        return real(name, *arguments, **more)

    monkeypatch.delitem(sys.modules, "siting.board_widget", raising=False)
    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(MissingExtra, match=r'pip install "siting\[notebook\]"'):
        siting.board(study)


def test_the_board_says_in_one_line_what_is_chosen(study):
    assert repr(siting.board(study)) == "BoardWidget(2 sites x 2 criteria, weight set 'given')"
