"""Who wins where, as the weight is divided among three branches: exact polygons in a triangle."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Polygon, Rectangle
from numpy.typing import NDArray

from siting import narrate
from siting.charts.lettering import fitted, text_width, wrapped
from siting.charts.sheet import LEADING, Margins, frame, points, type_size
from siting.charts.style import GREY, INK, Look, house_style, site_look, slide
from siting.labels import join_words
from siting.narrate.wording import share, weight
from siting.sensitivity import Ternary

__all__ = ["ternary"]

HEIGHT = np.sqrt(3) / 2
"""Height of a triangle of side 1."""

UNDER_LIST = 8
"""Lines that are kept free under the list of winners."""

FloatArray = NDArray[np.float64]


def ternary(result: Ternary, ax: Axes | None = None) -> Axes:
    """Draw the triangle of weights with the region where each site wins; the study's own weights are a point in it.

    Data coordinates of the axes are points of 1/72 in.

    Parameters
    ----------
    result
        The exact regions.
    ax
        Where to draw; a new slide if left out.

    Examples
    --------
    >>> import pandas as pd, siting
    >>> table = pd.DataFrame({"a": [9.0, 4.0], "b": [5.0, 6.0], "c": [1.0, 3.0]}, index=["Belvidere", "Cassino"])
    >>> ax = ternary(siting.sensitivity.ternary(siting.Study.from_frame(table), ("a", "b", "c")))
    >>> len(ax.patches) >= 2
    True
    """
    with house_style():
        ax = slide() if ax is None else ax
        frame(
            ax,
            title=narrate.ternary(result),
            notes=_notes(result),
            alt=f"{narrate.ternary(result)} Triangle of weights with a region for each winning site.",
            margins=Margins(),
        )
        width, height = points(ax)
        ax.set(xlim=(0, width), ylim=(0, height))
        ax.set_axis_off()
        corners = _corners(ax)
        _draw_regions(result, ax, corners)
        _draw_scale(ax, corners)
        _name_corners(result, ax, corners)
        _draw_own_weights(result, ax, corners)
        _draw_panel(result, ax, float(corners[2, 0]))
    return ax


def _notes(result: Ternary) -> list[str]:
    notes = ["Lines every 20 % of weight; an area is the share of all weightings."]
    if result.weight < 1 - 1e-9:
        notes.append(f"The three divide {weight(result.weight)} of the weight; the rest stays as it is.")
    return [*notes, *narrate.left_out(result), narrate.footnote(result.study)]


def _corners(ax: Axes) -> FloatArray:
    """Corners of the triangle (top, left, right) with room for the names and the scale."""
    (width, height), size = points(ax), type_size(ax)
    side = min((height - 5.4 * size) / HEIGHT, 0.60 * width)
    left, bottom = 3.0 * size, 3.4 * size
    return np.array([[left + side / 2, bottom + HEIGHT * side], [left, bottom], [left + side, bottom]])


def _draw_regions(result: Ternary, ax: Axes, corners: FloatArray) -> None:
    for site, region in result.regions.items():
        look = site_look(result.study, site)
        outline = np.asarray(region, dtype=float) @ corners
        ax.add_patch(
            Polygon(
                outline,
                facecolor=look.colour,
                hatch=look.hatch,
                edgecolor="white",
                linewidth=1.2,
                label=f"wins: {site}",
            )
        )
        _label_region(ax, outline, result.study.site_title(site), look=look)
    ax.add_patch(Polygon(corners, fill=False, edgecolor=INK, linewidth=1.4))


def _label_region(ax: Axes, outline: FloatArray, name: str, *, look: Look) -> None:
    size = type_size(ax)
    need = min(text_width(name, size, weight="bold"), 9 * size) + 0.6 * size
    left, right, level = _line_at(outline, _centre_level(outline), size)
    if right - left < need:
        left, right, level = _widest_line(outline, size)
    room = right - left - 0.6 * size
    if right - left < need:
        return
    box = {"boxstyle": "round,pad=0.2", "facecolor": "white", "edgecolor": "none"} if look.hatch else None
    ax.text(
        (left + right) / 2, level, fitted(name, size, room, weight="bold"), color="black" if look.hatch else look.ink,
        weight="bold", fontsize=size, ha="center", va="center", bbox=box, zorder=4,
    )  # fmt: skip


def _widest_line(outline: FloatArray, thick: float) -> tuple[float, float, float]:
    """Left, right and height of the longest line of letters, `thick` points high, inside a convex polygon."""
    levels = np.linspace(outline[:, 1].min(), outline[:, 1].max(), 33)[1:-1]
    return max((_line_at(outline, level, thick) for level in levels), key=lambda line: line[1] - line[0])


def _line_at(outline: FloatArray, level: float, thick: float) -> tuple[float, float, float]:
    above, below = _chord(outline, level + thick / 2), _chord(outline, level - thick / 2)
    return max(above[0], below[0]), min(above[1], below[1]), float(level)


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


def _draw_scale(ax: Axes, corners: FloatArray) -> None:
    """Draw lines of equal weight every 20 %; each edge carries the scale of one corner."""
    size = 0.75 * type_size(ax)
    for corner, (leaving, entering) in enumerate(((2, 1), (0, 2), (1, 0))):
        for percent in (20, 40, 60, 80):
            level = percent / 100
            end = level * corners[corner] + (1 - level) * corners[leaving]
            start = level * corners[corner] + (1 - level) * corners[entering]
            outward = (end - start) / np.linalg.norm(end - start)
            tip = end + 0.6 * size * outward
            ax.plot(*np.transpose([start, end]), color="white", alpha=0.5, linewidth=0.9, zorder=2)
            ax.plot(*np.transpose([end, tip]), color=GREY, linewidth=1.0)
            x, y = tip + 0.25 * size * outward
            ax.text(
                x, y, f"{percent} %", fontsize=size, color=GREY,
                ha=("left", "right", "center")[corner], va=("center", "bottom", "top")[corner],
            )  # fmt: skip


def _name_corners(result: Ternary, ax: Axes, corners: FloatArray) -> None:
    size = type_size(ax)
    right = corners[2, 0] + 9 * size
    names = [f"100 % {result.study.column_title(name)}" for name in result.names]
    below = corners[1, 1] - 2.1 * size
    places = (
        (names[0], 2 * corners[0, 0], corners[0, 0], corners[0, 1] + 0.4 * size, "center", "bottom"),
        (names[1], right / 2 - size, 0.0, below, "left", "top"),
        (names[2], right / 2 - size, right, below, "right", "top"),
    )
    for text, room, x, y, across, along in places:
        name = fitted(text, size, room, weight="bold")
        ax.text(x, y, name, fontsize=size, weight="bold", ha=across, va=along)


def _draw_own_weights(result: Ternary, ax: Axes, corners: FloatArray) -> None:
    at = np.asarray(result.base, dtype=float) @ corners
    _marker(ax, *at)


def _marker(ax: Axes, x: float, y: float) -> None:
    size = type_size(ax)
    ax.plot(
        x, y, "o", markersize=0.85 * size, markerfacecolor="white", markeredgecolor="black", markeredgewidth=2,
        zorder=6, label="own weights",
    )  # fmt: skip
    ax.plot(x, y, "o", markersize=0.3 * size, color="black", zorder=7)


def _draw_panel(result: Ternary, ax: Axes, edge: float) -> None:
    """List who wins on which share of the triangle, and the study's own weights."""
    (width, height), size = points(ax), type_size(ax)
    left, line = edge + 5.5 * size, 1.75 * size
    room = width - left
    top = height - size
    ax.text(left, top, "Wins on this share of the triangle", fontsize=0.85 * size, color=GREY, va="center")
    won = result.shares[result.shares > 0].sort_values(ascending=False, kind="stable")
    listed = won.iloc[: max(1, int(top / line - UNDER_LIST))]
    for row, (site, area) in enumerate(listed.items(), start=1):
        look, y = site_look(result.study, str(site)), top - row * line
        ax.add_patch(
            Rectangle(
                (left, y - 0.4 * size),
                1.2 * size,
                0.8 * size,
                facecolor=look.colour,
                hatch=look.hatch,
                edgecolor="white",
            )
        )
        figures = share(float(area))
        name = fitted(result.study.site_title(str(site)), size, room - 2 * size - 6 * size)
        ax.text(left + 1.7 * size, y, name, fontsize=size, va="center")
        ax.text(width, y, figures, fontsize=size, va="center", ha="right", weight="bold")
    below = top - (len(listed) + 1.2) * line
    below -= _list_others(result, ax, left, below, unlisted=len(won) - len(listed))
    _draw_key(result, ax, left, below)


def _list_others(result: Ternary, ax: Axes, left: float, top: float, *, unlisted: int) -> float:
    """Count the winners that are not listed, name the sites that win nowhere; return the height that takes."""
    size = 0.85 * type_size(ax)
    losers = [result.study.site_title(str(site)) for site in result.shares.index[result.shares <= 0]]
    words = [f"{unlisted} more on less."] if unlisted else []
    words += [f"Never first: {join_words(losers)}"] if losers else []
    lines = wrapped(" ".join(words), size, points(ax)[0] - left, lines=3)
    if not lines:
        return 0.0
    ax.text(left, top, "\n".join(lines), fontsize=size, va="top", linespacing=LEADING)
    return (len(lines) * LEADING + 1.4) * size


def _draw_key(result: Ternary, ax: Axes, left: float, top: float) -> None:
    size, width = 0.85 * type_size(ax), points(ax)[0]
    parts = [f"{result.study.column_title(n)} {weight(w)}" for n, w in zip(result.names, result.base, strict=True)]
    _marker(ax, left + 0.7 * size, top)
    ax.text(left + 2 * size, top, "The study's weights", fontsize=size, va="center", weight="bold")
    for row, part in enumerate(parts, start=1):
        text = fitted(part, size, width - left - 2 * size)
        ax.text(left + 2 * size, top - 1.4 * row * size, text, fontsize=size, va="center")
