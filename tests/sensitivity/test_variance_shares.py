import numpy as np
import pandas as pd
import pytest

from siting.errors import MethodError
from siting.model import Study
from siting.sensitivity import variance_shares

TABLE = pd.DataFrame({"cost": [5.0, 4.0], "skill": [5.0, 6.0], "risk": [5.0, 1.0]}, index=["A", "B"])
SPREAD = {
    ("A", "cost"): ("uniform", 3, 7),
    ("A", "skill"): ("triangular", 3, 5, 7),
    ("B", "risk"): ("uniform", 0, 2),
}


def study(uncertainty=SPREAD, weights=None):
    return Study.from_frame(
        TABLE, ranges=dict.fromkeys(TABLE.columns, (0, 10)), uncertainty=uncertainty,
        weights=weights or {"cost": 1, "skill": 2, "risk": 1},
    )  # fmt: skip


def test_an_additive_value_splits_into_the_variances_of_its_cells():
    # variances of the performances: uniform 16/12, triangular 16/24; times weight squared
    found = variance_shares(study(), "A").set_index("criterion")
    parts = {"cost": 1 * 16 / 12, "skill": 4 * 16 / 24}
    for criterion, part in parts.items():
        assert found.at[criterion, "first_order"] == pytest.approx(part / sum(parts.values()), rel=1e-6)
        assert found.at[criterion, "total"] == pytest.approx(part / sum(parts.values()), rel=1e-6)
    assert found.index.tolist() == ["skill", "cost"]


def test_a_lead_has_the_cells_of_both_sites():
    found = variance_shares(study(), "A", "B").set_index(["site", "criterion"])["total"]
    parts = {("A", "cost"): 16 / 12, ("A", "skill"): 4 * 16 / 24, ("B", "risk"): 4 / 12}
    for cell, part in parts.items():
        assert found[cell] == pytest.approx(part / sum(parts.values()), rel=1e-6)


def test_the_best_site_is_meant_unless_another_is_named():
    assert variance_shares(study())["site"].tolist() == variance_shares(study(), "A")["site"].tolist()


def test_a_criterion_without_weight_has_no_share():
    found = variance_shares(study(weights={"cost": 0, "skill": 1, "risk": 1}), "A").set_index("criterion")
    assert found.at["cost", "total"] == pytest.approx(0.0, abs=1e-12)
    assert found.at["skill", "total"] == pytest.approx(1.0)


def test_a_site_against_itself_does_not_vary():
    assert variance_shares(study(), "A", "A").empty


def test_nothing_uncertain():
    assert variance_shares(study({}), "A").empty


def test_shares_agree_with_the_covariance_of_independent_draws():
    found = variance_shares(study(), "A", "B").set_index(["site", "criterion"])["total"]
    random = np.random.default_rng(7)
    cost = 1 * random.uniform(3, 7, 400_000)
    skill = 2 * random.triangular(3, 5, 7, 400_000)
    risk = -1 * random.uniform(0, 2, 400_000)
    whole = np.var(cost + skill + risk)
    for cell, part in {("A", "cost"): cost, ("A", "skill"): skill, ("B", "risk"): risk}.items():
        assert found[cell] == pytest.approx(np.cov(part, cost + skill + risk)[0, 1] / whole, abs=0.01)


def test_the_shares_of_all_cells_make_the_whole():
    assert variance_shares(study(), "A", "B")["total"].sum() == pytest.approx(1.0)
    assert variance_shares(study(), "A", "B", samples=8)["total"].sum() == pytest.approx(1.0)


def test_a_single_level_does_not_vary():
    assert variance_shares(study(), "A", samples=1)["total"].tolist() == [0.0, 0.0]


def test_mistakes_are_named():
    with pytest.raises(MethodError, match=r"did you mean|known: A, B"):
        variance_shares(study(), "C")
    with pytest.raises(MethodError, match="above zero"):
        variance_shares(study(), samples=0)
