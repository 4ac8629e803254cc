"""What is judged (criteria), what screens (requirements), and how a cell is measured."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal

from pydantic import BeforeValidator, Field, model_validator

from siting.records import Name, Record, Sequence
from siting.values import Levels, Target, ValueFunction

__all__ = ["Criterion", "Direction", "MeasureCall", "Range", "Requirement"]

Direction = Literal["max", "min"]


class MeasureCall(Record):
    """Which measure fills a column, with its options."""

    short_form: ClassVar[str] = "the name of a measure"

    name: Name
    options: dict[str, Any] = {}


def _from_name(entry: object) -> object:
    return {"name": entry} if isinstance(entry, str) else entry


Measure = Annotated[MeasureCall, BeforeValidator(_from_name, json_schema_input_type=str | MeasureCall)]
"""A `MeasureCall` that may be written as the bare name of the measure."""


class Range(Record):
    """The swing a weight refers to: from the worst to the best performance that is considered."""

    worst: float
    best: float

    @model_validator(mode="after")
    def _differ(self) -> Range:
        if self.worst == self.best:
            raise ValueError(f"worst and best are both {self.worst:g}: a range needs two levels")
        return self


class Criterion(Record):
    """A leaf of the value tree. Without `range` or `value` the worst and best of the sites are used (a local range)."""

    title: str = ""
    unit: str = ""
    direction: Direction = "max"
    range: Range | None = None
    """A fixed range for a straight value function."""
    value: ValueFunction | None = None
    """A value function of another shape; it carries its own range."""
    measure: Measure | None = None
    """How cells are computed; left out where they are given."""
    correlation: Annotated[float, Field(ge=0.0, le=1.0)] = 0.0
    """How far the uncertain cells of all sites move together: 0 each by itself, 1 all alike."""
    note: str = ""

    @model_validator(mode="after")
    def _range_agrees(self) -> Criterion:
        if self.range and self.value:
            raise ValueError("give either a range (straight value function) or a value function, not both")
        if self.range and (self.range.best > self.range.worst) != (self.direction == "max"):
            raise ValueError(
                f"direction {self.direction!r} contradicts the range: "
                f"worst {self.range.worst:g}, best {self.range.best:g}; swap the two, or change the direction"
            )
        if self.direction == "min" and self.value and self.rising:
            raise ValueError("direction 'min' contradicts the value function, in which more is better")
        return self

    @property
    def rising(self) -> bool | None:
        """Whether more is better: by the ends of the value function or, without one, the direction.

        None for named levels, which have no direction, and for a target, which is best in the middle.

        Examples
        --------
        >>> Criterion(direction="min").rising, Criterion(value={"shape": "linear", "worst": 9.0, "best": 5.0}).rising
        (False, False)
        """
        if isinstance(self.value, Levels | Target):
            return None
        return self.direction == "max" if self.value is None else self.value.best > self.value.worst


class Requirement(Record):
    """A must-have. A site that fails it, or has no evidence for it, is screened out before scoring."""

    title: str = ""
    criterion: str = ""
    """The criterion whose performance is tested; left out where the requirement has a column or measure of its own."""
    measure: Measure | None = None
    at_least: float | None = None
    at_most: float | None = None
    one_of: Sequence[str] = ()
    unit: str = ""
    reason: str = ""
    """Why this is a must."""

    @model_validator(mode="after")
    def _tests_something(self) -> Requirement:
        if self.at_least is None and self.at_most is None and not self.one_of:
            raise ValueError("a requirement needs at_least, at_most or one_of")
        if self.criterion and self.measure:
            raise ValueError("give either the criterion to test or a measure, not both")
        return self
