"""Weights said outright: as points, as swings, or all the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from siting.elicitation.judgements import Ranges, check_names, read_ranges, reading_problems, refuse
from siting.errors import Problem
from siting.model import WeightSet

__all__ = ["direct", "equal", "swing"]


def direct(points: Mapping[str, float], *, ranges: Ranges | None = None) -> WeightSet:
    """Take the weights as they are said, on any scale.

    Parameters
    ----------
    points
        Points by criterion, 0 or more, not all 0.
    ranges
        (worst, best) by criterion: the swing that the points referred to.

    Raises
    ------
    StudyError
        Naming every answer that is no number of 0 or more, or if nothing has a weight.

    Examples
    --------
    >>> direct({"cost": 60, "skill": 40}).weights.to_dict()
    {'cost': 0.6, 'skill': 0.4}
    """
    return _pointed(points, method="direct", ranges=ranges)


def swing(points: Mapping[str, float], *, ranges: Ranges | None = None) -> WeightSet:
    """Weigh swings: how much is going from the worst to the best level of a criterion worth.

    The swing that would be chosen first usually gets 100 points and the others a share of it; any scale will do, since
    only proportions count (von Winterfeldt & Edwards, Decision Analysis and Behavioral Research, 1986, chapter 8).

    Parameters
    ----------
    points
        Points of each criterion's swing, 0 or more, not all 0.
    ranges
        (worst, best) by criterion: the swings that were judged. Without them nobody can tell when the weights are
        stale.

    Raises
    ------
    StudyError
        Naming every answer that is no number of 0 or more, or if nothing has a weight.

    Examples
    --------
    >>> swing({"cost": 100, "skill": 60, "rail": 40}, ranges={"cost": (900, 100)}).weights.to_dict()
    {'cost': 0.5, 'skill': 0.3, 'rail': 0.2}
    """
    return _pointed(points, method="swing", ranges=ranges)


def equal(names: Iterable[str], *, ranges: Ranges | None = None) -> WeightSet:
    """Weigh all criteria the same: a declared baseline, not a judgement.

    Parameters
    ----------
    names
        The criteria.
    ranges
        (worst, best) by criterion.

    Raises
    ------
    StudyError
        If there is no criterion or one is named twice.

    Examples
    --------
    >>> equal(["cost", "skill"]).weights.to_dict()
    {'cost': 0.5, 'skill': 0.5}
    """
    criteria = list(names)
    check_names(criteria, method="equal")
    return WeightSet(
        points=dict.fromkeys(criteria, 1.0),
        method="equal",
        answers={"criteria": criteria},
        ranges=read_ranges(ranges, criteria, method="equal"),
    )


def _pointed(points: Mapping[str, float], *, method: str, ranges: Ranges | None) -> WeightSet:
    said = dict(points)
    check_names(said, method=method)
    refuse(reading_problems(said, method=method))
    given = {name: float(number) for name, number in said.items()}
    if not any(given.values()):
        refuse([Problem(message="all points are 0", expected="at least one criterion that matters", path=(method,))])
    return WeightSet(
        points=given, method=method, answers={"points": dict(given)}, ranges=read_ranges(ranges, given, method=method)
    )
