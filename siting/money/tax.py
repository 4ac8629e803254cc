"""Tax on the profit of a plant: the headline rates of country and region, as known on the study's day."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from siting.errors import MethodError
from siting.facts import Knowledge
from siting.measures.context import Context
from siting.measures.steps import Trace, number
from siting.model import Fact, Measurement

__all__ = ["combined_rate", "measure"]

FloatArray = NDArray[np.float64]
UNIT = "percent"


def combined_rate(national: ArrayLike, regional: ArrayLike = 0.0, *, deductible: ArrayLike = 0.0) -> FloatArray:
    """Return the rate on profit where a regional tax is added; inputs broadcast.

    Parameters
    ----------
    national, regional
        Percent.
    deductible
        Share of the regional tax that lowers the profit on which the national one is charged: 1 in the United States,
        0 in Italy.

    Examples
    --------
    >>> combined_rate(21.0, 9.5, deductible=1.0).round(3).tolist()
    28.505
    """
    of_nation, of_region = np.asarray(national, dtype=float), np.asarray(regional, dtype=float)
    return np.asarray(of_region + of_nation * (1.0 - np.asarray(deductible, dtype=float) * of_region / 100.0))


def measure(context: Context) -> Measurement:
    """Measure the headline rate on the profit of a site; missing, with the reason as note, where a rate is not known.

    Raises
    ------
    MethodError
        If an option is given, or the site's country has no rates in the fact base.
    """
    if context.options:
        raise MethodError(f"the tax takes no options, not {', '.join(context.options)}")
    knowledge = context.knowledge
    asked = _rates_of(context)
    facts = [_known(knowledge, subject, attribute) for subject, attribute in asked]
    unknown = [" ".join(name) for name, fact in zip(asked, facts, strict=True) if fact is None]
    if unknown:
        return Measurement(value=None, unit=UNIT, as_of=knowledge.as_of, note=f"not known: {', '.join(unknown)}")
    found = [fact for fact in facts if fact is not None]
    rates = [number(fact) for fact in found]
    trace = Trace()
    trace.say(f"tax on profit: {' and '.join(f'{rate:g} %' for rate in rates)}", found)
    deductible = 1.0 if context.country == "US" else 0.0
    return trace.measurement(
        float(combined_rate(*rates, deductible=deductible)), unit=UNIT, as_of=knowledge.as_of
    )  # fmt: skip


def _rates_of(context: Context) -> list[tuple[str, str]]:
    match context.country:
        case "IT":
            return [("italy", "corporate_tax_ires"), ("italy", "corporate_tax_irap")]
        case "MX":
            return [("mexico", "corporate_tax_rate")]
        case "CA":
            return [(_region(context), "corporate_tax_manufacturing")]
        case "US":
            return [("usa", "federal_corporate_tax_rate"), (_region(context), "state_corporate_tax_rate")]
    raise MethodError(f"no tax rates for {context.country}: state them under money.own.tax")


def _region(context: Context) -> str:
    return str(context.knowledge.fact(context.subject, "iso_region").value).lower()


def _known(knowledge: Knowledge, subject: str, attribute: str) -> Fact | None:
    if knowledge.find(subject, attribute) is None:
        return None
    return knowledge.fact(subject, attribute)
