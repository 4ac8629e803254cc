"""Reading a workbook: every mistake names its cell, and what cannot be read is refused in words."""

import os
import re
import sys
import zipfile
from copy import deepcopy
from datetime import date, datetime

import pytest
import xlsxwriter
from click.testing import CliRunner

from siting.cli import main
from siting.errors import MissingExtra, StudyError
from siting.files import new_workbook, read_study
from siting.files.text import CSV_LIMIT

SHEETS = {
    "Study": [["key", "value"], ["title", "Plants"], ["as_of", date(2026, 11, 22)], ["tree.people", '["skill"]']],
    "Sites": [["id", "title", "country"], ["melfi", "Melfi", "IT"], ["toluca", 1968, "MX"]],
    "Criteria": [
        ["id", "unit", "direction", "range.worst", "range.best"],
        ["cost", "USD", "min", 900, 100],
        ["skill", "", "", 0, 10],
    ],
    "Weights": [["id", "board"], ["method", "swing"], ["points.cost", 60], ["points.skill", 40]],
    "Futures": [["id", "tariff"], ["title", "A tariff"], ['changes."performance.toluca.cost"', 500]],
    "Sources": [["id", "title"], ["quotes", "Quotes"]],
    "Performances": [
        ["site", "criterion", "value", "kind", "source", "note"],
        ["melfi", "cost", 300.5, "estimated", "quotes", 'a "note",\nwith two lines'],
        ["toluca", "cost", 200],
        [],
        ["melfi", "skill", "7"],
        ["toluca", "skill", 4],
    ],
    "Facts": [["subject", "attribute", "value", "basis"], ["melfi", "spare_halls", 2, "estimate"]],
}


def place(cell):
    sheet, letters, row = re.fullmatch(r"(\w+)!([A-Z])(\d+)", cell).groups()
    return sheet, int(row) - 1, ord(letters) - ord("A")


@pytest.fixture
def book(tmp_path, monkeypatch):
    """Write ``s.xlsx`` in the working directory with some cells changed (`{"Sites!B2": "x"}`) or sheets replaced."""
    monkeypatch.chdir(tmp_path)

    def write(cells=None, **sheets):
        content = deepcopy({**SHEETS, **sheets})
        for cell, entry in (cells or {}).items():
            sheet, row, column = place(cell)
            rows = content[sheet]
            rows += [[] for _ in range(row + 1 - len(rows))]
            rows[row] += [None] * (column + 1 - len(rows[row]))
            rows[row][column] = entry
        with xlsxwriter.Workbook("s.xlsx") as written:
            day = written.add_format({"num_format": "yyyy-mm-dd"})
            for name, rows in content.items():
                if rows is not None:
                    fill(written.add_worksheet(name), rows, day)
        return "s.xlsx"

    return write


def fill(sheet, rows, day):
    for row, entries in enumerate(rows):
        for column, entry in enumerate(entries):
            if isinstance(entry, str):
                sheet.write_string(row, column, entry)
            elif isinstance(entry, date):
                sheet.write_datetime(row, column, entry, day)
            elif isinstance(entry, dict):
                sheet.write_formula(row, column, "=1/0", None, entry["error"])
            else:
                sheet.write(row, column, entry)


@pytest.fixture
def problems(book):
    def read(cells=None, **sheets):
        with pytest.raises(StudyError) as caught:
            read_study(book(cells, **sheets))
        return caught.value.problems

    return read


def test_a_workbook_is_read_with_its_cells(book):
    study = read_study(book())
    assert (study.title, study.as_of) == ("Plants", date(2026, 11, 22))
    assert study.sites["toluca"].title == "1968"
    assert study.criteria["cost"].range.worst == 900
    assert study.weights["board"].points == {"cost": 60, "skill": 40}
    assert study.tree == {"people": ["skill"]}
    assert study.performance.to_dict() == {
        "cost": {"melfi": 300.5, "toluca": 200.0},
        "skill": {"melfi": 7.0, "toluca": 4.0},
    }
    cell = study.cell("melfi", "cost")
    assert (cell.kind, cell.note, cell.sources[0].title) == ("estimated", 'a "note",\nwith two lines', "Quotes")
    assert study.in_future("tariff").performance.loc["toluca", "cost"] == 500
    assert [(fact.subject, fact.value, fact.basis) for fact in study.facts] == [("melfi", 2.0, "estimate")]


def test_other_sheets_and_chart_sheets_are_passed_over(book):
    assert read_study(book(**{"Board notes": [["id", "x"], [{"error": "#N/A"}, 1]]})).title == "Plants"


@pytest.mark.parametrize(
    ("cells", "cell", "message", "hint"),
    [
        ({"Study!A2": "titel"}, "Study!A2", "unknown key 'titel'", "title"),
        ({"Study!B2": "[1, 2"}, "Study!B2", "begins like a TOML value, but is none", 'a list ["a", "b"]'),
        ({"Study!B2": '{ a = "x\n" }'}, "Study!B2", "begins like a TOML value, but is none", ""),
        ({"Study!B2": True}, "Study!B2", "true is not text", ""),
        ({"Study!B3": datetime(2026, 11, 22, 10)}, "Study!B3", "without a time of day", ""),
        ({"Study!B3": date(1901, 1, 1)}, "Study!B3", "before the facts begin", "later day"),
        ({"Study!A4": "tree people"}, "Study!A4", "'tree people' is no key", "quote what has spaces"),
        ({"Study!A4": "x\ny"}, "Study!A4", "is no key", ""),
        ({"Study!B4": '["skil"]'}, "Study!B4", "unknown criterion", "'skill'"),
        ({"Study!A4": "as_of"}, "Study!B4", "as_of is given twice", "keep one of the two"),
        ({"Study!A4": "title.short"}, "Study!B4", "title.short is given twice", ""),
        ({"Sites!B1": "titel"}, "Sites!B1", "unknown key 'titel'", "did you mean 'title'?"),
        ({"Sites!C2": "IX"}, "Sites!C2", "'IX' is not a two-letter country code", ""),
        ({"Sites!A3": "melfi"}, "Sites!A3", "duplicate id 'melfi'", "rename one of the two"),
        ({"Sites!A3": None}, "Sites!A3", "a name must not be empty", ""),
        ({"Sites!D1": "facts", "Sites!D2": "cassinno"}, "Sites!D2", "unknown subject of the facts", "'cassino'"),
        ({"Sites!C2": {"error": "#N/A"}}, "Sites!C2", "the cell holds the error #N/A", "mend its formula"),
        ({"Criteria!C2": "mn"}, "Criteria!C2", "unknown direction 'mn'", "did you mean 'min'?"),
        ({"Criteria!D2": "900"}, "Criteria!D2", "'900' is not a number", ""),
        ({"Criteria!D3": 10}, "Criteria!D3", "worst and best are both 10", ""),
        ({"Weights!B3": -1}, "Weights!B3", "-1 is negative", "at least 0"),
        ({"Weights!B3": 0, "Weights!B4": 0}, "Weights!B3", "every weight is zero", "above zero"),
        ({"Weights!A3": "points.cots"}, "Weights!A3", "unknown criterion or objective 'cots'", "'cost'"),
        ({"Futures!A3": 'changes."programme.bdy"'}, "Futures!A3", "unknown key 'bdy'", "'body'"),
        ({"Performances!A2": "malfi"}, "Performances!A2", "unknown site 'malfi'", "'melfi'"),
        ({"Performances!C2": "many"}, "Performances!C2", "'many' is not a number", ""),
        ({"Performances!E2": "quote"}, "Performances!E2", "unknown source 'quote'", "'quotes'"),
        ({"Performances!C3": {"error": "#DIV/0!"}}, "Performances!C3", "the error #DIV/0!", "mend its formula"),
        ({"Performances!C5": "7,5"}, "Performances!C5", "'7,5' is not a number", "without commas"),
        ({"Performances!A6": "melfi", "Performances!B6": "cost"}, "Performances!A6", "given twice", "keep one"),
        ({"Performances!B1": "criterium"}, "Performances!B1", "unknown column 'criterium'", "'criterion'"),
        ({"Performances!G3": "stray"}, "Performances!G1", "unknown column ''", ""),
        ({"Facts!D2": ""}, "Facts!A2", "a reported fact needs a source", "estimate or planning"),
        ({"Facts!D2": "guess"}, "Facts!A2", "a guess fact needs a source", "estimate"),
    ],
)
def test_a_mistake_is_told_at_its_cell(problems, cells, cell, message, hint):
    found = [problem for problem in problems(cells) if message in problem.message]
    assert len(found) == 1, problems(cells)
    [problem] = found
    assert str(problem).startswith(f"s.xlsx:{cell}: ")
    assert hint in f"{problem.expected} {problem.fix}"
    assert problem.excerpt == ""


def test_all_mistakes_are_told_at_once_sheet_by_sheet(problems):
    cells = {"Sites!C3": "mx", "Weights!B3": -1, "Performances!C3": "x", "Criteria!C2": "mn", "Sites!C2": "it"}
    told = [str(problem).split(": ")[0] for problem in problems(cells)]
    assert told == [
        "s.xlsx:Criteria!C2",
        "s.xlsx:Performances!C3",
        "s.xlsx:Sites!C2",
        "s.xlsx:Sites!C3",
        "s.xlsx:Weights!B3",
    ]


def test_a_mistake_that_the_measures_find_names_the_cell(book):
    name = book({"Criteria!F1": "measure.name", "Criteria!F3": "deliverydays"}, Performances=[["site"]])
    done = CliRunner().invoke(main, ["run", name])
    assert done.exit_code == 2
    assert "s.xlsx:Criteria!F3: criteria.skill.measure" in done.stderr
    assert "Traceback" not in done.output


def test_a_sheet_that_is_misnamed_is_not_passed_over(problems):
    [problem] = problems(Weights=None, weights=SHEETS["Weights"])
    assert (str(problem).split(": ")[0], problem.fix) == ("s.xlsx:weights!A1", "rename the sheet to Weights")


def test_a_workbook_without_sites_names_the_sheet(problems):
    [problem] = problems(Sites=[["id"]], Performances=[], Futures=[])
    assert str(problem).startswith("s.xlsx:Sites!A1: sites: sites is empty")


def test_a_workbook_that_is_no_study_says_what_one_has(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "budget.xlsx") as written:
        written.add_worksheet("Q1")
        written.add_chartsheet("Chart").set_chart(chart_of(written))
    problem = refusal(tmp_path / "budget.xlsx")
    assert problem.message == "this workbook holds no study; its sheets are Q1"
    assert "Sites, Criteria, Objectives, Weights" in problem.expected
    assert "siting new --excel" in problem.fix


def chart_of(book):
    chart = book.add_chart({"type": "bar"})
    chart.add_series({"values": "=Q1!$A$1:$A$2"})
    return chart


def refusal(path):
    with pytest.raises(StudyError) as caught:
        read_study(path)
    [problem] = caught.value.problems
    return problem


def test_a_stray_cell_far_out_is_refused_before_it_takes_all_memory(book):
    name = book()
    with xlsxwriter.Workbook(name) as written:
        for sheet in ("Sites", "Criteria"):
            written.add_worksheet(sheet).write(1_048_575, 16_383, "x")
    with pytest.raises(StudyError) as caught:
        read_study(name)
    told = [str(problem) for problem in caught.value.problems if "reaches too far" in problem.message]
    assert [line.split(": ")[0] for line in told] == ["s.xlsx:Criteria!XFD1048576", "s.xlsx:Sites!XFD1048576"]


@pytest.mark.parametrize("content", [b"", b"site;criterion\n", b"PK\x03\x04 half a file", b"\xd0\xcf\x11\xe0old"])
def test_a_file_that_is_no_workbook_is_refused(tmp_path, content):
    (tmp_path / "s.xlsx").write_bytes(content)
    problem = refusal(tmp_path / "s.xlsx")
    assert problem.message.startswith("not an Excel workbook: ")
    assert problem.fix == "save it as an Excel workbook (.xlsx) without a password"


def test_an_archive_without_the_parts_of_a_workbook_is_refused(tmp_path):
    with zipfile.ZipFile(tmp_path / "s.xlsx", "w") as archive:
        archive.writestr("notes.txt", "no workbook")
    assert refusal(tmp_path / "s.xlsx").message.startswith("not an Excel workbook: ")


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_half_a_workbook_is_refused(tmp_path, share):
    whole = new_workbook(tmp_path / "whole.xlsx").read_bytes()
    (tmp_path / "half.xlsx").write_bytes(whole[: int(share * len(whole))])
    assert refusal(tmp_path / "half.xlsx").message.startswith("not an Excel workbook: ")


def test_a_damaged_part_is_refused(tmp_path):
    whole = new_workbook(tmp_path / "whole.xlsx")
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(tmp_path / "cut.xlsx", "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, content[: len(content) // 2] if name == "xl/workbook.xml" else content)
    assert refusal(tmp_path / "cut.xlsx").message.startswith("not an Excel workbook: ")


def test_a_workbook_that_is_large_or_unpacks_large_is_refused(tmp_path):
    with (tmp_path / "large.xlsx").open("wb") as stream:
        stream.truncate(CSV_LIMIT + 1_000_000)
    assert refusal(tmp_path / "large.xlsx").message == "too large: 21.0 MB; at most 20 MB are read"
    with zipfile.ZipFile(tmp_path / "bomb.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"\0" * 101_000_000)
    assert refusal(tmp_path / "bomb.xlsx").message == "too large: 101.0 MB; at most 100 MB are read"


def test_a_pipe_is_refused_and_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.xlsx")
    assert refusal(tmp_path / "pipe.xlsx").message == "not a file"


def test_a_workbook_that_cannot_be_opened_is_refused(book, monkeypatch):
    name = book()

    def forbidden(*_, **__):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("siting.files.workbook_parts.ZipFile", forbidden)
    assert refusal(name).message == "cannot be read: Permission denied"


def test_without_the_extra_one_line_says_what_to_install(book, monkeypatch):
    name = book()
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    with pytest.raises(MissingExtra, match=r'pip install "siting\[office\]"'):
        read_study(name)
