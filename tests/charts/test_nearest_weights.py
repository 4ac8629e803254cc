import numpy as np
import pandas as pd
import pytest

import siting
from siting import charts, narrate, sensitivity
from siting.errors import MethodError


@pytest.fixture
def three():
    """C never wins: it is the second on both criteria, below the line between A and B."""
    table = pd.DataFrame({"risk": [1.0, 0.0, 0.3], "skill": [0.0, 1.0, 0.3]}, index=["A", "B", "C"])
    return siting.Study.from_frame(table, weights={"risk": 3, "skill": 1})


def marks(ax):
    return [tuple(round(float(x), 6) for x in group.get_offsets()[0]) for group in ax.collections]


def test_marks_stand_at_the_study_s_weight_and_at_the_nearest_that_ties(three):
    ax = charts.nearest_weights(sensitivity.smallest_change(three), siting.evaluate(three))
    assert marks(ax) == [(0.75, 0.0), (0.5, 0.0), (0.25, 1.0), (0.5, 1.0)]
    assert [text.get_text() for text in ax.texts] == ["75 %", "50 %", "25 %", "50 %"]
    assert ax.get_xlim() == (0.0, 0.8)
    assert narrate.nearest_weights(sensitivity.smallest_change(three), siting.evaluate(three), "B") == (
        "B ties for first once the weight of risk falls from 75 % to 50 % and that of skill rises from 25 % to 50 %, "
        "at the least."
    )


def test_a_challenger_that_never_wins_is_a_clear_message(three):
    changes, ev = sensitivity.smallest_change(three), siting.evaluate(three)
    assert narrate.nearest_weights(changes, ev, "C") == "C is not first with any of the weights considered."
    with pytest.raises(MethodError, match="C is first with any of the weights considered"):
        charts.nearest_weights(changes, ev, "C")
    with pytest.raises(MethodError, match="no other site is first"):
        charts.nearest_weights(changes.loc[["C"]], ev)
    with pytest.raises(MethodError, match="'D' is not among the challengers"):
        charts.nearest_weights(changes, ev, "D")


def test_the_axis_ends_at_the_next_full_tenth():
    table = pd.DataFrame(0.5 * np.eye(6) + 0.1, [f"S{row}" for row in range(6)], [f"c{column}" for column in range(6)])
    study = siting.Study.from_frame(
        table, ranges=dict.fromkeys(table, (0, 1)), weights=dict(zip(table, range(1, 7), strict=True))
    )
    changes = sensitivity.smallest_change(study)
    ax = charts.nearest_weights(changes, siting.evaluate(study))
    most = max(changes.loc["S4"].drop("distance").max(), 6 / 21)
    assert 0.2 < most < 0.3
    assert ax.get_xlim() == (0.0, pytest.approx(0.3))


def test_a_tie_at_the_study_s_own_weights_needs_no_change():
    study = siting.Study.from_frame(pd.DataFrame({"risk": [1.0, 0.0], "skill": [0.0, 1.0]}, index=["A", "B"]))
    changes, ev = sensitivity.smallest_change(study), siting.evaluate(study)
    assert narrate.nearest_weights(changes, ev, "B") == "B ties for first at the study's own weights."
    assert marks(charts.nearest_weights(changes, ev)) == [(0.5, 0.0), (0.5, 1.0)]


def test_only_two_weights_are_named_and_the_rest_is_counted(make_study):
    study = make_study(4, 5, seed=3)
    changes, ev = sensitivity.smallest_change(study), siting.evaluate(study)
    assert "and 3 more move, at the least." in narrate.nearest_weights(changes, ev, str(changes["distance"].idxmin()))
