"""What a car costs at its market, site by site: stacked bars of all that depends on the place, cheapest on top."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import to_hex
from matplotlib.patches import Patch

from siting.charts.legend import draw_legend, legend_rows
from siting.charts.lettering import fitted, text_width
from siting.charts.sheet import LEADING, Margins, frame, points, type_size
from siting.charts.style import INK, RAMP, Look, slide, study_style
from siting.errors import MethodError, did_you_mean
from siting.labels import format_number
from siting.money.appraisal import PARTS, Appraisal
from siting.narrate import money as words
from siting.narrate.wording import site_name

__all__ = ["landed_cost", "part_looks"]

BAR = 0.66
"""Thickness of a bar as a share of its row."""
FEWEST_ROWS = 3
_PLACED = tuple(part for part in PARTS if part != "common")


def landed_cost(appraisal: Appraisal, market: str | None = None, ax: Axes | None = None) -> Axes:
    """Draw stacked bars of the landed cost per car without the cost that is the same everywhere.

    Parameters
    ----------
    appraisal
        What `siting.money.appraise` returns.
    market
        One market; the mean over all, weighted by demand, if left out.
    ax
        Where to draw; a new slide if left out.

    Raises
    ------
    MethodError
        If the cars go to no such market.
    """
    with study_style(appraisal.study):
        ax = slide() if ax is None else ax
        table = _table(appraisal, market)
        looks = part_looks(table)
        rows = legend_rows([Patch(facecolor=look.colour, label=part) for part, look in looks.items()], ax)
        _frame(appraisal, ax, table, market, legend_lines=len(rows))
        ax.set(xlim=(0.0, float(table[list(looks)].sum(axis=1).max())))
        ax.set(ylim=(max(len(table), FEWEST_ROWS) - 0.5, -0.5))
        for row, site in enumerate(table.index):
            _draw_bar(ax, row, table.loc[site], looks, str(site))
        _label(appraisal, ax, table)
        draw_legend(ax, rows)
    return ax


def _table(appraisal: Appraisal, market: str | None) -> pd.DataFrame:
    if market is None:
        table = appraisal.cost
    else:
        landed = appraisal.landed
        markets = landed["market"].unique().tolist()
        if market not in markets:
            raise MethodError(f"the cars go to no market {market!r}; {did_you_mean(market, markets)}")
        table = landed[landed["market"] == market].set_index("site")
    return table.sort_values("total", kind="stable")


def part_looks(table: pd.DataFrame) -> dict[str, Look]:
    """Return a blue for each part that is not nothing everywhere; a part keeps its blue from chart to chart."""
    looks = {part: Look(to_hex(RAMP(at / (len(_PLACED) - 1)))) for at, part in enumerate(_PLACED)}
    return {part: look for part, look in looks.items() if (table[part] != 0).any()}


def _frame(appraisal: Appraisal, ax: Axes, table: pd.DataFrame, market: str | None, *, legend_lines: int) -> None:
    size = type_size(ax)
    common = format_number(float(table["common"].iloc[0]))
    title = words.landed_cost(appraisal, market)
    listing = ", ".join(
        f"{site_name(appraisal.study, str(s))} {format_number(float(t))}" for s, t in table["total"].items()
    )
    notes = [f"USD per car, without {common} USD that is the same everywhere.", words.cost_basis(appraisal)]
    names = [site_name(appraisal.study, str(site)) for site in table.index]
    frame(
        ax,
        title=title,
        notes=notes,
        alt=f"{title} Stacked bars of the parts of the landed cost. In USD per car: {listing}.",
        margins=Margins(
            left=min(max(text_width(name, size) for name in names), 15 * size) + 0.8 * size,
            right=text_width("+00,000", size, weight="bold") + 0.6 * size,
            top=legend_lines * LEADING * 1.1 * size,
        ),
    )


def _draw_bar(ax: Axes, row: int, parts: pd.Series[float], looks: dict[str, Look], site: str) -> None:
    left, size = 0.0, 0.75 * type_size(ax)
    scale = points(ax)[0] / ax.get_xlim()[1]
    for part, look in looks.items():
        length = float(parts[part])
        ax.barh(row, length, BAR, left=left, color=look.colour, edgecolor="white", linewidth=1.0, gid=f"{site}: {part}")
        text = format_number(round(length))
        if text_width(text, size) + 0.4 * size < length * scale:
            ax.text(left + length / 2, row, text, ha="center", va="center_baseline", fontsize=size, color=look.ink)
        left += length


def _label(appraisal: Appraisal, ax: Axes, table: pd.DataFrame) -> None:
    size = type_size(ax)
    names = [fitted(site_name(appraisal.study, str(site)), size, 15 * size) for site in table.index]
    ax.set_yticks(range(len(names)), names, fontsize=size)
    ax.tick_params(axis="y", length=0)
    ax.set_xticks([])
    ax.spines["bottom"].set_visible(False)
    for row, total in enumerate(table[list(_PLACED)].sum(axis=1)):
        ax.annotate(
            f"+{format_number(round(float(total)))}", (float(total), row), (0.4 * size, 0), textcoords="offset points",
            va="center", fontsize=size, color=INK, weight="bold", annotation_clip=False,
        )  # fmt: skip
