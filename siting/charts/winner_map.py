"""What maps of winners share: regions with their names, the study's own point, and the list of who wins how much.

Everything is placed in points of 1/72 in, the data coordinates of the map's axes.
"""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Polygon, Rectangle
from numpy.typing import NDArray

from siting.charts.lettering import fitted, text_width, wrapped
from siting.charts.sheet import LEADING, points, type_size
from siting.charts.style import GREY, INK, Look, site_look
from siting.labels import join_words
from siting.narrate.wording import share, weight
from siting.sensitivity import Ternary, TwoWay

__all__ = ["FloatArray", "draw_list", "draw_own_weights", "draw_regions"]

FloatArray = NDArray[np.float64]

UNDER_LIST = 8
"""Lines that are kept free under the list of winners."""


def draw_regions(result: Ternary | TwoWay, ax: Axes, corners: FloatArray) -> None:
    """Draw the region of each winner in its colour, with its name where there is room.

    Parameters
    ----------
    result
        The map.
    ax
        Axes in points.
    corners
        Where the corners of the map lie, shape (3, 2); regions are given in shares of the first corners.
    """
    own = place(np.asarray(result.base, dtype=np.float64), corners)
    for site, region in result.regions.items():
        look, outline = site_look(result.study, site), place(region, corners)
        polygon = Polygon(outline, facecolor=look.colour, hatch=look.hatch, edgecolor="white", linewidth=1.2)
        polygon.set_label(f"wins: {site}")
        ax.add_patch(polygon)
        _label_region(ax, outline, result.study.site_title(site), look=look, avoid=own)
    ax.add_patch(Polygon(corners, fill=False, edgecolor=INK, linewidth=1.4))


def place(weights: FloatArray, corners: FloatArray) -> FloatArray:
    """Return points for weights of shape (..., 2) or (..., 3); a third weight is what the first two leave."""
    shares = np.asarray(weights, dtype=float)
    if shares.shape[-1] == 2:
        shares = np.concatenate([shares, 1.0 - shares.sum(axis=-1, keepdims=True)], axis=-1)
    return np.asarray(shares @ corners)


def _label_region(ax: Axes, outline: FloatArray, name: str, *, look: Look, avoid: FloatArray) -> None:
    """Write a name on the free line nearest to the middle of a region; nothing where none is wide enough."""
    size = type_size(ax)
    need = min(text_width(name, size, weight="bold"), 9 * size) + 0.6 * size
    centre = _centre_level(outline)
    levels = [centre, *np.linspace(outline[:, 1].min(), outline[:, 1].max(), 41)[1:-1]]
    lines = [_line_at(outline, float(level), size) for level in levels]
    free = [line for line in lines if line[1] - line[0] >= need and not _covers(line, avoid, need, size)]
    if not free:
        return
    left, right, level = min(free, key=lambda line: abs(line[2] - centre))
    box = {"boxstyle": "round,pad=0.2", "facecolor": "white", "edgecolor": "none"} if look.hatch else None
    ax.text(
        (left + right) / 2, level, fitted(name, size, right - left - 0.6 * size, weight="bold"), weight="bold",
        color="black" if look.hatch else look.ink, fontsize=size, ha="center", va="center", bbox=box, zorder=4,
    )  # fmt: skip


def _covers(line: tuple[float, float, float], point: FloatArray, width: float, size: float) -> bool:
    """Return whether letters in the middle of a line would hide a point."""
    left, right, level = line
    beside = abs(point[0] - (left + right) / 2) > width / 2 + 0.8 * size
    return not beside and abs(point[1] - level) < 1.3 * size


def _line_at(outline: FloatArray, level: float, thick: float) -> tuple[float, float, float]:
    """Return left, right and height of a line of letters, `thick` points high, inside a convex polygon."""
    above, below = _chord(outline, level + thick / 2), _chord(outline, level - thick / 2)
    return max(above[0], below[0]), min(above[1], below[1]), level


def _centre_level(outline: FloatArray) -> float:
    """Height of the centre of area of a polygon that has an area."""
    following = np.roll(outline, -1, axis=0)
    cross = outline[:, 0] * following[:, 1] - outline[:, 1] * following[:, 0]
    return float(((outline[:, 1] + following[:, 1]) * cross).sum() / (3 * cross.sum()))


def _chord(outline: FloatArray, level: float) -> tuple[float, float]:
    """Left and right end of a convex polygon at a height; an empty span outside it."""
    following = np.roll(outline, -1, axis=0)
    crossing = (outline[:, 1] > level) != (following[:, 1] > level)
    start, end = outline[crossing], following[crossing]
    if len(start) < 2:
        return np.inf, -np.inf
    at = start[:, 0] + (level - start[:, 1]) / (end[:, 1] - start[:, 1]) * (end[:, 0] - start[:, 0])
    return float(at.min()), float(at.max())


def draw_own_weights(result: Ternary | TwoWay, ax: Axes, corners: FloatArray) -> None:
    """Mark the study's own weights."""
    x, y = place(np.asarray(result.base, dtype=np.float64), corners)
    _marker(ax, float(x), float(y))


def _marker(ax: Axes, x: float, y: float) -> None:
    size = type_size(ax)
    ax.plot(
        x, y, "o", markersize=0.85 * size, markerfacecolor="white", markeredgecolor="black",
        markeredgewidth=0.12 * size, zorder=6, label="own weights",
    )  # fmt: skip
    ax.plot(x, y, "o", markersize=0.3 * size, color="black", zorder=7)


def draw_list(result: Ternary | TwoWay, ax: Axes, left: float) -> None:
    """List who wins on which share of the map, and the study's own weights, from `left` to the right edge."""
    (width, height), size = points(ax), type_size(ax)
    line = 1.75 * size
    room = width - left
    top = height - size
    ax.text(left, top, "Wins on this share of the map", fontsize=0.85 * size, color=GREY, va="center")
    won = result.shares[result.shares > 0].sort_values(ascending=False, kind="stable")
    listed = won.iloc[: max(1, int(top / line - UNDER_LIST))]
    for row, (site, area) in enumerate(listed.items(), start=1):
        look, y = site_look(result.study, str(site)), top - row * line
        key = (left, y - 0.4 * size), 1.2 * size, 0.8 * size
        ax.add_patch(Rectangle(*key, facecolor=look.colour, hatch=look.hatch, edgecolor="white"))
        figures = share(float(area))
        name = fitted(result.study.site_title(str(site)), size, room - 2 * size - 6 * size)
        ax.text(left + 1.7 * size, y, name, fontsize=size, va="center")
        ax.text(width, y, figures, fontsize=size, va="center", ha="right", weight="bold")
    below = top - (len(listed) + 1.2) * line
    below -= _list_others(result, ax, left, below, unlisted=len(won) - len(listed))
    _draw_key(result, ax, left, below)


def _list_others(result: Ternary | TwoWay, ax: Axes, left: float, top: float, *, unlisted: int) -> float:
    """Count the winners that are not listed, name the sites without an area; return the height that takes."""
    size = 0.85 * type_size(ax)
    losers = [result.study.site_title(str(site)) for site in result.shares.index[result.shares <= 0]]
    words = [f"{unlisted} more on less."] if unlisted else []
    words += [f"No area of its own: {join_words(losers)}"] if losers else []
    lines = wrapped(" ".join(words), size, points(ax)[0] - left, lines=3)
    if not lines:
        return 0.0
    ax.text(left, top, "\n".join(lines), fontsize=size, va="top", linespacing=LEADING)
    return (len(lines) * LEADING + 1.4) * size


def _draw_key(result: Ternary | TwoWay, ax: Axes, left: float, top: float) -> None:
    size, width = 0.85 * type_size(ax), points(ax)[0]
    parts = [f"{result.study.column_title(n)} {weight(w)}" for n, w in zip(result.names, result.base, strict=True)]
    _marker(ax, left + 0.7 * size, top)
    ax.text(left + 2 * size, top, "The study's weights", fontsize=size, va="center", weight="bold")
    for row, part in enumerate(parts, start=1):
        text = fitted(part, size, width - left - 2 * size)
        ax.text(left + 2 * size, top - 1.4 * row * size, text, fontsize=size, va="center")
