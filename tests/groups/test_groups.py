from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.stats import friedmanchisquare, spearmanr

import siting
from siting import groups, sensitivity
from siting.errors import MethodError, StudyError
from siting.groups.agreement import Agreement
from siting.model import Study

NAMES = ("cost", "skill", "rail")
ROWS = {"A": (10.0, 0.0, 5.0), "B": (0.0, 10.0, 5.0), "C": (8.0, 8.0, 2.0)}


def study_of(weight_sets, rows=ROWS, names=NAMES, **more):
    table = pd.DataFrame.from_dict(rows, orient="index", columns=list(names))
    base = Study.from_frame(table, ranges=dict.fromkeys(names, (0, 10)), **more)
    sets = {name: {"points": dict(zip(names, points, strict=True))} for name, points in weight_sets.items()}
    return Study.build({**base.model_dump(), "weights": sets}, given=base.given)


@pytest.fixture
def board():
    # overall: finance A 0.85 B 0.15 C 0.74, works A 0.15 B 0.85 C 0.74, town A 0.45 B 0.55 C 0.50
    sets = {"finance": (8, 1, 1), "works": (1, 8, 1), "town": (2, 3, 5)}
    return groups.group(study_of(sets))


def test_values_and_ranks_side_by_side(board):
    assert board.overall.loc["C"].to_dict() == pytest.approx({"finance": 0.74, "works": 0.74, "town": 0.5})
    assert board.overall.loc["A"].to_dict() == pytest.approx({"finance": 0.85, "works": 0.15, "town": 0.45})
    assert board.ranks["finance"].to_dict() == {"A": 1, "C": 2, "B": 3}
    assert board.ranks["works"].to_dict() == {"B": 1, "C": 2, "A": 3}
    assert board.ranks["town"].to_dict() == {"B": 1, "C": 2, "A": 3}
    assert board.firsts("town") == ["B"]
    assert board.regrets.loc["C"].to_dict() == pytest.approx({"finance": 0.11, "works": 0.11, "town": 0.05})


def test_each_column_is_the_evaluation_with_that_weight_set(board):
    for name in board.stakeholders:
        ev = siting.evaluate(board.study, weight_set=name)
        assert board.overall[name].to_numpy() == pytest.approx(ev.overall.to_numpy())
        assert board.ranks[name].tolist() == ev.ranks.tolist()


def test_a_group_is_a_result_like_the_others(board):
    frame = board.to_frame()
    assert list(frame) == ["stakeholder", "site", "overall", "rank", "regret"]
    assert frame.loc[(frame["stakeholder"] == "works") & (frame["site"] == "B"), "overall"].item() == pytest.approx(
        0.85
    )
    assert repr(board) == "Group(3 stakeholders x 3 sites)"
    assert "<caption>Ranks by stakeholder" in board._repr_html_()


def test_sites_with_missing_cells_are_left_out_and_named():
    found = groups.group(study_of({"a": (1, 1, 1), "b": (2, 1, 1)}, {**ROWS, "D": (1.0, np.nan, 2.0)}))
    assert found.left_out == ("D",)
    assert "left out for want of evidence: D" in repr(found)


def test_one_stakeholder_is_no_group():
    with pytest.raises(MethodError, match="at least two weight sets to compare; here: a"):
        groups.group(study_of({"a": (1, 1, 1)}))


def test_an_unknown_stakeholder_is_named():
    with pytest.raises(StudyError, match="unknown weight set 'x'"):
        groups.group(study_of({"a": (1, 1, 1), "b": (2, 1, 1)}), ["a", "x"])


def test_a_stakeholder_who_weighs_an_unknown_criterion_is_named():
    base = study_of({"a": (1, 1, 1)})
    sets = {"a": {"points": {"cost": 1, "skil": 1, "rail": 1}}}
    with pytest.raises(StudyError, match=r"weights\.a\.points\.skil: unknown criterion or objective 'skil'"):
        Study.build({**base.model_dump(), "weights": sets}, given=base.given)


# Kendall's W


def test_concordance_by_hand():
    # sums 6 14 11 12 12 8, mean 10.5; S = 20.25 + 12.25 + .25 + 2.25 + 2.25 + 6.25 = 43.5; W = 12 x 43.5 / (9 x 210)
    ranks = pd.DataFrame({"x": [1, 6, 3, 2, 5, 4], "y": [1, 5, 6, 4, 2, 3], "z": [4, 3, 2, 6, 5, 1]})
    assert groups.concordance(ranks) == pytest.approx(12 * 43.5 / (9 * 210))


def test_concordance_with_ties_by_hand():
    # mean ranks x 1.5 1.5 3, y 1 2.5 2.5; sums 2.5 4 5.5, S = 4.5; W = 12 x 4.5 / (4 x 24 - 2 x (6 + 6)) = 54 / 72
    assert groups.concordance(pd.DataFrame({"x": [1, 1, 3], "y": [1, 2, 2]})) == pytest.approx(0.75)


ranks_with_ties = st.integers(3, 7).flatmap(
    lambda sites: st.lists(st.lists(st.integers(1, 4), min_size=sites, max_size=sites), min_size=2, max_size=5)
)


@given(ranks_with_ties)
def test_concordance_is_friedmans_statistic_in_other_units(columns):
    ranks = pd.DataFrame(np.array(columns).T)
    assume(any(len(set(column)) > 1 for column in columns))
    w = groups.concordance(ranks)
    assert -1e-12 <= w <= 1 + 1e-12
    statistic, chance = friedmanchisquare(*ranks.to_numpy())
    result = Agreement(w=w, stakeholders=ranks.shape[1], sites=len(ranks))
    assert result.chi_square == pytest.approx(statistic, abs=1e-9)
    assert result.p_value == pytest.approx(chance, abs=1e-9)


@given(st.lists(st.permutations(range(5)), min_size=2, max_size=5))
def test_without_ties_the_mean_rank_correlation_follows_from_w(orders):
    count = len(orders)
    mean = np.mean([spearmanr(orders[i], orders[j]).statistic for i in range(count) for j in range(i)])
    w = groups.concordance(pd.DataFrame(np.array(orders).T))
    assert (count * w - 1) / (count - 1) == pytest.approx(mean)


def test_agreement_of_a_group(board):
    # ranks A 1 3 3, B 3 1 1, C 2 2 2: sums 7 5 6, S = 2, W = 12 x 2 / (9 x 24)
    found = groups.agreement(board)
    assert found.w == pytest.approx(1 / 9)
    assert (found.stakeholders, found.sites, found.interpretation) == (3, 3, "very weak")


@pytest.mark.parametrize(
    ("w", "words"),
    [
        (0.0, "very weak"),
        (0.3, "weak"),
        (0.5, "moderate"),
        (0.7, "strong"),
        (0.9, "unusually strong"),
        (1.0, "unusually strong"),
    ],
)
def test_the_words_for_agreement(w, words):
    assert Agreement(w=w, stakeholders=3, sites=8).interpretation == words


def test_agreement_that_means_nothing():
    with pytest.raises(MethodError, match="no stakeholder tells any sites apart"):
        groups.concordance(pd.DataFrame({"x": [1, 1], "y": [1, 1]}))
    with pytest.raises(MethodError, match="at least two"):
        groups.concordance(pd.DataFrame({"x": [1, 2]}))


# where they part


def test_partings_by_hand():
    found = groups.partings(groups.group(study_of({"finance": (8, 1, 1), "works": (1, 8, 1)})))
    # A-B: finance 0.7, works -0.7; cost (0.8 - 0.1) x 1 = 0.7, skill (0.1 - 0.8) x -1 = 0.7 of 1.4
    first = found.iloc[:3]
    assert first[["site", "other", "prefers_site", "prefers_other"]].drop_duplicates().values.tolist() == [
        ["A", "B", "finance", "works"]
    ]
    assert first.set_index("criterion")["share"].to_dict() == pytest.approx({"cost": 0.5, "skill": 0.5, "rail": 0.0})
    assert first[["gap_of_first", "gap_of_second"]].iloc[0].tolist() == pytest.approx([0.7, -0.7])
    assert set(zip(found["site"], found["other"], strict=True)) == {("A", "B"), ("A", "C"), ("B", "C")}


def test_partings_of_some_sites_only():
    board = groups.group(study_of({"finance": (8, 1, 1), "works": (1, 8, 1)}))
    some, everything = groups.partings(board, ["C", "A"]), groups.partings(board)
    assert set(zip(some["site"], some["other"], strict=True)) == {("A", "C")}
    rest = everything[(everything["site"] == "A") & (everything["other"] == "C")]
    pd.testing.assert_frame_equal(some, rest.reset_index(drop=True))


def test_nobody_parts_where_all_agree():
    assert groups.partings(groups.group(study_of({"a": (8, 1, 1), "b": (7, 2, 1)}))).empty


points = st.tuples(*[st.integers(0, 9)] * 3).filter(any)


@settings(max_examples=30)
@given(st.lists(points, min_size=2, max_size=4))
def test_partings_are_the_pairs_that_are_ordered_differently(sets):
    board = groups.group(study_of({f"s{number}": point for number, point in enumerate(sets)}))
    found = groups.partings(board)
    for keys, rows in found.groupby(["site", "other", "prefers_site", "prefers_other"]):
        site, other, pro, contra = keys
        assert board.ranks.loc[site, pro] < board.ranks.loc[other, pro]
        assert board.ranks.loc[site, contra] > board.ranks.loc[other, contra]
        assert rows["share"].sum() == pytest.approx(1)
        gap = rows["gap_of_first"].iloc[0] - rows["gap_of_second"].iloc[0]
        parts = (board.weights.loc[pro] - board.weights.loc[contra]) * (
            board.values.loc[site] - board.values.loc[other]
        )
        assert (rows.set_index("criterion")["share"] * gap).to_dict() == pytest.approx(parts.to_dict())
    ranks = board.ranks.to_numpy()
    opposed = sum(
        (ranks[i, s] - ranks[j, s]) * (ranks[i, t] - ranks[j, t]) < 0
        for i, j in combinations(range(len(ranks)), 2)
        for s, t in combinations(range(len(sets)), 2)
    )
    assert found.groupby(["site", "other", "prefers_site", "prefers_other"]).ngroups == opposed


# common ground


def test_common_ground_by_hand(board):
    found = groups.common_ground(board)
    assert found.index.tolist() == ["C", "A", "B"]
    assert found["accepted"].to_dict() == {"C": True, "A": False, "B": False}
    assert found.loc["C", ["worst_rank", "largest_regret"]].tolist() == pytest.approx([2, 0.11])
    assert found.loc["A", "largest_regret_for"] == "works"
    assert found.loc["B", "worst_rank_for"] == "finance"
    assert groups.common_ground(board, never_below=3)["accepted"].all()
    assert not groups.common_ground(board, never_below=1)["accepted"].any()


@pytest.mark.parametrize("rank", [0, -1, 1.5, True])
def test_a_rank_to_accept_is_a_whole_number(board, rank):
    with pytest.raises(MethodError, match="whole number"):
        groups.common_ground(board, never_below=rank)


# compromise


def test_mean_weights_by_hand(board):
    assert groups.mean_weights(board).points == pytest.approx({"cost": 1.1 / 3, "skill": 1.2 / 3, "rail": 0.7 / 3})


def test_minimax_weights_by_hand():
    # an obtuse triangle: the smallest ball has the longest side as its diameter
    board = groups.group(study_of({"a": (1, 0, 0), "b": (0, 1, 0), "c": (4, 4, 2)}))
    assert groups.minimax_weights(board).points == pytest.approx({"cost": 0.5, "skill": 0.5, "rail": 0.0})
    even = groups.group(study_of({"a": (1, 0, 0), "b": (0, 1, 0), "c": (0, 0, 1)}))
    assert groups.minimax_weights(even).points == pytest.approx(dict.fromkeys(NAMES, 1 / 3))


@given(st.lists(points, min_size=2, max_size=6), st.integers(0, 2**32 - 1))
def test_no_weights_are_nearer_to_the_furthest_stakeholder(sets, seed):
    board = groups.group(study_of({f"s{number}": point for number, point in enumerate(sets)}))
    own = board.weights.to_numpy()
    found = groups.minimax_weights(board)
    centre = found.weights.to_numpy()
    assert centre.sum() == pytest.approx(1)
    assert centre.min() >= 0
    furthest = np.linalg.norm(own - centre, axis=1).max()
    draws = np.random.default_rng(seed).dirichlet(np.ones(3), 200)
    near = 0.99 * centre + 0.01 * draws
    for others in (draws, near, own):
        assert np.linalg.norm(own[None] - others[:, None], axis=2).max(axis=1).min() >= furthest - 1e-9
    mean = groups.mean_weights(board).weights.to_numpy()
    assert np.square(own[None] - draws[:, None]).sum(axis=(1, 2)).min() >= np.square(own - mean).sum() - 1e-9


def test_distances_are_shares_of_moved_weight(board):
    found = groups.distances(board, groups.mean_weights(board))
    # finance: (0.8 - 0.36667) moves to the other two
    assert found["finance"] == pytest.approx(0.8 - 1.1 / 3)
    assert found.name == "distance"


# what the dissenter would have to change


def test_concessions_by_hand():
    board = groups.group(
        study_of({"finance": (3, 1), "works": (2, 3)}, {"A": (10.0, 0.0), "B": (0.0, 10.0)}, ("cost", "skill"))
    )
    found = groups.concessions(board, "A")
    assert found.index.tolist() == ["works"]
    assert found.loc["works", ["cost", "skill", "moved"]].tolist() == pytest.approx([0.5, 0.5, 0.1])
    assert found.loc["works", "distance"] == pytest.approx(0.1 * np.sqrt(2))


def test_the_site_to_agree_on_is_the_one_with_the_smallest_largest_regret(board):
    found = groups.concessions(board)
    assert found.attrs["site"] == "C"
    assert found.index.tolist() == ["finance", "works", "town"]


@settings(max_examples=20)
@given(st.lists(points, min_size=2, max_size=3))
def test_concessions_are_the_smallest_change(sets):
    board = groups.group(study_of({f"s{number}": point for number, point in enumerate(sets)}))
    found = groups.concessions(board, "C")
    for name, row in found.iterrows():
        assert "C" not in board.firsts(name)
        change = sensitivity.smallest_change(board.study, weight_set=name).loc["C"]
        assert row.drop("moved").to_dict() == pytest.approx(change.to_dict(), abs=1e-9)
        tied = board.values @ row[list(NAMES)].astype(float)
        assert tied["C"] >= tied.max() - 1e-7


def test_a_site_that_no_weights_put_first():
    board = groups.group(study_of({"a": (1, 1, 1), "b": (2, 1, 1)}, {"A": (9.0, 9.0, 9.0), "B": (1.0, 1.0, 1.0)}))
    assert groups.concessions(board, "B").isna().all(axis=None)


def test_concessions_to_an_unknown_site(board):
    with pytest.raises(MethodError, match="'X' is not among the sites compared"):
        groups.concessions(board, "X")


def test_nobody_dissents_where_all_agree():
    board = groups.group(study_of({"a": (9, 1, 1), "b": (9, 1, 2)}))
    assert board.firsts("a") == board.firsts("b") == ["A"]
    assert groups.concessions(board, "A").empty
