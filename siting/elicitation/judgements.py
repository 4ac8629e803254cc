"""What every way of eliciting weights asks of the answers: known names, real numbers, ranges with two levels."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import replace as amended
from numbers import Real
from typing import Any

from siting.errors import Problem, StudyError
from siting.model import Range
from siting.model.complaints import unknown

__all__ = ["Ranges", "check_known", "check_names", "read_ranges", "reading_problems", "refuse"]

Ranges = Mapping[str, tuple[float, float]]
"""(worst, best) by criterion: the swing that each judgement referred to."""


def refuse(problems: Iterable[Problem]) -> None:
    """Raise all problems at once, if there are any.

    Raises
    ------
    StudyError
        With the problems.
    """
    found = tuple(problems)
    if found:
        raise StudyError(found)


def reading_problems(numbers: Mapping[str, Any], *, method: str, least: float = 0.0) -> list[Problem]:
    """Return a problem for every answer that is not a finite number of at least `least`."""
    return [
        Problem(
            message=f"{name!r} is given {number!r}", expected=f"a number of {least:g} or more", path=(method, str(name))
        )
        for name, number in numbers.items()
        if isinstance(number, bool) or not isinstance(number, Real) or not least <= float(number) < math.inf
    ]


def check_names(names: Iterable[str], *, method: str) -> None:
    """Refuse an empty list of names and names that come twice.

    Raises
    ------
    StudyError
        Naming each one.
    """
    given = list(names)
    if not given:
        raise StudyError(
            Problem(message="there is nothing to weigh", expected="at least one criterion", path=(method,))
        )
    repeated = dict.fromkeys(name for name in given if given.count(name) > 1)
    refuse(Problem(message=f"{name!r} is named more than once", path=(method, str(name))) for name in repeated)


def check_known(named: Iterable[str], known: Iterable[str], *, method: str) -> None:
    """Refuse names that are not among the criteria being weighed.

    Raises
    ------
    StudyError
        Naming each one, with the nearest known name.
    """
    names = list(known)
    refuse(
        amended(
            unknown("criterion", name, names, path=(method, str(name))),
            message=f"{name!r} is not among the criteria that are weighed",
        )
        for name in named
        if name not in names
    )


def read_ranges(ranges: Ranges | None, names: Iterable[str], *, method: str) -> dict[str, Range]:
    """Return the ranges as records.

    Raises
    ------
    StudyError
        If a range belongs to no criterion that is weighed, or its two levels are equal or not finite.
    """
    given = dict(ranges or {})
    check_known(given, names, method=method)
    refuse(
        Problem(
            message=f"the range of {name!r} runs from {worst!r} to {best!r}",
            expected="two different finite levels",
            path=(method, "ranges", name),
        )
        for name, (worst, best) in given.items()
        if reading_problems({"worst": worst, "best": best}, method=method, least=-math.inf) or worst == best
    )
    return {name: Range(worst=float(worst), best=float(best)) for name, (worst, best) in given.items()}
