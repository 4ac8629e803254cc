"""Why a car from one site costs more than from another: one step per element, from the one cost to the other."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from siting.charts.lettering import text_width
from siting.charts.sheet import Margins, frame, points, type_size
from siting.charts.style import GREY, INK, site_look, slide, study_style
from siting.labels import format_number
from siting.money.appraisal import Appraisal
from siting.money.rivals import waterfall
from siting.narrate import money as words
from siting.narrate.wording import site_name

__all__ = ["cost_waterfall"]

BAR = 0.6
"""Thickness of a bar as a share of its row."""
_SMALLEST = 0.5
"""Steps of less than this many USD are left out; the footnote says so."""


def cost_waterfall(appraisal: Appraisal, a: str, b: str, ax: Axes | None = None) -> Axes:
    """Draw the landed cost of site a, the difference in each element, and the landed cost of site b.

    Parameters
    ----------
    appraisal
        What `siting.money.appraise` returns.
    a, b
        Sites; draw the cheaper one first.
    ax
        Where to draw; a new slide if left out.

    Raises
    ------
    MethodError
        If a site has no price.
    """
    with study_style(appraisal.study):
        ax = slide() if ax is None else ax
        steps = waterfall(appraisal, a, b)
        shown = steps[steps["difference"].abs() >= _SMALLEST].reset_index(drop=True)
        start, end = (float(steps[name].sum()) for name in ("a", "b"))
        ends = start + shown["difference"].cumsum()
        low, high = min([start, end, *ends]), max([start, end, *ends])
        room = max(high - low, 1.0)
        _frame(appraisal, ax, (a, b), shown)
        ax.set(xlim=(low - 0.04 * room, high + 0.04 * room), ylim=(len(shown) + 1.5, -0.5))
        _totals(appraisal, ax, (a, b), (start, end), last=len(shown) + 1)
        _steps(ax, shown, start)
        _label(appraisal, ax, (a, b), shown)
    return ax


def _frame(appraisal: Appraisal, ax: Axes, pair: tuple[str, str], steps: pd.DataFrame) -> None:
    size = type_size(ax)
    title = words.cost_waterfall(appraisal, *pair)
    said = ", ".join(f"{row.element} {_signed(float(str(row.difference)))}" for row in steps.itertuples())
    names = [*(site_name(appraisal.study, site) for site in pair), *steps["element"]]
    frame(
        ax,
        title=title,
        notes=[
            "Landed cost in USD per car over all markets, without what does not differ. Grey: dearer, white: cheaper.",
            words.cost_basis(appraisal),
        ],
        alt=f"{title} Waterfall of the differences in USD per car: {said}.",
        margins=Margins(
            left=min(max(text_width(str(name), size) for name in names), 16 * size) + 0.8 * size,
            right=text_width("00,000 USD", size, weight="bold") + size,
        ),
    )


def _totals(appraisal: Appraisal, ax: Axes, pair: tuple[str, str], totals: tuple[float, float], *, last: int) -> None:
    """Mark the two costs; bars from a start above 0 would make their lengths lie."""
    thick = 0.5 * type_size(ax) / points(ax)[0] * (ax.get_xlim()[1] - ax.get_xlim()[0])
    for row, site, total in zip((0, last), pair, totals, strict=True):
        look = site_look(appraisal.study, site)
        ax.barh(
            row, thick, BAR, left=total - thick / 2, color=look.colour, hatch=look.hatch, edgecolor="white",
            gid=f"total: {site}",
        )  # fmt: skip
        _annotate(ax, total, row, f"{format_number(round(total))} USD", weight="bold")


def _steps(ax: Axes, steps: pd.DataFrame, start: float) -> None:
    at = start
    for row, step in enumerate(steps["difference"], start=1):
        ax.plot([at, at], [row - 1 + BAR / 2, row - BAR / 2], color=GREY, linewidth=1.0)
        dearer = step > 0
        ax.barh(
            row, abs(step), BAR, left=min(at, at + step), color="#8C8C8C" if dearer else "white", edgecolor="#5A5A5A",
            linewidth=1.2, gid=f"step: {steps['element'][row - 1]}",
        )  # fmt: skip
        _annotate(ax, max(at, at + step), row, _signed(float(step)))
        at += step
    ax.plot([at, at], [len(steps) + BAR / 2, len(steps) + 1 - BAR / 2], color=GREY, linewidth=1.0)


def _annotate(ax: Axes, x: float, row: int, text: str, *, weight: str = "normal") -> None:
    size = type_size(ax)
    ax.annotate(
        text, (x, row), (0.4 * size, 0), textcoords="offset points", va="center", fontsize=size, color=INK,
        weight=weight, annotation_clip=False,
    )  # fmt: skip


def _signed(difference: float) -> str:
    return ("+" if difference > 0 else "") + format_number(round(difference))


def _label(appraisal: Appraisal, ax: Axes, pair: tuple[str, str], steps: pd.DataFrame) -> None:
    first, last = (site_name(appraisal.study, site) for site in pair)
    ax.set_yticks(range(len(steps) + 2), [first, *steps["element"], last], fontsize=type_size(ax))
    ax.tick_params(axis="y", length=0)
    ax.set_xticks([])
    for side in ("left", "bottom"):
        ax.spines[side].set_visible(False)
