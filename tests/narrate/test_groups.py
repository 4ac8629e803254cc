"""Stakeholders in words, on the board of three that tests/groups works out by hand."""

import pandas as pd
import pytest

from siting import groups
from siting.model import Study
from siting.narrate import groups as words

NAMES = ("cost", "skill", "rail")
ROWS = {"A": (10.0, 0.0, 5.0), "B": (0.0, 10.0, 5.0), "C": (8.0, 8.0, 2.0)}
SETS = {"finance": (8, 1, 1), "works": (1, 8, 1), "town": (2, 3, 5)}
# overall: finance A 0.85 B 0.15 C 0.74, works A 0.15 B 0.85 C 0.74, town A 0.45 B 0.55 C 0.50


def group_of(sets=SETS, rows=ROWS, names=NAMES):
    table = pd.DataFrame.from_dict(rows, orient="index", columns=list(names))
    base = Study.from_frame(table, ranges=dict.fromkeys(names, (0, 10)))
    made = {name: {"points": dict(zip(names, points, strict=True))} for name, points in sets.items()}
    made["finance"]["title"] = "Finance board"
    return groups.group(Study.build({**base.model_dump(), "weights": made}, given=base.given))


@pytest.fixture(scope="module")
def board():
    return group_of()


def test_who_is_first_and_how_far_they_agree(board):
    # ranks A 1 3 3, B 3 1 1, C 2 2 2: sums 7 5 6, spread 2, of at most 9 x 24 / 12 = 18
    assert words.firsts(board) == "A is first for Finance board; B for works and town."
    assert words.agreement(board) == ["Agreement is very weak: Kendall's W 0.11 among 3 stakeholders on 3 sites."]


def test_a_group_of_one_mind():
    same = group_of({"finance": (8, 1, 1), "works": (7, 1, 1)})
    assert words.firsts(same) == "A is first for everybody."
    assert words.agreement(same)[0].startswith("Agreement is unusually strong: Kendall's W 1.00")
    assert words.partings(same) == []
    assert words.common_ground(same) == "A is the first choice of all."
    assert words.dissent(same, groups.concessions(same)) == []


def test_a_single_site_is_first_without_agreement():
    alone = group_of({"finance": (8, 1, 1), "works": (1, 8, 1)}, rows={"A": ROWS["A"]})
    assert words.firsts(alone) == "A is first for everybody."
    assert words.agreement(alone) == []


def test_where_they_part_and_over_what(board):
    # A or B: finance 0.7, works -0.7: cost 0.7 x 1, skill 0.7 x 1 of 1.4; town's gap is -0.1
    assert words.partings(board)[0] == (
        "A or B: Finance board against works and town. Furthest apart are Finance board and works "
        "(0.700 against 0.700), over their weights of cost (50 %) and skill (50 %)."
    )
    assert len(words.partings(board)) == 1  # C is nobody's first, so its pairs wait


def test_what_works_against_a_parting_is_named_too():
    # gaps of A: finance 0.6 - 0.1 + 0.18, works -0.5 + 0.3; of their sum 0.88: cost 0.6, skill 0.4, rail -0.12
    rows = {"A": (10.0, 0.0, 6.0), "B": (0.0, 10.0, 0.0)}
    [told] = words.partings(group_of({"finance": (6, 1, 3), "works": (0, 5, 5)}, rows=rows))
    assert told == (
        "A or B: Finance board against works. Furthest apart are Finance board and works (0.680 against 0.200), "
        "over their weights of cost (68 %) and skill (45 %); rail (\N{MINUS SIGN}14 %) works the other way."
    )


def test_pairs_that_nobody_puts_first_are_told_where_there_are_no_others():
    rows = {"A": (10.0, 10.0), "B": (6.0, 0.0), "C": (0.0, 6.0), "D": (5.0, 0.0), "E": (0.0, 5.0)}
    told = words.partings(group_of({"finance": (8, 2), "works": (2, 8)}, rows=rows, names=("cost", "skill")))
    assert [line.split(":")[0] for line in told[:3]] == ["B or C", "B or E", "C or D"]
    assert told[3] == "They part on 1 more pair of sites."


def test_what_all_could_live_with(board):
    # C: regret 0.85 - 0.74 of finance and works alike, 0.05 of town; second for all
    assert words.common_ground(board) == (
        "All could best live with C: nobody gives up more than 0.110 (Finance board), and nobody ranks it below 2 "
        "(Finance board). Never below second for anyone: C."
    )


def test_weights_between_all(board):
    # mean: cost 11/30, skill 12/30, rail 7/30: A 0.483, B 0.517, C 0.66; works moves 0.8 - 0.4 of skill
    assert words.compromise(board, groups.mean_weights(board)) == (
        "C leads with them. Furthest away is Finance board: 43.3 % of the weight would move."
    )


def test_what_would_have_to_change_for_the_others_to_agree(board):
    # town: at cost = skill = 0.25 all three sites have 0.5, and no nearer weights put A first
    lines = words.dissent(board, groups.concessions(board, "A"))
    assert lines[0] == (
        "town puts A level with the first by moving 5 % of the weight: "
        "cost from 20 % to 25 % and skill from 30 % to 25 %."
    )
    assert [line.split(" puts A")[0] for line in lines] == ["town", "works"]


def test_a_site_that_nothing_puts_first():
    rows = {**ROWS, "D": (0.0, 0.0, 0.0)}
    board = group_of(rows=rows)
    lines = words.dissent(board, groups.concessions(board, "D"))
    assert lines[0] == "Finance board would not put D first with any weights."
    assert len(lines) == 3
