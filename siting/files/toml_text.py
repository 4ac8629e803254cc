"""Values and documents as TOML text, the way a person would write them; the standard library only reads TOML."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date, time
from typing import Any

from siting.errors import Problem, StudyError

__all__ = ["document_text", "key_text", "value_text"]

_BARE = re.compile(r"[A-Za-z0-9_-]+")


def key_text(*steps: str) -> str:
    """Write a key, quoted where it has to be.

    >>> key_text("changes", "programme.body")
    'changes."programme.body"'
    """
    return ".".join(step if _BARE.fullmatch(step) else _quoted(step) for step in steps)


def value_text(value: Any) -> str:
    """Write a value on one line.

    Raises
    ------
    StudyError
        If TOML has no such value.

    Examples
    --------
    >>> print(value_text({"shape": "piecewise", "points": ((0, 0.0), (4, 1.0))}))
    { shape = "piecewise", points = [[0, 0.0], [4, 1.0]] }
    """
    match value:
        case bool():
            return str(value).lower()
        case str():
            return _quoted(value)
        case int() | float():
            return repr(value)
        case date() | time():
            return value.isoformat()
        case Mapping():
            inside = ", ".join(f"{key_text(str(key))} = {value_text(entry)}" for key, entry in value.items())
            return f"{{ {inside} }}" if inside else "{}"
        case list() | tuple():
            return f"[{', '.join(value_text(entry) for entry in value)}]"
    raise StudyError(Problem(message=f"{value!r} cannot be written to a file"))


def document_text(document: Mapping[str, Any]) -> str:
    """Write a document: plain keys first, then a table for each group, and for each id where a group holds tables.

    Examples
    --------
    >>> print(document_text({"title": "Vans", "sites": {"melfi": {"country": "IT"}}}), end="")
    title = "Vans"
    <BLANKLINE>
    [sites.melfi]
    country = "IT"
    """
    plain = [f"{key_text(key)} = {value_text(entry)}" for key, entry in document.items() if not _is_table(entry)]
    blocks = ["\n".join(plain)] if plain else []
    for name, entry in document.items():
        if _is_table(entry):
            blocks += _tables(name, entry)
    return "\n\n".join(blocks) + "\n"


def _is_table(entry: Any) -> bool:
    return isinstance(entry, Mapping)


def _tables(name: str, group: Mapping[str, Any]) -> Iterator[str]:
    if group and all(_is_table(entry) for entry in group.values()):
        for key, entry in group.items():
            yield "\n".join([f"[{key_text(name, key)}]", *_lines(entry)])
    else:
        yield "\n".join([f"[{key_text(name)}]", *_lines(group)])


def _lines(table: Mapping[str, Any]) -> Iterator[str]:
    yield from (f"{key_text(key)} = {value_text(entry)}" for key, entry in table.items())


def _quoted(text: str) -> str:
    """Quote a text; JSON's escapes are TOML's, but for the delete character."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
