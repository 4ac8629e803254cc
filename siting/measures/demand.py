"""Where the cars are sold: a demand-weight set or a study's own weights, placed on the map as known on a day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from siting.errors import MethodError, did_you_mean
from siting.facts import Knowledge
from siting.measures.geography import Place, land_mass
from siting.measures.steps import checked_amount, number
from siting.measures.tables import read_table
from siting.model import Fact

__all__ = ["Outlet", "demand_weights", "market_country", "outlets", "placed_markets"]

_SET = "set="
_USA = "usa"


@dataclass(frozen=True, slots=True)
class Outlet:
    """A place to which a share of all cars goes."""

    market: str
    """The market as the demand names it."""
    node: str
    """Subject of the fact base that gives the place: a state of the USA, or the market itself."""
    share: float
    """Share of all cars; the outlets of a demand sum to 1."""
    place: Place
    stand_in: bool
    """Whether the place only stands in for cars that no one can place."""
    facts: tuple[Fact, ...]


def outlets(demand: str | Mapping[str, float], knowledge: Knowledge) -> tuple[Outlet, ...]:
    """Return where the cars go.

    The USA are split over the states by electric cars in use, in the latest year for which all states are known. A
    state stands at its population's centroid, another market at its representative node.

    Parameters
    ----------
    demand
        Name of a demand-weight set of the facts, or weight by market on any positive scale. Markets are subjects such
        as ``"usa"``, ``"germany"`` or ``"us-ca"``.
    knowledge
        What is known on the study's day.

    Raises
    ------
    MethodError
        If the set is not known on the day, a market has no place, a weight is negative or no weight is above zero.

    Examples
    --------
    >>> from siting.facts import known
    >>> for outlet in outlets({"italy": 3, "us-ca": 1}, known()):
    ...     print(outlet.node, outlet.share, outlet.place.land_mass)
    italy 0.75 europe
    us-ca 0.25 north-america
    """
    weights, evidence = demand_weights(demand, knowledge)
    total = sum(weights.values())
    placed: list[Outlet] = []
    for market, weight in weights.items():
        nodes = _states(knowledge) if market == _USA else {market: (1.0, ())}
        for node, (part, facts) in nodes.items():
            share = weight / total * part
            if share > 0:
                placed.append(_outlet(market, node, share, (*evidence.get(market, ()), *facts), knowledge))
    return tuple(placed)


def demand_weights(
    demand: str | Mapping[str, float], knowledge: Knowledge
) -> tuple[dict[str, float], dict[str, tuple[Fact, ...]]]:
    """Return the weight of each market, and the facts behind it where the demand is a set of the facts.

    Raises
    ------
    MethodError
        If the set is not known on the day, a weight is negative or no weight is above zero.

    Examples
    --------
    >>> from siting.facts import known
    >>> weights, facts = demand_weights("porsche-brand-2022", known())
    >>> weights["china"], facts["china"][0].period
    (30.1, 'proxy')
    """
    if isinstance(demand, Mapping):
        _check(demand)
        return dict(demand), {}
    sets: dict[str, dict[str, Fact]] = {}
    for fact in _facts_on("demand_weight", knowledge):
        sets.setdefault(fact.scope.removeprefix(_SET), {}).setdefault(fact.subject, fact)
    if demand not in sets:
        day = f" on {knowledge.as_of}" if knowledge.as_of else ""
        known = ", ".join(sorted(sets)) or "none"
        wanted = f"demand set {demand!r} is not known{day}" if demand else "the programme names no demand"
        raise MethodError(f"{wanted}; sets known{day}: {known}")
    chosen = sets[demand]
    weights = {market: number(fact) for market, fact in chosen.items()}
    _check(weights)
    return weights, {market: (fact,) for market, fact in chosen.items()}


def market_country(market: str, knowledge: Knowledge) -> str:
    """Return the two-letter code of a market's country, or of the country of the place that stands for it.

    Raises
    ------
    MethodError
        If neither the facts nor the table of composite markets know it.

    Examples
    --------
    >>> from siting.facts import known
    >>> [market_country(market, known()) for market in ("usa", "us-ca", "rest-europe")]
    ['US', 'US', 'BE']
    """
    composite = _composite(market)
    if composite is not None:
        return composite["country"]
    known = {fact.attribute: str(fact.value) for fact in reversed(_about(market, knowledge))}
    code = known.get("iso_country", known.get("iso_region", ""))[:2]
    if not code:
        raise MethodError(f"the country of market {market!r} is not known, so its import duty cannot be found")
    return code


def _composite(market: str) -> Mapping[str, str] | None:
    return next((row for row in read_table("composite_markets.csv") if row["market"] == market), None)


def _check(weights: Mapping[str, float]) -> None:
    for market, weight in weights.items():
        checked_amount(weight, f"the demand weight of {market!r}")
    if not any(weights.values()):
        raise MethodError("the demand needs at least one market with a weight above zero")


def _facts_on(attribute: str, knowledge: Knowledge) -> list[Fact]:
    """Return all facts known on an attribute; of each subject the study's own first."""
    told = {name for name, table in knowledge.base.index.items() if attribute in table}
    told |= {fact.subject for fact in knowledge.own if fact.attribute == attribute}
    return [fact for name in knowledge.subjects if name in told for fact in knowledge.about(name, attribute)]


def _states(knowledge: Knowledge) -> dict[str, tuple[float, tuple[Fact, ...]]]:
    """Return each state's part of the USA's cars, and the fact it comes from."""
    by_year: dict[str, dict[str, Fact]] = {}
    for fact in _facts_on("ev_registrations", knowledge):
        by_year.setdefault(fact.period, {}).setdefault(fact.subject, fact)
    every = {state for table in by_year.values() for state in table}
    whole = [year for year, table in by_year.items() if table.keys() == every]
    if not whole:
        day = f" on {knowledge.as_of}" if knowledge.as_of else ""
        raise MethodError(
            f"how cars sold in the USA spread over the states is not known{day}: give states such as 'us-ca'"
        )
    table = by_year[max(whole)]
    total = sum(number(fact) for fact in table.values())
    return {state: (number(fact) / total, (fact,)) for state, fact in table.items()}


def _outlet(market: str, node: str, share: float, facts: tuple[Fact, ...], knowledge: Knowledge) -> Outlet:
    composite = _composite(market)
    at = composite["node"] if composite else node
    known = {fact.attribute: fact for fact in reversed(_about(at, knowledge))}
    prefix = "population_centroid" if "population_centroid_lat" in known else "market_node"
    degrees = [known[name] for name in (f"{prefix}_lat", f"{prefix}_lon") if name in known]
    region = next((str(known[name].value) for name in ("iso_region", "iso_country") if name in known), None)
    region = composite["country"] if composite else region
    if len(degrees) < 2 or region is None:
        raise MethodError(f"market {market!r} has no place: {did_you_mean(market, placed_markets(knowledge))}")
    return Outlet(
        market=market,
        node=at,
        share=share,
        place=Place(number(degrees[0]), number(degrees[1]), land_mass(region)),
        stand_in=composite is not None and composite["stand_in"] == "yes",
        facts=(*facts, *degrees),
    )


def _about(subject: str, knowledge: Knowledge) -> tuple[Fact, ...]:
    return knowledge.about(subject) if subject in knowledge.subjects else ()


def placed_markets(knowledge: Knowledge) -> list[str]:
    """Return the markets that have a place, and so may be part of a demand."""
    composites = [row["market"] for row in read_table("composite_markets.csv")]
    placed = [
        fact.subject for name in ("population_centroid_lat", "market_node_lat") for fact in _facts_on(name, knowledge)
    ]
    return sorted({_USA, *composites, *placed})
