"""Who wins where, as the weight is divided among three branches: exact polygons in a triangle."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes

from siting import narrate
from siting.charts.lettering import fitted
from siting.charts.sheet import Margins, frame, points, type_size
from siting.charts.style import GREY, slide, study_style
from siting.charts.winner_map import FloatArray, draw_list, draw_own_weights, draw_regions
from siting.narrate.wording import weight
from siting.sensitivity import Ternary

__all__ = ["ternary"]

HEIGHT = np.sqrt(3) / 2
"""Height of a triangle of side 1."""


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
    with study_style(result.study):
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
        draw_regions(result, ax, corners)
        _draw_scale(ax, corners)
        _name_corners(result, ax, corners)
        draw_own_weights(result, ax, corners)
        draw_list(result, ax, float(corners[2, 0]) + 5.5 * type_size(ax))
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
