"""Money in words: what a site is worth, why one costs less, what would close the gap, and what merit costs."""

from __future__ import annotations

import pandas as pd

from siting.evaluation import Evaluation
from siting.evaluation.change import Change
from siting.labels import format_number, format_percent
from siting.measures.freight import Deliveries
from siting.model import Study
from siting.money.appraisal import Appraisal
from siting.money.rivals import BreakEven, waterfall
from siting.narrate.wording import listed, share, site_name

__all__ = ["break_even", "change", "cost_waterfall", "flows", "frontier", "landed_cost", "money_basis", "present_value"]

_INCENTIVES = {
    "battery_production": "section 45X",
    "conversion_grant": "federal conversion grant",
    "development_contract": "Italian development contract",
    "illinois_rev": "Illinois REV",
    "zone_credit": "Italian zone credit",
}

_MANY = 0.7
"""The elements that are named make up at least this share of a difference."""


def present_value(appraisal: Appraisal) -> str:
    """Say which site is worth most, by how much and how surely, and which could not be priced."""
    study, table = appraisal.study, appraisal.value.sort_values("npv", ascending=False, kind="stable")
    best = str(table.index[0])
    npv, low, high, first = (float(table[name].iloc[0]) for name in ("npv", "low", "high", "first"))
    text = f"{site_name(study, best)} is worth most: {_millions(npv)} ({_span(low, high)})"
    if len(table) > 1:
        second = str(table.index[1])
        gap = npv - float(table["npv"].iloc[1])
        text += (
            f", {_millions(gap)} more than {site_name(study, second)}; it comes first in {share(first)} of the draws"
        )
    missing = [f"{site_name(study, site)} has no price: {why}." for site, why in appraisal.unpriced.items()]
    return " ".join([f"{text}.", *missing])


def _millions(amount: float) -> str:
    return f"{format_number(round(amount))} million USD"


def _span(low: float, high: float) -> str:
    return f"{format_number(round(low))} to {format_number(round(high))}"


def break_even(study: Study, result: BreakEven) -> str:
    """Say what would make one site worth as much as another."""
    a, b = site_name(study, result.a), site_name(study, result.b)
    if result.gap <= 0:
        return f"{a} is worth {_millions(-result.gap / 1e6)} more than {b}: it needs no incentive."
    text = (
        f"To be worth as much as {b}, {a} needs {_millions(result.incentive / 1e6)} at the start, "
        f"or {format_number(result.incentive_a_year / 1e6)} million a year"
    )
    where = market_name(result.market)
    if result.tariff is None:
        duty = f"no duty on cars from abroad in {where} would do"
    else:
        duty = f"a duty of {result.tariff:.1f} % on cars from abroad in {where} would do as well"
    return f"{text}; {duty}{_volume(study, result)}."


def _volume(study: Study, result: BreakEven) -> str:
    """Name the break-even volume where it lies within half and twice the plan; others are beside the question."""
    plan = study.programme.volume.value if study.programme else 0.0
    if result.volume is None or not plan / 2 <= result.volume <= 2 * plan:
        return ""
    return f", or sales of {format_number(result.volume)} cars a year"


def cost_waterfall(appraisal: Appraisal, a: str, b: str) -> str:
    """Say how much more a car from one site costs than from another, and what makes most of it."""
    study, steps = appraisal.study, waterfall(appraisal, a, b)
    total = float(steps["difference"].sum())
    dear, cheap = (b, a) if total >= 0 else (a, b)
    with_sign = steps["difference"] * (1 if total >= 0 else -1)
    up = steps["element"][with_sign > 0].tolist()
    gains = with_sign[with_sign > 0]
    enough = int((gains.cumsum() < _MANY * gains.sum()).sum()) + 1 if len(gains) else 0
    reason = f", mostly for {listed(str(name) for name in up[:enough])}" if enough else ""
    return (
        f"A car from {site_name(study, dear)} costs {format_number(abs(total))} USD more at its buyer's than one from "
        f"{site_name(study, cheap)}{reason}."
    )


def landed_cost(appraisal: Appraisal, market: str | None = None) -> str:
    """Say where a car is cheapest and dearest at its market, or over all markets."""
    cost = landed_totals(appraisal, market).sort_values(kind="stable")
    study, first, last = appraisal.study, str(cost.index[0]), str(cost.index[-1])
    where = "over all markets" if market is None else f"in {market_name(market)}"
    text = f"{site_name(study, first)} is cheapest {where}: {format_number(float(cost.iloc[0]))} USD a car"
    if len(cost) == 1:
        return f"{text}."
    gap = format_number(float(cost.iloc[-1] - cost.iloc[0]))
    return f"{text}, {gap} less than {site_name(study, last)}."


def landed_totals(appraisal: Appraisal, market: str | None) -> pd.Series[float]:
    """Return landed cost per car by site, at one market or over all."""
    if market is None:
        return appraisal.cost["total"]
    table = appraisal.landed
    return table[table["market"] == market].set_index("site")["total"]


def market_name(market: str) -> str:
    """Return the name of a market as sentences use it."""
    short = {"usa": "the United States", "uk": "the United Kingdom", "rest": "the rest of the world"}
    return short.get(market, " ".join(word.capitalize() for word in market.split("-")))


def frontier(table: pd.DataFrame, ev: Evaluation) -> str:
    """Say which sites are worth looking at on merit and money together, and what merit costs between them.

    Parameters
    ----------
    table
        Of `siting.money.frontier`, cost in million USD of present value forgone.
    ev
        The evaluation that gave the merit.
    """
    study = ev.study
    chain = table[table["supported"]].sort_values("cost", kind="stable")
    names = [site_name(study, str(site)) for site in chain.index]
    if len(chain) == 1:
        return f"{names[0]} is best on both merit and money."
    last = chain.iloc[-1]
    price = format_number(float(last["price"]) / 100)
    step = f"from {names[-2]} to {names[-1]} each 0.01 of merit costs {price} million USD"
    return f"{listed(names)} are worth a look: {step}."


def flows(study: Study, site: str, deliveries: Deliveries) -> str:
    """Say where a site's cars go, and what the way costs."""
    table = deliveries.to_frame()
    by_market = table.groupby("market", sort=False)["weight"].sum().sort_values(ascending=False, kind="stable")
    first = str(by_market.index[0])
    at_sea = float(table.loc[table["sea_nm"] > 0, "weight"].sum())
    cost = deliveries.cost.value
    amount = format_number(cost) if isinstance(cost, float) else "n/a"
    return (
        f"From {site_name(study, site)}, {format_percent(at_sea)} of the cars go by sea; most, "
        f"{format_percent(float(by_market.iloc[0]))}, go to {market_name(first)}. The way costs {amount} USD a car."
    )


def change(found: Change) -> str:
    """Say who led before and who leads after, and how many cells changed."""
    study = found.after.study
    before, after = (
        listed(site_name(study, site) for site in ev.tied) if ev.tied else "nobody"
        for ev in (found.before, found.after)
    )
    lead = f"{after} still leads" if before == after else f"{after} leads instead of {before}"
    cells, sites = len(found.cells), found.cells["site"].nunique()
    return f"{lead}: {cells} figures of {sites} sites changed."


def money_basis(appraisal: Appraisal) -> str:
    """Say what the money rests on: rate, life, ramp-up, incentives, draws."""
    plan, programme = appraisal.study.money, appraisal.study.programme
    if plan is None or programme is None:
        return ""
    counted = listed((_INCENTIVES.get(name, name) for name in plan.incentives), longest=6) or "none"
    return (
        f"Real USD, {format_percent(plan.discount_rate.value)} a year, {plan.build_years} years to build and "
        f"{plan.life_years} of {format_number(programme.volume.value)} cars; incentives counted: {counted}. "
        f"Ranges: 5 to 95 % of {len(appraisal.drawn.margin):,} seeded draws."
    )
