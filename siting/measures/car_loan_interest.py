"""Deduction of car-loan interest: the buyer's income tax saved on the loan for a car assembled in the United States."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import ArrayLike

from siting.errors import MethodError
from siting.facts import Knowledge, known
from siting.labels import format_quantity
from siting.measures.context import Context
from siting.measures.formula import compute, conclude
from siting.measures.inputs import Input, check_options, law_day, required
from siting.measures.limits import FloatArray
from siting.measures.steps import Trace, checked_amount, number, read_day, required_rule
from siting.model import Measurement

__all__ = [
    "DeductionLaw",
    "car_loan_deduction",
    "deductible_usd",
    "measure",
    "read_deduction_law",
    "yearly_interest_usd",
]

RULE = "us_car_loan_interest"
_LONGEST_YEARS = 30
_FILING = ("single", "joint")
_NUMBERS = {
    "msrp_usd": "USD",
    "gvwr_lb": "lb",
    "loan_share": "share",
    "loan_to_price": "share",
    "loan_years": "years",
    "interest_rate": "share",
    "marginal_tax_rate": "share",
    "income_usd": "USD",
}


@dataclass(frozen=True, slots=True)
class DeductionLaw:
    """The deduction as it meets one kind of car in one tax year; without one the cap is 0."""

    cap_usd: float
    threshold_usd: float = 0.0
    """Income above which the deduction shrinks."""
    loss_usd: float = 0.0
    """Lost per 1,000 USD of income above the threshold, begun thousands counted in full."""


def deductible_usd(law: DeductionLaw, *, interest_usd: ArrayLike, income_usd: ArrayLike) -> FloatArray:
    """Return the interest that may be deducted in one year: capped, then reduced with income; arguments broadcast.

    Examples
    --------
    >>> law = DeductionLaw(cap_usd=10_000, threshold_usd=200_000, loss_usd=200)
    >>> deductible_usd(law, interest_usd=[4_000, 12_000], income_usd=[210_000, 230_500]).tolist()
    [2000.0, 3800.0]
    """
    begun = np.ceil(np.maximum(np.asarray(income_usd, dtype=float) - law.threshold_usd, 0.0) / 1_000.0)
    capped = np.minimum(np.asarray(interest_usd, dtype=float), law.cap_usd)
    return np.asarray(np.maximum(capped - law.loss_usd * begun, 0.0))


def yearly_interest_usd(
    principal_usd: ArrayLike, *, rate: ArrayLike, years: ArrayLike, bought: date, tax_year: int
) -> FloatArray:
    """Return the interest that falls due in one calendar year on a loan repaid in equal monthly payments.

    Parameters
    ----------
    principal_usd, rate, years
        Loan, interest a year (0.07 means 7 %), and term; broadcast against each other.
    bought
        The first payment is due one month later.

    Examples
    --------
    >>> loan = {"rate": 0.06, "years": 5.0, "bought": date(2027, 6, 1)}
    >>> [round(float(yearly_interest_usd(50_000, tax_year=year, **loan))) for year in (2027, 2028)]
    [1446, 2491]
    """
    principal, monthly, term = np.broadcast_arrays(
        np.asarray(principal_usd, dtype=float), np.asarray(rate, dtype=float) / 12.0, np.asarray(years, dtype=float)
    )
    months = np.rint(12.0 * term)
    first = 12 * (tax_year - bought.year) - bought.month + 1
    total = np.zeros(principal.shape)
    for month in range(max(first, 1), first + 12):
        total += np.where(month <= months, monthly * _balance(principal, monthly, months, month - 1), 0.0)
    return total


def _balance(principal: FloatArray, monthly: FloatArray, months: FloatArray, paid: int) -> FloatArray:
    """Return what is owed after a number of payments."""
    safe = np.where(monthly > 0, monthly, 1.0)
    with_interest = (1.0 - (1.0 + safe) ** (paid - months)) / (1.0 - (1.0 + safe) ** -months)
    return np.asarray(principal * np.where(monthly > 0, with_interest, 1.0 - paid / months))


def car_loan_deduction(
    assembly_country: str,
    *,
    tax_year: int,
    interest_usd: float,
    income_usd: float = 0.0,
    filing: str = "joint",
    gvwr_lb: float = 6_000.0,
    as_of: str | date | None = None,
) -> Measurement:
    """Return the interest that the buyer of a new car may deduct in one tax year, in USD.

    Parameters
    ----------
    assembly_country
        Country of final assembly.
    interest_usd, income_usd
        Interest paid in the year, and modified adjusted gross income.
    filing
        ``"single"`` or ``"joint"``.
    as_of
        Only law known on this day is used; None for all that is known.

    Raises
    ------
    MethodError
        If an amount is negative, the filing status unknown or the day cannot be read.

    Notes
    -----
    Section 70203 of Public Law 119-21. It is a deduction: worth the marginal tax rate times the amount.

    Examples
    --------
    >>> car_loan_deduction("US", tax_year=2027, interest_usd=4_000, income_usd=205_000).value
    3000.0
    >>> car_loan_deduction("IT", tax_year=2027, interest_usd=4_000, income_usd=205_000).value
    0.0
    """
    knowledge, trace = known(None if as_of is None else read_day(as_of, "as_of")), Trace()
    weight = checked_amount(gvwr_lb, "gvwr_lb")
    law = read_deduction_law(
        knowledge, trace, assembly_country=assembly_country, tax_year=tax_year, filing=filing, gvwr_lb=weight
    )
    amount = deductible_usd(
        law,
        interest_usd=checked_amount(interest_usd, "interest_usd"),
        income_usd=checked_amount(income_usd, "income_usd"),
    )
    return conclude(trace, float(amount), unit="USD", knowledge=knowledge)


def read_deduction_law(
    knowledge: Knowledge, trace: Trace, *, assembly_country: str, tax_year: int, filing: str, gvwr_lb: float
) -> DeductionLaw:
    """Return the law of a tax year for one kind of car, and say in the trace what it rests on.

    Raises
    ------
    MethodError
        If the filing status is unknown, or the year is none.
    """
    if filing not in _FILING:
        raise MethodError(f"filing must be {' or '.join(_FILING)}, not {filing!r}")
    if not date.min.year <= tax_year <= date.max.year:
        raise MethodError(f"tax_year: {tax_year} is not a year such as 2027")
    day = date(tax_year, 12, 31)
    place = knowledge.rule(RULE, "final_assembly_country", on=day)
    if place is None:
        trace.say(f"tax year {tax_year}: no deduction of car-loan interest as far as known")
        return DeductionLaw(0.0)
    if assembly_country != place.value:
        trace.say(f"tax year {tax_year}: assembled in {assembly_country}, not in {place.value}: no deduction", [place])
        return DeductionLaw(0.0)
    weight = required_rule(knowledge, RULE, "gvwr_max_exclusive_lb", on=day)
    if gvwr_lb >= number(weight):
        trace.say(f"tax year {tax_year}: weight {gvwr_lb:g} lb is not below {number(weight):g}: no deduction", [weight])
        return DeductionLaw(0.0)
    cap = required_rule(knowledge, RULE, "max_deduction_usd_per_year", on=day)
    start = required_rule(knowledge, RULE, "phase_out_start_magi_usd", on=day, filing=filing)
    loss = required_rule(knowledge, RULE, "phase_out_usd_per_1000", on=day)
    trace.say(
        f"tax year {tax_year}: interest up to {format_quantity(number(cap), 'USD')}, less {number(loss):g} USD for "
        f"each 1,000 USD of {filing} income above {format_quantity(number(start), 'USD')}",
        [place, weight, cap, start, loss],
    )
    return DeductionLaw(number(cap), number(start), number(loss))


def measure(context: Context) -> Measurement:
    """Measure the tax that the deduction saves over all its years, per car sold in the U.S., in USD/car.

    The car is bought on the launch day (option ``on``) with a loan of ``loan_to_price`` x ``msrp_usd`` over
    ``loan_years`` at ``interest_rate``; ``loan_share`` of the cars are bought so, leases never. Further options:
    ``marginal_tax_rate``, ``income_usd`` and ``filing`` (``"joint"`` if left out). Savings are not discounted.

    Raises
    ------
    MethodError
        Naming what is missing.
    """
    check_options(context, (*_NUMBERS, "filing", "on"))
    numbers = required(context, _NUMBERS)
    bought, trace = law_day(context), Trace()
    laws = _laws(context, numbers, bought, trace)

    def formula(
        *, loan_share: FloatArray, marginal_tax_rate: FloatArray, income_usd: FloatArray, **loan: FloatArray
    ) -> FloatArray:
        saved = np.zeros(())
        for year, law in laws.items():
            interest = yearly_interest_usd(
                loan["msrp_usd"] * loan["loan_to_price"],
                rate=loan["interest_rate"],
                years=loan["loan_years"],
                bought=bought,
                tax_year=year,
            )
            saved = saved + deductible_usd(law, interest_usd=interest, income_usd=income_usd)
        return np.asarray(loan_share * marginal_tax_rate * saved)

    return compute(formula, list(numbers.values()), unit="USD/car", knowledge=context.knowledge, trace=trace)


def _laws(context: Context, numbers: dict[str, Input], bought: date, trace: Trace) -> dict[int, DeductionLaw]:
    if not 0 < numbers["loan_years"].low <= numbers["loan_years"].high <= _LONGEST_YEARS:
        raise MethodError(f"loan_years must be above 0 and at most {_LONGEST_YEARS}")
    if context.knowledge.rule(RULE, "final_assembly_country", on=bought) is None:
        trace.say(f"loan of {bought}: no deduction of its interest as far as known")
        return {}
    last = bought.year + int(np.ceil(numbers["loan_years"].high))
    filing, weight = str(context.options.get("filing", "joint")), numbers["gvwr_lb"].value
    return {
        year: read_deduction_law(
            context.knowledge,
            trace,
            assembly_country=context.country,
            tax_year=year,
            filing=filing,
            gvwr_lb=weight,
        )
        for year in range(bought.year, last + 1)
    }
