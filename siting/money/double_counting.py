"""A dollar counted twice: once as merit and once as money."""

from __future__ import annotations

from siting.model import Criterion, Study

__all__ = ["double_counted"]

_ALWAYS = {
    "delivery_cost": "freight",
    "import_duty": "duty",
    "labour_cost": "labour",
    "labour_cost_hourly": "labour",
    "energy_cost": "energy",
    "capital": "capital",
    "capital_per_unit": "capital",
    "parts_duty": "parts_duty",
    "transit_capital": "transit",
}
"""Measure of a criterion to the part of every landed cost that counts the same dollar."""


def double_counted(study: Study) -> list[tuple[str, str]]:
    """Return the criteria whose dollar is also in the study's money, each with the part of the money it is in.

    A criterion counts twice if the measure that fills it feeds the money too, if it carries the name of an incentive
    that is switched on, or if its cells are given in dollars per car under the name of a cost element. A study without
    a money plan counts nothing twice.

    Examples
    --------
    >>> import pandas as pd
    >>> double_counted(Study.from_frame(pd.DataFrame({"labour": [1.0]}, index=["A"])))
    []
    """
    if study.money is None:
        return []
    return [
        (name, part)
        for name, criterion in study.criteria.items()
        if (part := _part(name, criterion, study.money.incentives)) is not None
    ]


def _part(name: str, criterion: Criterion, incentives: tuple[str, ...]) -> str | None:
    asked = criterion.measure.name if criterion.measure else name
    if asked in _ALWAYS:
        return _ALWAYS[asked]
    if asked in incentives:
        return asked
    in_money = criterion.unit.startswith(("USD", "EUR"))
    return name if in_money and name in _ALWAYS.values() else None
