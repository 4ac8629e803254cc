"""Incomplete statements about weights: what holds is kept as a space of weights instead of one false point."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from scipy.optimize import linprog

from siting.elicitation.contradictions import Claim, check_cycles
from siting.elicitation.judgements import Ranges, check_known, check_names, read_ranges, reading_problems, refuse
from siting.elicitation.ranked import Order, places
from siting.errors import Problem, StudyError
from siting.labels import counted, join_words
from siting.model import Range, WeightSet
from siting.values import FloatArray

__all__ = ["AtLeast", "Between", "Ranked", "Statement", "Statements", "claims", "statements"]


@dataclass(frozen=True, slots=True)
class Ranked:
    """Criteria in order, the most important first; an inner list holds criteria that weigh the same."""

    order: Order

    def __str__(self) -> str:
        return " > ".join(" = ".join(place) for place in places(self.order))


@dataclass(frozen=True, slots=True)
class AtLeast:
    """The criterion weighs at least `times` as much as another."""

    criterion: str
    than: str
    times: float = 1.0

    def __str__(self) -> str:
        return f"{self.criterion} at least {self.times:.15g} times {self.than}"


@dataclass(frozen=True, slots=True)
class Between:
    """The weight of the criterion lies between two shares of the whole."""

    criterion: str
    lower: float = 0.0
    upper: float = 1.0

    def __str__(self) -> str:
        return f"{self.criterion} between {self.lower:.15g} and {self.upper:.15g}"


Statement = Ranked | AtLeast | Between


@dataclass(frozen=True, slots=True, eq=False)
class Statements:
    """Linear constraints on the weights: ``A @ w <= b`` on the simplex ``w >= 0, sum(w) = 1``."""

    names: tuple[str, ...]
    """The criteria, in the order of the columns of `A`."""
    A: FloatArray
    """Constraints x criteria."""
    b: FloatArray
    """Right-hand side of each constraint."""
    said: tuple[Statement, ...]
    """The statements as they were made."""
    ranges: Mapping[str, Range]
    """The swings that the statements referred to."""

    @property
    def weight_set(self) -> WeightSet:
        """The statements as a study keeps them, in words; `siting.sensitivity.settled` adds points."""
        return WeightSet(
            statements=tuple(str(statement) for statement in self.said), method="statements", ranges=dict(self.ranges)
        )

    def allow(self, weights: FloatArray) -> bool:
        """Tell whether weights (in the order of `names`, sum 1) agree with every statement."""
        return bool(np.all(self.A @ weights <= self.b + 1e-9))

    def __repr__(self) -> str:
        size = f"{counted(len(self.names), 'criterion', 'criteria')}, {counted(len(self.b), 'constraint')}"
        return f"Statements({size}: {'; '.join(map(str, self.said))})"


def statements(names: list[str], *said: Statement, ranges: Ranges | None = None) -> Statements:
    """Turn statements about weights into linear constraints, for a weight space.

    Parameters
    ----------
    names
        All criteria that share the weight.
    said
        `Ranked`, `AtLeast` and `Between`, as many as are known.
    ranges
        (worst, best) by criterion: the swings that the statements referred to.

    Raises
    ------
    StudyError
        If a statement names an unknown criterion or holds an impossible number, if statements go round in a circle
        (which circle), or if no weights agree with all of them (which ones cannot hold together).

    Examples
    --------
    >>> space = statements(["cost", "skill", "rail"], Ranked(["cost", "skill"]), Between("rail", 0.1, 0.3))
    >>> space.A.tolist(), space.b.tolist()
    ([[-1.0, 1.0, 0.0], [0.0, 0.0, -1.0], [0.0, 0.0, 1.0]], [0.0, -0.1, 0.3])
    """
    check_names(names, method="statements")
    check_known((name for statement in said for name in _named(statement)), names, method="statements")
    refuse(problem for statement in said for problem in _statement_problems(statement))
    check_cycles([claim for statement in said for claim in claims(statement)])
    rows, limits = _constraints(names, said)
    if not _can_hold(rows, limits):
        raise StudyError(_conflict(names, said))
    return Statements(
        names=tuple(names), A=rows, b=limits, said=said, ranges=read_ranges(ranges, names, method="statements")
    )


def _named(statement: Statement) -> list[str]:
    if isinstance(statement, Ranked):
        return [name for place in places(statement.order) for name in place]
    if isinstance(statement, AtLeast):
        return [statement.criterion, statement.than]
    return [statement.criterion]


def _statement_problems(statement: Statement) -> Iterator[Problem]:
    if isinstance(statement, Ranked):
        named = _named(statement)
        for name in dict.fromkeys(name for name in named if named.count(name) > 1):
            yield _problem(statement, f"{name!r} has more than one place", "each criterion once")
    elif isinstance(statement, AtLeast):
        if reading_problems({"times": statement.times}, method="statements") or statement.times <= 0:
            yield _problem(statement, f"{statement.times!r} times", "a positive number")
        elif statement.criterion == statement.than:
            yield _problem(statement, f"{statement.than!r} is compared with itself", "two different criteria")
    else:
        numbers = {"lower": statement.lower, "upper": statement.upper}
        if reading_problems(numbers, method="statements") or not statement.lower <= statement.upper <= 1:
            yield _problem(statement, f"from {statement.lower!r} to {statement.upper!r}", "0 <= lower <= upper <= 1")


def claims(statement: Statement) -> Iterator[Claim]:
    """Yield who weighs at least as much as whom, and whether it must be more."""
    if isinstance(statement, AtLeast):
        yield Claim(statement.criterion, statement.than, statement.times, strict=False)
    elif isinstance(statement, Ranked):
        ordered = places(statement.order)
        for place in ordered:
            for one, other in pairwise(place):
                yield Claim(one, other, 1.0, strict=False)
                yield Claim(other, one, 1.0, strict=False)
        for above, below in pairwise(ordered):
            yield Claim(above[0], below[0], 1.0, strict=True)


def _constraints(names: list[str], said: Iterable[Statement]) -> tuple[FloatArray, FloatArray]:
    rows: list[FloatArray] = []
    limits: list[float] = []
    unit = dict(zip(names, np.eye(len(names)), strict=True))
    for statement in said:
        for claim in claims(statement):
            rows.append(claim.times * unit[claim.less] - unit[claim.more])
            limits.append(0.0)
        if isinstance(statement, Between):
            rows += [-unit[statement.criterion], unit[statement.criterion]]
            limits += [-float(statement.lower), float(statement.upper)]
    return np.array(rows).reshape(-1, len(names)) + 0.0, np.array(limits) + 0.0  # + 0.0: no minus zero


def _can_hold(rows: FloatArray, limits: FloatArray) -> bool:
    count = rows.shape[1]
    solution = linprog(np.zeros(count), A_ub=rows, b_ub=limits, A_eq=np.ones((1, count)), b_eq=[1.0])
    return bool(solution.status == 0)


def _conflict(names: list[str], said: tuple[Statement, ...]) -> Problem:
    """Name a smallest set of statements that cannot hold together: leave out what is not needed for the conflict."""
    kept = list(said)
    for statement in said:
        rest = [other for other in kept if other is not statement]
        if not _can_hold(*_constraints(names, rest)):
            kept = rest
    return Problem(
        message=f"no weights agree with all of this: {join_words([str(statement) for statement in kept])}",
        expected=_sum_hint(kept) or "statements that some weights of sum 1 meet",
        path=("statements",),
    )


def _sum_hint(kept: list[Statement]) -> str:
    """Say what is wrong where intervals of different criteria alone make the conflict."""
    intervals = [statement for statement in kept if isinstance(statement, Between)]
    if len({interval.criterion for interval in intervals}) < len(kept):
        return ""
    lower = sum(interval.lower for interval in intervals)
    if lower > 1:
        return f"lower ends that sum to at most 1 (here {lower:g})"
    return f"upper ends that sum to at least 1 (here {sum(interval.upper for interval in intervals):g})"


def _problem(statement: Statement, message: str, expected: str) -> Problem:
    return Problem(message=f"{statement}: {message}", expected=expected, path=("statements", str(statement)))
