"""Every kind of broken study through the command line: words and a place, exit code 2, nothing written."""

import os
import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from siting.cli import main
from siting.files import new_study

FULL = Path(__file__).parents[2] / "scenarios" / "alfa-e-segment"


@pytest.fixture
def study(tmp_path, monkeypatch):
    """The starter as folder ``s`` of the working directory."""
    monkeypatch.chdir(tmp_path)
    return new_study("s")


def run(*arguments):
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def refused(*arguments):
    """Run a command that must end with 2 and words, without a traceback and without a file."""
    before = sorted(Path().rglob("*"))
    done = run(*arguments)
    assert done.exit_code == 2, done.output
    assert done.exception is None or isinstance(done.exception, SystemExit)
    assert "Traceback" not in done.output
    assert done.stdout == ""
    assert sorted(Path().rglob("*")) == before
    return done.stderr


def edit(file, *edits):
    text = file.read_text(encoding="utf-8")
    for before, after in edits:
        assert text.count(before) >= 1, before
        text = text.replace(before, after, 1)
    file.write_text(text, encoding="utf-8")


TOML = {
    "unknown key": ('country = "US"', 'contry = "US"', "did you mean 'country'?"),
    "wrong type": ('country = "US"', "country = 7", "7 is not text"),
    "text for a number": ("cost = 100", 'cost = "100"', "'100' is not a number"),
    "negative weight": ("cost = 100", "cost = -100", "-100 is negative"),
    "nan weight": ("cost = 100", "cost = nan", "nan is not a finite number"),
    "infinite weight": ("cost = 100", "cost = inf", "inf is not a finite number"),
    "all-zero weights": ("cost = 100, workforce = 40, launch = 60", "cost = 0, workforce = 0, launch = 0", "is zero"),
    "weight of nothing": ("cost = 100", "cots = 100", "did you mean 'cost'?"),
    "duplicate site": ("[sites.south]", "[sites.north]", "duplicate id 'north': already defined on line"),
    "duplicate criterion": ("[criteria.workforce]", "[criteria.cost]", "duplicate id 'cost'"),
    "unknown country": ('country = "US"', 'country = "UZA"', "'UZA' is not a two-letter country code"),
    "day before the facts": ("# as_of = 2026-11-22", "as_of = 1899-12-31", "before the facts begin"),
    "impossible day": ("# as_of = 2026-11-22", "as_of = 2026-02-30", "not TOML: invalid date"),
    "quotation mark left out": ('country = "US"', 'country = "US', "not TOML:"),
    "bracket left out": ("[sites.south]", "[sites.south", "not TOML: expected ']'"),
    "future of nothing": ('"performance.south.cost"', '"performance.suoth.cost"', "unknown site 'suoth'"),
    "range without width": ("worst = 9000, best = 5000", "worst = 5000, best = 5000", "a range needs two levels"),
    "range the wrong way": ("worst = 9000, best = 5000", "worst = 5000, best = 9000", "contradicts the range"),
    "measure that is not there": (
        'unit = "USD/vehicle"',
        'unit = "USD/vehicle"\nmeasure = "fright"',
        "unknown measure 'fright'",
    ),
}


@pytest.mark.parametrize(("before", "after", "words"), TOML.values(), ids=TOML)
@pytest.mark.parametrize("command", ["run", "check"])
def test_a_mistake_in_the_toml_file(study, command, before, after, words):
    edit(study / "study.toml", (before, after))
    told = refused(command, "s")
    assert words in told
    line = next(line for line in told.splitlines() if words in line or "s/study.toml:" in line)
    place = re.match(r"s/study\.toml:(\d+):(\d+): ", line)
    assert place, told
    excerpt, caret = told.splitlines()[1:3]
    assert excerpt.strip() in (study / "study.toml").read_text(encoding="utf-8")
    assert caret.index("^") == 4 + int(place[2]) - 1


CSV = {
    "not UTF-8": (b"Porto", b"P\xf3rto", "not UTF-8 text: byte 0xF3"),
    "null byte": (b"Porto", b"P\0rto", "a null byte"),
    "quotation mark without end": (b'Portugal"\n', b"Portugal\n", "quotation marks of this field do not close"),
    "ragged row": (b"south,launch,33,months", b"south,launch,33,months,1,2", "13 fields under 11 columns"),
    "half a row": (b"judged,,low,,\nharbour,launch", b"jud\nharbour,launch", "half a row: 7 of 11 fields"),
    "given twice": (b"south,cost", b"north,cost", "north on cost is given twice: first on line 2"),
    "nan": (b"6500,", b"nan,", "'nan' is not a finite number"),
    "thousands with commas": (b"38000", b'"38,000"', "without commas"),
    "wrong unit": (b"6500,USD/vehicle", b"6500,EUR/vehicle", "unit 'EUR/vehicle' differs"),
    "unknown site": (b"south,cost", b"suoth,cost", "did you mean 'south'?"),
    "unknown source": (b"quotes", b"quote", "did you mean 'quotes'?"),
    "semicolons": (b"site,criterion,value,unit,low,high,kind,source,confidence,as_of,note", b"site;criterion", "';'"),
}


@pytest.mark.parametrize(("before", "after", "words"), CSV.values(), ids=CSV)
def test_a_mistake_in_the_table(study, before, after, words):
    file = study / "performance.csv"
    content = file.read_bytes()
    assert before in content
    file.write_bytes(content.replace(before, after, 1))
    told = refused("run", "s")
    assert words in told
    assert re.match(r"s/performance\.csv:\d+:\d+: ", told)
    assert told.splitlines()[2].strip() == "^"


def test_a_table_cut_off_anywhere_never_ends_in_a_traceback(study):
    whole = (study / "performance.csv").read_bytes()
    codes = set()
    for length in range(0, len(whole), 23):
        (study / "performance.csv").write_bytes(whole[:length])
        done = run("run", "s", "--json")
        assert done.exception is None or isinstance(done.exception, SystemExit), length
        assert done.exit_code != 2 or re.match(r"s/(performance\.csv|study\.toml)", done.stderr), length
        codes.add(done.exit_code)
    assert 2 in codes


def test_sites_that_all_tie_on_a_criterion_without_a_range(study):
    edit(study / "study.toml", ("range = { worst = 36, best = 20 }", ""))
    table = (study / "performance.csv").read_text(encoding="utf-8")
    (study / "performance.csv").write_text(re.sub(r"(launch),\d+,months,\d+,\d+", r"\1,24,months,,", table))
    told = refused("run", "s")
    assert re.match(r"s/study\.toml:\d+:\d+: criteria\.launch\.range: ", told)
    assert "fix:" in told


def test_all_mistakes_of_all_files_are_told_at_once_in_order(study):
    edit(study / "study.toml", ('country = "US"', 'country = "us"'), ("cost = 100", "cost = -1"))
    edit(study / "performance.csv", ("south,launch,33", "south,launch,x"))
    places = re.findall(r"^s/(\S+?):(\d+):\d+: ", refused("run", "s"), re.MULTILINE)
    assert [name for name, _ in places] == ["performance.csv", "study.toml", "study.toml"]
    assert [int(line) for _, line in places] == sorted([int(line) for _, line in places])


@pytest.mark.parametrize("name", ["study.toml", "performance.csv"])
def test_a_file_of_50_megabytes(study, name):
    with (study / name).open("ab") as stream:
        stream.truncate(50_000_000)
    assert f"s/{name}: too large: 50.0 MB" in refused("run", "s")


@pytest.mark.usefixtures("study")
def test_a_study_that_is_not_there_or_is_something_else():
    os.mkfifo("pipe.toml")
    os.mkfifo("pipe.xlsx")
    Path("folder/study.toml").mkdir(parents=True)
    Path("notes.docx").write_bytes(b"PK")
    assert "did you mean 's'?" in refused("run", "sd") or "no such file" in refused("run", "sd")
    for name in ("pipe.toml", "pipe.xlsx"):
        assert refused("run", name) == f"{name}: not a file\n"
    assert refused("run", "folder") == "folder/study.toml: not a file\n"
    assert "a .docx file is not read as a study" in refused("run", "notes.docx")
    assert "no study.toml in this folder" in refused("run", ".")


@pytest.mark.usefixtures("study")
@pytest.mark.parametrize("command", ["run", "workbook"])
def test_an_output_that_cannot_be_written(command):
    Path("file").touch()
    Path("mine.xlsx").mkdir()
    Path("mine.xlsx/notes.txt").touch()
    assert "file" in refused(command, "s", "--out", "file/x.xlsx")
    assert re.search("did not write|a folder of that name", refused(command, "s", "--out", "mine.xlsx"))


@pytest.mark.usefixtures("study")
def test_a_workbook_is_not_written_under_another_ending():
    assert refused("workbook", "s", "--out", "answer.docx") == "answer.docx: a workbook's name ends in .xlsx\n"


@pytest.mark.usefixtures("study")
def test_new_overwrites_nothing_and_knows_a_file_from_a_folder():
    assert "overwrites nothing" in refused("new", "s")
    assert "siting new --excel makes a workbook" in refused("new", "plants.xlsx")
    assert run("new", "--excel", "plants.xlsx").exit_code == 0
    assert "overwrites nothing" in refused("new", "--excel", "plants.xlsx")


@pytest.mark.usefixtures("study")
def test_the_starter_passes_every_check_in_both_forms():
    assert run("new", "--excel", "plants.xlsx").exit_code == 0
    for name in ("s", "plants.xlsx"):
        done = run("check", name, "--strict", "all")
        assert done.exit_code == 0, done.output
    folder, workbook = (run("run", name, "--json").stdout for name in ("s", "plants.xlsx"))
    assert folder == workbook


@pytest.fixture
def full(tmp_path, monkeypatch):
    """The study with money and futures as folder ``full`` of the working directory."""
    monkeypatch.chdir(tmp_path)
    return Path(shutil.copytree(FULL, "full"))


LATE = {
    "canal of the money in a future": (
        '"money.closed_canals" = ["suez"', '"money.closed_canals" = ["sueez"',
        "futures.canals-closed.changes.money.closed_canals: unknown canal 'sueez'",
    ),
    "demand of a future": (
        '"programme.demand" = "porsche-brand-2022"', '"programme.demand" = "porsche"',
        "futures.china-first: criteria.delivery.measure: every site: demand set 'porsche' is not known",
    ),
    "incentive": ('["zone_credit"', '["zone_credits"', "money: nothing measures 'zone_credits'"),
    "figure of no site": ("belvidere = { value = 8_000", "belvedere = { value = 8_000", "money.own.capital.belvedere"),
    "share above one": ("lease_share = { value = 0.40", "lease_share = { value = 40", "programme.lease_share"),
}  # fmt: skip


@pytest.mark.parametrize(("before", "after", "words"), LATE.values(), ids=LATE)
@pytest.mark.parametrize("command", ["run", "check"])
def test_what_only_money_and_futures_find_is_told_at_its_place(full, command, before, after, words):
    edit(full / "study.toml", (before, after))
    told = refused(command, "full")
    assert re.match(rf"full/study\.toml:\d+:\d+: {re.escape(words)}", told), told


@pytest.mark.usefixtures("full")
def test_a_name_that_was_asked_for_is_not_blamed_on_the_file():
    assert refused("run", "full", "--weights", "board").startswith("weights: unknown weight set 'board'")
    assert refused("run", "full", "--future", "sedann").startswith("futures: unknown future 'sedann'")
    told = refused("run", "full", "--set", 'money.incentives=["prize"]')
    assert "(set by the override 'money.incentives')" in told
    assert "study.toml" not in told
