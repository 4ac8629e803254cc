"""A study as an Excel workbook that `read_study` reads again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from io import BytesIO
from pathlib import Path as FilePath
from typing import Any

from siting.errors import MissingExtra, OutputError, Problem, StudyError
from siting.files import facts, performance
from siting.files.sheets import (
    BY_ID,
    FACTS_SHEET,
    GUIDE_SHEET,
    PERFORMANCE_SHEET,
    STUDY_SHEET,
    Grid,
    Path,
    cell_name,
    flat,
    keys_in,
    written,
)
from siting.files.toml_text import key_text
from siting.files.writing import cell_rows, document_of, fact_entries
from siting.model import Study
from siting.placing import failures_reported, place_file

__all__ = ["excel_bytes", "write_excel"]

_NO_DATE = datetime(2000, 1, 1)
_LONGEST = 32_767
_EVERY_LEVEL = 99
_ROOM = 200
"""Rows below the header in which a new workbook checks what is typed."""

_GUIDE = (
    "Edit the sheets and run the file: siting run FILE.xlsx",
    "Study: one key a row. Sites, Criteria, Objectives, Requirements, Sources: one id a row, one key a column.",
    "Weights and Futures: one id a column, one key a row; the first weight set is the default.",
    "Performances: one cell of the table a row; an empty value is a missing cell. Facts: the study's own dated facts.",
    "An empty cell means: left out. Rows, columns and keys may be added; other sheets are not read.",
    "A text that begins with [ or { is a list or table as in study.toml; docs/study-files.md lists every key.",
)

_CHOICES = {
    ("Criteria", "direction"): ("max", "min"),
    (PERFORMANCE_SHEET, "kind"): ("measured", "computed", "estimated", "judged", "given"),
    (PERFORMANCE_SHEET, "confidence"): ("high", "medium", "low"),
}


class _Exact(float):
    """A number that is written with all its digits, not with sixteen."""

    def __format__(self, spec: str) -> str:
        return repr(float(self))


def write_excel(study: Study, path: str | FilePath) -> FilePath:
    """Write a study as an Excel workbook.

    Parameters
    ----------
    path
        An ``.xlsx`` file that is not there yet.

    Raises
    ------
    OutputError
        If the file is there, or cannot be written.
    StudyError
        If the study has what a workbook cannot hold: a text above 32,767 characters, a cell with a distribution.
    MissingExtra
        If XlsxWriter is not installed.

    Examples
    --------
    >>> import tempfile
    >>> from siting.files import new_study, read_study
    >>> with tempfile.TemporaryDirectory() as here:
    ...     study = read_study(new_study(f"{here}/plants"))
    ...     read_study(write_excel(study, f"{here}/plants.xlsx"))
    Study('Where to build the new van', 3 sites x 3 criteria)
    """
    target = FilePath(path)
    content = excel_bytes(study)
    with failures_reported(target):
        if target.exists():
            raise OutputError(f"{target}: is there; a study overwrites nothing")
    return place_file(target, content)


def excel_bytes(study: Study) -> bytes:
    """Return the workbook of a study; the same study gives the same bytes."""
    document = document_of(study)
    stream = BytesIO()
    book = _Book(stream)
    book.add_guide()
    by_id = {grid.table for grid in BY_ID}
    rest = {"title": "", "question": "", **{key: entry for key, entry in document.items() if key not in by_id}}
    keys: list[list[Any]] = [["key", "value"]]
    keys += ([key_text(*path), entry] for path, entry in flat(rest, depth=_EVERY_LEVEL))
    book.add(STUDY_SHEET, keys)
    for grid in BY_ID:
        book.add(grid.sheet, _grid_rows(grid, document.get(grid.table, {})))
    book.add(PERFORMANCE_SHEET, _listed(performance.COLUMNS.names, cell_rows(study)))
    book.add(FACTS_SHEET, _listed(facts.COLUMNS.names, fact_entries(study)))
    book.close()
    return stream.getvalue()


def _grid_rows(grid: Grid, table: Mapping[str, Mapping[str, Any]]) -> list[list[Any]]:
    entries = {name: dict(flat(entry, depth=2)) for name, entry in table.items()}
    keys: dict[Path, None] = dict.fromkeys(keys_in(key) for key in grid.keys)
    keys.update(dict.fromkeys(path for entry in entries.values() for path in entry))
    names = {path: key_text(*path) for path in keys if not _replaced(path, keys)}
    rows: list[list[Any]] = [["id", *names.values()]]
    rows += [[name, *(entry.get(path) for path in names)] for name, entry in entries.items()]
    return rows if grid.ids == "rows" else [list(column) for column in zip(*rows, strict=True)]


def _replaced(path: Path, keys: Iterable[Path]) -> bool:
    """Whether an offered key gives way to keys below it that are in use."""
    return any(len(other) > len(path) and other[: len(path)] == path for other in keys)


def _listed(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> list[list[Any]]:
    return [list(columns), *([row.get(column) for column in columns] for row in rows)]


class _Book:
    """The workbook on the way."""

    def __init__(self, stream: BytesIO) -> None:
        try:
            import xlsxwriter
        except ImportError:
            raise MissingExtra("writing Excel workbooks", "office") from None
        self._book = xlsxwriter.Workbook(stream, {"in_memory": True})
        self._book.set_properties({"created": _NO_DATE, "comments": "A study for siting"})
        self._head = self._book.add_format({"bold": True, "bottom": 1, "bg_color": "#E8EEF4"})
        self._day = self._book.add_format({"num_format": "yyyy-mm-dd", "align": "left"})

    def add_guide(self) -> None:
        sheet = self._book.add_worksheet(GUIDE_SHEET)
        sheet.set_column(0, 0, 120)
        sheet.fit_to_pages(1, 0)
        for row, line in enumerate(_GUIDE):
            sheet.write_string(row, 0, line)

    def add(self, name: str, rows: list[list[Any]]) -> None:
        sheet = self._book.add_worksheet(name)
        sheet.freeze_panes(1, 1)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        for row, entries in enumerate(rows):
            for column, entry in enumerate(entries):
                header = row == 0 or (column == 0 and name != PERFORMANCE_SHEET)
                self._write(sheet, (row, column), entry, self._head if header else None)
        for column, width in enumerate(_widths(rows)):
            sheet.set_column(column, column, width)
        for column, head in enumerate(rows[0]):
            if (name, head) in _CHOICES:
                options = {"validate": "list", "source": list(_CHOICES[name, head])}
                sheet.data_validation(1, column, max(_ROOM, len(rows)), column, options)

    def _write(self, sheet: Any, place: tuple[int, int], entry: Any, look: Any) -> None:
        cell = None if entry is None else written(entry)
        if cell is None or (cell == '""' and place[1] == 1 and sheet.name == STUDY_SHEET):
            return
        if isinstance(cell, str):
            if len(cell) > _LONGEST:
                where = f"{sheet.name}!{cell_name(place[0] + 1, place[1] + 1)}"
                raise StudyError(Problem(message=f"{where}: a text of {len(cell):,} characters; Excel holds 32,767"))
            sheet.write_string(*place, cell, look)
        elif isinstance(cell, bool):
            sheet.write_boolean(*place, cell, look)
        elif isinstance(cell, date):
            sheet.write_datetime(*place, cell, self._day)
        else:
            sheet.write_number(*place, _Exact(cell), look)

    def close(self) -> None:
        self._book.close()


def _widths(rows: list[list[Any]]) -> Iterator[float]:
    for column in zip(*rows, strict=True):
        longest = max(len(str(entry)) for entry in column if entry is not None)
        yield min(max(longest + 2, 9), 48)
