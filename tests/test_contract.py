"""The public contract, line by line: names, shapes and meanings that users' scripts rely on, on one small study.

Partial values on ranges of 0..10 (cost 900 is worst, 100 best), weights cost 2, skill 1, risk 1:

    site   cost  skill  risk   partial values     overall
    North   300    2     5     0.75  0.2  0.5     0.55
    South   500    6     7     0.50  0.6  0.7     0.575
    West    700    9     4     0.25  0.9  0.4     0.45
"""

import numpy as np
import pandas as pd
import pytest

import siting

TABLE = pd.DataFrame(
    {"cost": [300.0, 500.0, 700.0], "skill": [2.0, 6.0, 9.0], "risk": [5.0, 7.0, 4.0]}, index=["North", "South", "West"]
)
RANGES = {"cost": (900, 100), "skill": (0, 10), "risk": (0, 10)}
WEIGHTS = {"cost": 2, "skill": 1, "risk": 1}
OVERALL = {"North": 0.55, "South": 0.575, "West": 0.45}
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

    @pytest.mark.parametrize("wrong", [{"cost": -1}, {"cost": float("nan")}, {"cots": 1}, dict.fromkeys(TABLE, 0)])
    def test_weights_that_are_none_are_refused(self, wrong):
        with pytest.raises(siting.StudyError):
            siting.evaluate(make(weights=wrong))

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

    def test_value_functions(self):
        study = make(ranges=None, value_functions={"cost": siting.values.piecewise([(100, 1), (500, 0.2), (900, 0)])})
        assert siting.evaluate(study).values["cost"].to_dict() == pytest.approx(
            {"North": 0.6, "South": 0.2, "West": 0.1}
        )


class TestEvaluation:
    def test_frames(self, study):
        ev = siting.evaluate(study)
        pd.testing.assert_frame_equal(ev.performance, TABLE, check_names=False)
        assert ev.values.loc["South"].to_dict() == pytest.approx({"cost": 0.5, "skill": 0.6, "risk": 0.7})
        assert ev.contributions.loc["South"].to_dict() == pytest.approx({"cost": 0.25, "skill": 0.15, "risk": 0.175})
        assert ev.weights.to_dict() == {"cost": 0.5, "skill": 0.25, "risk": 0.25}
        assert ev.overall.to_dict() == pytest.approx(OVERALL)
        assert ev.ranks.to_dict() == {"North": 2, "South": 1, "West": 3}
        assert ev.best == "South"
        assert list(ev.tied) == ["South"]
        assert list(ev.screened.columns) == ["site", "requirement", "reason"]

    def test_overall_values_within_1e_9_are_tied(self):
        table = pd.DataFrame({"risk": [0.5, 0.5 + 5e-10, 0.5 - 5e-9]}, index=["A", "B", "C"])
        ev = siting.evaluate(siting.Study.from_frame(table, ranges={"risk": (0, 1)}))
        assert ev.ranks.to_dict() == {"A": 1, "B": 1, "C": 3}
        assert ev.best == "A"
        assert list(ev.tied) == ["A", "B"]

    def test_provenance(self, first_look):
        table = first_look.provenance()
        assert set(table.columns) >= {
            "site", "criterion", "value", "unit", "low", "high", "kind", "source", "url", "as_of", "confidence",
            "trace",
        }  # fmt: skip
        assert len(table) == 9

    def test_audit_dominance_methods_futures(self, study, first_look):
        assert list(siting.audit(study).columns)[:4] == ["check", "level", "where", "message"]
        assert not siting.dominance(study).to_numpy().any()
        # South is worse than North on cost by 200, better on both others
        tolerant = siting.dominance(study, tolerance={"cost": 200, "skill": 0, "risk": 0})
        assert bool(tolerant.loc["South", "North"])
        assert not bool(tolerant.loc["North", "South"])
        methods = siting.compare_methods(study)
        assert list(methods.index) == list(TABLE.index)
        assert {"additive", "weighted product", "TOPSIS", "VIKOR", "PROMETHEE II"} <= set(methods.columns)
        assert methods["additive"].to_dict() == {"North": 2, "South": 1, "West": 3}
        futures = siting.compare_futures(first_look)
        assert list(futures.columns)[:5] == ["future", "site", "overall", "rank", "regret"]

    def test_the_weights_of_a_stakeholder(self, first_look):
        name = list(first_look.weights)[-1]
        assert siting.evaluate(first_look, weight_set=name).weight_set == name


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

    def test_stability_intervals(self, study):
        found = s.stability_intervals(study)
        assert list(found.columns) == ["weight", "lower", "upper", "below", "above"]
        assert found.loc["cost", ["lower", "upper"]].tolist() == pytest.approx([0.0, 0.30 / 0.55])
        assert found.loc["cost", "above"] == "North"

    @pytest.mark.parametrize("norm", ["l1", "l2", "linf"])
    def test_smallest_change(self, study, norm):
        found = s.smallest_change(study, norm=norm)
        assert list(found.index) == ["North", "West"]
        assert list(found.columns) == ["distance", "cost", "skill", "risk"]
        values = siting.evaluate(study).values
        for challenger in found.index:
            overall = values @ found.loc[challenger, ["cost", "skill", "risk"]].astype(float)
            assert overall[challenger] == pytest.approx(overall.max())

    def test_the_other_questions(self, study, first_look, spread):
        assert {"criterion", "absolute", "relative"} <= set(s.critical_changes(study).columns)
        possible = s.potentially_optimal(study)
        assert possible.to_dict() == {"North": True, "South": True, "West": True}
        assert possible.attrs["weights"].loc["North"].sum() == pytest.approx(1)
        assert s.ternary(study, ("cost", "skill", "risk")).shares.sum() == pytest.approx(1)
        shares = s.variance_shares(spread, site="South", versus="North", samples=512)
        assert list(shares.columns) == ["site", "criterion", "first_order", "total"]
        ends = s.tornado(spread, site="South")
        assert {"low", "high", "overall_at_low", "overall_at_high", "winner_changes"} <= set(ends.columns)
        regret = s.robustness(first_look)
        assert regret.minimax in first_look.sites
        assert regret.share_won.between(0, 1).all()

    def test_acceptability_exact(self, study):
        a = s.acceptability(study)
        assert a.method == "exact"
        assert a.first_rank.sum() == pytest.approx(1)
        assert list(a.ranks.columns) == [1, 2, 3]
        assert a.ranks.sum().tolist() == pytest.approx([1, 1, 1])
        assert a.ranks.sum(axis=1).tolist() == pytest.approx([1, 1, 1])
        assert (a.pairwise + a.pairwise.T).to_numpy()[~np.eye(3, dtype=bool)] == pytest.approx(np.ones(6))
        assert a.expected_rank.to_dict() == pytest.approx((a.ranks @ [1, 2, 3]).to_dict())
        assert a.central_weights.sum(axis=1).tolist() == pytest.approx([1, 1, 1])
        assert set(a.confidence) <= {0.0, 1.0}
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
    def test_names_and_shapes(self, study):
        mt = siting.methods
        assert list(mt.weighted_product(study).index) == list(TABLE.index)
        assert mt.topsis(study).between(0, 1).all()
        assert mt.topsis(study, scaling="minmax").between(0, 1).all()
        vikor = mt.vikor(study, v=0.5)
        assert list(vikor.columns) == ["S", "R", "Q", "rank"]
        assert set(vikor.attrs["compromise"]) <= set(TABLE.index)
        shapes = {"cost": ("linear", 50, 200), "skill": ("gaussian", 2), "risk": ("level", 1, 3)}
        flows = mt.promethee(study, preference=shapes)
        assert list(flows.columns) == ["phi_plus", "phi_minus", "phi"]
        assert flows["phi"].tolist() == pytest.approx((flows["phi_plus"] - flows["phi_minus"]).tolist())
        assert flows.attrs["preference"].shape == (3, 3)
        for shape in (("usual",), ("u-shape", 1), ("v-shape", 2)):
            assert mt.promethee(study, preference={"skill": shape})["phi"].sum() == pytest.approx(0)

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

    def test_geography(self):
        # a quarter of the equator of the mean sphere
        assert self.m.great_circle_km((0, 0), (0, 90)) == pytest.approx(6371 * np.pi / 2)
        assert self.m.geodesic_km((0, 0), (0, 90)) == pytest.approx(10_018.754, rel=1e-6)
        assert self.m.sea_distance_nm("zeebrugge", "zeebrugge") == 0
        assert self.m.centre_of_gravity([(0, 0), (0, 90)], [1, 1]) == pytest.approx((0, 45))


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

    def test_names(self):
        assert callable(siting.money.landed_cost)
        assert callable(siting.money.break_even_incentive)


class TestValues:
    def test_shapes(self):
        v = siting.values
        assert v.linear(900, 100)(500) == 0.5
        assert v.piecewise([(0, 0), (1, 0.6), (4, 1)])(2.5) == pytest.approx(0.8)
        assert v.exponential(0, 10, 3)(3) == pytest.approx(0.5)
        assert v.levels({"no": 0.0, "yes": 1.0})("yes") == 1.0
        assert 0 < v.logistic(0, 10, 3)(5) < 1
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
