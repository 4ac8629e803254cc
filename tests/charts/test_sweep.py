import numpy as np
import pytest
from matplotlib.colors import to_hex

from siting import charts, sensitivity
from siting.charts.style import site_look


@pytest.fixture
def result(study):
    return sensitivity.sweep(study, "market", weights=11)


def by_label(artists, start=""):
    return {artist.get_label(): artist for artist in artists if (artist.get_label() or "").startswith(start)}


def test_lines_are_the_overall_values_of_the_frame_in_the_colour_of_the_site(result):
    lines = by_label(charts.sweep(result).lines)
    for site, rows in result.frame.groupby("site"):
        np.testing.assert_allclose(lines[site].get_xdata(), rows["weight"])
        np.testing.assert_allclose(lines[site].get_ydata(), rows["overall"])
        assert to_hex(lines[site].get_color()).upper() == site_look(result.study, site).colour


def test_switch_points_are_marked_where_the_lines_cross(result):
    ax = charts.sweep(result)
    (at,) = result.switches["weight"]
    assert [line.get_xdata()[0] for line in ax.lines if line.get_label() == "switch point"] == [pytest.approx(at)]
    (marker,) = [line for line in ax.lines if line.get_marker() == "o"]
    lines = by_label(ax.lines)
    for site in result.switches.loc[0, ["from_site", "to_site"]]:
        crossing = np.interp(at, lines[site].get_xdata(), lines[site].get_ydata())
        assert marker.get_ydata()[0] == pytest.approx(crossing, abs=1e-9)
    assert f"{100 * at:.1f} %" in [text.get_text() for text in ax.texts]


def test_the_own_weight_is_marked(result):
    ax = charts.sweep(result)
    (line,) = [line for line in ax.lines if line.get_label() == "own weight"]
    assert set(line.get_xdata()) == {0.4}
    assert "the study: 40 %" in [text.get_text() for text in ax.texts]


def test_the_band_covers_the_axis_and_shows_the_leader_on_every_stretch(make_study):
    result = sensitivity.sweep(make_study(20, 5, seed=11), "Criterion 2", weights=201)
    parts = sorted(by_label(charts.sweep(result).patches, "leads: ").values(), key=lambda part: part.get_x())
    assert parts[0].get_x() == 0
    assert sum(part.get_width() for part in parts) == pytest.approx(1)
    assert len(parts) == len(result.switches) + 1
    for weight, rows in result.frame.groupby("weight"):
        leaders = set(rows.loc[rows["rank"] == 1, "site"])
        shown = {
            part.get_label()[7:]
            for part in parts
            if part.get_x() - 1e-9 <= weight <= part.get_x() + part.get_width() + 1e-9
        }
        assert leaders & shown


def test_every_line_is_named_at_its_end(result):
    texts = [text.get_text() for text in charts.sweep(result).texts]
    assert {"Belvidere", "Cassino", "Mirafiori"} <= set(texts)


def test_sites_that_are_left_out_are_named(make_study):
    result = sensitivity.sweep(make_study(4, 3, missing=[(2, 1)]), "Criterion 1")
    ax = charts.sweep(result)
    assert "Left out for want of evidence: Site 3." in ax.figure.texts[1].get_text()
    assert "Site 3" not in by_label(ax.lines)


def test_of_sixty_sites_the_leaders_are_named_and_the_rest_is_grey(make_study):
    result = sensitivity.sweep(make_study(60, 4, seed=2), "Criterion 1")
    ax = charts.sweep(result)
    lines = by_label(ax.lines)
    grey = {site for site in result.frame["site"].unique() if to_hex(lines[site].get_color()) == "#cccccc"}
    assert len(grey) == 36
    assert not grey & {*result.switches["from_site"], *result.switches["to_site"]}
    assert "36 more sites in grey." in ax.figure.texts[1].get_text()
