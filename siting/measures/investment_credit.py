"""Section 48C: the federal credit for investment in plants for clean-energy goods, won in competition, now closed."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from siting.labels import format_percent
from siting.measures.context import Context
from siting.measures.formula import conclude, over_ranges
from siting.measures.inputs import Input, check_options, law_day, required
from siting.measures.limits import FloatArray
from siting.measures.steps import Trace, number
from siting.model import Fact, Measurement

__all__ = ["COMPETITIVE", "investment_credit_usd", "measure"]

COMPETITIVE = "competitive award not counted"
"""Flag of an incentive that must be won: nothing in the value, all of it in the high end."""

RULE = "us_48c"


def investment_credit_usd(*, investment_usd: ArrayLike, credit_percent: ArrayLike) -> FloatArray:
    """Return the credit for an investment that has won an award, in USD; broadcasts.

    Notes
    -----
    26 U.S.C. 48C.

    Examples
    --------
    >>> investment_credit_usd(investment_usd=500e6, credit_percent=[6, 30]).tolist()
    [30000000.0, 150000000.0]
    """
    share = np.asarray(credit_percent, dtype=float) / 100.0
    return np.asarray(np.asarray(investment_usd, dtype=float) * share)


def measure(context: Context) -> Measurement:
    """Measure the credit, in USD: 0, since it must be won, or is closed; the high end is the whole credit.

    That is the rate of a plant that meets the law's labour conditions. After the day on which the pool counts as closed
    the high end stays, flagged, as long as that rests on memory alone. Needs ``investment_usd`` for a site in the U.S.;
    option ``on``: the day whose law counts, the launch if left out.

    Raises
    ------
    MethodError
        Naming what is missing.
    """
    check_options(context, ("investment_usd", "on"))
    trace, knowledge, day = Trace(), context.knowledge, law_day(context)
    rate = knowledge.rule(RULE, "investment_credit_pct", on=day)
    if context.country != "US" or rate is None:
        reason = "site outside the U.S." if rate is not None else f"no law for {day} as far as known"
        trace.say(f"section 48C: {reason}, no credit", [] if rate is None else [rate])
        return conclude(trace, 0.0, unit="USD", knowledge=knowledge)
    investment = required(context, {"investment_usd": "USD"})["investment_usd"]
    trace.say(investment.sentence)
    trace.say(f"section 48C: {format_percent(number(rate) / 100)} of the investment, if an award is won", [rate])
    for flag in investment.flags:
        trace.flag(flag)
    shut = knowledge.rule(RULE, "open_to_new_projects", on=day)
    if shut is None or shut.value is not False:
        trace.flag(COMPETITIVE)
        return conclude(trace, 0.0, unit="USD", knowledge=knowledge, low=0.0, high=_most(investment, rate))
    trace.say("closed to new projects", [shut])
    high = _most(investment, rate) if shut.basis == "estimate" else 0.0
    return conclude(trace, 0.0, unit="USD", knowledge=knowledge, low=0.0, high=high)


def _most(investment: Input, rate: Fact) -> float:
    def formula(investment_usd: FloatArray) -> FloatArray:
        return investment_credit_usd(investment_usd=investment_usd, credit_percent=number(rate))

    return over_ranges(formula, [investment])[2]
