"""A TOML text as a document, and the place in the text that a problem speaks of."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from typing import Any

from siting.errors import Problem, StudyError
from siting.files.positions import Place, Positions, scan
from siting.files.text import TextFile
from siting.model.complaints import Key

__all__ = ["locate", "parse"]

_AT = re.compile(r" \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)$")
_DEFINED_AGAIN = (
    "Cannot overwrite",
    "Cannot declare",
    "Duplicate inline table key",
    "Cannot mutate",
    "Cannot redefine",
)


def parse(file: TextFile) -> dict[str, Any]:
    """Read a TOML text.

    Raises
    ------
    StudyError
        If the text is not TOML, with the place of the first mistake (TOML readers stop there).
    """
    try:
        return tomllib.loads(file.text)
    except RecursionError:
        raise StudyError(Problem(message="brackets are nested too deeply", file=file.name)) from None
    except ValueError as error:
        raise StudyError(_syntax_problem(file, str(error))) from None


def _syntax_problem(file: TextFile, complaint: str) -> Problem:
    where = _AT.search(complaint)
    message = _AT.sub("", complaint)
    if where is None:
        return Problem(message=f"not TOML: {message}", file=file.name)
    line, column = int(where["line"] or len(file.lines)), int(where["column"] or len(file.lines[-1]) + 1)
    if message.startswith(_DEFINED_AGAIN):
        return _duplicate(file, line)
    return file.problem(
        f"not TOML: {message[:1].lower()}{message[1:]}", line, column, fix=_syntax_fix(file, line, message)
    )


def _duplicate(file: TextFile, line: int) -> Problem:
    start = "\n".join(file.lines[:line])
    positions = scan(start)
    if not positions.repeated:
        return file.problem("duplicate: this key or table is already defined above", line, fix="merge the two")
    path, first, again = positions.repeated[-1]
    message = f"duplicate id {path[-1]!r}: already defined on line {positions.place(first)[0]}"
    problem = Problem(message=message, path=path, fix="rename one of the two, or merge them")
    return file.located(problem, *positions.place(again))


def _syntax_fix(file: TextFile, line: int, message: str) -> str:
    if message.startswith("Invalid value") and "=" in file.lines[line - 1]:
        return 'put text in quotation marks ("IT"); write true, false, numbers and days such as 2026-11-22 without'
    if message.startswith("Invalid statement"):
        return 'write key = value, or a table header such as [sites.melfi]; quote a key with spaces ("St Louis")'
    return ""


def locate(problem: Problem, file: TextFile, positions: Positions) -> Problem:
    """Return a problem with the place of what its path leads to, or of the nearest table around it."""
    place = _place(problem.path, positions)
    return file.located(problem, *place) if place else replace(problem, file=file.name)


def _place(path: tuple[str | int, ...], positions: Positions) -> Place | None:
    if path and isinstance(path[-1], Key):
        found = positions.key(path)
        if found:
            return found
    for length in range(len(path), 0, -1):
        found = positions.value(path[:length])
        if found:
            return found
    return None
