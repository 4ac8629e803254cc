"""The stacked bars of the landed cost: lengths equal the frame, cheapest on top."""

import copy

import pytest
from matplotlib.colors import to_hex

from siting import charts
from siting.errors import MethodError
from siting.model import Study
from siting.money import appraise
from tests.money.plan import DOCUMENT

PLACED = ["labour", "energy", "parts duty", "capital", "freight", "duty", "transit"]


@pytest.fixture(scope="module")
def money():
    return appraise(Study.build(copy.deepcopy(DOCUMENT)), samples=1)


def bars(ax):
    return {patch.get_gid(): patch for patch in ax.patches if patch.get_gid()}


@pytest.mark.parametrize("market", [None, "usa", "germany"])
def test_the_bars_are_the_parts_and_stand_end_to_end(money, market):
    ax = charts.landed_cost(money, market)
    landed = money.landed
    table = money.cost if market is None else landed[landed["market"] == market].set_index("site")
    drawn = bars(ax)
    for site in money.names:
        left = 0.0
        for part in PLACED:
            if f"{site}: {part}" in drawn:
                bar = drawn[f"{site}: {part}"]
                assert bar.get_x() == pytest.approx(left)
                assert bar.get_width() == pytest.approx(table.loc[site, part])
                left += bar.get_width()
        assert left + 45_000 == pytest.approx(table.loc[site, "total"])


def test_the_cheapest_is_on_top_and_the_ends_are_written(money):
    ax = charts.landed_cost(money, "usa")
    landed = money.landed
    table = landed[landed["market"] == "usa"].sort_values("total")
    assert [label.get_text() for label in ax.get_yticklabels()] == table["site"].tolist()
    ends = [text.get_text() for text in ax.texts if text.get_text().startswith("+")]
    assert ends == [f"+{total - 45_000:,.0f}" for total in table["total"]]


def test_a_part_that_is_nothing_anywhere_is_left_out_and_the_others_keep_their_blue(money):
    everywhere = bars(charts.landed_cost(money))
    nowhere = {"money.own.parts_duty.US": 0.0}
    without = bars(charts.landed_cost(appraise(money.study.overridden(nowhere), samples=1)))
    assert "belvidere: parts duty" in everywhere
    assert not [name for name in without if name.endswith("parts duty")]
    for part in ("labour", "freight", "duty"):
        assert to_hex(everywhere[f"cassino: {part}"].get_facecolor()) == to_hex(
            without[f"cassino: {part}"].get_facecolor()
        )


def test_title_and_footnote_say_what_it_is(money):
    title, note = (" ".join(text.get_text().split()) for text in charts.landed_cost(money).figure.texts)
    cost = money.cost["total"].sort_values()
    first, last = cost.index[0], cost.index[-1]
    gap = cost.iloc[-1] - cost.iloc[0]
    assert title == (
        f"{first} is cheapest over all markets: {cost.iloc[0]:,.0f} USD a car, "
        f"{gap:,.0f} less than {last}, the dearest."
    )
    assert note.startswith(
        "USD per car, without 45,000 USD that is the same everywhere. Real USD as known on 2023-04-30"
    )
    assert "judged" in note


@pytest.mark.parametrize("sheet", [charts.slide, charts.document])
def test_nothing_is_clipped_or_overlaps(money, sheet, layout, tidy):
    assert layout(charts.landed_cost(money, ax=sheet())) == tidy


def test_words_and_bytes(money):
    one, other = charts.landed_cost(money), charts.landed_cost(money)
    assert f"cassino {money.cost.loc['cassino', 'total']:,.0f}" in charts.alt_text(one)
    assert charts.to_svg(one) == charts.to_svg(other)


def test_an_unknown_market_is_told(money):
    with pytest.raises(MethodError, match="no market 'germny'; did you mean 'germany'"):
        charts.landed_cost(money, "germny")
