"""The public contract, line by line: names, shapes and meanings that users' scripts rely on, on one small study.

Partial values on ranges of 0..10 (cost 900 is worst, 100 best), weights cost 2, skill 1, risk 1:

    site   cost  skill  risk   partial values     overall
    North   300    2     5     0.75  0.2  0.5     0.55
    South   500    6     7     0.50  0.6  0.7     0.575
    West    700    9     4     0.25  0.9  0.4     0.45
"""

import json

import numpy as np
import pandas as pd
import pytest
from click.testing import CliRunner

import siting
from siting.cli import main

TABLE = pd.DataFrame(
    {"cost": [300.0, 500.0, 700.0], "skill": [2.0, 6.0, 9.0], "risk": [5.0, 7.0, 4.0]}, index=["North", "South", "West"]
)
RANGES = {"cost": (900, 100), "skill": (0, 10), "risk": (0, 10)}
WEIGHTS = {"cost": 2, "skill": 1, "risk": 1}
OVERALL = {"North": 0.55, "South": 0.575, "West": 0.45}
FIRST = {"North": 5 / 13 * 5 / 9, "South": 1 - 25 / 117 - 3 / 11, "West": 6 / 11 / 2}
"""Share of all weights with which a site is first: areas of triangles, see `test_ternary`."""
FIRST_LOOK = "scenarios/alfa-first-look"

s = siting.sensitivity


def make(**changes):
    return siting.Study.from_frame(
        TABLE, **{"directions": {"cost": "min"}, "weights": WEIGHTS, "ranges": RANGES, **changes}
    )


@pytest.fixture(scope="module")
def study():
    return make()


@pytest.fixture(scope="module")
def spread():
    return make(
        uncertainty={
            ("North", "risk"): ("normal", 0.5),
            ("South", "risk"): ("uniform", 6, 8),
            ("West", "skill"): ("triangular", 7, 9, 10),
        }
    )


@pytest.fixture(scope="module")
def futures():
    """South becomes dear: its cost is worth nothing, its overall value 0.325."""
    document = {
        "sites": {site: {} for site in TABLE.index},
        "criteria": {name: {"range": {"worst": float(w), "best": float(b)}} for name, (w, b) in RANGES.items()},
        "weights": {
            "board": {"points": {name: float(weight) for name, weight in WEIGHTS.items()}},
            "finance": {"points": {"cost": 1.0, "skill": 0.0, "risk": 0.0}},
        },
        "requirements": {"calm": {"criterion": "risk", "at_least": 4.5, "reason": "the board wants sleep"}},
        "futures": {"dear": {"changes": {"performance.South.cost": 900.0}}},
    }
    document["criteria"]["cost"]["direction"] = "min"
    return siting.Study.build(document, given=make().given)


@pytest.fixture(scope="module")
def first_look(request):
    return siting.load_study(request.config.rootpath / FIRST_LOOK)


class TestStudies:
    def test_overrides_and_futures(self, request, first_look):
        folder = request.config.rootpath / FIRST_LOOK
        later = siting.load_study(folder, overrides={"as_of": "2026-11-22"})
        assert str(later.as_of) == "2026-11-22"
        assert siting.load_study(folder / "study.toml").title == first_look.title
        assert siting.load_study(folder, future="sedan").programme.body == "other"

    def test_a_workbook_is_a_study(self, tmp_path, study):
        from siting.files import write_excel

        again = siting.load_study(write_excel(study, tmp_path / "study.xlsx"))
        assert siting.evaluate(again).overall.to_dict() == pytest.approx(OVERALL)

    @pytest.mark.parametrize(
        ("wrong", "words"),
        [
            ({"cost": -1}, "negative"),
            ({"cost": float("nan")}, "finite"),
            ({"cots": 1}, "did you mean 'cost'"),
            ({"cost": 0, "skill": 0, "risk": 0}, "every weight is zero"),
        ],
    )
    def test_weights_that_are_none_are_refused(self, wrong, words):
        with pytest.raises(siting.StudyError, match=words):
            make(weights={**WEIGHTS, **wrong})

    def test_a_weight_may_be_zero_and_ids_may_have_spaces(self):
        table = TABLE.rename(index={"North": "North by east"}, columns={"cost": "total cost"})
        study = siting.Study.from_frame(table, weights={"total cost": 0, "skill": 1, "risk": 1})
        assert siting.evaluate(study).weights.to_dict() == {"total cost": 0.0, "skill": 0.5, "risk": 0.5}

    def test_ranges_are_those_of_the_sites_if_left_out(self):
        values = siting.evaluate(make(ranges=None)).values
        assert values["cost"].to_dict() == {"North": 1.0, "South": 0.5, "West": 0.0}

    def test_weights_at_any_level_of_the_tree(self):
        study = make(tree={"people": ["skill", "risk"]}, weights={"cost": 1, "people": 3, "skill": 2, "risk": 1})
        assert siting.evaluate(study).weights.to_dict() == pytest.approx({"cost": 0.25, "skill": 0.5, "risk": 0.25})
        unweighted = make(tree={"people": {"all": ["skill", "risk"]}}, weights=WEIGHTS)
        assert siting.evaluate(unweighted).weights.to_dict() == {"cost": 0.5, "skill": 0.25, "risk": 0.25}

    @pytest.mark.parametrize(
        ("function", "expected"),
        [
            (siting.values.linear(900, 100), [0.75, 0.5, 0.25]),
            (siting.values.piecewise([(100, 1), (500, 0.2), (900, 0)]), [0.6, 0.2, 0.1]),
            (siting.values.exponential(900, 100, 500.001), [0.75, 0.5, 0.25]),  # halfway: as good as a straight line
            (siting.values.target(500, 100, 900), [0.5, 1.0, 0.5]),
        ],
    )
    def test_value_functions(self, function, expected):
        values = siting.evaluate(make(ranges=None, value_functions={"cost": function})).values
        assert values["cost"].tolist() == pytest.approx(expected, abs=1e-5)

    def test_levels(self):
        table = TABLE.assign(rail=["no", "yes", "no"])
        study = siting.Study.from_frame(table, value_functions={"rail": siting.values.levels({"no": 0, "yes": 1})})
        assert siting.evaluate(study).values["rail"].tolist() == [0.0, 1.0, 0.0]

    def test_spreads_of_cells(self):
        spreads = {
            ("North", "risk"): ("normal", 0.5),
            ("South", "risk"): ("uniform", 6, 8),
            ("West", "skill"): ("triangular", 7, 9, 10),
        }
        study = make(uncertainty=spreads)
        for (site, criterion), (kind, *parameters) in spreads.items():
            spread = study.cell(site, criterion).distribution
            assert (spread.kind, list(spread.parameters)) == (kind, parameters)
        assert siting.evaluate(study).overall.to_dict() == pytest.approx(OVERALL)

    def test_title_and_missing_cells(self):
        study = siting.Study.from_frame(TABLE.where(TABLE != 9.0), ranges=RANGES, weights=WEIGHTS, title="Where?")
        assert study.title == "Where?"
        assert np.isnan(study.performance.loc["West", "skill"])


class TestEvaluation:
    def test_frames(self, study):
        ev = siting.evaluate(study)
        pd.testing.assert_frame_equal(ev.performance, TABLE, check_names=False)
        assert ev.values.loc["South"].to_dict() == pytest.approx({"cost": 0.5, "skill": 0.6, "risk": 0.7})
        assert ev.contributions.loc["South"].to_dict() == pytest.approx({"cost": 0.25, "skill": 0.15, "risk": 0.175})
        assert ev.weights.to_dict() == {"cost": 0.5, "skill": 0.25, "risk": 0.25}
        assert ev.overall.to_dict() == pytest.approx(OVERALL)
        assert ev.ranks.to_dict() == {"North": 2, "South": 1, "West": 3}
        assert pd.api.types.is_integer_dtype(ev.ranks.dtype)
        assert all(frame.dtypes.eq(float).all() for frame in (ev.performance, ev.values, ev.contributions))
        assert ev.weights.sum() == pytest.approx(1)
        assert ev.best == "South"
        assert list(ev.tied) == ["South"]
        assert list(ev.screened.columns) == ["site", "requirement", "reason"]
        assert ev.screened.empty

    def test_a_gate_removes_before_anything_is_scored(self, futures):
        ev = siting.evaluate(futures)
        assert ev.screened.to_numpy().tolist() == [
            ["West", "calm", "Risk is 4, at least 4.5 is required: the board wants sleep"]
        ]
        for frame in (ev.performance, ev.values, ev.contributions, ev.overall, ev.ranks):
            assert list(frame.index) == ["North", "South"]

    def test_a_missing_cell_stays_missing(self):
        ev = siting.evaluate(siting.Study.from_frame(TABLE.where(TABLE != 9.0), ranges=RANGES, weights=WEIGHTS))
        assert np.isnan(ev.values.loc["West", "skill"])
        assert np.isnan(ev.overall["West"])
        assert pd.isna(ev.ranks["West"])
        # known are cost and risk, 0.125 and 0.1; a quarter of the scale is open
        assert ev.bounds.loc["West"].to_dict() == pytest.approx({"low": 0.225, "high": 0.475})

    def test_overall_values_within_1e_9_are_tied(self):
        table = pd.DataFrame({"risk": [0.5, 0.5 + 5e-10, 0.5 - 5e-9]}, index=["A", "B", "C"])
        ev = siting.evaluate(siting.Study.from_frame(table, ranges={"risk": (0, 1)}))
        assert ev.ranks.to_dict() == {"A": 1, "B": 1, "C": 3}
        assert ev.best == "A"
        assert list(ev.tied) == ["A", "B"]

    def test_provenance(self, first_look):
        table = first_look.provenance()
        assert table[["site", "criterion"]].drop_duplicates().shape == (9, 2)
        assert set(table.columns) >= {
            "site", "criterion", "value", "unit", "low", "high", "kind", "source", "url", "as_of", "confidence",
            "trace",
        }  # fmt: skip
        assert len(table) == 9

    def test_audit_dominance_methods_futures(self, study, first_look):
        assert list(siting.audit(study).columns)[:4] == ["check", "level", "where", "message"]
        assert not siting.dominance(study).to_numpy().any()
        beaten = pd.concat([TABLE, pd.DataFrame({"cost": [500.0], "skill": [5.0], "risk": [7.0]}, index=["East"])])
        strict = siting.dominance(siting.Study.from_frame(beaten, directions={"cost": "min"}))
        assert strict.dtypes.eq(bool).all()
        assert np.argwhere(strict.to_numpy()).tolist() == [[1, 3]]  # South dominates East
        # South is worse than North on cost by 200, better on both others
        tolerant = siting.dominance(study, tolerance={"cost": 200, "skill": 0, "risk": 0})
        assert bool(tolerant.loc["South", "North"])
        assert not bool(tolerant.loc["North", "South"])
        methods = siting.compare_methods(study)
        assert list(methods.index) == list(TABLE.index)
        assert {"additive", "weighted product", "TOPSIS", "VIKOR", "PROMETHEE II"} <= set(methods.columns)
        assert methods["additive"].to_dict() == {"North": 2, "South": 1, "West": 3}
        assert len(siting.compare_futures(first_look)) == (1 + len(first_look.futures)) * 3

    def test_futures(self, futures):
        table = siting.compare_futures(futures)
        assert list(table.columns)[:5] == ["future", "site", "overall", "rank", "regret"]
        dear = table[(table["future"] == "dear") & table["overall"].notna()].set_index("site")
        assert dear["overall"].to_dict() == pytest.approx({"North": 0.55, "South": 0.325})
        assert dear["rank"].to_dict() == {"North": 1, "South": 2}
        assert dear["regret"].to_dict() == pytest.approx({"North": 0.0, "South": 0.225})
        assert set(siting.compare_futures(futures, futures=["dear"])["future"]) == {"base", "dear"}

    def test_the_weights_of_a_stakeholder(self, futures):
        assert siting.evaluate(futures, weight_set="finance").overall.to_dict() == {"North": 0.75, "South": 0.5}


class TestSensitivity:
    def test_sweep(self, study):
        frame = s.sweep(study, "cost", weights=5).frame
        assert list(frame.columns) == ["weight", "site", "overall", "rank"]
        assert sorted(frame["weight"].unique()) == [0.0, 0.25, 0.5, 0.75, 1.0]
        # without cost, skill and risk count alike
        assert frame[frame["weight"] == 0.0].set_index("site")["overall"].to_dict() == pytest.approx(
            {"North": 0.35, "South": 0.65, "West": 0.65}
        )

    def test_switch_points(self, study):
        # South 0.65 - 0.15 w and North 0.35 + 0.40 w meet at 0.30 / 0.55
        found = s.switch_points(study, "cost")
        assert list(found.columns) == ["weight", "from_site", "to_site"]
        assert found["weight"].iloc[-1] == pytest.approx(0.30 / 0.55)
        assert found.iloc[-1][["from_site", "to_site"]].tolist() == ["South", "North"]

    def test_switch_points_start_at_no_weight(self):
        # skill alone: West 0.9; cost alone: North 0.75; between them South
        found = s.switch_points(make(weights={"cost": 1, "skill": 1, "risk": 0}), "skill")
        assert found["weight"].tolist() == pytest.approx([0.25 / 0.65, 0.25 / 0.55])
        assert found[["from_site", "to_site"]].to_numpy().tolist() == [["North", "South"], ["South", "West"]]

    def test_an_objective_is_swept_as_one(self):
        study = make(tree={"people": ["skill", "risk"]}, weights={"cost": 1, "people": 1, "skill": 1, "risk": 1})
        frame = s.sweep(study, "people", weights=3).frame
        # all weight on people, inside it skill and risk keep their halves
        assert frame[frame["weight"] == 1.0].set_index("site")["overall"].to_dict() == pytest.approx(
            {"North": 0.35, "South": 0.65, "West": 0.65}
        )

    def test_stability_intervals(self, study):
        found = s.stability_intervals(study)
        assert list(found.columns) == ["weight", "lower", "upper", "below", "above"]
        assert list(found.index) == ["cost", "skill", "risk"]
        assert found["lower"].tolist() == pytest.approx([0, 1 / 5, 1 / 7])
        assert found["upper"].tolist() == pytest.approx([6 / 11, 8 / 17, 1])
        assert found["below"].tolist() == [None, "North", "North"]
        assert found["above"].tolist() == ["North", "West", None]

    @pytest.mark.parametrize("norm", ["l1", "l2", "linf"])
    def test_smallest_change(self, study, norm):
        found = s.smallest_change(study, norm=norm)
        assert list(found.index) == ["North", "West"]
        assert list(found.columns) == ["distance", "cost", "skill", "risk"]
        values = siting.evaluate(study).values
        for challenger in found.index:
            overall = values @ found.loc[challenger, ["cost", "skill", "risk"]].astype(float)
            assert overall[challenger] == pytest.approx(overall.max())

    def test_smallest_change_by_hand(self, study):
        # North - South is (0.25, -0.4, -0.2); less its mean (0.36667, -0.28333, -0.08333), of squared length 0.22167
        found = s.smallest_change(study)
        assert found.loc["North", "distance"] == pytest.approx(0.025 / np.sqrt(0.2216667))
        assert found.loc["North", "cost"] == pytest.approx(0.5 + 0.025 * 0.3666667 / 0.2216667)

    def test_smallest_change_of_a_site_that_is_never_first(self):
        beaten = pd.concat([TABLE, pd.DataFrame({"cost": [600.0], "skill": [5.0], "risk": [6.0]}, index=["East"])])
        study = siting.Study.from_frame(beaten, directions={"cost": "min"}, ranges=RANGES, weights=WEIGHTS)
        assert s.smallest_change(study).loc["East"].isna().all()
        assert not s.potentially_optimal(study)["East"]

    def test_critical_changes(self, study):
        # gap -0.025 over the difference of the values: 0.025 / (0.5 - 0.75), / (0.6 - 0.2), / (0.7 - 0.5)
        found = s.critical_changes(study)
        assert {"criterion", "absolute", "relative"} <= set(found.columns)
        pair = found[(found["site"] == "North") & (found["other"] == "South")].set_index("criterion")
        assert pair["absolute"].to_dict() == pytest.approx({"cost": -0.1, "skill": 0.0625, "risk": 0.125})
        assert pair["relative"].to_dict() == pytest.approx({"cost": -0.2, "skill": 0.25, "risk": 0.5})

    def test_potentially_optimal(self, study):
        possible = s.potentially_optimal(study)
        assert possible.to_dict() == {"North": True, "South": True, "West": True}
        values = siting.evaluate(study).values
        for site, weights in possible.attrs["weights"].iterrows():
            assert weights.sum() == pytest.approx(1)
            assert (values @ weights)[site] == pytest.approx((values @ weights).max())

    def test_ternary(self, study):
        # North wins the triangle (1, 0, 0), (8/13, 5/13, 0), (4/9, 0, 5/9);
        # West wins the triangle (6/11, 5/11, 0), (0, 1, 0), (0, 1/2, 1/2)
        map_ = s.ternary(study, ("cost", "skill", "risk"))
        assert map_.shares.to_dict() == pytest.approx(FIRST)

    def test_uncertain_cells(self):
        study = make(uncertainty={("North", "risk"): ("normal", 0.5), ("South", "risk"): ("uniform", 6, 8)})
        shares = s.variance_shares(study, site="South", versus="North", samples=4096)
        assert list(shares.columns) == ["site", "criterion", "first_order", "total"]
        # equal weights and ranges, so the variances themselves count: 0.5^2 and 2^2 / 12
        total = shares.set_index("site")["total"]
        assert total.to_dict() == pytest.approx({"North": 3 / 7, "South": 4 / 7}, abs=0.02)
        assert s.variance_shares(study, site="South", samples=64)["site"].tolist() == ["South"]

    def test_tornado(self):
        study = make(uncertainty={("South", "risk"): ("uniform", 3, 9)})
        row = s.tornado(study, site="South").iloc[0]
        assert row[["site", "criterion", "low", "high"]].tolist() == ["South", "risk", 3, 9]
        # 0.25 + 0.15 + 0.25 x 0.3 is less than North's 0.55
        assert row[["overall_at_low", "overall_at_high"]].tolist() == pytest.approx([0.475, 0.625])
        assert row["winner_changes"]

    def test_robustness(self, futures):
        found = s.robustness(futures)
        assert found.minimax == "North"
        table = found.to_frame().set_index("site")
        assert table.loc[["North", "South"], "max_regret"].to_dict() == pytest.approx({"North": 0.025, "South": 0.225})
        assert found.share_won[["North", "South"]].to_dict() == {"North": 0.5, "South": 0.5}

    def test_acceptability_exact(self, study):
        a = s.acceptability(study)
        assert a.method == "exact"
        assert a.first_rank.to_dict() == pytest.approx(FIRST)
        assert list(a.ranks.columns) == [1, 2, 3]
        # North beats South in its own triangle only, and the centre of that triangle is its central weight
        assert a.pairwise.loc["North", "South"] == pytest.approx(25 / 117)
        assert a.central_weights.loc["North", "cost"] == pytest.approx((1 + 8 / 13 + 4 / 9) / 3)
        assert a.expected_rank["North"] == pytest.approx(1 + a.pairwise["North"].drop("North").sum())
        assert a.ranks.sum().tolist() == pytest.approx([1, 1, 1])
        assert a.ranks.sum(axis=1).tolist() == pytest.approx([1, 1, 1])
        assert (a.pairwise + a.pairwise.T).to_numpy()[~np.eye(3, dtype=bool)] == pytest.approx(np.ones(6))
        assert a.expected_rank.to_dict() == pytest.approx((a.ranks @ [1, 2, 3]).to_dict())
        assert a.central_weights.sum(axis=1).tolist() == pytest.approx([1, 1, 1])
        assert a.confidence.to_dict() == {"North": 1.0, "South": 1.0, "West": 1.0}
        assert not a.standard_error.to_numpy().any()

    def test_acceptability_drawn(self, study, spread):
        a, again = (s.acceptability(study, samples=20_000, seed=3) for _ in range(2))
        assert a.method == "sampled"
        pd.testing.assert_frame_equal(a.ranks, again.ranks)
        exact = s.acceptability(study)
        off = (a.ranks - exact.ranks).abs().to_numpy()
        assert (off <= 5 * a.standard_error.to_numpy()).all()
        assert s.acceptability(spread, samples=2_000).confidence.between(0, 1).all()

    def test_weight_spaces(self, study):
        names = ["cost", "skill", "risk"]
        spaces = [
            siting.WeightSpace.uniform(names),
            siting.WeightSpace.ranked(names),
            siting.WeightSpace.bounded({"cost": 0.2}, {"cost": 0.6}),
            siting.WeightSpace.constrained([[1.0, -2.0, 0.0]], [0.0], names),
            siting.WeightSpace.fixed(WEIGHTS),
        ]
        for space in spaces:
            assert s.acceptability(study, space).first_rank.sum() == pytest.approx(1)
        assert s.acceptability(study, spaces[-1]).first_rank.to_dict() == {"North": 0.0, "South": 1.0, "West": 0.0}

    def test_names_of_a_weight_space_may_come_in_any_order(self, study):
        # cost <= 2 skill, once with the study's order and once with another
        one = siting.WeightSpace.constrained([[1.0, -2.0, 0.0]], [0.0], ["cost", "skill", "risk"])
        other = siting.WeightSpace.constrained([[0.0, -2.0, 1.0]], [0.0], ["risk", "skill", "cost"])
        shares = [s.acceptability(study, space).first_rank.to_dict() for space in (one, other)]
        assert shares[0] == pytest.approx(shares[1])


class TestElicitation:
    def test_points_and_ranks(self):
        e = siting.elicitation
        assert e.direct({"a": 3, "b": 1}).weights.to_dict() == {"a": 0.75, "b": 0.25}
        assert e.swing({"a": 100, "b": 60, "c": 40}).weights.to_dict() == {"a": 0.5, "b": 0.3, "c": 0.2}
        assert e.rank_order_centroid(["a", "b", "c"]).weights.tolist() == pytest.approx([11 / 18, 5 / 18, 2 / 18])
        assert e.rank_sum(["a", "b", "c"]).weights.tolist() == pytest.approx([3 / 6, 2 / 6, 1 / 6])
        assert e.rank_reciprocal(["a", "b", "c"]).weights.tolist() == pytest.approx([6 / 11, 3 / 11, 2 / 11])
        assert e.equal(["a", "b"]).weights.to_dict() == {"a": 0.5, "b": 0.5}

    @pytest.mark.parametrize("method", ["eigenvector", "geometric", "column_mean"])
    def test_pairwise(self, method):
        matrix = pd.DataFrame([[1, 2, 6], [1 / 2, 1, 3], [1 / 6, 1 / 3, 1]], list("abc"), list("abc"))
        found = siting.elicitation.pairwise(matrix, method=method)
        assert found.weights.tolist() == pytest.approx([0.6, 0.3, 0.1])
        assert found.lambda_max == pytest.approx(3)
        assert found.consistency_ratio == pytest.approx(0, abs=1e-12)
        assert hasattr(found, "worst_judgement")

    def test_best_worst(self):
        found = siting.elicitation.best_worst({"a": 1, "b": 2, "c": 6}, {"a": 6, "b": 3, "c": 1})
        assert found.weights.to_dict() == pytest.approx({"a": 0.6, "b": 0.3, "c": 0.1})
        assert found.consistency == pytest.approx(0, abs=1e-9)


class TestMethods:
    mt = siting.methods

    def test_weighted_product(self, study):
        found = self.mt.weighted_product(study)
        # the ratio of two sites is the product of the ratios of their performances
        assert found["North"] / found["South"] == pytest.approx((500 / 300) ** 0.5 * (2 / 6) ** 0.25 * (5 / 7) ** 0.25)

    def test_topsis(self, study):
        weights = np.array([0.5, 0.25, 0.25])
        vector = TABLE.to_numpy() / np.sqrt((TABLE.to_numpy() ** 2).sum(axis=0)) * weights * [-1, 1, 1]
        minmax = np.array([[1, 0, 1 / 3], [0.5, 4 / 7, 1], [0, 1, 0]]) * weights
        for scaling, table in (("vector", vector), ("minmax", minmax)):
            to_best, to_worst = (np.linalg.norm(table - end, axis=1) for end in (table.max(axis=0), table.min(axis=0)))
            found = self.mt.topsis(study, scaling=scaling)
            assert found.tolist() == pytest.approx((to_worst / (to_best + to_worst)).tolist())
        assert self.mt.topsis(study).tolist() == self.mt.topsis(study, scaling="vector").tolist()

    def test_vikor(self, study):
        found = self.mt.vikor(study, v=0.5)
        assert list(found.columns) == ["S", "R", "Q", "rank"]
        assert found["S"].tolist() == pytest.approx([0.25 + 0.25 * 2 / 3, 0.25 + 0.25 * 3 / 7, 0.75])
        assert found["R"].tolist() == pytest.approx([0.25, 0.25, 0.5])
        assert found["rank"].tolist() == [2, 1, 3]
        # North has the same largest loss as South and hardly a larger sum: both are in the compromise
        assert found.attrs["compromise"] == ["South", "North"]

    def test_promethee(self, study):
        found = self.mt.promethee(study)
        assert list(found.columns) == ["phi_plus", "phi_minus", "phi"]
        # usual preference: the weight of the criteria on which one site beats another, mean over the two rivals
        assert found["phi_plus"].tolist() == pytest.approx([0.625, 0.625, 0.25])
        assert found["phi"].tolist() == pytest.approx([0.25, 0.25, -0.5])
        assert found.attrs["preference"].loc["North", "West"] == pytest.approx(0.75)

    @pytest.mark.parametrize(
        ("shape", "degree"),
        [
            (("usual",), 1.0),
            (("u-shape", 250), 0.0),
            (("v-shape", 400), 0.5),
            (("level", 100, 300), 0.5),
            (("linear", 100, 500), 0.25),
            (("gaussian", 200), 1 - np.exp(-0.5)),
        ],
    )
    def test_preference_shapes(self, study, shape, degree):
        # on cost (weight 1/2) North is better than South by 200, on the rest South is better
        found = self.mt.promethee(study, preference={"cost": shape})
        assert found.attrs["preference"].loc["North", "South"] == pytest.approx(0.5 * degree)

    def test_master_constant(self):
        found = siting.methods.master_constant([0.4, 0.5])
        assert 1 + found == pytest.approx((1 + 0.4 * found) * (1 + 0.5 * found))
        assert siting.methods.master_constant([0.4, 0.6]) == 0


class TestMeasures:
    m = siting.measures

    def test_credits(self):
        vehicle = self.m.Vehicle(
            assembly_country="US", body="suv", msrp_usd=75_000, battery_kwh=100, gvwr_lb=6_400, powertrain="bev",
            critical_minerals_share=0.8, battery_components_share=0.8, feoc_component=False, feoc_mineral=False,
            body_first_standard=None, maker=None,
        )  # fmt: skip
        buyer = self.m.Buyer(filing="joint", magi_usd=(200_000, 200_000))
        early = self.m.clean_vehicle_credit(vehicle, buyer=buyer, delivered="2024-06-01", contract=None, paid=None)
        assert (early.value, early.unit) == (7_500, "USD")
        late = self.m.clean_vehicle_credit(vehicle, buyer=buyer, delivered="2027-06-01", as_of=None)
        assert late.value == 0
        known = self.m.clean_vehicle_credit(vehicle, buyer=buyer, delivered="2027-06-01", as_of="2023-04-30")
        assert known.value == 7_500
        lease = self.m.commercial_vehicle_credit(
            vehicle, basis_usd=70_000, incremental_cost_usd=None, acquired="2024-06-01", as_of=None
        )
        assert lease.value == 7_500
        for field in ("value", "unit", "low", "high", "kind", "sources", "as_of", "flags", "trace"):
            assert hasattr(late, field)
        assert late.trace

    def test_duty(self):
        found = self.m.import_duty("IT", "US", on="2023-06-01", as_of="2023-04-30", heading="8703", powertrain="bev")
        assert (found.value, found.unit) == (2.5, "percent of customs value")
        assert self.m.import_duty("EU", "US", on="2027-06-01").value == 15
        more = self.m.import_duty(
            "MX", "US", on="2023-06-01", as_of=None, engine_litres=None, usmca_origin=True, commerce_approved=False,
            us_content=0.0, in_quota=False, ca_mx_content=None, fta_origin=False, remission_quota=False,
        )  # fmt: skip
        assert more.value == 0

    def test_the_law_of_a_day_that_is_not_verified(self):
        found = self.m.import_duty("US", "CN", on="2027-06-01", as_of="2026-11-22")
        assert found.low < found.high
        assert found.flags

    def test_geography(self):
        # a quarter of the equator of the mean sphere
        assert self.m.great_circle_km((0, 0), (0, 90)) == pytest.approx(6371 * np.pi / 2)
        # and of the ellipsoid, whose equatorial radius is 6378.137 km
        assert self.m.geodesic_km((0, 0), (0, 90)) == pytest.approx(6378.137 * np.pi / 2)
        assert self.m.sea_distance_nm("civitavecchia", "baltimore") == 4391
        assert self.m.centre_of_gravity([(0, 0), (0, 90)], [1, 1]) == pytest.approx((0, 45))

    def test_freight_and_proximity(self):
        day = "2023-04-30"
        one, other = (self.m.freight("belvidere", market, as_of=day) for market in ("germany", "china"))
        assert one.unit == "USD/car"
        both = self.m.market_proximity("belvidere", {"germany": 3, "china": 1}, as_of=day)
        assert both.cost.value == pytest.approx(0.75 * one.value + 0.25 * other.value)
        assert both.days.unit == "days"
        assert both.cost.low < both.cost.value < both.cost.high


class TestMoney:
    def test_present_value(self):
        assert siting.money.npv([-100, 60, 60], 0.1) == pytest.approx(-100 + 60 / 1.1 + 60 / 1.21)
        assert siting.money.annuity_factor(0.1, 2) == pytest.approx(1 / 1.1 + 1 / 1.21)

    def test_frontier(self):
        merit = pd.Series({"A": 0.5, "B": 0.6, "C": 0.9, "D": 0.4})
        cost = pd.Series({"A": 10.0, "B": 22.0, "C": 30.0, "D": 12.0})
        found = siting.money.frontier(merit, cost)
        assert {"cost", "merit", "efficient", "supported", "price"} <= set(found.columns)
        assert found["efficient"].to_dict() == {"A": True, "B": True, "C": True, "D": False}
        assert found["supported"].to_dict() == {"A": True, "B": False, "C": True, "D": False}
        assert found["price"]["C"] == pytest.approx(20 / 0.4)

    def test_landed_cost(self):
        # 100 + 10 + 5 % of 80 + a tenth of 80 for half a year - 3
        found = siting.money.landed_cost(
            production=100.0,
            freight=10.0,
            duty_percent=5.0,
            customs_value=80.0,
            days=182.5,
            capital_rate=0.1,
            credit=3.0,
        )
        assert float(found.total) == pytest.approx(115.0)

    def test_break_even_incentive(self):
        assert siting.money.break_even_incentive(100.0, 250.0) == 150.0
        assert siting.money.break_even_incentive(100.0, 250.0, payment_factor=1.5) == pytest.approx(100.0)


class TestValues:
    def test_shapes(self):
        v = siting.values
        assert v.linear(900, 100)(500) == 0.5
        assert v.piecewise([(0, 0), (1, 0.6), (4, 1)])(2.5) == pytest.approx(0.8)
        assert v.exponential(0, 10, 3)(3) == pytest.approx(0.5)
        assert v.levels({"no": 0.0, "yes": 1.0})("yes") == 1.0
        assert [v.logistic(0, 10)(x) for x in (0, 5, 10)] == pytest.approx([0.0, 0.5, 1.0])
        assert v.target(20, 0, 40)(20) == 1.0


class TestResults:
    def test_charts(self, study):
        ax = siting.charts.contributions(siting.evaluate(study))
        assert siting.charts.contributions(siting.evaluate(study), ax=ax.figure.add_subplot()) is not ax
        for name in siting.charts.__all__:
            assert callable(getattr(siting.charts, name))

    def test_reports(self, study, tmp_path):
        for name, write in (
            ("board.html", siting.report.write_board),
            ("deck.pptx", siting.report.write_deck),
            ("book.xlsx", siting.report.write_workbook),
        ):
            write(study, tmp_path / name)
            assert (tmp_path / name).stat().st_size > 10_000

    def test_board_in_a_notebook(self, study):
        assert siting.board(study).global_weights.to_dict() == {"cost": 0.5, "skill": 0.25, "risk": 0.25}


class TestCommandLine:
    def ask(self, *arguments):
        return CliRunner().invoke(main, [str(argument) for argument in arguments])

    def test_every_command_is_there(self):
        shown = self.ask("--help").stdout
        for command in ("run", "check", "new", "sweep", "compare", "facts", "deck", "board", "workbook", "schema"):
            assert f"\n  {command} " in shown

    def test_run_with_every_option(self, request):
        found = self.ask(
            "run", request.config.rootpath / FIRST_LOOK, "--future", "sedan", "--as-of", "2026-11-22",
            "--set", "programme.volume=50000", "--json",
        )  # fmt: skip
        assert found.exit_code == 0
        assert found.stderr == ""
        record = json.loads(found.stdout)["record"]
        assert record["overrides"] == {"as_of": "2026-11-22", "programme.volume": 50_000, "programme.body": "other"}

    def test_run_writes_one_document_tables_and_charts(self, request, tmp_path):
        out = tmp_path / "out"
        assert self.ask("run", request.config.rootpath / FIRST_LOOK, "--out", out).exit_code == 0
        assert json.loads((out / "results.json").read_text(encoding="utf-8"))["best"] == "belvidere"
        assert (out / "tables" / "ranking.csv").is_file()
        pictures = {
            path.stem: {other.suffix for other in out.glob(f"charts/{path.stem}.*")} for path in out.glob("charts/*")
        }
        assert pictures
        assert all(kinds == {".svg", ".png"} for kinds in pictures.values())

    def test_exit_codes(self, request, tmp_path):
        study = request.config.rootpath / FIRST_LOOK
        assert self.ask("check", study).exit_code == 0
        assert self.ask("check", study, "--strict", "all").exit_code == 1
        assert self.ask("run", study, "--set", "requirements.room.at_least=99", "--json").exit_code == 1
        mistake = self.ask("run", tmp_path / "nowhere")
        assert mistake.exit_code == 2
        assert mistake.stdout == ""
        assert "no such file or folder" in mistake.stderr

    def test_results_to_stdout(self, request):
        study = request.config.rootpath / FIRST_LOOK
        assert self.ask("sweep", study, "ev_credit", "--steps", "3").stdout.startswith("weight,site,overall,rank\n")
        assert json.loads(self.ask("schema").stdout)["type"] == "object"
        assert "idled" in self.ask("facts", "belvidere", "status", "--as-of", "2023-04-30").stdout

    def test_new_makes_a_study(self, tmp_path):
        assert self.ask("new", tmp_path / "mine").exit_code == 0
        assert siting.evaluate(siting.load_study(tmp_path / "mine")).best
