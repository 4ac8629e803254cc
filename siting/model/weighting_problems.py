"""What can be wrong with a value tree and the weights on it, in a document that is not validated yet."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from siting.errors import Problem
from siting.labels import join_words
from siting.model.complaints import Key, Path, unknown
from siting.model.tree import ROOT, ValueTree

__all__ = ["find", "objectives_in"]


def find(tree: Any, criteria: Mapping[str, Any], weights: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield what is wrong with the tree over `criteria`, and then with each weight set on it."""
    nested = tree if isinstance(tree, Mapping) else {}
    survey = _surveyed(nested, criteria)
    yield from survey.problems
    names = [*criteria, *survey.objectives]
    for name, entry in weights.items():
        points = entry.get("points", {}) if isinstance(entry, Mapping) else None
        if not isinstance(points, Mapping):
            continue
        ranges = entry.get("ranges")
        for criterion in ranges if isinstance(ranges, Mapping) else ():
            if criterion not in criteria:
                yield unknown("criterion", criterion, criteria, path=("weights", name, "ranges", Key(criterion)))
        place: Path = ("weights", name, "points")
        strangers = [key for key in points if key not in names]
        yield from (unknown("criterion or objective", key, names, path=(*place, Key(key))) for key in strangers)
        if not points and entry.get("statements"):
            continue
        if criteria and not survey.problems and all(_is_weight(value) for value in points.values()):
            yield from _points_problems(ValueTree.build(nested, criteria), points, place)


def objectives_in(tree: Any, criteria: Mapping[str, Any]) -> list[str]:
    """Return the objectives that a tree names, as far as it can be read."""
    return _surveyed(tree if isinstance(tree, Mapping) else {}, criteria).objectives


def _surveyed(nested: Mapping[Any, Any], criteria: Mapping[str, Any]) -> _Survey:
    survey = _Survey(criteria)
    survey.objectives_below(nested, path=("tree",))
    return survey


def _is_weight(value: Any) -> bool:
    return not isinstance(value, bool) and isinstance(value, int | float) and math.isfinite(value) and value >= 0


@dataclass(slots=True)
class _Survey:
    """A walk through a nested tree that notes every objective and what is wrong."""

    criteria: Mapping[str, Any]
    objectives: list[str] = field(default_factory=list)
    leaves: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def objectives_below(self, nested: Mapping[Any, Any], *, path: Path) -> None:
        for name, below in nested.items():
            if below or name not in self.criteria:
                self._objective(name, below, (*path, Key(name)))
            else:
                self._leaf(name, (*path, Key(name)))

    def _objective(self, name: Any, below: Any, path: Path) -> None:
        if not isinstance(name, str) or not name.strip():
            self._note("the id of an objective is text that is not empty", path)
        elif name in self.criteria:
            self._note(
                f"{name!r} is a criterion and cannot be an objective too", path, "choose another id for one of them"
            )
        elif name in self.objectives:
            self._note(f"objective {name!r} is there twice", path, "merge the two, or rename one")
        else:
            self.objectives.append(name)
        if below:
            self._children(below, path)
        else:
            self._note(f"objective {name!r} has no criteria", path, "name its criteria in a list, or remove it")

    def _children(self, below: Any, path: Path) -> None:
        if isinstance(below, Mapping):
            self.objectives_below(below, path=path)
        elif isinstance(below, str):
            self._leaf(below, (*path[:-1], str(path[-1])))
        elif isinstance(below, list | tuple):
            for index, item in enumerate(below):
                self._children(item, (*path, index))
        else:
            self._note(f"{below} is no criterion", path, 'an objective holds a list of ids: ["cost", "skill"]')

    def _leaf(self, name: str, path: Path) -> None:
        if name not in self.criteria:
            self.problems.append(unknown("criterion", name, self.criteria, path=path))
        elif name in self.leaves:
            self._note(f"criterion {name!r} is in the tree twice", path, "keep it in one place")
        self.leaves.append(name)

    def _note(self, message: str, path: Path, fix: str = "") -> None:
        self.problems.append(Problem(message=message, fix=fix, path=path))


def _points_problems(tree: ValueTree, points: Mapping[str, float], path: Path) -> Iterator[Problem]:
    if not points:
        yield Problem(
            message="no weights", fix="weigh each criterion, or leave the set out for equal weights", path=path
        )
        return
    bare = list(_without_weight(tree, points, ROOT))
    if bare:
        fix = f"add {bare[0]} = ...; a criterion that shall not count has the weight 0"
        yield Problem(message=f"no weight for {join_words([repr(name) for name in bare])}", fix=fix, path=path)
    elif not any(_has_weight(tree, points, child) for child in tree.children[ROOT]):
        yield Problem(message="every weight is zero", expected="at least one weight above zero", path=path)
    for objective in tree.objectives:
        leaves = [name for name in tree.children[objective] if name in points]
        if (
            points.get(objective, 0) > 0
            and leaves
            and not any(_has_weight(tree, points, name) for name in tree.children[objective])
        ):
            message = f"{objective!r} has a weight, but everything below it weighs zero"
            yield Problem(message=message, expected="at least one weight above zero", path=(*path, objective))


def _without_weight(tree: ValueTree, points: Mapping[str, float], objective: str) -> Iterator[str]:
    """Yield criteria that need a weight: all but those of an objective that is weighed and divided equally."""
    below = [name for child in tree.children[objective] for name in _nodes(tree, child)]
    if objective in points and not any(name in points for name in below):
        return
    for child in tree.children[objective]:
        if child in tree.children:
            yield from _without_weight(tree, points, child)
        elif child not in points:
            yield child


def _nodes(tree: ValueTree, node: str) -> Iterator[str]:
    yield node
    for child in tree.children.get(node, ()):
        yield from _nodes(tree, child)


def _has_weight(tree: ValueTree, points: Mapping[str, float], node: str) -> bool:
    if node in points:
        return points[node] > 0
    return any(_has_weight(tree, points, child) for child in tree.children.get(node, ()))
