"""The ranking as native stacked bars: one bar a site, one piece a criterion."""

from __future__ import annotations

from pptx.enum.chart import XL_CHART_TYPE

from siting import narrate
from siting.charts.style import criterion_looks
from siting.evaluation import Evaluation
from siting.narrate.wording import value
from siting.report.deck.data import bar_data
from siting.report.deck.looks import fill, legend, plain_axes, text
from siting.report.deck.page import Page
from siting.report.deck.wording import column, site

__all__ = ["draw_ranking", "ranked_sites"]

MOST_BARS = 16
_NAMED = "[>=0.035]0.00;;"
"""Number format of a piece: too narrow a one stays without a number."""


def ranked_sites(ev: Evaluation) -> list[str]:
    """Return the sites that have a rank, the best first."""
    return [str(name) for name in ev.ranks.dropna().astype(int).sort_values(kind="stable").index]


def draw_ranking(page: Page, ev: Evaluation) -> None:
    """Draw contributions as stacked bars on a page."""
    sites = ranked_sites(ev)[:MOST_BARS]
    size = 14.0 if len(sites) <= 10 else 11.0
    looks = criterion_looks(ev.study)
    parts = ev.contributions.reindex(sites).astype(float).fillna(0.0)
    data = bar_data(
        [f"{site(ev.study, name, longest=32)}   {value(ev.overall[name])}" for name in sites],
        [(column(ev.study, name), parts[name].to_list()) for name in looks],
    )
    alt = f"{narrate.lead(ev)} Stacked bars of each site's contributions by criterion. {narrate.ranking(ev)}"
    chart = page.add_chart(XL_CHART_TYPE.BAR_STACKED, data, alt=alt)
    plain_axes(chart, size=size)
    legend(chart, size=12)
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 45, 100
    chart.value_axis.minimum_scale, chart.value_axis.maximum_scale = 0.0, 1.0
    for series, look in zip(plot.series, looks.values(), strict=True):
        fill(series, look)
        labels = series.data_labels
        labels.show_value, labels.number_format, labels.number_format_is_linked = not look.hatch, _NAMED, False
        text(labels.font, size=11, shade="#FFFFFF" if look.ink == "white" else "#000000")
