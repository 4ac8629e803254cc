"""The parts of a study in an Excel workbook, and the cell that a problem speaks of."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields, replace
from datetime import date
from difflib import get_close_matches
from pathlib import Path as FilePath
from typing import Any

from siting.errors import MissingExtra, Problem, StudyError
from siting.files.sheets import (
    BY_ID,
    FACTS_SHEET,
    PERFORMANCE_SHEET,
    STUDY_SHEET,
    Grid,
    Path,
    cell_name,
    entry_of,
    keys_in,
)
from siting.files.text import TextFile
from siting.files.workbook_parts import SheetParts, sheets_of
from siting.model import Study
from siting.model.anatomy import kinds_at
from siting.model.complaints import Key

__all__ = ["ExcelStudy"]

Rows = list[list[Any]]
Place = tuple[str, int, int]
"""Sheet, row and column; both count from 1."""

_GRIDS = {grid.table for grid in BY_ID}
_KNOWN = (STUDY_SHEET, PERFORMANCE_SHEET, FACTS_SHEET, *(grid.sheet for grid in BY_ID))


@dataclass(frozen=True, slots=True, kw_only=True)
class CellProblem(Problem):
    """A mistake in a cell of a workbook; `file` ends with the name of the sheet."""

    def _location(self) -> str:
        cell = f"{self.file}!{cell_name(self.line or 1, self.column or 1)}"
        return ": ".join(part for part in (cell, self.place) if part)


def _in_cell(problem: Problem, file: str, place: Place) -> CellProblem:
    sheet, row, column = place
    known = {entry.name: getattr(problem, entry.name) for entry in fields(problem)}
    return CellProblem(**{**known, "file": f"{file}:{sheet}", "line": row, "column": column, "excerpt": ""})


class ExcelStudy:
    """A workbook, read whole."""

    def __init__(self, file: FilePath) -> None:
        self._name = str(file)
        self._sheets, found = _read(file)
        self.document: dict[str, Any] = {"sites": {}, "criteria": {}}
        self.problems: list[Problem] = [*found, *self._misnamed()]
        if not {"Sites", "Criteria"} & {*self._sheets} and not self.problems:
            raise StudyError(_no_study(self._name, self._sheets))
        self._values: dict[Path, Place] = {}
        self._keys: dict[Path, Place] = {}
        self._add_keys()
        for grid in BY_ID:
            self._add_grid(grid)
        self.performance = self._table(PERFORMANCE_SHEET)
        self.facts = self._table(FACTS_SHEET)

    def locate(self, problem: Problem) -> Problem:
        """Return a problem with the cell of what its path leads to, or of the nearest thing around it."""
        path = tuple(str(step) for step in problem.path)
        if problem.path and isinstance(problem.path[-1], Key) and path in self._keys:
            shared = len(path) > 2 and path[0] in _GRIDS  # a key of several ids: told once
            return _in_cell(replace(problem, path=() if shared else problem.path), self._name, self._keys[path])
        around = (path[:length] for length in range(len(path), 0, -1))
        place = next((self._values[part] for part in around if part in self._values), None)
        home = {"sites": "Sites", "criteria": "Criteria"}.get(path[0] if path else "", STUDY_SHEET)
        return _in_cell(problem, self._name, place or (home, 1, 1))

    def _misnamed(self) -> Iterator[Problem]:
        lost = [name for name in _KNOWN if name not in self._sheets]
        for sheet in self._sheets:
            near = get_close_matches(sheet.capitalize(), lost, n=1, cutoff=0.8) if sheet not in _KNOWN else []
            for name in near:
                problem = Problem(
                    message=f"this sheet is not read: did you mean {name}?", fix=f"rename the sheet to {name}"
                )
                yield _in_cell(problem, self._name, (sheet, 1, 1))

    def _add_keys(self) -> None:
        for row, cells in enumerate(self._sheets.get(STUDY_SHEET, [])[1:], start=2):
            key, value = [*cells, "", ""][:2]
            if key != "" and value != "":
                self._enter((), key, value, places=((STUDY_SHEET, row, 1), (STUDY_SHEET, row, 2)))

    def _add_grid(self, grid: Grid) -> None:
        rows = self._sheets.get(grid.sheet, [])
        if grid.ids == "columns":
            rows = [list(column) for column in zip(*rows, strict=True)]
        header = rows[0] if rows else []
        for at, (name, *cells) in enumerate(rows[1:], start=2):
            if name == "" and all(cell == "" for cell in cells):
                continue
            place = _place(grid, at, 1)
            path = (grid.table, _text(name))
            if path in self._values:
                self._note(f"duplicate id {path[1]!r}", place, fix="rename one of the two, or merge them")
                continue
            self._values[path] = self._keys[path] = place
            self.document.setdefault(grid.table, {})[path[1]] = {}
            for across, (key, cell) in enumerate(zip(header[1:], cells, strict=True), start=2):
                if cell != "":
                    self._enter(path, key, cell, places=(_place(grid, 1, across), _place(grid, at, across)))

    def _enter(self, above: Path, key: Any, cell: Any, *, places: tuple[Place, Place]) -> None:
        """Enter a cell into the document."""
        try:
            path = (*above, *keys_in(_text(key)))
        except StudyError as error:
            self.problems += [_in_cell(problem, self._name, places[0]) for problem in error.problems]
            return
        try:
            entry = _as_text_where_due(path, entry_of(cell))
        except StudyError as error:
            self.problems += [_in_cell(problem, self._name, places[1]) for problem in error.problems]
            return
        node: Any = self.document
        for step in path[:-1]:
            node = node.setdefault(step, {}) if isinstance(node, dict) else node
        if not isinstance(node, dict) or path[-1] in node:
            self._note(f"{'.'.join(path)} is given twice", places[1], fix="keep one of the two")
            return
        node[path[-1]] = entry
        for length in range(1, len(path) + 1):
            self._values.setdefault(path[:length], places[1])
            self._keys.setdefault(path[:length], places[0])

    def _note(self, message: str, place: Place, *, fix: str) -> None:
        self.problems.append(_in_cell(Problem(message=message, fix=fix), self._name, place))

    def _table(self, sheet: str) -> TextFile | None:
        rows = self._sheets.get(sheet, [])
        if not any(cell != "" for row in rows[1:] for cell in row):
            return None
        return _SheetText.of(f"{self._name}:{sheet}", rows)


def _place(grid: Grid, at: int, across: int) -> Place:
    return (grid.sheet, at, across) if grid.ids == "rows" else (grid.sheet, across, at)


def _read(file: FilePath) -> tuple[dict[str, Rows], list[Problem]]:
    """Return the cells of every sheet that is read, from A1 on, and what is wrong with them; an empty cell is ''."""
    try:
        from python_calamine import CalamineError, CalamineWorkbook
    except ImportError:
        raise MissingExtra("reading Excel workbooks", "office") from None
    parts = sheets_of(file)
    wanted = [part for part in parts if part.name in _KNOWN]
    problems = [_too_far(str(file), part) for part in wanted if not part.is_readable]
    problems += [_error_in(str(file), part.name, *error) for part in wanted for error in part.errors]
    try:
        book = CalamineWorkbook.from_path(file)
        return {
            part.name: book.get_sheet_by_name(part.name).to_python(skip_empty_area=False) if part in wanted else []
            for part in parts
            if part.is_readable
        }, problems
    except (CalamineError, OSError) as error:
        fix = "save it as an Excel workbook (.xlsx)"
        raise StudyError(Problem(message=f"not an Excel workbook: {error}", file=str(file), fix=fix)) from None


def _no_study(file: str, sheets: Iterable[str]) -> Problem:
    return Problem(
        message=f"this workbook holds no study; its sheets are {', '.join(sheets) or 'none'}",
        expected=f"sheets called {', '.join(_KNOWN)}",
        fix="siting new --excel FILE.xlsx writes one to start from",
        file=file,
    )


def _too_far(file: str, part: SheetParts) -> Problem:
    fix = "delete the rows and columns far outside the tables, and the rest can be read"
    return _in_cell(Problem(message="the sheet reaches too far to be read", fix=fix), file, (part.name, *part.last))


def _error_in(file: str, sheet: str, row: int, column: int, error: str) -> Problem:
    fix = "mend its formula, or write the value itself; leave the cell empty if it is not known"
    return _in_cell(Problem(message=f"the cell holds the error {error}", fix=fix), file, (sheet, row, column))


def _text(cell: Any) -> str:
    """Return an id or a key as text: a number is written as people do."""
    try:
        return _shown(entry_of(cell))
    except StudyError:
        return str(cell)


def _shown(entry: Any) -> str:
    if isinstance(entry, bool):
        return str(entry).lower()
    return entry.isoformat() if isinstance(entry, date) else str(entry)


def _as_text_where_due(path: Path, entry: Any) -> Any:
    """Return a number as text where the document wants nothing but text: Excel makes numbers of what looks so."""
    if isinstance(entry, bool) or not isinstance(entry, int | float):
        return entry
    return _shown(entry) if kinds_at(Study, path) == [str] else entry


@dataclass(frozen=True)
class _SheetText(TextFile):
    """A sheet as CSV text, whose problems are placed in the cells that the text was made of."""

    starts: list[tuple[int, int]] = field(repr=False)
    """Line and column of each field in the text, rising."""
    cells: list[tuple[int, int]] = field(repr=False)
    """Row and column of each field in the sheet."""

    @classmethod
    def of(cls, name: str, rows: Rows) -> _SheetText:
        width = max((place for row in rows for place, cell in enumerate(row, start=1) if cell != ""), default=0)
        text = ""
        starts: list[tuple[int, int]] = []
        cells: list[tuple[int, int]] = []
        line = 1
        for number, row in enumerate(rows, start=1):
            if number > 1 and all(cell == "" for cell in row):
                continue
            column = 1
            for place, cell in enumerate(row[:width], start=1):
                starts.append((line, column))
                cells.append((number, place))
                shown = "" if cell == "" else '"' + _text(cell).replace('"', '""') + '"'
                breaks = shown.count("\n")
                line += breaks
                column = (1 if breaks else column) + len(shown.rpartition("\n")[2]) + 1
                text += shown + ("," if place < width else "\n")
            line += 1
        return cls(name, text, starts, cells)

    def located(self, problem: Problem, line: int, column: int | None) -> Problem:
        """Return a problem with the cell behind a line and column of the text."""
        row, place = self.cells[max(bisect_right(self.starts, (line, column or 1)) - 1, 0)]
        book, _, sheet = self.name.rpartition(":")
        return _in_cell(problem, book, (sheet, row, place))
