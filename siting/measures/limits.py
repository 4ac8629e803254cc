"""A bound that a law sets on a number, such as a list price of at most 80,000 USD. Broadcasts over arrays."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from siting.labels import format_quantity
from siting.model import Fact

__all__ = ["FloatArray", "Limit", "Relation", "paid_within"]

FloatArray = NDArray[np.float64]
Relation = Literal["at least", "at most", "below"]

_COMPARE: dict[Relation, Callable[[Any, float], Any]] = {
    "at least": np.greater_equal,
    "at most": np.less_equal,
    "below": np.less,
}


@dataclass(frozen=True, slots=True)
class Limit:
    """A bound on one number.

    Examples
    --------
    >>> Limit("msrp_usd", "list price", "at most", 80_000.0, "USD").met([75_000, 80_001]).tolist()
    [1.0, 0.0]
    """

    quantity: str
    """Key of the number among those the law is applied to."""
    title: str
    relation: Relation
    bound: float
    unit: str
    facts: tuple[Fact, ...] = ()

    def met(self, number: ArrayLike) -> FloatArray:
        """Return 1 where the bound is met, 0 where not, nan where the number is nan; shape of `number`."""
        x = np.asarray(number, dtype=float)
        return np.where(np.isnan(x), np.nan, _COMPARE[self.relation](x, self.bound))

    def sentence(self, number: float) -> str:
        """Say in words whether `number` meets the bound."""
        verdict = {1.0: "met", 0.0: "not met"}.get(float(self.met(number)), "not known")
        shown = format_quantity(None if np.isnan(number) else number, self.unit)
        return f"{self.title} {shown}, must be {self.relation} {format_quantity(self.bound, self.unit)}: {verdict}"


def paid_within(limits: Sequence[Limit], numbers: Mapping[str, ArrayLike], amount: ArrayLike) -> FloatArray:
    """Return `amount` where every limit is met, 0 where one is not, nan where that cannot be told.

    Parameters
    ----------
    limits
        Bounds whose `quantity` is a key of `numbers`.
    numbers
        Arrays that broadcast against each other.
    amount
        What is paid if nothing is in the way; broadcasts with the numbers.

    Returns
    -------
    ndarray
        Shape of all numbers and the amount broadcast together.

    Examples
    --------
    >>> cap = Limit("msrp_usd", "list price", "at most", 80_000.0, "USD")
    >>> paid_within([cap], {"msrp_usd": [75_000, 90_000]}, 7_500).tolist()
    [7500.0, 0.0]
    """
    paid, *_ = np.broadcast_arrays(np.asarray(amount, dtype=float), *(np.asarray(x) for x in numbers.values()))
    lowest, unknown = np.ones(paid.shape), np.zeros(paid.shape, dtype=bool)
    for limit in limits:
        met = limit.met(numbers[limit.quantity])
        lowest = np.fmin(lowest, met)
        unknown = unknown | np.isnan(met)
    return np.where(lowest == 0.0, 0.0, np.where(unknown, np.nan, paid)) + 0.0
