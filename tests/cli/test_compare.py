"""`siting compare`: the chain from facts to figures to ranks, and the money, as the reader sees it."""

import csv
from pathlib import Path

import pytest
from click.testing import CliRunner

from siting.cli import main

STUDY = """
title = "Two towns"
as_of = 2026-01-01
[sites.north]
title = "Northtown"
[sites.south]
title = "Southtown"
[sites.west]
title = "Weston"
[criteria.skill]
title = "Skilled people"
unit = "points"
range = { worst = 0, best = 10 }
measure = { name = "attribute", options = { attribute = "skill" } }
[criteria.peace]
title = "Labour peace"
range = { worst = 0, best = 10 }
[requirements.room]
title = "Room"
at_least = 1.0
measure = { name = "attribute", options = { attribute = "room" } }
reason = "the line must fit"
[weights.team]
points = { skill = 3, peace = 1 }
[futures.calm]
title = "Calm"
changes = { "performance.south.peace" = 9 }
[futures.storm]
title = "Storm"
changes = { "performance.south.peace" = 0 }
[sources.paper]
title = "The Town Paper"
url = "https://example.org/paper"
"""

FACTS = """subject,attribute,value,unit,period,known_from,source,confidence,basis,note
north,skill,8,,2022,2022-12-31,paper,high,reported,
south,skill,6,,2022,2022-12-31,paper,high,reported,
west,skill,7,,2022,2022-12-31,paper,high,reported,
north,room,2,,2022,2022-12-31,paper,high,reported,
south,room,2,,2022,2022-12-31,paper,high,reported,
north,skill,4,,2025,2025-03-01,paper,high,reported,
west,room,3,,2025,2025-04-01,paper,high,reported,
north,status,the training centre has closed,,2025,2025-02-15,paper,high,reported,
"""

CELLS = """site,criterion,value
north,peace,4
south,peace,6
west,peace,5
"""

PAGE = """Two towns
before: 2023-01-01; after: 2026-01-01
Weston leads instead of Northtown: 2 figures of 2 sites changed. Most comes from Skilled people: Northtown
loses 0.300 by it.
┏━━━━━━━━━━━┳━━━━━━━━━┳━━━━━━━━━━━━━━━┓
┃ site      ┃    rank ┃ overall value ┃
┡━━━━━━━━━━━╇━━━━━━━━━╇━━━━━━━━━━━━━━━┩
│ Weston    │ out → 1 │     - → 0.650 │
│ Southtown │   2 → 2 │ 0.600 → 0.600 │
│ Northtown │   1 → 3 │ 0.700 → 0.400 │
└───────────┴─────────┴───────────────┘
What moved the overall values
  Southtown, 0.600 → 0.600: nothing that shows.
  Northtown, 0.700 → 0.400: Skilled people -0.300.
Who came in, and who is out
  Weston was out: no evidence for Room, at least 1 is required: the line must fit.
┏━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━━━━━━┓
┃ criterion      ┃ before → after     ┃
┡━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━━━━━━┩
│ Skilled people │ Northtown 8 → 4    │
│ (points)       │                    │
│ Room           │ Weston missing → 3 │
└────────────────┴────────────────────┘
Facts behind the figures (+ came, - went; more by `siting facts`, or in facts.csv)
  Skilled people
    + north.skill@2025: 4 (The Town Paper)
    - north.skill@2022: 8 (The Town Paper)
  Room
    + west.room@2025: 3 (The Town Paper)
What happened in between
  2025-02-15 Northtown: the training centre has closed
"""


@pytest.fixture
def study(tmp_path, monkeypatch):
    folder = tmp_path / "study"
    folder.mkdir()
    for name, text in (("study.toml", STUDY), ("facts.csv", FACTS), ("performance.csv", CELLS)):
        (folder / name).write_text(text.lstrip("\n"), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return folder


def invoke(*arguments):
    return CliRunner().invoke(main, ["compare", *(str(argument) for argument in arguments)])


DAYS = ("--as-of", "2023-01-01", "--as-of", "2026-01-01")


@pytest.mark.usefixtures("study")
def test_the_page_tells_the_chain_to_the_letter():
    done = invoke("study", *DAYS)
    assert done.exit_code == 0, done.output
    assert done.stdout.replace("\N{MINUS SIGN}", "-") == PAGE


@pytest.mark.usefixtures("study")
def test_two_futures_have_no_days_between_them():
    done = invoke("study", "--future", "calm", "--future", "storm")
    assert done.exit_code == 0, done.output
    assert "before: in future calm; after: in future storm" in done.stdout
    assert "Labour peace" in done.stdout
    assert "What happened" not in done.stdout
    # 9 to 0 on a quarter of the weight
    assert "Southtown loses 0.225 by it." in " ".join(done.stdout.split())


@pytest.mark.usefixtures("study")
def test_one_future_is_compared_with_the_study_itself():
    done = invoke("study", "--future", "calm")
    assert "before: as it is; after: in future calm" in done.stdout
    later = invoke("study", *DAYS, "--future", "calm")
    assert "before: 2023-01-01 in future calm; after: 2026-01-01 in future calm" in later.stdout


@pytest.mark.usefixtures("study")
def test_the_files_hold_what_the_screen_says_and_are_the_same_every_time():
    for folder in ("one", "two"):
        assert invoke("study", *DAYS, "--out", folder).exit_code == 0
    names = {path.relative_to("one").as_posix() for path in Path("one").rglob("*") if path.is_file()}
    tables = {f"tables/{name}.csv" for name in ("ranks", "effects", "cells", "facts", "events")}
    assert names - {".siting-manifest.json"} == tables | {"charts/change.svg", "charts/change.png"}
    for name in names:
        assert (Path("one") / name).read_bytes() == (Path("two") / name).read_bytes()
    with Path("one/tables/effects.csv").open(encoding="utf-8") as file:
        rows = {row["site"]: float(row["skill"]) for row in csv.DictReader(file)}
    assert rows == pytest.approx({"north": -0.3, "south": 0.0})


@pytest.mark.usefixtures("study")
@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("study",), "nothing to compare"),
        (("study", "--as-of", "2023-01-01"), "nothing to compare"),
        (("study", *DAYS, "--as-of", "2024-01-01"), "more than two sides"),
        (("study", *DAYS[:3], "2023-02-31"), "2023-02-31"),
        (("study", "--future", "clam"), "did you mean 'calm'"),
        (("nowhere", *DAYS), "nowhere"),
    ],
)
def test_mistakes_are_told_in_words(arguments, words):
    done = invoke(*arguments)
    assert done.exit_code == 2, done.output
    assert words in done.stderr
    assert "Traceback" not in done.output


HINDSIGHT = Path(__file__).parents[2] / "scenarios" / "alfa-hindsight"


@pytest.fixture(scope="module")
def hindsight():
    done = CliRunner().invoke(main, ["compare", str(HINDSIGHT), "--as-of", "2023-04-30", "--as-of", "2026-11-22"])
    assert done.exit_code == 0, done.output
    return " ".join(done.stdout.split())


@pytest.mark.parametrize(
    "words",
    [
        "before: 2023-04-30; after: 2026-11-22 Windsor still leads: ",
        "+ us_30d_availability.credit_available@2025-10-01: no (",
        "+ toluca.stla_large_allocated@2024-05-28: yes (",
        "Melfi and Mirafiori 2.5 → 15; Windsor, Brampton and Toluca 0 → 25.",
        "2025-10-23 the programme: abandoned: new brand head says large cars are not the brand's territory",
        "2025-10-20 Mirafiori: ",
    ],
)  # fmt: skip
def test_hindsight_goes_from_facts_over_figures_and_money_to_what_happened(hindsight, words):
    assert words in hindsight


def test_the_money_of_hindsight_is_added_up(hindsight):
    assert "Landed cost, change in USD per car" in hindsight
    assert "│ 1,184 → " in hindsight.replace("┃", "│")
