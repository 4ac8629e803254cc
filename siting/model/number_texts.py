"""Texts that stand where a number belongs: what is wrong with them, and what to write instead."""

from __future__ import annotations

import re

from siting.errors import Problem

__all__ = ["has_commas", "no_number"]

_WITH_COMMAS = re.compile(r"[-+]?\d[\d.]*(,\d+)+(\.\d+)?")
_WITH_MORE = re.compile(r"([A-Z]{3}|\W{0,3})\s*\d[\d.,\s]*\D{0,12}")
"""A number with blanks in it, or with a sign, a currency or a unit beside it."""
_NOT_KNOWN = frozenset({"-", "?", "n/a", "na", "n.a.", "none", "null", "tbc", "tbd", "unknown"})
"""What people write where they know nothing."""


def has_commas(text: str) -> bool:
    """Return whether a text is a number but for its commas."""
    return bool(_WITH_COMMAS.fullmatch(text))


def no_number(text: str, *, path: tuple[str, ...] = ()) -> Problem:
    """Make the problem of a text where a number belongs, with its fix where that can be told from the text.

    >>> print(no_number("42 %"))
    '42 %' is not a number
      expected: a number such as 300000 or 0.5
      fix: write the number alone, without blanks, in the unit of its column
    """
    return Problem(
        message=f"{text!r} is not a number", expected="a number such as 300000 or 0.5", fix=_fix(text), path=path
    )


def _fix(text: str) -> str:
    if text.lower() in _NOT_KNOWN:
        return "leave it empty if it is not known"
    if has_commas(text):
        return "write it without commas, with a point before the decimals"
    if _WITH_MORE.fullmatch(text):
        return "write the number alone, without blanks, in the unit of its column"
    return ""
