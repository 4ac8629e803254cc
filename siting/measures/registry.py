"""The measures by name, and the step that fills a study's computed cells."""

from __future__ import annotations

from collections.abc import Iterator

from siting.errors import FactError, MethodError, Problem, StudyError, did_you_mean
from siting.facts import Knowledge, known
from siting.labels import join_words
from siting.measures import (
    attribute,
    battery_production,
    capacity,
    capital,
    car_loan_interest,
    carbon,
    conversion_grant,
    downtime,
    energy,
    ev_credit,
    illinois_rev,
    investment_credit,
    italian_aid,
    labour,
    launch_time,
    market_duty,
    parts_duty,
    proximity,
    transit_capital,
)
from siting.measures.context import Context, MeasureFunction
from siting.model import Criterion, MeasureCall, Measurement, Requirement, Study
from siting.model.performance import Cell

__all__ = ["MEASURES", "measure"]

MEASURES: dict[str, MeasureFunction] = {
    "attribute": attribute.measure,
    "battery_production_credit": battery_production.measure,
    "capacity_cover": capacity.measure,
    "capital": capital.measure_total,
    "capital_per_unit": capital.measure_unit,
    "car_loan_interest": car_loan_interest.measure,
    "carbon_direct": carbon.measure_direct,
    "carbon_life_cycle": carbon.measure_life_cycle,
    "conversion_grant": conversion_grant.measure,
    "delivery_cost": proximity.measure_cost,
    "delivery_days": proximity.measure_days,
    "development_contract": italian_aid.measure_development_contract,
    "downtime": downtime.measure,
    "energy_cost": energy.measure,
    "ev_credit": ev_credit.measure,
    "illinois_rev": illinois_rev.measure_total,
    "illinois_rev_yearly": illinois_rev.measure_yearly,
    "duty_free_demand": market_duty.measure_free,
    "import_duty": market_duty.measure,
    "investment_credit": investment_credit.measure,
    "labour_cost": labour.measure_per_vehicle,
    "labour_cost_hourly": labour.measure_hours,
    "launch_time": launch_time.measure,
    "parts_duty": parts_duty.measure,
    "transit_capital": transit_capital.measure,
    "zone_credit": italian_aid.measure_zone_credit,
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
        failed: dict[str, list[str]] = {}
        for site in study.sites:
            if study.given.cell(site, column) is not None:
                continue
            try:
                cells[site, column] = _cell(study, site, column, knowledge)
            except (MethodError, FactError) as error:
                failed.setdefault(str(error.args[0]), []).append(site)
        problems += [_not_measured(study, column, sites, why) for why, sites in failed.items()]
    if problems:
        raise StudyError(problems)
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
        fix=did_you_mean(call.name, MEASURES),
        path=(*_home(study, column), "measure"),
    )


def _not_measured(study: Study, column: str, sites: list[str], why: str) -> Problem:
    """Tell once what keeps several sites from being measured."""
    whose = "every site" if len(sites) == len(study.sites) > 1 else join_words(sites)
    return Problem(message=f"{whose}: {why}", path=(*_home(study, column), "measure"))
