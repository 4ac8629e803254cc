"""What Italian law and the European aid map allow in a region on a day: rates, cost window, share paid, ceiling."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from siting.errors import FactError
from siting.facts import Knowledge
from siting.labels import format_percent, format_quantity
from siting.measures.context import Context
from siting.measures.inputs import Input, fixed
from siting.measures.steps import Trace, number, required_rule
from siting.model import Fact

__all__ = ["ZoneLaw", "aid_ceiling", "open_window", "read_zone_law"]

ZONE = "it_zes_unica"
CEILING = "it_regional_aid_cap"
CONTRACTS = "it_contratti_sviluppo"
_LARGE = "large"


@dataclass(frozen=True, slots=True, kw_only=True)
class ZoneLaw:
    """The tax credit of a zone as it meets a large firm's project."""

    credit_percent: float
    least_eur: float
    """Cost below which nothing is paid."""
    most_eur: float
    """Cost above which nothing more is counted."""
    ceiling: Input
    """``ceiling_percent`` of the aid map; its high end never binds."""
    paid_share: Input


def read_zone_law(context: Context, region: str, *, on: date, trace: Trace) -> ZoneLaw | None:
    """Return the law of the zone for a region on a day; None where there is no credit, with the reason in the trace.

    Raises
    ------
    FactError
        If the region lies in the zone but the facts hold no rate of it.
    """
    rate = _zone_rate(context.knowledge, region, on=on, trace=trace)
    if rate is None or number(rate) == 0.0:
        return None
    least, most = _cost_window(context.knowledge, on=on, trace=trace)
    share = _paid_share(context.knowledge, on=on)
    held = _held(aid_ceiling(context, region, on=on), number(rate), most)
    return ZoneLaw(credit_percent=number(rate), least_eur=least, most_eur=most, ceiling=held, paid_share=share)


def _held(ceiling: Input | None, rate: float, most_eur: float) -> Input:
    """Return the ceiling with a high end at which the adjusted aid amount no longer binds inside the cost window."""
    if ceiling is None:
        return fixed(
            "ceiling_percent", rate, unit="percent", note="no aid map for the day is known: the rate stands in"
        )
    note = f"{ceiling.note}, shrinking above 50 million euro from memory: the high end leaves that out"
    free = fixed("end", 2.0 * max(rate, ceiling.high) if np.isfinite(most_eur) else ceiling.high)
    return replace(ceiling.widened(free), note=note)


def _zone_rate(knowledge: Knowledge, region: str, *, on: date, trace: Trace) -> Fact | None:
    for subject, title in ((ZONE, "ZES unica"), ("it_mezzogiorno_credit", "Mezzogiorno credit")):
        rate = knowledge.rule(subject, "tax_credit_pct", on=on, region=region, size=_LARGE)
        if rate is not None:
            trace.say(f"{title}, {region}: {format_percent(number(rate) / 100)} of eligible cost", [rate])
            return rate
    joined = knowledge.rule(ZONE, "in_zone", on=on, region=region)
    if joined is not None:
        raise FactError(
            f"{region} lies in the ZES unica since {joined.effective_from}, but the facts hold no rate of it"
        )
    trace.say(f"ZES unica, {region}: no rate for {on} is known, no credit")
    return None


def _cost_window(knowledge: Knowledge, *, on: date, trace: Trace) -> tuple[float, float]:
    least = knowledge.rule(ZONE, "project_min_eur", on=on)
    most = knowledge.rule(ZONE, "project_max_eligible_eur", on=on)
    if least is None or most is None:
        trace.say("no window of the cost that counts is known")
        return 0.0, np.inf
    ends = (number(least), number(most))
    trace.say(f"cost that counts: {ends[0] / 1e6:g} to {ends[1] / 1e6:g} million euro a project", [least, most])
    return ends


def _paid_share(knowledge: Knowledge, *, on: date) -> Input:
    """Return the share settled for the day's window, else the last one known, from the lowest ever known to all."""
    settled = knowledge.rule(ZONE, "paid_share_of_nominal_pct", on=on)
    if settled is not None:
        return fixed("paid_share", number(settled) / 100, facts=[settled], note="settled for that window")
    rows = knowledge.about(ZONE, "paid_share_of_nominal_pct")
    if not rows:
        return fixed("paid_share", 1.0, note="over-subscription not known, taken as paid in full")
    last = max(rows, key=lambda fact: fact.known_from or date.min)
    shares = [number(row) / 100 for row in rows]
    note = f"that of the window of {last.effective_from}; not settled for {on}"
    return Input(name="paid_share", value=number(last) / 100, low=min(shares), high=1.0, facts=tuple(rows), note=note)


def aid_ceiling(context: Context, region: str, *, on: date) -> Input | None:
    """Return the most aid for a large firm in percent of cost; None where the aid map has no row as far as known.

    A province that lies in an area whose municipalities set the ceiling has the range of that area.
    """
    knowledge = context.knowledge
    found = knowledge.find(context.subject, "province")
    place = {"region": region} if found is None else {"region": region, "province": str(found.value)}
    row = knowledge.rule(CEILING, "max_aid_intensity_pct", on=on, size=_LARGE, **place)
    if row is None:
        return None
    ceiling = fixed("ceiling_percent", number(row), unit="percent", facts=[row], note=f"aid ceiling of {region}")
    if "province" not in place:
        return ceiling
    area = {"area": "c_non_predefined", "size": _LARGE, **place}
    within = knowledge.rule(CEILING, "in_area", on=on, **area)
    span = knowledge.rule(CEILING, "max_aid_intensity_range_pct", on=on, **area)
    if within is None or span is None or not isinstance(span.value, tuple):
        return ceiling
    return ceiling.widened(*(fixed("end", float(end), facts=[within, span]) for end in span.value))


def open_window(knowledge: Knowledge, *, on: date, trace: Trace) -> tuple[float, float | None]:
    """Return the least programme of a development contract and the budget of an open window (None if none), in EUR.

    Raises
    ------
    FactError
        If no rule of the least programme was known on the day.
    """
    least = required_rule(knowledge, CONTRACTS, "min_programme_eur", on=on)
    trace.say(f"development contracts: programmes of at least {format_quantity(number(least), 'EUR')}", [least])
    budget = knowledge.rule(CONTRACTS, "budget_meur", on=on, window=str(on.year))
    if budget is None:
        trace.say(f"development contracts: no window open on {on} is known")
    else:
        trace.say(f"development contracts: window of {number(budget):g} million euro", [budget])
    return number(least), None if budget is None else number(budget) * 1e6
