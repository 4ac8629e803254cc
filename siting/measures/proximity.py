"""Market proximity: what it takes, in days and in USD per car, to bring the cars of a site to those who buy them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache

import pandas as pd

from siting.errors import MethodError
from siting.facts import known
from siting.measures.context import Context
from siting.measures.demand import Outlet, outlets
from siting.measures.freight import Deliveries, Goal, deliver, plant_place, read_goal
from siting.measures.geography import Place, land_mass
from siting.measures.steps import read_day
from siting.model import Estimate, Fact, Measurement

__all__ = ["OPTIONS", "delivery_table", "market_proximity", "measure_cost", "measure_days"]

OPTIONS = ("market", "closed", "goal")
"""What the measures of delivery may be told."""


def market_proximity(
    site: str | Place,
    demand: str | Mapping[str, float],
    *,
    as_of: str | date | None = None,
    closed: Iterable[str] = (),
    goal: Goal = "cost",
) -> Deliveries:
    """Return the demand-weighted delivery from a site over the cheapest, or fastest, land-sea-land paths.

    ``F_i = sum over j of w_j F_ij``, with the weights scaled to sum to one. A bare inverse distance is not used: it
    would favour whatever plant stands next to one small market.

    Parameters
    ----------
    site
        Subject of the fact base (``"belvidere"``) or a place.
    demand
        Name of a demand-weight set of the facts, or weight by market.
    as_of
        The day whose knowledge is used; all that is known for None.
    closed
        Canals that are shut: ``"suez"``, ``"panama"``.
    goal
        ``"cost"`` for the cheapest paths, ``"time"`` for the fastest.

    Returns
    -------
    Deliveries
        ``.cost`` (USD per car) and ``.days``, each a Measurement with range and trace; ``.to_frame()`` has every flow.

    Raises
    ------
    MethodError
        If the demand set is not known on the day, or a place, canal or goal is unknown.

    Examples
    --------
    >>> near = market_proximity("belvidere", "spartanburg-2021", as_of="2023-04-30")
    >>> far = market_proximity("cassino", "spartanburg-2021", as_of="2023-04-30")
    >>> near.cost.value < far.cost.value, near.days.unit
    (True, 'days')
    """
    knowledge = known(None if as_of is None else read_day(as_of, "as_of"))
    return deliver(
        plant_place(site, knowledge), outlets(demand, knowledge), knowledge=knowledge, closed=closed, goal=goal
    )


def measure_cost(context: Context) -> Measurement:
    """Measure freight in USD per car over the programme's demand; options as in `delivery_table`."""
    return _deliveries(context).cost


def measure_days(context: Context) -> Measurement:
    """Measure the days of delivery over the programme's demand; options as in `delivery_table`."""
    return _deliveries(context).days


def delivery_table(context: Context) -> pd.DataFrame:
    """Return the flow of one site's cars to every outlet.

    The context's options are ``market``, to look at one market instead of the programme's demand, ``closed``, a list of
    canals that are shut, and ``goal``, ``"time"`` for the fastest paths instead of the cheapest.

    Returns
    -------
    DataFrame
        As `Deliveries.to_frame`.

    Raises
    ------
    MethodError
        If the demand set is not known on the study's day, or a place, canal or option is unknown.
    """
    return _deliveries(context).to_frame()


def _deliveries(context: Context) -> Deliveries:
    for option in context.options:
        if option not in OPTIONS:
            raise MethodError(f"unknown option {option!r} of a delivery measure; known: {', '.join(OPTIONS)}")
    programme, market = context.programme, context.options.get("market")
    demand = programme.demand if market is None else {str(market): 1.0}
    return _delivered(
        Place(*context.location, land_mass(context.country)),
        demand if isinstance(demand, str) else tuple(demand.items()),
        programme.shipping_volume_m3,
        _canals(context.options.get("closed", ())),
        read_goal(context.options.get("goal", "cost")),
        context.knowledge.as_of,
        context.knowledge.own,
    )


def _canals(entry: object) -> tuple[str, ...]:
    canals = (entry,) if isinstance(entry, str) else entry
    if not isinstance(canals, Sequence):
        raise MethodError(f'option closed must be a list of canals such as ["suez"], not {entry!r}')
    return tuple(str(canal) for canal in canals)


@lru_cache(maxsize=1024)
def _delivered(
    origin: Place,
    demand: str | tuple[tuple[str, float], ...],
    shipping_volume: Estimate | None,
    closed: tuple[str, ...],
    goal: Goal,
    as_of: date | None,
    own: tuple[Fact, ...],
) -> Deliveries:
    """Deliver once for cost, days and table, and once for all futures that change neither demand nor rates."""
    knowledge = known(as_of, own=own)
    return deliver(
        origin,
        _outlets(demand, as_of, own),
        knowledge=knowledge,
        shipping_volume=shipping_volume,
        closed=closed,
        goal=goal,
    )


@lru_cache(maxsize=64)
def _outlets(
    demand: str | tuple[tuple[str, float], ...], as_of: date | None, own: tuple[Fact, ...]
) -> tuple[Outlet, ...]:
    return outlets(demand if isinstance(demand, str) else dict(demand), known(as_of, own=own))
