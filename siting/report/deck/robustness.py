"""The slides on how far the answer holds: over all weights, for other stakeholders, in other futures."""

from __future__ import annotations

from pptx.enum.chart import XL_CHART_TYPE

from siting import groups, narrate
from siting.charts.rank_acceptability import rank_looks
from siting.narrate.groups import common_ground, dissent, firsts, partings, stakeholder
from siting.report.answer import Answer
from siting.report.deck.data import bar_data
from siting.report.deck.looks import fill, legend, plain_axes, text
from siting.report.deck.page import add_page
from siting.report.deck.tables import Column, TableSlide, add_tables
from siting.report.deck.template import Template
from siting.report.deck.wording import site
from siting.report.futures import future_rows

__all__ = ["add_acceptability", "add_futures", "add_stakeholders"]

MOST_BARS = 12
MOST_RANKS = 8
_NAMED = "[>=0.045]0 %;;"


def add_acceptability(template: Template, answer: Answer) -> None:
    """Add the share of all weights with which each site takes each rank."""
    if answer.weights is None:
        return
    found, ev = answer.weights.acceptability, answer.evaluation
    order = [str(name) for name in found.first_rank.sort_values(ascending=False, kind="stable").index][:MOST_BARS]
    ranks = found.ranks.loc[order]
    shown = list(ranks.columns[:MOST_RANKS])
    page = add_page(template)
    page.write_title(narrate.rank_acceptability(found))
    data = bar_data(
        [site(answer.study, name, longest=32) for name in order],
        [(f"rank {rank}", ranks[rank].astype(float).to_list()) for rank in shown],
    )
    alt = f"{narrate.rank_acceptability(found)} Stacked bars of the share of weights with which a site takes each rank."
    chart = page.add_chart(XL_CHART_TYPE.BAR_STACKED, data, alt=alt)
    plain_axes(chart, size=14.0 if len(order) <= 8 else 11.0)
    legend(chart, size=12)
    chart.value_axis.minimum_scale, chart.value_axis.maximum_scale = 0.0, 1.0
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 45, 100
    for series, look in zip(plot.series, rank_looks(len(shown)), strict=True):
        fill(series, look)
        labels = series.data_labels
        labels.show_value, labels.number_format, labels.number_format_is_linked = True, _NAMED, False
        text(labels.font, size=11, shade="#FFFFFF" if look.ink == "white" else "#000000")
    left = narrate.left_out(found)
    told = [*left, narrate.over_weights(found), narrate.precision(found), narrate.footnote(answer.study)]
    page.write_footnote(" ".join(told))
    nearest = answer.weights.next_best
    moved = [narrate.nearest_weights(answer.weights.nearest, ev, nearest)] if nearest else []
    page.write_notes(
        narrate.rank_acceptability(found), narrate.pairwise(found), *moved, *left, narrate.precision(found)
    )


def add_stakeholders(template: Template, answer: Answer) -> None:
    """Add the ranks of every site under every weight set, where there are several and weights can be varied."""
    study = answer.study
    if len(study.weights) < 2 or answer.stability.empty:
        return
    found = groups.group(study)
    shared = groups.common_ground(found)
    columns = [Column("Site", 1.6), *(Column(stakeholder(found, name), number=True) for name in found.stakeholders)]
    columns.append(Column("Largest regret", number=True))
    rows = [
        [study.site_title(str(name)), *(_rank(found.ranks.loc[[name]].iloc[0], who) for who in found.stakeholders),
         f"{row['largest_regret']:.3f}"]
        for name, row in shared.iterrows()
    ]  # fmt: skip
    moves = dissent(found, groups.concessions(found))
    out = narrate.left_out(found)
    notes = [firsts(found), *partings(found), common_ground(found), *moves, *out]
    explained = "Ranks; regret: overall value below that of the stakeholder's first."
    footnote = " ".join([explained, *out, narrate.footnote(study)])
    add_tables(template, TableSlide(firsts(found), columns, rows, 13, footnote, notes=notes))


def _rank(ranks: object, stakeholder_name: str) -> str:
    return str(ranks[stakeholder_name])  # type: ignore[index]


def add_futures(template: Template, answer: Answer) -> None:
    """Add who leads in each future, on merit and on money."""
    if answer.robustness is None:
        return
    heads = ["Future", "First on merit", *(["Worth most", "NPV, million USD"] if answer.money else [])]
    columns = [Column(head, 1.6 if head == "Future" else 1.0, number=head.startswith("NPV")) for head in heads]
    rows = [list(row[: len(heads)]) for row in future_rows(answer)]
    told = [f"{future.title or name}: {future.note}" for name, future in answer.study.futures.items() if future.note]
    notes = [narrate.bump(answer.robustness), narrate.regret(answer.robustness), *told]
    footnote = f"Each future changes the study as said in the notes. {narrate.footnote(answer.study)}"
    add_tables(template, TableSlide(narrate.regret(answer.robustness), columns, rows, 13, footnote, notes=notes))
