"""Reading a study folder: what is read, and every mistake at its place."""

import os
from datetime import date
from pathlib import Path

import pytest

from siting import facts
from siting.errors import StudyError
from siting.files import new_study, read_study
from siting.files.text import CSV_LIMIT, TOML_LIMIT

STUDY = """\
title = "Plants"
as_of = 2026-11-22

[programme]
launch = "2028-06"
volume = { value = 100000, low = 80000 }
msrp_usd = 50000

[sites.melfi]
country = "IT"

[sites.toluca]
country = "MX"

[criteria.cost]
unit = "USD"
direction = "min"
range = { worst = 900, best = 100 }

[criteria.skill]
value = { shape = "levels", levels = { low = 0, high = 1 } }

[weights.board]
points = { cost = 1, skill = 2 }

[requirements.rail]
one_of = ["yes"]

[futures.tariff]
changes = { "programme.body" = "van", "performance.melfi.cost" = 500 }

[sources.report]
title = "A report"
"""

PERFORMANCE = """\
site,criterion,value,unit,low,high,kind,source,confidence,as_of,note
melfi,cost,300,USD,250,400,estimated,report,medium,2026-09,"a note, with a comma"
toluca,cost,200,,,,,,,,

melfi,skill,high,,,,judged,,,,
toluca,skill,,,,,,,,,nobody asked
melfi,rail,yes,,,,,,,,
"""


@pytest.fixture
def study(tmp_path, monkeypatch):
    """Write a study folder ``s`` in the working directory, with some texts replaced; then read it."""
    monkeypatch.chdir(tmp_path)

    def write(*edits, toml=STUDY, performance=PERFORMANCE, overrides=None, own_facts=None):
        for before, after in edits:
            assert (toml + performance).count(before) == 1, before
            toml, performance = toml.replace(before, after), performance.replace(before, after)
        folder = tmp_path / "s"
        folder.mkdir(exist_ok=True)
        (folder / "study.toml").write_text(toml, encoding="utf-8")
        (folder / "performance.csv").write_text(performance, encoding="utf-8")
        if own_facts is not None:
            (folder / "facts.csv").write_text(own_facts, encoding="utf-8")
        return read_study("s", overrides=overrides)

    return write


@pytest.fixture
def problems(study):
    def read(*edits, **parts):
        with pytest.raises(StudyError) as caught:
            study(*edits, **parts)
        return caught.value.problems

    return read


def test_a_study_is_read_with_its_cells(study):
    read = study()
    assert read.as_of == date(2026, 11, 22)
    assert read.programme.launch == date(2028, 6, 30)
    assert read.performance["cost"].to_dict() == {"melfi": 300.0, "toluca": 200.0}
    assert read.performance.loc["melfi", "skill"] == "high"
    assert read.cell("toluca", "skill").missing
    assert read.cell("toluca", "skill").note == "nobody asked"
    assert read.cell("melfi", "rail").value == "yes"
    cell = read.cell("melfi", "cost")
    assert (cell.low, cell.high, cell.unit, cell.kind, cell.confidence) == (250, 400, "USD", "estimated", "medium")
    assert cell.as_of == date(2026, 9, 30)
    assert cell.note == "a note, with a comma"
    assert [(source.id, source.title) for source in cell.sources] == [("report", "A report")]


def test_the_toml_file_itself_may_be_named(study, tmp_path):
    assert study().performance.equals(read_study(tmp_path / "s" / "study.toml").performance)


def test_a_byte_order_mark_and_windows_line_ends_are_read(study, tmp_path):
    expected = study().performance
    for name in ("study.toml", "performance.csv"):
        path = tmp_path / "s" / name
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert read_study("s").performance.equals(expected)


def test_sources_of_the_fact_base_may_be_named(study):
    known = next(iter(facts.load().sources.values()))
    read = study((",report,", f",{known.id},"))
    assert read.cell("melfi", "cost").sources == (known,)


@pytest.mark.parametrize(
    ("edit", "line", "column", "message", "hint"),
    [
        # unknown keys
        (('title = "Plants"', 'titel = "Plants"'), 1, 1, "unknown key 'titel'", "did you mean 'title'?"),
        (('country = "IT"', 'contry = "IT"'), 10, 1, "unknown key 'contry'", "did you mean 'country'?"),
        (("low = 80000", "lowest = 80000"), 6, 28, "unknown key 'lowest'", "did you mean 'low'?"),
        (('country = "IT"', 'as_of = "2026"'), 10, 1, "unknown key 'as_of'", "belongs at the top"),
        (('title = "Plants"', "measured = 3"), 1, 1, "unknown key 'measured'", ""),
        (("worst = 900, best", "worst = 900, Best"), 18, 24, "unknown key 'Best'", "did you mean 'best'?"),
        # wrong types
        (('title = "Plants"', "title = 3"), 1, 9, "3 is not text", "quotation marks"),
        (("cost = 1,", 'cost = "1",'), 24, 19, "'1' is not a number", "without quotation marks"),
        (("cost = 1,", "cost = true,"), 24, 19, "true is not a number", ""),
        (("[sites.toluca]\ncountry", "[sites]\ntoluca = 3 #"), 13, 10, "3 is not a table", "country"),
        (("msrp_usd = 50000", "msrp_usd = []"), 7, 12, "a list is not a table", "a number such as"),
        (('direction = "min"', 'direction = "minn"'), 17, 13, "unknown direction 'minn'", "did you mean 'min'?"),
        (('shape = "levels"', 'shape = "level"'), 21, 19, "unknown shape 'level'", "did you mean 'levels'?"),
        (("low = 0,", 'low = "0",'), 21, 46, "'0' is not a number", ""),
        # numbers out of bounds
        (("cost = 1,", "cost = -1,"), 24, 19, "-1 is negative", "at least 0"),
        (("cost = 1,", "cost = nan,"), 24, 19, "nan is not a finite number", ""),
        (("cost = 1,", "cost = inf,"), 24, 19, "inf is not a finite number", ""),
        (("cost = 1, skill = 2", "cost = 0, skill = 0"), 24, 10, "every weight is zero", "above zero"),
        (("low = 80000", "low = 200000"), 6, 10, "low (200000) is above the value (100000)", ""),
        # days
        (("as_of = 2026-11-22", "as_of = 2026-11-22T10:00:00"), 2, 9, "without a time of day", ""),
        (("as_of = 2026-11-22", 'as_of = "2026-13"'), 2, 9, "'2026-13'", ""),
        (("as_of = 2026-11-22", "as_of = 2026"), 2, 9, "2026 is not a day", "2026-11-22"),
        (("as_of = 2026-11-22", "as_of = 1901-01-01"), 2, 9, "1901-01-01 is before the facts begin", "later day"),
        # references
        (('country = "IT"', 'country = "IX"'), 10, 11, "'IX' is not a two-letter country code", ""),
        (('country = "IT"', 'facts = "cassinno"'), 10, 9, "unknown subject of the facts 'cassinno'", "'cassino'"),
        (("skill = 2", "skil = 2"), 24, 22, "unknown criterion or objective 'skil'", "did you mean 'skill'?"),
        (("cost = 1,", ""), 24, 10, "no weight for 'cost'", "add cost"),
        (('one_of = ["yes"]', 'criterion = "cots"\nat_least = 1'), 27, 13, "unknown criterion 'cots'", "'cost'"),
        (('"programme.body"', '"programme.bdy"'), 30, 13, "unknown key 'bdy'", "did you mean 'body'?"),
        (('"programme.body"', '"sites.x.country"'), 30, 13, "unknown id in sites 'x'", "melfi, toluca"),
        (('"van"', '"lorry"'), 30, 32, "unknown body 'lorry'", "suv, van"),
        (('"programme.body"', "programme.body"), 30, 13, "all of programme would be replaced", '"programme.body"'),
        (
            ('"performance.melfi.cost"', "performance.melfi.cost"),
            30,
            39,
            "all of performance would be replaced",
            '"performance.melfi.cost"',
        ),
        (('"performance.melfi.cost"', '"performance.melfi.cots"'), 30, 39, "unknown criterion", "'cost'"),
        # missing keys point at the table around them
        (('launch = "2028-06"\n', ""), 4, 2, "missing key 'launch'", "add launch"),
        (('shape = "levels", ', ""), 21, 9, "missing key 'shape'", "levels"),
        # duplicates
        (('title = "Plants"', 'as_of = "2026"'), 2, 1, "duplicate id 'as_of': already defined on line 1", "merge"),
        (("[sites.toluca]", "[sites.melfi]"), 12, 8, "duplicate id 'melfi': already defined on line 9", "rename"),
        (("cost = 1,", "skill = 1,"), 24, 23, "duplicate id 'skill': already defined on line 24", "rename"),
        # syntax
        (('country = "IT"', "country = IT"), 10, 11, "not TOML: invalid value", 'quotation marks ("IT")'),
        (("[sites.toluca]", "[sites.toluca"), 12, 14, "not TOML: expected ']'", ""),
        (('title = "Plants"', "title: Plants"), 1, 6, "not TOML: expected '='", ""),
        (("as_of = 2026-11-22", "as_of = 2026-02-30"), 2, 9, "not TOML: invalid date", ""),
    ],
)
def test_a_mistake_in_the_toml_file_is_told_at_its_place(problems, edit, line, column, message, hint):
    found = [problem for problem in problems(edit) if message in problem.message]
    assert len(found) == 1
    [problem] = found
    assert (problem.file, problem.line, problem.column) == (str(Path("s/study.toml")), line, column)
    assert hint in f"{problem.expected} {problem.fix}"
    toml = STUDY.replace(*edit)
    assert problem.excerpt == toml.split("\n")[line - 1].rstrip()


def test_an_unquoted_key_of_a_future_is_told_once(problems):
    # what the study would lack if the whole table were replaced is no mistake of its own
    [problem] = problems(('"performance.melfi.cost" = 500', "criteria.cost.unit = 500"))
    assert problem.fix == 'quote the whole key: "criteria.cost.unit" = ...'


@pytest.mark.parametrize(
    ("edit", "line", "column", "place", "message"),
    [
        (("estimated,report", "estimated,reprot"), 2, 38, "column source", "unknown source 'reprot'"),
        (("300,USD,250", "300,USD,2x0"), 2, 20, "column low", "'2x0' is not a number"),
        (("300,USD,250", "nan,USD,250"), 2, 12, "column value", "'nan' is not a finite number"),
        (("300,USD,250", '"300,5",USD,250'), 2, 12, "column value", "'300,5' is not a number"),
        (("300,USD,250", "many,USD,250"), 2, 12, "performance.melfi.cost", "'many' is not a number"),
        (("300,USD,250", "300,EUR,250"), 2, 16, "performance.melfi.cost.unit", "unit 'EUR' differs"),
        (("300,USD,250,400", "300,USD,350,400"), 2, 12, "column value", "low (350) is above the value (300)"),
        (("300,USD,250,400", "300,USD,400,250"), 2, 12, "column value", "low (400) is above high (250)"),
        (("medium,2026-09", "middling,2026-09"), 2, 45, "column confidence", "unknown confidence 'middling'"),
        (("medium,2026-09", "medium,09/2026"), 2, 52, "column as_of", "'09/2026' is not a day"),
        (("melfi,skill,high", "melfi,skill,hihg"), 5, 13, "performance.melfi.skill", "unknown level 'hihg'"),
        (("melfi,skill,high", "malfi,skill,high"), 5, 1, "performance.malfi.skill.site", "unknown site 'malfi'"),
        (("melfi,rail,yes", "melfi,rial,yes"), 7, 7, "performance.melfi.rial.criterion", "unknown criterion"),
        (("toluca,cost,200", "melfi,cost,200"), 3, 1, "", "melfi on cost is given twice: first on line 2"),
        (("toluca,cost,200,,,,,,,,", "toluca,cost,200,,"), 3, 18, "", "half a row: 5 of 11 fields"),
        (("toluca,cost,200,,,,,,,,", "toluca,co"), 3, 8, "", "half a row: 2 of 11 fields"),
        (("toluca,cost,200,", "toluca,cost,200,000,"), 3, 28, "", "12 fields under 11 columns"),
        (('"a note, with a comma"\n', '"a note, with a\n'), 2, 60, "", "quotation marks of this field do not close"),
        (("toluca,cost,200", ",cost,200"), 3, 1, "column site", "empty"),
        (("site,criterion,value", "site,critrion,value"), 1, 6, "", "unknown column 'critrion'"),
        (("site,criterion,value", "site,criterion,site"), 1, 16, "", "column 'site' is there twice"),
    ],
)
def test_a_mistake_in_the_table_is_told_at_its_cell(problems, edit, line, column, place, message):
    found = [problem for problem in problems(edit) if message in problem.message]
    assert len(found) == 1
    [problem] = found
    assert (problem.file, problem.line, problem.column) == (str(Path("s/performance.csv")), line, column)
    assert problem.place == place
    assert str(problem).startswith(f"{Path('s/performance.csv')}:{line}:{column}: ")


def test_a_table_separated_by_semicolons_says_so(problems):
    [problem] = problems(performance=PERFORMANCE.replace(",", ";"))
    assert (problem.message, problem.line) == ("fields are separated by ';'", 1)
    assert problem.fix.startswith("separate them by commas, with a point before decimals")


def test_an_empty_table_says_what_a_header_is(problems):
    [problem] = problems(performance="\n")
    assert problem.message == "empty"
    assert problem.expected.startswith("a header: site,criterion,value,")


def test_all_mistakes_of_all_files_are_told_at_once_in_order(problems):
    found = problems(
        ('title = "Plants"', "title = 3"),
        ('country = "MX"', 'country = "mx"'),
        ("cost = 1,", "cost = -1,"),
        ("toluca,cost,200", "toluca,cost,x"),
        ("melfi,rail,yes", "melfi,rail"),
    )
    places = [(problem.file[2:], problem.line) for problem in found]
    assert places == [
        ("performance.csv", 3),
        ("performance.csv", 7),
        ("study.toml", 1),
        ("study.toml", 13),
        ("study.toml", 24),
    ]


def test_the_anatomy_of_a_message(problems):
    [problem] = problems(("skill = 2", "skil = 2"), ("cost = 1,", "cost = 1, skill = 3,"))
    assert str(problem).replace(os.sep, "/").split("\n") == [
        "s/study.toml:24:33: weights.board.points.skil: unknown criterion or objective 'skil'",
        "    points = { cost = 1, skill = 3, skil = 2 }",
        "                                    ^",
        "  expected: one of cost, skill",
        "  fix: did you mean 'skill'?",
    ]


def test_overrides_come_before_validation(study):
    read = study(
        ('country = "IT"', 'country = "XX"'),
        overrides={"sites.melfi.country": "DE", "as_of": "2024-02", "performance.toluca.cost": 150},
    )
    assert read.sites["melfi"].country == "DE"
    assert read.as_of == date(2024, 2, 29)
    assert read.performance.loc["toluca", "cost"] == 150.0
    assert read.cell("toluca", "cost").note == "set by override"
    assert read.overrides == {"sites.melfi.country": "DE", "as_of": "2024-02", "performance.toluca.cost": 150}


@pytest.mark.parametrize(
    ("overrides", "message"),
    [
        ({"as_of": "soon"}, "'soon' is not a day such as 2023-04-30 (set by the override 'as_of')"),
        ({"sites.genoa.country": "IT"}, "unknown id in sites 'genoa' (set by the override 'sites.genoa.country')"),
        ({"programme.bdy": "van"}, "unknown key 'bdy' (set by the override 'programme.bdy')"),
        ({"performance.melfi": 3}, "'performance.melfi' names no cell (set by the override 'performance.melfi')"),
        ({"performance.melfi.cost": "x"}, "'x' is not a number (set by the override 'performance.melfi.cost')"),
        (
            {"performance.melfi.cost": True},
            "true is not a number or text (set by the override 'performance.melfi.cost')",
        ),
    ],
)
def test_a_wrong_override_is_named(problems, overrides, message):
    assert message in [problem.message for problem in problems(overrides=overrides)]


def test_own_facts_are_read_and_located(study, problems):
    header = "subject,attribute,value,unit,period,known_from,source,confidence,basis,note\n"
    good = header + "melfi,area,1900000,m2,2023,2024-02-01,report,high,,\nmelfi,rail,true,,,,,,planning,\n"
    first, second = study(own_facts=good).facts
    assert (first.id, first.value, first.known_from, first.source.title) == (
        "melfi.area@2023",
        1900000.0,
        date(2024, 2, 1),
        "A report",
    )
    assert (second.value, second.known_from, second.basis) == (True, None, "planning")
    bad = good.replace("2024-02-01", "").replace("planning", "").replace("1900000", '"1,900,000"')
    found = [(problem.line, problem.column, problem.message) for problem in problems(own_facts=bad)]
    assert found == [
        (2, 12, "'1,900,000' is not a number"),
        (2, 27, "a fact of a period needs the day from which it was known"),
        (3, 1, "a reported fact needs a source"),
    ]


def test_a_day_before_the_facts_is_fine_if_own_facts_were_known(study):
    begins = facts.load().begins
    early = date(begins.year - 2, 1, 1)
    own = f"subject,attribute,value,period,known_from,source\nmelfi,area,1,{early.year},{early},report\n"
    assert study(("as_of = 2026-11-22", f"as_of = {early}"), own_facts=own).as_of == early


def refusal(path):
    with pytest.raises(StudyError) as caught:
        read_study(path)
    [problem] = caught.value.problems
    return problem


def test_a_folder_that_is_not_there_suggests_its_neighbour(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "belvidere").mkdir()
    problem = refusal("belvidre")
    assert (problem.file, problem.message, problem.fix) == (
        "belvidre",
        "no such file or folder",
        "did you mean 'belvidere'?",
    )


def test_a_folder_without_a_study_says_what_it_holds(tmp_path):
    (tmp_path / "studdy.toml").touch()
    (tmp_path / "notes.txt").touch()
    problem = refusal(tmp_path)
    assert problem.message == "no study.toml in this folder; it holds notes.txt, studdy.toml"
    assert problem.fix == "did you mean 'studdy.toml'?"


def test_an_empty_folder_says_how_to_start(tmp_path):
    problem = refusal(tmp_path)
    assert problem.message == "no study.toml in this folder; it holds nothing"
    assert "siting new" in problem.fix


def test_another_kind_of_file_says_what_is_read(tmp_path):
    (tmp_path / "study.docx").write_bytes(b"PK")
    problem = refusal(tmp_path / "study.docx")
    assert problem.message == "a .docx file is not read as a study"
    assert problem.expected == "a folder with a study.toml, or a .toml or .xlsx file"


def test_a_study_that_is_a_folder_is_refused(tmp_path):
    (tmp_path / "study.toml").mkdir()
    assert refusal(tmp_path).message == "not a file"


def test_a_file_that_cannot_be_opened_is_refused(study, tmp_path, monkeypatch):
    study()

    def forbidden(*_, **__):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pathlib.Path.open", forbidden)
    assert refusal(tmp_path / "s").message == "cannot be read: Permission denied"


def test_a_study_of_50_megabytes_is_refused_with_the_limit(study, tmp_path):
    study()
    path = tmp_path / "s" / "study.toml"
    with path.open("ab") as stream:
        stream.truncate(50_000_000)
    assert refusal(tmp_path / "s").message == f"too large: 50.0 MB; at most {TOML_LIMIT / 1e6:g} MB are read"


def test_a_table_over_the_limit_is_refused(study, tmp_path):
    study()
    with (tmp_path / "s" / "performance.csv").open("ab") as stream:
        stream.truncate(CSV_LIMIT + 1)
    problem = refusal(tmp_path / "s")
    assert problem.file.endswith("performance.csv")
    assert problem.message == "too large: 20.0 MB; at most 20 MB are read"


def test_bytes_that_are_no_text_are_told_with_their_place(study, tmp_path):
    study()
    path = tmp_path / "s" / "study.toml"
    path.write_bytes(STUDY.replace('"Plants"', '"Usin\xe9"').encode("latin-1"))
    problem = refusal(tmp_path / "s")
    assert (problem.message, problem.line, problem.column) == ("not UTF-8 text: byte 0xE9", 1, 14)
    assert problem.excerpt == 'title = "Usin?"'
    path.write_bytes(b'title = "x"\n\x1b[2J\0\1\2')
    problem = refusal(tmp_path / "s")
    assert (problem.message, problem.line, problem.column) == ("not a text file: here is a null byte", 2, 5)
    assert problem.excerpt == "?[2J???"


@pytest.mark.parametrize("name", ["study.toml", "performance.csv", "facts.csv"])
def test_a_link_that_leads_nowhere_is_not_taken_for_a_file_left_out(study, tmp_path, name):
    study()
    (tmp_path / "s" / name).unlink(missing_ok=True)
    (tmp_path / "s" / name).symlink_to("nowhere")
    problem = refusal(tmp_path / "s")
    assert problem.file.endswith(name)
    assert problem.message == "a link that leads to no file"


@pytest.mark.parametrize("name", ["study.toml", "performance.csv"])
def test_a_pipe_is_refused_and_not_waited_for(study, tmp_path, name):
    study()
    (tmp_path / "s" / name).unlink()
    os.mkfifo(tmp_path / "s" / name)
    assert refusal(tmp_path / "s").message == "not a file"


def test_a_misnamed_table_is_not_passed_over(study, tmp_path):
    study()
    (tmp_path / "s" / "performance.csv").rename(tmp_path / "s" / "perfomance.csv")
    problem = refusal(tmp_path / "s")
    assert problem.file.endswith("perfomance.csv")
    assert problem.fix == "rename it to performance.csv"


@pytest.mark.parametrize("opening", ["[", "{a="])
def test_brackets_without_end_are_refused(tmp_path, opening):
    (tmp_path / "study.toml").write_text("x = " + opening * 5000)
    assert refusal(tmp_path).message == "brackets are nested too deeply"


def test_a_number_beyond_all_bounds_is_refused(tmp_path):
    (tmp_path / "study.toml").write_text("x = " + "9" * 5000)
    assert refusal(tmp_path).message.startswith("not TOML: ")


def test_an_empty_study_says_what_is_missing(tmp_path):
    (tmp_path / "study.toml").write_text("")
    with pytest.raises(StudyError) as caught:
        read_study(tmp_path)
    assert [problem.message for problem in caught.value.problems] == ["missing key 'sites'", "missing key 'criteria'"]


def test_the_problems_of_a_broken_starter_are_reported_without_a_change_on_disk(tmp_path):
    folder = new_study(tmp_path / "plants")
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    with pytest.raises(StudyError):
        read_study(folder, overrides={"sites.north.country": "??"})
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
