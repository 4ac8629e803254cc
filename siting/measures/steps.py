"""The trace of a computed value: what was said on the way, with which facts, and what may be wrong with them."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from numbers import Real
from typing import get_args

from siting.errors import FactError, MethodError
from siting.facts import Knowledge
from siting.model import Fact, Measurement, Source, Step
from siting.model.measurement import Confidence
from siting.records import last_day

__all__ = ["NOT_VERIFIED", "Trace", "checked_amount", "number", "read_day", "required_rule"]

NOT_VERIFIED = "law not verified"
"""Flag of a value that rests on a rule whose state on the day is not established."""


@dataclass(slots=True)
class Trace:
    """Steps in the order in which they were taken.

    Examples
    --------
    >>> trace = Trace()
    >>> trace.say("two halves of 3,750 USD")
    >>> trace.measurement(7_500.0, unit="USD", as_of=None).trace
    (Step(text='two halves of 3,750 USD'),)
    """

    steps: list[Step] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)

    def say(self, text: str, facts: Iterable[Fact] = ()) -> None:
        """Add a step and the facts it used."""
        used = list(facts)
        self.steps.append(Step(text=text, facts=tuple(fact.id for fact in used)))
        self.facts += used

    def flag(self, text: str) -> None:
        """Add a warning that must travel with the value, once."""
        if text not in self.flags:
            self.flags.append(text)

    def extend(self, other: Trace) -> None:
        """Append the steps, facts and flags of another trace."""
        self.steps += other.steps
        self.facts += other.facts
        for text in other.flags:
            self.flag(text)

    @property
    def sources(self) -> tuple[Source, ...]:
        """Sources of the facts used, each once, in order of first use."""
        return tuple({fact.source.id: fact.source for fact in self.facts}.values())

    @property
    def confidence(self) -> Confidence | None:
        """That of the weakest fact used."""
        order = get_args(Confidence)
        return max((fact.confidence for fact in self.facts), key=order.index, default=None)

    def measurement(
        self, value: float, *, unit: str, as_of: date | None, low: float | None = None, high: float | None = None
    ) -> Measurement:
        """Return the computed value with this trace; a rule without a source adds `NOT_VERIFIED`."""
        if any(fact.basis == "estimate" for fact in self.facts):
            self.flag(NOT_VERIFIED)
        return Measurement(
            value=value,
            unit=unit,
            low=low,
            high=high,
            kind="computed",
            sources=self.sources,
            as_of=as_of,
            confidence=self.confidence,
            flags=tuple(self.flags),
            trace=tuple(self.steps),
        )


def required_rule(knowledge: Knowledge, subject: str, attribute: str, *, on: date, **context: str) -> Fact:
    """Return the rule in force on a day as known.

    Raises
    ------
    FactError
        If there is none.
    """
    fact = knowledge.rule(subject, attribute, on=on, **context)
    if fact is None:
        given = ", ".join(f"{key}={value}" for key, value in context.items())
        raise FactError(f"no rule {subject}.{attribute} for {on}" + (f" with {given}" if given else ""))
    return fact


def number(fact: Fact) -> float:
    """Return the value of a numeric fact.

    Raises
    ------
    FactError
        If it has none.
    """
    if not isinstance(fact.value, float | int):
        raise FactError(f"{fact.id} has no number: {fact.value!r}")
    return float(fact.value)


def read_day(entry: str | date, name: str) -> date:
    """Return a date; of a bare month or year its last day.

    Raises
    ------
    MethodError
        If the text is no day.
    """
    if isinstance(entry, datetime):
        return entry.date()
    if isinstance(entry, date):
        return entry
    try:
        return last_day(entry)
    except (AttributeError, ValueError) as error:
        raise MethodError(f"{name}: {entry!r} is not a day such as 2023-04-30") from error


def checked_amount(entry: object, name: str) -> float:
    """Return an amount of money or a share as a float.

    Raises
    ------
    MethodError
        If it is negative, not finite or no number.
    """
    if isinstance(entry, bool) or not isinstance(entry, Real) or not 0 <= float(entry) < math.inf:
        raise MethodError(f"{name}: {entry!r} is not a number of 0 or more")
    return float(entry)
