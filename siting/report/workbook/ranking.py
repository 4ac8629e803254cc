"""The answer: overall values and ranks by formula, contributions, and their chart."""

from __future__ import annotations

from siting import narrate
from siting.charts.style import criterion_looks
from siting.evaluation import Evaluation
from siting.report.workbook.book import Book, Sheet, at, block, fill_of
from siting.report.workbook.scores import NOT_RANKED, overall_formula, rank_formula
from siting.report.workbook.values import ValueTable

__all__ = ["FIRST_SITE", "OVERALL", "RANKING", "add_ranking"]

RANKING = "Ranking"
_HEAD = 6
FIRST_SITE, OVERALL = _HEAD + 1, 2
"""Row of the first site, and column of the overall values."""
_SITE, _RANK, _PARTS = 0, 1, 3
_SERIES = 255
"""Most series that Excel draws in one chart."""


def add_ranking(book: Book, sheet: Sheet, ev: Evaluation, table: ValueTable) -> None:
    """Fill the sheet; sites stand in the order of the ranking as delivered."""
    study = ev.study
    sheet.text(0, 0, study.title or "Ranking of sites", "title")
    sentences = (
        study.question,
        f"As delivered: {narrate.headline(ev)}",
        "Ranks and values below follow the yellow cells of the sheets Weights and Values.",
        narrate.footnote(study),
    )
    for row, sentence in enumerate(sentences, start=1):
        sheet.paragraph(row, sentence)
    titles = [study.column_title(name) for name in table.criteria]
    sheet.header(_HEAD, ("Site", "Rank", "Overall value", *titles), words=1)
    sheet.text(_HEAD - 1, _PARTS, "Contribution (weight times partial value) of", "line")
    first, last = _HEAD + 1, _HEAD + len(table.sites)
    for place, site in enumerate(table.sites):
        row = first + place
        sheet.text(row, _SITE, study.site_title(site), "line")
        _add_numbers(sheet, ev, table, place, rows=(first, last))
        for column, name in enumerate(table.criteria):
            weight, value = table.weight(column), table.value(place, column)
            part = float(ev.contributions[name].to_dict()[site])
            formula = f'IF(ISNUMBER({value}),{weight}*{value},"missing")'
            sheet.formula(row, _PARTS + column, formula, part, "value")
    _add_screened(sheet, ev, row=last + 2)
    _add_chart(book, sheet, ev, table, rows=(first, last))
    sheet.raw.freeze_panes(_HEAD + 1, 1)


def _add_numbers(sheet: Sheet, ev: Evaluation, table: ValueTable, place: int, *, rows: tuple[int, int]) -> None:
    """Write overall value and rank: a site with a missing value that counts has neither."""
    row, site = rows[0] + place, table.sites[place]
    known = site not in ev.unranked
    formula = overall_formula(table.weights, table.values(place))
    sheet.formula(row, OVERALL, formula, float(ev.overall[site]) if known else NOT_RANKED, "bold")
    everyone = f"{at(rows[0], OVERALL)}:{at(rows[1], OVERALL)}"
    rank = rank_formula(at(row, OVERALL), everyone)
    sheet.formula(row, _RANK, rank, float(ev.ranks[site]) if known else NOT_RANKED, "figure")


def _add_screened(sheet: Sheet, ev: Evaluation, *, row: int) -> None:
    if ev.screened.empty:
        return
    sheet.header(row, ("Screened out", "Why", *[""] * 5), words=7)
    for place, entry in enumerate(ev.screened.to_dict("records"), start=row + 1):
        sheet.text(place, 0, ev.study.site_title(str(entry["site"])), "line")
        requirement = ev.study.column_title(str(entry["requirement"]))
        sheet.text(place, 1, f"{requirement}: {entry['reason']}", "line")


def _add_chart(book: Book, sheet: Sheet, ev: Evaluation, table: ValueTable, *, rows: tuple[int, int]) -> None:
    chart = book.chart({"type": "bar", "subtype": "stacked"})
    first, last = rows
    for column, look in enumerate(list(criterion_looks(ev.study).values())[:_SERIES], start=_PARTS):
        chart.add_series({
            "name": f"={RANKING}!{at(_HEAD, column)}",
            "categories": f"={block(RANKING, (first, _SITE), (last, _SITE))}",
            "values": f"={block(RANKING, (first, column), (last, column))}",
            "gap": 50,
            **fill_of(look),
        })  # fmt: skip
    chart.set_y_axis({"reverse": True, "major_tick_mark": "none"})
    chart.set_x_axis(
        {"min": 0, "max": 1, "num_format": "0.0", "major_gridlines": {"visible": False}, "label_position": "high"}
    )
    chart.set_legend({"position": "bottom"})
    chart.set_title({"none": True})
    chart.set_size({"width": 1100, "height": 160 + 34 * len(table.sites)})
    below = last + 3 + (len(ev.screened) + 2 if len(ev.screened) else 0)
    words = f"Stacked bars of each site's contributions by criterion, as delivered. {narrate.ranking(ev)}"
    sheet.raw.insert_chart(below, 0, chart, {"description": words, "object_position": 2})
