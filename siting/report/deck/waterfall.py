"""Why one site beats another: bars on an unfilled base, from the rival's overall value to the winner's."""

from __future__ import annotations

from typing import Any

from pptx.enum.chart import XL_CHART_TYPE

from siting.explanation import Explanation
from siting.narrate.explain import explanation
from siting.report.colours import look_of_site
from siting.report.deck.data import BarData
from siting.report.deck.looks import fill, hide, plain_axes, text
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
    bases, gains, losses = _pieces(float(overall[result.rival]), list(steps.values()))
    data = BarData(number_format="0.000")
    data.categories = [rival, *steps, winner]
    data.add_series("Base", [None, *bases, None])
    data.add_series(f"{rival} in all", [float(overall[result.rival]), *[None] * (len(steps) + 1)])
    data.add_series(f"{winner} is ahead", [None, *gains, None])
    data.add_series(f"{rival} is ahead", [None, *losses, None])
    data.add_series(f"{winner} in all", [*[None] * (len(steps) + 1), float(overall[result.winner])])
    chart = page.add_chart(
        XL_CHART_TYPE.BAR_STACKED, data, alt=f"Waterfall of the gap on each criterion. {explanation(result)}"
    )
    _dress(chart, result, size=14.0 if len(steps) <= 9 else 11.0)


def _dress(chart: Any, result: Explanation, *, size: float) -> None:
    study = result.evaluation.study
    plain_axes(chart, size=size)
    chart.has_legend = False
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 40, 100
    base, whole_rival, gain, loss, whole_winner = plot.series
    hide(base)
    formats = {whole_rival: "0.000", gain: "+0.000", loss: "\N{MINUS SIGN}0.000", whole_winner: "0.000"}
    for series, owner, light in (
        (whole_rival, result.rival, 0.0),
        (gain, result.winner, 0.45),
        (loss, result.rival, 0.45),
        (whole_winner, result.winner, 0.0),
    ):
        look = look_of_site(study, owner)
        fill(series, look, light=light)
        labels = series.data_labels
        labels.show_value, labels.number_format, labels.number_format_is_linked = True, formats[series], False
        text(labels.font, size=size - 1, shade="#FFFFFF" if look.ink == "white" and not light else "#000000", bold=True)


def _steps(result: Explanation) -> dict[str, float]:
    """Return the gap by criterion, the greatest gain first; the smallest are summed up where there are too many."""
    study = result.evaluation.study
    gaps = result.frame["gap"].astype(float).fillna(0.0)
    gaps = gaps[gaps.abs() > 0]
    kept = gaps.abs().sort_values(ascending=False, kind="stable").index[:MOST_STEPS]
    ordered = gaps[kept].sort_values(ascending=False, kind="stable")
    steps = {column(study, str(name)): float(gap) for name, gap in ordered.items()}
    rest = float(gaps.drop(kept).sum())
    return steps if len(kept) == len(gaps) else {**steps, OTHERS: rest}


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
