"""Gates before scores: which sites a requirement screens out, and why."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from siting.labels import display_name, format_number, join_words
from siting.model import Requirement, Study

__all__ = ["screen"]

_COLUMNS = ["site", "requirement", "reason"]


def screen(study: Study) -> pd.DataFrame:
    """Return the sites that fail a requirement.

    A requirement tests the cell of its criterion, or its own column where it names none. A site without evidence fails
    it: what a must-have rests on has to be known.

    Returns
    -------
    DataFrame
        Columns site, requirement, reason; one row per failure, sites in the study's order, then requirements in theirs.

    Examples
    --------
    >>> table = pd.DataFrame({"volume": [90.0, 250.0]}, index=["A", "B"])
    >>> study = Study.build({
    ...     "sites": {"A": {}, "B": {}}, "criteria": {"volume": {"unit": "cars"}},
    ...     "requirements": {"room": {"criterion": "volume", "at_least": 100.0}},
    ... }, given=Study.from_frame(table).given)
    >>> screen(study)["reason"].tolist()
    ['Volume is 90 cars, at least 100 cars is required']
    """
    if not study.requirements:
        return pd.DataFrame(columns=_COLUMNS, dtype=object)
    table = study.table.figures
    order = {site: place for place, site in enumerate(study.sites)}
    rows = [
        (site, name, _reason(study, site, name, requirement))
        for name, requirement in study.requirements.items()
        for site in _failing(table, list(order), requirement.criterion or name, requirement)
    ]
    rows.sort(key=lambda row: order[row[0]])
    return pd.DataFrame(rows, columns=_COLUMNS, dtype=object)


def _failing(table: pd.DataFrame, sites: list[str], column: str, requirement: Requirement) -> list[str]:
    figures = table[column].reindex(sites) if column in table.columns else pd.Series(np.nan, index=sites)
    passed = _meets(figures, requirement)
    return [site for site, fine in zip(sites, passed, strict=True) if not fine]


def _meets(figures: pd.Series[float], requirement: Requirement) -> NDArray[np.bool_]:
    fine = figures.notna().to_numpy(dtype=bool, copy=True)
    if requirement.one_of:
        fine &= figures.map(_as_word, na_action="ignore").isin(requirement.one_of).to_numpy(dtype=bool)
    if requirement.at_least is None and requirement.at_most is None:
        return fine
    numbers = pd.to_numeric(figures, errors="coerce").to_numpy(dtype=float, na_value=np.nan)
    if requirement.at_least is not None:
        fine &= numbers >= requirement.at_least
    if requirement.at_most is not None:
        fine &= numbers <= requirement.at_most
    return fine


def _as_word(figure: object) -> str:
    return figure if isinstance(figure, str) else f"{figure:.15g}"


def _reason(study: Study, site: str, name: str, requirement: Requirement) -> str:
    column = requirement.criterion or name
    cell = study.cell(site, column)
    unit = requirement.unit or cell.unit
    titled = study.column_title(column)
    subject = display_name(titled) if titled == column else titled
    demand = f"{';' if requirement.one_of else ','} {_demand(requirement, cell.value, unit)}"
    if cell.value is None:
        sentence = f"no evidence for {subject}{demand}"
    else:
        shown = cell.value if isinstance(cell.value, str) else _exact(cell.value, requirement)
        sentence = f"{subject} is {shown} {unit}".rstrip() + demand
    return f"{sentence}: {requirement.reason}" if requirement.reason else sentence


def _demand(requirement: Requirement, value: float | str | None, unit: str) -> str:
    parts = []
    if requirement.at_least is not None:
        parts.append(f"at least {_beside(requirement.at_least, value)} {unit}".rstrip())
    if requirement.at_most is not None:
        parts.append(f"at most {_beside(requirement.at_most, value)} {unit}".rstrip())
    if requirement.one_of:
        *others, last = requirement.one_of
        parts.append(f"{', '.join(others)} or {last}" if others else last)
    return f"{join_words(parts)} is required"


def _exact(value: float, requirement: Requirement) -> str:
    """Write a failing value; in full where rounding would make it look like the threshold."""
    limits = [limit for limit in (requirement.at_least, requirement.at_most) if limit is not None]
    return f"{value:,.12g}" if any(_look_alike(value, limit) for limit in limits) else format_number(value)


def _beside(limit: float, value: float | str | None) -> str:
    alike = isinstance(value, float) and _look_alike(value, limit)
    return f"{limit:,.12g}" if alike else format_number(limit)


def _look_alike(value: float, limit: float) -> bool:
    return value != limit and format_number(value) == format_number(limit)
