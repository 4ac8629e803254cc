"""`siting board`: where the file goes, and what a mistake says."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from siting.cli import main
from siting.report.board import write_board
from siting.studies import load_study

STUDY = Path(__file__).parents[3] / "scenarios" / "alfa-first-look"


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def invoke(*arguments):
    return CliRunner().invoke(main, ["board", *(str(argument) for argument in arguments)])


def test_the_board_goes_to_the_results_and_its_place_is_told():
    done = invoke(STUDY)
    assert (done.exit_code, done.stdout) == (0, "results/alfa-first-look-board.html\n")
    same = write_board(load_study(STUDY), "same.html")
    assert Path("results/alfa-first-look-board.html").read_bytes() == same.read_bytes()


def test_the_board_of_another_day_and_with_a_change_goes_where_it_is_told():
    done = invoke(STUDY, "--as-of", "2026-11-22", "--set", "title=Another", "--out", "deep/own.html")
    assert (done.exit_code, done.stdout) == (0, "deep/own.html\n")
    text = Path("deep/own.html").read_text(encoding="utf-8")
    assert "<title>Another</title>" in text
    assert '"as_of":"2026-11-22"' in text


def test_the_future_that_is_asked_for_is_the_study_as_given():
    study = load_study(STUDY)
    name = next(iter(study.futures))
    done = invoke(STUDY, "--future", name, "--out", "own.html")
    assert done.exit_code == 0
    same = write_board(load_study(STUDY, future=name), "same.html")
    assert Path("own.html").read_bytes() == same.read_bytes()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("nowhere",), "nowhere"),
        ((STUDY, "--future", "flood"), "flood"),
        ((STUDY, "--set", "tite=x"), "tite"),
        ((STUDY, "--out", "."), "choose another file"),
    ],
)
def test_a_mistake_is_told_without_a_traceback(arguments, words):
    done = invoke(*arguments)
    assert done.exit_code == 2
    assert words in done.stderr
    assert "Traceback" not in done.output
    assert done.stdout == ""
