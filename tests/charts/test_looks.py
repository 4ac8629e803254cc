"""A sixth site has the colour of the first, so all that is drawn in that colour has a hatch, a dash or a shape."""

import copy

import pandas as pd
import pytest
from matplotlib.collections import PathCollection
from matplotlib.colors import to_hex
from matplotlib.lines import Line2D
from matplotlib.markers import MarkerStyle
from matplotlib.patches import Patch

import siting
from siting import charts, sensitivity
from siting.explanation import explain
from siting.money import appraise
from siting.money.routes import deliveries_of
from tests.money.plan import DOCUMENT

FIRST, RIVAL, SIXTH = "Site 1", "Site 2", "Site 6"
TABLE = pd.DataFrame(
    {
        "skill": [0.0, 0.2, 0.3, 0.1, 0.2, 0.9],
        "market": [1.0, 0.9, 0.5, 0.4, 0.3, 0.5],
        "risk": [1.0, 0.6, 0.5, 0.9, 0.3, 0.6],
    },
    index=[f"Site {number}" for number in range(1, 7)],
)
MONEY = {
    **copy.deepcopy(DOCUMENT),
    "sites": {site: {} for site in ("belvidere", "cassino", "melfi", "toluca", "mirafiori", "windsor")},
}


def six(weights):
    """Six sites of which the first is screened out, so that its colour is the sixth's alone."""
    given = siting.Study.from_frame(
        TABLE, ranges=dict.fromkeys(TABLE, (0.0, 1.0)), uncertainty={(SIXTH, "skill"): ("normal", 0.4)}
    )
    gate = {"some": {"criterion": "skill", "at_least": 0.05}}
    document = {**given.model_dump(), "weights": {"team": {"points": weights}}, "requirements": gate}
    return siting.Study.build(document, given=given.given)


LEADS = six({"skill": 3, "market": 1, "risk": 1})
FOLLOWS = six({"skill": 1, "market": 3, "risk": 1})


def frontier():
    ev = siting.evaluate(LEADS)
    table = pd.DataFrame({"merit": ev.overall, "cost": 1.0, "price": float("nan"), "supported": True})
    return charts.frontier(table.assign(efficient=table.index == SIXTH), ev)


def money(draw):
    return draw(appraise(siting.Study.build(copy.deepcopy(MONEY)), samples=1))


DRAW = {
    "bump": lambda: charts.bump(sensitivity.robustness(LEADS)),
    "contributions": lambda: charts.contributions(siting.evaluate(LEADS)),
    "cost_waterfall": lambda: money(lambda appraisal: charts.cost_waterfall(appraisal, "windsor", "cassino")),
    "flow_map": lambda: money(
        lambda appraisal: charts.flow_map(deliveries_of(appraisal.study, "windsor"), appraisal.study, "windsor")
    ),
    "frontier": frontier,
    "nearest_weights": lambda: charts.nearest_weights(
        sensitivity.smallest_change(FOLLOWS), siting.evaluate(FOLLOWS), SIXTH
    ),
    "profile": lambda: charts.profile(siting.evaluate(LEADS)),
    "stability": lambda: charts.stability(sensitivity.stability_intervals(LEADS), siting.evaluate(LEADS)),
    "sweep": lambda: charts.sweep(sensitivity.sweep(LEADS, "skill")),
    "ternary": lambda: charts.ternary(sensitivity.ternary(LEADS, list(TABLE))),
    "tornado": lambda: charts.tornado(sensitivity.tornado(LEADS), siting.evaluate(LEADS)),
    "two_way": lambda: charts.two_way(sensitivity.two_way(LEADS, ["skill", "market"])),
    "value_function": lambda: charts.value_function(siting.evaluate(LEADS), "skill"),
    "waterfall": lambda: charts.waterfall(explain(siting.evaluate(LEADS), SIXTH, RIVAL)),
}
ROUND = MarkerStyle("o").get_path()


def patch_looks(patch):
    return to_hex(patch.get_facecolor()), bool(patch.get_hatch())


def line_looks(line):
    dashed, shaped = line.get_linestyle() not in {"-", "None"}, line.get_marker() not in {"o", "None"}
    return to_hex(line.get_color()), dashed or shaped


def mark_looks(marks):
    (shape,) = marks.get_paths()
    turned = bool(marks.get_hatch()) or shape.vertices.shape != ROUND.vertices.shape
    return to_hex(marks.get_edgecolor()[0]) if not marks.get_hatch() else to_hex(marks.get_facecolor()[0]), turned


def turned(ax, colour):
    """Whether each thing that is drawn in a colour looks other than those of a first site."""
    looks = {Patch: patch_looks, Line2D: line_looks, PathCollection: mark_looks}
    found = [told(artist) for kind, told in looks.items() for artist in ax.findobj(kind)]
    return [other for shade, other in found if shade.upper() == colour]


@pytest.mark.parametrize("name", list(DRAW))
def test_what_has_the_colour_of_the_first_site_is_told_from_it(name):
    found = turned(DRAW[name](), charts.style.COLOURS[0])
    assert found
    assert all(found)


def test_the_check_sees_a_first_site():
    assert not any(turned(charts.contributions(siting.evaluate(LEADS)), charts.style.COLOURS[1]))
    assert not any(turned(charts.profile(siting.evaluate(LEADS)), charts.style.COLOURS[1]))
    assert not any(turned(charts.bump(sensitivity.robustness(LEADS)), charts.style.COLOURS[1]))
