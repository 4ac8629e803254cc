import numpy as np
import pandas as pd
import pytest

from siting.errors import MethodError
from siting.model import Study
from siting.sensitivity import WeightSpace, acceptability

CRITERIA = list("vwxyz")
VALUES = np.random.default_rng(3).random((6, 5))


def study_of(values, **more):
    values = np.asarray(values, float)
    names = CRITERIA[: values.shape[1]] if values.shape[1] <= 5 else [f"c{k}" for k in range(values.shape[1])]
    table = pd.DataFrame(values, index=[f"S{row}" for row in range(len(values))], columns=names)
    return Study.from_frame(table, ranges=dict.fromkeys(names, (0, 1)), **more)


SPACES = {
    "all": None,
    "ranked": WeightSpace.ranked(["z", "y", "x", "w", "v"]),
    "partial order": WeightSpace.ranked(["z", ["x", "w"]]),
    "bounds": WeightSpace.bounded({"v": 0.1}, {"w": 0.3, "y": 0.4}),
    "ratio": WeightSpace.ratios({("v", "w"): 2}),
    "mixture": WeightSpace.mixture([(1, WeightSpace.uniform(CRITERIA)), (3, WeightSpace.ranked(CRITERIA))]),
}


def within(exact, drawn, error, sigma=5.0):
    return bool((abs(np.asarray(exact) - np.asarray(drawn)) <= sigma * np.asarray(error) + 1e-9).all())


def share_error(shares, draws):
    return np.sqrt(np.maximum(shares * (1 - shares), 0) / draws)


@pytest.mark.parametrize("name", SPACES)
def test_exact_and_drawn_agree_within_the_stated_errors(name):
    exact = acceptability(study_of(VALUES), SPACES[name])
    drawn = acceptability(study_of(VALUES), SPACES[name], samples=100_000, seed=8)
    assert exact.method == "exact"
    assert drawn.method == "sampled"
    assert within(exact.ranks, drawn.ranks, np.maximum(drawn.standard_error, share_error(exact.ranks, 100_000)))
    assert within(exact.first_rank, drawn.first_rank, drawn.errors["first_rank"])
    assert within(exact.pairwise, drawn.pairwise, drawn.errors["pairwise"])
    assert within(exact.expected_rank, drawn.expected_rank, drawn.errors["expected_rank"])
    often = (exact.first_rank > 0.001).to_numpy()
    assert within(
        exact.central_weights[often], drawn.central_weights[often], drawn.errors["central_weights"][often], 5.5
    )


@pytest.mark.parametrize("name", SPACES)
def test_every_result_tells_the_same_story(name):
    result = acceptability(study_of(VALUES), SPACES[name])
    assert (result.standard_error == 0).all(axis=None)
    assert result.ranks.sum(axis=0).to_numpy() == pytest.approx(np.ones(6), abs=1e-9)
    assert result.ranks.sum(axis=1).to_numpy() == pytest.approx(np.ones(6), abs=1e-9)
    assert result.ranks[1].to_numpy() == pytest.approx(result.first_rank.to_numpy(), abs=1e-9)
    assert (result.ranks @ np.arange(1, 7)).to_numpy() == pytest.approx(result.expected_rank.to_numpy(), abs=1e-8)
    both = result.pairwise.to_numpy() + result.pairwise.to_numpy().T
    assert both == pytest.approx(1 - np.eye(6), abs=1e-12)


def test_two_criteria_by_hand():
    result = acceptability(study_of([[1, 0], [0.75, 0.5], [0, 1]]))
    assert result.first_rank.tolist() == pytest.approx([1 / 3, 4 / 15, 2 / 5], abs=1e-9)
    expected = [[5 / 6, 1 / 6], [8 / 15, 7 / 15], [1 / 5, 4 / 5]]
    assert result.central_weights.to_numpy() == pytest.approx(np.array(expected), abs=1e-9)
    assert result.confidence.tolist() == [1.0, 1.0, 1.0]
    assert result.pairwise.to_numpy() == pytest.approx(
        np.array([[0, 1 / 3, 1 / 2], [2 / 3, 0, 3 / 5], [1 / 2, 2 / 5, 0]]), abs=1e-12
    )


def test_a_ranked_space_has_the_rank_order_centroid_as_its_central_weights():
    # one site that always wins: its central weights are the middle of the space
    result = acceptability(study_of([[1, 1, 1, 1, 1], [0, 0.5, 0, 0.5, 0]]), WeightSpace.ranked(CRITERIA))
    centroid = [sum(1 / k for k in range(place, 6)) / 5 for place in range(1, 6)]
    assert result.central_weights.loc["S0"].tolist() == pytest.approx(centroid, abs=1e-12)


def test_a_site_that_never_wins_has_no_central_weights():
    result = acceptability(study_of([[1, 1], [0.5, 0.5]]))
    assert result.central_weights.loc["S1"].isna().all()
    assert result.confidence.tolist() == [1.0, 0.0]
    assert result.errors["central_weights"].loc["S1"].isna().all()


def test_many_criteria_have_exact_pairs_and_drawn_ranks():
    values = np.random.default_rng(1).random((4, 20))
    result = acceptability(study_of(values), samples=2_000)
    assert result.ways["pairwise"] == result.ways["expected_rank"] == "exact"
    assert result.ways["ranks"] == "sampled"
    assert (result.errors["pairwise"] == 0).all(axis=None)
    assert within(result.expected_rank, result.ranks @ np.arange(1, 5), 4 / np.sqrt(2_000))


def test_equal_sites_share_evenly_exactly_and_drawn():
    values = [[0.9, 0.1], [0.1, 0.9], [0.9, 0.1]]
    for samples in (None, 4_000):
        result = acceptability(study_of(values), samples=samples)
        assert result.ranks.loc["S0"].tolist() == pytest.approx(result.ranks.loc["S2"].tolist())
        assert result.pairwise.loc["S0", "S2"] == 0.5
        assert result.ranks.sum().tolist() == pytest.approx([1, 1, 1], abs=1e-9)
        assert result.first_rank.tolist() == pytest.approx([0.25, 0.5, 0.25], abs=0.04)


def test_the_parts_of_a_mixture_share_the_draws():
    parts = [(1, WeightSpace.uniform(CRITERIA)), (3, WeightSpace.ranked(CRITERIA)), (1e-6, SPACES["ranked"])]
    assert acceptability(study_of(VALUES), WeightSpace.mixture(parts), samples=1_000).draws == 1_001


def seventy_faces(distance):
    """Ten weights between seventy half-spaces at a distance from their middle."""
    normals = np.random.default_rng(8).normal(size=(70, 10))
    normals -= normals.mean(axis=1, keepdims=True)
    normals /= np.linalg.norm(normals, axis=1, keepdims=True)
    return WeightSpace.constrained(normals, np.full(70, distance), [f"c{k}" for k in range(10)]), normals


class TestWhereExactIsTooDear:
    def test_bounds_on_twelve_criteria_are_drawn(self):
        values = np.random.default_rng(5).random((3, 12))
        space = WeightSpace.bounded({"c0": 0.05}, {"c1": 0.2})
        result = acceptability(study_of(values), space, samples=20_000)
        assert set(result.ways.values()) == {"sampled", "exact"}
        assert result.ways["pairwise"] == "sampled"
        trial = 0.05 * np.eye(12)[0] + 0.95 * np.random.default_rng(6).dirichlet(np.ones(12), 100_000)
        winners = (trial[trial[:, 1] <= 0.2] @ values.T).argmax(axis=1)
        shares = np.bincount(winners, minlength=3) / len(winners)
        assert within(result.first_rank, shares, result.errors["first_rank"] * 1.2)

    def test_many_sites_have_exact_pairs_only(self):
        values = np.random.default_rng(7).random((70, 3))
        result = acceptability(study_of(values), WeightSpace.bounded({}, {"v": 0.5}))
        assert {name for name, way in result.ways.items() if way == "exact"} >= {"pairwise", "expected_rank"}
        assert result.ways["ranks"] == result.ways["first_rank"] == "sampled"
        assert within(result.expected_rank, result.ranks @ np.arange(1, 71), 70 * result.standard_error.max(axis=None))

    def test_seventy_faces_are_drawn(self):
        space, normals = seventy_faces(0.25)
        study = study_of(np.random.default_rng(9).random((3, 10)))
        result = acceptability(study, space, samples=20_000)
        trial = np.random.default_rng(6).dirichlet(np.ones(10), 200_000)
        kept = trial[(trial @ normals.T <= 0.25).all(axis=1)]
        winners = (kept @ study.performance.to_numpy().T).argmax(axis=1)
        assert within(result.first_rank, np.bincount(winners, minlength=3) / len(winners), result.errors["first_rank"])
        assert result.ways["pairwise"] == "sampled"

    def test_seventy_faces_that_leave_too_little_are_refused(self):
        space, _ = seventy_faces(0.03)
        with pytest.raises(MethodError, match="too small a part of all weights"):
            acceptability(study_of(np.random.default_rng(9).random((3, 10))), space)


def test_fixed_weights_give_the_evaluation():
    result = acceptability(study_of(VALUES), WeightSpace.fixed(dict(zip(CRITERIA, [1, 2, 3, 0, 1], strict=True))))
    order = (-(VALUES @ [1, 2, 3, 0, 1])).argsort()
    assert result.expected_rank.iloc[order].tolist() == pytest.approx([1, 2, 3, 4, 5, 6])
    assert result.method == "exact"


@pytest.mark.parametrize("shape", [(1, 3), (4, 1), (1, 1), (2, 60)])
def test_small_and_wide_tables(shape):
    result = acceptability(study_of(np.random.default_rng(2).random(shape)), samples=None if shape[1] < 60 else 1_000)
    assert result.first_rank.sum() == pytest.approx(1.0)
    assert np.isfinite(result.ranks.to_numpy()).all()


def test_all_sites_equal():
    result = acceptability(study_of(np.full((4, 3), 0.5)))
    assert result.ranks.to_numpy() == pytest.approx(np.full((4, 4), 0.25))


def test_zero_weights_of_the_study_do_not_matter():
    weighted = study_of(VALUES, weights=dict(zip(CRITERIA, [0, 0, 1, 5, 0], strict=True)))
    assert acceptability(weighted).ranks.equals(acceptability(study_of(VALUES)).ranks)


def test_a_missing_cell_leaves_its_site_out_and_says_so():
    values = VALUES.copy()
    values[2, 1] = np.nan
    result = acceptability(study_of(values))
    assert result.left_out == ("S2",)
    assert "S2" in result.note
    assert "S2" not in result.ranks.index


def test_same_seed_same_result_whatever_the_workers():
    one, other = (acceptability(study_of(VALUES), samples=70_000, workers=workers) for workers in (1, 2))
    assert one.ranks.equals(other.ranks)
    assert one.central_weights.equals(other.central_weights)


def test_draws_until_an_error_is_reached():
    result = acceptability(study_of(VALUES), WeightSpace.dirichlet(dict.fromkeys(CRITERIA, 1), 5), max_error=0.004)
    assert result.standard_error.max(axis=None) <= 0.004
    assert 0 < result.draws <= 70_000


@pytest.mark.parametrize("more", [{"samples": 0}, {"samples": 1.5}, {"samples": True}, {"max_error": 0}])
def test_impossible_numbers_are_refused(more):
    with pytest.raises(MethodError, match=r"samples|max_error"):
        acceptability(study_of(VALUES), **more)


def test_a_hundred_thousand_sites_are_refused_at_once():
    with pytest.raises(MethodError, match="100,000 sites are too many"):
        acceptability(study_of(np.random.default_rng(0).random((100_000, 2))))


def test_a_space_of_other_criteria_is_refused():
    with pytest.raises(MethodError, match="speaks of 'q'"):
        acceptability(study_of(VALUES), WeightSpace.ranked(["q", "v"]))


def test_it_shows_itself():
    result = acceptability(study_of([[1, 0], [0.75, 0.5], [0, 1]]))
    assert repr(result) == "Acceptability(3 sites, S2 first in 40 %, exact)"
    assert "<caption>" in result._repr_html_()
    assert list(result.to_frame().columns) == ["site", "first_rank", "expected_rank", "confidence", "v", "w"]


class TestUncertainCells:
    def test_one_uniform_cell_by_hand(self):
        # one criterion: A is drawn from 0..1, B is 0.25; A is first in three quarters of the draws
        study = study_of([[0.5], [0.25]], uncertainty={("S0", "v"): ("uniform", 0, 1)})
        result = acceptability(study, samples=50_000)
        error = np.sqrt(0.75 * 0.25 / 50_000)
        assert abs(result.first_rank["S0"] - 0.75) < 5 * error
        assert abs(result.confidence["S0"] - 0.75) < 5 * error
        assert abs(result.confidence["S1"] - 0.25) < 5 * error
        assert result.errors["confidence"]["S0"] == pytest.approx(error, rel=0.05)

    def test_cells_are_drawn_with_the_weights(self):
        # P(w u > (1 - w) / 2) for independent uniform w and u: integral of 1 - (1 - w) / (2 w) over w > 1/3
        study = study_of([[0.5, 0.0], [0.0, 0.5]], uncertainty={("S0", "v"): ("uniform", 0, 1)})
        expected = 2 / 3 - (np.log(3) - 2 / 3) / 2
        result = acceptability(study, samples=100_000)
        assert abs(result.first_rank["S0"] - expected) < 5 * np.sqrt(expected * (1 - expected) / 100_000)
        assert result.method == "sampled"
        assert result.ranks.sum(axis=1).tolist() == pytest.approx([1, 1])

    def test_a_tiny_spread_changes_nothing(self):
        certain = acceptability(study_of(VALUES))
        spread = {
            ("S1", "w"): ("normal", 1e-9),
            ("S4", "z"): ("triangular", VALUES[4, 4], VALUES[4, 4], 1e-9 + VALUES[4, 4]),
        }
        drawn = acceptability(study_of(VALUES, uncertainty=spread), samples=60_000)
        errors = np.maximum(drawn.standard_error, share_error(certain.ranks, 60_000))
        assert within(certain.ranks, drawn.ranks, errors)
