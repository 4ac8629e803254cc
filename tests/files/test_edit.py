"""One weight set is changed; every other line stays as it was."""

from datetime import date

import pytest

from siting.errors import OutputError, StudyError
from siting.files import new_study, read_study
from siting.files.edit import set_weight_set
from siting.model import WeightSet
from siting.model.weights import WeightVersion

BEFORE = """\
# A study of two plants.
title = "Plants"   # the title

[sites.A]
[sites.B]

# what is judged
[criteria.cost]
direction = "min"
range = { worst = 900, best = 100 }

[criteria.skill]
range = { worst = 0, best = 10 }
"""

TEAM = """\

# The team's weights, from the workshop.
[weights.team]
title = "Team"
method = "swing"
# asked on a Monday
by = "four people"       # names in the minutes
points = { cost = 100, skill = 50 }   # skill after long talk

[weights.board]
points = { cost = 1, skill = 1 }

# --- futures ---
[futures.dear]
changes = { "criteria.cost.range.worst" = 1000 }
"""

NEW = WeightSet(points={"cost": 40.0, "skill": 100.0}, title="Team", method="swing", by="four people")


@pytest.fixture
def file(tmp_path):
    def write(text):
        (tmp_path / "study.toml").write_bytes(text if isinstance(text, bytes) else text.encode())
        return tmp_path / "study.toml"

    return write


def test_only_what_says_something_else_is_rewritten(file):
    path = file(BEFORE + TEAM)
    assert set_weight_set(path, "team", NEW) == path
    old, new = "{ cost = 100, skill = 50 }", "{ cost = 40, skill = 100 }"
    assert path.read_text(encoding="utf-8") == (BEFORE + TEAM).replace(old, new)


def test_keys_that_are_new_come_last_and_keys_that_are_gone_go(file):
    path = file(BEFORE + TEAM)
    changed = WeightSet(points={"cost": 100.0, "skill": 50.0}, method="swing", by="four people", on=date(2026, 11, 22))
    set_weight_set(path, "team", changed)
    expected = TEAM.replace('title = "Team"\n', "").replace(
        "# skill after long talk\n", "# skill after long talk\non = 2026-11-22\n"
    )
    assert path.read_text(encoding="utf-8") == BEFORE + expected


def test_a_new_set_comes_after_the_last_one(file):
    path = file(BEFORE + TEAM)
    set_weight_set(path.parent, "town hall", WeightSet(points={"cost": 1.0, "skill": 2.5}))
    added = '\n[weights."town hall"]\npoints = { cost = 1, skill = 2.5 }\n'
    before, after = TEAM.split("\n# --- futures")
    assert path.read_text(encoding="utf-8") == f"{BEFORE}{before}{added}\n# --- futures{after}"
    assert list(read_study(path).weights) == ["team", "board", "town hall"]


def test_the_first_set_comes_at_the_end(file):
    path = file(BEFORE)
    set_weight_set(path, "team", WeightSet(points={"cost": 1.0, "skill": 2.0}))
    assert path.read_text(encoding="utf-8") == BEFORE + "\n[weights.team]\npoints = { cost = 1, skill = 2 }\n"


BOARD = "points = { cost = 1, skill = 1 }\n"
OWN = "points = { cost = 1, skill = 2 }\n"

FORMS = {
    "a table of points": "[weights.team]\nby = 'x'\n[weights.team.points]\ncost = 1 # c\nskill = 2\n\n[requirements]\n",
    "dotted points": "[weights.team]\npoints.cost = 1\npoints.skill = 2\nby = 'x'\n",
    "only a table of points": "[weights.team.points]\ncost = 1\nskill = 2\n\n[weights.board]\n" + BOARD,
    "inline below weights": "[weights]\nteam = { points = { cost = 1, skill = 2 } } # inline\n[weights.board]\n"
    + BOARD,
    "dotted below weights": "[weights]\nteam.points = { cost = 1, skill = 2 }\nteam.by = 'x'\n",
    "several lines": f"[weights.team]\nreason = '''\n[a]\n# b\n'''\n{OWN}",
    "a log as tables": f"[weights.team]\n{OWN}[[weights.team.log]]\n{OWN}[[weights.team.log]]\n{BOARD}",
    "a quoted name": f'["weights"."team"]\n{OWN}',
}


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_every_form_of_a_weight_set_is_edited(file, form):
    path = file(BEFORE + "\n" + form)
    others = {name: kept for name, kept in read_study(path).weights.items() if name != "team"}
    set_weight_set(path, "team", NEW)
    study = read_study(path)
    assert study.weights == {**others, "team": NEW}
    assert path.read_text(encoding="utf-8").startswith(BEFORE)
    assert ("# inline" in form) == ("# inline" in path.read_text(encoding="utf-8"))


def test_what_cannot_be_edited_is_told_and_left(file):
    text = "weights = { team = { points = { cost = 1, skill = 1 } } }\n" + BEFORE
    path = file(text)
    with pytest.raises(OutputError, match=r"cannot be edited where it stands: write each weight set as a table"):
        set_weight_set(path, "team", NEW)
    assert path.read_text(encoding="utf-8") == text


def test_a_weight_set_that_does_not_fit_the_study_is_told_and_nothing_is_left(file):
    path = file(BEFORE + TEAM)
    with pytest.raises(StudyError, match="unknown criterion or objective 'skil'") as caught:
        set_weight_set(path, "team", WeightSet(points={"cost": 1.0, "skil": 1.0}))
    assert {problem.file for problem in caught.value.problems} == {str(path)}
    assert path.read_text(encoding="utf-8") == BEFORE + TEAM
    assert [entry.name for entry in path.parent.iterdir()] == ["study.toml"]


def test_a_broken_study_is_told_and_left(file):
    path = file(BEFORE + "[weights.team]\npoints = { cost = 1 }\n")
    with pytest.raises(StudyError, match="no weight for 'skill'"):
        set_weight_set(path, "team", NEW)


def test_byte_order_mark_line_ends_and_rights_stay(file):
    path = file(b"\xef\xbb\xbf" + (BEFORE + TEAM).replace("\n", "\r\n").encode())
    path.chmod(0o640)
    set_weight_set(path, "team", NEW)
    expected = (BEFORE + TEAM).replace("{ cost = 100, skill = 50 }", "{ cost = 40, skill = 100 }")
    assert path.read_bytes() == b"\xef\xbb\xbf" + expected.replace("\n", "\r\n").encode()
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_link_stays_a_link(file, tmp_path):
    path = file(BEFORE + TEAM)
    link = tmp_path / "link.toml"
    link.symlink_to(path)
    set_weight_set(link, "team", NEW)
    assert link.is_symlink()
    assert read_study(path).weights["team"] == NEW


def test_a_set_with_its_whole_history_comes_back_as_it_was(file):
    path = file(BEFORE + TEAM)
    full = WeightSet(
        points={"cost": 0.1, "skill": 1e-7},
        title='The "team", Zürich\n\\',
        method="swing",
        by="x",
        on="2026-11-22",
        reason="y # z",
        answers={"order": ["cost", "skill"], "deep": [{"a": 1.5, "b": [1, 2]}], "said": {"cost": True}},
        ranges={"cost": {"worst": 900.0, "best": 100.0}},
        log=[
            WeightVersion(points={"cost": 1.0}, on="2026-01-01", reason="r"),
            WeightVersion(points={"skill": 2.0}, results_seen=True),
        ],
    )
    for _ in range(2):
        set_weight_set(path, "team", full)
        assert read_study(path).weights["team"] == full
    assert path.read_text(encoding="utf-8").count("# skill after long talk") == 1


def test_the_starter_study_is_edited(tmp_path):
    folder = new_study(tmp_path / "plants")
    before = (folder / "study.toml").read_text(encoding="utf-8")
    points = dict.fromkeys(read_study(folder).criteria, 1.0)
    set_weight_set(folder, "even", WeightSet(points=points))
    after = (folder / "study.toml").read_text(encoding="utf-8").splitlines()
    kept = iter(after)
    assert all(line in kept for line in before.splitlines())


def test_a_workbook_is_not_edited(tmp_path):
    (tmp_path / "study.xlsx").write_bytes(b"PK")
    with pytest.raises(OutputError, match=r"study\.xlsx: only a \.toml study can be edited"):
        set_weight_set(tmp_path, "team", NEW)
