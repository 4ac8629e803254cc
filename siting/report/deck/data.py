"""Numbers behind native charts: the small workbooks that PowerPoint opens when someone edits a chart.

A name stays text in them, whatever it begins with, and they carry a fixed date: the same deck gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from io import BytesIO
from typing import IO, Any

from pptx.chart.data import CategoryChartData, XyChartData
from pptx.chart.xlsx import CategoryWorkbookWriter, XyWorkbookWriter
from xlsxwriter import Workbook

__all__ = ["FIXED_DAY", "bar_data", "line_data"]

FIXED_DAY = datetime(2000, 1, 1)
"""Date inside every file: a deck says in words which day's knowledge it rests on."""

_AS_TEXT = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


@contextmanager
def _worksheet(stream: IO[bytes]) -> Iterator[tuple[Any, Any]]:
    book = Workbook(stream, _AS_TEXT)
    book.set_properties({"created": FIXED_DAY})
    yield book, book.add_worksheet()
    book.close()


class _BarWorkbook(CategoryWorkbookWriter):
    @contextmanager
    def _open_worksheet(self, xlsx_file: BytesIO) -> Iterator[tuple[Any, Any]]:
        with _worksheet(xlsx_file) as opened:
            yield opened


class _LineWorkbook(XyWorkbookWriter):
    @contextmanager
    def _open_worksheet(self, xlsx_file: BytesIO) -> Iterator[tuple[Any, Any]]:
        with _worksheet(xlsx_file) as opened:
            yield opened


class _BarData(CategoryChartData):
    @property
    def _workbook_writer(self) -> _BarWorkbook:
        return _BarWorkbook(self)  # type: ignore[no-untyped-call]


class _LineData(XyChartData):
    @property
    def _workbook_writer(self) -> _LineWorkbook:
        return _LineWorkbook(self)  # type: ignore[no-untyped-call]


def bar_data(categories: Sequence[str], series: Iterable[tuple[str, Sequence[float | None]]]) -> Any:
    """Return the data of a bar chart: categories, and a value for each of them by series."""
    data: Any = _BarData(number_format="0.000")  # type: ignore[no-untyped-call]
    data.categories = categories
    for name, values in series:
        data.add_series(name, values)
    return data


def line_data(series: Iterable[tuple[str, Sequence[tuple[float, float]]]]) -> Any:
    """Return the data of a line chart: points (x, y) by series."""
    data: Any = _LineData(number_format="0.000")  # type: ignore[no-untyped-call]
    for name, points in series:
        line = data.add_series(name)
        for x, y in points:
            line.add_data_point(x, y)
    return data
