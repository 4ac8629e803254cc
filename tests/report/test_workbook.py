"""The workbook: text stays text, formulas give Python's numbers, and follow a changed weight when recalculated."""

import re
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
from siting.report.workbook.weights import set_titles
from tests.report.office import HOSTILE, cells, hostile_study, libreoffice, without_results

ALFA = Path(__file__).parents[2] / "scenarios" / "alfa-first-look"
FULL = ALFA.with_name("alfa-e-segment")
STUDIES = ["varied", "alfa", "starter", "full"]


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
        ("full", siting.load_study(FULL)),
    ):
        folder = tmp_path_factory.mktemp(name)
        (folder / "out").mkdir()
        written = write_workbook(study, folder / "written.xlsx")
        blank = without_results(written, folder / "blank.xlsx")
        found[name] = study, cells(written), cells(libreoffice(blank, "xlsx", folder / "out"))
    return found


@pytest.mark.parametrize("name", STUDIES)
def test_libreoffice_calculates_what_python_did(recalculated, name):
    _, written, calculated = recalculated[name]
    compared = 0
    for sheet, rows in written.items():
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                if cell != "":
                    again = calculated[sheet][number][column]
                    if isinstance(cell, float):
                        assert again == pytest.approx(cell, rel=1e-12, abs=1e-12), (sheet, number, column)
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


@pytest.mark.parametrize("name", STUDIES)
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


def points_row(sheets, title):
    return next(place for place, row in enumerate(sheets["Weights"]) if row[0] == title)


def test_a_changed_weight_moves_the_ranking(recalculated, tmp_path):
    study, written, _ = recalculated["starter"]
    row = points_row(written, study.column_title("workforce"))
    assert written["Weights"][row][2] == written["Weights"][row][5] == 40
    source = write_workbook(study, tmp_path / "w.xlsx")
    edited = without_results(source, tmp_path / "edited.xlsx", {(2, f"F{row + 1}"): 400})
    (tmp_path / "out").mkdir()
    found = ranking(cells(libreoffice(edited, "xlsx", tmp_path / "out")))
    changed = study.overridden({"weights.board.points.workforce": 400.0})
    ev = siting.evaluate(changed)
    assert ev.overall.to_dict() != pytest.approx(siting.evaluate(study).overall.to_dict())
    assert {name: row[1] for name, row in found.items()} == {
        study.site_title(site): pytest.approx(value, abs=1e-12) for site, value in ev.overall.items()
    }


def text_of(file, sheet, cell):
    """Return the number of the shared text that a cell shows."""
    with zipfile.ZipFile(file) as book:
        content = book.read(f"xl/worksheets/sheet{sheet}.xml").decode()
    return int(re.search(rf'<c r="{cell}"[^>]*t="s"[^>]*><v>(\d+)</v>', content)[1])


def stakeholder_tables(sheets, count):
    """Return ranks and overall values, site x weight set, as the sheet shows them."""
    rows = sheets["Stakeholders"]
    starts = [place for place, row in enumerate(rows) if row[0] in {"Rank", "Overall value"}]
    tables = []
    for start in starts:
        width = next(place for place, cell in enumerate([*rows[start], ""]) if cell == "")
        tables.append({row[0]: row[1:width] for row in rows[start + 1 : start + 1 + count]})
    return tables


def test_another_stakeholder_is_picked_in_one_cell(tmp_path):
    study = siting.load_study(FULL)
    source = write_workbook(study, tmp_path / "w.xlsx")
    assert cells(source)["Weights"][2][2] == "Programme team"
    edited = without_results(source, tmp_path / "edited.xlsx", {(2, "C3"): text_of(source, 2, "J4")})
    (tmp_path / "out").mkdir()
    sheets = cells(libreoffice(edited, "xlsx", tmp_path / "out"))
    assert sheets["Weights"][2][2] == "Risk committee"
    ev = siting.evaluate(study, weight_set="risk")
    assert ev.overall.to_dict() != pytest.approx(siting.evaluate(study).overall.to_dict(), abs=1e-3)
    assert ranking(sheets) == {
        study.site_title(site): [rank, pytest.approx(ev.overall[site], abs=1e-12)] for site, rank in ev.ranks.items()
    }


def test_every_stakeholder_has_a_ranking_that_follows_changed_points(recalculated, tmp_path):
    study, written, calculated = recalculated["full"]
    points = written["Weights"][3]
    assert points[5:10] == [entry.title for entry in study.weights.values()]
    assert_stakeholders(calculated, study)
    row = points_row(written, "place")
    source = write_workbook(study, tmp_path / "w.xlsx")
    edited = without_results(source, tmp_path / "edited.xlsx", {(2, f"I{row + 1}"): 500})
    (tmp_path / "out").mkdir()
    changed = study.overridden({"weights.italy.points.place": 500.0})
    assert_stakeholders(cells(libreoffice(edited, "xlsx", tmp_path / "out")), changed)


def assert_stakeholders(sheets, study):
    found = [siting.evaluate(study, weight_set=name) for name in study.weights]
    ranks, values = stakeholder_tables(sheets, len(found[0].overall))
    for site in found[0].overall.index:
        title = study.site_title(site)
        assert values[title] == [pytest.approx(ev.overall[site], abs=1e-12) for ev in found]
        assert ranks[title] == [ev.ranks[site] for ev in found]


def test_weight_sets_of_one_title_are_told_apart():
    study = varied_study()
    same = {name: {"title": "Board", "points": dict.fromkeys(study.criteria, 1.0)} for name in ("a", "b")}
    changed = Study.build({**study.model_dump(), "weights": same}, given=study.given)
    assert set_titles(changed) == {"a": "Board (a)", "b": "Board (b)"}


def test_a_changed_performance_recalculates(tmp_path):
    study = starter(tmp_path)
    source = write_workbook(study, tmp_path / "w.xlsx")
    assert cells(source)["Values"][11][:2] == ["Northfield", 6500]
    edited = without_results(source, tmp_path / "edited.xlsx", {(3, "B12"): 5400})
    (tmp_path / "out").mkdir()
    sheets = cells(libreoffice(edited, "xlsx", tmp_path / "out"))
    ev = siting.evaluate(study.overridden({"performance.north.cost": 5400}))
    assert ranking(sheets)["Northfield"][1] == pytest.approx(ev.overall["north"], abs=1e-12)


def test_another_criterion_is_varied_by_one_cell(tmp_path):
    study = starter(tmp_path)
    source = write_workbook(study, tmp_path / "w.xlsx")
    sheet = list(cells(source)).index("Sensitivity") + 1
    edited = without_results(source, tmp_path / "edited.xlsx", {(sheet, "B4"): text_of(source, 3, "D4")})
    (tmp_path / "out").mkdir()
    sheets = cells(libreoffice(edited, "xlsx", tmp_path / "out"))
    assert sheets["Sensitivity"][3][1] == "Time to launch"
    assert sheets["Sensitivity"][4][1] == pytest.approx(0.3)
    assert_sweep(sheets, study, "launch")


def test_the_live_sweep_is_the_sweep(recalculated):
    study, _, calculated = recalculated["starter"]
    assert_sweep(calculated, study, "cost")


def assert_sweep(sheets, study, criterion):
    swept = siting.sensitivity.sweep(study, criterion, weights=21)
    rows = sheets["Sensitivity"]
    head = next(place for place, row in enumerate(rows) if row[0] == "Weight")
    for step, row in enumerate(rows[head + 1 : head + 22]):
        expected = swept.frame[swept.frame["weight"].sub(step / 20).abs() < 1e-9].set_index("site")["overall"]
        shown = dict(zip(rows[head][1:], row[1:], strict=False))
        assert len(expected) == len(study.sites)
        for site, overall in expected.items():
            assert shown[study.site_title(site)] == pytest.approx(overall, abs=1e-12)


def money_rows(sheets):
    rows = sheets["Money"]
    head = next(place for place, row in enumerate(rows) if row[0] == "Site")
    return {row[0]: row[1:] for row in rows[head + 1 : next(i for i in range(head + 1, 999) if rows[i][0] == "")]}


def test_present_values_follow_the_discount_rate(recalculated, tmp_path):
    study, written, calculated = recalculated["full"]
    appraisal = siting.money.appraise(study, sites=siting.evaluate(study).overall.index)
    value = appraisal.value
    shown = money_rows(calculated)
    assert list(shown) == [study.site_title(site) for site in value["npv"].sort_values(ascending=False).index]
    for site in appraisal.names:
        row = shown[study.site_title(site)]
        assert row[:5] == pytest.approx(value.loc[site, ["rank", "npv", "low", "high", "first"]].tolist(), abs=1e-9)
        assert row[5:] == pytest.approx((appraisal.flows.loc[site] / 1e6).tolist())
    assert written["Money"][4][:2] == ["Discount rate a year", 0.09]
    source = write_workbook(study, tmp_path / "w.xlsx")
    sheet = list(written).index("Money") + 1
    edited = without_results(source, tmp_path / "edited.xlsx", {(sheet, "B5"): 0.04})
    (tmp_path / "out").mkdir()
    changed = money_rows(cells(libreoffice(edited, "xlsx", tmp_path / "out")))
    for site in appraisal.names:
        flows = appraisal.flows.loc[site]
        by_hand = sum(flow / 1.04**year for year, flow in enumerate(flows)) / 1e6
        assert changed[study.site_title(site)][1] == pytest.approx(by_hand, rel=1e-12)


def test_landed_cost_and_gaps_are_there_as_delivered(recalculated):
    study, written, _ = recalculated["full"]
    found = answer(study).money
    rows = written["Money"]
    head = next(place for place, row in enumerate(rows) if row[1] == "Common")
    for row in rows[head + 1 : head + 1 + len(found.appraisal.names)]:
        site = next(name for name in study.sites if study.site_title(name) == row[0])
        assert row[1:10] == pytest.approx(found.appraisal.cost.loc[site].tolist())
    told = [row[0] for row in rows]
    assert all(siting.narrate.break_even(study, gap) in told for gap in found.gaps)
    assert len(written["Money evidence"]) == 1 + len(found.appraisal.provenance())


def test_the_futures_are_there_as_delivered(recalculated):
    study, written, _ = recalculated["full"]
    found = answer(study)
    rows = written["Futures"]
    starts = [place for place, row in enumerate(rows) if row[1] == "As the study is"]
    assert rows[starts[0]][2 : 2 + len(study.futures)] == [entry.title for entry in study.futures.values()]
    ranks, regret, present = ({row[0]: row[1:] for row in rows[start + 1 : start + 11]} for start in starts)
    for site in study.sites:
        title = study.site_title(site)
        for column, name in enumerate(found.robustness.ranks.columns):
            rank, lost = found.robustness.ranks.loc[site, name], found.robustness.regret.loc[site, name]
            assert ranks[title][column] == ("out" if pd.isna(rank) else rank)
            assert regret[title][column] == ("out" if pd.isna(lost) else pytest.approx(lost))
    npv = found.money.futures.set_index(["future", "site"])["npv"]
    assert present["Windsor"][0] == pytest.approx(found.money.appraisal.value["npv"]["windsor"])
    assert present["Windsor"][1:11] == pytest.approx([npv[name, "windsor"] for name in study.futures])


def test_a_study_without_futures_and_money_has_no_such_sheets(recalculated):
    assert not {"Futures", "Money", "Stakeholders"} & set(recalculated["varied"][1])
    assert {"Futures", "Stakeholders"} <= set(recalculated["starter"][1])


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
    first, second = (workbook_bytes(answer(siting.load_study(FULL))) for _ in range(2))
    assert first == second


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


def test_performances_take_numbers_or_levels_and_nothing_else(tmp_path):
    file = write_workbook(varied_study(), tmp_path / "w.xlsx")
    with zipfile.ZipFile(file) as book:
        values = book.read("xl/worksheets/sheet3.xml").decode()
    rules = re.findall(r'<dataValidation [^>]*sqref="(\w+):\w+"><formula1>(.*?)</formula1>', values)
    assert [cell for cell, _ in rules] == ["B12", "C12", "D12", "E12", "F12", "G12"]
    by_cell = dict(rules)
    assert by_cell["B12"] == 'OR(ISNUMBER(B12),B12="missing")'
    assert by_cell["D12"].startswith("OR(SUMPRODUCT(--EXACT('Value functions'!")


def test_a_study_of_straight_lines_has_no_sheet_of_points(tmp_path):
    table = pd.DataFrame({"cost": [1.0, 2.0], "skill": [3.0, 1.0]}, index=["A", "B"])
    sheets = cells(write_workbook(Study.from_frame(table), tmp_path / "w.xlsx"))
    assert "Value functions" not in sheets
    assert "Value functions" in cells(write_workbook(varied_study(), tmp_path / "v.xlsx"))


def test_more_sites_than_a_chart_can_tell_apart(tmp_path):
    table = pd.DataFrame({"cost": np.arange(300.0), "skill": np.arange(300.0) % 7}, index=[f"s{i}" for i in range(300)])
    file = write_workbook(Study.from_frame(table), tmp_path / "w.xlsx")
    with zipfile.ZipFile(file) as book:
        lines = book.read("xl/charts/chart2.xml").decode()
    assert lines.count("<c:ser>") == 12
    assert len(ranking(cells(file))) == 300


def test_every_cell_and_source_is_there(tmp_path):
    study = siting.load_study(ALFA)
    sheets = cells(write_workbook(study, tmp_path / "w.xlsx"))
    assert len(sheets["Evidence"]) == 1 + len(study.provenance())
    ids = {source.id for site in study.sites for name in study.criteria for source in study.cell(site, name).sources}
    assert {row[0] for row in sheets["Sources"][1:]} == ids
    assert dict(row[:2] for row in sheets["Record"])["Knowledge as of"] == "2023-04-30"


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
