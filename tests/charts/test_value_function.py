import numpy as np
import pandas as pd
import pytest

import siting
from siting import charts
from siting.errors import MethodError
from siting.model import Study


def test_sites_stand_on_the_curve(ev):
    ax = charts.value_function(ev, "market")
    lines = {line.get_label(): line for line in ax.lines}
    curve = lines["value function"]
    for site, value in ev.values["market"].items():
        at = ev.performance.at[site, "market"]
        assert (lines[site].get_xdata()[0], lines[site].get_ydata()[0]) == (at, pytest.approx(value))
        assert np.interp(at, curve.get_xdata(), curve.get_ydata()) == pytest.approx(value, abs=1e-9)


@pytest.mark.parametrize(
    ("function", "corners"),
    [
        (siting.values.piecewise([(0, 0), (1, 0.63), (4, 1)]), {1: 0.63}),
        (siting.values.target(20, 0, 30, tolerance=2), {18: 1.0, 22: 1.0, 0: 0.0, 30: 0.0}),
        (siting.values.exponential(0, 30, 7), {7: 0.5}),
    ],
)
def test_the_curve_passes_through_its_corners(function, corners):
    table = pd.DataFrame({"x": [3.0, 2.0]}, index=["A", "B"])
    ax = charts.value_function(siting.evaluate(Study.from_frame(table, value_functions={"x": function})), "x")
    curve = ax.lines[0]
    for at, value in corners.items():
        assert np.interp(at, curve.get_xdata(), curve.get_ydata()) == pytest.approx(value, abs=1e-3)


def test_the_unit_is_on_the_axis(ev):
    assert charts.value_function(ev, "credit").get_xlabel() == "EV tax credit (USD/car)"


def test_a_site_without_a_figure_is_named_and_not_drawn(make_study):
    ax = charts.value_function(siting.evaluate(make_study(3, 2, missing=[(1, 0)])), "Criterion 1")
    assert "No evidence: Site 2." in ax.figure.texts[1].get_text()
    assert "Site 2" not in {line.get_label() for line in ax.lines}


def test_an_unknown_criterion_and_one_without_figures_are_refused(ev, make_study):
    with pytest.raises(MethodError, match="no criterion 'labour'"):
        charts.value_function(ev, "labour")
    empty = make_study(2, 2, missing=[(0, 0), (1, 0)])
    with pytest.raises(MethodError, match="no site has a figure for 'Criterion 1'"):
        charts.value_function(siting.evaluate(empty), "Criterion 1")


def test_named_levels_stand_side_by_side_by_their_value():
    table = pd.DataFrame({"skill": ["good", "poor", None, "good"]}, index=["A", "B", "C", "D"])
    levels = siting.values.levels({"good": 1, "fair": 0.4, "poor": 0})
    ax = charts.value_function(siting.evaluate(Study.from_frame(table, value_functions={"skill": levels})), "skill")
    assert [label.get_text() for label in ax.get_xticklabels()] == ["poor", "fair", "good"]
    assert [bar.get_height() for bar in ax.patches] == [0.0, 0.4, 1.0]
    lines = {line.get_label(): line for line in ax.lines}
    stands = {site: (lines[site].get_xdata()[0], lines[site].get_ydata()[0]) for site in "ABD"}
    assert stands == {"A": (2.0, 1.0), "B": (0.0, 0.0), "D": (2.0, 1.0)}
    assert "No evidence: C." in ax.figure.texts[1].get_text()


def test_levels_that_are_numbers_are_told_apart_by_name():
    table = pd.DataFrame({"grade": [2.0, 1.0]}, index=["A", "B"])
    levels = siting.values.levels({1: 1, 2: 0})
    ax = charts.value_function(siting.evaluate(Study.from_frame(table, value_functions={"grade": levels})), "grade")
    assert [label.get_text() for label in ax.get_xticklabels()] == ["2", "1"]
    assert {line.get_label(): line.get_xdata()[0] for line in ax.lines if line.get_label() in "AB"} == {"A": 0, "B": 1}


def test_the_title_names_both_ends(ev):
    title = charts.value_function(ev, "market").figure.texts[0].get_text().replace("\n", " ")
    assert title == "Market proximity: values run from 0.500 (Cassino) to 0.750 (Belvidere)."
