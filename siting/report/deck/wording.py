"""Text that a slide can hold: no control characters, on one line, cut to what fits."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from siting.charts.lettering import text_width
from siting.model import Study
from siting.narrate.wording import shorten

__all__ = ["column", "fitting_size", "lines_needed", "plain", "site", "width"]

_NARROWER = 0.93
"""Width of the fonts of decks against the one that is measured, on the safe side."""

_UNPRINTABLE = {"Cc", "Cs", "Cn", "Co"}


def plain(text: str, *, longest: int = 20_000) -> str:
    r"""Return a text on one line without what XML cannot hold.

    >>> plain("Cassino\n\x00two")
    'Cassino two'
    """
    kept = "".join(" " if char.isspace() else char for char in text)
    return shorten("".join(char for char in kept if unicodedata.category(char) not in _UNPRINTABLE), longest)


def site(study: Study, name: str, *, longest: int = 40) -> str:
    """Return the name of a site for a label."""
    return plain(study.site_title(name), longest=longest)


def column(study: Study, name: str, *, longest: int = 40) -> str:
    """Return the name of a criterion, objective or requirement for a label."""
    return plain(study.column_title(name), longest=longest)


@cache
def _em(char: str) -> float:
    return _NARROWER * text_width(char, 1.0)


def width(text: str, size: float) -> float:
    """Return the width of a line in points, letter by letter."""
    return size * sum(map(_em, text))


def lines_needed(text: str, size: float, room: float) -> int:
    """Return how many lines a text takes in a width, both in points; a long word is broken, and wastes some of it."""
    lines, used = 1, 0.0
    space, letter = width(" ", size), width("W", size)
    for word in text.split():
        gap = space
        for part in _parts(word, size, room):
            length = width(part, size)
            if used and used + gap + length > room:
                lines, used = lines + 1, 0.0
            while length > room:
                lines, length = lines + 1, length - max(room - letter, letter)
            used = used + gap + length if used else length
            gap = 0.0
    return lines


def _parts(word: str, size: float, room: float) -> list[str]:
    """Return where a word may be broken: one that is too long also after a slash or a hyphen."""
    return [word] if width(word, size) <= room else re.findall(r"[^/-]*[/-]|[^/-]+", word)


def fitting_size(text: str, room: tuple[float, float], *, sizes: tuple[float, ...]) -> float | None:
    """Return the first of the sizes at which a text fits into a width and height in points; None if none does."""
    for size in sizes:
        if lines_needed(text, size, room[0]) * size * 1.2 <= room[1]:
            return size
    return None
