"""Regret over futures against the payoff table of a textbook kind."""

import numpy as np
import pandas as pd
import pytest

from siting.model import Study
from siting.sensitivity import robustness

# payoffs of three sites as they are, and in two futures
PAYOFFS = {"base": (8.0, 6.0, 4.0), "boom": (3.0, 7.0, 9.0), "bust": (5.0, 5.0, 5.0)}


@pytest.fixture
def study():
    sites = ("A", "B", "C")
    return Study.build(
        {
            "sites": {site: {} for site in sites},
            "criteria": {"payoff": {"range": {"worst": 0.0, "best": 10.0}}},
            "requirements": {"some": {"criterion": "payoff", "at_least": 1.0}},
            "futures": {
                name: {"changes": {f"performance.{s}.payoff": x for s, x in zip(sites, row, strict=True)}}
                for name, row in PAYOFFS.items()
                if name != "base"
            },
        },
        given=Study.from_frame(pd.DataFrame({"payoff": PAYOFFS["base"]}, index=sites)).given,
    )


def test_regret_by_hand(study):
    found = robustness(study)
    assert found.regret.columns.tolist() == ["base", "boom", "bust"]
    by_hand = np.array([[0.0, 0.6, 0.0], [0.2, 0.2, 0.0], [0.4, 0.0, 0.0]])
    assert found.regret.to_numpy() == pytest.approx(by_hand)
    assert found.max_regret.to_dict() == pytest.approx({"A": 0.6, "B": 0.2, "C": 0.4})
    # B wins only the tie, and is still the one that is regretted least
    assert found.minimax == "B"
    assert found.share_won.to_dict() == pytest.approx({"A": 2 / 3, "B": 1 / 3, "C": 2 / 3})
    assert repr(found) == "Robustness(3 futures, least regret: B (at most 0.200))"
    assert found.to_frame().columns.tolist() == ["site", "base", "boom", "bust", "max_regret", "share_won"]
    assert "<table>" in found._repr_html_()


def test_a_future_that_screens_a_site_out_is_regretted_without_end(study):
    out = study.overridden({"futures.bust.changes": {"performance.B.payoff": 0.0}})
    found = robustness(out)
    assert found.max_regret["B"] == np.inf
    assert found.minimax == "C"


def test_without_futures_only_the_study_counts(study):
    found = robustness(study, futures=[])
    assert found.regret.columns.tolist() == ["base"]
    assert found.minimax == "A"
