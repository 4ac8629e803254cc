"""`siting deck`: the file it writes, and what it says when it cannot."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from pptx import Presentation

from siting.cli import main

STUDY = Path(__file__).parents[2] / "scenarios" / "alfa-first-look"


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    shutil.copytree(STUDY, tmp_path / "study")
    monkeypatch.chdir(tmp_path)


def invoke(*arguments):
    return CliRunner().invoke(main, ["deck", *arguments])


def refused(*arguments):
    done = invoke("study", *arguments)
    assert done.exit_code == 2
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    return done.stderr


def test_the_deck_is_named_after_the_study_and_its_name_printed():
    done = invoke("study")
    assert (done.exit_code, done.stdout) == (0, "results/study-deck.pptx\n")
    assert Presentation("results/study-deck.pptx").slides[0].shapes.title.text_frame.text.startswith("Belvidere leads")


def test_futures_days_and_changes_come_before_the_slides():
    assert invoke("study", "--set", "title=Another title", "--out", "other.pptx").exit_code == 0
    assert Presentation("other.pptx").core_properties.title == "Another title"


def test_a_template_without_the_placeholders_is_told_with_what_it_has():
    Presentation().save("plain.pptx")
    words = refused("--template", "plain.pptx")
    assert "plain.pptx: no layout has the placeholders Title, Content, Footnote" in words
    assert "'Title Slide' has Title 1, Subtitle 2" in words
    assert "Selection Pane" in words


def test_what_cannot_be_read_or_written_is_told():
    Path("file").write_text("kept")
    assert "there is no file of that name" in refused("--template", "gone.pptx")
    assert "not a PowerPoint presentation" in refused("--template", "file")
    assert refused("--out", "answer.pdf") == "answer.pdf: a deck's name ends in .pptx\n"
    assert "file" in refused("--out", "file/deck.pptx")
    assert Path("file").read_text() == "kept"
