"""What each site's overall value is made of: stacked bars, best on top."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Patch
from matplotlib.transforms import ScaledTranslation

from siting import narrate
from siting.charts.legend import TYPE, WIDEST, draw_legend, legend_rows
from siting.charts.lettering import fitted, text_width
from siting.charts.sheet import LEADING, Margins, frame, points, type_size
from siting.charts.style import GREY, INK, Look, criterion_looks, house_style, site_look, slide
from siting.evaluation import Evaluation
from siting.labels import format_percent

__all__ = ["contributions"]

MOST_SITES = 30
"""More rows than this cannot be read; the best are drawn and the footnote says so."""

FEWEST_ROWS = 3
"""Room is kept for so many rows, so that one or two bars do not fill the sheet."""

BAR = 0.66
"""Thickness of a bar as a share of its row."""


def contributions(ev: Evaluation, ax: Axes | None = None) -> Axes:
    """Draw stacked bars of weight x partial value, one per site, best on top.

    A site with missing cells ends in an open box from its lowest to its highest possible overall value.

    Parameters
    ----------
    ev
        The evaluation.
    ax
        Where to draw; a new slide if left out.

    Examples
    --------
    >>> import pandas as pd, siting
    >>> table = pd.DataFrame({"market": [9.0, 4.0], "labour": [5.0, 6.0]}, index=["Belvidere", "Cassino"])
    >>> ax = contributions(siting.evaluate(siting.Study.from_frame(table)))
    >>> [label.get_text() for label in ax.get_yticklabels()]
    ['1. Belvidere', '1. Cassino']
    """
    with house_style():
        ax = slide() if ax is None else ax
        sites = _best_first(ev)
        names = _row_names(ev, sites[:MOST_SITES], ax)
        rows = legend_rows(_criterion_handles(ev, ax), ax)
        _frame(ev, ax, sites, names, len(rows))
        high = max([1e-9, *ev.bounds.loc[sites, "high"].to_numpy(dtype=float)])
        ax.set(xlim=(0.0, high), ylim=(max(len(names), FEWEST_ROWS) - 0.5, -0.5))
        looks = criterion_looks(ev.study)
        for row, site in enumerate(names):
            _draw_bar(ev, ax, site, row, looks)
        _label_rows(ev, ax, names)
        draw_legend(ax, rows)
    return ax


def _best_first(ev: Evaluation) -> list[str]:
    """Ranked sites from best to worst, then the unranked by what they can reach."""
    ranked = ev.ranks.dropna().astype(int).sort_values(kind="stable").index
    unranked = ev.bounds.loc[list(ev.unranked), "high"].sort_values(ascending=False, kind="stable").index
    return [*ranked, *unranked]


def _row_names(ev: Evaluation, sites: list[str], ax: Axes) -> dict[str, str]:
    size = _row_size(ax, len(sites))
    places = {site: "-" if pd.isna(ev.ranks[site]) else f"{ev.ranks[site]}." for site in sites}
    return {site: fitted(f"{places[site]} {ev.study.site_title(site)}", size, 17 * type_size(ax)) for site in sites}


def _row_size(ax: Axes, rows: int) -> float:
    return type_size(ax) * min(1.0, 19.0 / max(rows, 1))


def _criterion_handles(ev: Evaluation, ax: Axes) -> list[Patch]:
    looks, size = criterion_looks(ev.study), TYPE * type_size(ax)
    room = WIDEST * size - text_width(" 100 %", size)
    return [
        Patch(
            facecolor=looks[str(name)].colour,
            hatch=looks[str(name)].hatch,
            edgecolor="white",
            label=f"{fitted(ev.study.column_title(str(name)), size, room)} {format_percent(share)}",
        )
        for name, share in ev.weights.items()
    ]


def _frame(ev: Evaluation, ax: Axes, sites: list[str], names: dict[str, str], legend_lines: int) -> None:
    size = type_size(ax)
    cut = [f"The best {len(names)} of {len(sites)} sites are shown."] if len(names) < len(sites) else []
    figures = "Figures in the bars: weight x partial value."
    notes = [*narrate.exclusions_in_short(ev), *cut, figures, narrate.footnote(ev.study)]
    widest = max((text_width(name, _row_size(ax, len(names))) for name in names.values()), default=0.0)
    ends = max((text_width(_end(ev, site), size, weight="bold") for site in names), default=0.0)
    frame(
        ax,
        title=narrate.lead(ev),
        notes=notes,
        alt=f"{narrate.headline(ev)} Stacked bars of the contribution of each criterion. {narrate.ranking(ev)}",
        margins=Margins(left=widest + 1.7 * size, right=ends + 0.6 * size, top=legend_lines * LEADING * 1.1 * size),
    )


def _draw_bar(ev: Evaluation, ax: Axes, site: str, row: int, looks: dict[str, Look]) -> None:
    left = 0.0
    lengths = ev.contributions.loc[site].to_numpy(dtype=float)
    for (criterion, look), length in zip(looks.items(), lengths, strict=True):
        if np.isnan(length):
            continue
        ax.barh(
            row, length, BAR, left=left, color=look.colour, hatch=look.hatch, edgecolor="white", linewidth=1.0,
            label=[f"{site}: {criterion}"],
        )  # fmt: skip
        _label_segment(ax, left, length, row, look)
        left += length
    low, high = _bounds(ev, site)
    if high > low:
        ax.barh(
            row, high - low, BAR, left=low, facecolor="none", edgecolor=GREY, linestyle="--", linewidth=1.2,
            label=[f"{site}: range"],
        )  # fmt: skip


def _label_segment(ax: Axes, left: float, length: float, row: int, look: Look) -> None:
    width, height = points(ax)
    size = 0.8 * type_size(ax)
    room = length / ax.get_xlim()[1] * width
    thick = BAR * height / abs(ax.get_ylim()[1] - ax.get_ylim()[0])
    text = f"{length:.2f}"
    if text_width(text, size) + 0.2 * size <= room and 1.2 * size <= thick and not look.hatch:
        ax.text(left + length / 2, row, text, ha="center", va="center_baseline", fontsize=size, color=look.ink)


def _label_rows(ev: Evaluation, ax: Axes, names: dict[str, str]) -> None:
    size = _row_size(ax, len(names))
    ax.set_yticks(range(len(names)), list(names.values()), fontsize=size)
    ax.tick_params(axis="y", length=0, pad=1.5 * type_size(ax))
    ax.set_xticks([])
    ax.spines["bottom"].set_visible(False)
    figure = ax.get_figure(root=True)
    beside = ax.transData + ScaledTranslation(-0.7 * type_size(ax) / 72, 0, figure.dpi_scale_trans)  # type: ignore[union-attr]
    for row, site in enumerate(names):
        look = site_look(ev.study, site)
        ax.scatter(
            [0], [row], s=(0.6 * size) ** 2, marker="s", color=look.colour, hatch=look.hatch, edgecolor="white",
            linewidth=0, transform=beside, clip_on=False, zorder=5,
        )  # fmt: skip
        weight = "normal" if site in ev.unranked else "bold"
        ax.annotate(
            _end(ev, site), (_bounds(ev, site)[1], row), (0.5 * size, 0), textcoords="offset points", va="center",
            fontsize=size, color=INK, weight=weight, annotation_clip=False,
        )  # fmt: skip


def _end(ev: Evaluation, site: str) -> str:
    if site not in ev.unranked:
        return f"{ev.overall[site]:.3f}"
    low, high = _bounds(ev, site)
    return f"{low:.3f} to {high:.3f}, unranked"


def _bounds(ev: Evaluation, site: str) -> tuple[float, float]:
    low, high = ev.bounds.loc[site, ["low", "high"]].to_numpy(dtype=float)
    return float(low), float(high)
