"""Where in a study's file a problem stands that was found after reading it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from os import PathLike
from pathlib import Path
from typing import Any

from siting.errors import Problem, StudyError
from siting.files.parts import open_parts
from siting.model.future import TABLES_BY_ID, change_behind

__all__ = ["located", "overriding"]


def located(error: StudyError, path: str | PathLike[str], *, overrides: Mapping[str, Any] | None = None) -> StudyError:
    """Return the error with the file and place of every problem that has none.

    A problem that leads to a whole table by id is about a name that was asked for, not about what the file says, and
    stays as it is.

    Parameters
    ----------
    error
        Raised by a later step on the study that was read from `path`.
    path
        The study's folder, TOML file or workbook.
    overrides
        Changes by dotted key that the file does not have; a problem that comes from one names it.
    """
    changes = overrides or {}
    placeless = [problem for problem in error.problems if _is_of_the_file(problem)]
    if not placeless:
        return error
    parts = open_parts(Path(path))

    def place(problem: Problem) -> Problem:
        change = change_behind(problem.path, changes)
        return parts.locate(problem) if change is None else overriding(problem, change)

    return StudyError(place(problem) if problem in placeless else problem for problem in error.problems)


def overriding(problem: Problem, change: str) -> Problem:
    """Return a problem that names the override it comes from, once."""
    source = f" (set by the override {change!r})"
    return replace(problem, message=f"{problem.message.removesuffix(source)}{source}")


def _is_of_the_file(problem: Problem) -> bool:
    asked_for = len(problem.path) == 1 and problem.path[0] in TABLES_BY_ID
    return not problem.file and bool(problem.path) and not asked_for
