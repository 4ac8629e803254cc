"""What is known on a day: values with their rivals and sources, series, and the law in force."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from siting.errors import FactError, did_you_mean
from siting.facts import choice, rules
from siting.facts.base import FactBase, Index, index, load
from siting.facts.evidence import measurement
from siting.model import Fact, Measurement

__all__ = ["Knowledge", "known"]


def known(as_of: date | None = None, *, own: tuple[Fact, ...] = ()) -> Knowledge:
    """Return what is known on a day.

    Parameters
    ----------
    as_of
        The day whose knowledge is used; None for all that is known.
    own
        A study's own facts, which come before those of the fact base.

    Raises
    ------
    FactError
        If the day lies before anything in the base was known.

    Examples
    --------
    >>> spring = known(date(2023, 4, 30))
    >>> spring.value("belvidere", "status").value
    'idled'
    >>> spring.value("cassino", "capacity_vehicles_per_year")
    Measurement(300,000 vehicles/year, 250,000 to 300,000, measured)
    """
    base = load()
    if as_of is not None and as_of < base.begins:
        raise FactError(f"nothing is known as of {as_of}: the facts begin on {base.begins}")
    return Knowledge(as_of=as_of, own=own, base=base)


@dataclass(frozen=True)
class Knowledge:
    """The facts known on one day, and the questions they answer."""

    as_of: date | None
    own: tuple[Fact, ...] = ()
    base: FactBase = field(default_factory=load, repr=False)

    @property
    def subjects(self) -> tuple[str, ...]:
        """Everything that can be asked about, whether or not it was known on the day."""
        return tuple(dict.fromkeys([*self._own, *self.base.index]))

    def about(self, subject: str, attribute: str | None = None) -> tuple[Fact, ...]:
        """Return every fact on a subject known on the day, the study's own first.

        Raises
        ------
        FactError
            If neither the base nor the study speaks of the subject, or of that attribute of it.
        """
        self._check(subject, attribute)
        return self._known_facts(subject, attribute)

    def fact(self, subject: str, attribute: str, *, period: str | None = None, scope: str = "") -> Fact:
        """Return the chosen fact itself, with its value as it stands (true or false, a list ...).

        Raises
        ------
        FactError
            If nothing is known.
        """
        return choice.choose(self._something(subject, attribute, period, scope), as_of=self.as_of)

    def value(self, subject: str, attribute: str, *, period: str | None = None, scope: str = "") -> Measurement:
        """Return the chosen value with the range that its rivals span.

        Parameters
        ----------
        subject, attribute
            What is asked, for example ``"cassino", "production_vehicles"``.
        period
            The period as the facts print it (``"2022"``); the latest known one if left out.
        scope
            Tells apart facts on the same attribute, for example ``"set=siting-default"``.

        Returns
        -------
        Measurement
            In the fact's unit. True and false become ``"yes"`` and ``"no"``, a list one text joined by ``" | "``.

        Raises
        ------
        FactError
            If nothing is known.

        Examples
        --------
        >>> known(date(2023, 4, 30)).value("cassino", "production_vehicles")
        Measurement(55,000 vehicles, measured)
        """
        group = self._something(subject, attribute, period, scope)
        return measurement(choice.choose(group, as_of=self.as_of), group, as_of=self.as_of)

    def find(self, subject: str, attribute: str, *, period: str | None = None, scope: str = "") -> Measurement | None:
        """Return the chosen value as `value` does, or None if nothing is known."""
        asked = (subject, attribute, period, scope)
        if asked not in self._found:
            group = self._rivals(self._known_facts(subject, attribute), period, scope)
            chosen = choice.choose(group, as_of=self.as_of) if group else None
            self._found[asked] = measurement(chosen, group, as_of=self.as_of) if chosen else None
        return self._found[asked]

    def series(self, subject: str, attribute: str, *, scope: str = "") -> tuple[Fact, ...]:
        """Return the chosen fact of each period, oldest first; empty if nothing is known.

        Raises
        ------
        FactError
            If the subject or attribute does not exist.

        Examples
        --------
        >>> output = known(date(2023, 4, 30)).series("cassino", "production_vehicles")
        >>> [fact.value for fact in output][-3:]
        [53422.0, 43755.0, 55000.0]
        """
        facts = [fact for fact in self.about(subject, attribute) if fact.scope == scope]
        groups = choice.rivals(choice.sourced(facts))
        return tuple(choice.choose(self._own_first(group), as_of=self.as_of) for group in groups)

    def rules(self, subject: str, attribute: str, *, on: date, **context: str) -> tuple[Fact, ...]:
        """Return every row of a rule that holds on a day, best first; arguments as in `rule`."""
        return rules.matching(self.about(subject, attribute), on=on, known=self.as_of, context=context)

    def rule(self, subject: str, attribute: str, *, on: date, **context: str) -> Fact | None:
        """Return the row of a rule that holds on a day as far as was known, or None.

        Parameters
        ----------
        subject, attribute
            The rule and its parameter, for example ``"us_30d_msrp_cap", "msrp_cap_usd"``.
        on
            The day whose law is asked for.
        context
            Answers to the conditions of the rows, for example ``origin="IT"``.

        Raises
        ------
        FactError
            If there is no such rule or parameter, or the context leaves open which row holds.

        Examples
        --------
        >>> known().rule("us_mfn_auto", "mfn_duty_rate", on=date(2023, 5, 1), origin="EU", dest="US", hs="8703").value
        2.5
        """
        self._check(subject, attribute)
        for source in (self._own, self.base.index):
            rows = source.get(subject, {}).get(attribute, ())
            found = rules.select(rows, on=on, known=self.as_of, context=context)
            if found is not None:
                return found
        return None

    @cached_property
    def _own(self) -> Index:
        return index(self.own)

    def _is_known(self, fact: Fact) -> bool:
        return self.as_of is None or fact.known_from is None or fact.known_from <= self.as_of

    def _check(self, subject: str, attribute: str | None) -> None:
        if subject not in self._own and subject not in self.base.index:
            raise FactError(f"no facts on {subject!r}; {did_you_mean(subject, self.subjects)}")
        names = {*self._own.get(subject, {}), *self.base.index.get(subject, {})}
        if attribute is not None and attribute not in names:
            raise FactError(f"no fact {attribute!r} on {subject!r}; {did_you_mean(attribute, sorted(names))}")

    @cached_property
    def _found(self) -> dict[tuple[str, str, str | None, str], Measurement | None]:
        return {}

    @cached_property
    def _ids_of_own(self) -> frozenset[int]:
        return frozenset(map(id, self.own))

    def _own_first(self, facts: tuple[Fact, ...]) -> tuple[Fact, ...]:
        return tuple(fact for fact in facts if id(fact) in self._ids_of_own) or facts

    def _known_facts(self, subject: str, attribute: str | None) -> tuple[Fact, ...]:
        found: list[Fact] = []
        for source in (self._own, self.base.index):
            by_attribute = source.get(subject, {})
            groups = by_attribute.values() if attribute is None else (by_attribute.get(attribute, ()),)
            found += (fact for facts in groups for fact in facts if self._is_known(fact))
        return tuple(found)

    def _rivals(self, facts: tuple[Fact, ...], period: str | None, scope: str) -> tuple[Fact, ...]:
        """Return the rivals of the latest period, or none."""
        fitting = tuple(fact for fact in facts if fact.scope == scope and period in (None, fact.period))
        return choice.rivals(choice.sourced(self._own_first(fitting)))[-1] if fitting else ()

    def _something(self, subject: str, attribute: str, period: str | None, scope: str) -> tuple[Fact, ...]:
        facts = self.about(subject, attribute)
        group = self._rivals(facts, period, scope)
        if not group:
            raise FactError(_nothing(subject, attribute, facts, self.as_of))
        return group


def _nothing(subject: str, attribute: str, facts: Iterable[Fact], as_of: date | None) -> str:
    day = f" as of {as_of}" if as_of else ""
    others = ", ".join(dict.fromkeys(" ".join(filter(None, (fact.period, fact.scope))) for fact in facts))
    return f"{attribute!r} of {subject!r} is not known{day}" + (f"; known are: {others}" if others else "")
