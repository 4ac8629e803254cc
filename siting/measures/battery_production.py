"""Section 45X: the federal credit per kWh of battery cells and modules made in the U.S. It belongs to their maker."""

from __future__ import annotations

from datetime import date

import numpy as np
from numpy.typing import ArrayLike

from siting.facts import Knowledge, known
from siting.measures.context import Context
from siting.measures.formula import compute
from siting.measures.inputs import Input, check_options, fixed, law_day, required
from siting.measures.limits import FloatArray
from siting.measures.steps import NOT_VERIFIED, Trace, checked_amount, number, read_day
from siting.model import Fact, Measurement

__all__ = ["battery_production_credit", "battery_production_credit_usd", "measure"]

RULE = "us_45x"
_PARTS = {"cell_usd_per_kwh": "battery_cell", "module_usd_per_kwh": "battery_module"}


def battery_production_credit_usd(
    *,
    battery_kwh: ArrayLike,
    us_cells_share: ArrayLike,
    us_modules_share: ArrayLike,
    cell_usd_per_kwh: ArrayLike,
    module_usd_per_kwh: ArrayLike,
    paid_share: ArrayLike,
) -> FloatArray:
    """Return kWh x (cells x cell rate + modules x module rate) x share paid in the year, USD per car; broadcasts.

    Examples
    --------
    >>> float(battery_production_credit_usd(battery_kwh=100, us_cells_share=1, us_modules_share=1,
    ...                                     cell_usd_per_kwh=35, module_usd_per_kwh=10, paid_share=0.75))
    3375.0
    """
    per_kwh = np.asarray(us_cells_share, dtype=float) * cell_usd_per_kwh
    per_kwh = per_kwh + np.asarray(us_modules_share, dtype=float) * module_usd_per_kwh
    return np.asarray(np.asarray(battery_kwh, dtype=float) * per_kwh * np.asarray(paid_share, dtype=float))


def battery_production_credit(
    battery_kwh: float,
    *,
    sold: str | date,
    us_cells_share: float = 1.0,
    us_modules_share: float = 1.0,
    as_of: str | date | None = None,
) -> Measurement:
    """Return the section 45X credit for the battery of one car, in USD/car.

    Parameters
    ----------
    battery_kwh
        Capacity of the battery.
    sold
        Day on which cells and modules are sold.
    us_cells_share, us_modules_share
        Shares that are made in the U.S., 0..1.
    as_of
        Only law known on this day is used; None for all that is known.

    Raises
    ------
    MethodError
        If an amount is negative or a day cannot be read.

    Notes
    -----
    26 U.S.C. 45X.

    Examples
    --------
    >>> [battery_production_credit(100, sold=f"{year}-06-01").value for year in (2027, 2030, 2033)]
    [4500.0, 3375.0, 0.0]
    """
    knowledge = known(None if as_of is None else read_day(as_of, "as_of"))
    numbers = {"battery_kwh": battery_kwh, "us_cells_share": us_cells_share, "us_modules_share": us_modules_share}
    inputs = [fixed(name, checked_amount(entry, name)) for name, entry in numbers.items()]
    trace = Trace()
    law = _law(knowledge, trace, on=read_day(sold, "sold"))
    return compute(battery_production_credit_usd, [*inputs, *law], unit="USD/car", knowledge=knowledge, trace=trace)


def measure(context: Context) -> Measurement:
    """Measure the credit that the battery of one car brings its maker, in USD/car.

    What counts is where cells and modules are made, not the car: ``us_cells_share`` and ``us_modules_share`` of the
    programme, by country of assembly, or facts of the site. With a part from a foreign entity of concern the low end
    is 0. Option ``on``: the day of sale, the launch if left out.

    Raises
    ------
    MethodError
        Naming what is missing.
    """
    numbers = {"battery_kwh": "kWh", "us_cells_share": "share", "us_modules_share": "share"}
    check_options(context, (*numbers, "on"))
    inputs, trace = required(context, numbers), Trace()
    law = _law(context.knowledge, trace, on=law_day(context))
    law[-1] = _foreign_entity(context, law[-1], trace)
    every = [*inputs.values(), *law]
    return compute(battery_production_credit_usd, every, unit="USD/car", knowledge=context.knowledge, trace=trace)


def _law(knowledge: Knowledge, trace: Trace, *, on: date) -> list[Input]:
    """Return the two rates and the share that is paid, all 0 where the law is not in force or not known."""
    rates = {name: knowledge.rule(RULE, "amount", on=on, component=part) for name, part in _PARTS.items()}
    paid = knowledge.rule(RULE, "phase_out_pct", on=on, component="battery_cell")
    if paid is None:
        trace.say(f"section 45X: no credit for {on} as far as known")
    share = fixed("paid_share", number(paid) / 100 if paid else 0.0, facts=_facts(paid), note=f"of sales on {on}")
    return [*(_rate(name, fact) for name, fact in rates.items()), share]


def _rate(name: str, fact: Fact | None) -> Input:
    return fixed(name, number(fact) if fact else 0.0, unit="USD/kWh", facts=_facts(fact))


def _facts(fact: Fact | None) -> list[Fact]:
    return [] if fact is None else [fact]


def _foreign_entity(context: Context, paid: Input, trace: Trace) -> Input:
    programme = context.programme
    if not (programme.feoc_component or programme.feoc_mineral):
        return paid
    rule = context.knowledge.rule(RULE, "prohibited_foreign_entity_rules", on=law_day(context))
    if rule is None:
        return paid
    trace.say("a part from a foreign entity of concern may cost the whole credit", [rule])
    trace.flag(NOT_VERIFIED)
    return paid.widened(fixed(paid.name, 0.0))
