"""What frames every chart: title, footnote, room for the drawing, and the alternative text."""

from __future__ import annotations

from dataclasses import dataclass

from matplotlib import rcParams
from matplotlib.axes import Axes

from siting.charts.lettering import printable, wrapped
from siting.charts.style import GREY, INK, Sheet

__all__ = ["Margins", "alt_text", "frame", "points", "type_size"]

TITLE, NOTE = 1.35, 0.68
"""Type sizes of title and footnote, as multiples of the running text."""

LEADING = 1.25
"""Distance of two lines, as a multiple of the type size."""


@dataclass(frozen=True, slots=True)
class Margins:
    """Room that a drawing needs beside its axes, in points."""

    left: float = 0.0
    right: float = 0.0
    top: float = 0.0
    bottom: float = 0.0


def type_size(ax: Axes) -> float:
    """Return the size of the running text in points: the sheet's own, else what matplotlib is set to."""
    return ax.type_size if isinstance(ax, Sheet) else float(rcParams["font.size"])


def points(ax: Axes) -> tuple[float, float]:
    """Return width and height of the axes in points."""
    box = ax.get_window_extent()
    scale = 72.0 / ax.get_figure(root=True).dpi  # type: ignore[union-attr]
    return box.width * scale, box.height * scale


def alt_text(ax: Axes) -> str:
    """Return the alternative text of a chart that siting drew."""
    return str(ax.get_label())


def frame(ax: Axes, *, title: str, notes: list[str], alt: str, margins: Margins) -> None:
    """Write title, footnote and alternative text; on a sheet of its own also place the axes between them.

    Parameters
    ----------
    ax
        A `Sheet`, whose axes are moved to make room, or any other Axes, which stay where they are.
    title
        The finding, in a sentence; wrapped to at most three lines, for which its last clauses are left out if need be.
    notes
        Sentences of the footnote; wrapped to at most five lines.
    alt
        The chart in words, for those who do not see it.
    margins
        Room for what is drawn beside the axes.
    """
    ax.set_label(alt)
    if isinstance(ax, Sheet):
        _frame_sheet(ax, title, " ".join(notes), margins)
    else:
        _frame_axes(ax, title, " ".join(notes), margins)


def _whole_clauses(title: str, size: float, width: float, *, lines: int) -> list[str]:
    """Wrap a title; of one that is too long only as many clauses, parted by semicolons, as there is room for."""
    clauses = title.split("; ")
    shorter = [f"{'; '.join(clauses[:count])}." for count in range(len(clauses) - 1, 0, -1)]
    for words in (title, *shorter):
        found = wrapped(words, size, width, lines=lines, weight="bold")
        if " ".join(found) == printable(words):
            return found
    return wrapped(title, size, width, lines=lines, weight="bold")


def _frame_sheet(ax: Sheet, title: str, note: str, margins: Margins) -> None:
    figure, size = ax.figure, ax.type_size
    width, height = (72.0 * inches for inches in ax.get_figure(root=True).get_size_inches())  # type: ignore[union-attr]
    edge = 1.9 * size
    above = _whole_clauses(title, TITLE * size, width - 2 * edge, lines=3)
    below = wrapped(note, NOTE * size, width - 2 * edge, lines=5)
    figure.text(
        edge / width, 1 - edge / height, "\n".join(above), fontsize=TITLE * size, linespacing=LEADING, va="top",
        weight="bold", color=INK,
    )  # fmt: skip
    figure.text(
        edge / width, 0.6 * edge / height, "\n".join(below), fontsize=NOTE * size, linespacing=LEADING, va="bottom",
        color=GREY,
    )  # fmt: skip
    top = edge + LEADING * TITLE * size * len(above) + 0.9 * size + margins.top
    bottom = 0.6 * edge + LEADING * NOTE * size * len(below) + 0.9 * size + margins.bottom
    left, right = edge + margins.left, edge + margins.right
    ax.set_position((left / width, bottom / height, 1 - (left + right) / width, 1 - (top + bottom) / height))


def _frame_axes(ax: Axes, title: str, note: str, margins: Margins) -> None:
    size, (width, _) = type_size(ax), points(ax)
    above = _whole_clauses(title, 1.1 * size, width, lines=4)
    below = wrapped(note, NOTE * size, width, lines=5)
    pad = margins.top + 0.6 * size
    ax.set_title("\n".join(above), loc="left", fontsize=1.1 * size, weight="bold", color=INK, pad=pad)
    ax.annotate(
        "\n".join(below), (0, 0), (0, -margins.bottom), xycoords="axes fraction", textcoords="offset points",
        fontsize=NOTE * size, color=GREY, va="top", annotation_clip=False,
    )  # fmt: skip
