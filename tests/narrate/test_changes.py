"""The sentences about what changed, to the letter."""

import copy

import pandas as pd
import pytest

import siting
from siting.evaluation import change
from siting.model import Study
from siting.money import appraise, money_change
from siting.narrate import changes as words
from tests.money.plan import DOCUMENT

TABLE = pd.DataFrame(
    {"market": [9.0, 4.0, 3.0], "skill": [3.0, 8.0, 5.0], "peace": [5.0, 5.0, 5.0], "room": [5.0, 5.0, 5.0]},
    index=["A", "B", "C"],
)


def evaluated(**cells):
    table = TABLE.copy()
    for name, figure in cells.items():
        table.loc[tuple(name.split("_"))] = figure
    study = Study.from_frame(table, ranges=dict.fromkeys(table, (0, 10)))
    document = {
        **study.model_dump(),
        "requirements": {"enough": {"title": "Enough", "criterion": "market", "at_least": 2.0, "reason": "we sell"}},
    }
    return siting.evaluate(Study.build(document, given=study.given))


@pytest.mark.parametrize(
    ("after", "sentence"),
    [
        ({}, "A and B still lead: no figure changed."),
        (
            {"C_skill": 6.0},
            "A and B still lead: 1 figure of 1 site changed. Most comes from skill: C gains 0.025 by it.",
        ),
        (
            {"A_market": 7.0, "C_market": 4.0, "C_skill": 6.0},
            "B leads instead of A and B: 3 figures of 2 sites changed. Most comes from market: A loses 0.050 by it.",
        ),
        (
            {"A_market": 1.0, "B_market": 1.0, "C_market": 1.0},
            "No site can be ranked any more; A and B led before: 3 figures of 3 sites changed.",
        ),
    ],
)  # fmt: skip
def test_who_leads_and_what_did_it(after, sentence):
    assert words.change(change(evaluated(), evaluated(**after))) == sentence


def test_where_nobody_was_ranked_there_was_no_leader():
    none, some = evaluated(A_market=1.0, B_market=1.0, C_market=1.0), evaluated()
    told = "A and B lead; no site could be ranked before: 3 figures of 3 sites changed."
    assert words.change(change(none, some)) == told
    assert words.change(change(none, none)) == "No site can be ranked: no figure changed."


def test_what_moved_each_site_by_rank_after():
    found = change(evaluated(), evaluated(A_market=2.0, A_skill=4.0, A_peace=6.0, A_room=7.0, B_skill=7.0))
    assert [line.replace(words.MINUS, "-") for line in words.moves(found)] == [
        "B, 0.550 → 0.525: skill -0.025.",
        "A, 0.550 → 0.475: market -0.175, room +0.050, skill +0.025 and 1 more.",
        "C, 0.450 → 0.450: nothing that shows.",
    ]


def test_who_came_in_and_who_is_out():
    found = change(evaluated(B_market=1.0, C_market=1.0), evaluated(A_market=1.0))
    why = "Market is 1, at least 2 is required: we sell"
    assert list(words.newcomers(found)) == [f"B and C were out: {why}.", f"A is out: {why}."]
    assert list(words.newcomers(change(evaluated(), evaluated(B_skill=9.0)))) == []


def test_sites_whose_money_moved_alike_are_named_together():
    document = copy.deepcopy(DOCUMENT)
    document["sites"]["pomigliano"] = {}
    document["money"]["own"]["capital"]["pomigliano"] = 5_000
    study = Study.build(document)
    dearer = study.overridden(
        {"money.own.labour.IT": 3_000, "money.own.tax.CA": 26, "money.duties.usa": {"IT": 15, "CA": 0}}
    )
    found = money_change(*(appraise(side, samples=1) for side in (study, dearer)))
    assert list(words.money_moves(found)) == [
        "labour, USD/car: cassino and pomigliano 2,600 → 3,000.",
        "duty to the United States, percent of customs value: cassino and pomigliano 2.5 → 15.",
        "tax, percent: windsor 25 → 26.",
    ]


def test_a_move_too_small_to_show_is_left_out():
    study = Study.build(copy.deepcopy(DOCUMENT))
    found = money_change(
        *(appraise(s, samples=1) for s in (study, study.overridden({"money.own.labour.IT": 2_600.001})))
    )
    assert len(found.figures) == 1
    assert list(words.money_moves(found)) == []
