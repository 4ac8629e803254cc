"""Random tables through pymcdm 1.4.0: its normalisation named each time, a new object for every PROMETHEE call."""

import numpy as np
import pytest
from pymcdm import normalizations
from pymcdm.methods import PROMETHEE_II, TOPSIS, VIKOR, WPM
from pymcdm.weights.subjective import AHP

from siting import elicitation as e
from siting import methods as mt

SEEDS = range(8)


@pytest.fixture(params=SEEDS)
def problem(request, make_study):
    generator = np.random.default_rng(request.param)
    rows = generator.uniform(1, 100, size=(9, 5)).round(1)
    weights = generator.dirichlet(np.ones(5))
    directions = np.array([1, -1, 1, 1, -1])
    return make_study(rows, weights=weights, directions=directions), (rows, weights, directions)


def test_topsis(problem):
    study, arrays = problem
    assert mt.topsis(study).to_numpy() == pytest.approx(TOPSIS(normalizations.vector_normalization)(*arrays))
    minmax = TOPSIS(normalizations.minmax_normalization)(*arrays)
    assert mt.topsis(study, scaling="minmax").to_numpy() == pytest.approx(minmax)


@pytest.mark.parametrize("v", [0.5, 0.2])
def test_vikor(problem, v):
    study, arrays = problem
    assert mt.vikor(study, v=v)["Q"].to_numpy() == pytest.approx(VIKOR(v=v)(*arrays))


def test_weighted_product_up_to_its_scale(problem):
    study, arrays = problem
    theirs = WPM(normalizations.sum_normalization)(*arrays)
    ours = mt.weighted_product(study).to_numpy()
    assert ours / ours[0] == pytest.approx(theirs / theirs[0])


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ("usual", lambda _q, _p: ("usual",)),
        ("ushape", lambda q, _p: ("u-shape", q)),
        ("vshape", lambda _q, p: ("v-shape", p)),
        ("level", lambda q, p: ("level", q, p)),
        ("vshape_2", lambda q, p: ("linear", q, p)),
    ],
)
def test_promethee(problem, theirs, ours):
    study, arrays = problem
    q, p = np.array([5.0, 8, 2, 10, 1]), np.array([30.0, 20, 25, 40, 15])
    preference = {name: ours(*limits) for name, limits in zip(study.criteria, zip(q, p, strict=True), strict=True)}
    expected = PROMETHEE_II(theirs, q=q, p=p)(*arrays)
    assert mt.promethee(study, preference=preference)["phi"].to_numpy() == pytest.approx(expected)


@pytest.mark.parametrize("seed", SEEDS)
def test_pairwise_comparison(seed):
    generator = np.random.default_rng(seed)
    names = list("abcde")
    pairs = [(one, other) for place, one in enumerate(names) for other in names[place + 1 :]]
    said = {pair if generator.random() < 0.5 else pair[::-1]: int(generator.integers(1, 10)) for pair in pairs}
    matrix = e.comparison_matrix(names, said)
    assert e.pairwise(matrix).weights.to_numpy() == pytest.approx(AHP(matrix=matrix.to_numpy())())
