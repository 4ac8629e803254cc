"""A named set of overrides on one base study: a law, a tariff, a demand split, a volume."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from dataclasses import replace
from typing import Any

from pydantic import ValidationError

from siting.errors import Problem, StudyError
from siting.model.complaints import Key, explain, unknown
from siting.model.measurement import Measurement
from siting.model.performance import Cell
from siting.records import Record

__all__ = ["CELLS", "Future", "blamed", "change_behind", "changed_cells", "overridden", "unknown_targets"]

CELLS = "performance"
"""First step of a key that changes a cell: ``performance.SITE.CRITERION``."""
TABLES_BY_ID = ("sites", "criteria", "weights", "requirements", "futures", "sources")


class Future(Record):
    """What changes, by dotted key (``"programme.body" = "other"``), and why that is worth looking at."""

    title: str = ""
    changes: dict[str, Any] = {}
    note: str = ""


def overridden(document: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """Return a copy of a study document with dotted keys set; nothing is validated here, and cells are left alone.

    >>> overridden({"programme": {"body": "suv"}}, {"programme.body": "other"})
    {'programme': {'body': 'other'}}
    """
    result: dict[str, Any] = deepcopy(dict(document))
    for key, value in changes.items():
        *parents, leaf = key.split(".")
        if (*parents, leaf)[0] == CELLS:
            continue
        node = result
        for parent in parents:
            below = node.get(parent)
            node[parent] = below if isinstance(below, dict) else {}
            node = node[parent]
        node[leaf] = value
    return result


def changed_cells(changes: Mapping[str, Any]) -> dict[Cell, Measurement]:
    """Return the cells that keys such as ``performance.melfi.skill`` set, to a figure or a table like a `Measurement`.

    Raises
    ------
    StudyError
        If such a key names no cell, or its value is none.
    """
    cells: dict[Cell, Measurement] = {}
    problems: list[Problem] = []
    for key, value in changes.items():
        first, *cell = key.split(".", 2)
        if first != CELLS:
            continue
        if len(cell) != 2:
            expected = f"{CELLS}.SITE.CRITERION, one cell at a time"
            problems.append(Problem(message=f"{key!r} names no cell", expected=expected, path=tuple(key.split("."))))
            continue
        entry = dict(value) if isinstance(value, Mapping) else {"value": value}
        try:
            cells[cell[0], cell[1]] = Measurement(**{"kind": "judged", "note": "set by override", **entry})
        except ValidationError as error:
            found = explain(error, Measurement, entry)
            problems += [Problem(message=p.message, expected=p.expected, fix=p.fix, path=(CELLS, *cell)) for p in found]
    if problems:
        raise StudyError(problems)
    return cells


def unknown_targets(document: Mapping[str, Any], changes: Mapping[str, Any]) -> Iterator[tuple[str, Problem]]:
    """Yield the keys that would change a site, criterion or other entry that the document does not have."""
    for key in changes:
        top, *below = str(key).split(".")
        entries = document.get(top)
        known = entries if isinstance(entries, Mapping) else {}
        if top in TABLES_BY_ID and below and below[0] not in known:
            yield key, unknown(f"id in {top}", below[0], known)


def change_behind(path: Iterable[str | int], changes: Mapping[str, Any]) -> str | None:
    """Return the change that set what a path leads to, or something inside or around it.

    >>> change_behind(("programme", "volume", "low"), {"as_of": "2024", "programme.volume": {"low": "x"}})
    'programme.volume'
    """
    steps = [str(step) for step in path]
    for key in changes:
        parts = key.split(".")
        length = min(len(parts), len(steps))
        if length and parts[:length] == steps[:length]:
            return key
    return None


def blamed(problem: Problem, *, future: str, changes: Mapping[str, Any]) -> Problem:
    """Return a problem of a study in one of its futures with the path of the change that it comes from.

    >>> found = Problem(message="unknown body", path=("programme", "body"))
    >>> blamed(found, future="van", changes={"programme.body": "vann"}).path
    ('futures', 'van', 'changes', 'programme.body')
    """
    key = change_behind(problem.path, changes)
    if key is None:
        message = ": ".join(part for part in (problem.place, problem.message) if part)
        return replace(problem, message=message, path=("futures", future))
    step = Key(key) if isinstance(problem.path[-1], Key) else key
    return replace(problem, path=("futures", future, "changes", step))
