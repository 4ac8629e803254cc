import numpy as np
import pandas as pd
import pytest

from siting.errors import MethodError
from siting.model import Study
from siting.sensitivity import tornado

TABLE = pd.DataFrame({"cost": [5.0, 4.5], "skill": [5.0, 5.0]}, index=["A", "B"])


def study(uncertainty, directions=None):
    ranges = {"cost": (10, 0) if directions else (0, 10), "skill": (0, 10)}
    return Study.from_frame(TABLE, ranges=ranges, uncertainty=uncertainty, weights={"cost": 3, "skill": 1})


def test_both_ends_and_who_wins_there():
    found = tornado(study({("A", "cost"): ("normal", 1.0), ("B", "skill"): ("uniform", 4, 6)}))
    assert found["criterion"].tolist() == ["cost", "skill"]
    row = found.iloc[0]
    assert [row["low"], row["high"]] == pytest.approx([5 - 1.6448536, 5 + 1.6448536])
    assert [row["overall_at_low"], row["overall_at_high"]] == pytest.approx([0.5 - 0.12336402, 0.5 + 0.12336402])
    assert row["overall"] == pytest.approx(0.5)
    assert [row["winner_at_low"], row["winner_at_high"], row["winner_changes"]] == ["B", "A", True]
    assert found.iloc[1]["winner_changes"] == np.False_


def test_a_distribution_with_ends_of_its_own_is_moved_to_them():
    found = tornado(study({("A", "cost"): ("triangular", 2, 5, 9), ("B", "skill"): ("uniform", 4, 6)}))
    assert found[["low", "high"]].to_numpy().tolist() == [[2, 9], [4, 6]]
    # A 0.75 x 0.2 + 0.25 x 0.5 and 0.75 x 0.9 + 0.25 x 0.5; B 0.75 x 0.45 + 0.25 x 0.4 and 0.75 x 0.45 + 0.25 x 0.6
    assert found["overall_at_low"].tolist() == pytest.approx([0.275, 0.4375])
    assert found["overall_at_high"].tolist() == pytest.approx([0.8, 0.4875])


def test_a_cost_that_rises_lowers_the_value():
    row = tornado(study({("B", "cost"): ("triangular", 3, 4, 6)}, directions=True)).iloc[0]
    assert row["overall_at_low"] > row["overall_at_high"]


def test_only_the_named_site():
    spread = {("A", "cost"): ("normal", 1.0), ("B", "skill"): ("uniform", 4, 6)}
    assert tornado(study(spread), "B")["site"].tolist() == ["B"]
    with pytest.raises(MethodError, match="'C'"):
        tornado(study(spread), "C")


def test_nothing_uncertain():
    assert tornado(study({})).empty
