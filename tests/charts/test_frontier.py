"""Merit against money: marks, line, names and prices."""

import pandas as pd
import pytest

import siting
from siting import charts
from siting.model import Study
from siting.money import frontier
from siting.narrate import money as words

MERIT = {"A": 0.2, "B": 0.5, "C": 0.8, "D": 0.4}
COST = {"A": 0.0, "B": 30.0, "C": 120.0, "D": 60.0}


def evaluated(merit):
    table = pd.DataFrame({"skill": merit})
    return siting.evaluate(Study.from_frame(table, ranges={"skill": (0, 1)}))


def drawn(merit=None, cost=None, ax=None):
    merit, cost = merit or MERIT, cost or COST
    return charts.frontier(frontier(pd.Series(merit), pd.Series(cost)), evaluated(merit), ax)


def marks(ax):
    return {points.get_gid(): points for points in ax.collections if points.get_gid()}


def test_marks_stand_at_cost_and_merit_and_are_filled_where_nobody_is_better_on_both():
    found = marks(drawn())
    for site, merit in MERIT.items():
        assert found[site].get_offsets().tolist() == [[COST[site], merit]]
    filled = {site for site, points in found.items() if points.get_facecolor()[0][:3].tolist() != [1, 1, 1]}
    assert filled == {"A", "B", "C"}  # D is dearer than B and worth less


def test_the_line_goes_through_the_supported_sites_and_carries_its_prices():
    ax = drawn()
    (line,) = [line for line in ax.lines if line.get_gid() == "frontier"]
    assert line.get_xydata().tolist() == [[0, 0.2], [30, 0.5], [120, 0.8]]
    # 30 million for 0.3, then 90 million for 0.3: 1 and 3 million per 0.01
    prices = {text.get_text(): text.xy for text in ax.texts if "per 0.01" in text.get_text()}
    assert list(prices) == ["1 million USD per 0.01", "3 million USD per 0.01"]
    assert prices["3 million USD per 0.01"] == pytest.approx((75, 0.65))


def test_sites_of_one_colour_have_shapes_of_their_own():
    merit = {f"S{number}": number / 20 for number in range(1, 12)}
    found = marks(drawn(merit, {site: 5.0 * at for at, site in enumerate(merit)}))
    looks = {
        (points.get_edgecolor()[0].tobytes(), points.get_paths()[0].vertices.tobytes()) for points in found.values()
    }
    assert len(looks) == len(merit)


def test_the_title_is_the_finding():
    table = frontier(pd.Series(MERIT), pd.Series(COST))
    assert words.frontier(table, evaluated(MERIT)) == (
        "A, B and C are worth a look: from B to C each 0.01 of merit costs 3 million USD."
    )
    best = frontier(pd.Series({"A": 0.9, "B": 0.5}), pd.Series({"A": 0.0, "B": 30.0}))
    assert words.frontier(best, evaluated({"A": 0.9, "B": 0.5})) == "A is best on both merit and money."


def test_twins_are_told_together_without_a_price():
    merit, cost = {"A": 0.5, "B": 0.5, "C": 0.2}, {"A": 0.0, "B": 0.0, "C": 9.0}
    table = frontier(pd.Series(merit), pd.Series(cost))
    assert words.frontier(table, evaluated(merit)) == "A and B are best on both merit and money."
    drawn(merit, cost)


@pytest.mark.parametrize("sheet", [charts.slide, charts.document])
def test_names_keep_apart_from_each_other(sheet, layout, tidy):
    merit = {"Pomigliano d'Arco": 0.465, "Melfi": 0.488, "Mirafiori": 0.47, "Windsor": 0.81, "Cassino": 0.72}
    cost = dict(zip(merit, (335.0, 317.0, 325.0, 0.0, 225.0), strict=True))
    assert layout(drawn(merit, cost, sheet())) == tidy


def test_words_and_bytes():
    assert "D 0.400 at 60" in charts.alt_text(drawn())
    assert charts.to_svg(drawn()) == charts.to_svg(drawn())
