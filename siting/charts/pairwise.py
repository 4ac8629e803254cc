"""Who beats whom over a space of weights: a heat map of pairwise winning indices."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap, to_hex
from matplotlib.patches import Rectangle

from siting import narrate
from siting.charts.lettering import fitted, text_width, wrapped
from siting.charts.sheet import LEADING, Margins, frame, points, type_size
from siting.charts.style import Look, slide, study_style
from siting.narrate.wording import share
from siting.sensitivity import Acceptability

__all__ = ["pairwise"]

MOST_SITES = 14

BALANCE = LinearSegmentedColormap.from_list("balance", ["#A65A1B", "#F3DCC4", "#FFFFFF", "#C9DCEC", "#14507E"])
"""Brown where the row loses, white where it is even, blue where it wins; dark at both ends."""


def pairwise(result: Acceptability, ax: Axes | None = None) -> Axes:
    """Draw the share of weights with which the site of the row is ahead of the site of the column.

    Sites are in the order of their expected ranks, so that wins gather above the diagonal.

    Parameters
    ----------
    result
        The pairwise winning indices.
    ax
        Where to draw; a new slide if left out.

    Examples
    --------
    >>> import pandas as pd, siting
    >>> table = pd.DataFrame({"risk": [1.0, 0.75, 0.0], "skill": [0.0, 0.5, 1.0]}, index=["A", "B", "C"])
    >>> ax = pairwise(siting.sensitivity.acceptability(siting.Study.from_frame(table)))
    >>> len(ax.patches)
    6
    """
    with study_style(result.study):
        ax = slide() if ax is None else ax
        sites = [str(site) for site in result.expected_rank.sort_values(kind="stable").index[:MOST_SITES]]
        size = type_size(ax) * min(1.0, 12.0 / len(sites))
        names = [fitted(result.study.site_title(site), size, 14 * type_size(ax)) for site in sites]
        column = 0.7 * points(ax)[0] / len(sites) - 0.5 * size
        heads = [wrapped(result.study.site_title(site), 0.8 * size, column, lines=2) for site in sites]
        _frame(result, ax, names, max(len(head) for head in heads) * 0.8 * LEADING * size)
        ax.set(xlim=(-0.5, len(sites) - 0.5), ylim=(len(sites) - 0.5, -0.5))
        shares = result.pairwise.loc[sites, sites].to_numpy(dtype=float)
        for row, column_number in zip(*np.nonzero(~np.eye(len(sites), dtype=bool)), strict=True):
            at = (int(column_number), int(row))
            _draw_cell(ax, at, float(shares[row, column_number]), f"{sites[row]} beats {sites[column_number]}")
        ax.xaxis.tick_top()
        ax.set_xticks(range(len(heads)), ["\n".join(head) for head in heads], fontsize=0.8 * size)
        ax.set_yticks(range(len(names)), names, fontsize=size)
        ax.tick_params(length=0)
        ax.spines[:].set_visible(False)
    return ax


def _frame(result: Acceptability, ax: Axes, names: list[str], head: float) -> None:
    size, sites = type_size(ax), len(result.pairwise)
    title = narrate.pairwise(result)
    read = "Share of the weights with which the row beats the column."
    notes = [read, narrate.over_weights(result), narrate.precision(result)]
    if len(names) < sites:
        notes.append(f"The {len(names)} of {sites} sites with the best expected ranks are shown.")
    frame(
        ax,
        title=title,
        notes=[*notes, *narrate.left_out(result), narrate.footnote(result.study)],
        alt=f"{title} Grid of the shares with which each site beats each other one.",
        margins=Margins(left=max(text_width(name, size) for name in names) + size, top=head + 0.4 * size),
    )


def _draw_cell(ax: Axes, at: tuple[int, int], index: float, label: str) -> None:
    look, (x, y) = Look(to_hex(BALANCE(index))), at
    ax.add_patch(Rectangle((x - 0.49, y - 0.48), 0.98, 0.96, facecolor=look.colour, edgecolor="#BBBBBB", label=label))
    (width, height), columns = points(ax), abs(ax.get_xlim()[1] - ax.get_xlim()[0])
    text = share(index).replace("less than", "<").replace("more than", ">")
    size = min(0.85 * type_size(ax), 0.5 * height / columns, 0.24 * width / columns)
    ax.text(x, y, text, ha="center", va="center_baseline", fontsize=size, color=look.ink)
