"""The sites in every future, as delivered: a workbook does not measure anew."""

from __future__ import annotations

import pandas as pd

from siting import narrate
from siting.evaluation import BASE
from siting.model import Study
from siting.report.answer import Answer
from siting.report.workbook.book import Book, Sheet

__all__ = ["FUTURES", "add_futures"]

FUTURES = "Futures"
_FIRST = 4


def add_futures(book: Book, found: Answer) -> None:
    """Add the sheet, where the study has futures."""
    robustness, study = found.robustness, found.study
    if robustness is None:
        return
    sheet = book.sheet(FUTURES, (34, 14))
    sheet.text(0, 0, "The sites in every future, as delivered (does not recalculate)", "title")
    legend = "A site that is screened out, cannot be ranked or has no price there is out."
    sheet.paragraph(1, f"{narrate.bump(robustness)} {narrate.regret(robustness)} {legend}")
    ranks = robustness.ranks.astype("Float64").astype(float)
    row = _add_table(sheet, study, _FIRST, "Rank", ranks, look="figure")
    book.mark_first(sheet, (_FIRST, row - 1), (1, len(ranks.columns)))
    worst = robustness.max_regret.replace(float("inf"), float("nan"))
    regret = robustness.regret.assign(**{"Largest regret": worst})
    name = "Regret: overall value less than that of the best site"
    row = _add_table(sheet, study, row + 2, name, regret, look="value")
    money = found.money.futures if found.money is not None else pd.DataFrame()
    if len(money):
        present = money.pivot_table(index="site", columns="future", values="npv", sort=False)
        present.insert(0, BASE, found.money.appraisal.value["npv"] if found.money else float("nan"))
        row = _add_table(sheet, study, row + 2, "Present value, million USD", present, look="millions")
    notes = [f"{entry.title or key}: {entry.note}" for key, entry in study.futures.items() if entry.note]
    for place, note in enumerate(notes, start=row + 1):
        sheet.paragraph(place, note, "note")
    sheet.raw.freeze_panes(_FIRST, 1)


def _add_table(sheet: Sheet, study: Study, first: int, name: str, table: pd.DataFrame, *, look: str) -> int:
    """Add a table of sites by futures below its head; return the row after it."""
    sheet.header(first - 1, (name, *(_future_title(study, str(column)) for column in table.columns)), words=1)
    for row, (site, figures) in enumerate(table.iterrows(), start=first):
        sheet.text(row, 0, study.site_title(str(site)), "line")
        for column, figure in enumerate(figures, start=1):
            sheet.number(row, column, float(figure), look, unknown="out")
    return first + len(table)


def _future_title(study: Study, name: str) -> str:
    if name == BASE:
        return "As the study is"
    return study.futures[name].title or name if name in study.futures else name
