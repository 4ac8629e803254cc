"""How a study is laid out in an Excel workbook: which sheets there are, and what a cell says.

Ids and keys head rows and columns; what they meet in is a cell of the document. A key is dotted as in TOML
(``range.worst``, ``changes."programme.body"``). A cell holds a number, a day, TRUE or FALSE, or a text; a text that
begins with ``[``, ``{`` or ``"`` is a TOML value.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from siting.errors import Problem, StudyError
from siting.files.toml_text import value_text

__all__ = [
    "BY_ID",
    "FACTS_SHEET",
    "GUIDE_SHEET",
    "PERFORMANCE_SHEET",
    "STUDY_SHEET",
    "Grid",
    "Path",
    "cell_name",
    "entry_of",
    "flat",
    "keys_in",
    "written",
]

Path = tuple[str, ...]

GUIDE_SHEET, STUDY_SHEET, PERFORMANCE_SHEET, FACTS_SHEET = "Guide", "Study", "Performances", "Facts"


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet that holds one table of the document by id."""

    table: str
    sheet: str
    ids: Literal["rows", "columns"]
    """Whether an id heads a row, and keys the columns, or the other way round."""
    keys: tuple[str, ...]
    """Keys that a new workbook offers; others may be added."""


BY_ID = (
    Grid("sites", "Sites", "rows", ("title", "country", "facts", "latitude", "longitude", "note")),
    Grid(
        "criteria", "Criteria", "rows",
        ("title", "unit", "direction", "range.worst", "range.best", "value", "measure.name", "note"),
    ),
    Grid("objectives", "Objectives", "rows", ("title", "note")),
    Grid("weights", "Weights", "columns", ("title", "method", "by", "on", "reason")),
    Grid(
        "requirements", "Requirements", "rows",
        ("title", "criterion", "at_least", "at_most", "one_of", "unit", "reason"),
    ),
    Grid("futures", "Futures", "columns", ("title", "note")),
    Grid("sources", "Sources", "rows", ("title", "url", "published")),
)  # fmt: skip

_TOML = ("[", "{", '"')
_UNSAFE = re.compile(r"[\x00-\x1f\x7f\ufffe\uffff]|_x[0-9A-Fa-f]{4}_|^\s|\s$")
"""What a workbook would not give back as it is: control characters, escapes of its own, outer blanks."""
_WHOLE = 2.0**53
_FIRST_DAY = date(1900, 3, 1)
"""Excel takes 1900 for a leap year: earlier days are written as text."""


def cell_name(row: int, column: int) -> str:
    """Name a cell as spreadsheets do; row and column count from 1.

    >>> cell_name(3, 28)
    'AB3'
    """
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row}"


def written(entry: Any) -> bool | int | float | str | date:
    """Return what a cell holds for an entry of the document.

    >>> written("Cassino"), written("[sic]"), written([1, 2])
    ('Cassino', '"[sic]"', '[1, 2]')
    """
    if isinstance(entry, str):
        plain = entry and not entry.startswith(_TOML) and not _UNSAFE.search(entry)
        return entry if plain else _ascii_controls(value_text(entry))
    if isinstance(entry, date) and (isinstance(entry, datetime) or entry < _FIRST_DAY):
        return entry.isoformat()
    return entry if isinstance(entry, bool | int | float | date) else _ascii_controls(value_text(entry))


def _ascii_controls(text: str) -> str:
    r"""Escape what a workbook would change, inside TOML strings: ``_x000A_`` becomes ``_\u0078000A_``."""
    return re.sub(r"_x(?=[0-9A-Fa-f]{4}_)", r"_\\u0078", text).replace("\ufffe", r"\ufffe").replace("\uffff", r"\uffff")


def entry_of(cell: Any) -> Any:
    """Return the entry that a cell stands for: a whole number is an int, a day without a time a date.

    Raises
    ------
    StudyError
        If the cell begins like a TOML value and is none.
    """
    if isinstance(cell, datetime):
        return cell.date() if cell == datetime.combine(cell.date(), datetime.min.time()) else cell
    if isinstance(cell, float) and cell.is_integer() and abs(cell) <= _WHOLE:
        return int(cell)
    if isinstance(cell, str) and cell.startswith(_TOML):
        return _toml_value(cell)
    return cell


def _toml_value(text: str) -> Any:
    if "\n" not in text:
        try:
            return tomllib.loads(f"value = {text}")["value"]
        except (ValueError, RecursionError):
            pass
    expected = 'a list ["a", "b"], a table { worst = 9, best = 5 }, or a text in quotation marks'
    raise StudyError(Problem(message="begins like a TOML value, but is none", expected=expected))


def flat(entries: Mapping[str, Any], *, depth: int) -> Iterator[tuple[Path, Any]]:
    """Yield the entries of nested tables with their path; tables below `depth`, and empty ones, are entries."""
    for key, entry in entries.items():
        if isinstance(entry, Mapping) and entry and depth > 1:
            for path, below in flat(entry, depth=depth - 1):
                yield (key, *path), below
        else:
            yield (key,), entry


def keys_in(text: str) -> Path:
    """Read a dotted key.

    Raises
    ------
    StudyError
        If the text is no key.

    Examples
    --------
    >>> keys_in('changes."programme.body"')
    ('changes', 'programme.body')
    """
    try:
        node: Any = tomllib.loads(f"{text} = 0") if "\n" not in text else {}
    except (ValueError, RecursionError):
        node = {}
    steps: list[str] = []
    while isinstance(node, dict) and len(node) == 1:
        (step, node), *_ = node.items()
        steps.append(step)
    if node != 0 or isinstance(node, dict):
        fix = 'quote what has spaces or points in it: points."Labour cost"'
        raise StudyError(Problem(message=f"{text!r} is no key", expected="a key such as title or range.worst", fix=fix))
    return tuple(steps)
