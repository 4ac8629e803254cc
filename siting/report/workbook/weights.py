"""The weights as inputs: points of criteria and objectives, shares among siblings, global weights by formula."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from siting.evaluation import Evaluation
from siting.model import ROOT, ValueTree
from siting.report.workbook.book import Book, Sheet, at

__all__ = ["WEIGHTS", "Weighting", "add_weights"]

WEIGHTS = "Weights"
_FIRST = 4
_NAME, _UNDER, _POINTS, _SHARE, _WEIGHT = range(5)
_CHECK = {
    "validate": "decimal",
    "criteria": ">=",
    "value": 0,
    "input_title": "Points",
    "input_message": "Any number from zero up. It counts relative to its siblings.",
    "error_title": "Not a weight",
    "error_message": "Points are numbers from zero up.",
}


@dataclass(frozen=True, slots=True)
class Weighting:
    """Where the weights of criteria and objectives stand."""

    rows: Mapping[str, int]

    def cell(self, name: str) -> str:
        """Return the address of a global weight, for formulas of other sheets."""
        return f"{WEIGHTS}!{at(self.rows[name], _WEIGHT)}"

    @property
    def names(self) -> str:
        """The range with the names of criteria and objectives."""
        rows = self.rows.values()
        return f"{WEIGHTS}!{at(min(rows), _NAME)}:{at(max(rows), _NAME)}"


def add_weights(book: Book, ev: Evaluation) -> Weighting:
    """Add the sheet; siblings stand below each other, so that their points can be summed."""
    study, tree = ev.study, ev.study.value_tree
    points = study.weight_set(ev.weight_set or None).points
    sheet = book.sheet(WEIGHTS, (44, 30, 14, 20, 14))
    sheet.text(0, 0, f"Weights{f': {ev.weight_set}' if ev.weight_set else ''}", "title")
    sheet.text(1, 0, "Change the yellow cells: points on any scale, relative among siblings; zero is allowed.", "line")
    sheet.header(_FIRST - 1, ("Criterion or objective", "Under", "Points", "Share among siblings", "Weight"), words=2)
    order = [(child, parent) for parent in _by_level(tree) for child in tree.children[parent]]
    rows = {name: row for row, (name, _) in enumerate(order, start=_FIRST)}
    for name, parent in order:
        row = rows[name]
        sheet.text(row, _NAME, study.column_title(name))
        sheet.text(row, _UNDER, study.column_title(parent) if parent != ROOT else "")
        total = _sum(rows, tree.children[parent])
        share = f"IF({total}>0,{at(row, _POINTS)}/{total},1/{len(tree.children[parent])})"
        sheet.formula(row, _SHARE, share, tree.local_weights(points, parent)[name], "percent")
        above = f"*{at(rows[parent], _WEIGHT)}" if parent != ROOT else ""
        weight = float(ev.weights[list(tree.leaves(name))].sum())
        sheet.formula(row, _WEIGHT, f"{at(row, _SHARE)}{above}", weight, "percent")
        _write_points(sheet, rows, name, points, tree)
    sheet.raw.freeze_panes(_FIRST, 0)
    return Weighting(rows)


def _by_level(tree: ValueTree) -> Iterator[str]:
    """Yield the root and the objectives, level by level."""
    level = [ROOT]
    while level:
        yield from level
        level = [child for parent in level for child in tree.children[parent] if child in tree.children]


def _sum(rows: Mapping[str, int], siblings: tuple[str, ...]) -> str:
    return f"SUM({at(rows[siblings[0]], _POINTS)}:{at(rows[siblings[-1]], _POINTS)})"


def _write_points(
    sheet: Sheet, rows: Mapping[str, int], name: str, points: Mapping[str, float], tree: ValueTree
) -> None:
    """Write an input cell, or for an objective that is left out the sum of its children."""
    row = rows[name]
    if name in points or name not in tree.children:
        sheet.number(row, _POINTS, float(points.get(name, 0.0)), "input")
        sheet.raw.data_validation(row, _POINTS, row, _POINTS, _CHECK)
    else:
        given = float(sum(points.get(leaf, 0.0) for leaf in _given_below(tree, name, points)))
        sheet.formula(row, _POINTS, _sum(rows, tree.children[name]), given, "figure")


def _given_below(tree: ValueTree, name: str, points: Mapping[str, float]) -> Iterator[str]:
    for child in tree.children[name]:
        if child in points or child not in tree.children:
            yield child
        else:
            yield from _given_below(tree, child, points)
