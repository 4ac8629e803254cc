"""Overall values as one weight goes from 0 to 100 %, with the weights at which the winner changes."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle
from matplotlib.ticker import PercentFormatter

from siting import narrate
from siting.charts.lettering import fitted, spread, text_width
from siting.charts.sheet import Margins, frame, points, type_size
from siting.charts.style import GREY, INK, site_look, slide, study_style
from siting.narrate.wording import weight as in_percent
from siting.sensitivity import Sweep

__all__ = ["sweep"]

MOST_NAMED = 24
"""More lines than this are drawn in grey without a name, unless their site leads somewhere."""

BAND = 1.3
"""Height of the band of winners, as a multiple of the running text."""


def sweep(result: Sweep, ax: Axes | None = None) -> Axes:
    """Draw a line of overall value per site over the weight that is swept, and a band that shows who leads.

    Parameters
    ----------
    result
        The sweep of one criterion or objective.
    ax
        Where to draw; a new slide if left out.

    Examples
    --------
    >>> import pandas as pd, siting
    >>> table = pd.DataFrame({"market": [9.0, 4.0], "labour": [5.0, 6.0]}, index=["Belvidere", "Cassino"])
    >>> ax = sweep(siting.sensitivity.sweep(siting.Study.from_frame(table), "market"))
    >>> ax.get_xlabel()
    'weight of market'
    """
    with study_style(result.study):
        ax = slide() if ax is None else ax
        lines = result.frame.pivot_table(index="weight", columns="site", values="overall", sort=False)
        spans = _spans(result)
        named = _named(result, lines, [site for site, _, _ in spans])
        _frame(result, ax, lines, named)
        _draw_lines(result, ax, lines, named)
        _label_lines(result, ax, lines, named)
        _draw_band(result, ax, spans)
        _mark_switches(result, ax, lines)
        _mark_own_weight(result, ax)
    return ax


def _spans(result: Sweep) -> list[tuple[str, float, float]]:
    """Who leads from which weight to which."""
    table = result.switches
    edges = [0.0, *table["weight"].astype(float), 1.0]
    if len(table):
        winners = [str(table["from_site"].iloc[0]), *table["to_site"].astype(str)]
    else:
        winners = [str(result.frame.loc[result.frame["rank"] == 1, "site"].mode().iloc[0])]
    return list(zip(winners, edges[:-1], edges[1:], strict=True))


def _named(result: Sweep, lines: pd.DataFrame, winners: list[str]) -> list[str]:
    if len(lines.columns) <= MOST_NAMED:
        return list(lines.columns)
    nearest = int(np.abs(lines.index.to_numpy(dtype=float) - result.base_weight).argmin())
    near = lines.iloc[nearest].sort_values(ascending=False, kind="stable")
    best = [str(site) for site in near.index if site not in winners]
    kept = {*winners, *best[: max(MOST_NAMED - len(set(winners)), 0)]}
    return [site for site in lines.columns if site in kept]


def _frame(result: Sweep, ax: Axes, lines: pd.DataFrame, named: list[str]) -> None:
    size = type_size(ax)
    grey = len(lines.columns) - len(named)
    notes = [f"{grey} more sites in grey."] if grey else []
    notes += narrate.left_out(result)
    widest = max(text_width(_site_label(result, site, size), size) for site in named)
    title = narrate.switches(result)
    frame(
        ax,
        title=title,
        notes=[*notes, "All other weights keep their proportions.", narrate.footnote(result.study)],
        alt=f"{title} Lines of overall value over the weight of {result.study.column_title(result.name)}.",
        margins=Margins(left=3.2 * size, right=widest + 1.6 * size, top=2.6 * size, bottom=(BAND + 3.4) * size),
    )


def _site_label(result: Sweep, site: str, size: float) -> str:
    return fitted(result.study.site_title(site), size, 14 * size)


def _draw_lines(result: Sweep, ax: Axes, lines: pd.DataFrame, named: list[str]) -> None:
    low, high = float(lines.min().min()), float(lines.max().max())
    room = max(0.04 * (high - low), 0.01)
    ax.set(xlim=(0.0, 1.0), ylim=(low - room, high + room))
    for site in lines.columns:
        look = site_look(result.study, str(site))
        if site in named:
            ax.plot(
                lines.index, lines[site], color=look.colour, linestyle=look.dash, linewidth=0.16 * type_size(ax),
                label=str(site),
            )  # fmt: skip
        else:
            ax.plot(lines.index, lines[site], color="#CCCCCC", linewidth=0.8, zorder=1, label=str(site))
    size = type_size(ax)
    ax.xaxis.set_major_formatter(PercentFormatter(1.0, symbol=" %"))
    ax.set_xticks(np.linspace(0, 1, 6))
    ax.tick_params(labelsize=0.85 * size)
    ax.tick_params(axis="x", pad=(BAND + 0.5) * size, length=0)
    ax.set_xlabel(fitted(f"weight of {result.study.column_title(result.name)}", size, points(ax)[0]), fontsize=size)
    ax.set_ylabel("overall value", fontsize=size)


def _label_lines(result: Sweep, ax: Axes, lines: pd.DataFrame, named: list[str]) -> None:
    height = points(ax)[1]
    low, high = ax.get_ylim()
    size = min(type_size(ax), 0.95 * height / max(len(named), 1))
    scale = (high - low) / height
    ends = lines[named].iloc[-1].to_numpy(dtype=float)
    places = spread(ends, 1.2 * size * scale, low=low + 0.5 * size * scale, high=high - 0.5 * size * scale)
    for site, end, place in zip(named, ends, places, strict=True):
        look = site_look(result.study, site)
        reach = 1.2 * type_size(ax) / points(ax)[0]
        line = [1.0, 1.0 + 0.8 * reach], [end, place]
        ax.plot(*line, color=look.colour, linestyle=look.dash, linewidth=0.8, clip_on=False, label=f"_leader: {site}")
        ax.text(1.0 + reach, place, _site_label(result, site, size), fontsize=size, va="center", color=INK)


def _draw_band(result: Sweep, ax: Axes, spans: list[tuple[str, float, float]]) -> None:
    width, height = points(ax)
    thick = BAND * type_size(ax) / height
    size = 0.8 * type_size(ax)
    for site, start, end in spans:
        look = site_look(result.study, site)
        part = Rectangle(
            (start, -thick), end - start, thick, transform=ax.get_xaxis_transform(), facecolor=look.colour,
            hatch=look.hatch, edgecolor="white", clip_on=False, label=f"leads: {site}",
        )  # fmt: skip
        ax.add_patch(part)
        name = result.study.site_title(site)
        text = fitted(name, size, (end - start) * width - size)
        if len(text) > 3:
            box = {"boxstyle": "square,pad=0.1", "facecolor": "white", "edgecolor": "none"} if look.hatch else None
            ax.text(
                (start + end) / 2, -thick / 2, text, transform=ax.get_xaxis_transform(), ha="center",
                va="center_baseline", fontsize=size, color="black" if look.hatch else look.ink, bbox=box,
            )  # fmt: skip


def _mark_switches(result: Sweep, ax: Axes, lines: pd.DataFrame) -> None:
    at = result.switches["weight"].to_numpy(dtype=float)
    width = points(ax)[0]
    size = min(0.85 * type_size(ax), width / 4 / max(len(at), 1))
    places = spread(at, 4 * size / width, low=2 * size / width, high=1 - 2 * size / width)
    for weight, place, leader in zip(at, places, result.switches["from_site"], strict=True):
        value = float(np.interp(weight, lines.index, lines[leader]))
        ax.axvline(weight, color=GREY, linestyle="--", linewidth=0.07 * type_size(ax), zorder=1.5, label="switch point")
        ax.plot(weight, value, "o", markersize=0.55 * size, markerfacecolor="white", markeredgecolor=INK, zorder=6)
        _write_above(ax, in_percent(weight), place, size=size, lift=0.3)


def _mark_own_weight(result: Sweep, ax: Axes) -> None:
    own = float(result.base_weight)
    ax.axvline(own, color=INK, linewidth=0.1 * type_size(ax), zorder=1.8, label="own weight")
    size = 0.85 * type_size(ax)
    text = f"the study: {in_percent(own)}"
    half = text_width(text, size, weight="bold") / 2 / points(ax)[0]
    lift = 1.6 if len(result.switches) else 0.3
    _write_above(ax, text, min(max(own, half), 1 - half), size=size, lift=lift, weight="bold")


def _write_above(ax: Axes, text: str, at: float, *, size: float, lift: float, weight: str = "normal") -> None:
    ax.annotate(
        text, (at, 1), (0, lift * size), xycoords=ax.get_xaxis_transform(), textcoords="offset points", ha="center",
        va="bottom", fontsize=size, weight=weight, color=INK, annotation_clip=False,
    )  # fmt: skip
