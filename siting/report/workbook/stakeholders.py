"""All weight sets side by side, live: the ranking that follows from each, and the weights that it gives."""

from __future__ import annotations

from siting.evaluation import Evaluation, evaluate
from siting.model import Study
from siting.report.workbook.book import Book, Sheet, at
from siting.report.workbook.scores import NOT_RANKED, overall_formula, rank_formula
from siting.report.workbook.values import ValueTable
from siting.report.workbook.weights import Weighting, set_titles

__all__ = ["STAKEHOLDERS", "add_stakeholders"]

STAKEHOLDERS = "Stakeholders"
_RANKS = 4
"""Row of the first rank; overall values and weights stand below."""


def add_stakeholders(book: Book, study: Study, table: ValueTable, weighting: Weighting) -> None:
    """Add the sheet, where the study has more than one weight set."""
    if len(study.weights) < 2:
        return
    sheet = book.sheet(STAKEHOLDERS, (34, 16))
    sheet.text(0, 0, "The sites through the eyes of each stakeholder", "title")
    sheet.paragraph(1, "Ranks, values and weights follow the yellow cells of the sheets Weights and Values.")
    titles, count = list(set_titles(study).values()), len(table.sites)
    values = _RANKS + count + 2
    weights = values + count + 2
    for first, name in ((_RANKS, "Rank"), (values, "Overall value")):
        sheet.header(first - 1, (name, *titles), words=1)
        for row, site in enumerate(table.sites, start=first):
            sheet.text(row, 0, study.site_title(site), "line")
    sheet.header(weights - 1, ("Weight", *(study.column_title(name) for name in table.criteria)), words=1)
    for place, (name, title) in enumerate(zip(study.weights, titles, strict=True)):
        ev = evaluate(study, weight_set=name)
        sheet.text(weights + place, 0, title)
        for column, criterion in enumerate(table.criteria, start=1):
            formula = weighting.weight_in(name, criterion)
            sheet.formula(weights + place, column, formula, float(ev.weights[criterion]), "percent")
        across = f"{at(weights + place, 1)}:{at(weights + place, len(table.criteria))}"
        _add_set(sheet, ev, table, across, column=1 + place, starts=(_RANKS, values))
    book.mark_first(sheet, (_RANKS, _RANKS + count - 1), (1, len(titles)))
    sheet.raw.freeze_panes(_RANKS, 1)


def _add_set(
    sheet: Sheet, ev: Evaluation, table: ValueTable, weights: str, *, column: int, starts: tuple[int, int]
) -> None:
    """Add the column of ranks and that of overall values of a weight set."""
    ranks, values = starts
    everyone = f"{at(values, column)}:{at(values + len(table.sites) - 1, column)}"
    for place, site in enumerate(table.sites):
        known = site not in ev.unranked
        overall = float(ev.overall[site]) if known else NOT_RANKED
        sheet.formula(values + place, column, overall_formula(weights, table.values(place)), overall, "value")
        rank = float(ev.ranks[site]) if known else NOT_RANKED
        sheet.formula(ranks + place, column, rank_formula(at(values + place, column), everyone), rank, "figure")
