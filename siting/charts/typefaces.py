"""Which fonts charts are lettered with: the house's, and before it the font file of a brand."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from weakref import WeakKeyDictionary

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.font_manager import FontEntry, fontManager
from matplotlib.text import Text

from siting.branding import Typeface, read_typeface
from siting.model import Study

__all__ = ["HOUSE", "families", "letter_settings", "lettered", "sign", "typeface_of", "typeface_on"]

HOUSE = "DejaVu Sans"
"""Comes with matplotlib; also shows what the font of a brand lacks."""

_now: ContextVar[Typeface | None] = ContextVar("typeface", default=None)
_signed: WeakKeyDictionary[Figure, Typeface] = WeakKeyDictionary()


@contextmanager
def lettered(typeface: Typeface | None) -> Iterator[None]:
    """Measure and write with a typeface inside a ``with`` block; None is the house's font alone."""
    before = _now.set(typeface)
    try:
        yield
    finally:
        _now.reset(before)


def families() -> tuple[str, ...]:
    """Return the names by which matplotlib knows the fonts in use, the first first."""
    typeface = _now.get()
    return (typeface.name, HOUSE) if typeface else (HOUSE,)


def letter_settings() -> dict[str, object]:
    """Return matplotlib's settings for the fonts in use; a brand's letters keep their widths on every screen."""
    return {"font.family": list(families()), **({"text.hinting": "none"} if _now.get() else {})}


def typeface_of(study: Study) -> Typeface | None:
    """Return the typeface of a study's brand, if it brings a file.

    Raises
    ------
    StudyError
        If the file is not there, or no font.
    """
    return _known(study.brand.font_file) if study.brand and study.brand.font_file else None


@cache
def _known(file: str) -> Typeface:
    """Read a font and make it known to matplotlib, by a name of its own so that nothing else is drawn with it.

    The file has one face: bold letters are drawn with it too.
    """
    typeface = read_typeface(Path(file))
    faces = [FontEntry(fname=file, name=typeface.name, weight=weight, size="scalable") for weight in (400, 700)]
    fontManager.ttflist.extend(faces)
    return typeface


def sign(ax: Axes) -> None:
    """Bring what the axes letter themselves to the typeface in use, and remember it for when the figure is saved."""
    figure, typeface = ax.get_figure(root=True), _now.get()
    if typeface is None or not isinstance(figure, Figure):
        return
    _signed[figure] = typeface
    ax.tick_params(labelfontfamily=list(families()))
    for text in ax.findobj(Text):
        text.set_fontfamily(list(families()))


def typeface_on(figure: Figure) -> Typeface | None:
    """Return the typeface with which a figure was drawn."""
    return _signed.get(figure)
