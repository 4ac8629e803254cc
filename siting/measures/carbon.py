"""Carbon of the electricity for one car. Direct and life-cycle figures count different things and are never mixed."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from siting.facts import Knowledge
from siting.measures.context import Context
from siting.measures.energy import electricity_mwh
from siting.measures.formula import absent, compute
from siting.measures.inputs import Input, attributes_of, check_options, from_fact
from siting.measures.limits import FloatArray
from siting.measures.region import country_subject, region_code
from siting.model import Measurement

__all__ = ["carbon_kg", "measure_direct", "measure_life_cycle"]

_UNIT = "kg CO2e/car"
_INTENSITY = "grid_carbon_intensity"
_OFFICIAL = "grid_emission_factor_official"


def carbon_kg(energy_mwh: ArrayLike, *, grams_per_kwh: ArrayLike) -> FloatArray:
    """Return MWh x g/kWh, which is kg, per car; broadcasts.

    Examples
    --------
    >>> carbon_kg(2.1, grams_per_kwh=[330.7, 369.5]).round(1).tolist()
    [694.5, 776.0]
    """
    return np.asarray(np.asarray(energy_mwh, dtype=float) * np.asarray(grams_per_kwh, dtype=float))


def measure_life_cycle(context: Context) -> Measurement:
    """Measure life-cycle carbon by the mean grid of the country, in kg CO2e/car; missing if not known on the day.

    Option ``energy_mwh``. Not to be set beside `measure_direct`.

    Raises
    ------
    FactError
        If the facts do not speak of the country.
    """
    subject = country_subject(context.knowledge, context.country)
    grid = from_fact(context.knowledge, subject, _INTENSITY, name="grams_per_kwh")
    return _carbon(context, grid, f"life-cycle carbon of the grid of {subject} is not known")


def measure_direct(context: Context) -> Measurement:
    """Measure direct (stack) carbon by the grid of the state, province or country, in kg CO2e/car.

    Missing where only a life-cycle figure is known, as for Italy: the two cannot be compared. Option ``energy_mwh``.
    Not to be set beside `measure_life_cycle`.

    Raises
    ------
    FactError
        If the facts do not speak of the country.
    """
    place = (region_code(context) or context.country).lower()
    country = country_subject(context.knowledge, context.country)
    grid = _direct(context.knowledge, place, country)
    return _carbon(
        context, grid, f"direct carbon of the grid of {place} is not known, and no life-cycle figure can stand in"
    )


def _direct(knowledge: Knowledge, place: str, country: str) -> Input | None:
    for subject, attribute in ((place, _INTENSITY), (country, _OFFICIAL)):
        if attribute in attributes_of(knowledge, subject):
            return from_fact(knowledge, subject, attribute, name="grams_per_kwh")
    return None


def _carbon(context: Context, grid: Input | None, otherwise: str) -> Measurement:
    check_options(context, ("energy_mwh",))
    if grid is None:
        return absent(otherwise, unit=_UNIT, knowledge=context.knowledge)
    return compute(carbon_kg, [electricity_mwh(context), grid], unit=_UNIT, knowledge=context.knowledge)
