"""Why one site beats another: bars on an unfilled base, from the rival's overall value to the winner's."""

from __future__ import annotations

from typing import Any

from pptx.enum.chart import XL_CHART_TYPE

from siting.charts.style import site_look
from siting.explanation import Explanation
from siting.narrate.explain import explanation
from siting.narrate.wording import value
from siting.report.deck.data import bar_data
from siting.report.deck.looks import fill, hide, plain_axes
from siting.report.deck.page import Page
from siting.report.deck.wording import column, site

__all__ = ["draw_waterfall"]

MOST_STEPS = 14
OTHERS = "All others"


def draw_waterfall(page: Page, result: Explanation) -> None:
    """Draw the gap on each criterion as a native chart on a page."""
    study, overall = result.evaluation.study, result.evaluation.overall
    winner, rival = site(study, result.winner), site(study, result.rival)
    steps = _steps(result)
    bases, gains, losses = _pieces(float(overall[result.rival]), [step for _, step in steps])
    whole_rival, whole_winner = float(overall[result.rival]), float(overall[result.winner])
    gap: list[float | None] = [None] * (len(steps) + 1)
    data = bar_data(
        [
            f"{rival}   {value(whole_rival)}",
            *(f"{name}   {_signed(step)}" for name, step in steps),
            f"{winner}   {value(whole_winner)}",
        ],
        [
            ("Base", [None, *bases, None]),
            (f"{rival} in all", [whole_rival, *gap]),
            (f"{winner} is ahead", [None, *gains, None]),
            (f"{rival} is ahead", [None, *losses, None]),
            (f"{winner} in all", [*gap, whole_winner]),
        ],
    )
    chart = page.add_chart(
        XL_CHART_TYPE.BAR_STACKED, data, alt=f"Waterfall of the gap on each criterion. {explanation(result)}"
    )
    highest = max(whole_winner, *(base + (gain or 0.0) for base, gain in zip(bases, gains, strict=True)))
    chart.value_axis.minimum_scale, chart.value_axis.maximum_scale = 0.0, highest
    _dress(chart, result, size=14.0 if len(steps) <= 9 else 11.0)


def _dress(chart: Any, result: Explanation, *, size: float) -> None:
    study = result.evaluation.study
    plain_axes(chart, size=size)
    chart.has_legend = False
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 40, 100
    base, *rest = plot.series
    hide(base)
    owners = (result.rival, result.winner, result.rival, result.winner)
    for series, owner, light in zip(rest, owners, (0.0, 0.45, 0.45, 0.0), strict=True):
        fill(series, site_look(study, owner), light=light)


def _signed(gap: float) -> str:
    return f"{gap:+.3f}".replace("-", "\N{MINUS SIGN}")


def _steps(result: Explanation) -> list[tuple[str, float]]:
    """Return the gap by criterion, the greatest gain first; the smallest are summed up where there are too many."""
    study = result.evaluation.study
    gaps = result.frame["gap"].astype(float).fillna(0.0)
    gaps = gaps[gaps.abs() > 0]
    kept = gaps.abs().sort_values(ascending=False, kind="stable").index[:MOST_STEPS]
    ordered = gaps[kept].sort_values(ascending=False, kind="stable")
    steps = [(column(study, str(name)), float(gap)) for name, gap in ordered.items()]
    rest = float(gaps.drop(kept).sum())
    return steps if len(kept) == len(gaps) else [*steps, (OTHERS, rest)]


def _pieces(start: float, gaps: list[float]) -> tuple[list[float], list[float | None], list[float | None]]:
    """Return base, gain and loss of each step; what is not there is None."""
    bases: list[float] = []
    at = start
    for gap in gaps:
        bases.append(min(at, at + gap))
        at += gap
    gains = [gap if gap > 0 else None for gap in gaps]
    losses = [-gap if gap < 0 else None for gap in gaps]
    return bases, gains, losses
