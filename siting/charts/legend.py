"""A legend above the drawing that reads from left to right and wraps like text."""

from __future__ import annotations

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.legend import Legend
from matplotlib.patches import Patch
from matplotlib.transforms import ScaledTranslation

from siting.charts.lettering import fitted, text_width
from siting.charts.sheet import LEADING, points, type_size
from siting.charts.style import Sheet

__all__ = ["TYPE", "WIDEST", "draw_legend", "legend_rows"]

TYPE = 0.85
"""Type size, as a multiple of the running text."""

WIDEST = 20.0
"""Width of the longest label, in units of the type size; on narrow drawings less."""

KEY, GAP, BETWEEN = 1.1, 0.45, 1.3
"""Width of a colour key, its distance to the text and the distance of two entries, in units of the type size."""


def legend_rows(handles: list[Patch], ax: Axes) -> list[list[Patch]]:
    """Break entries into rows that fit above the axes; labels that are too long are shortened."""
    size = TYPE * type_size(ax)
    width = points(ax)[0] * (0.7 if isinstance(ax, Sheet) else 1.0)
    rows: list[list[Patch]] = []
    used = width
    for handle in handles:
        handle.set_label(fitted(str(handle.get_label()), size, min(width - 2 * size, WIDEST * size)))
        need = text_width(str(handle.get_label()), size) + (KEY + GAP + BETWEEN) * size
        if used + need > width + BETWEEN * size:
            rows.append([])
            used = 0.0
        rows[-1].append(handle)
        used += need
    return rows


def draw_legend(ax: Axes, rows: list[list[Patch]]) -> None:
    """Draw the rows above the axes, the first on top."""
    size = TYPE * type_size(ax)
    figure = ax.get_figure(root=True)
    for place, row in enumerate(reversed(rows)):
        lift = (0.6 + place * LEADING * 1.25) * size / 72
        above = ax.transAxes + ScaledTranslation(0, lift, figure.dpi_scale_trans)  # type: ignore[union-attr]
        handles: list[Artist] = list(row)
        legend = Legend(
            ax, handles, [str(handle.get_label()) for handle in row], ncols=len(row), loc="lower left",
            bbox_to_anchor=(0, 1), bbox_transform=above, fontsize=size, frameon=False, borderpad=0, borderaxespad=0,
            handlelength=KEY, handleheight=0.8, handletextpad=GAP, columnspacing=BETWEEN,
        )  # fmt: skip
        legend.set_clip_on(False)
        ax.add_artist(legend)
