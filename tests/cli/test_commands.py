import json
import shutil
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from siting.cli import main

pytestmark = pytest.mark.usefixtures("study")

STUDY = Path(__file__).parents[2] / "scenarios" / "alfa-first-look"


@pytest.fixture
def study(tmp_path, monkeypatch):
    shutil.copytree(STUDY, tmp_path / "study")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "study"


def invoke(*arguments):
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def test_run_prints_the_answer_and_writes_the_files():
    done = invoke("run", "study", "--out", "out")
    assert done.exit_code == 0, done.output
    for words in ("Belvidere", "0.823", "leads whatever weight", "out/"):
        assert words in done.stdout
    written = {path.relative_to("out").as_posix() for path in Path("out").rglob("*") if path.is_file()}
    assert {"results.json", "tables/ranking.csv", "charts/contributions.svg", "charts/ternary.png"} <= written


def test_the_results_document_says_what_the_screen_says():
    results = json.loads(invoke("run", "study", "--json").stdout)
    assert results["best"] == "belvidere"
    assert results["record"]["as_of"] == "2023-04-30"
    assert [row["site"] for row in results["ranking"]] == ["belvidere", "cassino", "pomigliano"]
    assert len(results["cells"]) == 9
    assert all(cell["source"] or cell["flags"] for cell in results["cells"])
    assert sum(results["weights"].values()) == pytest.approx(1)
    assert not Path("results").exists()


def test_the_same_study_gives_the_same_bytes():
    invoke("run", "study", "--out", "first")
    invoke("run", "study", "--out", "second")
    first = {path.name: path.read_bytes() for path in Path("first").rglob("*") if path.is_file()}
    second = {path.name: path.read_bytes() for path in Path("second").rglob("*") if path.is_file()}
    assert first == second


def test_results_go_to_a_folder_named_after_the_study():
    assert invoke("run", "study").exit_code == 0
    assert (Path("results") / "study" / "results.json").is_file()


def test_another_day_another_answer():
    now = json.loads(invoke("run", "study", "--as-of", "2026-11-22", "--json").stdout)
    amounts = [cell["value"] for cell in now["cells"] if cell["criterion"] == "ev_credit"]
    assert amounts == [0, 0, 0]
    assert now["record"]["overrides"] == {"as_of": "2026-11-22"}
    assert now["switch_points"]["existing_capacity"] != []


def test_futures_and_changes_reach_the_numbers():
    sedan = json.loads(invoke("run", "study", "--future", "sedan", "--json").stdout)
    dear = json.loads(invoke("run", "study", "--set", "programme.msrp_usd=85000", "--json").stdout)
    for results in (sedan, dear):
        values = {cell["site"]: cell["value"] for cell in results["cells"] if cell["criterion"] == "ev_credit"}
        assert values["belvidere"] == values["cassino"] == pytest.approx(3000)


def test_a_study_that_no_site_survives_ends_with_one():
    done = invoke("run", "study", "--set", "requirements.room.at_least=50", "--out", "out")
    assert done.exit_code == 1
    assert "out" in done.stdout


def test_sweep_prints_a_table():
    done = invoke("sweep", "study", "ev_credit", "--steps", "3")
    assert done.exit_code == 0
    lines = done.stdout.splitlines()
    assert lines[0] == "weight,site,overall,rank"
    assert len(lines) == 1 + 3 * 3
    assert "whatever weight" in done.stderr


def test_check_says_what_is_there():
    done = invoke("check", "study")
    assert done.exit_code == 0
    assert "3 sites, 3 criteria" in done.stdout


def test_facts_show_values_rivals_and_sources():
    done = invoke("facts", "cassino", "capacity_vehicles_per_year", "--as-of", "2023-04-30")
    assert done.exit_code == 0
    assert "300,000" in done.stdout
    assert "250,000" in done.stdout
    assert "http" in done.stdout
    later = invoke("facts", "belvidere", "status", "--as-of", "2023-04-30").stdout
    assert "idled" in later
    assert "2026" not in later


def test_facts_of_a_study_come_first_with_their_reasons_as_known_on_its_day():
    study = str(Path(__file__).parents[2] / "scenarios" / "alfa-e-segment")
    asked = ("facts", "mirafiori", "capacity_vehicles_per_year", "--study", study)
    shown = " ".join(invoke(*asked).stdout.split())
    assert "mirafiori, as known on 2023-04-30" in shown
    assert "│ 160,000 vehicles/year" in shown
    assert "160,000 vehicles/year (2023-04): The electric line was designed for 80,000;" in shown
    early = invoke(*asked, "--as-of", "2023-01-31").stdout
    assert early.endswith("nothing known on 2023-01-31, the first on 2023-04-30\n")
    assert "160,000" not in invoke(*asked[:3]).stdout


def test_facts_of_a_later_day_say_from_when_they_are_known():
    done = invoke("facts", "mirafiori", "capacity_vehicles_per_year", "--as-of", "2023-04-30")
    assert done.exit_code == 0
    assert done.stdout == "mirafiori capacity_vehicles_per_year: nothing known on 2023-04-30, the first on 2024-04-30\n"


def test_facts_of_a_rule_say_when_it_is_in_force():
    told = invoke("facts", "us_car_loan_interest", "max_deduction_usd_per_year").stdout
    assert "from 2025-01-01" in told
    assert "2028-12-31" in told


def test_facts_list_subjects_and_speak_json():
    assert "belvidere" in invoke("facts").stdout.split()
    rows = json.loads(invoke("facts", "belvidere", "union", "--json").stdout)
    assert rows[0]["value"] == "UAW Local 1268"


def test_new_makes_a_study_that_runs():
    assert invoke("new", "mine").exit_code == 0
    assert invoke("run", "mine", "--out", "out").exit_code == 0
    assert invoke("new", "mine").exit_code == 2


def test_schema_is_json():
    assert "properties" in json.loads(invoke("schema").stdout)


MISTAKES = {
    "no such folder": ("run", "nowhere"),
    "no such future": ("run", "study", "--future", "sedann"),
    "no such weight set": ("run", "study", "--weights", "board"),
    "no such criterion": ("sweep", "study", "ev_credits"),
    "no such day": ("run", "study", "--as-of", "2023-02-31"),
    "before the facts": ("run", "study", "--as-of", "1899-01-01"),
    "unreadable change": ("run", "study", "--set", "programme"),
    "unknown key": ("run", "study", "--set", "programme.colour=red"),
    "wrong type": ("run", "study", "--set", "programme.msrp_usd=cheap"),
    "negative weight": ("run", "study", "--set", "weights.team.points.ev_credit=-1"),
    "nan weight": ("run", "study", "--set", "weights.team.points.ev_credit=nan"),
    "unknown country": ("run", "study", "--set", "sites.cassino.country=ZZ"),
    "unknown subject": ("facts", "belvedere"),
    "unknown attribute": ("facts", "belvidere", "colour"),
    "bad day for facts": ("facts", "belvidere", "--as-of", "someday"),
}


@pytest.mark.parametrize("arguments", MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_told_in_words(arguments):
    done = invoke(*arguments)
    assert done.exit_code == 2, done.output
    assert done.stderr.strip()
    assert "Traceback" not in done.output
    assert not Path("results").exists()


def test_every_mistake_of_a_file_is_told_at_its_place(study):
    text = (study / "study.toml").read_text(encoding="utf-8")
    text = text.replace('powertrain = "bev"', 'powertrain = "steam"').replace("ev_credit = 100", "ev_credt = 100")
    (study / "study.toml").write_text(text, encoding="utf-8")
    done = invoke("run", "study")
    assert done.exit_code == 2
    lines = text.splitlines()
    for word in ("steam", "ev_credt"):
        number = next(i for i, line in enumerate(lines, 1) if word in line)
        assert f"study/study.toml:{number}:" in done.stderr
    assert "ev_credit" in done.stderr


def test_a_cell_that_cannot_be_measured_is_told_at_its_place(study):
    text = (study / "study.toml").read_text(encoding="utf-8").replace('measure = "ev_credit"', 'measure = "ev_credits"')
    (study / "study.toml").write_text(text, encoding="utf-8")
    done = invoke("run", "study")
    number = next(i for i, line in enumerate(text.splitlines(), 1) if "ev_credits" in line)
    assert done.exit_code == 2
    assert f"study/study.toml:{number}:" in done.stderr
    assert "did you mean 'ev_credit'?" in done.stderr


def test_everything_lands_in_one_folder_step_by_step():
    done = invoke("run", "study", "--all", "--out", "out")
    assert done.exit_code == 0, done.output
    steps = ["board", "deck", "workbook", "charts, tables and index page"]
    assert done.stderr.splitlines() == [f"making {step} ..." for step in steps]
    assert {"index.html", "board.html", "deck.pptx", "workbook.xlsx"} <= {path.name for path in Path("out").iterdir()}
    assert "Open out/index.html" in done.stdout


def test_a_crash_leaves_the_earlier_folder_whole(monkeypatch):
    invoke("run", "study", "--out", "out")
    before = {path: path.read_bytes() for path in Path("out").rglob("*") if path.is_file()}
    monkeypatch.setattr("siting.files.folder._write", lambda *_: (_ for _ in ()).throw(OSError(28, "no space left")))
    failed = invoke("run", "study", "--all", "--out", "out")
    assert failed.exit_code == 2
    assert "no space left" in failed.stderr
    assert {path: path.read_bytes() for path in Path("out").rglob("*") if path.is_file()} == before
    assert [path.name for path in Path().iterdir() if "out" in path.name] == ["out"]


def test_a_missing_extra_is_named_with_the_line_that_installs_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "pptx", None)
    for name in [
        name for name in sys.modules if name.startswith("siting.report.deck.") and name != "siting.report.deck.making"
    ]:
        monkeypatch.delitem(sys.modules, name)
    failed = invoke("run", "study", "--all", "--out", "out")
    assert failed.exit_code == 2
    assert 'pip install "siting[office]"' in failed.stderr
    assert not Path("out").exists()


def test_a_future_has_a_folder_of_its_own():
    assert invoke("run", "study", "--future", "sedan").exit_code == 0
    assert (Path("results") / "study-sedan" / "results.json").is_file()
    assert not (Path("results") / "study").exists()
