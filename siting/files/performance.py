"""The given cells of a study: ``performance.csv``, one cell a row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from siting.errors import Problem, StudyError
from siting.files.fields import convert, make, sources_among, to_day, to_number, to_number_or_text
from siting.files.rows import Columns, Row, read_rows
from siting.files.text import TextFile
from siting.model.measurement import Measurement, Source
from siting.model.performance import Cell, PerformanceTable

__all__ = ["COLUMNS", "GivenCells", "read_performance"]

COLUMNS = Columns(
    names=("site", "criterion", "value", "unit", "low", "high", "kind", "source", "confidence", "as_of", "note"),
    required=("site", "criterion"),
)


@dataclass(slots=True)
class GivenCells:
    """Cells of a file, what is wrong with the others, and where each stands."""

    file: TextFile | None = None
    cells: dict[Cell, Measurement] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    rows: dict[Cell, Row] = field(default_factory=dict)

    @property
    def table(self) -> PerformanceTable:
        """The cells as a table."""
        return PerformanceTable.of_cells(self.cells)

    def locate(self, problem: Problem) -> Problem | None:
        """Return a problem about one of these cells (path: performance, site, column) with its place; else None."""
        row = self.rows.get((str(problem.path[1]), str(problem.path[2]))) if len(problem.path) > 2 else None
        if row is None or self.file is None:
            return None
        column = str(problem.path[3]) if len(problem.path) > 3 else "value"
        shown = row.get(column) or row["site"]
        return self.file.located(problem, shown.line, shown.column)


def read_performance(file: TextFile, sources: Mapping[str, Source]) -> GivenCells:
    """Read the given cells of a study.

    Parameters
    ----------
    file
        Columns site, criterion, value, and optionally unit, low, high, kind, source, confidence, as_of and note; an
        empty value is a missing cell.
    sources
        Those that the source column may name, by id.
    """
    found = GivenCells(file)
    for entry in read_rows(file, COLUMNS):
        if isinstance(entry, Problem):
            found.problems.append(entry)
        else:
            _add(found, file, entry, sources)
    return found


def _add(found: GivenCells, file: TextFile, row: Row, sources: Mapping[str, Source]) -> None:
    cell = (row["site"].text, row["criterion"].text)
    if cell in found.rows:
        message = f"{cell[0]} on {cell[1]} is given twice: first on line {found.rows[cell]['site'].line}"
        found.problems.append(
            file.problem(message, row["site"].line, row["site"].column, fix="keep one of the two rows")
        )
        return
    found.rows[cell] = row
    readers = {
        "value": to_number_or_text,
        "low": to_number,
        "high": to_number,
        "source": sources_among(sources),
        "as_of": to_day,
    }
    values, problems = convert(file, row, readers)
    found.problems += problems
    if problems:
        return
    try:
        found.cells[cell] = make(file, row, Measurement, _entries(values))
    except StudyError as error:
        found.problems += error.problems


def _entries(values: dict[str, Any]) -> dict[str, Any]:
    entries = {"value": None, **values, "sources": values.get("source", ())}
    return {name: entry for name, entry in entries.items() if name not in {"site", "criterion", "source"}}
