"""Do claims of who weighs more go round in a circle? Finds such a circle and names it."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import NamedTuple

from siting.errors import Problem, StudyError

__all__ = ["Claim", "check_cycles"]

_SAME = 1e-9


class Claim(NamedTuple):
    """One criterion weighs at least `times` as much as another; `strict` if it is meant to weigh more."""

    more: str
    less: str
    times: float
    strict: bool


class _Way(NamedTuple):
    """A chain of claims: how much heavier its first name is than its last, and how many strict claims it has."""

    gain: float
    strict: int
    names: tuple[str, ...]

    def along(self, claim: Claim) -> _Way:
        return self.closed_by(claim)._replace(names=(*self.names, claim.less))

    def closed_by(self, claim: Claim) -> _Way:
        return self._replace(gain=self.gain + math.log(claim.times), strict=self.strict + claim.strict)

    def says_more_than(self, other: _Way | None) -> bool:
        if other is None or self.gain > other.gain + _SAME:
            return True
        return self.gain > other.gain - _SAME and self.strict > other.strict


def check_cycles(claims: Iterable[Claim]) -> None:
    """Refuse claims by which a criterion would weigh more than itself.

    Raises
    ------
    StudyError
        Naming the circle.

    Examples
    --------
    >>> check_cycles([Claim("cost", "skill", 1, True), Claim("skill", "cost", 2, False)])
    Traceback (most recent call last):
    siting.errors.StudyError: statements: these statements go round in a circle: skill > cost > skill
      expected: an order without a way back
    """
    accepted: list[Claim] = []
    for claim in claims:
        back = _heaviest_way(accepted, claim.less, claim.more)
        if back and back.closed_by(claim).says_more_than(_Way(0.0, 0, ())):
            raise StudyError(
                Problem(
                    message=f"these statements go round in a circle: {' > '.join([claim.more, *back.names])}",
                    expected="an order without a way back",
                    path=("statements",),
                )
            )
        accepted.append(claim)


def _heaviest_way(claims: list[Claim], start: str, end: str) -> _Way | None:
    """Return the chain of claims that says most about `start` against `end`; the claims hold no circle."""
    ways = {start: _Way(0.0, 0, (start,))}
    found_more = True
    while found_more:
        found_more = False
        for claim in claims:
            if claim.more in ways:
                longer = ways[claim.more].along(claim)
                if longer.says_more_than(ways.get(claim.less)):
                    ways[claim.less] = longer
                    found_more = True
    return ways.get(end)
