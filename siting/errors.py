"""The error tree. A user's mistake is a `StudyError` made of `Problem`s; everything else is a narrower miss.

::

    SitingError
    ├── StudyError (ValueError)      a study says something impossible: one or more Problems
    ├── FactError (LookupError)      the fact base has no such subject, attribute or rule
    ├── MethodError (ValueError)     a method cannot be used on this study, and says why
    ├── OutputError (OSError)        a result cannot be written where it was asked for
    └── MissingExtra (ImportError)   an optional part is not installed; names the install line
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

__all__ = [
    "FactError",
    "MethodError",
    "MissingExtra",
    "OutputError",
    "Problem",
    "SitingError",
    "StudyError",
    "did_you_mean",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One mistake: where it stands, what is wrong, what was expected and how to mend it.

    `path` leads to the thing in the study's own words (``("weights", "board", "points", "cost")``); `file`, `line` and
    `column` (from 1) are there when the study came from a file, and `excerpt` is that line as written.
    """

    message: str
    expected: str = ""
    fix: str = ""
    path: tuple[str | int, ...] = ()
    file: str = ""
    line: int | None = None
    column: int | None = None
    excerpt: str = ""

    def __str__(self) -> str:
        lines = [f"{self._location()}: {self.message}" if self._location() else self.message]
        if self.excerpt:
            lines.append(f"    {self.excerpt}")
            if self.column is not None:
                lines.append(f"    {' ' * (self.column - 1)}^")
        if self.expected:
            lines.append(f"  expected: {self.expected}")
        if self.fix:
            lines.append(f"  fix: {self.fix}")
        return "\n".join(lines)

    def _location(self) -> str:
        position = ":".join(str(part) for part in (self.file, self.line, self.column) if part)
        return ": ".join(part for part in (position, self.place) if part)

    @property
    def place(self) -> str:
        """The path as one dotted text."""
        return ".".join(str(part) for part in self.path)


class SitingError(Exception):
    """Base of every error that siting raises on purpose."""


class StudyError(SitingError, ValueError):
    """A study says something impossible. Carries every problem found, in the order of the file."""

    def __init__(self, problems: Iterable[Problem] | Problem) -> None:
        found = (problems,) if isinstance(problems, Problem) else tuple(problems)
        self.problems = tuple(sorted(found, key=lambda p: (p.file, p.line or 0, p.column or 0)))
        super().__init__("\n".join(str(problem) for problem in self.problems))


class FactError(SitingError, LookupError):
    """The fact base has no such subject, attribute, rule or unit."""


class MethodError(SitingError, ValueError):
    """A method cannot be used on this study; the message says why and what can."""


class OutputError(SitingError, OSError):
    """A result cannot be written where it was asked for."""


class MissingExtra(SitingError, ImportError):
    """An optional part is not installed."""

    def __init__(self, feature: str, extra: str) -> None:
        super().__init__(f'{feature} needs an optional part: pip install "siting[{extra}]"')


_MOST_LISTED = 30
"""Known words that an error lists."""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Suggest the nearest known word as a sentence, or list the first known ones if none is near.

    >>> did_you_mean("cassinno", ["belvidere", "cassino"])
    "did you mean 'cassino'?"
    >>> did_you_mean("berlin", ["belvidere", "cassino"])
    'known: belvidere, cassino'
    """
    names = [str(name) for name in known]
    near = get_close_matches(str(word), names, n=1)
    if near:
        return f"did you mean {near[0]!r}?"
    more = f" and {len(names) - _MOST_LISTED} more" if len(names) > _MOST_LISTED else ""
    return f"known: {', '.join(names[:_MOST_LISTED])}{more}" if names else ""
