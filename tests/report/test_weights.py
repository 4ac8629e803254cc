"""The weights side of a run: the contract's answers, asked with the weight set that the run uses."""

import numpy as np
import pandas as pd
import pytest

import siting
from siting.model import Study
from siting.report import answer
from siting.report.weights import MOST_SITES


def test_the_nearest_challenger_ties_at_its_weights(found):
    weights = found.weights
    assert weights.next_best == weights.nearest["distance"].idxmin()
    at = weights.nearest.drop(columns="distance").loc[weights.next_best]
    overall = (found.evaluation.values * at).sum(axis="columns")
    assert overall[weights.next_best] == pytest.approx(overall.max(), abs=1e-9)
    assert overall[weights.next_best] == pytest.approx(overall[found.evaluation.best], abs=1e-9)


def test_the_explanation_is_of_the_two_leaders(found):
    # board: North 0.4 + 0.05 + 0.125, South/East 0.25 + 0.15 + 0.175, West 0.1 + 0.225 + 0.1; the first two tie
    assert found.evaluation.overall.round(9).to_dict() == {"North": 0.575, "South/East": 0.575, "West": 0.425}
    assert found.weights.explanation is None
    union = answer(found.study, weight_set="union")
    # union: North (8 + 8 + 5) / 60, South/East (5 + 24 + 7) / 60, West (2 + 36 + 4) / 60
    assert (union.weights.explanation.winner, union.weights.explanation.rival) == ("West", "South/East")
    assert union.weights.explanation.margin == pytest.approx((42 - 36) / 60)


def test_everything_follows_the_weight_set_of_the_run(found):
    union = answer(found.study, weight_set="union")
    assert union.evaluation.weight_set == "union"
    assert list(union.stakeholders.columns) == ["union", "board"]
    assert union.weights.cells["overall"].iloc[0] == pytest.approx((8 + 8 + 5) / 60)
    assert union.weights.methods["additive"].to_dict() == {"North": 3, "South/East": 2, "West": 1}
    changes = siting.sensitivity.smallest_change(found.study, weight_set="union")
    pd.testing.assert_frame_equal(union.weights.nearest, changes)


def test_uncertain_cells_are_drawn_and_their_spread_told(found):
    assert found.weights.acceptability.method == "sampled"
    assert found.weights.cells[["site", "criterion"]].to_numpy().tolist() == [["North", "risk"]]
    assert found.weights.spread["total"].tolist() == pytest.approx([1.0], abs=1e-6)


@pytest.mark.parametrize("sites", [1, MOST_SITES + 1])
def test_one_site_or_too_many_have_no_such_answer(sites):
    table = pd.DataFrame(np.linspace(0, 1, 2 * sites).reshape(sites, 2), [f"S{n}" for n in range(sites)], ["a", "b"])
    assert answer(Study.from_frame(table, ranges={"a": (0, 1), "b": (0, 1)})).weights is None
