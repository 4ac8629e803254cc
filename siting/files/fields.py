"""From the fields of a CSV row to a record, with a problem at each field that does not fit."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, TypeVar

from pydantic import ValidationError

from siting.errors import Problem, StudyError
from siting.files.rows import Row
from siting.files.text import TextFile
from siting.model.complaints import explain, unknown
from siting.model.measurement import Source
from siting.model.number_texts import has_commas, no_number
from siting.records import Record, last_day

__all__ = ["Reader", "convert", "make", "sources_among", "to_day", "to_number", "to_number_or_text"]

Reader = Callable[[str], Any]
"""Turns the text of a field into a value, or raises StudyError."""

R = TypeVar("R", bound=Record)


def convert(file: TextFile, row: Row, readers: Mapping[str, Reader]) -> tuple[dict[str, Any], list[Problem]]:
    """Read the fields of a row; columns without a reader stay text."""
    values: dict[str, Any] = {}
    problems: list[Problem] = []
    for column, field in row.items():
        try:
            values[column] = readers.get(column, str)(field.text)
        except StudyError as error:
            problems += [_at_field(file, row, column, problem) for problem in error.problems]
    return values, problems


def make(file: TextFile, row: Row, record: type[R], entries: Mapping[str, Any]) -> R:
    """Make a record from the entries of a row.

    Parameters
    ----------
    entries
        By field of the record; a problem points at the column of the same name, or at the value.

    Raises
    ------
    StudyError
        If the entries do not make a valid record.
    """
    try:
        return record(**entries)
    except ValidationError as error:
        problems = explain(error, record, entries)
        raise StudyError(_at_field(file, row, str((*problem.path, "")[0]), problem) for problem in problems) from None


def _at_field(file: TextFile, row: Row, column: str, problem: Problem) -> Problem:
    name = column if column in row else "value"
    field = row.get(name) or next(iter(row.values()))
    named = Problem(message=problem.message, expected=problem.expected, fix=problem.fix, path=(f"column {name}",))
    return file.located(named, field.line, field.column)


def to_number(text: str) -> float:
    """Read a number written with a decimal point.

    >>> to_number("300000"), to_number("-0.5")
    (300000.0, -0.5)
    """
    try:
        number = float(text.replace("_", "x"))
    except ValueError:
        raise StudyError(no_number(text)) from None
    if not math.isfinite(number):
        raise StudyError(
            Problem(message=f"{text!r} is not a finite number", fix="leave the field empty if it is not known")
        )
    return number


def to_number_or_text(text: str) -> float | str:
    """Read a number, or keep the name of a level; a number with commas is neither."""
    try:
        return to_number(text)
    except StudyError as error:
        if has_commas(text) or "not a finite" in error.problems[0].message:
            raise
        return text


def to_day(text: str) -> date:
    """Read a day; a month or a year means its last day."""
    try:
        return last_day(text)
    except ValueError:
        raise StudyError(Problem(message=f"{text!r} is not a day", expected="a day such as 2026-11-22")) from None


def sources_among(known: Mapping[str, Source]) -> Reader:
    """Return a reader of one or several source ids, separated by ``;``."""

    def read(text: str) -> tuple[Source, ...]:
        ids = [part.strip() for part in text.split(";") if part.strip()]
        lost = [unknown("source", name, known) for name in ids if name not in known]
        if lost:
            raise StudyError(lost)
        return tuple(known[name] for name in ids)

    return read
