"""Statements about weights as a study writes them, in words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from siting.elicitation.statements import AtLeast, Between, Ranked, Statement, Statements, statements
from siting.errors import Problem, StudyError
from siting.model import Study

__all__ = ["read_statement", "stated"]

_AT_LEAST = re.compile(r"(?P<criterion>.+?)\s+at least\s+(?P<times>\S+)\s+times\s+(?P<than>.+)")
_BETWEEN = re.compile(r"(?P<criterion>.+?)\s+between\s+(?P<lower>\S+)\s+and\s+(?P<upper>\S+)")
_FORMS = "'a > b = c', 'a at least 2 times b' or 'a between 0.1 and 0.3'"


def read_statement(text: str) -> Statement:
    """Read one statement; what `str` makes of a statement is read back as the same.

    Raises
    ------
    StudyError
        If it has none of the three forms.

    Examples
    --------
    >>> read_statement("cost > skill = rail"), read_statement("cost at least 2 times rail")
    (Ranked(order=['cost', ['skill', 'rail']]), AtLeast(criterion='cost', than='rail', times=2.0))
    """
    words = text.strip()
    if found := _AT_LEAST.fullmatch(words):
        return AtLeast(found["criterion"], found["than"], _number(found["times"], text))
    if found := _BETWEEN.fullmatch(words):
        return Between(found["criterion"], _number(found["lower"], text), _number(found["upper"], text))
    tiers = [[name.strip() for name in tier.split("=")] for tier in words.split(">")]
    if sum(map(len, tiers)) < 2 or not all(name for tier in tiers for name in tier):
        raise _unreadable(text, f"cannot read {text!r}")
    return Ranked([tier[0] if len(tier) == 1 else tier for tier in tiers])


def stated(study: Study, weight_set: str) -> Statements | None:
    """Return what a weight set says about the weights of a study's criteria; None where it says nothing.

    Raises
    ------
    StudyError
        With every statement that cannot be read, names an unknown criterion or cannot hold with the others.

    Examples
    --------
    >>> import pandas as pd
    >>> base = Study.from_frame(pd.DataFrame({"cost": [1.0], "skill": [2.0]}, index=["A"]))
    >>> town = {"town": {"statements": ["cost at least 2 times skill"]}}
    >>> stated(Study.build({**base.model_dump(), "weights": town}, given=base.given), "town")
    Statements(2 criteria, 1 constraint: cost at least 2 times skill)
    """
    found = study.weights[weight_set]
    if not found.statements:
        return None
    place = ("weights", weight_set, "statements")
    read: list[Statement] = []
    problems: list[Problem] = []
    for position, text in enumerate(found.statements):
        try:
            read.append(read_statement(text))
        except StudyError as error:
            problems += [replace(problem, path=(*place, position)) for problem in error.problems]
    if problems:
        raise StudyError(problems)
    ranges = {name: (swing.worst, swing.best) for name, swing in found.ranges.items()}
    try:
        return statements(list(study.criteria), *read, ranges=ranges)
    except StudyError as error:
        raise StudyError(
            replace(problem, path=(*place, *_position(problem, read))) for problem in error.problems
        ) from None


def _number(word: str, text: str) -> float:
    try:
        return float(word)
    except ValueError:
        raise _unreadable(text, f"{word!r} is not a number") from None


def _unreadable(text: str, message: str) -> StudyError:
    return StudyError(Problem(message=message, expected=_FORMS, path=("statements", text)))


def _position(problem: Problem, read: Sequence[Statement]) -> tuple[int, ...]:
    """Return which statement a problem is about; nothing where it is about several."""
    subject = problem.path[-1]
    about = [place for place, said in enumerate(read) if subject == str(said) or subject in _words(said)]
    return tuple(about[:1])


def _words(said: Statement) -> list[str]:
    if isinstance(said, Ranked):
        return [name for tier in said.order for name in ([tier] if isinstance(tier, str) else tier)]
    return [said.criterion, said.than] if isinstance(said, AtLeast) else [said.criterion]
