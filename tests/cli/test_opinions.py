"""`siting groups`, `siting explain` and `siting methods`: what an analyst reads on the screen."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from siting.cli import explain, groups, methods
from siting.cli.screen import screen
from siting.errors import MethodError, StudyError

STUDY = """\
[sites.a]
title = "Alba"
[sites.b]
title = "Borgo [north]"
[sites.c]
title = "Campo"
[criteria.cost]
title = "Landed cost"
unit = "USD"
direction = "min"
range = { worst = 10, best = 0 }
[criteria.skill]
range = { worst = 0, best = 10 }
[weights.finance]
title = "Finance board"
points = { cost = 8, skill = 2 }
ranges = { cost = { worst = 12, best = 0 } }
[weights.works]
points = { cost = 1, skill = 9 }
"""
CELLS = {"a": (1, 2), "b": (9, 9), "c": (4, 7)}


@pytest.fixture(autouse=True)
def study(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("study.toml").write_text(STUDY, encoding="utf-8")
    lines = [f"{site},cost,{cost}\n{site},skill,{skill}" for site, (cost, skill) in CELLS.items()]
    Path("performance.csv").write_text("\n".join(["site,criterion,value", *lines, ""]), encoding="utf-8")


def invoke(command, *arguments):
    done = CliRunner().invoke(command, ["study.toml", *arguments], catch_exceptions=True)
    return done if done.exception is None else done.exception


def rows(done):
    """Return the cells of the tables on the screen."""
    return [[cell.strip() for cell in line.strip("│").split("│")] for line in done.stdout.splitlines() if "│" in line]


def test_groups_side_by_side():
    # finance: a 0.72 + 0.04 = 0.76, b 0.08 + 0.18 = 0.26, c 0.48 + 0.14 = 0.62; works: a 0.27, b 0.82, c 0.69
    done = invoke(groups.command)
    table = rows(done)
    assert table[:3] == [
        ["Campo", "2", "2", "0.140"],
        ["Borgo [north]", "3", "1", "0.500"],
        ["Alba", "1", "3", "0.550"],
    ]
    assert table[3:] == [["Landed cost", "80 %", "10 %", "45 %", "45 %"], ["skill", "20 %", "90 %", "55 %", "55 %"]]
    for line in (
        "Alba is first for Finance board; Borgo [north] for works.",
        "All could best live with Campo",
        "Campo leads with them.",
        "For Campo to be first for everybody",
        "Stale weights: those of Finance board were judged on another range of Landed cost.",
    ):
        assert line in " ".join(done.stdout.split())


def test_the_site_to_agree_on_can_be_chosen():
    done = invoke(groups.command, "--site", "a")
    assert "For Alba to be first for everybody" in done.stdout
    assert "works puts Alba level with the first" in done.stdout
    assert "'d' is not among the sites compared" in str(invoke(groups.command, "--site", "d"))


def test_one_weight_set_is_no_group():
    Path("study.toml").write_text(STUDY.partition("[weights.works]")[0], encoding="utf-8")
    failure = invoke(groups.command)
    assert isinstance(failure, MethodError)
    assert "at least two weight sets" in str(failure)


def test_explain_shows_every_criterion_and_what_must_be_true():
    # gap of Alba over Campo 0.24 - 0.10 = 0.14; level where 0.3 w = 0.5 (1 - w): w = 0.625; cost 4 - 0.14 / 0.8 x 10
    done = invoke(explain.command, "a", "c")
    assert rows(done) == [
        ["Landed cost", "+0.240", "80.0 %", "62.5 %", "4 USD", "2.25 USD"],
        ["skill", "−0.100", "20.0 %", "37.5 %", "7", "–"],  # noqa: RUF001 - as written
    ]
    text = " ".join(done.stdout.split())
    assert "Alba beats Campo by 0.140: it gains 0.240 on Landed cost; Campo is ahead by 0.100 on skill." in text
    assert "Campo is ahead with a weight of Landed cost below 62.5 % (80 % now) or skill above 37.5 %" in text
    assert "Stale weights" in text


def test_explain_takes_another_stakeholders_weights():
    assert "Borgo [north] beats Alba" in invoke(explain.command, "b", "a", "--weights", "works").stdout
    assert "ask why 'a' beats 'b'" in str(invoke(explain.command, "b", "a"))
    assert "unknown site 'x'" in str(invoke(explain.command, "a", "x"))


def test_methods_side_by_side():
    done = invoke(methods.command)
    assert [row[:2] for row in rows(done)] == [["Alba", "1"], ["Campo", "2"], ["Borgo [north]", "3"]]
    assert "Alba is first by" in done.stdout
    assert "Stale weights" in done.stdout
    works = invoke(methods.command, "--weights", "works")
    assert rows(works)[0][:2] == ["Borgo [north]", "1"]


def test_a_method_that_cannot_be_used_has_no_ranks():
    done = invoke(methods.command, "--set", "performance.a.cost=0")
    assert [row[2] for row in rows(done)] == ["", "", ""]
    assert "weighted product cannot be used" in done.stdout


@pytest.mark.parametrize("command", [groups.command, methods.command])
def test_a_mistake_in_an_option_is_told(command):
    assert isinstance(invoke(command, "--set", "weights.finance.points.cost=-1"), StudyError)


def test_without_a_terminal_the_width_is_fixed():
    assert screen().width == 110


def test_of_many_sites_the_first_forty_are_shown_and_the_rest_counted():
    many = range(1200)
    sites = "".join(f"[sites.s{number}]\n" for number in many)
    Path("study.toml").write_text(sites + STUDY[STUDY.index("[criteria.cost]") :], encoding="utf-8")
    cells = [f"s{number},cost,{1 + number % 7}\ns{number},skill,{1 + number % 9}" for number in many]
    Path("performance.csv").write_text("\n".join(["site,criterion,value", *cells, ""]), encoding="utf-8")
    for command in (groups.command, methods.command):
        done = invoke(command)
        assert "and 1,160 more" in done.stdout
        assert len(rows(done)) in {40, 42}
    assert "ELECTRE III cannot be used: 1,200 sites are too many" in done.stdout
