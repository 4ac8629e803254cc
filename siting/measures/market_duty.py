"""Import duty on the cars of a site over the markets of the programme's demand, and the share that pays none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import ArrayLike
from pydantic import TypeAdapter, ValidationError

from siting.errors import FactError, MethodError
from siting.facts import known
from siting.labels import format_number, format_percent
from siting.measures.context import Context
from siting.measures.demand import demand_weights, market_country
from siting.measures.duty import UNIT, percent_of
from siting.measures.duty_law import DutyRates, read_rates
from siting.measures.ev_credit import JUDGED_INPUTS
from siting.measures.formula import compute, conclude
from siting.measures.inputs import Input, check_options, law_day, required
from siting.measures.limits import FloatArray
from siting.measures.shipment import Shipment
from siting.measures.steps import Trace
from siting.model import CustomsClaim, Estimate, Fact, Measurement
from siting.model.countries import Country
from siting.model.measurement import Quantity

__all__ = ["duty_usd", "measure", "measure_free"]

_VALUE = MappingProxyType({"customs_value_usd": "USD"})
_CLAIMS: TypeAdapter[dict[str, CustomsClaim]] = TypeAdapter(dict[Country, CustomsClaim])
_DUTIES: TypeAdapter[dict[str, dict[str, Estimate]]] = TypeAdapter(dict[str, dict[Country, Quantity]])


def duty_usd(customs_value_usd: ArrayLike, *, duty_percent: ArrayLike) -> FloatArray:
    """Return customs value x duty, in USD per car; broadcasts.

    Examples
    --------
    >>> duty_usd(48_000, duty_percent=[2.5, 15]).tolist()
    [1200.0, 7200.0]
    """
    return np.asarray(np.asarray(customs_value_usd, dtype=float) * np.asarray(duty_percent, dtype=float) / 100.0)


def measure(context: Context) -> Measurement:
    """Measure the mean import duty on a car of the site over the programme's demand, in USD/car.

    Needs ``customs_value_usd``. Options: ``market`` (one market instead of the demand), ``on`` (the day of entry, the
    launch if left out), ``claims`` (country of assembly to the rules of origin met, as in ``[money.claims]``) and
    ``duties`` (market to country of assembly to percent, for routes of which the facts hold no law, as in
    ``[money.duties]``); where these two are left out, those of the study's ``[money]`` hold. Low and high span the
    readings of law that is not verified, and the range of the customs value.

    Raises
    ------
    MethodError
        Naming what is missing, and every route that has neither a law nor a duty of the study.
    """
    check_options(context, (*_VALUE, "market", "on", "claims", "duties"))
    numbers = required(context, _VALUE)
    trace = Trace()
    duty = _mean_duty(context, trace)
    return compute(duty_usd, [*numbers.values(), duty], unit="USD/car", knowledge=context.knowledge, trace=trace)


def measure_free(context: Context) -> Measurement:
    """Measure the share of the programme's demand that the site's cars enter free of duty, in % of demand.

    Options as for `measure`. A market counts where its duty is 0; low and high span the readings of law that is not
    verified, while a duty that the study states counts by its value alone.

    Raises
    ------
    MethodError
        Naming every route that has neither a law nor a duty of the study.
    """
    check_options(context, ("market", "on", "claims", "duties"))
    trace = Trace()
    duties = list(_duties(context, trace))
    by_value, at_best, at_worst = (
        100.0 * sum(entry.share for entry in duties if entry.percent[0 if entry.stated else end] == 0)
        for end in (0, 1, 2)
    )
    trace.say("free of duty: what is charged 0 %")
    return conclude(trace, by_value, unit="% of demand", knowledge=context.knowledge, low=at_worst, high=at_best)


@dataclass(frozen=True, slots=True)
class _MarketDuty:
    share: float
    """Of all cars."""
    percent: FloatArray
    """Value, low and high."""
    stated: bool
    """Whether the study states it."""


def _mean_duty(context: Context, trace: Trace) -> Input:
    ends = sum((entry.share * entry.percent for entry in _duties(context, trace)), start=np.zeros(3))
    value, low, high = (float(end) for end in ends)
    return Input(name="duty_percent", value=value, low=low, high=high, unit=UNIT, note="mean over all cars")


def _duties(context: Context, trace: Trace) -> Iterator[_MarketDuty]:
    """Yield the duty of each market; at the end name every route that has none."""
    market = context.options.get("market")
    weights, evidence = demand_weights(
        context.programme.demand if market is None else {str(market): 1.0}, context.knowledge
    )
    total = sum(weights.values())
    missing: list[str] = []
    for name, weight in weights.items():
        try:
            percent, stated = _duty(context, name, trace)
        except FactError as error:
            missing.append(f"{name}: {error.args[0]}")
            continue
        span = f" ({format_number(percent[1])} to {format_number(percent[2])} %)" if percent[1] < percent[2] else ""
        text = f"{name}, {format_percent(weight / total, digits=1)} of all cars: {format_number(percent[0])} %{span}"
        trace.say(text, evidence.get(name, ()))
        yield _MarketDuty(weight / total, percent, stated)
    if missing:
        raise MethodError(f"no duty for {'; '.join(missing)}; state it under duties, by market and country of assembly")


def _duty(context: Context, market: str, trace: Trace) -> tuple[FloatArray, bool]:
    """Return percent, low and high for one market, and whether they are the study's own or, else, those of the law."""
    plan = context.study.money
    duties = _stated(context, "duties", _DUTIES, plan.duties if plan else {})
    own = duties.get(market, {}).get(context.country)
    if own is not None:
        trace.say(f"{market}: duty of the study{': ' if own.note else ''}{own.note}")
        if own.kind == "judged":
            trace.flag(JUDGED_INPUTS)
        return np.array([own.value, *(own.value if end is None else end for end in (own.low, own.high))]), True
    claim = _stated(context, "claims", _CLAIMS, plan.claims if plan else {}).get(context.country, CustomsClaim())
    shipment = Shipment(
        origin=context.country,
        destination=market_country(market, context.knowledge),
        powertrain=context.programme.powertrain,
        **{name: getattr(claim, name) for name in CustomsClaim.model_fields},
    )
    law, steps = _rates(shipment, law_day(context), context.knowledge.as_of, context.knowledge.own)
    trace.extend(steps)
    readings = percent_of(law)
    return np.array([readings[0], readings.min(), readings.max()]), False


@lru_cache(maxsize=512)
def _rates(
    shipment: Shipment, on: date, as_of: date | None, own: tuple[Fact, ...]
) -> tuple[Sequence[DutyRates], Trace]:
    """Read the law of a route once for all sites of a country and for all futures that leave it as it is."""
    return read_rates(known(as_of, own=own), shipment, on=on)


def _stated(
    context: Context, option: str, adapter: TypeAdapter[Any], otherwise: Mapping[str, Any]
) -> Mapping[str, Any]:
    entry = context.options.get(option)
    if entry is None:
        return otherwise
    try:
        found: Mapping[str, Any] = adapter.validate_python(entry)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise MethodError(f"{'.'.join(map(str, (option, *first['loc'])))}: {first['msg']}") from error
    return found
