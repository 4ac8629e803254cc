"""How performance on one criterion becomes value: the curve or the levels, with the sites on it."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from siting import narrate
from siting.charts.lettering import fitted, spread, text_width
from siting.charts.sheet import Margins, frame, points, type_size
from siting.charts.style import GREY, INK, site_look, slide, study_style
from siting.charts.winner_map import FloatArray
from siting.errors import MethodError
from siting.evaluation import Evaluation, value_functions
from siting.labels import format_quantity
from siting.narrate.wording import listed, site_name
from siting.values import Levels, ValueFunction
from siting.values.curves import Curve
from siting.values.points import level_name

__all__ = ["value_function"]

MOST_SITES = 16


def value_function(ev: Evaluation, criterion: str, ax: Axes | None = None) -> Axes:
    """Draw the value function of a criterion, and each site at its performance.

    Numbers have a curve; named levels stand side by side, from the least to the most valued.

    Parameters
    ----------
    ev
        The evaluation.
    criterion
        Id of a criterion.
    ax
        Where to draw; a new slide if left out.

    Raises
    ------
    MethodError
        If the criterion is unknown, or no site has a figure on it.

    Examples
    --------
    >>> import pandas as pd, siting
    >>> table = pd.DataFrame({"cost": [900.0, 400.0]}, index=["Belvidere", "Cassino"])
    >>> study = siting.Study.from_frame(table, ranges={"cost": (1000, 0)})
    >>> ax = value_function(siting.evaluate(study), "cost")
    >>> ax.get_xlabel()
    'cost'
    """
    function = _function(ev, criterion)
    known = ev.performance[criterion].dropna()
    with study_style(ev.study):
        ax = slide() if ax is None else ax
        _frame(ev, ax, criterion, known)
        ax.set_ylim(-0.04, 1.04)
        places = _draw_levels(ax, function, known) if isinstance(function, Levels) else _draw_curve(ax, function, known)
        sites = pd.DataFrame({"place": places, "value": function(known)}, index=known.index)
        _draw_sites(ev, ax, sites.iloc[:MOST_SITES])
        _name_axes(ev, ax, criterion)
    return ax


def _function(ev: Evaluation, criterion: str) -> ValueFunction:
    if criterion not in ev.performance:
        raise MethodError(f"there is no criterion {criterion!r}; known: {', '.join(map(str, ev.performance.columns))}")
    function = value_functions(ev.study, ev.performance)[criterion]
    if function is None or ev.performance[criterion].isna().all():
        raise MethodError(f"no site has a figure for {criterion!r}")
    return function


def _draw_levels(ax: Axes, function: Levels, known: pd.Series[Any]) -> FloatArray:
    """Draw a column for each level, and return at which column each site stands."""
    size = type_size(ax)
    names = sorted(function.levels, key=lambda level: function.levels[level])
    values = [function.levels[name] for name in names]
    ax.bar(range(len(names)), values, width=0.5, color="#EEEEEE", zorder=0)
    ends = [(place - 0.25, place + 0.25) for place in range(len(names))]
    for (left, right), value in zip(ends, values, strict=True):
        ax.plot([left, right], [value, value], color=GREY, linewidth=0.16 * size, label="_level")
    ax.set_xlim(-0.5, len(names) - 0.5)
    room = points(ax)[0] / len(names) - size
    ax.set_xticks(range(len(names)), [fitted(name, 0.85 * size, room) for name in names])
    return np.array([names.index(level_name(level)) for level in known], dtype=np.float64)


def _draw_curve(ax: Axes, function: Curve, known: pd.Series[Any]) -> FloatArray:
    """Draw the curve over all its corners and all sites, and return the performance of each site."""
    figures = np.asarray(known, dtype=np.float64)
    grid = _grid(function, figures)
    ax.plot(grid, function(grid), color=GREY, linewidth=0.16 * type_size(ax), label="value function")
    room = 0.02 * float(np.ptp(grid))
    ax.set_xlim(grid[0] - room, grid[-1] + room)
    ax.xaxis.set_major_formatter(lambda figure, _: format_quantity(figure, ""))
    ax.xaxis.set_major_locator(MaxNLocator(6))
    return figures


def _grid(function: Curve, known: FloatArray) -> FloatArray:
    """Return performances over the whole curve and all sites, the corners of straight pieces included."""
    fields = function.model_dump()
    corners = [fields[name] for name in ("worst", "best", "low", "high", "target") if name in fields]
    corners += [point[0] for point in fields.get("points", ())]
    if "tolerance" in fields:
        corners += [fields["target"] - fields["tolerance"], fields["target"] + fields["tolerance"]]
    ends = np.array([*corners, *known], dtype=float)
    return np.unique([*np.linspace(ends.min(), ends.max(), 201), *ends])


def _frame(ev: Evaluation, ax: Axes, criterion: str, known: pd.Series[Any]) -> None:
    size = type_size(ax)
    title = narrate.value_function(ev, criterion)
    cut = [f"The first {MOST_SITES} of {len(known)} sites are shown."] if len(known) > MOST_SITES else []
    missing = listed(
        site_name(ev.study, str(site)) for site in ev.performance.index.difference(known.index, sort=False)
    )
    gaps = [f"No evidence: {missing}."] if missing else []
    widest = max(text_width(fitted(ev.study.site_title(str(site)), size, 14 * size), size) for site in known.index)
    frame(
        ax,
        title=title,
        notes=[*cut, *gaps, narrate.footnote(ev.study)],
        alt=f"{title} Value from 0 to 1 over performance, with a point for each site.",
        margins=Margins(left=3.4 * size, right=widest + 2 * size, bottom=2.9 * size),
    )


def _draw_sites(ev: Evaluation, ax: Axes, sites: pd.DataFrame) -> None:
    """Draw each site at its place on the axis and its value, with its name beside the frame."""
    (width, height), size = points(ax), type_size(ax)
    low, high = ax.get_ylim()
    heights = spread(sites["value"].to_numpy(), 1.2 * size / height * (high - low), low=0.0, high=1.0)
    edge, reach = ax.get_xlim()[1], 1.2 * size / width * np.ptp(ax.get_xlim())
    for (site, row), at in zip(sites.iterrows(), heights, strict=True):
        look = site_look(ev.study, str(site))
        leader = [row["place"], edge, edge + 0.8 * reach], [row["value"], row["value"], at]
        ax.plot(*leader, color="#CCCCCC", linewidth=0.9, clip_on=False, zorder=1)
        ax.plot(row["place"], row["value"], look.marker, color=look.colour, markersize=0.7 * size, label=str(site))
        name = fitted(ev.study.site_title(str(site)), size, 14 * size)
        ax.text(edge + reach, at, name, fontsize=size, va="center", color=INK)


def _name_axes(ev: Evaluation, ax: Axes, criterion: str) -> None:
    size = type_size(ax)
    label = f"{ev.study.column_title(criterion)} ({ev.study.criteria[criterion].unit})".removesuffix(" ()")
    ax.set_xlabel(fitted(label, size, points(ax)[0]), fontsize=size)
    ax.set_ylabel("value", fontsize=size)
    ax.set_yticks([0, 0.5, 1])
    ax.tick_params(labelsize=0.85 * size)
