"""Where a site's cars go: a map of the world with a line to every market, the wider the more cars."""

from __future__ import annotations

import json
from functools import lru_cache
from importlib.resources import files

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import PolyCollection
from numpy.typing import NDArray

from siting.charts.lettering import spread, text_width
from siting.charts.sheet import Margins, frame, points, type_size
from siting.charts.style import INK, house_style, site_look, slide
from siting.labels import format_number, format_percent
from siting.measures.freight import Deliveries
from siting.model import Study
from siting.narrate import money as words

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
    with house_style():
        ax = slide() if ax is None else ax
        table = _markets(deliveries)
        _frame(deliveries, study, site, ax)
        _ground(ax)
        look = site_look(study, site)
        start = np.array([deliveries.origin.longitude, deliveries.origin.latitude])
        for row in table.itertuples():
            x, y = _bow(start, np.array([float(str(row.longitude)), float(str(row.latitude))]))
            wide = max(WIDEST * type_size(ax) * float(str(row.weight)) ** 0.5, 1.0)
            ax.plot(x, y, color=look.colour, linewidth=wide, alpha=0.75, gid=f"to {row.Index}", solid_capstyle="butt")
        ax.scatter(
            start[:1], start[1:], s=(0.8 * type_size(ax)) ** 2, color=INK, edgecolor="white", zorder=8, gid="origin"
        )
        _label(ax, table, home=deliveries.origin.longitude)
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


def _bow(start: FloatArray, end: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return a curve between two points that bows to the north."""
    along = end - start
    length = max(float(np.hypot(*along)), 1e-9)
    across = np.array([-along[1], along[0]]) / length
    across = across if across[1] >= 0 else -across
    t = np.linspace(0.0, 1.0, 60)[:, np.newaxis]
    line = start + t * along + 4 * t * (1 - t) * min(_BEND * length, _HIGHEST) * across
    return line[:, 0], line[:, 1]


def _label(ax: Axes, table: pd.DataFrame, *, home: float) -> None:
    """Write market, share and freight beside each end, away from the site, moved apart where they would meet."""
    size = 0.8 * type_size(ax)
    width, height = points(ax)
    west, east, south, north = EXTENT
    texts = [
        f"{_short(str(market))} {format_percent(float(row['weight']))}\n"
        f"{format_number(float(row['usd']))} USD, {row['days']:.0f} days"
        for market, row in table.iterrows()
    ]
    x = (table["longitude"].to_numpy() - west) / (east - west) * width
    y = (table["latitude"].to_numpy() - south) / (north - south) * height
    home = (home - west) / (east - west) * width
    for group in _columns(x, 13 * size):
        places = spread(y[group], 2.7 * size, low=1.5 * size, high=height - 1.5 * size)
        for at, place in zip(group, places, strict=True):
            wide = max(text_width(line, size) for line in texts[at].split("\n"))
            right = (x[at] >= home or x[at] - 0.8 * size - wide < 0) and x[at] + 0.8 * size + wide < width
            ax.annotate(
                texts[at], (float(table["longitude"].iloc[at]), float(table["latitude"].iloc[at])),
                (0.8 * size if right else -0.8 * size, float(place - y[at])), textcoords="offset points",
                ha="left" if right else "right", va="center", fontsize=size, color=INK, zorder=6,
                bbox={"facecolor": "white", "alpha": 0.8, "edgecolor": "none", "pad": 1.5}, annotation_clip=False,
            )  # fmt: skip
        ax.scatter(
            table["longitude"].iloc[group], table["latitude"].iloc[group], s=(0.35 * size) ** 2, color=INK, zorder=5
        )


def _short(market: str) -> str:
    name = words.market_name(market).removeprefix("the ")
    return name[:1].upper() + name[1:]


def _columns(x: FloatArray, gap: float) -> list[list[int]]:
    """Group points whose labels could meet: those that follow each other from west to east within a gap."""
    groups: list[list[int]] = []
    for at in np.argsort(x, kind="stable"):
        if groups and x[at] - x[groups[-1][-1]] < gap:
            groups[-1].append(int(at))
        else:
            groups.append([int(at)])
    return groups
