"""Does a study document agree with itself? Looks at ids and references only; types are the records' business.

Whatever is of a wrong type is passed over here, so that both kinds of mistakes can be reported at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from siting.errors import Problem
from siting.model import cell_problems, weighting_problems
from siting.model.complaints import Key, Path, unknown
from siting.model.countries import COUNTRY_CODES
from siting.model.future import CELLS, unknown_targets
from siting.model.performance import PerformanceTable

__all__ = ["find_problems", "untested"]


def find_problems(document: Mapping[str, Any], given: PerformanceTable) -> Iterator[Problem]:
    """Yield every reference that leads nowhere and every set of weights that cannot be used."""
    criteria = _table(document, "criteria")
    yield from cell_problems.find(document, given)
    yield from weighting_problems.find(document.get("tree"), criteria, _table(document, "weights"))
    objectives = weighting_problems.objectives_in(document.get("tree"), criteria)
    strangers = (name for name in _table(document, "objectives") if name not in objectives)
    yield from (unknown("objective", name, objectives, path=("objectives", Key(name))) for name in strangers)
    for name in _table(document, "objectives").keys() & _table(document, "requirements").keys():
        message = f"{name!r} is called a requirement too: titles are found by their id"
        yield Problem(message=message, fix="call one of them by another id", path=("objectives", Key(name)))
    for name, entry in _tables(document, "requirements"):
        tested = entry.get("criterion")
        if isinstance(tested, str) and tested and tested not in criteria:
            yield unknown("criterion", tested, criteria, path=("requirements", name, "criterion"))
        column = tested if isinstance(tested, str) and tested else name
        yield from _impossible_levels(entry, criteria.get(column), path=("requirements", name, "one_of"))
    for name, entry in _tables(document, "futures"):
        yield from _future(entry, document, path=("futures", name, "changes"))
    yield from _demand(_table(document, "programme"))
    yield from _figures(_table(document, "money"), _table(document, "sites"))


def _table(document: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    entry = document.get(key)
    return entry if isinstance(entry, Mapping) else {}


def _tables(document: Mapping[str, Any], key: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for name, entry in _table(document, key).items():
        if isinstance(entry, Mapping):
            yield name, entry


def _impossible_levels(requirement: Mapping[str, Any], tested: Any, *, path: Path) -> Iterator[Problem]:
    """Yield what a requirement asks for although the criterion that it tests has no such level."""
    levels = cell_problems.levels_of(tested) if isinstance(tested, Mapping) else []
    asked = requirement.get("one_of")
    if levels and isinstance(asked, list | tuple):
        for place, level in enumerate(asked):
            if isinstance(level, str) and level not in levels:
                yield unknown("level", level, levels, path=(*path, place))


def untested(document: Mapping[str, Any], given: PerformanceTable) -> Iterator[Problem]:
    """Yield requirements that have nothing to test. Only worth asking once every given cell could be read."""
    columns = {*_table(document, "criteria"), *given.figures.columns}
    for name, entry in _tables(document, "requirements"):
        if not entry.get("criterion") and not entry.get("measure") and name not in columns:
            fix = f"name a criterion or a measure, or give {name!r} for each site in performance.csv"
            message = "nothing says what this requirement tests"
            yield Problem(message=message, fix=fix, path=("requirements", name))


def _future(entry: Mapping[str, Any], document: Mapping[str, Any], *, path: Path) -> Iterator[Problem]:
    changes = _table(entry, "changes")
    for key, value in changes.items():
        if isinstance(value, Mapping) and value and (key == CELLS or isinstance(document.get(key), Mapping)):
            fix = f'quote the whole key: "{".".join((key, *_first_steps(value)))}" = ...'
            yield Problem(message=f"all of {key} would be replaced", fix=fix, path=(*path, Key(key)))
    for key, problem in unknown_targets(document, changes):
        yield Problem(message=problem.message, expected=problem.expected, fix=problem.fix, path=(*path, Key(key)))


def _first_steps(entry: Any) -> Iterator[str]:
    """Yield the keys that lead to the first value of nested tables, as an unquoted dotted key makes them."""
    while isinstance(entry, Mapping) and entry:
        step, entry = next(iter(entry.items()))
        yield str(step)


def _demand(programme: Mapping[str, Any]) -> Iterator[Problem]:
    demand = programme.get("demand")
    if isinstance(demand, Mapping) and not any(demand.values()):
        fix = "give the markets their weights, or leave demand out"
        yield Problem(message="demand has no market with a weight above zero", fix=fix, path=("programme", "demand"))


def _figures(money: Mapping[str, Any], sites: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield the study's own figures that belong to no site and no country."""
    for table in ("own", "assumed"):
        for element, figures in _tables(money, table):
            for name in figures:
                if name not in sites and name not in COUNTRY_CODES:
                    yield unknown("site or country", name, sites, path=("money", table, element, Key(name)))
