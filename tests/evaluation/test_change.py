"""What changed between two states of one study."""

import pandas as pd
import pytest

from siting.errors import MethodError
from siting.evaluation import change, evaluate
from siting.measures import measure
from siting.model import Measurement, Source, Step, Study
from siting.model.performance import PerformanceTable

SOURCE = (Source(id="a", title="A register"),)


def evaluated(cells, **changes):
    document = {
        "sites": {"A": {}, "B": {}},
        "criteria": {"market": {"range": {"worst": 0.0, "best": 10.0}, "unit": "days"}},
        "requirements": {"open": {"one_of": ["yes"]}},
        **changes,
    }
    table = {
        key: Measurement(value=value, trace=tuple(Step(text="read", facts=(fact,)) for fact in facts), sources=SOURCE)
        for key, (value, *facts) in cells.items()
    }
    return evaluate(Study.build(document, given=PerformanceTable.of_cells(table)))


BEFORE = {("A", "market"): (9.0, "old"), ("B", "market"): (4.0,), ("A", "open"): ("yes",), ("B", "open"): ("yes",)}


def test_cells_facts_and_ranks():
    after = {**BEFORE, ("A", "market"): (2.0, "new", "newer")}
    found = change(evaluated(BEFORE), evaluated(after))
    (row,) = found.cells.to_dict("records")
    assert (row["site"], row["before"], row["after"], row["unit"]) == ("A", 9.0, 2.0, "days")
    assert (row["value_before"], row["value_after"]) == pytest.approx((0.9, 0.2))
    assert (row["gained"], row["lost"]) == ("new; newer", "old")
    assert found.ranks["rank_before"].tolist() == [1, 2]
    assert found.ranks["rank_after"].tolist() == [2, 1]
    assert row["effect"] == pytest.approx(-0.7)
    assert found.facts.drop(columns="effect").to_numpy().tolist() == [
        ["market", "new", "gained", 1], ["market", "newer", "gained", 1], ["market", "old", "lost", 1]
    ]  # fmt: skip
    assert found.facts["effect"].tolist() == pytest.approx([0.7, 0.7, 0.7])
    assert repr(found) == "Change(1 cell, 3 facts, 2 sites moved)"
    assert "<table>" in found._repr_html_()


def test_a_site_that_falls_out_says_why():
    after = {**BEFORE, ("A", "open"): ("no",)}
    found = change(evaluated(BEFORE), evaluated(after))
    assert found.cells["criterion"].tolist() == ["open"]
    assert pd.isna(found.ranks.loc["A", "rank_after"])
    assert "yes is required" in found.ranks.loc["A", "why_not"]


def test_a_cell_that_becomes_known_is_a_change():
    before = {key: cell for key, cell in BEFORE.items() if key != ("B", "market")}
    found = change(evaluated(before), evaluated(BEFORE))
    assert found.cells[["site", "after"]].to_numpy().tolist() == [["B", 4.0]]
    assert found.cells["before"].isna().all()


TWO = {
    "criteria": {
        "market": {"range": {"worst": 0.0, "best": 10.0}, "unit": "days"},
        "skill": {"range": {"worst": 0.0, "best": 10.0}},
    },
    "weights": {"team": {"points": {"market": 1.0, "skill": 3.0}}},
}
WIDE = {**BEFORE, ("A", "skill"): (5.0, "s"), ("B", "skill"): (6.0, "s")}


def test_effects_sum_to_the_change_of_each_overall_value():
    after = {**WIDE, ("A", "market"): (2.0, "new"), ("A", "skill"): (7.0, "t"), ("B", "skill"): (7.0, "t")}
    found = change(evaluated(WIDE, **TWO), evaluated(after, **TWO))
    by_hand = {"A": [0.25 * -0.7, 0.75 * 0.2], "B": [0.0, 0.75 * 0.1]}
    for site, parts in by_hand.items():
        assert found.effects.loc[site].tolist() == pytest.approx(parts)
        gain = found.ranks.loc[site, "overall_after"] - found.ranks.loc[site, "overall_before"]
        assert gain == pytest.approx(sum(parts))
    # 0.15 + 0.075 against 0.175, and the fact that touches two cells before those that touch one
    assert found.criteria == ["skill", "market"]
    assert found.facts["fact"].tolist() == ["t", "s", "new", "old"]
    assert found.facts["cells"].tolist() == [2, 2, 1, 1]
    assert found.facts["effect"].tolist() == pytest.approx([0.225, 0.225, 0.175, 0.175])


def test_within_a_criterion_the_fact_of_the_largest_effect_comes_first():
    after = {**WIDE, ("A", "skill"): (5.5, "small"), ("B", "skill"): (9.0, "large")}
    found = change(evaluated(WIDE, **TWO), evaluated(after, **TWO))
    assert found.facts["fact"].tolist() == ["s", "large", "small"]
    assert found.facts["effect"].tolist() == pytest.approx([0.75 * 0.35, 0.75 * 0.3, 0.75 * 0.05])


def test_other_weights_are_an_effect_too():
    other = {**TWO, "weights": {"team": {"points": {"market": 1.0, "skill": 1.0}}}}
    found = change(evaluated(WIDE, **TWO), evaluated(WIDE, **other))
    assert found.cells.empty
    assert found.effects.loc["A"].tolist() == pytest.approx([0.25 * 0.9, -0.25 * 0.5])


def test_a_site_that_is_out_on_one_side_has_values_but_no_share_in_the_effects():
    before = {**WIDE, ("A", "open"): ("no",)}
    after = {**WIDE, ("A", "skill"): (9.0, "t")}
    found = change(evaluated(before, **TWO), evaluated(after, **TWO))
    row = found.cells.set_index(["site", "criterion"]).loc[("A", "skill")]
    assert (row["value_before"], row["value_after"], row["effect"]) == pytest.approx((0.5, 0.9, 0.3))
    assert found.effects.index.tolist() == ["B"]
    assert "yes is required" in found.ranks.loc["A", "why_not_before"]
    assert found.ranks.loc["A", "why_not"] == ""


def test_a_word_in_a_cell_of_a_site_that_is_out_does_no_harm():
    levels = {"market": {"value": {"shape": "levels", "levels": {"far": 0.0, "near": 1.0}}}}
    given = {("A", "open"): ("no",), ("B", "open"): ("yes",), ("B", "market"): ("far",)}
    sides = [
        evaluated({**given, ("B", "market"): (level,)}, criteria=levels).study.with_measured(
            {("A", "market"): Measurement(value="odd")}
        )
        for level in ("far", "near")
    ]
    found = change(*(evaluate(side) for side in sides))
    assert found.cells[["site", "value_before", "value_after", "effect"]].to_numpy().tolist() == [["B", 0, 1, 1]]


def test_nothing_changed():
    found = change(evaluated(BEFORE), evaluated(BEFORE))
    assert found.cells.empty
    assert found.facts.empty
    assert found.criteria == []
    assert found.effects.to_numpy().tolist() == [[0.0], [0.0]]


def test_two_days_of_a_measured_study():
    document = {
        "sites": {"toluca": {}},
        "criteria": {"skill": {"range": {"worst": 0.0, "best": 1.0}}},
        "requirements": {
            "named": {
                "one_of": ["yes"], "measure": {"name": "attribute", "options": {"attribute": "stla_large_allocated"}}
            }
        },
    }  # fmt: skip
    given = PerformanceTable.of_cells({("toluca", "skill"): Measurement(value=0.5)})
    sides = [
        evaluate(measure(Study.build({**document, "as_of": d}, given=given))) for d in ("2023-04-30", "2026-11-22")
    ]
    found = change(*sides)
    assert found.cells[["before", "after"]].to_numpy().tolist() == [["no", "yes"]]
    assert found.cells["gained"].iloc[0].startswith("toluca.stla_large_allocated@2024")


def test_two_studies_are_not_two_states():
    with pytest.raises(MethodError, match="same sites and criteria"):
        change(evaluated(BEFORE), evaluated(BEFORE, sites={"A": {}, "B": {}, "C": {}}))
