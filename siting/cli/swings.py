"""The swings that a study's weights refer to, and how they are read out and weighed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from siting.errors import MethodError
from siting.evaluation import evaluate, value_functions
from siting.labels import format_percent, format_quantity
from siting.model import Study

__all__ = ["Swing", "control_pairs", "swing_lines", "swings_of", "weight_lines"]

MOST_CONTROLS = 3


@dataclass(frozen=True, slots=True)
class Swing:
    """One criterion's way from its worst to its best level."""

    title: str
    unit: str
    worst: float | str
    best: float | str

    @property
    def range(self) -> tuple[float, float] | None:
        """Worst and best level where they are numbers."""
        if isinstance(self.worst, str) or isinstance(self.best, str):
            return None
        return self.worst, self.best

    def __str__(self) -> str:
        return f"{format_quantity(self.worst, '')} to {format_quantity(self.best, self.unit)}"


def swings_of(study: Study) -> dict[str, Swing]:
    """Return the swing of each criterion.

    Raises
    ------
    StudyError
        If the study cannot be evaluated.
    MethodError
        If a criterion has neither a range nor any figure from which one could be taken.

    Examples
    --------
    >>> import pandas as pd
    >>> table = pd.DataFrame({"cost": [900.0, 100.0]}, index=["A", "B"])
    >>> print(swings_of(Study.from_frame(table, directions={"cost": "min"}))["cost"])
    900 to 100
    """
    swings: dict[str, Swing] = {}
    for name, function in value_functions(study, evaluate(study).performance).items():
        if function is None:
            raise MethodError(f"criterion {name!r} has no range and no figures: give it a range before weighing")
        swings[name] = Swing(study.column_title(name), study.criteria[name].unit, function.worst, function.best)
    return swings


def swing_lines(swings: Mapping[str, Swing]) -> Iterator[str]:
    """Yield one numbered line per swing.

    >>> list(swing_lines({"cost": Swing("Cost", "USD", 900.0, 100.0), "skill": Swing("Skill", "", "poor", "good")}))
    ['  1  Cost   900 to 100 USD', '  2  Skill  poor to good']
    """
    widest = max(len(swing.title) for swing in swings.values())
    for number, swing in enumerate(swings.values(), start=1):
        yield f"{number:>3}  {swing.title:<{widest}}  {swing}"


def weight_lines(swings: Mapping[str, Swing], points: Mapping[str, float]) -> Iterator[str]:
    """Yield one line per criterion with its weight and its swing, the heaviest first.

    >>> swings = {"cost": Swing("Cost", "USD", 900.0, 100.0), "skill": Swing("Skill", "", "poor", "good")}
    >>> list(weight_lines(swings, {"cost": 25, "skill": 75}))
    ['Skill   75 %  poor to good', 'Cost    25 %  900 to 100 USD']
    """
    widest = max(len(swings[name].title) for name in points)
    for name in sorted(points, key=lambda name: -points[name]):
        share = format_percent(points[name] / sum(points.values()))
        yield f"{swings[name].title:<{widest}}  {share:>5}  {swings[name]}"


def control_pairs(order: Sequence[str], points: Mapping[str, float]) -> list[tuple[str, str]]:
    """Return pairs of neighbours, without the first of all, whose proportion is worth asking for on its own.

    >>> control_pairs(["a", "b", "c", "d"], {"a": 100, "b": 80, "c": 40, "d": 0})
    [('b', 'c'), ('c', 'd')]
    """
    return [(one, other) for one, other in pairwise(order[1:]) if points[one] > 0][:MOST_CONTROLS]
