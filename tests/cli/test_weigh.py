from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from siting.cli import main
from siting.files import read_study

STUDY = """\
title = "Plants"  # the title

[sites.A]
[sites.B]

[criteria.cost]
title = "Landed cost"
unit = "USD/car"
direction = "min"
range = { worst = 900, best = 100 }

[criteria.skill]
title = "Skill"
value = { shape = "levels", levels = { poor = 0, fair = 0.5, good = 1 } }

[criteria.rail]
title = "Rail"
unit = "km"
direction = "min"
"""

PERFORMANCE = "site,criterion,value\nA,cost,300\nB,cost,500\nA,skill,poor\nB,skill,good\nA,rail,40\nB,rail,5\n"

EARLIER = """
[weights.team]
title = "The team"
by = "Ann"
on = 2026-01-31
reason = "a first guess"
points = { cost = 1, skill = 1, rail = 1 }  # agreed by mail
"""


@pytest.fixture
def weigh(tmp_path, monkeypatch):
    def run(*answers, weights="", arguments=("--weights", "team")):
        folder = tmp_path / "study"
        folder.mkdir()
        (folder / "study.toml").write_text(STUDY + weights, encoding="utf-8")
        (folder / "performance.csv").write_text(PERFORMANCE, encoding="utf-8")
        return CliRunner().invoke(main, ["weigh", "study", *arguments], input="".join(f"{line}\n" for line in answers))

    monkeypatch.chdir(tmp_path)
    return run


def written():
    return read_study("study").weights


def test_the_answers_become_a_weight_set(weigh):
    done = weigh("3 1 2", "80", "20", "25", "Ann and Bob", "workshop", "y")
    assert done.exit_code == 0, done.output
    made = written()["team"]
    assert made.points == {"cost": 80, "skill": 20, "rail": 100}
    assert (made.method, made.by, made.reason, made.on) == ("swing", "Ann and Bob", "workshop", date.today())
    assert made.answers["order"] == ["rail", "cost", "skill"]
    assert made.answers["cross_checks"] == [{"first": "cost", "second": "skill", "said": 25}]
    assert {name: (swing.worst, swing.best) for name, swing in made.ranges.items()} == {
        "cost": (900, 100),
        "rail": (40, 5),
    }
    assert made.log == ()


def test_every_swing_is_shown_with_its_unit(weigh):
    shown = weigh("3 1 2", "80", "20", "25", "", "", "y").stderr
    assert "  1  Landed cost  900 to 100 USD/car" in shown
    assert "  2  Skill        poor to good" in shown
    assert "  3  Rail         40 to 5 km" in shown
    assert "The swing of Rail (40 to 5 km) counts 100 points." in shown
    assert "How many for Landed cost (900 to 100 USD/car)? 0 to 100:" in shown
    assert "How many for Skill (poor to good)? 0 to 80:" in shown
    assert "If Landed cost counted 100, how much would Skill count?" in shown
    assert "The answers fit together." in shown


def test_the_weights_go_to_stdout_and_the_talk_to_stderr(weigh):
    assert weigh("3 1 2", "80", "20", "25", "", "", "y").stdout.splitlines() == [
        "Rail          50 %  40 to 5 km",
        "Landed cost   40 %  900 to 100 USD/car",
        "Skill         10 %  poor to good",
        "study/study.toml: weight set 'team' written",
    ]


def test_all_else_in_the_file_stays(weigh):
    weigh("3 1 2", "80", "20", "25", "", "", "y")
    assert Path("study/study.toml").read_text(encoding="utf-8").startswith(STUDY + "\n[weights.team]\n")


def test_what_was_there_before_goes_into_the_log(weigh):
    done = weigh("3 1 2", "80", "20", "25", "", "", " ", "new figures", "y", "y", weights=EARLIER)
    assert done.exit_code == 0, done.output
    assert "a few words are needed" in done.stderr
    made = written()["team"]
    assert (made.title, made.by) == ("The team", "Ann")
    [version] = made.log
    assert version.points == {"cost": 1, "skill": 1, "rail": 1}
    assert version.by == "Ann"
    assert (version.on, version.replaced_on, version.reason) == (date(2026, 1, 31), date.today(), "new figures")
    assert version.results_seen
    assert "# agreed by mail" in Path("study/study.toml").read_text(encoding="utf-8")


def test_the_same_weights_on_another_scale_are_no_new_version(weigh):
    done = weigh("1 2 3", "100", "100", "100", "Bob", "", "y", weights=EARLIER)
    assert done.exit_code == 0, done.output
    assert "the same as before" in done.stderr
    made = written()["team"]
    assert made.log == ()
    assert made.reason == "a first guess"
    assert (made.by, made.points) == ("Bob", dict.fromkeys(["cost", "skill", "rail"], 100))


def test_weights_that_were_only_stated_go_into_the_log_as_the_centre(weigh):
    said = '[weights.team]\nstatements = ["cost > skill > rail"]\n'
    done = weigh("1 2 3", "50", "25", "50", "", "", "workshop", "n", "y", weights=said)
    assert done.exit_code == 0, done.output
    made = written()["team"]
    assert made.statements == ()
    assert list(made.log[0].points.values()) == pytest.approx([11 / 18, 5 / 18, 2 / 18])


def test_wrong_answers_are_asked_again(weigh):
    answers = ("1 2", "1 2 2", "rail first", "3,1,2", "many", "101", "nan", "-1", "80", "81", "20", "25", "", "", "y")
    done = weigh(*answers)
    assert done.exit_code == 0, done.output
    assert done.stderr.count("each number from 1 to 3 once, such as: 3 2 1") == 3
    assert "'many' is not a number" in done.stderr
    assert done.stderr.count("a number from 0 to 100") == 3
    assert "a number from 0 to 80" in done.stderr
    assert written()["team"].points == {"cost": 80, "skill": 20, "rail": 100}


def test_a_contradiction_is_shown_and_the_points_may_be_given_again(weigh):
    done = weigh("3 1 2", "80", "20", "90", "y", "80", "60", "80", "", "", "y")
    assert "Skill against Landed cost: you say 90, your points say 25." in done.stderr
    assert written()["team"].points == {"cost": 80, "skill": 60, "rail": 100}
    assert written()["team"].answers["cross_checks"][0]["said"] == 80


def test_a_contradiction_may_be_kept_and_is_found_by_the_audit(weigh):
    done = weigh("3 1 2", "80", "20", "90", "n", "", "", "y")
    assert done.exit_code == 0
    checked = CliRunner().invoke(main, ["check", "study", "--strict", "inconsistent-judgements"])
    assert checked.exit_code == 1
    assert "'skill' against 'cost' was put at 90 points of 100, a factor of 3.6" in checked.stdout


def test_without_consent_nothing_is_written(weigh):
    done = weigh("3 1 2", "80", "20", "25", "", "", "n", weights="")
    assert done.exit_code == 1
    assert "Nothing was written." in done.stderr
    assert Path("study/study.toml").read_text(encoding="utf-8") == STUDY


def test_an_answer_that_breaks_off_changes_nothing(weigh):
    done = weigh("3 1 2", "80")
    assert done.exit_code == 1
    assert "Aborted" in done.stderr
    assert Path("study/study.toml").read_text(encoding="utf-8") == STUDY


def test_the_name_is_asked_for(weigh):
    weigh("works", "3 1 2", "80", "20", "25", "", "", "y", arguments=())
    assert list(written()) == ["works"]


def test_the_name_of_the_first_set_is_offered(weigh):
    done = weigh("", "3 1 2", "80", "20", "25", "", "", "r", "n", "y", arguments=(), weights=EARLIER)
    assert "Name of the weight set: [team]" in done.stderr
    assert list(written()) == ["team"]
    assert not written()["team"].log[0].results_seen


def test_one_criterion_needs_no_questions_about_its_weight(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("one.toml").write_text("[sites.A]\n[criteria.c]\nrange = { worst = 0, best = 1 }\n", encoding="utf-8")
    done = CliRunner().invoke(main, ["weigh", "one.toml", "--weights", "t"], input="\n\ny\n")
    assert done.exit_code == 0, done.output
    assert read_study("one.toml").weights["t"].points == {"c": 100}


def test_a_criterion_without_range_or_figures_cannot_be_weighed(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("one.toml").write_text("[sites.A]\n[criteria.c]\n", encoding="utf-8")
    done = CliRunner().invoke(main, ["weigh", "one.toml", "--weights", "t"])
    assert done.exit_code == 2
    assert "criterion 'c' has no range and no figures" in done.stderr


def test_fresh_weights_are_not_stale_until_a_range_changes(weigh):
    weigh("3 1 2", "80", "20", "25", "", "", "y")
    run = CliRunner()
    assert run.invoke(main, ["check", "study", "--strict", "stale-weights"]).exit_code == 0
    path = Path("study/performance.csv")
    path.write_text(PERFORMANCE.replace("A,rail,40", "A,rail,60"), encoding="utf-8")
    done = run.invoke(main, ["check", "study", "--strict", "stale-weights"])
    assert done.exit_code == 1
    assert "judged for 40 to 5, the range is now 60 to 5" in done.stdout


def test_a_workbook_is_refused_before_any_question(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("study.xlsx").write_bytes(b"PK")
    done = CliRunner().invoke(main, ["weigh", "study.xlsx", "--weights", "t"])
    assert done.exit_code == 2
    assert "only a .toml study can be edited" in done.stderr
