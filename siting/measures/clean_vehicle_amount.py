"""The amount of the section 30D credit: a pure function of numbers under a law that has been read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from siting.labels import format_quantity
from siting.measures.limits import FloatArray, Limit, paid_within
from siting.model import Fact

__all__ = ["BatteryFormula", "CleanVehicleLaw", "Finding", "TwoHalves", "credit_usd"]


@dataclass(frozen=True, slots=True)
class Finding:
    """What the law says of a car whatever its numbers are."""

    title: str
    passes: bool
    text: str
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class BatteryFormula:
    """The credit by battery size, as paid until 17 April 2023."""

    base_usd: float
    first_step_usd: float
    per_kwh_usd: float
    threshold_kwh: float
    cap_usd: float
    phase_out: float = 1.0
    """Share of the credit that is left after the maker reached its sales cap."""
    facts: tuple[Fact, ...] = ()

    def usd(self, numbers: Mapping[str, ArrayLike]) -> FloatArray:
        """Return the amount for each battery size; shape of ``battery_kwh``."""
        kwh = np.asarray(numbers["battery_kwh"], dtype=float)
        above = np.maximum(kwh - self.threshold_kwh, 0.0)
        step = np.where(kwh >= self.threshold_kwh, self.first_step_usd, 0.0)
        return np.asarray(self.phase_out * np.minimum(self.cap_usd, self.base_usd + step + self.per_kwh_usd * above))

    def sentence(self, numbers: Mapping[str, float]) -> str:
        """Say what the formula gives."""
        left = "" if self.phase_out == 1.0 else f", of which {self.phase_out:g} is left after the maker's sales cap"
        size = format_quantity(numbers["battery_kwh"], "kWh")
        return f"amount by battery size: {format_quantity(float(self.usd(numbers)), 'USD')} for {size}{left}"


@dataclass(frozen=True, slots=True)
class TwoHalves:
    """One half for the origin of the minerals, one for that of the components, as paid from 18 April 2023."""

    half_usd: float
    minerals: Limit
    components: Limit
    facts: tuple[Fact, ...] = ()

    def usd(self, numbers: Mapping[str, ArrayLike]) -> FloatArray:
        """Return the amount for each pair of shares; nan where a share is nan."""
        halves = (limit.met(numbers[limit.quantity]) for limit in (self.minerals, self.components))
        return np.asarray(self.half_usd * sum(halves))

    def sentence(self, numbers: Mapping[str, float]) -> str:
        """Say which half is paid."""
        halves = (limit.sentence(numbers[limit.quantity]) for limit in (self.minerals, self.components))
        return f"{format_quantity(self.half_usd, 'USD')} for each half: {'; '.join(halves)}"


@dataclass(frozen=True, slots=True)
class CleanVehicleLaw:
    """The law as it meets one kind of car: findings, bounds on its numbers, and what it pays within them."""

    findings: tuple[Finding, ...]
    limits: tuple[Limit, ...]
    amount: BatteryFormula | TwoHalves

    @property
    def open(self) -> bool:
        """Whether no finding takes the credit away."""
        return all(finding.passes for finding in self.findings)


def credit_usd(
    law: CleanVehicleLaw,
    *,
    msrp_usd: ArrayLike,
    battery_kwh: ArrayLike,
    gvwr_lb: ArrayLike,
    critical_minerals_share: ArrayLike,
    battery_components_share: ArrayLike,
    income_usd: ArrayLike,
) -> FloatArray:
    """Return the credit in USD for numbers that broadcast against each other.

    Parameters
    ----------
    law
        The law as it meets one kind of car on its days.
    critical_minerals_share, battery_components_share
        Shares of value, 0..1; nan where not known.
    income_usd
        Tested income of the buyer: the lower of two years.

    Returns
    -------
    ndarray
        Shape of the inputs broadcast together; nan where a missing number decides.
    """
    numbers = {
        "msrp_usd": msrp_usd,
        "battery_kwh": battery_kwh,
        "gvwr_lb": gvwr_lb,
        "critical_minerals_share": critical_minerals_share,
        "battery_components_share": battery_components_share,
        "income_usd": income_usd,
    }
    paid = paid_within(law.limits, numbers, law.amount.usd(numbers))
    return paid if law.open else np.zeros_like(paid)
