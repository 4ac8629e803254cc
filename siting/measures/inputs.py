"""The numbers of a cost element or incentive: from the study, its programme or the facts, each with its range."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from pydantic import TypeAdapter, ValidationError

from siting.errors import MethodError, did_you_mean
from siting.facts import Knowledge
from siting.labels import format_number, format_quantity, join_words
from siting.measures.context import Context
from siting.measures.ev_credit import JUDGED_INPUTS
from siting.measures.freight import JUDGED, UNSOURCED
from siting.measures.steps import number, read_day
from siting.model import Estimate, Fact
from siting.model.measurement import Quantity

__all__ = [
    "Input",
    "attributes_of",
    "check_options",
    "fixed",
    "from_fact",
    "given",
    "law_day",
    "planning_value",
    "required",
]

_FLAGS = MappingProxyType({"estimate": (UNSOURCED,), "planning": (JUDGED,)})
_QUANTITY: TypeAdapter[Estimate] = TypeAdapter(Quantity)


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """A number with the range in which it is believed to lie."""

    name: str
    value: float
    low: float
    high: float
    unit: str = ""
    facts: tuple[Fact, ...] = ()
    flags: tuple[str, ...] = ()
    note: str = ""

    @property
    def sentence(self) -> str:
        """The number in words."""
        span = f" ({format_number(self.low)} to {format_number(self.high)})" if self.low < self.high else ""
        remark = f": {self.note}" if self.note else ""
        return f"{self.name.replace('_', ' ')} {format_quantity(self.value, self.unit)}{span}{remark}"

    def widened(self, *others: Input) -> Input:
        """Return this number with a range that also holds the ranges of others; their evidence is taken over."""
        return replace(
            self,
            low=min([self.low, *(other.low for other in others)]),
            high=max([self.high, *(other.high for other in others)]),
            facts=tuple(dict.fromkeys(fact for entry in (self, *others) for fact in entry.facts)),
            flags=tuple(dict.fromkeys(flag for entry in (self, *others) for flag in entry.flags)),
        )

    def times(self, factor: Input, *, unit: str) -> Input:
        """Return the product with a number that is not negative, such as an exchange rate, under this one's name."""
        return replace(
            self,
            value=self.value * factor.value,
            low=self.low * factor.low,
            high=self.high * factor.high,
            unit=unit,
            facts=(*self.facts, *factor.facts),
            flags=tuple(dict.fromkeys((*self.flags, *factor.flags))),
            note="; ".join(
                filter(None, (self.note, f"from {format_quantity(self.value, self.unit)}", factor.sentence))
            ),
        )


def fixed(name: str, value: float, *, unit: str = "", facts: Iterable[Fact] = (), note: str = "") -> Input:
    """Return a number without a range.

    Examples
    --------
    >>> fixed("offset", 3.75, unit="percent").sentence
    'offset 3.75 percent'
    """
    return Input(name=name, value=value, low=value, high=value, unit=unit, facts=tuple(facts), note=note)


def from_fact(
    knowledge: Knowledge, subject: str, attribute: str, *, name: str = "", period: str | None = None
) -> Input | None:
    """Return a number of the facts, with the range that rivals span; None if it was not known on the day.

    Raises
    ------
    FactError
        If no fact of any day speaks of it.

    Examples
    --------
    >>> from siting.facts import known
    >>> from_fact(known(), "mexico", "labour_cost_per_vehicle").value
    305.0
    >>> from_fact(known(date(2023, 4, 30)), "mexico", "labour_cost_per_vehicle") is None
    True
    """
    facts = [fact for fact in knowledge.about(subject, attribute) if period in (None, fact.period)]
    if not facts:
        return None
    chosen = knowledge.fact(subject, attribute, period=period)
    value = number(chosen)
    low, high = knowledge.value(subject, attribute, period=period).range or (value, value)
    return Input(
        name=name or attribute,
        value=value,
        low=low,
        high=high,
        unit=chosen.unit,
        facts=(chosen,),
        flags=_FLAGS.get(chosen.basis, ()),
        note=f"{subject}, {chosen.period or 'always'}",
    )


def planning_value(knowledge: Knowledge, subject: str, attribute: str, *, name: str) -> Input:
    """Return a number that an analyst chose, which is known on every day.

    Raises
    ------
    FactError
        If there is none.
    """
    plan = knowledge.fact(subject, attribute)
    chosen = fixed(name, number(plan), unit=plan.unit, facts=[plan], note=f"{subject}, planning value")
    return replace(chosen, flags=(JUDGED,))


def attributes_of(knowledge: Knowledge, subject: str) -> set[str]:
    """Return what the facts say of a subject, on whatever day; cheaper than to ask for each in vain."""
    own = (fact.attribute for fact in knowledge.own if fact.subject == subject)
    return {*knowledge.base.index.get(subject, {}), *own}


def given(context: Context, name: str, unit: str) -> Input | None:
    """Return a number that the study gives: of the site's facts, the measure's options or the programme, in this order.

    Raises
    ------
    MethodError
        If it is no number, negative, or a share above 1.
    """
    found = None
    if name in attributes_of(context.knowledge, context.subject):
        found = from_fact(context.knowledge, context.subject, name)
    if found is None:
        found = _of_study(context, name, unit)
    if found is None:
        return None
    if found.low < 0 or (unit == "share" and found.high > 1):
        bounds = "between 0 and 1" if unit == "share" else "0 or more"
        raise MethodError(f"{name} must be {bounds}, not {found.low:g} to {found.high:g}")
    return found


def _of_study(context: Context, name: str, unit: str) -> Input | None:
    entry = context.options.get(name)
    if entry is None and context.study.programme is not None:
        entry = getattr(context.programme, name, None)
    if entry is None:
        return None
    estimate = _estimate(entry, name)
    return Input(
        name=name,
        value=estimate.value,
        low=estimate.value if estimate.low is None else estimate.low,
        high=estimate.value if estimate.high is None else estimate.high,
        unit=unit,
        flags=(JUDGED_INPUTS,) if estimate.kind == "judged" else (),
        note=estimate.note,
    )


def _estimate(entry: object, name: str) -> Estimate:
    if isinstance(entry, Estimate):
        return entry
    try:
        return _QUANTITY.validate_python(entry)
    except ValidationError as error:
        raise MethodError(f"{name}: {entry!r} is not {Estimate.short_form}, nor a value with low and high") from error


def required(context: Context, numbers: Mapping[str, str]) -> dict[str, Input]:
    """Return the numbers that the study must give, name to unit.

    Raises
    ------
    MethodError
        Naming every number that is missing.
    """
    found = {name: given(context, name, unit) for name, unit in numbers.items()}
    missing = [name for name, entry in found.items() if entry is None]
    if missing:
        raise MethodError(
            f"this measure needs {join_words(missing)}: give them as options of the measure, in [programme] or as "
            f"facts of {context.subject!r}"
        )
    return {name: entry for name, entry in found.items() if entry is not None}


def check_options(context: Context, names: Iterable[str]) -> None:
    """Refuse options that a measure does not have.

    Raises
    ------
    MethodError
        Naming the first unknown option.
    """
    allowed = tuple(names)
    for option in context.options:
        if option not in allowed:
            raise MethodError(
                f"unknown option {option!r} of this measure; {did_you_mean(option, allowed) or 'it has none'}"
            )


def law_day(context: Context) -> date:
    """Return the day whose law is asked for: the option ``on``, else the programme's launch."""
    entry = context.options.get("on")
    return context.programme.launch if entry is None else read_day(entry, "on")
