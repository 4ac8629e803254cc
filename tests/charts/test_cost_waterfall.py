"""The waterfall's bars are the steps from one landed cost to the other."""

import copy

import pytest
from matplotlib.colors import to_hex

from siting import charts
from siting.errors import MethodError
from siting.model import Study
from siting.money import appraise, waterfall
from siting.narrate import money as words
from tests.money.plan import DOCUMENT


@pytest.fixture(scope="module")
def money():
    return appraise(Study.build(copy.deepcopy(DOCUMENT)), samples=1)


def steps(ax):
    found = {patch.get_gid(): patch for patch in ax.patches}
    return {gid.removeprefix("step: "): patch for gid, patch in found.items() if gid.startswith("step: ")}


def test_each_bar_spans_its_difference_and_starts_where_the_last_one_ended(money):
    ax = charts.cost_waterfall(money, "windsor", "cassino")
    frame = waterfall(money, "windsor", "cassino").set_index("element")["difference"]
    bars = steps(ax)
    assert list(bars) == [name for name, step in frame.items() if abs(step) >= 0.5]
    at = money.cost.loc["windsor", "total"]
    for name, bar in bars.items():
        assert bar.get_width() == pytest.approx(abs(frame[name]))
        assert bar.get_x() == pytest.approx(min(at, at + frame[name]))
        at += frame[name]
    assert at == pytest.approx(money.cost.loc["cassino", "total"], abs=0.5 * len(frame))


def test_dearer_is_filled_and_cheaper_is_open(money):
    ax = charts.cost_waterfall(money, "windsor", "cassino")
    bars = steps(ax)
    assert bars["labour"].get_facecolor()[:3] != (1, 1, 1)  # 2,600 against 1,900
    assert bars["capital"].get_facecolor()[:3] == (1, 1, 1)  # 5,000 against 6,000 per unit of capacity


def test_the_two_costs_are_marked_in_the_colours_of_the_sites_and_not_as_bars_cut_off(money):
    ax = charts.cost_waterfall(money, "windsor", "cassino")
    marks = {patch.get_gid(): patch for patch in ax.patches if patch.get_gid().startswith("total")}
    width, _ = ax.get_figure().bbox.size
    for site in ("windsor", "cassino"):
        mark = marks[f"total: {site}"]
        assert mark.get_x() + mark.get_width() / 2 == pytest.approx(money.cost.loc[site, "total"])
        assert mark.get_window_extent().width < 0.01 * width
        assert to_hex(mark.get_facecolor()).upper() == charts.style.site_look(money.study, site).colour


def test_rows_and_figures_are_written_in_whole_dollars(money):
    ax = charts.cost_waterfall(money, "windsor", "cassino")
    assert [label.get_text() for label in ax.get_yticklabels()] == ["windsor", *steps(ax), "cassino"]
    texts = [text.get_text() for text in ax.texts]
    assert "+700" in texts  # labour
    assert "+380" in texts  # energy: 500 - 120
    assert f"{money.cost.loc['windsor', 'total']:,.0f} USD" in texts


def test_it_reads_from_the_dear_site_too(money):
    ax = charts.cost_waterfall(money, "cassino", "windsor")
    assert steps(ax)["labour"].get_facecolor()[:3] == (1, 1, 1)
    assert ax.figure.texts[0].get_text().replace("\n", " ") == words.cost_waterfall(money, "windsor", "cassino")


def test_a_site_against_itself_differs_in_nothing(money):
    ax = charts.cost_waterfall(money, "windsor", "windsor")
    assert steps(ax) == {}
    assert (
        " ".join(ax.figure.texts[0].get_text().split())
        == "A car from windsor costs as much at its buyer's as one from windsor."
    )


@pytest.mark.parametrize("sheet", [charts.slide, charts.document])
def test_nothing_is_clipped_or_overlaps(money, sheet, layout, tidy):
    assert layout(charts.cost_waterfall(money, "windsor", "cassino", sheet())) == tidy


def test_words_and_bytes(money):
    one, other = (charts.cost_waterfall(money, "windsor", "cassino") for _ in range(2))
    assert "labour +700" in charts.alt_text(one)
    assert charts.to_svg(one) == charts.to_svg(other)


def test_a_site_without_a_price_is_told(money):
    with pytest.raises(MethodError, match="did you mean 'windsor'"):
        charts.cost_waterfall(money, "winsor", "cassino")
