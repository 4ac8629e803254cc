"""Which row of a rule holds on a day: a pure function over facts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache

from siting.errors import FactError
from siting.model import Fact

__all__ = ["DESCRIPTIVE", "conditions", "matching", "select"]

DESCRIPTIVE = frozenset({
    "credit", "deduction", "market", "vehicle", "user", "program", "country", "map", "goods", "agreement", "state",
    "scheme", "company", "maker", "date_basis",
})  # fmt: skip
"""Scope keys that only say what the rule is about. They need no answer, but an answer that is given must match."""

EXCEPTION = "except"
"""Scope key that names a case to which the row does not apply."""


@cache
def conditions(scope: str) -> Mapping[str, tuple[str, ...]]:
    """Split a scope into keys and their alternatives.

    Examples
    --------
    >>> conditions("origin=CA|MX;dest=US;gvwr=>=14000")
    {'origin': ('CA', 'MX'), 'dest': ('US',), 'gvwr': ('>=14000',)}
    """
    pairs = (part.partition("=") for part in scope.split(";") if part)
    return {key.strip(): tuple(word.strip() for word in words.split("|")) for key, _, words in pairs}


def matching(facts: Iterable[Fact], *, on: date, known: date | None, context: Mapping[str, str]) -> tuple[Fact, ...]:
    """Return the rows that hold on a day, best first.

    Parameters
    ----------
    facts
        Rows of one rule and parameter.
    on
        The day whose law is asked for; the effective period includes both its ends.
    known
        The day whose knowledge is used; None for all that is known.
    context
        Answers to the conditions of the rows, such as ``{"origin": "IT"}``; keys that no row asks for are ignored.

    Notes
    -----
    A row needs an answer to every condition of its scope, save ``*`` and the descriptive keys. Rows that match more
    answers come first; then those known later; then a bounded period before an open one; then the later start.
    """
    held = [fact for fact in facts if _in_force(fact, on) and _known(fact, known) and _applies(fact.scope, context)]
    return tuple(sorted(held, key=lambda fact: _order(fact, context)))


def select(facts: Iterable[Fact], *, on: date, known: date | None, context: Mapping[str, str]) -> Fact | None:
    """Return the one row that holds, or None.

    Raises
    ------
    FactError
        If two rows of different value hold equally well: the context leaves a question open.
    """
    rows = matching(facts, on=on, known=known, context=context)
    for other in rows[1:]:
        if _order(other, context) == _order(rows[0], context) and other.value != rows[0].value:
            held = " and ".join(f"{row.id} ({row.scope})" for row in (rows[0], other))
            raise FactError(f"two rows hold equally well: {held}")
    return rows[0] if rows else None


def _in_force(fact: Fact, on: date) -> bool:
    started = fact.effective_from is None or fact.effective_from <= on
    return started and (fact.effective_to is None or on <= fact.effective_to)


def _known(fact: Fact, known: date | None) -> bool:
    return known is None or fact.known_from is None or fact.known_from <= known


def _applies(scope: str, context: Mapping[str, str]) -> bool:
    return all(_met(key, words, context) for key, words in conditions(scope).items())


def _met(key: str, words: tuple[str, ...], context: Mapping[str, str]) -> bool:
    if key == EXCEPTION:
        return not any(_same(answer, words) for answer in context.values())
    if key not in context:
        return words == ("*",) or key in DESCRIPTIVE
    return words == ("*",) or _same(context[key], words)


def _same(answer: str, words: tuple[str, ...]) -> bool:
    return answer.casefold() in {word.casefold() for word in words}


def _order(fact: Fact, context: Mapping[str, str]) -> tuple[int, int, bool, int]:
    answered = sum(key in context and words != ("*",) for key, words in conditions(fact.scope).items())
    learnt = fact.known_from.toordinal() if fact.known_from else 0
    start = fact.effective_from.toordinal() if fact.effective_from else 0
    return -answered, -learnt, fact.effective_to is None, -start
