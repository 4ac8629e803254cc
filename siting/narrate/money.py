"""Money in words: what a site is worth, why one costs less, what would close the gap, and what merit costs."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from siting.evaluation import Evaluation
from siting.labels import format_number, format_percent, join_words
from siting.measures.freight import Deliveries
from siting.measures.sea import ports
from siting.model import Study
from siting.money.appraisal import Appraisal
from siting.money.rivals import BreakEven, waterfall
from siting.narrate.wording import listed, share, site_name, weight

__all__ = [
    "break_even", "cost_basis", "cost_waterfall", "element_name", "flows", "frontier", "landed_cost", "landed_totals",
    "market_name", "merit_price", "money_basis", "money_evidence", "percent", "ports_of_call", "present_value",
    "territory_name",
]  # fmt: skip

_INCENTIVES = {
    "battery_production": "section 45X",
    "conversion_grant": "federal conversion grant",
    "development_contract": "Italian development contract",
    "illinois_rev": "Illinois REV",
    "zone_credit": "Italian zone credit",
}

LEVEL = 0.01
"""A lead of less than this share of the best worth is next to nothing."""
SURE = 2 / 3
"""Below this share of the draws the second is told too."""

_ORDINARY = ("planning values", "judged inputs", "stand-in market")
"""Flags that say no more than that an analyst chose a number; the table of the evidence holds them."""

_LAW = ("law not verified", "announced", "grant", "duty stated")
"""How flags of law and aid begin."""

_SAME = 0.5
"""USD per car; smaller differences are written as none."""

_MANY = 0.7
"""The elements that are named make up at least this share of a difference."""


def present_value(appraisal: Appraisal) -> str:
    """Say which site is worth most, by how much and how surely, and which could not be priced."""
    study, table = appraisal.study, appraisal.value.sort_values("npv", ascending=False, kind="stable")
    best = str(table.index[0])
    npv, low, high, first = (float(table[name].iloc[0]) for name in ("npv", "low", "high", "first"))
    text = f"{site_name(study, best)} is worth most: {_millions(npv)} ({_span(low, high)})"
    if len(table) > 1:
        second = site_name(study, str(table.index[1]))
        gap = npv - float(table["npv"].iloc[1])
        small = ", next to nothing" if gap < LEVEL * abs(npv) else ""
        text += f", {_millions(gap)} more than {second}{small}; it comes first in {share(first)} of the draws"
        if first < SURE:
            text += f", {second} in {share(float(table['first'].iloc[1]))}"
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
    ways = [
        f"{_millions(result.incentive / 1e6)} at the start",
        f"{format_number(result.incentive_a_year / 1e6)} million a year",
        *_tariff(result),
        *_volume(study, result),
    ]
    needed = f"To be worth as much as {b}, {a} needs {', '.join(ways[:-1])}, or {ways[-1]}."
    if result.origin and result.tariff is None:
        needed += (
            f" Not even free entry of cars from {territory_name(result.origin)} to {market_name(result.market)} "
            "would do."
        )
    return needed


def _tariff(result: BreakEven) -> Iterator[str]:
    if result.tariff is not None and result.duty is not None:
        yield (
            f"a duty of {percent(result.tariff)} instead of {percent(result.duty)} on cars from "
            f"{territory_name(result.origin)} in {market_name(result.market)}"
        )


def _volume(study: Study, result: BreakEven) -> Iterator[str]:
    """Name the break-even volume where it is at least half the plan; less is beside the question."""
    plan = study.programme.volume.value if study.programme else 0.0
    if result.volume is not None and result.volume >= plan / 2:
        yield f"sales of {format_number(result.volume)} cars a year from either"


def cost_waterfall(appraisal: Appraisal, a: str, b: str) -> str:
    """Say how much more a car from one site costs than from another, and what makes most of it."""
    study, steps = appraisal.study, waterfall(appraisal, a, b)
    total = float(steps["difference"].sum())
    if abs(total) < _SAME:
        return f"A car from {site_name(study, a)} costs as much at its buyer's as one from {site_name(study, b)}."
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
    which = ", the dearest" if len(cost) > 2 else ""
    return f"{text}, {gap} less than {site_name(study, last)}{which}."


def landed_totals(appraisal: Appraisal, market: str | None) -> pd.Series[float]:
    """Return landed cost per car by site, at one market or over all."""
    if market is None:
        return appraisal.cost["total"]
    table = appraisal.landed
    return table[table["market"] == market].set_index("site")["total"]


def percent(rate: float) -> str:
    """Write a duty or tax in percent, with one decimal where it needs one.

    >>> percent(15.0), percent(7.06)
    ('15 %', '7.1 %')
    """
    return weight(rate / 100.0)


def territory_name(code: str) -> str:
    """Return the name of a customs territory as sentences use it; one that is rarely met stays a code.

    >>> territory_name("EU"), territory_name("ZA")
    ('the EU', 'ZA')
    """
    names = {
        "CA": "Canada", "CN": "China", "EU": "the EU", "GB": "the United Kingdom", "JP": "Japan", "KR": "South Korea",
        "MX": "Mexico", "US": "the United States",
    }  # fmt: skip
    return names.get(code, code)


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
    if chain["price"].isna().all():
        return f"{listed(names)} {'is' if len(names) == 1 else 'are'} best on both merit and money."
    last = chain.iloc[-1]
    step = f"from {names[-2]} to {names[-1]} each 0.01 of merit costs {merit_price(float(last['price']))}"
    return f"{listed(names)} are worth a look: {step}."


def merit_price(price: float) -> str:
    """Write what 0.01 of merit costs.

    Parameters
    ----------
    price
        Million USD for a whole unit of overall value.

    Examples
    --------
    >>> merit_price(390.0), merit_price(17.3395)
    ('3.9 million USD', '173,000 USD')
    """
    millions = price / 100
    if millions >= 1:
        return f"{format_number(millions)} million USD"
    dollars = float(f"{1e6 * millions:.3g}")
    return f"{format_number(dollars)} USD"


def flows(study: Study, site: str, deliveries: Deliveries) -> str:
    """Say where a site's cars go, and what the way costs."""
    table = deliveries.to_frame()
    by_market = table.groupby("market", sort=False)["weight"].sum().sort_values(ascending=False, kind="stable")
    first = str(by_market.index[0])
    at_sea = float(table.loc[table["sea_nm"] > 0, "weight"].sum())
    cost = deliveries.cost.value
    amount = format_number(cost) if isinstance(cost, float) else "n/a"
    most = format_percent(float(by_market.iloc[0]))
    share_of_first = f"the largest share, {most}, goes" if len(by_market) > 1 else "all go"
    return (
        f"From {site_name(study, site)}, {format_percent(at_sea)} of the cars go by sea; {share_of_first} to "
        f"{market_name(first)}. The way costs {amount} USD a car."
    )


def ports_of_call(deliveries: Deliveries) -> str:
    """Say through which ports a site's cars leave and arrive, with the shares of all cars."""
    table = deliveries.to_frame()
    table = table[table["export_port"] != ""]
    if table.empty:
        return "No car goes by sea."
    leave, arrive = (
        join_words(
            [
                f"{ports()[str(port)].title} ({share(part)})"
                for port, part in table.groupby(end)["weight"].sum().sort_values(ascending=False, kind="stable").items()
            ]
        )
        for end in ("export_port", "import_port")
    )
    return f"Cars leave through {leave}; they arrive through {arrive}."


def money_basis(appraisal: Appraisal) -> str:
    """Say what a present value rests on: rate, life, volume, incentives, draws."""
    plan, programme = appraisal.study.money, appraisal.study.programme
    if plan is None or programme is None:
        return ""
    counted = listed((_INCENTIVES.get(name, name) for name in plan.incentives), longest=6) or "none"
    return (
        f"Constant USD, discounted at {format_percent(plan.discount_rate.value)} a year: {plan.build_years} years to "
        f"build, {plan.life_years} of up to {format_number(programme.volume.value)} cars; incentives counted: "
        f"{counted}. Ranges: 5 to 95 % of {len(appraisal.drawn.margin):,} seeded draws."
    )


def cost_basis(appraisal: Appraisal) -> str:
    """Say what a landed cost rests on: how capital is charged, how much is judged, on which day."""
    plan, study = appraisal.study.money, appraisal.study
    if plan is None:
        return ""
    day = f" as known on {study.as_of.isoformat()}" if study.as_of else ""
    return (
        f"Real USD{day}, without incentives; capital at {format_percent(plan.discount_rate.value)} a year over "
        f"{plan.life_years} years. {money_evidence(appraisal)}"
    )


def money_evidence(appraisal: Appraisal) -> str:
    """Count the figures behind the money by how they came about, and name the warnings that travel with them."""
    table = appraisal.provenance()
    counts = join_words([f"{number} {kind}" for kind, number in table["kind"].value_counts().items()])
    text = f"Money rests on {len(table)} figures, {counts}."
    warnings = [f"{flag} ({listed(elements, longest=3)})" for flag, elements in _flags(table).items()]
    return f"{text} Flagged: {'; '.join(warnings)}." if warnings else text


def _flags(table: pd.DataFrame) -> dict[str, list[str]]:
    """Return the elements under each flag that says more than that an analyst chose a number; law first."""
    found: dict[str, list[str]] = {}
    for element, flags in zip(table["element"], table["flags"], strict=True):
        name = element_name(str(element))
        for flag in str(flags).split("; "):
            if flag and flag not in _ORDINARY and name not in found.setdefault(flag, []):
                found[flag].append(name)
    return dict(sorted(found.items(), key=lambda entry: not entry[0].startswith(_LAW)))


def element_name(element: str) -> str:
    """Return the name of a cost element, an incentive or a duty as sentences use it.

    >>> element_name("duty to usa"), element_name("parts_duty")
    ('duty to the United States', 'parts duty')
    """
    if element.startswith("duty to "):
        return f"duty to {market_name(element.removeprefix('duty to '))}"
    return _INCENTIVES.get(element, element.replace("_", " "))
