"""Values as TOML text."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from typing import Any

__all__ = ["toml_key", "toml_value"]

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_EXACT = 2**53


def toml_value(value: Any) -> str:
    """Write a value on one line; keys of a table that hold None are left out.

    Raises
    ------
    TypeError
        If TOML has no such value.

    Examples
    --------
    >>> toml_value({"points": {"cost": 100.0, "St Louis": 0.5}, "on": date(2026, 11, 22), "by": "us"})
    '{ points = { cost = 100, "St Louis" = 0.5 }, on = 2026-11-22, by = "us" }'
    """
    match value:
        case bool():
            return str(value).lower()
        case int() | float():
            return _number(value)
        case str():
            return _text(value)
        case date():
            return value.isoformat()
        case Mapping():
            pairs = [f"{toml_key(str(key))} = {toml_value(item)}" for key, item in value.items() if item is not None]
            return f"{{ {', '.join(pairs)} }}" if pairs else "{}"
        case list() | tuple():
            return f"[{', '.join(map(toml_value, value))}]"
    raise TypeError(f"{value!r} cannot be written as TOML")


def toml_key(key: str) -> str:
    """Write a key, quoted where it has to be."""
    return key if _BARE.fullmatch(key) else _text(key)


def _number(value: float) -> str:
    whole = float(value).is_integer() and abs(value) < _EXACT
    return str(int(value)) if whole else repr(float(value))


def _text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
