"""Text on charts: measured, wrapped, shortened to fit, spread so that labels do not overlap. Draws nothing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache

import numpy as np
from matplotlib.font_manager import FontProperties, findfont, get_font
from matplotlib.textpath import text_to_path
from numpy.typing import ArrayLike, NDArray

from siting.charts.typefaces import families

__all__ = ["fitted", "printable", "spread", "text_width", "word_size", "wrapped"]

BLANK = "\N{WHITE SQUARE}"

HINTING = 1.03
"""Screens fit letters to whole dots, which makes lines this much wider than their outlines."""


@cache
def _glyphs(family: str) -> frozenset[int]:
    return frozenset(get_font(findfont(FontProperties(family=[family]))).get_charmap())


def printable(text: str) -> str:
    r"""Bring a text to one line that the fonts in use can show; a character they lack becomes an empty square.

    Examples
    --------
    >>> printable("Plant\n\N{ROCKET} 7")
    'Plant □ 7'
    """
    return _printable(text, families())


@lru_cache(maxsize=4096)
def _printable(text: str, fonts: tuple[str, ...]) -> str:
    line = " ".join(text.split())
    kept = (char for char in line if unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Mn"})
    return "".join(char if any(ord(char) in _glyphs(font) for font in fonts) else BLANK for char in kept)


def text_width(text: str, size: float, *, weight: str = "normal") -> float:
    """Return the width of a line in points, as the fonts in use write it.

    Parameters
    ----------
    text
        One line.
    size
        Type size in points.
    weight
        ``"normal"`` or ``"bold"``.
    """
    return HINTING * size * _width_at_one_point(printable(text), weight, families())


@lru_cache(maxsize=4096)
def _width_at_one_point(line: str, weight: str, fonts: tuple[str, ...]) -> float:
    font = FontProperties(family=list(fonts), size=1.0, weight=weight)
    return float(text_to_path.get_text_width_height_descent(line or " ", font, False)[0])  # noqa: FBT003


def fitted(text: str, size: float, width: float, *, weight: str = "normal") -> str:
    """Shorten a line to a width in points; what is cut is marked by an ellipsis.

    Examples
    --------
    >>> fitted("Turin Mirafiori", 10, 60)
    'Turin Mir…'
    """
    line = printable(text)
    if text_width(line, size, weight=weight) <= width:
        return line
    low, high = 0, len(line)
    while low < high:
        middle = (low + high + 1) // 2
        if text_width(f"{line[:middle]}…", size, weight=weight) <= width:
            low = middle
        else:
            high = middle - 1
    return f"{line[:low].rstrip()}…"


def word_size(texts: Iterable[str], size: float, width: float, *, smallest: float) -> float:
    """Return the type size, `size` at most, at which no word of the texts is wider than `width`; `smallest` at least.

    Examples
    --------
    >>> word_size(["Premium experience"], 12, 1000, smallest=8)
    12
    >>> word_size(["Premium experience"], 12, 10, smallest=8)
    8
    """
    longest = max((text_width(word, 1.0) for text in texts for word in text.split()), default=0.0)
    return min(size, max(smallest, 0.99 * width / longest)) if longest > 0 else size


def wrapped(text: str, size: float, width: float, *, lines: int, weight: str = "normal") -> list[str]:
    """Break a text into at most `lines` lines of a width in points; the last one is shortened if need be.

    Examples
    --------
    >>> wrapped("Belvidere leads with a small margin", 10, 110, lines=2)
    ['Belvidere leads with', 'a small margin']
    """
    words = re.split(r" (?!%)", printable(text)) if text.strip() else []
    found: list[str] = []
    while words and len(found) < lines - 1:
        count = _words_that_fit(words, size, width, weight)
        found.append(fitted(" ".join(words[:count]), size, width, weight=weight))
        words = words[count:]
    return [*found, fitted(" ".join(words), size, width, weight=weight)] if words else found


def _words_that_fit(words: list[str], size: float, width: float, weight: str) -> int:
    """Add the widths of single words, which are soon all known, and take words off if together they are too wide."""
    blank = text_width(" ", size, weight=weight)
    ends = np.cumsum([text_width(word, size, weight=weight) + blank for word in words])
    count = max(int(np.searchsorted(ends - blank, width, side="right")), 1)
    while count > 1 and text_width(" ".join(words[:count]), size, weight=weight) > width:
        count -= 1
    return count


def spread(wanted: ArrayLike, gap: float, *, low: float, high: float) -> NDArray[np.float64]:
    """Move positions as little as needed so that neighbours are at least `gap` apart and all lie within low..high.

    The sum of squared moves is least (pooling of neighbours, as in isotonic regression); where there is no room for
    the gap it is made smaller.

    Parameters
    ----------
    wanted
        Positions in any order.

    Returns
    -------
    ndarray
        New positions in the order of `wanted`.

    Examples
    --------
    >>> spread([5.0, 5.0, 9.0], 2.0, low=0.0, high=10.0).tolist()
    [4.0, 6.0, 9.0]
    """
    positions = np.asarray(wanted, dtype=float)
    count = len(positions)
    if count == 0:
        return positions
    gap = min(gap, (high - low) / max(count - 1, 1))
    order = np.argsort(positions, kind="stable")
    steps = gap * np.arange(count)
    level = _rising(positions[order] - steps)
    result = np.empty(count)
    result[order] = np.clip(level, low, high - steps[-1]) + steps
    return result


def _rising(targets: NDArray[np.float64]) -> NDArray[np.float64]:
    """Nearest sequence, in least squares, that never falls."""
    pools: list[tuple[float, int]] = []
    for target in targets:
        mean, size = float(target), 1
        while pools and pools[-1][0] > mean:
            before, many = pools.pop()
            mean, size = (before * many + mean * size) / (many + size), many + size
        pools.append((mean, size))
    return np.concatenate([np.full(size, mean) for mean, size in pools])
