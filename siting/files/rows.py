"""The rows of a CSV text with the place of every field. Knows nothing of what the fields mean."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from siting.errors import Problem
from siting.files.text import TextFile
from siting.model.complaints import unknown

__all__ = ["Columns", "Field", "Row", "read_rows"]

_FIELD = re.compile(r'"([^"]*(?:""[^"]*)*)"[ \t]*|([^,\n]*)')


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its text without quotes and outer blanks, and where it begins."""

    text: str
    line: int
    column: int


Row = dict[str, Field]
"""Fields by column; those that are empty are left out."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Which columns a table may have, in any order, and which of them every row must fill."""

    names: tuple[str, ...]
    required: tuple[str, ...]


def read_rows(file: TextFile, columns: Columns) -> Iterator[Row | Problem]:
    """Yield the rows below the header, and a problem in place of each that cannot be used.

    Fields are separated by commas; one that holds a comma, a line end or a quotation mark stands in quotation marks
    (RFC 4180). Lines without any text are skipped: spreadsheets leave commas where rows were emptied.
    """
    records = _records(file)
    header = next(records, None)
    if header is None:
        yield Problem(message="empty", expected=f"a header: {','.join(columns.names)}", file=file.name)
        return
    wrong = [header] if isinstance(header, Problem) else list(_header_problems(file, header, columns))
    if wrong:
        yield from wrong
        return
    names = [field.text for field in header] if isinstance(header, list) else []
    for record in records:
        if isinstance(record, Problem):
            yield record
        elif len(record) != len(names):
            yield _wrong_length(file, record, names)
        else:
            yield from _filled(file, dict(zip(names, record, strict=True)), columns)


def _records(file: TextFile) -> Iterator[list[Field] | Problem]:
    """Yield the fields of each line (or lines, where a quoted field holds line ends)."""
    text, at, line, line_start = file.text, 0, 1, 0
    record: list[Field] = []
    while at <= len(text):
        match = _FIELD.match(text, at)
        quoted, plain = match.groups() if match else (None, "")
        field = Field((plain if quoted is None else quoted.replace('""', '"')).strip(), line, at - line_start + 1)
        end = match.end() if match else at
        if text[end : end + 1] not in {",", "\n", ""} or (plain or "").startswith('"'):
            yield _broken_quotes(file, field)
            return
        record.append(field)
        if breaks := text.count("\n", at, end):
            line, line_start = line + breaks, text.rindex("\n", at, end) + 1
        if text[end : end + 1] != ",":
            if any(field.text for field in record):
                yield record
            record, line, line_start = [], line + 1, end + 1
        at = end + 1


def _broken_quotes(file: TextFile, field: Field) -> Problem:
    return file.problem(
        "the quotation marks of this field do not close before the next comma; nothing after it is read",
        field.line,
        field.column,
        fix='close the quotation mark; inside a quoted field write a quotation mark twice ("")',
    )


def _header_problems(file: TextFile, header: list[Field], columns: Columns) -> Iterator[Problem]:
    separator = next((mark for mark in (";", "\t", "|") if mark in header[0].text), None)
    if len(header) == 1 and separator:
        shown = "tabs" if separator == "\t" else repr(separator)
        fix = "separate them by commas, with a point before decimals; or use an Excel workbook (siting new --excel)"
        yield file.problem(f"fields are separated by {shown}", header[0].line, 1, fix=fix)
        return
    seen: set[str] = set()
    for field in header:
        if field.text not in columns.names:
            yield file.located(unknown("column", field.text, columns.names), field.line, field.column)
        elif field.text in seen:
            yield file.problem(f"column {field.text!r} is there twice", field.line, field.column, fix="remove one")
        seen.add(field.text)
    for name in columns.required:
        if name not in seen:
            fix = f"add it to the header; required are {', '.join(columns.required)}"
            yield file.problem(f"there is no column {name!r}", header[0].line, fix=fix)


def _wrong_length(file: TextFile, record: list[Field], names: list[str]) -> Problem:
    first, last = record[0], record[-1]
    if len(record) < len(names):
        message = f"half a row: {len(record)} of {len(names)} fields, none for {names[len(record)]!r} and after"
        return file.problem(message, last.line, last.column, fix="write all fields; a comma for each that is empty")
    message = f"{len(record)} fields under {len(names)} columns"
    fix = 'quote a text with a comma in it ("Toluca, Mexico"); write numbers without commas (300000, 0.5)'
    return file.problem(message, first.line, record[len(names)].column, fix=fix)


def _filled(file: TextFile, row: Row, columns: Columns) -> Iterator[Row | Problem]:
    empty = [name for name in columns.required if not row[name].text]
    for name in empty:
        problem = Problem(
            message="empty", expected=f"every row needs {', '.join(columns.required)}", path=(f"column {name}",)
        )
        yield file.located(problem, row[name].line, row[name].column)
    if not empty:
        yield {name: field for name, field in row.items() if field.text}
