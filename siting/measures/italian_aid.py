"""Aid to investment in Italy: the tax credit of the single economic zone (ZES unica) and development contracts.

Both end at the ceiling of the regional-aid map, which shrinks above 50 million euro of cost: a rate is never taken of
the cost of a whole plant. `italian_aid_law` reads the rates.
"""

from __future__ import annotations

from functools import partial

import numpy as np
from numpy.typing import ArrayLike

from siting.measures.context import Context
from siting.measures.exchange import usd_per
from siting.measures.formula import Formula, absent, compute, conclude
from siting.measures.inputs import Input, check_options, law_day, required
from siting.measures.investment_credit import COMPETITIVE
from siting.measures.italian_aid_law import aid_ceiling, open_window, read_zone_law
from siting.measures.limits import FloatArray
from siting.measures.region import italian_region
from siting.measures.steps import NOT_VERIFIED, Trace
from siting.model import Measurement
from siting.records import replace

__all__ = ["adjusted_aid_eur", "measure_development_contract", "measure_zone_credit", "zone_credit_eur"]

_FULL_EUR = 50e6
_HALF_EUR = 100e6
_OPTIONS = ("investment_usd", "on")


def adjusted_aid_eur(cost_eur: ArrayLike, *, ceiling_percent: ArrayLike) -> FloatArray:
    """Return the most aid that a large project may get: R x (A + B / 2), broadcasts.

    A is the cost up to 50 million euro, B the part from there to 100 million; what lies above adds nothing. R is the
    ceiling of the region for a large firm.

    Notes
    -----
    European Commission, Guidelines on regional State aid (2021), the adjusted aid amount; from memory.

    Examples
    --------
    >>> adjusted_aid_eur([50e6, 100e6, 500e6], ceiling_percent=40).tolist()
    [20000000.0, 30000000.0, 30000000.0]
    """
    cost = np.asarray(cost_eur, dtype=float)
    counted = np.minimum(cost, _FULL_EUR) + 0.5 * np.clip(cost - _FULL_EUR, 0.0, _HALF_EUR - _FULL_EUR)
    return np.asarray(np.asarray(ceiling_percent, dtype=float) / 100.0 * counted)


def zone_credit_eur(
    cost_eur: ArrayLike,
    *,
    credit_percent: ArrayLike,
    ceiling_percent: ArrayLike,
    least_eur: ArrayLike,
    most_eur: ArrayLike,
    paid_share: ArrayLike,
) -> FloatArray:
    """Return the tax credit of one project in the zone, in EUR; broadcasts.

    The rate applies to the cost inside the window, nothing is paid below it; the sum is held to the adjusted aid
    amount and scaled by the share that is paid when requests exceed the budget. An infinite ceiling never binds.

    Examples
    --------
    >>> rule = {"ceiling_percent": 40, "least_eur": 0.2e6, "most_eur": 100e6}
    >>> zone_credit_eur([0.1e6, 10e6, 500e6], credit_percent=40, paid_share=1.0, **rule).tolist()
    [0.0, 4000000.0, 30000000.0]
    >>> float(zone_credit_eur(10e6, credit_percent=40, paid_share=0.75, **rule))
    3000000.0
    """
    cost = np.asarray(cost_eur, dtype=float)
    inside = np.where(cost < least_eur, 0.0, np.minimum(cost, most_eur))
    nominal = np.asarray(credit_percent, dtype=float) / 100.0 * inside
    held = np.minimum(nominal, adjusted_aid_eur(cost, ceiling_percent=ceiling_percent))
    return np.asarray(held * np.asarray(paid_share, dtype=float))


def measure_zone_credit(context: Context) -> Measurement:
    """Measure the tax credit of the ZES unica (before 2024: of the Mezzogiorno) in USD; 0 outside the zone.

    Needs ``investment_usd``, taken as one project; option ``on``: the day of the investment, the launch if left out.
    The high end leaves out the shrinking of the aid ceiling, which rests on memory. The share paid is that of the last
    window known, between the lowest known and all. Money is turned at the yearly mean nearest to the investment.

    Raises
    ------
    MethodError, FactError
        Naming what is missing.
    """
    check_options(context, _OPTIONS)
    trace, knowledge = Trace(), context.knowledge
    if context.country != "IT":
        trace.say("site outside Italy: no aid")
        return conclude(trace, 0.0, unit="USD", knowledge=knowledge)
    law = read_zone_law(context, italian_region(context), on=law_day(context), trace=trace)
    if law is None:
        return conclude(trace, 0.0, unit="USD", knowledge=knowledge)
    credit = partial(zone_credit_eur, credit_percent=law.credit_percent, least_eur=law.least_eur, most_eur=law.most_eur)

    def formula(*, investment_usd: FloatArray, usd_per_eur: FloatArray, **rest: FloatArray) -> FloatArray:
        return np.asarray(usd_per_eur * credit(investment_usd / usd_per_eur, **rest))

    trace.flag(NOT_VERIFIED)
    return _in_usd(context, formula, [law.ceiling, law.paid_share], trace)


def measure_development_contract(context: Context) -> Measurement:
    """Measure the aid of a development contract in USD: negotiated, at most the adjusted aid amount of the region.

    The value is that ceiling while a window is open on the day, held to its budget, and 0 otherwise; low is always 0
    and high always the ceiling. Not to be added to the zone's credit: both share one ceiling. Options as in
    `measure_zone_credit`. Missing where the aid map has no row for the region.

    Raises
    ------
    MethodError, FactError
        Naming what is missing.
    """
    check_options(context, _OPTIONS)
    trace, knowledge, on = Trace(), context.knowledge, law_day(context)
    if context.country != "IT":
        trace.say("site outside Italy: no aid")
        return conclude(trace, 0.0, unit="USD", knowledge=knowledge)
    region = italian_region(context)
    ceiling = aid_ceiling(context, region, on=on)
    if ceiling is None:
        note = f"no aid ceiling of {region} for {on} is known; in Lazio it needs a fact province of the site"
        return absent(note, unit="USD", knowledge=knowledge)
    least, budget = open_window(knowledge, on=on, trace=trace)

    def formula(*, investment_usd: FloatArray, usd_per_eur: FloatArray, ceiling_percent: FloatArray) -> FloatArray:
        cost = investment_usd / usd_per_eur
        held = np.minimum(adjusted_aid_eur(cost, ceiling_percent=ceiling_percent), np.inf if budget is None else budget)
        return np.asarray(np.where(cost < least, 0.0, held) * usd_per_eur)

    trace.flag(NOT_VERIFIED)
    trace.flag(COMPETITIVE)
    most = _in_usd(context, formula, [ceiling], trace)
    return replace(most, low=0.0) if budget is not None else replace(most, value=0.0, low=0.0)


def _in_usd(context: Context, formula: Formula, inputs: list[Input], trace: Trace) -> Measurement:
    """Apply a formula that also takes the investment and the exchange rate."""
    investment = required(context, {"investment_usd": "USD"})["investment_usd"]
    rate = usd_per(context.knowledge, "EUR", year=law_day(context).year)
    return compute(formula, [investment, rate, *inputs], unit="USD", knowledge=context.knowledge, trace=trace)
