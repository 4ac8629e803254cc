"""The starter runs as it stands, teaches every table, and overwrites nothing."""

import tomllib

import pytest

import siting
from siting.errors import OutputError
from siting.files import new_study, read_study


def test_the_starter_is_read_without_a_problem(tmp_path):
    study = read_study(new_study(tmp_path / "plants"))
    assert study.performance.shape == (3, 3)
    assert not study.performance.isna().any(axis=None)
    assert all(cell.sources for cell in (study.cell(site, "cost") for site in study.sites))
    assert len(study.requirements) == 1
    assert list(study.futures) == ["tariff"]
    assert study.in_future("tariff").performance.loc["south", "cost"] == 8200


def test_the_starter_is_evaluated_as_computed_by_hand(tmp_path):
    result = siting.evaluate(read_study(new_study(tmp_path / "plants")))
    # cost: (9000 - x) / 4000; workforce: 0.7 up to 20,000, then 0.3 per 40,000; launch: (36 - x) / 16
    weights = {"cost": 0.5, "workforce": 0.2, "launch": 0.3}
    north = 0.5 * 0.625 + 0.2 * (0.7 + 0.3 * 18 / 40) + 0.3 * 0.75
    south = 0.5 * 0.725 + 0.2 * (0.7 + 0.3 * 2 / 40) + 0.3 * 3 / 16
    harbour = 0.5 * 0.5 + 0.2 * (0.7 + 0.3 * 25 / 40) + 0.3 * 0.5
    assert result.weights.to_dict() == pytest.approx(weights)
    assert result.overall.to_dict() == pytest.approx({"north": north, "south": south, "harbour": harbour})


def test_the_first_line_names_the_schema_that_lies_beside_it(tmp_path):
    folder = new_study(tmp_path / "plants")
    first = (folder / "study.toml").read_text(encoding="utf-8").split("\n")[0]
    assert first.startswith("#:schema ./")
    assert (folder / first.removeprefix("#:schema ")).is_file()


def test_the_starter_shows_every_table_but_the_programme(tmp_path):
    document = tomllib.loads((new_study(tmp_path / "plants") / "study.toml").read_text(encoding="utf-8"))
    assert {"sites", "criteria", "tree", "weights", "requirements", "futures", "sources"} <= set(document)


def test_an_empty_folder_may_be_filled(tmp_path):
    assert read_study(new_study(tmp_path)).title


@pytest.mark.parametrize("name", ["study.toml", "notes.txt"])
def test_nothing_is_overwritten(tmp_path, name):
    (tmp_path / name).write_text("mine")
    with pytest.raises(OutputError, match="overwrites nothing"):
        new_study(tmp_path)
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [(name, "mine")]


def test_a_file_is_not_replaced(tmp_path):
    (tmp_path / "plants").write_text("mine")
    with pytest.raises(OutputError, match="overwrites nothing"):
        new_study(tmp_path / "plants")
    assert (tmp_path / "plants").read_text() == "mine"


def test_a_folder_that_cannot_be_made_is_an_output_error(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="not a directory"):
        new_study(tmp_path / "file" / "plants")
