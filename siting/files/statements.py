"""A TOML text as a list of statements, each with its lines: what an editor needs to change one and leave the rest."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

__all__ = ["Statement", "statements", "with_value"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A table header or a key with its value; `first` and `last` are its lines, counted from 0."""

    table: tuple[str, ...]
    """The table that the statement stands in, or that the header opens."""
    is_header: bool
    content: dict[str, Any]
    """What the statement alone says."""
    first: int
    last: int

    @property
    def key(self) -> str:
        """First part of the key; empty for a header."""
        return "" if self.is_header else next(iter(self.content))


def statements(lines: Sequence[str]) -> Iterator[Statement]:
    """Yield the statements of a valid TOML text, line by line; blank lines and comments are passed over.

    Examples
    --------
    >>> found = statements(["a = [", "1]", "", "[b.c]", "d = 2"])
    >>> [(each.table, each.key, each.first, each.last) for each in found]
    [((), 'a', 0, 1), (('b', 'c'), '', 3, 3), (('b', 'c'), 'd', 4, 4)]
    """
    table: tuple[str, ...] = ()
    at = 0
    while at < len(lines):
        first = at
        at += 1
        start = lines[first].strip()
        if not start or start.startswith("#"):
            continue
        is_header = start.startswith("[")
        content = _parsed(lines[first:at])
        while content is None and at < len(lines):
            at += 1
            content = _parsed(lines[first:at])
        if is_header:
            table = _path(content)
        yield Statement(table=table, is_header=is_header, content=content or {}, first=first, last=at - 1)


def _parsed(lines: Sequence[str]) -> dict[str, Any] | None:
    try:
        return tomllib.loads("\n".join(lines))
    except tomllib.TOMLDecodeError:
        return None


def _path(content: Any) -> tuple[str, ...]:
    if isinstance(content, list):
        return _path(content[0])
    if not content:
        return ()
    key = next(iter(content))
    return (key, *_path(content[key]))


def with_value(lines: Sequence[str], text: str) -> str:
    """Return the lines of one ``key = value`` statement with another value; key, indent and closing comment stay.

    Examples
    --------
    >>> with_value(["  points = { cost = 1 }   # from the workshop"], "{ cost = 2 }")
    '  points = { cost = 2 }   # from the workshop'
    """
    key, equals, _ = lines[0].partition("=")
    gap = lines[0][len(key) + 1 :]
    blank = gap[: len(gap) - len(gap.lstrip(" \t"))]
    return f"{key}{equals}{blank}{text}{_comment(lines)}"


def _comment(lines: Sequence[str]) -> str:
    """Return the comment that follows a value, with the blanks before it."""
    *above, last = lines
    for place, letter in enumerate(last):
        if letter == "#" and _parsed([*above, last[:place]]) is not None:
            return last[len(last[:place].rstrip()) :]
    return ""
