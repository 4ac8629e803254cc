"""The weights as inputs: points of criteria and objectives, shares among siblings, global weights by formula.

With several weight sets each has a column of its own, and one cell picks the set that all other sheets follow.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from siting.evaluation import Evaluation
from siting.model import ROOT, Study, ValueTree
from siting.report.workbook.book import Book, Sheet, at, number_of

__all__ = ["WEIGHTS", "Weighting", "add_weights", "set_titles"]

WEIGHTS = "Weights"
_PICK, _HEAD, _FIRST = 2, 3, 4
_NAME, _UNDER, _POINTS, _SHARE, _WEIGHT, _SETS = range(6)
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
    tree: ValueTree
    columns: Mapping[str, int]
    """Column with the points of each weight set."""

    def cell(self, name: str) -> str:
        """Return the address of a global weight in use, for formulas of other sheets."""
        return f"{WEIGHTS}!{at(self.rows[name], _WEIGHT)}"

    def weight_in(self, weight_set: str, criterion: str) -> str:
        """Return the formula of a criterion's global weight in any of the sets, for other sheets."""
        column, factors, node = self.columns[weight_set], [], criterion
        while node != ROOT:
            parent = self.tree.parent(node)
            factors.append(_share(self.rows, self.tree.children[parent], node, column, sheet=f"{WEIGHTS}!"))
            node = parent
        return "*".join(reversed(factors))


def add_weights(book: Book, ev: Evaluation) -> Weighting:
    """Add the sheet; siblings stand below each other, so that their points can be summed."""
    study, tree = ev.study, ev.study.value_tree
    sets = {name: study.weight_set(name or None).points for name in study.weights or [""]}
    several = len(sets) > 1
    order = [(child, parent) for parent in _by_level(tree) for child in tree.children[parent]]
    rows = {name: row for row, (name, _) in enumerate(order, start=_FIRST)}
    columns = {name: _SETS + place if several else _POINTS for place, name in enumerate(sets)}
    sheet = book.sheet(WEIGHTS, (44, 30, 30 if several else 14, 20, 14, 20))
    used = next(iter(set_titles(study).values()), "")
    sheet.text(0, 0, f"Weights{f': {used}' if used and not several else ''}", "title")
    sheet.text(1, 0, "Change the yellow cells: points on any scale, relative among siblings; zero is allowed.", "line")
    heads = ["Criterion or objective", "Under", "Points", "Share among siblings", "Weight"]
    sheet.header(_HEAD, [*heads, *(set_titles(study).values() if several else ())], words=2)
    chosen = _add_choice(sheet, study, last=_SETS + len(sets) - 1) if several else ""
    for name, parent in order:
        row, siblings = rows[name], tree.children[parent]
        sheet.text(row, _NAME, study.column_title(name), "line")
        sheet.text(row, _UNDER, study.column_title(parent) if parent != ROOT else "")
        points = next(iter(sets.values()))
        share = tree.local_weights(points, parent)[name]
        sheet.formula(row, _SHARE, _share(rows, siblings, name, _POINTS), share, "percent")
        above = f"*{at(rows[parent], _WEIGHT)}" if parent != ROOT else ""
        weight = float(ev.weights[list(tree.leaves(name))].sum())
        sheet.formula(row, _WEIGHT, f"{at(row, _SHARE)}{above}", weight, "percent")
        for key, given in sets.items():
            _write_points(sheet, rows, name, given, tree, column=columns[key])
        if several:
            formula = f"INDEX({at(row, _SETS)}:{at(row, _SETS + len(sets) - 1)},{chosen})"
            sheet.formula(row, _POINTS, formula, _points(tree, name, points), "figure")
    sheet.raw.freeze_panes(_FIRST, 1)
    return Weighting(rows, tree, columns)


def set_titles(study: Study) -> dict[str, str]:
    """Return what each weight set is called, each name once."""
    titles = {name: entry.title or name for name, entry in study.weights.items()}
    taken = list(titles.values())
    return {name: title if taken.count(title) == 1 else f"{title} ({name})" for name, title in titles.items()}


def _add_choice(sheet: Sheet, study: Study, *, last: int) -> str:
    """Add the cell in which a weight set is picked; return the cell with its number."""
    heads = f"{at(_HEAD, _SETS)}:{at(_HEAD, last)}"
    sheet.text(_PICK, _NAME, "Whose points count (pick one; each column to the right is one)", "line")
    sheet.text(_PICK, _POINTS, next(iter(set_titles(study).values())), "input")
    sheet.raw.data_validation(_PICK, _POINTS, _PICK, _POINTS, {"validate": "list", "source": f"={heads}"})
    sheet.formula(_PICK, _SHARE, number_of(at(_PICK, _POINTS), heads), 1.0, "hidden")
    return at(_PICK, _SHARE)


def _by_level(tree: ValueTree) -> Iterator[str]:
    """Yield the root and the objectives, level by level."""
    level = [ROOT]
    while level:
        yield from level
        level = [child for parent in level for child in tree.children[parent] if child in tree.children]


def _share(rows: Mapping[str, int], siblings: Sequence[str], name: str, column: int, *, sheet: str = "") -> str:
    """Return the formula of a share among siblings; equal where all have no points."""
    total = f"SUM({sheet}{at(rows[siblings[0]], column)}:{at(rows[siblings[-1]], column)})"
    return f"IF({total}>0,{sheet}{at(rows[name], column)}/{total},1/{len(siblings)})"


def _write_points(
    sheet: Sheet, rows: Mapping[str, int], name: str, points: Mapping[str, float], tree: ValueTree, *, column: int
) -> None:
    """Write an input cell, or for an objective that is left out the sum of its children."""
    row = rows[name]
    if name in points or name not in tree.children:
        sheet.number(row, column, _points(tree, name, points), "input")
        sheet.raw.data_validation(row, column, row, column, _CHECK)
    else:
        children = tree.children[name]
        formula = f"SUM({at(rows[children[0]], column)}:{at(rows[children[-1]], column)})"
        sheet.formula(row, column, formula, _points(tree, name, points), "figure")


def _points(tree: ValueTree, name: str, points: Mapping[str, float]) -> float:
    """Return the points of a criterion or objective; one that has none gets the sum of its children."""
    if name in points:
        return float(points[name])
    return sum(_points(tree, child, points) for child in tree.children.get(name, ()))
