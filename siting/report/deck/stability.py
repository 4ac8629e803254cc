"""How far each weight may move before another site takes the lead: native bars, split at the study's own weight."""

from __future__ import annotations

from typing import Any

import pandas as pd
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION

from siting import narrate
from siting.charts.style import site_look
from siting.evaluation import Evaluation
from siting.narrate.wording import weight
from siting.report.deck.data import bar_data
from siting.report.deck.looks import fill, hide, label, plain_axes, share_axis
from siting.report.deck.page import Page
from siting.report.deck.wording import column, site, width

__all__ = ["draw_stability"]

MOST_BARS = 14
_ROOM_FOR_NAMES = 0.3
"""Width beside the bars for who takes over, as a share of the axis."""
_AXIS = 0.5
"""Width of the axis from 0 % to 100 %, as a share of the page's content, on the safe side."""


def draw_stability(page: Page, intervals: pd.DataFrame, ev: Evaluation) -> None:
    """Draw the intervals on a page, the weight with the least room on top."""
    rows = _least_room_first(intervals)
    data = bar_data(
        [f"{column(ev.study, str(name))}   {weight(row['weight'])}" for name, row in rows.iterrows()],
        [
            ("Another site leads (below)", rows["lower"].to_list()),
            ("Room below the study's weight", (rows["weight"] - rows["lower"]).to_list()),
            ("Room above the study's weight", (rows["upper"] - rows["weight"]).to_list()),
            ("Another site leads (above), and room for names", (1.0 + _ROOM_FOR_NAMES - rows["upper"]).to_list()),
        ],
    )
    alt = f"{narrate.stability(intervals, ev)} Bars of the weights that keep the leader first. {_in_words(rows, ev)}"
    chart = page.add_chart(XL_CHART_TYPE.BAR_STACKED, data, alt=alt)
    size = 14.0 if len(rows) <= 8 else 11.0
    plain_axes(chart, size=size)
    chart.has_legend = False
    share_axis(chart, beyond=_ROOM_FOR_NAMES, size=size)
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 50, 100
    below, lesser, greater, above = plot.series
    look = site_look(ev.study, ev.best)
    hide(below)
    hide(above)
    fill(lesser, look)
    fill(greater, look, light=0.35)
    across = _AXIS * page.area.width
    for place, (_, row) in enumerate(rows.iterrows()):
        left = _end(ev, row["lower"], row["below"], size=size - 2, room=float(row["lower"]) * across)
        right = _end(ev, row["upper"], row["above"], size=size - 2, room=_ROOM_FOR_NAMES * across)
        if left:
            label(below.points[place], left, position=XL_LABEL_POSITION.INSIDE_END, size=size - 2)
        if right:
            label(above.points[place], right, position=XL_LABEL_POSITION.INSIDE_BASE, size=size - 2)


def _least_room_first(intervals: pd.DataFrame) -> pd.DataFrame:
    below = (intervals["weight"] - intervals["lower"]).where(intervals["below"].notna())
    above = (intervals["upper"] - intervals["weight"]).where(intervals["above"].notna())
    room = pd.concat([below, above], axis="columns").astype(float).min(axis="columns")
    return intervals.loc[room.sort_values(kind="stable", na_position="last").index[:MOST_BARS]]


def _end(ev: Evaluation, limit: float, rival: Any, *, size: float, room: float) -> str:
    """Write limit and rival, or the limit alone, or nothing: whatever a room in points holds."""
    if rival is None or pd.isna(rival):
        return ""
    figure = weight(limit)
    words = (f"{site(ev.study, str(rival), longest=length)} {figure}" for length in (24, 16))
    return next((text for text in (*words, figure) if width(text, size) <= room), "")


def _in_words(rows: pd.DataFrame, ev: Evaluation) -> str:
    parts = [
        f"{column(ev.study, str(name))} {weight(row['lower'])} to {weight(row['upper'])}"
        for name, row in rows.iterrows()
    ]
    return f"{'; '.join(parts)}."
