"""Reimagining Energy and Vehicles in Illinois (REV): part of the state income tax withheld from a plant's workers.

The package offered to the maker was never published: the credit follows the law's formula, on judged jobs and pay. What
another maker was promised stands in the trace as a benchmark.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
from numpy.typing import ArrayLike

from siting.errors import FactError, MethodError
from siting.facts import Knowledge
from siting.labels import format_quantity
from siting.measures.context import Context
from siting.measures.formula import compute, conclude
from siting.measures.freight import UNSOURCED
from siting.measures.inputs import Input, check_options, fixed, given, law_day, required
from siting.measures.limits import FloatArray
from siting.measures.region import region_code
from siting.measures.steps import Trace, number, required_rule
from siting.model import Fact, Measurement

__all__ = ["AREA_UNKNOWN", "measure_total", "measure_yearly", "withholding_credit_usd"]

AREA_UNKNOWN = "area class not checked"
"""Flag of a credit that may be larger, if the site lies in an underserved or energy-transition area."""

STATE_TAX_SHARE = 0.0495
"""Flat income tax of Illinois, 0..1: from memory, without a source; the option ``state_tax_share`` replaces it."""

_AREAS = ("standard", "underserved_or_energy_transition")
_OPTIONS = ("new_jobs", "retained_jobs", "pay_usd", "state_tax_share", "investment_usd", "area", "on")
_REGION = "US-IL"


def withholding_credit_usd(
    *,
    new_jobs: ArrayLike,
    retained_jobs: ArrayLike,
    pay_usd: ArrayLike,
    state_tax_share: ArrayLike,
    new_percent: ArrayLike,
    retained_percent: ArrayLike,
) -> FloatArray:
    """Return pay x state tax x (new jobs x their share + retained jobs x theirs), USD a year; broadcasts.

    Notes
    -----
    20 ILCS 686, sections 30 to 40: a share of the income tax withheld.

    Examples
    --------
    >>> float(withholding_credit_usd(new_jobs=1_000, retained_jobs=200, pay_usd=80_000, state_tax_share=0.05,
    ...                              new_percent=75, retained_percent=50))
    3400000.0
    """
    new = np.asarray(new_jobs, dtype=float) * np.asarray(new_percent, dtype=float)
    retained = np.asarray(retained_jobs, dtype=float) * np.asarray(retained_percent, dtype=float)
    withheld = np.asarray(pay_usd, dtype=float) * np.asarray(state_tax_share, dtype=float)
    return np.asarray((new + retained) / 100.0 * withheld)


def measure_yearly(context: Context) -> Measurement:
    """Measure the credit in USD a year; 0 outside Illinois or where the law's least jobs or investment are not reached.

    Options, or fields of the programme: ``new_jobs``, ``pay_usd``, ``retained_jobs`` (none if left out),
    ``investment_usd`` (tested if given). Further options: ``area`` (``"standard"`` or
    ``"underserved_or_energy_transition"``; if left out the high end takes the better one), ``state_tax_share`` and
    ``on``, the day whose law counts, the launch if left out.

    Raises
    ------
    MethodError
        Naming what is missing.
    """
    return _credit(context, unit="USD/year", years=fixed("years", 1.0, unit="years"))


def measure_total(context: Context) -> Measurement:
    """Measure the sum of the yearly credits over the term, in USD, not discounted; the high end is a renewed term.

    Options as in `measure_yearly`.

    Raises
    ------
    MethodError
        Naming what is missing.
    """
    return _credit(context, unit="USD", years=_term(context.knowledge, on=law_day(context)))


def _credit(context: Context, *, unit: str, years: Input | None) -> Measurement:
    check_options(context, _OPTIONS)
    trace = Trace()
    inputs = _inputs(context, trace)
    if not inputs:
        return conclude(trace, 0.0, unit=unit, knowledge=context.knowledge)
    if years is None:
        raise FactError(f"the facts hold no term of the REV credit for {law_day(context)}")

    def formula(
        *,
        years: FloatArray,
        investment_usd: FloatArray,
        least_jobs: FloatArray,
        least_investment_usd: FloatArray,
        **yearly: FloatArray,
    ) -> FloatArray:
        met = (yearly["new_jobs"] >= least_jobs) & (investment_usd >= least_investment_usd)
        return np.where(met, years * withholding_credit_usd(**yearly), 0.0)

    return compute(formula, [*inputs, years], unit=unit, knowledge=context.knowledge, trace=trace)


def _inputs(context: Context, trace: Trace) -> list[Input]:
    """Return the formula's inputs; none where no credit is due, with the reason in the trace."""
    code = region_code(context)
    if code is None and context.country == "US":
        raise MethodError(f"the state of site {context.site_id!r} is not known: add a fact iso_region such as US-IL")
    if code != _REGION:
        trace.say(f"site in {code or context.country}, not in Illinois: no credit")
        return []
    on = law_day(context)
    shares = {jobs: _share(context, jobs, on=on) for jobs in ("new", "retained")}
    if None in shares.values():
        trace.say(f"no REV law for {on} as far as known")
        return []
    numbers = required(context, {"new_jobs": "jobs", "pay_usd": "USD/year"})
    _say_of_packages(context.knowledge, on=on, trace=trace)
    retained = given(context, "retained_jobs", "jobs") or fixed("retained_jobs", 0.0, unit="jobs", note="none stated")
    tax = given(context, "state_tax_share", "share") or Input(
        name="state_tax_share",
        value=STATE_TAX_SHARE,
        low=STATE_TAX_SHARE,
        high=STATE_TAX_SHARE,
        unit="share",
        flags=(UNSOURCED,),
        note="from memory",
    )
    credited = [share for share in shares.values() if share is not None]
    return [*numbers.values(), retained, tax, *credited, *_thresholds(context, on=on)]


def _share(context: Context, jobs: str, *, on: date) -> Input | None:
    """Return the share of the withheld tax that is credited; over both classes of area if the study names none."""
    area = context.options.get("area")
    if area is not None and area not in _AREAS:
        raise MethodError(f"area must be {' or '.join(_AREAS)}, not {area!r}")
    rows = [_row(context.knowledge, jobs, name, on=on) for name in ([area] if area else _AREAS)]
    found = [fixed(f"{jobs}_percent", number(row), unit="percent", facts=[row]) for row in rows if row is not None]
    if not found:
        return None
    first, *better = found
    wide = first.widened(*better)
    return wide if area else replace(wide, flags=(*wide.flags, AREA_UNKNOWN))


def _row(knowledge: Knowledge, jobs: str, area: str, *, on: date) -> Fact | None:
    return knowledge.rule("il_rev_credit", "share_of_incremental_withholding_pct", on=on, jobs=jobs, area=area)


def _thresholds(context: Context, *, on: date) -> list[Input]:
    """Return the least jobs and investment of a plant that is converted, and the investment they are held against."""
    route = {"project": "conversion_of_existing_plant"}
    jobs = required_rule(context.knowledge, "il_rev_eligibility", "min_new_jobs", on=on, **route)
    usd = required_rule(context.knowledge, "il_rev_eligibility", "min_investment_usd", on=on, **route)
    least = fixed("least_investment_usd", number(usd), unit="USD", facts=[usd], note="below it no credit")
    enough = fixed("investment_usd", number(usd), unit="USD", note="not given, taken as enough")
    return [
        fixed("least_jobs", number(jobs), unit="jobs", facts=[jobs], note="below it no credit"),
        least,
        given(context, "investment_usd", "USD") or enough,
    ]


def _say_of_packages(knowledge: Knowledge, *, on: date, trace: Trace) -> None:
    packages = (
        ("il_stellantis_offer", "Stellantis", {"plant": "Belvidere"}),
        ("il_benchmark_package", "Gotion", {"place": "Manteno"}),
    )
    for subject, company, scope in packages:
        row = knowledge.rule(subject, "state_package_usd", on=on, **scope)
        if row is not None:
            amount = format_quantity(number(row), "USD") if row.value is not None else "not published"
            trace.say(f"for comparison, the state's package for {company}: {amount}", [row])


def _term(knowledge: Knowledge, *, on: date) -> Input | None:
    first = knowledge.rule("il_rev_credit", "term_years", on=on, tier="large")
    if first is None:
        return None
    renewed = knowledge.rule("il_rev_credit", "max_term_years", on=on, tier="large")
    years = fixed("years", number(first), unit="years", facts=[first], note="one term")
    return years if renewed is None else years.widened(fixed("years", number(renewed), facts=[renewed]))
