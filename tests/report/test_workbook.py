"""The workbook: text stays text, formulas give Python's numbers, and follow a changed weight when recalculated."""

import sys
import zipfile
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import siting
from siting.errors import MissingExtra, OutputError
from siting.files import new_study
from siting.model import Study
from siting.report.answer import answer
from siting.report.workbook import workbook_bytes, write_workbook
from tests.report.office import HOSTILE, cells, hostile_study, libreoffice, without_results

ALFA = Path(__file__).parents[2] / "scenarios" / "alfa-first-look"


def varied_study():
    """Every shape of value function, a tree with and without points, a missing cell, a tie and a screened site."""
    table = pd.DataFrame(
        {
            "cost": [300.0, 500.0, 300.0, 400.0, 410.0],
            "crew": [1.0, 3.0, 1.0, 2.0, 2.0],
            "rail": ["yes", "no", "yes", "Yes", "no"],
            "climate": [20.0, 31.0, 20.0, np.nan, 12.0],
            "noise": [4.0, 2.0, 4.0, 3.0, 1.0],
            "port": [5.0, 9.0, 5.0, 1.0, 2.0],
        },
        index=["A", "B", "A twin", "D", "E"],
    )
    return Study.from_frame(
        table,
        directions={"cost": "min", "port": "min"},
        ranges={"port": (10.0, 0.0)},
        value_functions={
            "crew": siting.values.piecewise([(0, 0.0), (1, 0.6), (4, 1.0)]),
            "rail": siting.values.levels({"no": 0.0, "yes": 0.5, "Yes": 1.0}),
            "climate": siting.values.target(20, 0, 35, tolerance=2),
            "noise": siting.values.exponential(5, 0, 3),
        },
        tree={"people": ["crew", "climate"], "reach": {"land": ["rail"], "sea": ["port"]}},
        weights={"cost": 3, "crew": 1, "climate": 2, "reach": 4, "rail": 1, "port": 0.5, "noise": 1},
    )


def starter(folder):
    return siting.load_study(new_study(folder / "starter"))


@pytest.fixture(scope="module")
def recalculated(tmp_path_factory):
    """Each study with its workbook as written, and as LibreOffice calculates it from nothing but the inputs."""
    found = {}
    for name, study in (
        ("varied", varied_study()),
        ("alfa", siting.load_study(ALFA)),
        ("starter", starter(tmp_path_factory.mktemp("new"))),
    ):
        folder = tmp_path_factory.mktemp(name)
        (folder / "out").mkdir()
        written = write_workbook(study, folder / "written.xlsx")
        blank = without_results(written, folder / "blank.xlsx")
        found[name] = study, cells(written), cells(libreoffice(blank, "xlsx", folder / "out"))
    return found


@pytest.mark.parametrize("name", ["varied", "alfa", "starter"])
def test_libreoffice_calculates_what_python_did(recalculated, name):
    _, written, calculated = recalculated[name]
    compared = 0
    for sheet, rows in written.items():
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                if cell != "":
                    again = calculated[sheet][number][column]
                    if isinstance(cell, float):
                        assert again == pytest.approx(cell, abs=1e-12), (sheet, number, column)
                        compared += 1
                    else:
                        assert again == cell, (sheet, number, column)
    assert compared > 50


def ranking(sheets):
    rows = sheets["Ranking"]
    head = next(place for place, row in enumerate(rows) if row[0] == "Site")
    found = {}
    for row in rows[head + 1 :]:
        if row[0] == "":
            break
        found[row[0]] = row[1:3]
    return found


@pytest.mark.parametrize("name", ["varied", "alfa", "starter"])
def test_the_calculated_ranking_is_the_evaluation(recalculated, name):
    study, _, calculated = recalculated[name]
    ev = siting.evaluate(study)
    found = ranking(calculated)
    assert set(found) == {study.site_title(site) for site in ev.ranks.index}
    for site, rank in ev.ranks.items():
        shown = found[study.site_title(site)]
        if pd.isna(rank):
            assert shown == ["not ranked", "not ranked"]
        else:
            assert shown == [rank, pytest.approx(ev.overall[site], abs=1e-12)]


def test_sites_that_tie_share_a_rank_and_a_missing_cell_leaves_one_unranked(recalculated):
    _, _, calculated = recalculated["varied"]
    found = ranking(calculated)
    assert found["A"][0] == found["A twin"][0] == 1
    assert found["D"] == ["not ranked", "not ranked"]
    assert sorted(row[0] for row in found.values() if row[0] != "not ranked") == [1, 1, 3, 4]


def points_cell(sheets, title):
    row = next(place for place, row in enumerate(sheets["Weights"]) if row[0] == title)
    return row, sheets["Weights"][row][2]


def test_a_changed_weight_moves_the_ranking(recalculated, tmp_path):
    study, written, _ = recalculated["starter"]
    row, before = points_cell(written, study.column_title("workforce"))
    assert before == 40
    source = write_workbook(study, tmp_path / "w.xlsx")
    edited = without_results(source, tmp_path / "edited.xlsx", {(2, f"C{row + 1}"): 400})
    (tmp_path / "out").mkdir()
    found = ranking(cells(libreoffice(edited, "xlsx", tmp_path / "out")))
    changed = study.overridden({"weights.board.points.workforce": 400.0})
    ev = siting.evaluate(changed)
    assert ev.overall.to_dict() != pytest.approx(siting.evaluate(study).overall.to_dict())
    assert {name: row[1] for name, row in found.items()} == {
        study.site_title(site): pytest.approx(value, abs=1e-12) for site, value in ev.overall.items()
    }


def test_a_changed_performance_and_another_criterion_to_vary_recalculate(tmp_path):
    study = starter(tmp_path)
    source = write_workbook(study, tmp_path / "w.xlsx")
    edited = without_results(source, tmp_path / "edited.xlsx", {(3, "B12"): 5400})
    (tmp_path / "out").mkdir()
    first = ranking(cells(source))
    site = next(name for name in study.sites if study.site_title(name) == next(iter(first)))
    sheets = cells(libreoffice(edited, "xlsx", tmp_path / "out"))
    ev = siting.evaluate(study.overridden({f"performance.{site}.cost": 5400}))
    assert ranking(sheets)[study.site_title(site)][1] == pytest.approx(ev.overall[site], abs=1e-12)


def test_the_live_sweep_is_the_sweep(recalculated):
    study, _, calculated = recalculated["starter"]
    swept = siting.sensitivity.sweep(study, next(iter(study.criteria)), weights=21)
    rows = calculated["Sensitivity"]
    head = next(place for place, row in enumerate(rows) if row[0] == "Weight")
    for step, row in enumerate(rows[head + 1 : head + 22]):
        expected = swept.frame[swept.frame["weight"].sub(step / 20).abs() < 1e-9].set_index("site")["overall"]
        shown = dict(zip(rows[head][1:], row[1:], strict=False))
        for site, overall in expected.items():
            assert shown[study.site_title(site)] == pytest.approx(overall, abs=1e-12)


def test_what_has_no_formula_is_named_so(recalculated):
    _, written, _ = recalculated["varied"]
    head, shapes = written["Values"][3], written["Values"][5]
    assert dict(zip(head, shapes, strict=True)) == {
        "Criterion": "Value function",
        "cost": "linear, local range",
        "crew": "piecewise",
        "rail": "levels",
        "climate": "target",
        "noise": "exponential: values as given, without a formula",
        "port": "linear",
    }


def test_hostile_names_stay_text(tmp_path):
    file = write_workbook(hostile_study(), tmp_path / "h.xlsx")
    with zipfile.ZipFile(file) as book:
        sheets = [book.read(name).decode() for name in book.namelist() if name.startswith("xl/worksheets/sheet")]
        assert not any("externalLink" in name or "hyperlink" in name.lower() for name in book.namelist())
    formulas = [formula for sheet in sheets for formula in sheet.split("<f>")[1:]]
    assert formulas
    assert not any("HYPERLINK" in formula or "cmd" in formula or formula.startswith("1+1") for formula in formulas)
    shown = {row[0] for row in cells(file)["Ranking"]}
    assert {name.replace("\x00", "") for name in HOSTILE} <= shown


def test_the_same_study_gives_the_same_bytes():
    assert workbook_bytes(answer(varied_study())) == workbook_bytes(answer(varied_study()))


def test_inputs_are_checked_and_the_charts_described(tmp_path):
    file = write_workbook(siting.load_study(ALFA), tmp_path / "w.xlsx")
    with zipfile.ZipFile(file) as book:
        weights = book.read("xl/worksheets/sheet2.xml").decode()
        drawings = [book.read(name).decode() for name in book.namelist() if name.startswith("xl/drawings/drawing")]
    assert weights.count('type="decimal"') == 3
    assert 'operator="greaterThanOrEqual"' in weights
    assert len(drawings) == 2
    assert all('descr="' in drawing for drawing in drawings)
    assert "Belvidere 0.823" in drawings[0]


def test_every_cell_and_source_is_there(tmp_path):
    study = siting.load_study(ALFA)
    sheets = cells(write_workbook(study, tmp_path / "w.xlsx"))
    assert len(sheets["Evidence"]) == 1 + len(study.provenance())
    ids = {source.id for site in study.sites for name in study.criteria for source in study.cell(site, name).sources}
    assert {row[0] for row in sheets["Sources"][1:]} == ids
    assert dict(row[:2] for row in sheets["Record"])["as_of"] == "2023-04-30"


def test_a_study_that_no_site_survives_says_why(tmp_path):
    study = siting.load_study(ALFA, overrides={"requirements.room.at_least": 50.0})
    rows = cells(write_workbook(study, tmp_path / "w.xlsx"))["Ranking"]
    assert sum("is required" in row[0] for row in rows) == len(study.sites)


def test_an_output_that_cannot_be_written_is_an_output_error(tmp_path):
    (tmp_path / "file").write_text("")
    (tmp_path / "folder.xlsx").mkdir()
    with pytest.raises(OutputError, match="file is a file, not a folder"):
        write_workbook(varied_study(), tmp_path / "file" / "w.xlsx")
    with pytest.raises(OutputError, match="there is a folder of that name"):
        write_workbook(varied_study(), tmp_path / "folder.xlsx")
    with pytest.raises(OutputError, match=r"ends in \.xlsx"):
        write_workbook(varied_study(), tmp_path / "answer.docx")


def test_without_the_extra_one_line_says_what_to_install(monkeypatch, tmp_path):
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    for name in [name for name in sys.modules if name.startswith("siting.report.workbook.")]:
        if not name.endswith("making"):
            monkeypatch.delitem(sys.modules, name)
    with pytest.raises(MissingExtra, match=r'pip install "siting\[office\]"'):
        write_workbook(varied_study(), tmp_path / "w.xlsx")
