"""Who wins over two weights that vary together: exact polygons in the triangle of what they can be."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes

from siting import narrate
from siting.charts.lettering import fitted
from siting.charts.sheet import Margins, frame, points, type_size
from siting.charts.style import GREY, slide, study_style
from siting.charts.winner_map import FloatArray, draw_list, draw_own_weights, draw_regions
from siting.sensitivity import TwoWay

__all__ = ["two_way"]


def two_way(result: TwoWay, ax: Axes | None = None) -> Axes:
    """Draw who wins for every pair of weights; the study's own pair is a point.

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
    >>> ax = two_way(siting.sensitivity.two_way(siting.Study.from_frame(table), ("a", "b")))
    >>> "weight of a" in [text.get_text() for text in ax.texts]
    True
    """
    with study_style(result.study):
        ax = slide() if ax is None else ax
        title = narrate.two_way(result)
        rest = "The other criteria divide in proportion what the two weights leave, nothing at the slanting edge."
        frame(
            ax,
            title=title,
            notes=[rest, *narrate.left_out(result), narrate.footnote(result.study)],
            alt=f"{title} Triangle of two weights with a region for each winning site.",
            margins=Margins(),
        )
        width, height = points(ax)
        ax.set(xlim=(0, width), ylim=(0, height))
        ax.set_axis_off()
        corners = _corners(ax)
        draw_regions(result, ax, corners)
        _draw_scale(ax, corners)
        _name_axes(result, ax, corners)
        draw_own_weights(result, ax, corners)
        draw_list(result, ax, float(corners[0, 0]) + 4 * type_size(ax))
    return ax


def _corners(ax: Axes) -> FloatArray:
    """Corners where the first weight is all (right), the second is all (top), and neither has any (origin)."""
    (width, height), size = points(ax), type_size(ax)
    left, bottom = 4.6 * size, 3.6 * size
    side = min(height - bottom - size, 0.58 * width)
    return np.array([[left + side, bottom], [left, bottom + side], [left, bottom]])


def _draw_scale(ax: Axes, corners: FloatArray) -> None:
    """Draw lines every 20 % of each weight, with figures along the two straight edges."""
    size = 0.75 * type_size(ax)
    (right, bottom), (left, top), _ = corners
    for percent in (0, 20, 40, 60, 80, 100):
        x, y = left + percent / 100 * (right - left), bottom + percent / 100 * (top - bottom)
        ax.plot([x, x], [bottom, bottom + top - y], color="white", alpha=0.5, linewidth=0.9, zorder=2)
        ax.plot([left, left + right - x], [y, y], color="white", alpha=0.5, linewidth=0.9, zorder=2)
        ax.text(x, bottom - 0.5 * size, f"{percent} %", fontsize=size, color=GREY, ha="center", va="top")
        ax.text(left - 0.5 * size, y, f"{percent} %", fontsize=size, color=GREY, ha="right", va="center")


def _name_axes(result: TwoWay, ax: Axes, corners: FloatArray) -> None:
    size = type_size(ax)
    (right, bottom), (left, top), _ = corners
    across, along = (f"weight of {result.study.column_title(name)}" for name in result.names)
    ax.text(
        (left + right) / 2, bottom - 1.9 * size, fitted(across, size, right - left), fontsize=size, weight="bold",
        ha="center", va="top",
    )  # fmt: skip
    ax.text(
        left - 3.2 * size, (bottom + top) / 2, fitted(along, size, top - bottom), fontsize=size, weight="bold",
        ha="right", va="center", rotation="vertical",
    )  # fmt: skip
