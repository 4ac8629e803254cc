"""The slides on money: what a car costs at its buyer's, what each site is worth, and money against merit."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
from pptx.enum.chart import XL_AXIS_CROSSES, XL_CHART_TYPE, XL_LABEL_POSITION, XL_MARKER_STYLE, XL_TICK_MARK
from pptx.util import Pt

from siting.charts.landed_cost import part_looks
from siting.charts.lettering import text_width
from siting.charts.style import GREY, MARKERS, site_look
from siting.labels import format_number
from siting.narrate import footnote
from siting.narrate import money as words
from siting.report.answer import Answer
from siting.report.deck.data import bar_data, line_data
from siting.report.deck.looks import colour, fill, label, legend, plain_axes, text
from siting.report.deck.page import Page, add_page
from siting.report.deck.sides import label_sides
from siting.report.deck.tables import Column, TableSlide, add_tables
from siting.report.deck.template import Template
from siting.report.deck.wording import site
from siting.report.money import MoneyAnswer
from siting.report.worth import worth_heads, worth_rows

__all__ = ["add_money"]

MOST_BARS = 12
_SHAPES = (
    XL_MARKER_STYLE.CIRCLE, XL_MARKER_STYLE.SQUARE, XL_MARKER_STYLE.DIAMOND, XL_MARKER_STYLE.TRIANGLE,
    XL_MARKER_STYLE.DASH, XL_MARKER_STYLE.DOT,
)  # fmt: skip
_MARKS = dict(zip(MARKERS, _SHAPES, strict=True))
_NAMES, _PLOT = 13.0, 0.85
"""Type size of the names beside marks; share of the area that the axes leave to the drawing."""
_NAMED = "[>=250]#,##0;;"
"""Number format of a part of the cost: too narrow a one stays without a number."""


def add_money(template: Template, answer: Answer) -> None:
    """Add the slides on money, where the study has a money plan."""
    if answer.money is None:
        return
    _add_cost(template, answer, answer.money)
    _add_worth(template, answer, answer.money)
    if len(answer.money.frontier) > 1:
        _add_frontier(template, answer, answer.money)


def _add_cost(template: Template, answer: Answer, money: MoneyAnswer) -> None:
    appraisal = money.appraisal
    table = appraisal.cost.sort_values("total", kind="stable").head(MOST_BARS)
    looks = part_looks(table)
    apart = table[list(looks)].sum(axis="columns")
    page = add_page(template)
    page.write_title(words.landed_cost(appraisal))
    data = bar_data(
        [
            f"{site(answer.study, str(name), longest=32)}   +{format_number(round(float(above)))}"
            for name, above in apart.items()
        ],
        [(words.element_name(part), table[part].astype(float).to_list()) for part in looks],
    )
    alt = f"{words.landed_cost(appraisal)} Stacked bars of the parts of the landed cost per car."
    chart = page.add_chart(XL_CHART_TYPE.BAR_STACKED, data, alt=alt)
    plain_axes(chart, size=14.0 if len(table) <= 8 else 11.0)
    legend(chart, size=12)
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 45, 100
    for series, look in zip(plot.series, looks.values(), strict=True):
        fill(series, look)
        labels = series.data_labels
        labels.show_value, labels.number_format, labels.number_format_is_linked = True, _NAMED, False
        text(labels.font, size=11, shade="#FFFFFF" if look.ink == "white" else "#000000")
    common = format_number(float(table["common"].iloc[0]))
    page.write_footnote(f"USD per car, without {common} USD that is the same everywhere. {words.cost_basis(appraisal)}")
    dearest = str(table.index[-1])
    step = [words.cost_waterfall(appraisal, str(table.index[0]), dearest)] if len(table) > 1 else []
    page.write_notes(words.landed_cost(appraisal), *step, words.money_evidence(appraisal))


def _add_worth(template: Template, answer: Answer, money: MoneyAnswer) -> None:
    study, shares = answer.study, (1.6, 1.0, 1.0, 1.3, 1.0, 1.4, 1.2)
    columns = [
        Column(f"{head[:1].upper()}{head[1:]}", share, number=head != "site")
        for head, share in zip(worth_heads(money), shares, strict=True)
    ]
    rows = list(worth_rows(money))
    notes = [words.break_even(study, gap) for gap in money.gaps]
    notes += [f"{study.site_title(name)} has no price: {why}." for name, why in money.appraisal.unpriced.items()]
    slide = TableSlide(
        words.present_value(money.appraisal), columns, rows, 13, words.money_basis(money.appraisal), notes=notes
    )
    add_tables(template, slide)


def _add_frontier(template: Template, answer: Answer, money: MoneyAnswer) -> None:
    ev, table = answer.evaluation, money.frontier
    finding = words.frontier(table, ev)
    page = add_page(template)
    page.write_title(finding)
    _draw_frontier(page, answer, table, alt=f"{finding} Merit of each site over the present value that is forgone.")
    line = ["Line: best for some price of merit."] if table["supported"].sum() > 1 else []
    pale = [] if table["efficient"].all() else ["Pale: another site is as good on one and better on the other."]
    money_read = "Money: net present value below that of the site worth most, with every number at its value."
    page.write_footnote(" ".join([*line, *pale, money_read, footnote(answer.study)]))
    page.write_notes(finding)


def _draw_frontier(page: Page, answer: Answer, table: pd.DataFrame, *, alt: str) -> None:
    chain = table[table["supported"]].sort_values("cost", kind="stable")
    places = [(float(row["cost"]), float(row["merit"])) for _, row in table.iterrows()]
    names = [site(answer.study, str(name), longest=28) for name in table.index]
    line = [(float(row["cost"]), float(row["merit"])) for _, row in chain.iterrows()]
    data = line_data([("Frontier", line), *((name, [place]) for name, place in zip(names, places, strict=True))])
    chart = page.add_chart(XL_CHART_TYPE.XY_SCATTER, data, alt=alt)
    _dress_axes(chart, places)
    frontier, *marks = chart.plots[0].series
    sides = _sides(page, chart, places, names)
    for series, name, side, (key, row) in zip(marks, names, sides, table.iterrows(), strict=True):
        look = site_look(answer.study, str(key))
        series.marker.style, series.marker.size = _MARKS[look.marker], 12 if row["efficient"] else 9
        fill(series.marker, replace(look, hatch=""), light=0.0 if row["efficient"] else 0.6)
        series.format.line.fill.background()
        label(series.points[0], name, position=side, size=_NAMES)
    frontier.marker.style = XL_MARKER_STYLE.NONE
    frontier.format.line.color.rgb, frontier.format.line.width = colour(GREY), Pt(2)


def _sides(page: Page, chart: Any, places: list[tuple[float, float]], names: list[str]) -> list[XL_LABEL_POSITION]:
    """Return where the name of each mark stands, as if the axes took the whole area but a margin."""
    axes = (chart.category_axis, chart.value_axis)
    room = (_PLOT * page.area.width, _PLOT * page.area.height)
    marks = [
        tuple(
            size * (at - axis.minimum_scale) / (axis.maximum_scale - axis.minimum_scale)
            for at, axis, size in zip(place, axes, room, strict=True)
        )
        for place in places
    ]
    widths = [text_width(name, _NAMES) for name in names]
    return label_sides(marks, widths, height=1.3 * _NAMES, gap=8.0)


def _dress_axes(chart: Any, places: list[tuple[float, float]]) -> None:
    chart.has_legend = chart.has_title = False
    across, up = chart.category_axis, chart.value_axis
    costs, merits = ([place[axis] for place in places] for axis in (0, 1))
    across.minimum_scale, across.maximum_scale, across.major_unit = _round_scale(costs, beyond=0.25)
    up.minimum_scale, up.maximum_scale, up.major_unit = _round_scale(merits, beyond=0.05)
    for axis, words_, form in (
        (across, "Present value forgone, million USD", "#,##0"), (up, "Merit (overall value)", "0.00"),
    ):  # fmt: skip
        axis.has_major_gridlines = False
        axis.crosses = XL_AXIS_CROSSES.MINIMUM
        axis.major_tick_mark = XL_TICK_MARK.OUTSIDE
        axis.format.line.color.rgb = colour(GREY)
        axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = form, False
        text(axis.tick_labels.font, size=12)
        axis.has_title = True
        axis.axis_title.text_frame.text = words_
        text(axis.axis_title.text_frame.paragraphs[0].runs[0].font, size=12)


def _round_scale(values: list[float], *, beyond: float) -> tuple[float, float, float]:
    """Return round ends of an axis that holds the values, and the step of its ticks.

    Parameters
    ----------
    beyond
        Room after the largest value for names, as a share of the span.

    Examples
    --------
    >>> _round_scale([0.0, 335.0], beyond=0.25)
    (0.0, 500.0, 100.0)
    """
    span = max(values) - min(values) or max(abs(values[0]), 1.0)
    rough = span / 4
    power = 10.0 ** np.floor(np.log10(rough))
    step = float(next(factor * power for factor in (1, 2, 5, 10) if factor * power >= 0.99 * rough))
    low = np.floor(min(values) / step) * step
    high = np.ceil((max(values) + beyond * span) / step) * step
    return float(low), float(high), step
