"""The board in the brand of a study: the colours of the charts, its font, its logo, in a page and in a notebook."""

import base64
import json
import re
from pathlib import Path

import matplotlib as mpl
import pytest
from matplotlib.colors import to_hex, to_rgb
from PIL import Image

from siting.charts.style import site_look
from siting.report.board import board_data, board_page, module_text, style_text, write_board

SERIF = str(Path(mpl.get_data_path(), "fonts", "ttf", "DejaVuSerif.ttf"))
THREE = ("#14304A", "#B3122A", "#E0A800")
HATCHES = {
    "": None,
    "//": "M0 8L8 0",
    "..": "M2 3h2M6 7h2",
    "xx": "M0 8L8 0M0 0L8 8",
    "--": "M0 4h8",
    "++": "M0 4h8M4 0v8",
}
DASHES = {
    "-": None,
    "--": "8 5",
    ":": "2 4",
    "-.": "8 4 2 4",
    (0, (6, 1, 1, 1, 1, 1)): "10 3 2 3 2 3",
    (0, (1, 2)): "2 8",
}

LOOKS = """[...document.querySelectorAll('.sb-ranking .sb-row')].map((row) => {
  const fill = getComputedStyle(row.querySelector('.sb-mark rect')).fill;
  const hatched = fill.startsWith('url') && document.querySelector(fill.slice(5, -2));
  const colour = hatched ? getComputedStyle(hatched.querySelector('rect')).fill : fill;
  const hatch = hatched ? hatched.querySelector('path').getAttribute('d') : null;
  return [row.querySelector('.sb-site').textContent, colour, hatch];
})"""
LINES = """[...document.querySelectorAll('[aria-labelledby$=switching] path[stroke]')]
  .map((line) => [getComputedStyle(line).stroke, line.getAttribute('stroke-dasharray')])"""


@pytest.fixture
def make_branded(make_study):
    def make(sites=6, **brand):
        return make_study(sites, 4, 1).overridden({"brand": brand})

    return make


@pytest.fixture
def logo(tmp_path):
    file = tmp_path / "logo.png"
    Image.new("RGBA", (300, 100), "#B3122A").save(file)
    return str(file)


@pytest.fixture
def opened(page, tmp_path):
    def open_(study):
        page.open(write_board(study, tmp_path / "board.html").as_uri())
        page.js("document.fonts.ready.then(() => true)")
        return page

    return open_


def hexed(colour):
    return to_hex([float(channel) / 255 for channel in re.findall(r"[\d.]+", colour)[:3]]).upper()


def drawn(page):
    return {site: (hexed(colour), hatch) for site, colour, hatch in page.js(LOOKS)}


def charted(study):
    looks = {site: site_look(study, site) for site in study.sites}
    return {study.site_title(site): (look.colour.upper(), HATCHES[look.hatch]) for site, look in looks.items()}


@pytest.mark.parametrize(
    "colours", [(), THREE, ("#B3122A",), tuple(f"#{place:02X}40{place:02X}" for place in range(40))]
)
def test_sites_look_as_they_do_on_charts(opened, make_branded, colours):
    study = make_branded(20, colours=colours)
    assert drawn(opened(study)) == charted(study)


def test_lines_have_the_colours_and_dashes_of_the_charts(opened, make_branded):
    study = make_branded(20, colours=THREE)
    looks = [site_look(study, site) for site in study.sites]
    known = {(look.colour, DASHES[look.dash] or "") for look in looks}
    lines = {(hexed(colour), dash or "") for colour, dash in opened(study).js(LINES)}
    assert len(lines) > 5
    assert lines <= known


def test_a_study_without_a_brand_keeps_the_colours_of_the_house(opened, make_study):
    study = make_study(20, 4, 1)
    page = opened(study)
    assert drawn(page) == charted(study)
    assert page.js("[document.fonts.size, document.images.length]") == [0, 0]


def luminance(colour):
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def in_the_dark(page):
    """Return the colours of the sites and of the paper behind them."""
    page.media(prefers_color_scheme="dark")
    colours = [colour for colour, _ in drawn(page).values()]
    paper = hexed(page.js("getComputedStyle(document.querySelector('.sb-card')).backgroundColor"))
    page.media()
    return colours, paper


@pytest.mark.parametrize("colours", [THREE, ("#000000", "#0A0A0A", "#222222", "#00004B")])
def test_in_the_dark_colours_stay_readable_and_apart(opened, make_branded, colours):
    dark, paper = in_the_dark(opened(make_branded(len(colours), colours=colours)))
    assert luminance(paper) < 0.05
    assert len(set(dark)) == len(colours)
    assert min((luminance(colour) + 0.05) / (luminance(paper) + 0.05) for colour in dark) >= 3


def test_colours_that_are_readable_in_the_dark_stay_as_they_are(opened, make_branded):
    dark, _ = in_the_dark(opened(make_branded(2, colours=("#E0A800", "#FFFFFF"))))
    assert set(dark) == {"#E0A800", "#FFFFFF"}


def wide(page):
    return page.js("""(() => {
      const line = document.createElement('span');
      line.textContent = 'Weights illicit';
      document.querySelector('.sb-lead').append(line);
      const { width } = line.getBoundingClientRect();
      line.remove();
      return width;
    })()""")


def test_a_font_file_letters_the_board_wherever_it_is_opened(opened, make_branded):
    house = wide(opened(make_branded(font="No Such Font")))
    page = opened(make_branded(font_file=SERIF, font="No Such Font"))
    assert page.js("[...document.fonts].map((face) => face.status)") == ["loaded"]
    for selector in (".sb", ".sb-button", ".sb select", ".sb-drawing text"):
        family = page.js(f"getComputedStyle(document.querySelector('{selector}')).fontFamily")
        assert re.match(r'siting_\w{12}, "No Such Font", system-ui', family)
    assert wide(page) != pytest.approx(house, rel=0.01)


@pytest.mark.parametrize(
    ("font", "first"),
    [("Georgia", "Georgia"), ('"; } body{display:none} <script>', '"bodydisplaynone script"'), ("\";'", "system-ui")],
)
def test_the_name_of_a_font_comes_first_and_stays_a_name(opened, make_branded, font, first):
    page = opened(make_branded(font=font))
    assert page.js("getComputedStyle(document.querySelector('.sb')).fontFamily").split(",")[0] == first
    assert page.js("document.querySelector('.sb').checkVisibility()") is True


def test_the_logo_stands_in_the_masthead(opened, make_branded, logo):
    page = opened(make_branded(logo=logo))
    box = page.js(
        "(({naturalWidth, width, height}) => [naturalWidth, width, height])(document.querySelector('.sb-head img'))"
    )
    assert box == [300, pytest.approx(132, abs=1), pytest.approx(44, abs=1)]
    assert page.js("document.querySelector('.sb-head img').alt") == ""


def policy(study):
    return re.search(r'Content-Security-Policy" content="([^"]*)"', board_page(board_data(study)))[1]


def test_the_policy_opens_for_what_the_page_carries_alone(make_branded, logo):
    plain = policy(make_branded(colours=THREE, font="Georgia"))
    assert "img-src" not in plain
    assert "font-src" not in plain
    assert policy(make_branded(logo=logo)) == plain.replace("base-uri", "img-src data:; base-uri")
    assert policy(make_branded(font_file=SERIF)) == plain.replace("base-uri", "font-src data:; base-uri")
    assert plain.startswith("default-src 'none'; script-src 'sha256-")


def test_the_same_study_gives_the_same_bytes(make_branded, logo):
    first, second = (board_page(board_data(make_branded(colours=THREE, font_file=SERIF, logo=logo))) for _ in range(2))
    assert first == second


def test_a_board_with_a_font_stays_small(make_branded):
    plain, serif = (len(board_page(board_data(make_branded(**more)))) for more in ({}, {"font_file": SERIF}))
    assert 5_000 < serif - plain < 60_000


WIDGET = """(async () => {
  const text = new TextDecoder().decode(Uint8Array.from(atob('%s'), (each) => each.charCodeAt(0)));
  const { default: board } = await import(URL.createObjectURL(new Blob([text], { type: 'text/javascript' })));
  const state = { data: JSON.parse(%s) };
  const model = { get: (key) => state[key], set() {}, on() {}, off() {}, save_changes() {} };
  const style = document.createElement('style');
  style.textContent = %s;
  document.head.append(style);
  board.render({ model, el: document.body });
  await document.fonts.ready;
})()"""


def test_the_widget_wears_the_brand_too(page, make_branded, logo):
    study = make_branded(8, colours=THREE, font_file=SERIF, logo=logo)
    module = base64.b64encode(module_text().encode()).decode()
    page.open("about:blank")
    page.js(WIDGET % (module, json.dumps(json.dumps(board_data(study))), json.dumps(style_text())))
    page.settle()
    assert drawn(page) == charted(study)
    assert page.js("document.querySelector('.sb-head img').naturalWidth") == 300
    assert page.js("[...document.fonts].map((face) => face.status)") == ["loaded"]
    assert page.js("getComputedStyle(document.querySelector('.sb')).fontFamily").startswith("siting_")
