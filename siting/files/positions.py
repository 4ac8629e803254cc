"""Where each key and value of a TOML text stands, so that a message can point at it.

`tomllib` decides what is valid and says nothing of places. This scanner reads a text that `tomllib` has accepted (or
its part before the first mistake) once, from left to right, and checks nothing.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

__all__ = ["KeyPath", "Place", "Positions", "scan"]

KeyPath = tuple[str | int, ...]
"""Keys of tables and indices of arrays, from the top of the document."""

Place = tuple[int, int]
"""Line and column, both from 1, counted in characters."""

_GAP = re.compile(r"(?:[ \t\n]|#[^\n]*)*")
_BLANKS = re.compile(r"[ \t]*")
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_BARE_VALUE = re.compile(r"[^,\]}#\n]+")
_STRING = re.compile(
    r'"""(?:[^\\]|\\.)*?"""(?:"{0,2})'
    r"|'''.*?'''(?:'{0,2})"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'[^'\n]*'",
    re.DOTALL,
)


class _OutOfStep(Exception):
    """The text is not TOML from here on."""


@dataclass(frozen=True, slots=True)
class Positions:
    r"""Places of the keys and values of one text.

    Examples
    --------
    >>> found = scan('title = "x"\n[sites.melfi]\ncountry = "IT"\n')
    >>> found.key(("sites", "melfi", "country")), found.value(("sites", "melfi", "country"))
    ((3, 1), (3, 11))
    >>> found.key(("sites", "melfi"))
    (2, 8)
    """

    line_starts: Sequence[int]
    keys: dict[KeyPath, int] = field(default_factory=dict)
    """Offset of the key; of the item itself for an item of an array."""
    values: dict[KeyPath, int] = field(default_factory=dict)
    """Offset of the value; of the key for a table with a header of its own."""
    repeated: list[tuple[KeyPath, int, int]] = field(default_factory=list)
    """Keys that are defined again: path, offset of the first and of the later definition."""

    def key(self, path: KeyPath) -> Place | None:
        """Return the place of a key, or None if the text has no such key."""
        offset = self.keys.get(path)
        return None if offset is None else self.place(offset)

    def value(self, path: KeyPath) -> Place | None:
        """Return the place where the value of a key begins, or None if the text has no such key."""
        offset = self.values.get(path)
        return None if offset is None else self.place(offset)

    def place(self, offset: int) -> Place:
        """Return line and column of an offset in the text."""
        line = bisect_right(self.line_starts, offset)
        return line, offset - self.line_starts[line - 1] + 1

    def define(self, path: KeyPath, key: int, value: int) -> None:
        """Note where a key is given its value."""
        if path in self.values:
            self.repeated.append((path, self.keys[path], key))
            return
        self.keys[path] = key
        self.values[path] = value

    def mention(self, path: KeyPath, key: int) -> None:
        """Note where a table is first named on the way to something inside it."""
        self.keys.setdefault(path, key)


def scan(text: str) -> Positions:
    r"""Locate every key, value and array item of a TOML text in one pass.

    Parameters
    ----------
    text
        With line ends ``\n``. What follows the first mistake in syntax is left out.
    """
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    scanner = _Scanner(text, Positions(starts))
    with suppress(_OutOfStep):
        scanner.document()
    found = scanner.found
    for path, offset in found.keys.items():
        found.values.setdefault(path, offset)
    return found


def _unquoted(key: str) -> str:
    if key.startswith("'") or "\\" not in key:
        return key[1:-1]
    try:
        return str(tomllib.loads(f"key = {key}")["key"])
    except tomllib.TOMLDecodeError:
        raise _OutOfStep from None


class _Scanner:
    def __init__(self, text: str, found: Positions) -> None:
        self.text = text
        self.at = 0
        self.found = found
        self.lengths: dict[KeyPath, int] = {}  # arrays of tables

    def document(self) -> None:
        table: KeyPath = ()
        for _ in self._until(""):
            if self.text.startswith("[", self.at):
                table = self._header()
            else:
                self._pair(table)

    def _header(self) -> KeyPath:
        is_item = self.text.startswith("[[", self.at)
        brackets = 2 if is_item else 1
        self.at += brackets
        *parents, (last, offset) = self._dotted_key()
        self._expect("]" * brackets)
        path = self._enter((), parents)
        if is_item:
            return self._append_item((*path, last), offset)
        self.found.define((*path, last), offset, offset)
        return (*path, last)

    def _append_item(self, path: KeyPath, offset: int) -> KeyPath:
        index = self.lengths.get(path, 0)
        self.lengths[path] = index + 1
        self.found.mention(path, offset)
        self.found.define((*path, index), offset, offset)
        return (*path, index)

    def _enter(self, table: KeyPath, parents: list[tuple[str, int]]) -> KeyPath:
        """Walk to a table below `table`; within an array of tables that is its last item."""
        path = table
        for part, offset in parents:
            path = (*path, part)
            self.found.mention(path, offset)
            if path in self.lengths:
                path = (*path, self.lengths[path] - 1)
        return path

    def _pair(self, table: KeyPath) -> None:
        *parents, (last, offset) = self._dotted_key()
        self._expect("=")
        self.at = self._after(_BLANKS)
        path = (*self._enter(table, parents), last)
        self.found.define(path, offset, self.at)
        self._value(path)

    def _value(self, path: KeyPath) -> None:
        opening = self.text[self.at : self.at + 1]
        if opening == "[":
            self._array(path)
        elif opening == "{":
            self._inline_table(path)
        else:
            self.at = self._after(_STRING if opening in {'"', "'"} else _BARE_VALUE)

    def _array(self, path: KeyPath) -> None:
        self.at += 1
        for index in self._until("]"):
            item = (*path, index)
            self.found.define(item, self.at, self.at)
            self._value(item)
            self._skip_comma()

    def _inline_table(self, path: KeyPath) -> None:
        self.at += 1
        for _ in self._until("}"):
            self._pair(path)
            self._skip_comma()

    def _until(self, closing: str) -> Iterator[int]:
        """Step over gaps and count entries up to the closing bracket (or the end of the text)."""
        count = 0
        while True:
            self.at = self._after(_GAP)
            if self.at == len(self.text) and closing:
                raise _OutOfStep
            if self.at == len(self.text) or (closing and self.text[self.at] == closing):
                self.at += len(closing)
                return
            yield count
            count += 1

    def _skip_comma(self) -> None:
        self.at = self._after(_GAP)
        if self.text.startswith(",", self.at):
            self.at += 1

    def _dotted_key(self) -> list[tuple[str, int]]:
        parts = []
        while True:
            self.at = self._after(_BLANKS)
            parts.append(self._simple_key())
            self.at = self._after(_BLANKS)
            if not self.text.startswith(".", self.at):
                return parts
            self.at += 1

    def _simple_key(self) -> tuple[str, int]:
        start = self.at
        is_quoted = self.text[start : start + 1] in {'"', "'"}
        self.at = self._after(_STRING if is_quoted else _BARE_KEY)
        raw = self.text[start : self.at]
        return (_unquoted(raw) if is_quoted else raw), start

    def _expect(self, closing: str) -> None:
        if not self.text.startswith(closing, self.at):
            raise _OutOfStep
        self.at += len(closing)

    def _after(self, pattern: re.Pattern[str]) -> int:
        match = pattern.match(self.text, self.at)
        if match is None:
            raise _OutOfStep
        return match.end()
