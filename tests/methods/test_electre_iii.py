import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from siting import methods as mt
from siting.errors import MethodError
from siting.methods.distillation import ascending_ranks, descending_ranks
from siting.methods.electre_iii import Thresholds, credibility

# Five projects on five criteria of equal weight, an example handed on in software for ELECTRE III: figures and
# thresholds as in the R packages OutrankingTools and MCDASupport, but for the fifth preference threshold; credibility
# matrix and both distillations as in the public tests of the Python package mcda.electre. All its figures come out with
# 30 for that threshold (the R packages have 20), so 30 is inferred. No paper was seen.
PROJECTS = [
    [-14, 90, 0, 40, 100],
    [129, 100, 0, 0, 0],
    [-10, 50, 0, 10, 100],
    [44, 90, 0, 5, 20],
    [-14, 100, 0, 20, 40],
]
LIMITS = {"c1": (25, 50, 100), "c2": (16, 24, 60), "c3": (0, 1, 2), "c4": (12, 24, 48), "c5": (10, 30, 90)}

# Twelve alternatives: a credibility matrix and both distillations from the tests of mcda.electre.
TWELVE = np.array(
    [
        [1.0, 1.0, 0.9977, 0.606, 1.0, 0.9977, 0.8175, 1.0, 0.803, 0.8775, 0.548, 0.5318],
        [1.0, 1.0, 0.9977, 0.4047, 0.9973, 0.9816, 0.7762, 1.0, 0.6612, 0.8775, 0.4951, 0.443],
        [0.7734, 0.8946, 1.0, 0.2775, 0.8041, 0.8014, 0.6083, 0.916, 0.499, 0.8775, 0.382, 0.3598],
        [0.85, 0.85, 0.9317, 1.0, 0.85, 0.9317, 0.7739, 0.916, 0.8742, 0.8775, 0.7464, 0.7912],
        [0.9786, 0.9854, 0.9977, 0.5903, 1.0, 0.9816, 0.7184, 1.0, 0.7288, 0.8775, 0.4546, 0.3839],
        [0.8946, 0.9014, 1.0, 0.5999, 0.916, 1.0, 0.7488, 0.916, 0.7128, 0.8775, 0.464, 0.464],
        [1.0, 1.0, 1.0, 0.691, 1.0, 1.0, 1.0, 1.0, 0.803, 0.8775, 0.6875, 0.6875],
        [0.5299, 0.7279, 0.7849, 0.2795, 0.7057, 0.5066, 0.3148, 1.0, 0.3638, 0.8118, 0.2394, 0.1979],
        [0.8692, 0.934, 1.0, 0.773, 0.9352, 0.9352, 0.7297, 1.0, 1.0, 0.8775, 0.7647, 0.8393],
        [0.5803, 0.8033, 0.9186, 0.3486, 0.7385, 0.5779, 0.4384, 0.916, 0.5775, 1.0, 0.4959, 0.3625],
        [0.8692, 0.934, 0.9317, 0.773, 0.8692, 0.8669, 0.8669, 1.0, 0.9688, 1.0, 1.0, 0.9977],
        [0.8692, 0.934, 0.9537, 0.7835, 0.8822, 0.8822, 0.8692, 1.0, 0.993, 1.0, 1.0, 1.0],
    ]
)


def classes(ranks):
    return [[int(site) + 1 for site in np.flatnonzero(ranks == rank)] for rank in np.unique(ranks)]


def test_five_projects(make_study):
    result = mt.electre_iii(make_study(PROJECTS), thresholds=LIMITS)
    printed = [
        [1.00, 0.00, 1.00, 0.80, 1.00],
        [0.00, 1.00, 0.00, 0.90, 0.67],
        [0.60, 0.00, 1.00, 0.60, 0.80],
        [0.25, 0.80, 0.67, 1.00, 0.85],
        [0.67, 0.00, 0.80, 0.80, 1.00],
    ]
    assert result.attrs["credibility"].round(2).to_numpy().tolist() == printed
    assert classes(result["descending"]) == [[1], [2], [3, 4, 5]]
    assert classes(result["ascending"]) == [[1, 2], [4], [3, 5]]
    assert result["rank"].tolist() == [1, 2, 4, 3, 4]
    relation = result.attrs["relation"]
    assert relation.loc["A1", "A2"] == "preferred"
    assert relation.loc["A3", "A5"] == "indifferent"
    assert relation.loc["A3", "A4"] == "behind"


def test_four_schools():
    # Example of ELECTRE3 in the R package MCDA: concordance, and the sum of all credibilities.
    gains = np.array([[-0.2, 3], [-2.3, 9], [-2.4, 10], [-1.0, 7]])
    weights = np.array([0.25, 0.75])
    concordance = credibility(gains, weights, [Thresholds(0.2, 1), Thresholds(1, 2)])
    printed = [[1, 0.25, 0.25, 0.25], [0.75, 1, 1, 0.75], [0.75, 1, 1, 0.75], [0.8125, 0.25, 0.25, 1]]
    assert concordance == pytest.approx(np.array(printed))
    vetoed = credibility(gains, weights, [Thresholds(0.2, 1, 3.5), Thresholds(1, 2, 4)])
    assert vetoed.sum() == pytest.approx(10.2291667)


def test_twelve_alternatives_distilled():
    best_down = [[11, 12], [4, 7], [9], [1, 6], [5], [2], [3, 8, 10]]
    assert classes(descending_ranks(TWELVE)) == best_down
    worst_up = [[4, 11, 12], [7, 9], [1], [2, 5, 6], [10], [3], [8]]
    assert classes(ascending_ranks(TWELVE)) == worst_up


def test_concordance_and_discordance_by_hand():
    # B is 6 behind A: half way from q = 4 to p = 8 on the first criterion (weight 0.6), ahead on the second
    gains = np.array([[10.0, 0.0], [4.0, 5.0]])
    assert credibility(gains, np.array([0.6, 0.4]), [Thresholds(4, 8), Thresholds()])[1, 0] == pytest.approx(0.7)
    # a veto at 10 with p = 5 and q = 5: concordance 0.4, discordance 0.2 (not beyond it); with v = 6.5: 2/3 beyond 0.4
    assert credibility(gains, np.array([0.6, 0.4]), [Thresholds(5, 5, 10), Thresholds()])[1, 0] == pytest.approx(0.4)
    vetoed = credibility(gains, np.array([0.6, 0.4]), [Thresholds(5, 5, 6.5), Thresholds()])[1, 0]
    assert vetoed == pytest.approx(0.4 * (1 / 3) / 0.6)


def test_a_veto_keeps_a_site_from_outranking(make_study):
    study = make_study([[10, 10, 0], [0, 0, 10]], weights=[1, 1, 1])
    assert mt.electre_iii(study)["rank"].tolist() == [1, 2]
    vetoed = mt.electre_iii(study, thresholds={"c3": (0, 0, 5)})
    assert vetoed.attrs["credibility"].loc["A1", "A2"] == 0.0


def distilled(matrix, best):
    """Distil site by site with plain loops: an independent way to the same classes."""
    left, result = list(range(len(matrix))), []
    while left:
        group = left
        level = max((matrix[a][b] for a in group for b in group if a != b), default=0.0)
        while len(group) > 1 and level > 0:
            lower = [matrix[a][b] for a in group for b in group if a != b]
            level = max((c for c in lower if c < level - (0.3 - 0.15 * level) - 1e-9), default=0.0)
            quality = dict.fromkeys(group, 0)
            for a in group:
                for b in group:
                    c = matrix[a][b]
                    if a != b and c > level and c - matrix[b][a] > 0.3 - 0.15 * c + 1e-9:
                        quality[a] += 1
                        quality[b] -= 1
            wanted = max(quality.values()) if best else min(quality.values())
            group = [a for a in group if quality[a] == wanted]
        result.append([a + 1 for a in group])
        left = [a for a in left if a not in group]
    return result


@settings(max_examples=60)
@given(st.integers(1, 9), st.integers(0, 10_000))
def test_distillations_agree_with_plain_loops(count, seed):
    matrix = np.random.default_rng(seed).integers(0, 21, size=(count, count)) / 20
    assert classes(descending_ranks(matrix)) == distilled(matrix, best=True)
    assert classes(ascending_ranks(matrix)) == distilled(matrix, best=False)[::-1]


def test_equal_sites_share_the_first_rank(make_study):
    study = make_study([[3, 1], [3, 1]], ranges={"c1": (0, 9), "c2": (0, 9)})
    assert mt.electre_iii(study)["rank"].tolist() == [1, 1]


@pytest.mark.parametrize(
    ("thresholds", "message"),
    [
        ({"c9": (1, 2)}, "thresholds for an unknown criterion 'c9'"),
        ({"c1": (2, 1)}, "thresholds of 'c1' must be"),
        ({"c1": (-1, 1)}, "thresholds of 'c1' must be"),
        ({"c1": (1, 2, 1.5)}, "thresholds of 'c1' must be"),
        ({"c1": (1,)}, "thresholds of 'c1' must be"),
        ({"c1": (1, float("nan"))}, "thresholds of 'c1' must be"),
        ({"c1": (1, "2")}, "thresholds of 'c1' must be"),
    ],
)
def test_impossible_thresholds_are_named(make_study, thresholds, message):
    with pytest.raises(MethodError, match=message):
        mt.electre_iii(make_study(PROJECTS), thresholds=thresholds)


def test_too_many_sites_are_refused(make_study):
    with pytest.raises(MethodError, match="501 sites are too many"):
        mt.electre_iii(make_study(np.random.default_rng(1).random((501, 2))))
