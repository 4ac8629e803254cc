"""The map of flows: a line per leg as wide as the cars on it, ports, an inset, labels that keep apart."""

import copy
from itertools import pairwise

import numpy as np
import pytest

from siting import charts
from siting.measures.sea import ports
from siting.model import Study
from siting.money.routes import deliveries_of
from siting.narrate import money as words
from tests.charts.conftest import HOSTILE
from tests.money.plan import DOCUMENT

DEMAND = {"usa": 40.0, "china": 15.0, "germany": 8.0, "south-korea": 6.0, "uk": 3.0, "rest": 28.0}
SITES = ["belvidere", "cassino", "windsor"]


def build(sites, demand, **money):
    document = copy.deepcopy(DOCUMENT)
    document["sites"] = sites
    document["programme"]["demand"] = demand
    document["money"].update(money)
    document["money"]["own"]["capital"] = {"US": 8_000, "IT": 5_000, "CA": 6_000}
    return Study.build(document)


@pytest.fixture(scope="module")
def study():
    return build({site: {} for site in SITES}, DEMAND)


def drawn(study, site, sheet=charts.slide):
    return charts.flow_map(deliveries_of(study, site), study, site, sheet())


def lines(ax, name="leg"):
    found = {line.get_gid(): line for line in ax.lines if (line.get_gid() or "").startswith(f"{name} ")}
    return {tuple(gid.split()[1:]): line for gid, line in found.items()}


def marks(ax, name):
    (found,) = [marks for marks in ax.collections if marks.get_gid() == name]
    return found.get_offsets()


def turned(degrees):
    """Degrees east in one turn, so that places compare wherever the map begins."""
    return sorted((round(east % 360, 6), round(north, 6)) for east, north in degrees)


@pytest.mark.parametrize("site", SITES)
def test_a_line_for_every_leg_of_the_routes(study, site):
    table = deliveries_of(study, site).to_frame()
    by_sea = table[table["export_port"] != ""]
    over_land = table[table["export_port"] == ""]
    expected = {
        *(("plant", port) for port in by_sea["export_port"]),
        *zip(by_sea["export_port"], by_sea["import_port"], strict=True),
        *zip(by_sea["import_port"], by_sea["market"], strict=True),
        *(("plant", market) for market in over_land["market"]),
    }
    assert set(lines(drawn(study, site))) == expected


@pytest.mark.parametrize("site", SITES)
def test_lines_join_the_plant_the_ports_and_the_markets(study, site):
    found = deliveries_of(study, site)
    china = next(outlet.place for outlet in found.outlets if outlet.market == "china")
    table = found.to_frame().set_index("market")
    start, end = (ports()[table.loc["china", name]].place for name in ("export_port", "import_port"))
    way = [found.origin, start, end, china]
    names = ["plant", table.loc["china", "export_port"], table.loc["china", "import_port"], "china"]
    shown = lines(drawn(study, site))
    for (place, other), leg in zip(pairwise(way), pairwise(names), strict=True):
        ends = shown[leg].get_xydata()[[0, -1]]
        assert ends[:, 0] % 360 == pytest.approx([place.longitude % 360, other.longitude % 360])
        assert ends[:, 1] == pytest.approx([place.latitude, other.latitude])


def test_the_square_of_the_width_is_the_share_of_all_cars_on_the_leg(study):
    table = deliveries_of(study, "cassino").to_frame()
    through = table.groupby("export_port")["weight"].sum()
    shown = lines(drawn(study, "cassino"))
    china = shown["salerno", "shanghai"].get_linewidth() ** 2 / 0.15
    assert shown["plant", "salerno"].get_linewidth() ** 2 / china == pytest.approx(through["salerno"])
    assert through["salerno"] == pytest.approx(0.15 + 0.06 + 0.28)
    assert shown["plant", "germany"].get_linewidth() ** 2 / china == pytest.approx(0.08)
    to_baltimore = table.loc[table["import_port"] == "baltimore", "weight"].sum()
    assert shown["baltimore", "usa"].get_linewidth() ** 2 / china == pytest.approx(to_baltimore)


@pytest.mark.parametrize("site", SITES)
def test_the_ports_drawn_are_those_of_the_routes(study, site):
    ax, table = drawn(study, site), deliveries_of(study, site).to_frame()
    called = {*table["export_port"], *table["import_port"]} - {""}
    places = turned((ports()[name].place.longitude, ports()[name].place.latitude) for name in called)
    assert turned(marks(ax, "leg ports")) == places
    assert turned(marks(ax.child_axes[0], "inset ports")) == places


def test_the_states_are_one_market_at_their_weighted_mean_and_hawaii_is_apart(study):
    found = deliveries_of(study, "cassino")
    states = [outlet for outlet in found.outlets if outlet.market == "usa" and outlet.node != "us-hi"]
    assert len(states) > 40
    mean = np.average([s.place.longitude for s in states], weights=[s.share for s in states])
    shown = lines(drawn(study, "cassino"))
    assert shown["baltimore", "usa"].get_xydata()[-1, 0] == pytest.approx(mean)
    assert shown["honolulu", "usa"].get_xydata()[-1, 0] == pytest.approx(-157.8, abs=1)


def test_no_line_to_asia_is_torn_by_the_edge_of_the_map(study):
    for site in SITES:
        west, east = drawn(study, site).get_xlim()
        for line in lines(drawn(study, site)).values():
            x = line.get_xdata()
            assert ((x >= west) & (x <= east)).all()


@pytest.mark.parametrize("site", SITES)
def test_every_market_is_labelled_once_with_share_freight_and_days(study, site):
    ax, table = drawn(study, site), deliveries_of(study, site).to_frame()
    texts = [text.get_text() for axes in (ax, *ax.child_axes) for text in axes.texts]
    row = table.set_index("market").loc["china"]
    assert texts.count(f"China 15 %\n{row['usd']:,.0f} USD, {row['days']:.0f} days") == 1
    for name in (
        "United States 40 %",
        "Germany 8 %",
        "South Korea 6 %",
        "United Kingdom 3 %",
        "Rest of the world 28 %",
    ):
        assert sum(text.startswith(f"{name}\n") for text in texts) == 1
    assert texts.count(site) == 2  # where it is, and in the inset


@pytest.mark.parametrize("site", SITES)
def test_the_inset_shows_the_plant_its_ports_and_what_is_reached_over_land(study, site):
    ax, found = drawn(study, site), deliveries_of(study, site)
    (inset,) = ax.child_axes
    (west, east), (south, north) = inset.get_xlim(), inset.get_ylim()
    table = found.to_frame()
    near = [found.origin, *(ports()[name].place for name in {*table["export_port"]} - {""})]
    for place in near:
        assert west < west + (place.longitude - west) % 360 < east
        assert south < place.latitude < north
    texts = [text.get_text() for text in inset.texts]
    assert site in texts
    assert any(text.startswith("Germany" if site == "cassino" else "United States") for text in texts)
    for name in {*table["export_port"]} - {""}:
        assert ports()[name].title.split(" /")[0] in texts
    frame = next(line for line in ax.lines if line.get_gid() == "enlarged").get_xydata()
    assert (frame.min(axis=0), frame.max(axis=0)) == (pytest.approx((west, south)), pytest.approx((east, north)))


@pytest.mark.parametrize("closed", [[], ["suez", "panama"]])
@pytest.mark.parametrize("site", SITES)
def test_the_inset_covers_no_line_no_label_and_not_the_part_it_enlarges(site, closed):
    study = build({name: {} for name in SITES}, DEMAND, closed_canals=closed)
    ax = drawn(study, site)
    (inset,) = ax.child_axes
    figure = ax.get_figure(root=True)
    figure.canvas.draw()
    box = inset.get_window_extent()
    shown = [*lines(ax).values(), next(line for line in ax.lines if line.get_gid() == "enlarged")]
    points = ax.transData.transform(np.vstack([line.get_xydata() for line in shown]))
    assert not ((points > box.min) & (points < box.max)).all(axis=1).any()
    for text in ax.texts:
        assert not box.overlaps(text.get_window_extent()) or not text.get_text()


def test_the_states_are_dots_by_their_share_in_the_inset(study):
    (inset,) = drawn(study, "belvidere").child_axes
    (dots,) = [marks for marks in inset.collections if marks.get_gid() == "places"]
    shares = [outlet.share for outlet in deliveries_of(study, "belvidere").outlets if outlet.market == "usa"]
    assert dots.get_sizes() / dots.get_sizes().sum() == pytest.approx(np.array(shares) / sum(shares))


def test_the_other_sites_are_marked_if_their_place_is_known():
    study = build({"cassino": {}, "windsor": {}, "moon": {"country": "US"}}, DEMAND)
    ax = drawn(study, "cassino")
    assert turned(marks(ax, "leg rivals")) == turned([(-82.984382, 42.297002)])
    assert "triangles the other sites" in ax.get_figure(root=True).texts[-1].get_text().replace("\n", " ")
    alone = drawn(build({"cassino": {}}, DEMAND), "cassino")
    assert len(marks(alone, "leg rivals")) == 0
    assert "triangles" not in alone.get_figure(root=True).texts[-1].get_text()


def test_the_title_says_how_the_cars_go(study):
    found = deliveries_of(study, "cassino")
    table = found.to_frame()
    at_sea = table.loc[table["sea_nm"] > 0, "weight"].sum()
    assert at_sea == pytest.approx(0.92)  # all but Germany
    assert words.flows(study, "cassino", found) == (
        f"From cassino, 92 % of the cars go by sea; the largest share, 40 %, goes to the United States. "
        f"The way costs {found.cost.value:,.0f} USD a car."
    )


def test_the_ports_are_told_with_their_shares(study):
    few = deliveries_of(build({"cassino": {}}, {"china": 3.0, "uk": 1.0}), "cassino")
    told = "Cars leave through Salerno (75 %) and Civitavecchia (25 %); they arrive through Shanghai (75 %) and "
    assert words.ports_of_call(few) == f"{told}Southampton (25 %)."
    by_land = build({"cassino": {}}, {"germany": 1.0})
    assert words.ports_of_call(deliveries_of(by_land, "cassino")) == "No car goes by sea."
    text = charts.alt_text(drawn(study, "cassino"))
    assert words.ports_of_call(deliveries_of(study, "cassino")) in text


@pytest.mark.parametrize("sheet", [charts.slide, charts.document])
@pytest.mark.parametrize("site", SITES)
def test_no_label_is_clipped_or_meets_another(study, site, sheet, layout, tidy):
    assert layout(drawn(study, site, sheet)) == tidy


@pytest.mark.parametrize("sheet", [charts.slide, charts.document])
@pytest.mark.parametrize("name", HOSTILE)
def test_hard_names_fit_too(name, sheet, layout, tidy):
    study = build({"cassino": {"title": name}, "windsor": {"title": name}}, DEMAND)
    assert layout(drawn(study, "cassino", sheet)) == tidy


@pytest.mark.parametrize("sheet", [charts.slide, charts.document])
def test_many_markets_and_many_sites(sheet, layout, tidy):
    places = {f"rival-{at}": {"latitude": 35.0 + 7 * at % 13, "longitude": -70.0 - 11 * at % 50} for at in range(19)}
    many = {**DEMAND, "italy": 5.0, "france": 7.0, "rest-europe": 12.0, "middle-east": 5.0, "japan": 4.0}
    for sites in ({"belvidere": {}, **places}, {"cassino": {}, **places}):
        study = build({name: {"country": "US", **site} if site else {} for name, site in sites.items()}, many)
        assert layout(drawn(study, next(iter(sites)), sheet)) == tidy


@pytest.mark.parametrize("demand", [{"germany": 1.0}, {"usa": 1.0}, {"china": 1.0}, {"us-hi": 1.0}])
def test_one_market(demand, layout, tidy):
    study = build({"cassino": {}}, demand)
    assert layout(drawn(study, "cassino")) == tidy


def test_words_and_bytes(study):
    one, other = (drawn(study, "windsor") for _ in range(2))
    assert "China 15 % for " in charts.alt_text(one)
    assert charts.to_svg(one) == charts.to_svg(other)
