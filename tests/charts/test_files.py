import xml.etree.ElementTree as ET
from io import BytesIO

import numpy as np
import pytest
from matplotlib.image import imread

import siting
from siting import charts

SVG = "{http://www.w3.org/2000/svg}"


def test_svg_has_title_description_and_role(ev):
    ax = charts.contributions(ev)
    root = ET.fromstring(charts.to_svg(ax))
    assert root.get("role") == "img"
    title, description = root.get("aria-labelledby").split()
    names = {child.get("id"): child.text for child in root if child.tag in {f"{SVG}title", f"{SVG}desc"}}
    assert names[description] == charts.alt_text(ax)
    assert charts.alt_text(ax).startswith(names[title])


def test_two_charts_on_one_page_keep_their_own_names(ev):
    first, second = (ET.fromstring(charts.to_svg(ax)) for ax in (charts.contributions(ev), charts.profile(ev)))
    assert not set(first.get("aria-labelledby").split()) & set(second.get("aria-labelledby").split())


def test_svg_keeps_text_as_text_and_has_no_date(ev):
    svg = charts.to_svg(charts.contributions(ev))
    texts = [node.text for node in ET.fromstring(svg).iter(f"{SVG}text")]
    assert "1. Mirafiori" in texts
    assert "<dc:date>" not in svg


def test_a_font_comes_first_and_the_safe_ones_after_it(ev):
    ax = charts.contributions(ev)
    assert "font-family: 'Georgia', 'DejaVu Sans', Verdana, sans-serif" in charts.to_svg(ax, font="Georgia")
    hostile = charts.to_svg(ax, font="x';}</style><script>\"&")
    assert not list(ET.fromstring(hostile).iter(f"{SVG}script"))
    assert "font-family: 'xstylescript', 'DejaVu Sans'" in hostile


def test_hostile_names_are_text_in_svg(any_study):
    svg = charts.to_svg(charts.evidence(any_study))
    root = ET.fromstring(svg)
    assert not list(root.iter(f"{SVG}script"))
    assert "<script>" not in svg


def test_png_carries_title_and_description(ev):
    ax = charts.contributions(ev)
    png = charts.to_png(ax)
    assert b"Description\x00" in png
    assert charts.alt_text(ax).split(".")[0].encode() in png


def test_png_of_a_slide_is_full_hd(ev):
    height, width, _ = imread(BytesIO(charts.to_png(charts.contributions(ev)))).shape
    assert (width, height) == pytest.approx((1920, 1080), abs=1)


def test_the_edges_of_the_picture_are_empty(ev):
    picture = imread(BytesIO(charts.to_png(charts.contributions(ev), dpi=50)))[:, :, :3]
    edges = [picture[0], picture[-1], picture[:, 0], picture[:, -1]]
    assert all(np.all(edge == 1) for edge in edges)
    assert picture.min() < 0.5


def test_a_sheet_shows_itself_as_svg_in_a_notebook(ev):
    ax = charts.contributions(ev)
    assert ax._repr_svg_() == charts.to_svg(ax)


def test_pyplot_is_not_needed():
    import subprocess
    import sys

    code = (
        "import sys, pandas as pd, siting;"
        "study = siting.Study.from_frame(pd.DataFrame({'a': [1.0, 2.0]}, index=['x', 'y']));"
        "siting.charts.to_svg(siting.charts.contributions(siting.evaluate(study)));"
        "sys.exit('matplotlib.pyplot' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_names_of_control_characters_give_valid_xml(make_study):
    study = make_study(2, 2, names=["A\x01\x0bB", "C"])
    ET.fromstring(charts.to_svg(charts.contributions(siting.evaluate(study))))
