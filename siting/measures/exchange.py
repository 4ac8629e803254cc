"""Exchange rates: USD for a unit of a currency, by yearly means of the European Central Bank's reference rates."""

from __future__ import annotations

from datetime import date

from siting.errors import FactError
from siting.facts import Knowledge, period_end
from siting.measures.inputs import Input, fixed
from siting.measures.steps import number
from siting.model import Fact

__all__ = ["in_usd", "usd_per"]

_MEAN = "exchange_rate_annual_mean"


def usd_per(knowledge: Knowledge, currency: str, *, year: int) -> Input:
    """Return USD for one unit of a currency: the mean of a year, or of the nearest year that is known.

    Parameters
    ----------
    currency
        ISO 4217 code.
    year
        Year of which the money speaks.

    Raises
    ------
    FactError
        If the facts have no rate of the currency, or none was known on the day.

    Examples
    --------
    >>> from siting.facts import known
    >>> usd_per(known(), "EUR", year=2022).value
    1.0533
    >>> round(usd_per(known(), "CAD", year=2022).value, 4)
    0.7689
    """
    name = f"usd_per_{currency.lower()}"
    if currency == "USD":
        return fixed(name, 1.0)
    if currency == "EUR":
        dollars = _mean(knowledge, "USD", year)
        return fixed(name, number(dollars), unit="USD", facts=[dollars], note=f"mean of {dollars.period}")
    units = _mean(knowledge, currency, year)
    dollars = _mean(knowledge, "USD", _year(units))
    rate = number(dollars) / number(units)
    return fixed(name, rate, unit="USD", facts=[dollars, units], note=f"mean of {units.period}, over the euro")


def in_usd(amount: Input, knowledge: Knowledge) -> Input:
    """Return an amount of money, alone or per something (``EUR/MWh``), in USD of the year of its first fact.

    Raises
    ------
    FactError
        As `usd_per`.
    """
    currency, _, per = amount.unit.partition("/")
    if currency == "USD":
        return amount
    rate = usd_per(knowledge, currency, year=_year(amount.facts[0]))
    return amount.times(rate, unit="USD" + (f"/{per}" if per else ""))


def _mean(knowledge: Knowledge, currency: str, year: int) -> Fact:
    subject = f"eur-{currency.lower()}"
    if subject not in knowledge.subjects:
        rates = sorted(name[4:].upper() for name in knowledge.subjects if name.startswith("eur-"))
        raise FactError(f"no exchange rate of {currency} in the facts; known: EUR, {', '.join(rates)}")
    means = knowledge.series(subject, _MEAN)
    if not means:
        raise FactError(f"no exchange rate of {currency} was known as of {knowledge.as_of}")
    return min(means, key=lambda fact: (abs(_year(fact) - year), -_year(fact)))


def _year(fact: Fact) -> int:
    return (period_end(fact.period) or fact.known_from or date.max).year
