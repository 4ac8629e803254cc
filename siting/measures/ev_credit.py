"""The expected federal credit per car sold in the U.S.: purchases under section 30D, leases under section 45W.

expected = (1 - lease share) x share within the income caps x 30D + lease share x 45W, in the launch year, as known on
the study's day. Cars sold elsewhere have no part in it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import ArrayLike

from siting.errors import MethodError
from siting.labels import format_percent, format_quantity, join_words
from siting.measures.clean_vehicle import explain_credit
from siting.measures.clean_vehicle_amount import credit_usd
from siting.measures.clean_vehicle_law import Purchase, income_is_tested, read_law
from siting.measures.commercial_vehicle import (
    commercial_credit_usd,
    explain_commercial_credit,
    read_commercial_law,
)
from siting.measures.context import Context
from siting.measures.limits import FloatArray
from siting.measures.steps import Trace
from siting.measures.vehicle import Vehicle
from siting.model import Estimate, Measurement, Programme

__all__ = ["JUDGED_INPUTS", "NUMBERS", "expected_credit_usd", "measure"]

NUMBERS = (
    "msrp_usd",
    "battery_kwh",
    "gvwr_lb",
    "critical_minerals_share",
    "battery_components_share",
    "lease_share",
    "income_eligible_share",
)
"""The programme's numbers that the measure needs."""

JUDGED_INPUTS = "judged inputs"
"""Flag of a value that rests on inputs of the programme which are judged, not measured."""


def expected_credit_usd(
    purchase_usd: ArrayLike, lease_usd: ArrayLike, *, lease_share: ArrayLike, income_eligible_share: ArrayLike
) -> FloatArray:
    """Return the mean credit over purchased and leased cars, in USD per car; inputs broadcast.

    Parameters
    ----------
    purchase_usd, lease_usd
        Credit of an eligible buyer and of a lessor.
    lease_share, income_eligible_share
        Share of cars that are leased, and of purchases by buyers within the income caps; 0..1.

    Examples
    --------
    >>> expected_credit_usd([7_500, 0], 7_500, lease_share=0.4, income_eligible_share=0.5).tolist()
    [5250.0, 3000.0]
    """
    leased = np.asarray(lease_share, dtype=float)
    bought = (1.0 - leased) * np.asarray(income_eligible_share, dtype=float)
    return np.asarray(bought * np.asarray(purchase_usd, dtype=float) + leased * np.asarray(lease_usd, dtype=float))


def measure(context: Context) -> Measurement:
    """Return the expected credit of one site's car, in USD/car.

    The car is delivered, or acquired by a lessor, on the programme's launch day; the lessor's basis is the list price.
    `low` and `high` span the ranges of the programme's numbers. Where the law of the day tests no income, as before
    2023, every buyer counts as eligible.

    Raises
    ------
    MethodError
        Naming every number that the programme leaves out.
    FactError
        If the fact base does not reach the launch day.

    Examples
    --------
    >>> from siting.facts import known
    >>> from siting.model import Study
    >>> programme = {"launch": "2027-06-01", "volume": 60_000, **dict.fromkeys(NUMBERS, 0.5), "msrp_usd": 75_000}
    >>> sites = {"cassino": {"country": "IT"}}
    >>> study = Study.build({"programme": programme, "sites": sites, "criteria": {"credit": {}}})
    >>> measure(Context(study, "cassino", known())).value
    0.0
    """
    programme = context.programme
    numbers = _numbers(programme)
    vehicle = _vehicle(programme, context.country, numbers)
    bought, trace = explain_credit(context.knowledge, vehicle, purchase=Purchase(programme.launch))
    leased, steps = explain_commercial_credit(
        context.knowledge, vehicle, basis_usd=vehicle.msrp_usd, acquired=programme.launch
    )
    trace.extend(steps)
    trace.say("assumption: the lessor's tax basis is the list price")
    if not income_is_tested(context.knowledge, on=programme.launch):
        numbers["income_eligible_share"] = Estimate(value=1.0, kind="computed")
        trace.say(f"the law for {programme.launch} tests no income as far as known: every buyer counts")
    shares = {name: numbers[name].value for name in ("lease_share", "income_eligible_share")}
    value = float(expected_credit_usd(bought, leased, **shares))
    trace.say(_mixing_sentence(value, **shares))
    _say_of_inputs(trace, numbers)
    low, high = _range(context, programme, vehicle, numbers)
    return trace.measurement(value, unit="USD/car", as_of=context.knowledge.as_of, low=low, high=high)


def _say_of_inputs(trace: Trace, numbers: Mapping[str, Estimate]) -> None:
    ranged = [name for name, entry in numbers.items() if entry.low is not None or entry.high is not None]
    if ranged:
        trace.say(f"range: over the ranges of {join_words(ranged)}")
    judged = [name for name, entry in numbers.items() if entry.kind == "judged"]
    if judged:
        trace.say(f"judged inputs of the programme: {join_words(judged)}")
        trace.flag(JUDGED_INPUTS)


def _numbers(programme: Programme) -> dict[str, Estimate]:
    entries = {name: getattr(programme, name) for name in NUMBERS}
    missing = [name for name, entry in entries.items() if entry is None]
    if missing:
        raise MethodError(f"the programme needs {join_words(missing)} for the expected credit per car")
    return entries


def _vehicle(programme: Programme, country: str, numbers: Mapping[str, Estimate]) -> Vehicle:
    return Vehicle(
        assembly_country=country,
        msrp_usd=numbers["msrp_usd"].value,
        battery_kwh=numbers["battery_kwh"].value,
        gvwr_lb=numbers["gvwr_lb"].value,
        critical_minerals_share=numbers["critical_minerals_share"].value,
        battery_components_share=numbers["battery_components_share"].value,
        body=programme.body,
        powertrain=programme.powertrain,
        feoc_component=programme.feoc_component,
        feoc_mineral=programme.feoc_mineral,
        maker=programme.maker or None,
    )


def _mixing_sentence(value: float, *, lease_share: float, income_eligible_share: float) -> str:
    bought = f"{format_percent(1.0 - lease_share)} of cars bought x {format_percent(income_eligible_share)} of buyers"
    leased = f"{format_percent(lease_share)} of cars leased"
    total = format_quantity(value, "USD/car")
    return f"{bought} within the income caps x section 30D + {leased} x section 45W = {total}"


def _range(
    context: Context, programme: Programme, vehicle: Vehicle, numbers: Mapping[str, Estimate]
) -> tuple[float, float]:
    """Return the lowest and highest expected credit over the ranges of the numbers, together.

    Between the law's own bounds the credit only rises or only falls in each number, so the corners of the ranges and
    the bounds inside them hold the extremes.
    """
    bought = read_law(context.knowledge, vehicle, purchase=Purchase(programme.launch))
    leased, _ = read_commercial_law(
        context.knowledge, powertrain=vehicle.powertrain, gvwr_lb=vehicle.gvwr_lb, acquired=programme.launch
    )
    bounds = {name: [limit.bound for limit in bought.limits if limit.quantity == name] for name in numbers}
    points = [_points(entry, bounds[name]) for name, entry in numbers.items()]
    x = dict(zip(numbers, np.meshgrid(*points, indexing="ij", sparse=True), strict=True))
    lease_share, income_eligible_share = x.pop("lease_share"), x.pop("income_eligible_share")
    purchase_usd = credit_usd(bought, income_usd=0.0, **x)
    lease_usd = commercial_credit_usd(
        leased, basis_usd=x["msrp_usd"], battery_kwh=x["battery_kwh"], incremental_cost_usd=np.inf
    )
    usd = expected_credit_usd(
        purchase_usd, lease_usd, lease_share=lease_share, income_eligible_share=income_eligible_share
    )
    return float(usd.min()), float(usd.max())


def _points(entry: Estimate, bounds: Sequence[float]) -> FloatArray:
    low, high = _span(entry)
    return np.unique([low, entry.value, high, *(bound for bound in bounds if low < bound < high)])


def _span(entry: Estimate) -> tuple[float, float]:
    return (
        entry.value if entry.low is None else entry.low,
        entry.value if entry.high is None else entry.high,
    )
