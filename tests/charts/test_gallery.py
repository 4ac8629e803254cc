"""The gallery: a script for every chart, and pictures that are what the scripts draw today."""

import sys
from pathlib import Path

import pytest
from matplotlib.axes import Axes
from PIL import Image

from siting import charts

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "docs" / "gallery"))

import make  # noqa: E402

NOT_CHARTS = {"alt_text", "document", "slide", "to_png", "to_pngs", "to_svg"}


def test_every_chart_has_a_script_and_every_script_a_chart():
    assert {script.stem for script in make.scripts()} == set(charts.__all__) - NOT_CHARTS


def test_the_page_shows_every_script():
    assert (make.HERE / "README.md").read_text(encoding="utf-8") == make.page()


@pytest.mark.parametrize("script", make.scripts(), ids=lambda script: script.stem)
def test_a_picture_is_what_its_script_draws(script, monkeypatch):
    monkeypatch.chdir(ROOT)
    ax = make.drawn(script)
    assert isinstance(ax, Axes)
    with Image.open(script.with_suffix(".png")) as picture:
        assert picture.text["Description"] == " ".join(charts.alt_text(ax).split())
