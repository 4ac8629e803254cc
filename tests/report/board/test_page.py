"""The page in a headless Chromium: drag, keys, locks, address, evidence, hostile names, print. Needs Chromium."""

import base64
import json
import tomllib

import numpy as np
import pandas as pd
import pytest

from siting.evaluation import evaluate
from siting.model import Study
from siting.report.board import board_data, board_page, module_text, write_board
from siting.sensitivity import switch_points

HOSTILE = [
    "<script>document.title='taken'</script>", "N" * 300,
    "\u0645\u0635\u0646\u0639 \u0627\u0644\u0633\u064a\u0627\u0631\u0627\u062a",
    "\U0001f697\U0001f3ed", '=HYPERLINK("http://x")', 'a\u2028b </script><!-- & "q"', "__proto__", "constructor",
]  # fmt: skip


def small_study(**more):
    """Two sites that change places as the weight of cost moves; A leads as given."""
    document = {
        "title": "Where to build",
        "as_of": "2026-11-22",
        "sites": {"a": {"title": "Aville"}, "b": {"title": "Btown"}, "c": {"title": "Cport"}},
        "criteria": {
            name: {"title": name.title(), "unit": "points", "range": {"worst": 0.0, "best": 10.0}}
            for name in ("cost", "skill", "risk")
        },
        "weights": {
            "board": {"title": "The board", "points": {"cost": 50, "skill": 30, "risk": 20}},
            "works": {"title": "The works council", "points": {"cost": 10, "skill": 80, "risk": 10}},
        },
        "requirements": {"gate": {"criterion": "risk", "at_least": 1.0}},
        "futures": {"tariff": {"title": "A tariff", "note": "Costs rise.", "changes": {"performance.a.cost": 1.0}}},
        **more,
    }
    table = pd.DataFrame({"cost": [9.0, 2.0, 5.0], "skill": [3.0, 8.0, 5.0], "risk": [4.0, 6.0, 0.5]}, ["a", "b", "c"])
    given = Study.from_frame(table).given
    return Study.build(document, given=given)


@pytest.fixture
def opened(page, tmp_path):
    def open_(study, fragment="", size=(1440, 900)):
        path = write_board(study, tmp_path / "board.html")
        page.open(f"{path.as_uri()}{fragment}", size)
        return page

    return open_


def shown(page):
    """Return sites in the order of the ranking, with their overall values."""
    return dict(zip(page.texts(".sb-ranking .sb-site"), page.texts(".sb-ranking .sb-overall"), strict=True))


def weights(page):
    return [float(text.removesuffix(" %")) for text in page.texts(".sb-weight output")]


def test_the_board_shows_the_evaluation(opened):
    study = small_study()
    page = opened(study)
    overall = evaluate(study).overall.sort_values(ascending=False)
    titles = [study.site_title(site) for site in overall.index]
    assert shown(page) == {title: f"{value:.3f}" for title, value in zip(titles, overall, strict=True)}
    assert weights(page) == [50, 30, 20]
    assert (
        page.text(".sb-lead").replace("\u2068", "").replace("\u2069", "")
        == "Aville leads with 0.620, 0.160 ahead of Btown."
    )
    assert "Cport" in page.text(".sb-screened")
    assert "at least 1 points is required" in page.text(".sb-screened")


def test_a_drag_moves_the_others_in_proportion_and_the_ranking_with_them(opened):
    study = small_study()
    page = opened(study)
    page.drag("input[data-node='0']", 0.5, 0.02)
    cost, skill, risk = weights(page)
    assert cost < 10
    assert skill + risk + cost == pytest.approx(100, abs=0.15)
    assert skill / risk == pytest.approx(30 / 20, abs=0.01)
    assert list(shown(page)) == ["Btown", "Aville"]
    assert page.texts(".sb-movement") == ["\u25b2 1", "\u25bc 1"]
    assert "Btown leads" in page.text(".sb-live").replace("\u2068", "").replace("\u2069", "")


def test_keys_move_a_weight_and_say_where_it_is(opened):
    page = opened(small_study())
    page.focus("input[data-node='0']")
    page.press("ArrowRight")
    assert weights(page)[0] == 51
    page.press("PageUp")
    assert weights(page)[0] == 61
    page.press("ArrowLeft", modifiers=8)
    assert weights(page)[0] == 60.9
    spoken = page.js("document.querySelector(\"input[data-node='0']\").getAttribute('aria-valuetext')")
    assert spoken.replace("\u2068", "").replace("\u2069", "") == "Cost 60.9 %, Aville leads"
    assert page.js("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.press("Home")
    assert weights(page) == [0, 60, 40]


def test_the_switch_points_are_the_exact_ones(opened):
    study = small_study()
    page = opened(study)
    (weight,) = switch_points(study, "cost")["weight"]
    said = [text.replace("\u2068", "").replace("\u2069", "") for text in page.texts(".sb-stretches li")]
    assert said == [f"Btown leads below {100 * weight:.1f} %.", f"Aville leads above {100 * weight:.1f} %."]


def test_a_locked_weight_stays(opened):
    page = opened(small_study())
    page.click(".sb-weight:nth-of-type(2) .sb-lock")
    assert page.js("document.querySelectorAll('.sb-lock')[1].getAttribute('aria-pressed')") == "true"
    page.focus("input[data-node='0']")
    page.press("End")
    assert weights(page) == [70, 30, 0]
    assert page.js("document.querySelector(\"input[data-node='1']\").disabled") is True


def test_futures_and_stakeholders_change_the_answer(opened):
    study = small_study()
    page = opened(study)
    choose = (
        "(place, value) => { const s = document.querySelectorAll('.sb-tools select')[place]; "
        "s.value = value; s.dispatchEvent(new Event('change')) }"
    )
    page.js(f"({choose})(0, 1)")
    page.settle()
    tariff = evaluate(study.in_future("tariff")).overall
    assert shown(page) == {"Btown": f"{tariff['b']:.3f}", "Aville": f"{tariff['a']:.3f}"}
    assert "Costs rise." in page.text(".sb-note")
    page.js(f"({choose})(0, 0); ({choose})(1, 1)")
    page.settle()
    works = evaluate(study, weight_set="works").overall
    assert shown(page) == {"Btown": f"{works['b']:.3f}", "Aville": f"{works['a']:.3f}"}
    assert weights(page) == [10, 80, 10]


def test_the_address_brings_the_same_view_back(opened):
    study = small_study()
    page = opened(study)
    page.click(".sb-weight:nth-of-type(2) .sb-lock")
    page.focus("input[data-node='0']")
    page.press("ArrowRight")
    fragment = page.js("location.hash")
    before = shown(page), weights(page)
    opened(study, fragment)
    assert (shown(page), weights(page)) == before
    assert page.js("document.querySelectorAll('.sb-lock')[1].getAttribute('aria-pressed')") == "true"
    page.click(".sb-tools .sb-button:nth-of-type(1)")
    assert weights(page) == [50, 30, 20]
    assert "w=" not in page.js("location.hash")


@pytest.mark.parametrize(
    "fragment", ["#w=1+2", "#w=a+b+c", "#w=-1+1+1", "#future=none&weight_set=x&locked=y&vary=z", "#%"]
)
def test_a_broken_address_shows_the_study_as_given(opened, fragment):
    assert weights(opened(small_study(), fragment)) == [50, 30, 20]


def test_the_weights_can_be_copied_into_a_study(opened):
    study = small_study()
    page = opened(study)
    page.focus("input[data-node='0']")
    page.press("ArrowRight")
    page.click(".sb-tools .sb-button:nth-of-type(2)")
    copied = tomllib.loads(page.js("document.querySelector('.sb-dialog textarea').value"))
    points = copied["weights"]["from the board"]["points"]
    assert points == pytest.approx({"cost": 0.51, "skill": 0.294, "risk": 0.196})
    assert (
        Study.build({**study.model_dump(), **copied}, given=study.given).weight_set("from the board").points == points
    )


def test_a_click_on_a_cell_shows_its_evidence(opened):
    cell = {
        "value": 9.0, "low": 7.0, "high": 9.5, "kind": "estimated", "confidence": "low",
        "flags": ("unsourced estimate",),
        "note": "Told by phone.", "trace": ({"text": "nine of ten"},), "as_of": "2026-11-01",
        "sources": (
            {"id": "x", "title": "A <b>paper</b>", "url": "https://example.org/paper", "published": "2026"},
            {"id": "y", "title": "A trap", "url": "javascript:document.title='taken'"},
        ),
    }  # fmt: skip
    study = small_study()
    page = opened(study.model_copy(update={"given": with_cell(study, cell)}))
    page.click(".sb-cell")
    body = page.text(".sb-dialog")
    for words in (
        "Aville",
        "Cost",
        "9 points",
        "7 points to 9.5 points",
        "estimated",
        "low",
        "unsourced estimate",
        "2026-11-01",
    ):
        assert words in body
    for words in ("Told by phone.", "nine of ten", "A <b>paper</b>", "(2026)", "javascript:document.title"):
        assert words in body
    assert page.js("[...document.querySelectorAll('.sb-dialog a')].map((link) => link.href)") == [
        "https://example.org/paper"
    ]
    assert page.js("document.querySelector('.sb-dialog').open") is True
    page.press("Escape")
    assert page.js("document.querySelector('.sb-dialog').open") is False
    assert page.js("document.activeElement.className") == "sb-cell"


def with_cell(study, cell):
    from siting.model import Measurement

    return study.given.updated({("a", "cost"): Measurement.model_validate(cell, strict=False)})


def test_a_missing_cell_is_never_zero(opened):
    table = pd.DataFrame({"x": [1.0, 0.0, np.nan], "y": [0.0, 1.0, 0.5]}, ["full", "other", "gap"])
    page = opened(Study.from_frame(table, weights={"x": 1, "y": 3}))
    assert shown(page)["gap"] == "0.375 to 0.625"
    assert page.texts(".sb-rank") == ["1", "2", "\u2013"]
    assert page.texts(".sb-cell[data-kind=missing]") == ["missing"]


def test_names_are_text_whatever_they_hold(opened):
    table = pd.DataFrame(np.random.default_rng(1).random((8, 4)), HOSTILE, [*HOSTILE[:2], "__proto__", "<img src=x>"])
    page = opened(Study.from_frame(table, title=HOSTILE[0]))
    assert page.js("document.title") == HOSTILE[0]
    assert set(page.texts(".sb-ranking .sb-site")) == set(HOSTILE)
    assert page.js("document.querySelectorAll('img, .sb script').length") == 0
    assert page.js("document.documentElement.scrollWidth <= innerWidth") is True
    page.focus("input[data-node='2']")
    page.press("ArrowRight")
    assert weights(page) == [24.7, 24.7, 26, 24.7]


def test_two_hundred_sites_work(opened, make_study):
    study = make_study(200, 12, 1)
    page = opened(study)
    assert len(page.texts(".sb-row")) == 200
    page.focus("input[data-node='3']")
    page.press("PageUp")
    ranks = [int(text) for text in page.texts(".sb-rank")]
    assert ranks == sorted(ranks)
    values = [float(text) for text in page.texts(".sb-overall")]
    assert values == sorted(values, reverse=True)
    state = json.loads(page.js("JSON.stringify(Object.fromEntries(new URLSearchParams(location.hash.slice(1))))"))
    moved = np.array([float(text) for text in state["w"].split()])
    expected = (evaluate(study).values.to_numpy() @ moved).max()
    assert values[0] == pytest.approx(expected, abs=5.1e-4)


@pytest.mark.parametrize(("size", "columns"), [((1440, 900), 2), ((800, 1000), 2), ((420, 900), 1)])
def test_the_page_fits_its_window(opened, make_study, size, columns):
    page = opened(make_study(8, 9, 2), size=size)
    assert page.js("document.documentElement.scrollWidth <= innerWidth") is True
    assert (
        page.js("getComputedStyle(document.querySelector('.sb-columns')).gridTemplateColumns.split(' ').length")
        == columns
    )


def test_print_shows_every_row_and_no_controls(opened, make_study):
    page = opened(make_study(30, 9, 2))
    page.media(media="print", prefers_color_scheme="dark")
    for control in (".sb-tools", ".sb-lock", ".sb-track input", ".sb-corners"):
        assert page.js(f"document.querySelector('{control}').checkVisibility()") is False
    assert page.js("(list => list.scrollHeight === list.clientHeight)(document.querySelector('.sb-ranking'))") is True
    assert page.js("getComputedStyle(document.querySelector('.sb')).backgroundColor") == "rgb(255, 255, 255)"
    page.media()
    assert page.pdf().startswith(b"%PDF")


def test_light_and_dark_keep_text_readable(opened):
    page = opened(small_study())
    for scheme in ("light", "dark"):
        page.media(prefers_color_scheme=scheme)
        for selector in (".sb-hint", ".sb-lead", ".sb-stretches li", ".sb-cell"):
            assert page.js(CONTRAST % json.dumps(selector)) >= 4.5, (scheme, selector)
    page.media()


CONTRAST = """((selector) => {
  const element = document.querySelector(selector);
  const channels = (colour) => colour.match(/[\\d.]+/g).slice(0, 3).map((each) => each / 255)
    .map((each) => (each <= 0.04045 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4));
  const share = [0.2126, 0.7152, 0.0722];
  const light = (colour) => channels(colour).reduce((total, each, at) => total + each * share[at], 0);
  const ground = getComputedStyle(element.closest('.sb-card') ?? document.querySelector('.sb')).backgroundColor;
  const pair = [light(getComputedStyle(element).color), light(ground)].sort((a, b) => b - a);
  return (pair[0] + 0.05) / (pair[1] + 0.05);
})(%s)"""


def test_every_control_has_a_name(opened):
    page = opened(small_study())
    nodes = page.send("Accessibility.getFullAXTree")["nodes"]
    controls = [
        node
        for node in nodes
        if not node.get("ignored") and node["role"]["value"] in {"button", "slider", "combobox", "table", "dialog"}
    ]
    assert {node["role"]["value"] for node in controls} >= {"button", "slider", "combobox", "table"}
    assert [node for node in controls if not node.get("name", {}).get("value")] == []


def test_the_ternary_map_follows_its_pickers(opened, make_study):
    page = opened(make_study(8, 9, 2))
    before = page.js("document.querySelector('[aria-labelledby$=ternary] [role=img]').getAttribute('aria-label')")
    choose = (
        "(value) => { const s = document.querySelector('.sb-corners select'); "
        "s.value = value; s.dispatchEvent(new Event('change')) }"
    )
    page.js(f"({choose})(0)")
    page.settle()
    after = page.js("document.querySelector('[aria-labelledby$=ternary] [role=img]').getAttribute('aria-label')")
    assert "Group 0" in before
    assert "criterion 0" in after
    page.js(f"({choose})(1)")
    page.settle()
    assert "overlap" in page.text(".sb-card[aria-labelledby$=ternary] [role=status]")


def isolates_left_out(text):
    return text.replace("\u2068", "").replace("\u2069", "")


@pytest.fixture
def opened_with_costs(page, tmp_path):
    """The small study with a cost for each site but the last, as the money plan of a study would give it."""

    def open_(costs, size=(1440, 900)):
        data = board_data(small_study())
        data["money"] = {"title": "Landed cost per car", "unit": "USD"}
        data["futures"] = [{**future, "costs": costs} for future in data["futures"]]
        path = tmp_path / "priced.html"
        path.write_text(board_page(data), encoding="utf-8")
        page.open(path.as_uri(), size)
        return page

    return open_


def money_rows(page):
    texts = page.texts("[aria-labelledby$=money] td")
    sites = page.texts("[aria-labelledby$=money] th[scope=row]")
    return {site: texts[3 * place : 3 * place + 3] for place, site in enumerate(sites)}


def test_money_meets_merit_in_a_drawing_and_a_table(opened_with_costs):
    # Merit 0.620 and 0.460 as given: Aville costs 160 more, 10 for each 0.01.
    page = opened_with_costs([1160.0, 1000.0, 900.0])
    assert money_rows(page) == {
        "Btown": ["1,000", "0.460", "on the frontier, cheapest"],
        "Aville": ["1,160", "0.620", "on the frontier, 10 USD for each 0.01 more"],
    }
    told = isolates_left_out(" ".join(page.texts("[aria-labelledby$=money] .sb-hint")))
    assert "No site is both cheaper and better than Btown (1,000 USD, 0.460) and Aville (1,160 USD, 0.620)." in told
    assert "Not shown, without an overall value or a cost: Cport." in told
    assert sorted(page.texts("[aria-labelledby$=money] .sb-points > text")) == ["Aville", "Btown"]
    page.focus("input[data-node='1']")
    page.press("End")  # skill alone: 0.3 and 0.8, so that Aville is dearer and worse
    assert money_rows(page)["Aville"] == ["1,160", "0.300", "beaten by Btown"]


def test_without_costs_the_money_panel_says_so(opened_with_costs):
    page = opened_with_costs([None, None, None])
    assert money_rows(page) == {}
    assert "No ranked site has a cost in this future." in page.texts("[aria-labelledby$=money] .sb-hint")


@pytest.mark.parametrize("size", [(1440, 900), (1024, 768), (390, 844)])
def test_letters_in_drawings_keep_their_size(opened_with_costs, size):
    page = opened_with_costs([1160.0, 1000.0, 900.0], size=size)
    scales = page.js("[...document.querySelectorAll('.sb-drawing')].map((each) => each.getScreenCTM().a)")
    assert len(scales) == 3
    assert scales == pytest.approx([1, 1, 1], abs=0.01)
    assert page.js("""[...document.querySelectorAll('.sb-drawing')].every((drawing) => {
      const frame = drawing.getBoundingClientRect();
      return [...drawing.querySelectorAll('text')].every((text) => {
        const box = text.getBoundingClientRect();
        return box.left >= frame.left - 1 && box.right <= frame.right + 1;
      });
    })""")
    assert page.js("document.querySelector('.sb-bar').getBoundingClientRect().width") > 150


def test_a_reason_is_told_once_for_all_sites_it_screens_out(opened):
    table = pd.DataFrame({"cost": [9.0, 2.0, 5.0], "skill": [3.0, 0.5, 0.5]}, ["a", "b", "c"])
    criteria = {name: {"range": {"worst": 0.0, "best": 10.0}} for name in table}
    gate = {"gate": {"criterion": "skill", "at_least": 1.0, "reason": "nobody to train them"}}
    document = {"sites": {site: {} for site in "abc"}, "criteria": criteria, "requirements": gate}
    page = opened(Study.build(document, given=Study.from_frame(table).given))
    (line,) = page.texts(".sb-screened li")
    assert line.startswith("bcSkill")
    assert line.count("nobody to train them") == 1


def test_print_names_every_source(opened):
    source = {"id": "x", "title": "A paper", "url": "https://example.org/paper", "published": "2026"}
    study = small_study()
    page = opened(study.model_copy(update={"given": with_cell(study, {"value": 9.0, "sources": (source,)})}))
    visible = "document.querySelector('.sb-sources').checkVisibility()"
    assert page.js(visible) is False
    page.media(media="print")
    assert page.js(visible) is True
    assert page.texts(".sb-sources li") == ["A paper (2026)https://example.org/paper"]
    page.media()


WIDGET = """(async () => {
  const text = new TextDecoder().decode(Uint8Array.from(atob('%s'), (each) => each.charCodeAt(0)));
  const { default: board } = await import(URL.createObjectURL(new Blob([text], { type: 'text/javascript' })));
  const state = JSON.parse(%s);
  const heard = new Map();
  window.model = {
    saved: 0, state, heard,
    get: (key) => state[key],
    set: (key, value) => (state[key] = value),
    on: (event, callback) => heard.set(event, callback),
    off: (event, callback) => heard.get(event) === callback && heard.delete(event),
    save_changes: () => (window.model.saved += 1),
    tell: (key, value) => { state[key] = value; heard.get(`change:${key}`)(); },
  };
  window.leave = board.render({ model: window.model, el: document.body });
})()"""


def test_the_module_is_a_widget_whose_weights_flow_both_ways(page):
    state = {
        "data": board_data(small_study()),
        "weights": {},
        "weight_set": "board",
        "future": "",
        "locked": [],
        "vary": "",
    }
    module = base64.b64encode(module_text().encode()).decode()
    page.open("about:blank")
    page.js(WIDGET % (module, json.dumps(json.dumps(state))))
    page.settle()
    assert weights(page) == [50, 30, 20]
    page.focus("input[data-node='0']")
    page.press("ArrowRight")
    assert page.js("model.saved") > 0
    assert page.js("model.state.weights") == pytest.approx({"cost": 0.51, "skill": 0.294, "risk": 0.196})
    assert page.js("model.state.vary") == "cost"
    page.js("model.tell('weights', {cost: 1, skill: 3})")
    page.settle()
    assert weights(page) == [25, 75, 0]
    page.js("model.tell('weight_set', 'works')")
    page.settle()
    assert weights(page) == [10, 80, 10]
    assert page.js("model.state.weights") == pytest.approx({"cost": 0.1, "skill": 0.8, "risk": 0.1})
    page.js("model.tell('locked', ['skill'])")
    page.settle()
    assert page.js("document.querySelectorAll('.sb-lock')[1].getAttribute('aria-pressed')") == "true"
    page.js("leave()")
    assert page.js("[model.heard.size, document.querySelectorAll('.sb').length]") == [0, 0]


NOTEBOOK_SHORTCUTS = """document.addEventListener('keydown', (event) => {
  window.taken = !event.target.hasAttribute('data-lm-suppress-shortcuts');
}, true)"""


@pytest.mark.parametrize("control", ["input[data-node='0']", ".sb-lock", ".sb-tools select", ".sb-cell", "summary"])
def test_keys_on_a_control_are_no_shortcuts_of_a_notebook(opened, control):
    page = opened(small_study())
    page.js(NOTEBOOK_SHORTCUTS)
    page.press("Enter")
    assert page.js("window.taken") is True
    page.focus(control)
    page.press("Enter")
    assert page.js("window.taken") is False
