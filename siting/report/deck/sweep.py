"""One weight varied from nothing to everything: a native line for each site, with the points where the lead changes."""

from __future__ import annotations

from typing import Any

import numpy as np
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_MARKER_STYLE, XL_TICK_MARK
from pptx.enum.dml import MSO_LINE
from pptx.util import Pt

from siting import narrate
from siting.charts.lettering import spread
from siting.charts.style import DASHES, GREY, INK, site_look
from siting.narrate.wording import weight
from siting.report.deck.data import line_data
from siting.report.deck.looks import colour, label, text
from siting.report.deck.page import Page
from siting.report.deck.wording import column, site
from siting.sensitivity import Sweep

__all__ = ["draw_sweep"]

MOST_LINES = 8
_DASHES = (
    MSO_LINE.SOLID,
    MSO_LINE.DASH,
    MSO_LINE.ROUND_DOT,
    MSO_LINE.DASH_DOT,
    MSO_LINE.LONG_DASH,
    MSO_LINE.LONG_DASH_DOT,
)
_ROOM_FOR_NAMES = 0.24
"""Width beside the lines for the names at their ends, as a share of the axis."""
_NAME_GAP = 0.055
_BESIDE_AXIS = 0.05
"""Up to this weight a switch point's label stands beside its dot: above it the letters would cross the axis."""


def draw_sweep(page: Page, result: Sweep) -> None:
    """Draw a sweep as a native chart on a page; of many sites those that lead somewhere come first, then the best."""
    study, ends = result.study, _ends(result)
    sites = _shown(result)
    names = [site(study, name) for name in sites]
    places = spread([ends[name][1] for name in sites], _NAME_GAP, low=0.0, high=1.0)
    switches = [(float(row.weight), _at(ends[str(row.to_site)], float(row.weight))) for row in _rows(result)]
    data = line_data([
        *((name, [(0.0, ends[one][0]), (1.0, ends[one][1])]) for name, one in zip(names, sites, strict=True)),
        *((f"Name of {name}", [(1.01, float(place))]) for name, place in zip(names, places, strict=True)),
        ("Weight in the study", [(result.base_weight, 0.0), (result.base_weight, 1.0)]),
        *([("Switch points", switches)] if switches else []),
    ])  # fmt: skip
    chart = page.add_chart(
        XL_CHART_TYPE.XY_SCATTER_LINES_NO_MARKERS, data,
        alt=f"{narrate.switches(result)} Lines of the overall value of each site over the weight of "
        f"{column(study, result.name)}, from 0 % to 100 %.",
    )  # fmt: skip
    _dress_axes(chart, f"Weight of {column(study, result.name)}")
    series = list(chart.plots[0].series)
    for line, end, name in zip(series, series[len(sites) :], sites, strict=False):
        _dress_line(line, result, name)
        _dress_mark(end, size=2)
        label(
            end.points[0], site(study, name, longest=24), position=XL_LABEL_POSITION.RIGHT, size=12,
            shade=site_look(study, name).colour,
        )  # fmt: skip
    _dress_own_weight(series[2 * len(sites)], result)
    if switches:
        _dress_switches(series[-1], switches)


def _rows(result: Sweep) -> list[Any]:
    return list(result.switches.itertuples(index=False))


def _ends(result: Sweep) -> dict[str, tuple[float, float]]:
    """Overall value of each site at a weight of 0 and of 1: between them lies a straight line."""
    table = result.frame.pivot_table(index="weight", columns="site", values="overall", sort=False)
    return {str(name): (float(table[name].iloc[0]), float(table[name].iloc[-1])) for name in table}


def _shown(result: Sweep) -> list[str]:
    ends = _ends(result)
    leaders = [str(name) for name in (*result.switches["from_site"], *result.switches["to_site"])]
    best = sorted(ends, key=lambda name: -_at(ends[name], result.base_weight))
    kept = list(dict.fromkeys([*leaders, *best]))[:MOST_LINES]
    return [name for name in ends if name in kept]


def _at(ends: tuple[float, float], share: float) -> float:
    return float(np.interp(share, [0.0, 1.0], ends))


def _dress_axes(chart: Any, title: str) -> None:
    chart.has_legend = False
    chart.has_title = False
    across, up = chart.category_axis, chart.value_axis
    for axis in (across, up):
        axis.minimum_scale = 0.0
        axis.major_tick_mark = XL_TICK_MARK.OUTSIDE
        axis.has_title = True
        axis.format.line.color.rgb = colour(GREY)
        text(axis.tick_labels.font, size=12)
    across.maximum_scale, across.major_unit = 1.0 + _ROOM_FOR_NAMES, 0.25
    across.has_major_gridlines = up.has_major_gridlines = False
    across.tick_labels.number_format, across.tick_labels.number_format_is_linked = "[<=1.001]0 %;;", False
    up.maximum_scale, up.major_unit = 1.0, 0.2
    up.tick_labels.number_format, up.tick_labels.number_format_is_linked = "0.0", False
    for axis, words in ((across, title), (up, "Overall value")):
        axis.axis_title.text_frame.text = words
        text(axis.axis_title.text_frame.paragraphs[0].runs[0].font, size=12)


def _dress_line(series: Any, result: Sweep, name: str) -> None:
    look = site_look(result.study, name)
    series.smooth = False
    series.marker.style = XL_MARKER_STYLE.NONE
    series.format.line.color.rgb = colour(look.colour)
    series.format.line.width = Pt(2.5)
    series.format.line.dash_style = _DASHES[DASHES.index(look.dash)]


def _dress_own_weight(series: Any, result: Sweep) -> None:
    series.smooth = False
    series.marker.style = XL_MARKER_STYLE.NONE
    series.format.line.color.rgb = colour(GREY)
    series.format.line.width = Pt(1.25)
    series.format.line.dash_style = MSO_LINE.DASH
    words = f"{weight(result.base_weight)} in the study"
    label(series.points[1], words, position=XL_LABEL_POSITION.RIGHT, size=12, shade=GREY)


def _dress_mark(series: Any, *, size: int) -> None:
    series.format.line.fill.background()
    series.marker.style = XL_MARKER_STYLE.CIRCLE
    series.marker.size = size
    series.marker.format.fill.background()
    series.marker.format.line.fill.background()


def _dress_switches(series: Any, switches: list[tuple[float, float]]) -> None:
    series.format.line.fill.background()
    series.marker.style = XL_MARKER_STYLE.CIRCLE
    series.marker.size = 10
    series.marker.format.fill.solid()
    series.marker.format.fill.fore_color.rgb = colour(INK)
    series.marker.format.line.color.rgb = colour("#FFFFFF")
    for place, (at, _) in enumerate(switches):
        side = XL_LABEL_POSITION.ABOVE if at > _BESIDE_AXIS else XL_LABEL_POSITION.RIGHT
        label(series.points[place], weight(at), position=side, size=12)
