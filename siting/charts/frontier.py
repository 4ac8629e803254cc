"""Merit against money: which sites no other beats on both, and what a point of merit costs between them."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from numpy.typing import NDArray

from siting import narrate
from siting.charts.lettering import text_width
from siting.charts.placing import labels_beside
from siting.charts.sheet import Margins, frame, points, type_size
from siting.charts.style import GREY, INK, site_look, slide, study_style
from siting.evaluation import Evaluation
from siting.labels import format_number
from siting.narrate import money as words
from siting.narrate.wording import site_name, value

__all__ = ["frontier"]

FloatArray = NDArray[np.float64]


def frontier(table: pd.DataFrame, ev: Evaluation, ax: Axes | None = None) -> Axes:
    """Draw merit over the present value forgone; up and left is better.

    Parameters
    ----------
    table
        Of `siting.money.frontier`: merit, and cost in million USD of present value forgone against the best site.
    ev
        The evaluation that gave the merit.
    ax
        Where to draw; a new slide if left out.
    """
    with study_style(ev.study):
        ax = slide() if ax is None else ax
        _frame(table, ev, ax)
        chain = table[table["supported"]].sort_values("cost", kind="stable")
        ax.plot(chain["cost"], chain["merit"], color=GREY, linewidth=2.0, zorder=1, gid="frontier")
        for site, row in table.iterrows():
            look = site_look(ev.study, str(site))
            filled = bool(row["efficient"])
            ax.scatter(
                [row["cost"]], [row["merit"]], s=(0.9 * type_size(ax)) ** 2, zorder=3, linewidth=2.2, gid=str(site),
                marker=look.marker, facecolor=look.colour if filled else "white", edgecolor=look.colour,
            )  # fmt: skip
        _axes(table, ax)
        _names(table, ev, ax)
    return ax


def _frame(table: pd.DataFrame, ev: Evaluation, ax: Axes) -> None:
    size = type_size(ax)
    title = words.frontier(table, ev)
    listing = ", ".join(
        f"{site_name(ev.study, str(site))} {value(float(row['merit']))} at {format_number(float(row['cost']))}"
        for site, row in table.iterrows()
    )
    frame(
        ax,
        title=title,
        notes=[
            "Filled: no site is better on both. Line: best for some price of merit.",
            "Money: net present value below that of the site worth most, with every number at its value.",
            narrate.footnote(ev.study),
        ],
        alt=f"{title} Merit and million USD forgone: {listing}.",
        margins=Margins(left=4.2 * size, bottom=3.2 * size, right=2 * size, top=0.5 * size),
    )


def _axes(table: pd.DataFrame, ax: Axes) -> None:
    size = type_size(ax)
    width = max(float(table["cost"].max() - table["cost"].min()), 1.0)
    height = max(float(table["merit"].max() - table["merit"].min()), 0.05)
    low = float(table["merit"].min())
    ax.set_xlim(float(table["cost"].min()) - 0.06 * width, float(table["cost"].max()) + 0.22 * width)
    ax.set_ylim(low - 0.15 * height, float(table["merit"].max()) + 0.15 * height)
    ax.set_xlabel("present value forgone, million USD", fontsize=size, labelpad=0.5 * size)
    ax.set_ylabel("merit (overall value)", fontsize=size, labelpad=0.5 * size)
    ax.tick_params(labelsize=0.8 * size)


def _names(table: pd.DataFrame, ev: Evaluation, ax: Axes) -> None:
    """Write each name beside its mark and each price beside its stretch of the line, off the line and the marks."""
    size = type_size(ax)
    chain = table[table["supported"]].sort_values("cost", kind="stable")[["cost", "merit", "price"]]
    middles = ((chain + chain.shift()) / 2).assign(price=chain["price"]).dropna()
    texts = [
        *((site_name(ev.study, str(site)), size, INK) for site in table.index),
        *((f"{words.merit_price(float(price))} per 0.01", 0.8 * size, GREY) for price in middles["price"]),
    ]
    places = pd.concat([table[["cost", "merit"]], middles[["cost", "merit"]]])
    marks = _in_points(ax, places)
    boxes = labels_beside(
        marks, [(text_width(text, high), 1.2 * high) for text, high, _ in texts], area=points(ax), gap=0.8 * size,
        lines=_along(_in_points(ax, chain)),
    )  # fmt: skip
    for (text, high, colour), mark, box, (cost, merit) in zip(texts, marks, boxes, places.to_numpy(), strict=True):
        ax.annotate(
            text, (float(cost), float(merit)), (box[0] - mark[0], box[1] - mark[1]), textcoords="offset points",
            va="bottom", fontsize=high, color=colour, annotation_clip=False,
        )  # fmt: skip


def _in_points(ax: Axes, table: pd.DataFrame) -> FloatArray:
    (left, right), (bottom, top) = ax.get_xlim(), ax.get_ylim()
    share = (table[["cost", "merit"]].to_numpy() - (left, bottom)) / (right - left, top - bottom)
    return np.asarray(share * points(ax))


def _along(corners: FloatArray) -> FloatArray:
    """Return points along a line through corners."""
    places = np.linspace(0, len(corners) - 1, 40 * len(corners))
    at = np.arange(len(corners))
    return np.column_stack([np.interp(places, at, corners[:, axis]) for axis in (0, 1)])
