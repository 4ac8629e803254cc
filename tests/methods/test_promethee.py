import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from siting import methods as mt
from siting.errors import MethodError
from siting.methods.preference import preference_function
from siting.methods.promethee import flows, indices

# Brans & Vincke, Management Science 31 (1985) 647-656; Brans, Vincke & Mareschal, EJOR 24 (1986) 228-238:
# where to build a hydroelectric power station.
PLANTS = ["Italy", "Belgium", "Germany", "Sweden", "Austria", "France"]
ROWS = [
    [80, 90, 6, 5.4, 8, 5],
    [65, 58, 2, 9.7, 1, 1],
    [83, 60, 4, 7.2, 4, 7],
    [40, 80, 10, 7.5, 7, 10],
    [52, 72, 6, 2.0, 3, 8],
    [94, 96, 7, 3.6, 5, 6],
]
DIRECTIONS = [-1, 1, -1, -1, -1, 1]
PREFERENCE = {
    "c1": ("u-shape", 10),
    "c2": ("v-shape", 30),
    "c3": ("linear", 0.5, 5),
    "c4": ("level", 1, 6),
    "c5": ("usual",),
    "c6": ("gaussian", 5),
}


@pytest.fixture
def plants(make_study):
    return make_study(ROWS, directions=DIRECTIONS, sites=PLANTS)


def test_preference_indices_of_the_power_station(plants):
    printed = np.array(
        [
            [0.000, 0.296, 0.250, 0.268, 0.100, 0.185],
            [0.462, 0.000, 0.389, 0.333, 0.296, 0.500],
            [0.236, 0.180, 0.000, 0.333, 0.056, 0.429],
            [0.399, 0.505, 0.305, 0.000, 0.223, 0.212],
            [0.444, 0.515, 0.487, 0.380, 0.000, 0.448],
            [0.286, 0.399, 0.250, 0.432, 0.133, 0.000],
        ]
    )
    indices_ = mt.promethee(plants, preference=PREFERENCE).attrs["preference"]
    assert indices_.index.tolist() == indices_.columns.tolist() == PLANTS
    assert indices_.to_numpy() == pytest.approx(printed, abs=0.002)  # the paper rounds on the way
    assert mt.preference_indices(plants, preference=PREFERENCE).equals(indices_)


def test_flows_of_the_power_station(plants):
    result = mt.promethee(plants, preference=PREFERENCE)
    assert result["phi"].round(5).tolist() == pytest.approx(
        [-0.14566, 0.01716, -0.08952, -0.02000, 0.29290, -0.05487], abs=1.1e-5
    )
    assert (5 * result["phi_plus"]).tolist() == pytest.approx(
        [1.0993, 1.9815, 1.2331, 1.6463, 2.2736, 1.5004], abs=6e-5
    )
    assert (5 * result["phi_minus"]).tolist() == pytest.approx(
        [1.8277, 1.8957, 1.6808, 1.7463, 0.8091, 1.7747], abs=6e-5
    )
    assert (5 * result["phi"]).tolist() == pytest.approx([-0.728, 0.085, -0.447, -0.102, 1.465, -0.274], abs=0.003)
    ranking = ["Austria", "Belgium", "Sweden", "France", "Germany", "Italy"]
    assert result["phi"].sort_values(ascending=False).index.tolist() == ranking


@pytest.mark.parametrize(("criterion", "upper"), list(enumerate([0.5324, 0.4053, 0.3759, None, 0.5067, 0.6953])))
def test_weights_up_to_which_austria_stays_first(make_study, criterion, upper):
    # Derived from the same data by another program, the other weights in proportion; not in the papers.
    def first(weight):
        weights = np.full(6, (1 - weight) / 5)
        weights[criterion] = weight
        study = make_study(ROWS, directions=DIRECTIONS, sites=PLANTS, weights=weights)
        return mt.promethee(study, preference=PREFERENCE)["phi"].idxmax()

    if upper is None:
        assert first(1.0) == "Austria"
    else:
        assert first(upper - 1e-4) == "Austria"
        assert first(upper + 1e-4) != "Austria"


def test_partial_order_of_the_power_station(plants):
    order = mt.promethee_order(mt.promethee(plants, preference=PREFERENCE))
    assert (order.loc["Austria"].drop("Austria") == "preferred").all()
    # Belgium leaves more than Sweden (1.98 v 1.65) but also receives more (1.90 v 1.75)
    assert order.loc["Belgium", "Sweden"] == order.loc["Sweden", "Belgium"] == "incomparable"
    assert order.loc["Sweden", "France"] == "preferred"
    assert order.loc["France", "Sweden"] == "behind"
    assert order.loc["Italy", "Italy"] == "indifferent"


@pytest.mark.parametrize(
    ("spec", "degrees"),
    [
        (("usual",), [0, 0, 1, 1, 1, 1, 1]),
        (("u-shape", 2), [0, 0, 0, 0, 1, 1, 1]),
        (("v-shape", 4), [0, 0, 0.25, 0.5, 0.75, 1, 1]),
        (("level", 2, 4), [0, 0, 0, 0, 0.5, 0.5, 1]),
        (("linear", 2, 4), [0, 0, 0, 0, 0.5, 1, 1]),
        (("linear", 2, 2), [0, 0, 0, 0, 1, 1, 1]),
        (("gaussian", 2), [0, 0, *(1 - np.exp(-(np.arange(1, 6) ** 2) / 8))]),
    ],
)
def test_the_preference_functions_by_hand(spec, degrees):
    function = preference_function("c", spec, spread=10.0)
    assert function.degrees(np.array([-3.0, 0, 1, 2, 3, 4, 5])) == pytest.approx(np.array(degrees, dtype=float))


SPECS = [
    ("usual",),
    ("u-shape", 10),
    ("v-shape", 20),
    ("level", 5, 15),
    ("linear", 5, 25),
    ("linear", 0, 0.5),
    ("gaussian", 8),
    ("gaussian", 0.3),
]


@settings(max_examples=60)
@given(st.integers(2, 90), st.integers(0, 10_000), st.booleans())
def test_flows_from_sorting_are_the_means_of_the_table_of_pairs(count, seed, rounded):
    gains = np.random.default_rng(seed).normal(1e4, 15, size=(count, len(SPECS)))
    gains = np.round(gains) if rounded else gains
    weights = np.arange(1, len(SPECS) + 1) / sum(range(1, len(SPECS) + 1))
    functions = [preference_function("c", spec, spread=np.ptp(gains)) for spec in SPECS]
    leaving, entering = flows(gains, weights, functions)
    table = indices(gains, weights, functions)
    assert leaving == pytest.approx(table.sum(axis=1) / (count - 1), abs=1e-11)
    assert entering == pytest.approx(table.sum(axis=0) / (count - 1), abs=1e-11)
    assert (leaving - entering).sum() == pytest.approx(0.0, abs=1e-10)


def test_rounding_decides_nothing(make_study):
    third = 0.1 + 0.2
    result = mt.promethee(make_study([[third, 5], [0.3, 5], [0.1, 2]]))
    assert result["phi"].tolist()[:2] == pytest.approx([0.5, 0.5])
    assert mt.promethee_order(result).loc["A1", "A2"] == "indifferent"


def test_many_sites_go_without_the_table_of_pairs(make_study):
    rows = np.random.default_rng(1).random((201, 2))
    study = make_study(rows)
    assert "preference" not in mt.promethee(study).attrs
    assert mt.preference_indices(study).shape == (201, 201)
    assert mt.promethee(make_study(rows[:200])).attrs["preference"].shape == (200, 200)


def test_a_single_site_has_no_flows(make_study):
    study = make_study([[3, 1]], ranges={"c1": (0, 9), "c2": (0, 9)})
    assert mt.promethee(study).to_numpy().tolist() == [[0.0, 0.0, 0.0]]


@pytest.mark.parametrize(
    ("preference", "message"),
    [
        ({"c9": ("usual",)}, "preference for an unknown criterion 'c9'"),
        ({"c1": ("lineal", 1, 2)}, "unknown preference function 'lineal' for 'c1': did you mean 'linear'"),
        ({"c1": ("linear", 1)}, "'linear' of 'c1' takes q, p"),
        ({"c1": "linear"}, "'linear' of 'c1' takes q, p"),
        ({"c1": ("linear", "1", 2)}, "q, p of 'c1' must be 0 or more and rise"),
        ({"c1": ("usual", 1)}, "'usual' of 'c1' takes no parameter"),
        ({"c1": ("linear", 3, 1)}, "q, p of 'c1' must be 0 or more and rise"),
        ({"c1": ("u-shape", -1)}, "q of 'c1' must be 0 or more"),
        ({"c1": ("gaussian", float("nan"))}, "s of 'c1' must be 0 or more"),
        ({"c1": ("v-shape", 0)}, "p of 'c1' must be positive"),
        ({"c1": ("gaussian", 0)}, "s of 'c1' must be positive"),
    ],
)
def test_an_impossible_preference_is_named(plants, preference, message):
    with pytest.raises(MethodError, match=message):
        mt.promethee(plants, preference=preference)
