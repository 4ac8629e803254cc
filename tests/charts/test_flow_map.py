"""The map of flows: a line per market as wide as its share, labels that keep apart."""

import copy

import numpy as np
import pytest

from siting import charts
from siting.model import Study
from siting.money.routes import deliveries_of
from siting.narrate import money as words
from tests.money.plan import DOCUMENT

DEMAND = {"usa": 40.0, "china": 15.0, "germany": 8.0, "south-korea": 6.0, "uk": 3.0, "rest": 28.0}


@pytest.fixture(scope="module")
def study():
    document = copy.deepcopy(DOCUMENT)
    document["programme"]["demand"] = DEMAND
    return Study.build(document)


def flows(ax):
    return {line.get_gid().removeprefix("to "): line for line in ax.lines if (line.get_gid() or "").startswith("to ")}


@pytest.mark.parametrize("site", ["belvidere", "cassino", "windsor"])
def test_a_line_to_every_market_from_the_site(study, site):
    found = deliveries_of(study, site)
    ax = charts.flow_map(found, study, site)
    lines = flows(ax)
    assert set(lines) == set(DEMAND)
    for line in lines.values():
        start = line.get_xydata()[0]
        assert start == pytest.approx([found.origin.longitude, found.origin.latitude])
    china = next(outlet.place for outlet in found.outlets if outlet.market == "china")
    assert lines["china"].get_xydata()[-1] == pytest.approx([china.longitude, china.latitude])


def test_the_square_of_the_width_is_the_share(study):
    lines = flows(charts.flow_map(deliveries_of(study, "cassino"), study, "cassino"))
    assert (lines["usa"].get_linewidth() / lines["china"].get_linewidth()) ** 2 == pytest.approx(40 / 15)
    assert (lines["rest"].get_linewidth() / lines["germany"].get_linewidth()) ** 2 == pytest.approx(28 / 8)


def test_the_states_are_one_market_at_their_weighted_mean(study):
    found = deliveries_of(study, "cassino")
    states = [outlet for outlet in found.outlets if outlet.market == "usa"]
    assert len(states) > 40
    mean = np.average([s.place.longitude for s in states], weights=[s.share for s in states])
    end = flows(charts.flow_map(found, study, "cassino"))["usa"].get_xydata()[-1]
    assert end[0] == pytest.approx(mean)


def test_every_market_is_labelled_with_share_freight_and_days(study):
    found = deliveries_of(study, "cassino")
    ax = charts.flow_map(found, study, "cassino")
    table = found.to_frame().set_index("market")
    texts = [text.get_text() for text in ax.texts]
    assert texts[0] == "cassino"
    assert f"China 15 %\n{table.loc['china', 'usd']:,.0f} USD, {table.loc['china', 'days']:.0f} days" in texts
    assert sum(text.startswith("United Kingdom 3 %") for text in texts) == 1


def test_the_title_says_how_the_cars_go(study):
    found = deliveries_of(study, "cassino")
    table = found.to_frame()
    at_sea = table.loc[table["sea_nm"] > 0, "weight"].sum()
    assert at_sea == pytest.approx(0.92)  # all but Germany
    assert words.flows(study, "cassino", found) == (
        f"From cassino, 92 % of the cars go by sea; the largest share, 40 %, goes to the United States. "
        f"The way costs {found.cost.value:,.0f} USD a car."
    )


@pytest.mark.parametrize("sheet", [charts.slide, charts.document])
@pytest.mark.parametrize("site", ["belvidere", "cassino", "windsor"])
def test_no_label_is_clipped_or_meets_another(study, site, sheet, layout, tidy):
    assert layout(charts.flow_map(deliveries_of(study, site), study, site, sheet())) == tidy


def test_words_and_bytes(study):
    one, other = (charts.flow_map(deliveries_of(study, "windsor"), study, "windsor") for _ in range(2))
    assert "China 15 % for " in charts.alt_text(one)
    assert charts.to_svg(one) == charts.to_svg(other)
