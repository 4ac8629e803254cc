"""What changed between two states of a study: a map of sites and criteria, with the ranks before and after."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap, to_hex

from siting import narrate
from siting.charts.lettering import fitted, text_width, word_size, wrapped
from siting.charts.sheet import Margins, frame, points, type_size
from siting.charts.style import GREY, INK, Look, slide, study_style
from siting.evaluation.change import Change
from siting.labels import format_number
from siting.narrate import changes as words
from siting.narrate.wording import column_name, site_name

__all__ = ["change"]

WORSE_BETTER = LinearSegmentedColormap.from_list("change", ["#D55E00", "#FFFFFF", "#0072B2"])
"""From a full loss of value over none to a full gain; apart for colour-blind readers."""


def change(found: Change, ax: Axes | None = None) -> Axes:
    """Draw the change of value of every cell, figures before and after in the cell, ranks at the right.

    Parameters
    ----------
    found
        What `siting.evaluation.change` returns.
    ax
        Where to draw; a new slide if left out.
    """
    with study_style(found.after.study):
        ax = slide() if ax is None else ax
        study = found.after.study
        order = found.ranks.sort_values(["rank_after", "rank_before"], kind="stable")
        sites, criteria = [str(site) for site in order.index], list(study.criteria)
        _frame(found, ax, sites)
        ax.set(xlim=(-0.5, len(criteria) + 0.5), ylim=(len(sites) - 0.5, -0.5))
        rows = {(str(row["site"]), str(row["criterion"])): row for _, row in found.cells.iterrows()}
        for y, site in enumerate(sites):
            for x, criterion in enumerate(criteria):
                _cell(ax, x, y, rows.get((site, criterion)), f"{site}: {criterion}")
            _rank(found, ax, len(criteria), y, site)
        _labels(found, ax, sites, criteria)
    return ax


def _frame(found: Change, ax: Axes, sites: list[str]) -> None:
    size = type_size(ax)
    title = words.change(found)
    study = found.after.study
    ranks = ", ".join(f"{site_name(study, site)} {_move(found, site)}" for site in sites)
    left = max(text_width(fitted(site_name(study, site), size, 12 * size), size) for site in sites)
    frame(
        ax,
        title=title,
        notes=[
            *_sides(found),
            "Blue: the figure is worth more than before, orange: less, white: the same, or missing on one side.",
            "A dot: no change that shows. Out: screened out or without a rank.",
            narrate.footnote(study),
        ],
        alt=f"{title} Table of the changed figures. Ranks: {ranks}.",
        margins=Margins(left=left + 0.8 * size, top=3.3 * 0.75 * size * 1.25, right=0.5 * size),
    )  # fmt: skip


def _sides(found: Change) -> Iterator[str]:
    days = [ev.study.as_of for ev in (found.before, found.after)]
    if days[0] != days[1] and all(days):
        yield f"Before: as known on {days[0]}; after: on {days[1]}."


def _cell(ax: Axes, x: int, y: int, row: pd.Series[float] | None, name: str) -> None:
    if row is None or _short(row["before"]) == _short(row["after"]):
        ax.text(x, y, "·", ha="center", va="center", color=GREY, fontsize=type_size(ax))
        return
    gain = float(row["value_after"]) - float(row["value_before"])
    gain = 0.0 if np.isnan(gain) else gain
    colour = WORSE_BETTER(0.5 + 0.5 * gain)
    ax.fill(
        [x - 0.48, x + 0.48, x + 0.48, x - 0.48], [y - 0.46, y - 0.46, y + 0.46, y + 0.46], facecolor=colour,
        edgecolor=GREY, linewidth=0.6, gid=name,
    )  # fmt: skip
    size = 0.62 * type_size(ax)
    wide = points(ax)[0] / (ax.get_xlim()[1] - ax.get_xlim()[0]) * 0.92
    lines = [fitted(f"{_short(row['before'])} →", size, wide), fitted(_short(row["after"]), size, wide)]
    ink = Look(to_hex(colour)).ink
    ax.text(x, y, "\n".join(lines), ha="center", va="center", fontsize=size, color=ink, linespacing=1.1)


def _short(figure: float | str | None) -> str:
    if isinstance(figure, str):
        return figure
    return "missing" if figure is None or np.isnan(figure) else format_number(figure)


def _rank(found: Change, ax: Axes, x: int, y: int, site: str) -> None:
    ax.text(x, y, _move(found, site), ha="center", va="center", fontsize=0.85 * type_size(ax), weight="bold", color=INK)


def _move(found: Change, site: str) -> str:
    row = found.ranks.loc[site]
    return " → ".join("out" if pd.isna(row[name]) else f"{row[name]}" for name in ("rank_before", "rank_after"))


def _labels(found: Change, ax: Axes, sites: list[str], criteria: list[str]) -> None:
    study, size = found.after.study, type_size(ax)
    ax.set_yticks(range(len(sites)), [fitted(site_name(study, site), size, 12 * size) for site in sites], fontsize=size)
    wide = points(ax)[0] / (len(criteria) + 1) * 0.97
    names = [column_name(study, name) for name in criteria]
    small = word_size(names, 0.75 * size, wide, smallest=0.55 * size)
    heads = ["\n".join(wrapped(name, small, wide, lines=3)) for name in names]
    ax.xaxis.tick_top()
    ax.set_xticks(range(len(criteria) + 1), [*heads, "rank"], fontsize=small)
    ax.tick_params(length=0)
    for side in ax.spines.values():
        side.set_visible(False)
