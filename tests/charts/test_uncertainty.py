import pandas as pd
import pytest

import siting
from siting import charts, narrate, sensitivity
from siting.errors import MethodError


@pytest.fixture
def spread():
    """Value of A: 0.25 risk + 0.75 skill = 0.35 + 0.375 / 2 and so on; figures lie on 0..10, so worths are tenths."""
    table = pd.DataFrame({"risk": [5.0, 4.0], "skill": [5.0, 5.0]}, index=["A", "B"])
    return siting.Study.from_frame(
        table,
        ranges={"risk": (0, 10), "skill": (0, 10)},
        weights={"risk": 1, "skill": 3},
        uncertainty={("A", "risk"): ("uniform", 3, 7), ("B", "skill"): ("uniform", 4, 9)},
    )


def test_bars_reach_from_the_overall_value_at_one_end_to_that_at_the_other(spread):
    cells = sensitivity.tornado(spread)
    ax = charts.tornado(cells, siting.evaluate(spread))
    drawn = {bars.get_label(): (bars[0].get_x(), bars[0].get_x() + bars[0].get_width()) for bars in ax.containers}
    assert drawn["A: risk"] == pytest.approx((0.25 * 0.3 + 0.375, 0.25 * 0.7 + 0.375))
    assert drawn["B: skill"] == pytest.approx((0.1 + 0.75 * 0.4, 0.1 + 0.75 * 0.9))
    assert [label.get_text() for label in ax.get_yticklabels()] == ["B: skill", "A: risk"]


def test_an_end_that_turns_the_result_names_the_new_winner(spread):
    ax = charts.tornado(sensitivity.tornado(spread), siting.evaluate(spread))
    assert [text.get_text() for text in ax.texts] == ["4", "9 B leads", "3 B leads", "7"]
    assert narrate.tornado(sensitivity.tornado(spread), siting.evaluate(spread)) == (
        "The range of skill moves B most, from 0.400 to 0.775; within 2 of 2 ranges B takes the lead."
    )


def test_one_range_that_turns_the_result_is_told_from_the_widest(spread):
    cells, ev = sensitivity.tornado(spread), siting.evaluate(spread)
    only_first = cells.assign(winner_changes=[True, False])
    assert narrate.tornado(only_first, ev).endswith("within its range B takes the lead.")
    only_second = cells.assign(winner_changes=[False, True])
    assert narrate.tornado(only_second, ev).endswith("within one other range B takes the lead.")
    assert narrate.tornado(cells.head(0), ev) == "No cell has a range."
    still = cells.assign(overall_at_low=0.5, overall_at_high=0.5)
    assert narrate.tornado(still, ev) == "No cell's range moves any overall value."


def test_bars_of_variance_are_the_shares(spread):
    shares = sensitivity.variance_shares(spread, "A", "B", samples=256)
    ax = charts.variance_shares(shares, spread)
    drawn = [bars[0].get_width() for bars in ax.containers]
    assert drawn == pytest.approx(shares["total"].tolist())
    # independent uniform cells in an additive model: (0.75 x 5)^2 against (0.25 x 4)^2
    assert drawn[0] == pytest.approx(14.0625 / 15.0625, rel=1e-4)
    assert narrate.variance_shares(shares, spread) == (
        "skill of B makes up 93 % of the variance in the gap between B and A; next comes risk of A with 7 %."
    )


def test_the_only_cell_makes_all_the_variance(spread):
    shares = sensitivity.variance_shares(spread, "A", samples=64)
    assert narrate.variance_shares(shares, spread) == (
        "risk makes all of the variance in the overall value of A: no other cell has a part in it."
    )
    none = shares.assign(total=0.0)
    assert narrate.variance_shares(none, spread) == "No uncertain cell moves the overall value."


def test_without_uncertain_cells_there_is_nothing_to_draw(study, ev):
    with pytest.raises(MethodError, match="no cell is uncertain"):
        charts.tornado(sensitivity.tornado(study).head(0), ev)
    with pytest.raises(MethodError, match="no cell is uncertain"):
        charts.variance_shares(sensitivity.variance_shares(study, samples=8).head(0), study)
