import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from siting import methods as mt
from siting.errors import MethodError
from siting.evaluation import evaluate
from siting.model import Study

METHODS = ["additive", "weighted product", "TOPSIS", "VIKOR", "PROMETHEE II", "ELECTRE III"]


def random_study(seed, *, sites=7, scale=None):
    generator = np.random.default_rng(seed)
    figures = generator.uniform(1, 100, size=(sites, 5))
    table = pd.DataFrame(figures, columns=list("abcde"), index=[f"s{i}" for i in range(sites)])
    if scale is not None:
        table = table * scale
    weights = dict(zip("abcde", generator.uniform(0.1, 1, size=5).tolist(), strict=True))
    return Study.from_frame(table, directions={"b": "min", "d": "min"}, weights=weights)


def test_columns_rows_and_additive_ranks():
    study = random_study(1)
    ranks = mt.compare_methods(study)
    assert ranks.columns.tolist() == METHODS
    assert ranks.index.tolist() == list(study.sites)
    assert ranks["additive"].tolist() == evaluate(study).ranks.tolist()
    assert all(dtype == "int64" for dtype in ranks.dtypes)
    assert ranks.attrs == {"unusable": {}, "left_out": {}}


def test_each_column_is_the_rank_of_its_method():
    study = random_study(2)
    ranks = mt.compare_methods(study)
    for name, scores in (
        ("weighted product", mt.weighted_product(study)),
        ("TOPSIS", mt.topsis(study)),
        ("VIKOR", -mt.vikor(study)["Q"]),
        ("PROMETHEE II", mt.promethee(study)["phi"]),
    ):
        assert ranks[name].tolist() == scores.rank(ascending=False).astype(int).tolist()
    assert ranks["ELECTRE III"].tolist() == mt.electre_iii(study)["rank"].tolist()


def test_ties_share_the_lowest_rank(make_study):
    # Triantaphyllou (2000): three alternatives on four commensurable criteria; 21.5, 22.0 and 22.0.
    rows = [[25, 20, 15, 30], [10, 30, 20, 30], [30, 10, 30, 10]]
    ranges = {f"c{position}": (0, 100) for position in range(1, 5)}
    study = make_study(rows, weights=[0.2, 0.15, 0.4, 0.25], ranges=ranges)
    assert evaluate(study).overall.tolist() == pytest.approx([0.215, 0.22, 0.22])
    ranks = mt.compare_methods(study)
    assert ranks["additive"].tolist() == [3, 1, 1]
    assert ranks["weighted product"].tolist() == [1, 2, 3]


def test_a_winner_that_rests_on_the_method_is_shown(make_study):
    # Hwang & Yoon (1981), fighter aircraft, as shares of the best figure: their weighted sum puts A3 first, TOPSIS A1.
    figures = np.array(
        [
            [2.0, 1500, 20000, 5.5, 5, 9],
            [2.5, 2700, 18000, 6.5, 3, 5],
            [1.8, 2000, 21000, 4.5, 7, 7],
            [2.2, 1800, 20000, 5.0, 5, 5],
        ]
    )
    shares = figures / figures.max(axis=0)
    shares[:, 3] = figures[:, 3].min() / figures[:, 3]
    ranges = {f"c{position}": (0, 1) for position in range(1, 7)}
    study = make_study(shares, weights=[0.2, 0.1, 0.1, 0.1, 0.2, 0.3], ranges=ranges)
    assert evaluate(study).overall.round(5).tolist() == [0.83547, 0.70733, 0.85141, 0.73743]
    won = mt.winners(mt.compare_methods(study))
    assert (won["additive"], won["TOPSIS"]) == (["A3"], ["A1"])


@settings(max_examples=15)
@given(st.integers(0, 10_000))
def test_a_site_that_is_better_everywhere_is_first_in_every_method(seed):
    study = random_study(seed)
    table = study.performance
    best = table.max() + 1.0
    best[["b", "d"]] = table[["b", "d"]].min() / 2.0
    table.loc["s3"] = best
    ranks = mt.compare_methods(
        Study.from_frame(table, directions={"b": "min", "d": "min"}, weights=study.weight_set().points)
    )
    assert ranks.loc["s3"].tolist() == [1] * len(METHODS)
    assert (ranks.drop(index="s3") > 1).all(axis=None)


@settings(max_examples=15)
@given(st.integers(0, 10_000))
def test_a_lower_cost_never_hurts(seed):
    study = random_study(seed)
    table = study.performance
    table.loc["s0", "b"] /= 4.0
    cheaper = Study.from_frame(table, directions={"b": "min", "d": "min"}, weights=study.weight_set().points)
    before, after = mt.compare_methods(study), mt.compare_methods(cheaper)
    for method in ("additive", "weighted product", "PROMETHEE II"):  # the others measure from the best and worst site
        assert after.loc["s0", method] <= before.loc["s0", method]


@settings(max_examples=15)
@given(st.integers(0, 10_000), st.lists(st.floats(0.001, 1000.0), min_size=5, max_size=5))
def test_units_change_no_rank(seed, scale):
    assert mt.compare_methods(random_study(seed, scale=scale)).equals(mt.compare_methods(random_study(seed)))


@settings(max_examples=15)
@given(st.integers(0, 10_000))
def test_the_order_of_the_sites_changes_no_rank(seed):
    study = random_study(seed)
    shuffled = Study.from_frame(
        study.performance.iloc[::-1], directions={"b": "min", "d": "min"}, weights=study.weight_set().points
    )
    assert mt.compare_methods(shuffled).loc[list(study.sites)].equals(mt.compare_methods(study))


def test_a_method_that_cannot_be_used_has_no_ranks_and_says_why(make_study):
    ranks = mt.compare_methods(make_study([[0, 5], [2, 3], [3, 1]]))
    assert ranks["weighted product"].isna().all()
    assert ranks.attrs["unusable"] == {
        "weighted product": "the weighted product needs positive figures; 'A1' has 0 on 'c1'"
    }
    assert ranks.drop(columns="weighted product").notna().all(axis=None)
    assert "weighted product" not in mt.agreement(ranks)
    assert "weighted product" not in mt.winners(ranks)


def test_sites_without_evidence_are_ranked_by_no_method(make_study):
    ranks = mt.compare_methods(make_study([[1, 5], [2, np.nan], [3, 1]]))
    assert ranks.index.tolist() == ["A1", "A3"]
    assert ranks.attrs["left_out"] == {"A2": "no evidence for c2"}


def test_nothing_to_compare_is_an_error(make_study):
    with pytest.raises(MethodError, match="nothing to compare"):
        mt.compare_methods(make_study([[np.nan], [np.nan]]))


def test_agreement_is_the_share_of_pairs_ordered_alike():
    ranks = pd.DataFrame({"one": [1, 2, 3, 4], "other": [1, 3, 2, 4], "tied": [1, 1, 3, 4]}, index=list("ABCD"))
    result = mt.agreement(ranks)
    assert result.loc["one", "other"] == pytest.approx(5 / 6)
    assert result.loc["one", "tied"] == pytest.approx(5 / 6)
    assert result.loc["other", "tied"] == pytest.approx(4 / 6)
    assert np.diag(result).tolist() == [1.0, 1.0, 1.0]


def test_a_single_site_agrees_with_itself(make_study):
    study = make_study([[3, 1]], ranges={"c1": (0, 9), "c2": (0, 9)})
    ranks = mt.compare_methods(study)
    assert ranks.loc["A1"].tolist() == [1] * len(METHODS)
    assert (mt.agreement(ranks) == 1.0).all(axis=None)
    assert mt.winners(ranks) == {method: ["A1"] for method in METHODS}


def test_winners_name_every_site_tied_for_first():
    ranks = pd.DataFrame({"one": [1, 1, 3], "other": [3, 2, 1]}, index=list("ABC"))
    assert mt.winners(ranks) == {"one": ["A", "B"], "other": ["C"]}
