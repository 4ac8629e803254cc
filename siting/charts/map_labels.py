"""Labels of places on a map: beside their place, on free ground; those that can be spared only where there is room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from operator import itemgetter

import numpy as np
from matplotlib.axes import Axes

from siting.charts.arranging import is_mistakable, labels_arranged, way_to
from siting.charts.lettering import text_width
from siting.charts.placing import Box, Ground, choices, is_clear
from siting.charts.style import GREY, INK
from siting.charts.world import FloatArray, View

__all__ = ["Label", "Pane", "write_labels"]

_LEADING = 1.25
_NOWHERE = np.empty((0, 2))
_GAP, _APART = 0.6, 1.0
"""Distance of a label to its place, and from where on a line leads to it, in units of the type size."""


@dataclass(frozen=True, slots=True)
class Pane:
    """A map on a sheet."""

    ax: Axes
    view: View
    size: float
    """Type size in points."""
    area: tuple[float, float]
    """Width and height in points."""

    def on_sheet(self, degrees: FloatArray) -> FloatArray:
        """Return where points of the view lie, in points from its lower left corner."""
        return self.view.fractions(degrees) * self.area


@dataclass(frozen=True, slots=True)
class Label:
    """A text for a place."""

    text: str
    """One or more lines."""
    at: tuple[float, float]
    """Degrees east and north."""
    weight: str = "normal"
    colour: str = INK
    scale: float = 0.8
    """Type size, as a multiple of the running text."""
    spare: bool = False
    """Whether it is left out where there is no room right beside the place and off every line."""

    def is_in(self, view: View) -> bool:
        """Return whether the place is seen."""
        return bool(view.holds(view.brought_in(np.array([self.at]))).all())

    def extent(self, size: float) -> tuple[float, float]:
        """Return width and height in points at a size of the running text."""
        lines, letters = self.text.split("\n"), self.scale * size
        return max(text_width(line, letters, weight=self.weight) for line in lines), _LEADING * letters * len(lines)


def write_labels(pane: Pane, labels: Sequence[Label], *, lines: FloatArray, taken: Sequence[Box]) -> list[Label]:
    """Write labels beside their places, first those that are not spare; none over another.

    Parameters
    ----------
    pane
        The map.
    labels
        Texts for places in the view.
    lines
        Degrees east and north of points along the lines, which labels should not cover.
    taken
        Boxes in points where nothing is to be written.

    Returns
    -------
    list of Label
        Labels that are not spare and yet found no room.
    """
    needed = [label for label in labels if not label.spare]
    marks = _places(pane, needed)
    ground = Ground(pane.area, _GAP * pane.size, marks, pane.on_sheet(lines), taken)
    written, ways, left = list[Box](), list[FloatArray](), list[Label]()
    boxes = labels_arranged(ground, [label.extent(pane.size) for label in needed])
    for label, mark, box in zip(needed, marks, boxes, strict=True):
        if is_clear(box, area=pane.area, points=_NOWHERE, taken=[*taken, *written]):
            _write(pane, label, mark, box)
            written.append(box)
            ways.append(way_to(box, mark))
        else:
            left.append(label)
    full = replace(ground, lines=np.vstack([ground.lines, *ways]), taken=[*taken, *written])
    _write_spare(pane, [label for label in labels if label.spare], full)
    return left


def _write_spare(pane: Pane, labels: Sequence[Label], ground: Ground) -> None:
    """Write each label right beside its place if there is free ground on which a reader sees whose it is."""
    own = _places(pane, labels)
    marks, taken = np.vstack([ground.marks, own]), list(ground.taken)
    for label, mark in zip(labels, own, strict=True):
        places = choices(replace(ground, marks=mark[np.newaxis], taken=taken), [label.extent(pane.size)])[0]
        for box, _ in sorted(places, key=itemgetter(1)):
            if _is_told(pane, mark, box, marks) and is_clear(box, area=pane.area, points=ground.lines, taken=taken):
                _write(pane, label, mark, box)
                taken.append(box)
                break


def _is_told(pane: Pane, mark: FloatArray, box: Box, marks: FloatArray) -> bool:
    """Return whether a reader sees without a line which of the marks a label belongs to."""
    apart = marks[np.hypot(*(marks - mark).T) > _APART * pane.size]
    return _is_beside(pane, mark, box) and not is_mistakable(box, mark, apart)


def _places(pane: Pane, labels: Sequence[Label]) -> FloatArray:
    """Return where the places of labels are, in points."""
    return pane.on_sheet(pane.view.brought_in(np.array([label.at for label in labels]).reshape(-1, 2)))


def _write(pane: Pane, label: Label, mark: FloatArray, box: Box) -> None:
    at = mark[0] / pane.area[0], mark[1] / pane.area[1]
    pane.ax.annotate(
        label.text, at, (box[0] - mark[0], (box[1] + box[3]) / 2 - mark[1]), xycoords="axes fraction",
        textcoords="offset points", ha="left", va="center", fontsize=label.scale * pane.size, weight=label.weight,
        color=label.colour, zorder=9, annotation_clip=False,
        bbox={"facecolor": "white", "alpha": 0.7, "edgecolor": "none", "pad": 1.0},
    )  # fmt: skip
    if not _is_beside(pane, mark, box):
        near = way_to(box, mark)[-1] - mark
        pane.ax.annotate(
            "", at, (near[0], near[1]), xycoords="axes fraction", textcoords="offset points", annotation_clip=False,
            arrowprops={"arrowstyle": "-", "color": GREY, "linewidth": 0.8, "shrinkA": 0, "shrinkB": 0},
        )  # fmt: skip


def _is_beside(pane: Pane, mark: FloatArray, box: Box) -> bool:
    """Return whether a label is so near to its mark that it needs no line."""
    return float(np.hypot(*(way_to(box, mark)[-1] - mark))) <= _APART * pane.size
