"""Performances as inputs, and the partial values that their value functions make of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd
from xlsxwriter.utility import xl_rowcol_to_cell

from siting.evaluation import Evaluation, value_functions
from siting.labels import format_number
from siting.report.workbook.book import Book, Sheet, at, block
from siting.report.workbook.value_formulas import along_points, along_range, by_level, points_of, shape_of
from siting.report.workbook.weights import Weighting
from siting.values import Levels, Linear, ValueFunction
from siting.values.points import level_name

__all__ = ["VALUES", "ValueTable", "add_values"]

VALUES, POINTS = "Values", "Value functions"
_UNIT, _SHAPE, _WORST, _BEST, _WEIGHT, _FIRST = 4, 5, 6, 7, 8, 11


@dataclass(frozen=True, slots=True)
class ValueTable:
    """Where weights and partial values stand: one row a site, one column a criterion."""

    sites: Sequence[str]
    criteria: Sequence[str]

    @property
    def performance_row(self) -> int:
        """Row of the first performance."""
        return _FIRST

    @property
    def value_row(self) -> int:
        """Row of the first partial value."""
        return _FIRST + len(self.sites) + 3

    @property
    def weights(self) -> str:
        """The range of the global weights."""
        return block(VALUES, (_WEIGHT, 1), (_WEIGHT, len(self.criteria)))

    def weight(self, column: int) -> str:
        """Return the global weight of the criterion of a column."""
        return f"{VALUES}!{at(_WEIGHT, 1 + column)}"

    def value(self, row: int, column: int) -> str:
        """Return the partial value of a site and a criterion, by their places."""
        return f"{VALUES}!{at(self.value_row + row, 1 + column)}"

    def values(self, row: int) -> str:
        """Return the range of the partial values of a site, by its place."""
        return block(VALUES, (self.value_row + row, 1), (self.value_row + row, len(self.criteria)))


def add_values(book: Book, ev: Evaluation, weighting: Weighting, sites: Sequence[str]) -> ValueTable:
    """Add the sheet with performances and partial values, and the one with the points of value functions."""
    table = ValueTable(sites, list(ev.study.criteria))
    functions = value_functions(ev.study, ev.performance)
    sheet = book.sheet(VALUES, (34, 16))
    sheet.text(0, 0, "Performances and partial values", "title")
    sheet.text(1, 0, "Change the yellow cells. A missing performance is written as missing.", "line")
    sheet.header(3, ("Criterion", *(ev.study.column_title(name) for name in table.criteria)), words=1)
    for row, name in (
        (_UNIT, "Unit"),
        (_SHAPE, "Value function"),
        (_WORST, "Worst (value 0)"),
        (_BEST, "Best (value 1)"),
    ):
        sheet.text(row, 0, name)
    sheet.text(_WEIGHT, 0, "Weight")
    for start, name in ((table.performance_row, "Performance"), (table.value_row, "Partial value")):
        sheet.header(start - 1, (name, *[""] * len(table.criteria)), words=1)
        for row, site in enumerate(sites, start=start):
            sheet.text(row, 0, ev.study.site_title(site), "line")
    points = _Points(book)
    for place, name in enumerate(table.criteria):
        _add_column(sheet, ev, table, place, functions[name])
        sheet.formula(_WEIGHT, 1 + place, weighting.cell(name), float(ev.weights[name]), "percent")
        _add_partial_values(sheet, ev, table, place, functions[name], points)
    sheet.raw.freeze_panes(4, 1)
    return table


def _add_column(sheet: Sheet, ev: Evaluation, table: ValueTable, place: int, function: ValueFunction | None) -> None:
    name, column = table.criteria[place], 1 + place
    criterion = ev.study.criteria[name]
    sheet.text(_UNIT, column, criterion.unit, "word")
    sheet.text(_SHAPE, column, shape_of(criterion, function), "word")
    first, last = at(_FIRST, column), at(_FIRST + len(table.sites) - 1, column)
    ends = () if function is None else ((_WORST, function.worst), (_BEST, function.best))
    for row, level in ends:
        if isinstance(level, str):
            sheet.text(row, column, level, "word")
        elif criterion.range is None and criterion.value is None:
            greatest = (row == _BEST) == (criterion.direction == "max")
            sheet.formula(row, column, f"{'MAX' if greatest else 'MIN'}({first}:{last})", float(level), "figure")
        elif isinstance(function, Linear):
            sheet.number(row, column, float(level), "input")
        else:
            sheet.text(row, column, format_number(float(level)), "word")
    figures: dict[Any, Any] = ev.performance[name].to_dict()
    for row, site in enumerate(table.sites, start=_FIRST):
        figure = figures[site]
        if pd.isna(figure):
            sheet.text(row, column, "missing", "word input")
        elif isinstance(function, Levels):
            sheet.text(row, column, level_name(figure), "word input")
        else:
            sheet.number(row, column, float(figure), "input")


class _Points:
    """The sheet with the points and levels of value functions, one below the other."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._row = 3

    @cached_property
    def _sheet(self) -> Sheet:
        """The sheet; a study of straight lines needs none."""
        sheet = self._book.sheet(POINTS, (34, 34, 14))
        sheet.text(0, 0, "Value functions that are given point by point", "title")
        sheet.header(2, ("Criterion", "Performance or level", "Value"), words=2)
        return sheet

    def add(self, title: str, points: list[tuple[float | str, float]]) -> tuple[str, str]:
        """Add the points of a criterion; return the ranges of performances and values."""
        first, last = self._row, self._row + len(points) - 1
        for row, (level, value) in enumerate(points, start=first):
            self._sheet.text(row, 0, title)
            if isinstance(level, str):
                self._sheet.text(row, 1, level)
            else:
                self._sheet.number(row, 1, level, "input")
            self._sheet.number(row, 2, value, "input")
        self._row = last + 2
        sheet = f"'{POINTS}'"
        return block(sheet, (first, 1), (last, 1)), block(sheet, (first, 2), (last, 2))


def _add_partial_values(
    sheet: Sheet, ev: Evaluation, table: ValueTable, place: int, function: ValueFunction | None, points: _Points
) -> None:
    name, column = table.criteria[place], 1 + place
    given = points_of(function)
    ranges = points.add(ev.study.column_title(name), given) if given else ("", "")
    values: dict[Any, Any] = ev.values[name].to_dict()
    _check_performances(sheet, table, column, ranges[0] if isinstance(function, Levels) else "")
    for row, site in enumerate(table.sites):
        cell = at(table.performance_row + row, column)
        value = float(values[site])
        if isinstance(function, Linear):
            formula = along_range(cell, at(_WORST, column), at(_BEST, column))
        elif isinstance(function, Levels):
            formula = by_level(cell, *ranges)
        elif given:
            formula = along_points(cell, *ranges, len(given))
        else:
            sheet.number(table.value_row + row, column, value, "value")
            continue
        sheet.formula(table.value_row + row, column, formula, value, "value")


def _check_performances(sheet: Sheet, table: ValueTable, column: int, levels: str) -> None:
    """Let the cells of a criterion take nothing but numbers, or the names of its levels, or the word missing."""
    first, last = table.performance_row, table.performance_row + len(table.sites) - 1
    cell = xl_rowcol_to_cell(first, column)
    known = f"SUMPRODUCT(--EXACT({levels},{cell}))>0" if levels else f"ISNUMBER({cell})"
    what = f"the name of a level on the sheet {POINTS}" if levels else "a number"
    rule = {
        "validate": "custom",
        "value": f'=OR({known},{cell}="missing")',
        "error_title": "Not a performance",
        "error_message": f"Write {what}, or the word missing.",
    }
    sheet.raw.data_validation(first, column, last, column, rule)
