"""Where a site's cars go: a map of the world with a line to every market, the wider the more cars."""

from __future__ import annotations

import json
from functools import lru_cache
from importlib.resources import files

import numpy as np
import pandas as pd
from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.collections import PolyCollection
from numpy.typing import NDArray

from siting.charts.lettering import text_width
from siting.charts.placing import Box, labels_beside
from siting.charts.sheet import Margins, frame, points, type_size
from siting.charts.style import GREY, INK, site_look, slide, study_style
from siting.labels import format_number, format_percent
from siting.measures.freight import Deliveries
from siting.model import Study
from siting.narrate import money as words
from siting.narrate.wording import site_name

__all__ = ["flow_map"]

FloatArray = NDArray[np.float64]
LAND, SHORE = "#E6E6E6", "#BDBDBD"
WIDEST = 0.75
"""Width of a line that carries every car, in units of the type size."""
EXTENT = (-140.0, 180.0, -48.0, 72.0)
"""Degrees east and north that are drawn."""
_BEND, _HIGHEST = 0.14, 14.0
"""How far a line bows aside: a share of its length, and at most so many degrees."""


def flow_map(deliveries: Deliveries, study: Study, site: str, ax: Axes | None = None) -> Axes:
    """Draw a line from the site to each market; the states of the USA are drawn as one market.

    Parameters
    ----------
    deliveries
        What `siting.measures.market_proximity` returns.
    study, site
        The study and site, for names and colours.
    ax
        Where to draw; a new slide if left out.
    """
    with study_style(study), rc_context({"lines.scale_dashes": False}):
        ax = slide() if ax is None else ax
        table = _markets(deliveries)
        _frame(deliveries, study, site, ax)
        _ground(ax)
        look = site_look(study, site)
        start = np.array([deliveries.origin.longitude, deliveries.origin.latitude])
        ends = table[["longitude", "latitude"]].to_numpy()
        curves = [_bow(start, end) for end in ends]
        for curve, (market, share) in zip(curves, table["weight"].items(), strict=True):
            wide = max(WIDEST * type_size(ax) * float(share) ** 0.5, 1.0)
            ax.plot(
                *curve.T, color=look.colour, linestyle=look.dash, linewidth=wide, alpha=0.75, gid=f"to {market}",
                solid_capstyle="butt",
            )  # fmt: skip
        ax.scatter(ends[:, 0], ends[:, 1], s=(0.28 * type_size(ax)) ** 2, color=INK, zorder=5)
        ax.scatter(
            start[0], start[1], s=(0.8 * type_size(ax)) ** 2, color=INK, edgecolor="white", zorder=8, gid="origin"
        )
        texts = [site_name(study, site), *(_text(str(market), row) for market, row in table.iterrows())]
        _label(ax, texts, np.vstack([start, ends]), np.vstack(curves))
    return ax


def _markets(deliveries: Deliveries) -> pd.DataFrame:
    """Weight, place, cost and days by market; a market of many places stands at their weighted mean."""
    table = deliveries.to_frame()
    table["latitude"] = [outlet.place.latitude for outlet in deliveries.outlets]
    table["longitude"] = [outlet.place.longitude for outlet in deliveries.outlets]
    columns = ["latitude", "longitude", "usd", "days"]
    table[columns] = table[columns].mul(table["weight"], axis="index")
    sums = table.groupby("market", sort=False)[["weight", *columns]].sum()
    sums[columns] = sums[columns].div(sums["weight"], axis="index")
    return sums


def _frame(deliveries: Deliveries, study: Study, site: str, ax: Axes) -> None:
    title = words.flows(study, site, deliveries)
    table = _markets(deliveries)
    listing = ", ".join(
        f"{words.market_name(str(market))} {format_percent(row['weight'])} for {format_number(row['usd'])}"
        for market, row in table.iterrows()
    )
    day = f", as known on {deliveries.as_of}" if deliveries.as_of else ""
    frame(
        ax,
        title=title,
        notes=[
            "Width of a line: its square is the share of all cars. Lines are not the ships' course.",
            f"Freight per car and days at the plan's rates{day}. Outlines: Natural Earth.",
        ],
        alt=f"{title} Map of the flows, share of cars and USD per car: {listing}.",
        margins=Margins(),
    )


@lru_cache(maxsize=1)
def _rings() -> tuple[FloatArray, ...]:
    text = (files("siting.charts") / "data" / "world.json").read_text(encoding="utf-8")
    return tuple(np.array(ring, dtype=float) for ring in json.loads(text)["rings"])


def _ground(ax: Axes) -> None:
    west, east, south, north = EXTENT
    ax.add_collection(PolyCollection(list(_rings()), facecolor=LAND, edgecolor=SHORE, linewidth=0.5, zorder=0))
    ax.set(xlim=(west, east), ylim=(south, north), xticks=[], yticks=[])
    ax.set_aspect("auto")
    for side in ("left", "bottom"):
        ax.spines[side].set_visible(False)


def _bow(start: FloatArray, end: FloatArray) -> FloatArray:
    """Return a curve between two points that bows to the north, shape (60, 2)."""
    along = end - start
    length = max(float(np.hypot(*along)), 1e-9)
    across = np.array([-along[1], along[0]]) / length
    across = across if across[1] >= 0 else -across
    t = np.linspace(0.0, 1.0, 60)[:, np.newaxis]
    return np.asarray(start + t * along + 4 * t * (1 - t) * min(_BEND * length, _HIGHEST) * across)


def _label(ax: Axes, texts: list[str], ends: FloatArray, lines: FloatArray) -> None:
    """Write each text beside its end of degrees (east, north), the first in bold, on ground that no line crosses."""
    size = 0.8 * type_size(ax)
    weights = ["bold" if at == 0 else "normal" for at in range(len(texts))]
    sizes = [
        (max(text_width(line, size, weight=weight) for line in text.split("\n")), 1.25 * size * (text.count("\n") + 1))
        for text, weight in zip(texts, weights, strict=True)
    ]
    marks = _in_points(ax, ends)
    boxes = labels_beside(marks, sizes, area=points(ax), gap=0.9 * size, lines=_in_points(ax, lines))
    for text, weight, end, mark, box in zip(texts, weights, ends, marks, boxes, strict=True):
        ax.annotate(
            text, (end[0], end[1]), (box[0] - mark[0], (box[1] + box[3]) / 2 - mark[1]), textcoords="offset points",
            ha="left", va="center", fontsize=size, weight=weight, color=INK, zorder=6, annotation_clip=False,
            bbox={"facecolor": "white", "alpha": 0.7, "edgecolor": "none", "pad": 1.0},
        )  # fmt: skip
        _lead(ax, end, mark, box)


def _lead(ax: Axes, end: FloatArray, mark: FloatArray, box: Box) -> None:
    """Draw a thin line from a mark to a label that is not right beside it."""
    near = np.clip(mark, box[:2], box[2:]) - mark
    if float(np.hypot(*near)) > type_size(ax):
        ax.annotate(
            "", (end[0], end[1]), (near[0], near[1]), textcoords="offset points", annotation_clip=False,
            arrowprops={"arrowstyle": "-", "color": GREY, "linewidth": 0.8, "shrinkA": 0, "shrinkB": 0},
        )  # fmt: skip


def _in_points(ax: Axes, degrees: FloatArray) -> FloatArray:
    west, east, south, north = EXTENT
    return np.asarray((degrees - (west, south)) / (east - west, north - south) * points(ax))


def _text(market: str, row: pd.Series[float]) -> str:
    name = _short(market)
    return f"{name} {format_percent(row['weight'])}\n{format_number(round(row['usd']))} USD, {row['days']:.0f} days"


def _short(market: str) -> str:
    name = words.market_name(market).removeprefix("the ")
    return name[:1].upper() + name[1:]
