"""Overall values as straight lines in the weight of one branch, and where one line takes the lead from another.

With all other weights in proportion an overall value is a straight line over the weight 0..1, so the winner is the
upper envelope of the lines. A site takes over only if it is ahead by more than a tie (1e-9) further along; of sites
that take over at the same weight the one that is ahead further along counts, and of sites with the same line the first.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from siting.evaluation import TIE
from siting.sensitivity.branches import inside_shares, outside_shares
from siting.sensitivity.complete import CompleteSites
from siting.values import FloatArray

__all__ = ["Takeover", "ValueLines", "value_lines"]


@dataclass(frozen=True, slots=True)
class Takeover:
    """The weight at which one site ties with the winner and beyond which it wins."""

    weight: float
    site: int


@dataclass(frozen=True, slots=True, eq=False)
class ValueLines:
    """Overall value of each site where the branch has no weight and where it has all; shape (sites,) each."""

    at_zero: FloatArray
    at_one: FloatArray

    def overall(self, weight: float) -> FloatArray:
        """Return the overall values where the branch has this weight."""
        return (1.0 - weight) * self.at_zero + weight * self.at_one

    @property
    def first(self) -> int:
        """Winner just above weight 0."""
        return self._furthest(self.at_zero >= self.at_zero.max() - TIE)

    def next_above(self, site: int, weight: float) -> Takeover | None:
        """Return who takes over from `site`, the winner at `weight`, as the weight grows; None if nobody does."""
        gain = self.at_one - self.at_one[site]
        rivals = np.flatnonzero(gain > TIE)
        if not rivals.size:
            return None
        gain, lag = gain[rivals], self.at_zero[site] - self.at_zero[rivals]
        crossing = np.divide(lag, lag + gain, out=np.zeros_like(lag), where=lag > 0)
        at = max(float(crossing.min()), weight)
        level = np.zeros(self.at_zero.shape, dtype=np.bool_)
        level[rivals] = at * gain - (1.0 - at) * lag >= -TIE
        return Takeover(at, self._furthest(level))

    def next_below(self, site: int, weight: float) -> Takeover | None:
        """Return who takes over from `site`, the winner at `weight`, as the weight falls; None if nobody does."""
        mirrored = ValueLines(self.at_one, self.at_zero).next_above(site, 1.0 - weight)
        return mirrored and Takeover(min(1.0 - mirrored.weight, weight), mirrored.site)

    def takeovers(self) -> Iterator[Takeover]:
        """Yield every change of the winner from weight 0 to 1."""
        leader = Takeover(0.0, self.first)
        while following := self.next_above(leader.site, leader.weight):
            yield following
            leader = following

    def _furthest(self, level: NDArray[np.bool_]) -> int:
        """Return the first of those that are best at weight 1, among sites that are level now."""
        return int(np.argmax(level & (self.at_one >= self.at_one[level].max() - TIE)))


def value_lines(table: CompleteSites, name: str) -> ValueLines:
    """Return the lines over the global weight of a criterion or objective.

    A branch that holds every criterion has all the weight whatever it is given: its lines are level.

    Raises
    ------
    StudyError
        If the study has no criterion or objective of that name.
    """
    inside = inside_shares(table, name)
    outside = outside_shares(table, [name])
    at_one = table.partial_values @ inside
    return ValueLines(at_one if outside is None else table.partial_values @ outside, at_one)
