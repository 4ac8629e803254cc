"""The workbook on the way: its sheets, formats, and cells that never turn into formulas by accident."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from io import BytesIO
from math import isfinite
from typing import Any

import xlsxwriter
from PIL import Image
from xlsxwriter.utility import xl_rowcol_to_cell

from siting.branding import Logo
from siting.charts.style import Look
from siting.model import Brand

__all__ = ["Book", "Sheet", "at", "block", "fill_of", "number_of"]

_FIXED_DAY = datetime(2000, 1, 1)
_LONGEST = 32_000
_ACROSS, _LETTERS, _HEAD_LETTERS = 7, 130, 13
"""Columns that a paragraph spans, and letters that fit on a line of it, and of a head."""
_LINE, _HIGHEST, _LETTERS_A_WIDTH = 14, 400, 1.05
"""Height of a line and of the highest row, in points; letters that fit on a unit of column width."""
_LOGO, _DOTS = (240, 60), 3
"""Most room for a logo, in a screen's dots, and how many dots of the logo fall on one of them."""


def at(row: int, column: int) -> str:
    """Name a cell with a fixed address; row and column count from 0, as XlsxWriter counts.

    >>> at(2, 1)
    '$B$3'
    """
    return str(xl_rowcol_to_cell(row, column, row_abs=True, col_abs=True))


def block(sheet: str, first: tuple[int, int], last: tuple[int, int]) -> str:
    """Name a range of another sheet.

    >>> block("Values", (2, 1), (4, 1))
    'Values!$B$3:$B$5'
    """
    return f"{sheet}!{at(*first)}:{at(*last)}"


def number_of(cell: str, names: str) -> str:
    """Return the formula of the place that a name has in a row or column of names, letter by letter.

    >>> number_of("$B$4", "$B$1:$D$1")
    'MATCH(TRUE,INDEX(EXACT($B$1:$D$1,$B$4),0),0)'
    """
    return f"MATCH(TRUE,INDEX(EXACT({names},{cell}),0),0)"


def fill_of(look: Look) -> dict[str, Any]:
    """Return the paint of a bar, hatched where a colour comes a second time."""
    hatched = {"pattern": "wide_upward_diagonal", "fg_color": "#FFFFFF", "bg_color": look.colour}
    return {"pattern": hatched} if look.hatch else {"fill": {"color": look.colour}}


class Book:
    """A workbook with a fixed date and the formats of its cells."""

    def __init__(self, brand: Brand) -> None:
        self._stream = BytesIO()
        self._book = xlsxwriter.Workbook(self._stream, {"in_memory": True})
        self._book.set_properties({"created": _FIXED_DAY, "author": "siting"})
        self._book.set_calc_mode("auto")
        base = {"font_name": brand.font or "Arial", "font_size": 10, "valign": "top"}
        looks: Mapping[str, dict[str, Any]] = {
            "text": {"text_wrap": True},
            "title": {"bold": True, "font_size": 15, "valign": "vcenter"},
            "head": {"bold": True, "bottom": 1, "bg_color": "#E8EEF4", "text_wrap": True},
            "head of figures": {"bold": True, "bottom": 1, "bg_color": "#E8EEF4", "text_wrap": True, "align": "right"},
            "value": {"num_format": "0.000"},
            "bold": {"bold": True, "num_format": "0.000"},
            "word": {"align": "right"},
            "percent": {"num_format": "0.0 %"},
            "figure": {"num_format": "#,##0.###"},
            "whole": {"num_format": "#,##0"},
            "millions": {"num_format": "#,##0.0"},
            "input": {"bg_color": "#FFF6CC", "border": 1, "border_color": "#C9B458", "num_format": "#,##0.###"},
            "rate": {"bg_color": "#FFF6CC", "border": 1, "border_color": "#C9B458", "num_format": "0.0 %"},
            "word input": {"bg_color": "#FFF6CC", "border": 1, "border_color": "#C9B458", "align": "right"},
            "note": {"font_color": "#767676", "text_wrap": True},
            "line": {},
            "hidden": {"num_format": ";;;"},
        }
        self._looks = {name: self._book.add_format({**base, **look}) for name, look in looks.items()}
        self._first = self._book.add_format({"bold": True, "bg_color": "#D9EAD3"})

    def sheet(self, name: str, widths: Sequence[float]) -> Sheet:
        """Add a sheet with columns of these widths; the last width holds for all columns after it."""
        added = self._book.add_worksheet(name)
        added.hide_gridlines(2)
        added.set_row(0, 26)
        added.set_landscape()
        added.fit_to_pages(1, 0)
        for column, width in enumerate(widths):
            last = column if column + 1 < len(widths) else 255
            added.set_column(column, last, width, self._looks["line"])
        return Sheet(added, self._looks)

    def chart(self, options: dict[str, Any]) -> Any:
        """Make a native chart."""
        return self._book.add_chart(options)

    def put_logo(self, sheet: Sheet, logo: Logo) -> None:
        """Put a logo beside the paragraphs at the head of a sheet."""
        picture = Image.open(BytesIO(logo.content)).convert("RGBA")
        picture.thumbnail((_DOTS * _LOGO[0], _DOTS * _LOGO[1]))
        stream = BytesIO()
        picture.save(stream, format="PNG")
        scale = {"x_scale": 1 / _DOTS, "y_scale": 1 / _DOTS}
        place = {"x_offset": 8, "y_offset": 8, "object_position": 3}
        options = {"image_data": stream, "description": "Logo", **scale, **place}
        sheet.raw.insert_image(0, _ACROSS, "logo.png", options)

    def mark_first(self, sheet: Sheet, rows: tuple[int, int], columns: tuple[int, int]) -> None:
        """Show each rank 1 of a table in bold on green, now and after every recalculation."""
        rule = {"type": "cell", "criteria": "==", "value": 1, "format": self._first}
        sheet.raw.conditional_format(rows[0], columns[0], rows[1], columns[1], rule)

    def content(self) -> bytes:
        """Close the workbook and return its bytes."""
        self._book.close()
        return self._stream.getvalue()


class Sheet:
    """A sheet; what is written as text stays text, whatever it begins with."""

    def __init__(self, sheet: Any, looks: Mapping[str, Any]) -> None:
        self.raw = sheet
        self._looks = looks

    def text(self, row: int, column: int, text: str, look: str = "text") -> None:
        """Write a text."""
        kept = "".join(char for char in text if char in "\n\t" or unicodedata.category(char) not in {"Cc", "Cs", "Cn"})
        self.raw.write_string(row, column, kept[:_LONGEST], self._looks[look])

    def number(self, row: int, column: int, number: float, look: str, *, unknown: str = "missing") -> None:
        """Write a number, or a word in the place of one that is not known."""
        if isfinite(number):
            self.raw.write_number(row, column, number, self._looks[look])
        else:
            self.text(row, column, unknown, "word")

    def formula(self, row: int, column: int, formula: str, result: float | str, look: str) -> None:
        """Write a formula with its result, for readers that do not calculate."""
        known = isinstance(result, str) or isfinite(result)
        self.raw.write_formula(row, column, f"={formula}", self._looks[look], result if known else "missing")

    def entry(self, row: int, column: int, entry: object, look: str = "text") -> None:
        """Write a number, day or text as what it is; None stays empty."""
        if entry is None or entry != entry:  # noqa: PLR0124 - nan is not itself
            return
        if isinstance(entry, bool | date):
            self.text(row, column, str(entry), look)
        elif isinstance(entry, int | float):
            self.number(row, column, float(entry), "figure" if look == "text" else look)
        else:
            self.text(row, column, str(entry), look)

    def fit(self, row: int, entries: Iterable[object], widths: Sequence[float]) -> None:
        """Make a row high enough for texts that wrap within columns of these widths."""
        texts = [entry if isinstance(entry, str) else "" for entry in entries]
        lines = [-(-len(text) // max(width * _LETTERS_A_WIDTH, 1)) for text, width in zip(texts, widths, strict=False)]
        self.raw.set_row(row, min(_LINE * max(1, *lines), _HIGHEST))

    def paragraph(self, row: int, text: str, look: str = "text") -> None:
        """Write sentences across the first columns, on as many lines as they take."""
        self.raw.merge_range(row, 0, row, _ACROSS - 1, "", self._looks[look])
        self.raw.set_row(row, 14 * -(-max(len(text), 1) // _LETTERS))
        self.text(row, 0, text, look)

    def header(self, row: int, names: Sequence[str], *, words: int) -> None:
        """Write the head of a table; those after the first `words` columns stand above figures."""
        self.raw.set_row(row, 14 * max(1, *(min(-(-len(name) // _HEAD_LETTERS), 5) for name in names)))
        for column, name in enumerate(names):
            self.text(row, column, name, "head" if column < words else "head of figures")
