from pathlib import Path

import pytest
from click.testing import CliRunner

from siting.cli import main

STUDY = """\
[sites.A]
[sites.B]
[criteria.cost]
range = { worst = 0, best = 10 }
[criteria.skill]
range = { worst = 0, best = 10 }
[weights.team]
points = { cost = 1, skill = 1 }
[weights.half]
points = { cost = 1, skill = 0 }
"""


@pytest.fixture
def check(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("study.toml").write_text(STUDY, encoding="utf-8")

    def run(*arguments, rows):
        lines = [f"{site},{name},{value}" for site, values in rows.items() for name, value in values.items()]
        Path("performance.csv").write_text("\n".join(["site,criterion,value", *lines]) + "\n", encoding="utf-8")
        return CliRunner().invoke(main, ["check", "study.toml", *arguments])

    return run


CLEAR = {"A": {"cost": 9, "skill": 4}, "B": {"cost": 2, "skill": 8}}
NEAR = {"A": {"cost": 8.1, "skill": 4}, "B": {"cost": 4, "skill": 8}}
BEATEN = {"A": {"cost": 9, "skill": 8}, "B": {"cost": 2, "skill": 1}}


def test_a_sound_study_passes_every_check(check):
    done = check("--strict", "all", rows=CLEAR)
    assert done.exit_code == 0
    assert done.stdout.startswith("study.toml: sound: 2 sites, 2 criteria.")
    assert len(done.stdout.splitlines()) == 1


def test_findings_are_told_and_do_not_fail_a_study_unless_asked(check):
    done = check(rows=NEAR)
    assert done.exit_code == 0
    assert "warning: near-tie: sites.B: A leads B by 0.005, next to nothing. Fix: " in done.stdout


def test_a_study_with_an_error_is_not_called_sound(check):
    done = check(rows={"A": {"cost": 9, "skill": ""}, "B": {"cost": 2, "skill": ""}})
    assert done.exit_code == 0
    assert done.stdout.startswith("study.toml: not sound: 2 sites, 2 criteria.")
    assert "error: nothing-ranked: " in done.stdout


@pytest.mark.parametrize(
    ("strict", "code"), [("near-tie", 1), ("stale-weights, near-tie", 1), ("stale-weights", 0), ("all", 1)]
)
def test_strict_names_make_findings_fail(check, strict, code):
    assert check("--strict", strict, rows=NEAR).exit_code == code


def test_what_is_only_worth_knowing_never_fails(check):
    done = check("--strict", "all", rows=BEATEN)
    assert "info: dominated-site: sites.B" in done.stdout
    assert done.exit_code == 0


def test_the_weights_to_audit_with_can_be_chosen(check):
    assert "its weight is zero" not in check(rows=CLEAR).stdout
    assert "its weight is zero" in check("--weights", "half", rows=CLEAR).stdout


def test_an_unknown_check_is_a_users_mistake(check):
    done = check("--strict", "near-tye", rows=CLEAR)
    assert done.exit_code == 2
    assert "did you mean 'near-tie'?" in done.stderr
