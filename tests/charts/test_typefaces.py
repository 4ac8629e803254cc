"""Charts in the font file of a brand: drawn and measured with it, carried by SVG, gone when the chart is done."""

import base64
import re
import xml.etree.ElementTree as ET
from io import BytesIO
from pathlib import Path

import matplotlib as mpl
import pytest
from fontTools.subset import Subsetter
from fontTools.ttLib import TTFont
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, findfont

import siting
from siting import charts
from siting.charts.files import _as_drawn
from siting.charts.lettering import printable, text_width
from siting.charts.style import study_style

FONTS = Path(mpl.get_data_path(), "fonts", "ttf")
SERIF = str(FONTS / "DejaVuSerif.ttf")


def branded(study, file=SERIF, **more):
    return study.overridden({"brand": {"font_file": file, **more}})


def advance(file, text, size):
    """Width of a line after the font's own table, in which neighbours are not kerned."""
    font = TTFont(file)
    letters, widths = font.getBestCmap(), font["hmtx"]
    return sum(widths[letters[ord(letter)]][0] for letter in text) / font["head"].unitsPerEm * size


@pytest.mark.parametrize("name", ["DejaVuSerif.ttf", "DejaVuSansMono.ttf"])
def test_text_is_measured_with_the_font_of_the_brand(study, name):
    with study_style(branded(study, str(FONTS / name))):
        wide = text_width("illicit", 10)
    assert wide == pytest.approx(1.03 * advance(FONTS / name, "illicit", 10), rel=0.03)
    assert text_width("illicit", 10) == pytest.approx(1.03 * advance(FONTS / "DejaVuSans.ttf", "illicit", 10), rel=0.03)
    assert wide > 1.05 * text_width("illicit", 10)


def test_only_charts_of_the_brand_have_its_font(study):
    plain = charts.to_png(charts.evidence(study))
    serif = charts.to_png(charts.evidence(branded(study)))
    assert serif != plain
    assert charts.to_png(charts.evidence(study)) == plain
    assert charts.to_png(charts.evidence(branded(study))) == serif


def test_the_caller_s_matplotlib_stays_as_it_was(study):
    mpl.get_backend()  # settles on one
    settings = mpl.rcParams.copy()
    before = findfont(FontProperties(family="DejaVu Serif", weight="bold"))
    charts.to_png(charts.evidence(branded(study)))
    assert mpl.rcParams == settings
    assert findfont(FontProperties(family="DejaVu Serif", weight="bold")) == before


@pytest.mark.parametrize("sheet", [charts.slide, charts.document, lambda: Figure().add_subplot()])
def test_every_letter_has_the_font_wherever_it_is_drawn(study, sheet):
    svg = charts.to_svg(charts.contributions(siting.evaluate(branded(study)), ax=sheet()))
    texts = list(ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}text"))
    assert len(texts) > 5
    assert {re.search(r"'(\w+)', 'DejaVu Serif', 'DejaVu Sans'", text.get("style"))[1][:7] for text in texts} == {
        "siting_"
    }


@pytest.mark.parametrize("name", ["DejaVuSerif.ttf", "DejaVuSansMono.ttf"])
@pytest.mark.parametrize("chart", [charts.contributions, charts.profile])
def test_texts_stay_apart_and_on_the_sheet(any_study, layout, tidy, chart, name):
    ax = chart(siting.evaluate(branded(any_study, str(FONTS / name))))
    with _as_drawn(ax.figure):
        assert layout(ax) == tidy


def carried(svg):
    """Return the fonts inside a picture."""
    found = re.findall(r"url\(data:font/woff;base64,([^)]*)\)", svg)
    return [TTFont(BytesIO(base64.b64decode(content))) for content in found]


def test_svg_carries_the_letters_that_it_shows(ev, study):
    svg = charts.to_svg(charts.contributions(siting.evaluate(branded(study))))
    (font,) = carried(svg)
    texts = "".join(text.text for text in ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}text"))
    assert set(font.getBestCmap()) >= {ord(letter) for letter in texts if ord(letter) > 32}
    assert len(font.getBestCmap()) < 120
    assert carried(charts.to_svg(charts.contributions(ev))) == []


def test_the_name_of_a_font_comes_after_its_file(study):
    ax = charts.evidence(branded(study))
    assert re.search(r"'siting_\w+', 'Georgia', 'DejaVu Sans', Verdana", charts.to_svg(ax, font="Georgia"))
    assert re.search(r"'siting_\w+', 'DejaVu Serif', 'DejaVu Sans', Verdana", charts.to_svg(ax))


def test_letters_that_the_font_lacks_come_from_the_house_s(study, tmp_path):
    file = tmp_path / "few.ttf"
    few = TTFont(SERIF)
    subsetter = Subsetter()
    subsetter.populate(text="abcdefghijklmnopqrstuvwxyz ")
    subsetter.subset(few)
    few.save(file)
    with study_style(branded(study, str(file))):
        assert printable("a 35 \N{ROCKET}") == "a 35 \N{WHITE SQUARE}"
        assert text_width("illicit", 10) == pytest.approx(1.03 * advance(SERIF, "illicit", 10), rel=0.03)
        assert text_width("|111|", 10) == pytest.approx(1.03 * advance(FONTS / "DejaVuSans.ttf", "|111|", 10), rel=0.03)
    pictures = {charts.to_png(charts.evidence(branded(study, font))) for font in (SERIF, str(file))}
    assert len(pictures) == 2


def test_the_same_study_gives_the_same_bytes(study):
    first, second = (charts.evidence(branded(study)) for _ in range(2))
    assert charts.to_png(first) == charts.to_png(second)
    assert charts.to_svg(first) == charts.to_svg(second)
