"""The measures by name, and the step that fills a study's computed cells."""

from __future__ import annotations

from collections.abc import Iterator

from siting.errors import FactError, MethodError, Problem, StudyError, did_you_mean
from siting.facts import Knowledge, known
from siting.measures import attribute, capacity, ev_credit, proximity
from siting.measures.context import Context, MeasureFunction
from siting.model import Criterion, MeasureCall, Measurement, Requirement, Study
from siting.model.performance import Cell

__all__ = ["MEASURES", "measure"]

MEASURES: dict[str, MeasureFunction] = {
    "attribute": attribute.measure,
    "capacity_cover": capacity.measure,
    "delivery_cost": proximity.measure_cost,
    "delivery_days": proximity.measure_days,
    "ev_credit": ev_credit.measure,
}
"""Name in a study file to the function that fills the cell."""


def measure(study: Study) -> Study:
    """Fill every cell that the study asks a measure for and does not give itself.

    Facts are those known on the study's day; the study's own facts come first.

    Raises
    ------
    StudyError
        With every cell that cannot be measured, and why.
    """
    calls = dict(_calls(study))
    if not calls:
        return study
    knowledge = _knowledge(study)
    cells: dict[Cell, Measurement] = {}
    problems: list[Problem] = []
    for column, call in calls.items():
        if call.name not in MEASURES:
            problems.append(_unknown_measure(study, column, call))
            continue
        for site in study.sites:
            if study.given.cell(site, column) is not None:
                continue
            try:
                cells[site, column] = _cell(study, site, column, knowledge)
            except (MethodError, FactError) as error:
                problems.append(Problem(message=f"{site}: {error.args[0]}", path=(*_home(study, column), "measure")))
    if problems:
        raise StudyError(_without_repeats(problems))
    return study.with_measured(cells)


def _calls(study: Study) -> Iterator[tuple[str, MeasureCall]]:
    entries: list[tuple[str, Criterion | Requirement]] = [*study.criteria.items(), *study.requirements.items()]
    for column, entry in entries:
        if entry.measure is not None:
            yield column, entry.measure


def _knowledge(study: Study) -> Knowledge:
    try:
        return known(study.as_of, own=study.facts)
    except FactError as error:
        raise StudyError(Problem(message=str(error.args[0]), path=("as_of",))) from error


def _cell(study: Study, site: str, column: str, knowledge: Knowledge) -> Measurement:
    call = dict(_calls(study))[column]
    found = MEASURES[call.name](Context(study, site, knowledge, call.options))
    unit = study.criteria[column].unit if column in study.criteria else study.requirements[column].unit
    if unit and found.unit and unit != found.unit:
        raise MethodError(f"measure {call.name!r} gives {found.unit!r}, but {column!r} is in {unit!r}")
    return found


def _home(study: Study, column: str) -> tuple[str, str]:
    return ("criteria" if column in study.criteria else "requirements", column)


def _unknown_measure(study: Study, column: str, call: MeasureCall) -> Problem:
    return Problem(
        message=f"unknown measure {call.name!r}",
        expected=did_you_mean(call.name, MEASURES),
        path=(*_home(study, column), "measure"),
    )


def _without_repeats(problems: list[Problem]) -> list[Problem]:
    return list({(problem.message, problem.path): problem for problem in problems}.values())
