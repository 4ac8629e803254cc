"""Numbers behind native charts: the small workbooks that PowerPoint opens when someone edits a chart.

A name stays text in them, whatever it begins with, and they carry a fixed date: the same deck gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from io import BytesIO
from typing import IO, Any

from pptx.chart.data import CategoryChartData, XyChartData
from pptx.chart.xlsx import CategoryWorkbookWriter, XyWorkbookWriter
from xlsxwriter import Workbook

__all__ = ["FIXED_DAY", "BarData", "LineData"]

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


class BarData(CategoryChartData):
    """Categories and series of a bar chart."""

    @property
    def _workbook_writer(self) -> _BarWorkbook:
        return _BarWorkbook(self)


class LineData(XyChartData):
    """Series of points."""

    @property
    def _workbook_writer(self) -> _LineWorkbook:
        return _LineWorkbook(self)
