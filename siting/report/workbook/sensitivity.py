"""One weight varied, live, for a criterion that the reader picks; and the stability intervals as delivered."""

from __future__ import annotations

import numpy as np
import pandas as pd

from siting import narrate
from siting.charts.style import site_look
from siting.report.answer import Answer
from siting.report.workbook.book import Book, Sheet, at, block, number_of
from siting.report.workbook.ranking import FIRST_SITE, OVERALL, RANKING
from siting.report.workbook.values import VALUES, ValueTable
from siting.values import FloatArray

__all__ = ["add_sensitivity"]

SENSITIVITY = "Sensitivity"
_STEPS = 21
_DASHES = {"-": "solid", "--": "dash", ":": "round_dot", "-.": "dash_dot"}
_PICK, _OWN, _CHART, _HEAD = 3, 4, 6, 30
_LINES = 12
"""Most lines that one chart shows: the sites that lead as delivered."""


def add_sensitivity(book: Book, answer: Answer, table: ValueTable) -> None:
    """Add the sheet.

    The overall value of a site at the weight t of one criterion is t v + (1 - t) r: v its partial value there, r its
    overall value by all other criteria in their proportions; these share equally where they have no weight.
    """
    ev = answer.evaluation
    sheet = book.sheet(SENSITIVITY, (34, 16))
    sheet.text(0, 0, "What if one weight were different?", "title")
    sheet.text(1, 0, "Pick a criterion in the yellow cell; all other weights keep their proportions.", "line")
    titles = block(VALUES, (3, 1), (3, len(table.criteria)))
    sheet.text(_PICK, 0, "Criterion")
    sheet.text(_PICK, 1, ev.study.column_title(table.criteria[0]), "input")
    sheet.raw.data_validation(_PICK, 1, _PICK, 1, {"validate": "list", "source": f"={titles}"})
    sheet.formula(_PICK, 3, number_of(at(_PICK, 1), titles), 1.0, "hidden")
    sheet.text(_OWN, 0, "Its weight now")
    own = f"INDEX({table.weights},{at(_PICK, 3)})"
    sheet.formula(_OWN, 1, own, float(ev.weights.iloc[0]), "percent")
    _add_lines(book, sheet, answer, table)
    _add_intervals(sheet, answer, row=_HEAD + _STEPS + 3)


def _add_lines(book: Book, sheet: Sheet, answer: Answer, table: ValueTable) -> None:
    ev = answer.evaluation
    sheet.header(_HEAD, ("Weight", *(ev.study.site_title(site) for site in table.sites)), words=1)
    own, number, count = at(_OWN, 1), at(_PICK, 3), len(table.criteria)
    first = _HEAD + 1
    values = np.asarray(ev.values.reindex(list(table.sites)), dtype=np.float64)
    weights = np.asarray(ev.weights, dtype=np.float64)
    for step, share in enumerate(np.linspace(0.0, 1.0, _STEPS)):
        row = first + step
        sheet.number(row, 0, float(share), "percent")
        for column in range(len(table.sites)):
            mine = f"INDEX({table.values(column)},{number})"
            overall = f"{RANKING}!{at(FIRST_SITE + column, OVERALL)}"
            equal = f"(SUM({table.values(column)})-{mine})/{max(count - 1, 1)}"
            rest = f"IF({own}<1,({overall}-{own}*{mine})/(1-{own}),{equal})"
            share_now = at(row, 0)
            whole = f"AND(ISNUMBER({overall}),COUNT({table.values(column)})={count})"
            formula = f'IF({whole},{share_now}*{mine}+(1-{share_now})*{rest},"missing")'
            result = _line(values[column], weights, float(share))
            sheet.formula(row, 1 + column, formula, result, "value")
    _add_chart(book, sheet, answer, table, rows=(first, first + _STEPS - 1))


def _line(values: FloatArray, weights: FloatArray, share: float) -> float:
    """Return the overall value at a weight of the first criterion."""
    if np.isnan(values).any():
        return float("nan")
    left = 1.0 - weights[0]
    others = len(weights) - 1
    rest = float(weights[1:] @ values[1:]) / left if left > 0 else float(values[1:].sum()) / max(others, 1)
    return share * float(values[0]) + (1.0 - share) * rest


def _add_chart(book: Book, sheet: Sheet, answer: Answer, table: ValueTable, *, rows: tuple[int, int]) -> None:
    study = answer.study
    chart = book.chart({"type": "scatter", "subtype": "straight"})
    for column, site in enumerate(table.sites[:_LINES], start=1):
        look = site_look(study, site)
        dash = _DASHES.get(str(look.dash), "long_dash")
        chart.add_series({
            "name": f"={SENSITIVITY}!{at(_HEAD, column)}",
            "categories": f"={block(SENSITIVITY, (rows[0], 0), (rows[1], 0))}",
            "values": f"={block(SENSITIVITY, (rows[0], column), (rows[1], column))}",
            "line": {"color": look.colour, "width": 2.25, "dash_type": dash},
            "marker": {"type": "none"},
        })  # fmt: skip
    chart.set_x_axis(
        {
            "min": 0,
            "max": 1,
            "num_format": "0 %",
            "name": "Weight of the criterion",
            "major_gridlines": {"visible": False},
        }
    )
    chart.set_y_axis(
        {"min": 0, "max": 1, "num_format": "0.0", "name": "Overall value", "major_gridlines": {"visible": False}}
    )
    chart.set_legend({"position": "right"})
    chart.set_size({"width": 900, "height": 440})
    words = "Lines of the overall value of the leading sites over the weight of the criterion that is picked above."
    sheet.raw.insert_chart(_CHART, 0, chart, {"description": words, "object_position": 2})


def _add_intervals(sheet: Sheet, answer: Answer, *, row: int) -> None:
    study, intervals = answer.study, answer.stability
    if intervals.empty:
        return
    sheet.text(
        row, 0, "How far each weight may move before another site leads, as delivered (does not recalculate)", "title"
    )
    sheet.text(row + 1, 0, narrate.stability(intervals, answer.evaluation), "line")
    sheet.header(
        row + 2, ("Criterion or objective", "Weight", "Lowest", "Highest", "Below it leads", "Above it leads"), words=1
    )
    for place, (name, entry) in enumerate(intervals.iterrows(), start=row + 3):
        sheet.text(place, 0, study.column_title(str(name)), "line")
        for column, key in enumerate(("weight", "lower", "upper"), start=1):
            sheet.number(place, column, float(entry[key]), "percent")
        for column, key in enumerate(("below", "above"), start=4):
            rival = entry[key]
            sheet.text(place, column, "nobody" if pd.isna(rival) else study.site_title(str(rival)), "word")
