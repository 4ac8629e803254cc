"""The small words of the sentences: names that fit, values, weights, counts."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pandas as pd

from siting.evaluation import BASE
from siting.labels import display_name, format_percent, join_words
from siting.model import Study

__all__ = [
    "column_name",
    "future_name",
    "listed",
    "share",
    "shares_of_sites",
    "shorten",
    "site_name",
    "size_of",
    "value",
    "weight",
    "wordings",
]

LONGEST_NAME = 60

DISPENSABLE = re.compile("; |, thanks to |, where ")
"""How clauses begin that a sentence can do without."""


def shorten(text: str, longest: int = LONGEST_NAME) -> str:
    """Bring a text to one line of at most `longest` characters; what is cut is marked.

    >>> shorten("a name that goes on", 10)
    'a name th…'
    """
    line = " ".join(text.split())
    return line if len(line) <= longest else f"{line[: longest - 1].rstrip()}…"


def site_name(study: Study, site: str) -> str:
    """Return the name of a site as sentences use it."""
    return shorten(study.site_title(site))


def column_name(study: Study, column: str) -> str:
    """Return the name of a criterion, objective or requirement as sentences use it."""
    return shorten(study.column_title(column))


def future_name(study: Study, future: str) -> str:
    """Return the name of a future as sentences use it; the study itself is "as planned"."""
    if future == BASE:
        return "as planned"
    return shorten(study.futures[future].title or display_name(future))


def value(overall: float) -> str:
    """Write an overall value, or a difference of two.

    >>> value(0.7149), value(0.0021)
    ('0.715', '0.002')
    """
    return f"{overall:.3f}"


def weight(share: float) -> str:
    """Write a weight as a percentage, with one decimal where it needs one.

    >>> weight(0.4), weight(0.3478)
    ('40 %', '34.8 %')
    """
    whole = abs(100 * share - round(100 * share)) < 0.05
    return format_percent(share, digits=0 if whole else 1)


def listed(names: Iterable[str], *, longest: int = 4) -> str:
    """Join names as English does; beyond `longest` the rest is counted.

    >>> listed(["A", "B", "C", "D", "E", "F"])
    'A, B, C and 3 more'
    """
    words = list(names)
    if len(words) <= longest:
        return join_words(words)
    shown = words[: longest - 1]
    return join_words([*shown, f"{len(words) - len(shown)} more"])


def size_of(moves: pd.Series[float]) -> pd.Series[float]:
    """Return how large changes are, for sorting: what differs by no more than the last digits counts as equal.

    >>> import pandas as pd
    >>> size_of(pd.Series([-0.05, 0.05000000000000002])).tolist()
    [0.05, 0.05]
    """
    return moves.abs().round(9)


def share(area: float) -> str:
    """Write a share of a whole; a little is never written as nothing, nor nearly all as all.

    >>> share(0.002), share(0.347), share(0.9999)
    ('less than 1 %', '35 %', 'more than 99 %')
    """
    if 0 < area < 0.005:
        return "less than 1 %"
    return "more than 99 %" if 0.995 <= area < 1 - 1e-9 else format_percent(area)


def shares_of_sites(study: Study, shares: pd.Series[float], by: str) -> str:
    """Write the share of each site, sites with the same one together; beyond four shares the other sites are counted.

    >>> import pandas as pd
    >>> study = Study.from_frame(pd.DataFrame({"cost": [1.0, 2.0, 3.0]}, index=["A", "B", "C"]))
    >>> shares_of_sites(study, pd.Series({"A": 0.4, "B": 0.002, "C": 0.001}), "with")
    'A with 40 % and each of B and C with less than 1 %'
    """
    alike: dict[str, list[str]] = {}
    for site, part in shares.items():
        alike.setdefault(share(part), []).append(site_name(study, str(site)))
    shown = list(alike.items())[: 4 if len(alike) <= 4 else 3]
    parts = [f"{'each of ' if len(names) > 1 else ''}{listed(names)} {by} {part}" for part, names in shown]
    rest = len(shares) - sum(len(names) for _, names in shown)
    return join_words([*parts, *([f"{rest} more"] if rest else [])])


def wordings(sentence: str) -> list[str]:
    """Return a sentence, then the same without its last clause, without its last two, and so on.

    >>> wordings("A leads; B is next; C is last.")
    ['A leads; B is next; C is last.', 'A leads; B is next.', 'A leads.']
    """
    ends = [clause.start() for clause in DISPENSABLE.finditer(sentence)]
    return [sentence, *(f"{sentence[:end]}." for end in reversed(ends))]
