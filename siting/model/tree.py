"""The value tree: objectives above, criteria at the leaves; local weights become global ones here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

__all__ = ["ROOT", "ValueTree"]

ROOT = ""


@dataclass(frozen=True, slots=True)
class ValueTree:
    """Children of every objective, in order; the root is the empty id. Leaves are the criteria.

    Examples
    --------
    >>> tree = ValueTree.build({"market": ["sales", "freight"]}, ["sales", "freight", "labour"])
    >>> tree.objectives, tree.leaves("market")
    (('market',), ('sales', 'freight'))
    >>> tree.global_weights({"sales": 3, "freight": 1, "market": 50, "labour": 50})
    {'sales': 0.375, 'freight': 0.125, 'labour': 0.5}
    """

    children: Mapping[str, tuple[str, ...]]

    @classmethod
    def build(cls, nested: Mapping[str, Any], criteria: Iterable[str]) -> ValueTree:
        """Build a tree from nested mappings; criteria that no objective names hang from the root."""
        children: dict[str, tuple[str, ...]] = {}
        top = _add(children, nested)
        named = {child for group in children.values() for child in group} | set(top)
        children[ROOT] = (*top, *(name for name in criteria if name not in named))
        return cls(children)

    @property
    def objectives(self) -> tuple[str, ...]:
        """Every objective below the root, parents first."""
        return tuple(node for node in self._walk(ROOT) if node in self.children and node != ROOT)

    @property
    def criteria(self) -> tuple[str, ...]:
        """Every leaf, in the order of the tree."""
        return self.leaves(ROOT)

    def leaves(self, node: str) -> tuple[str, ...]:
        """Return the criteria below `node`; a criterion is its own only leaf."""
        return tuple(leaf for leaf in self._walk(node) if leaf not in self.children)

    def parent(self, node: str) -> str:
        """Return the objective that `node` belongs to.

        Raises
        ------
        KeyError
            If the tree has no such node.
        """
        for objective, group in self.children.items():
            if node in group:
                return objective
        raise KeyError(node)

    def local_weights(self, points: Mapping[str, float], objective: str = ROOT) -> dict[str, float]:
        """Return the shares of an objective's children, sum 1; equal where all their points are zero."""
        group = self.children[objective]
        raw = [self._points(child, points) for child in group]
        total = sum(raw)
        return {child: value / total if total else 1 / len(group) for child, value in zip(group, raw, strict=True)}

    def global_weights(self, points: Mapping[str, float]) -> dict[str, float]:
        """Return the weight of each criterion, sum 1, in the order of the tree.

        Parameters
        ----------
        points
            Weight of criteria and, where given, objectives, relative to their siblings. An objective without points
            gets the sum of its children.
        """
        weights: dict[str, float] = {}
        self._spread(ROOT, 1.0, points, weights)
        return weights

    def _spread(self, node: str, weight: float, points: Mapping[str, float], weights: dict[str, float]) -> None:
        if node not in self.children:
            weights[node] = weight
            return
        for child, share in self.local_weights(points, node).items():
            self._spread(child, weight * share, points, weights)

    def _points(self, node: str, points: Mapping[str, float]) -> float:
        if node in points:
            return float(points[node])
        return sum(self._points(child, points) for child in self.children.get(node, ()))

    def _walk(self, node: str) -> Iterator[str]:
        yield node
        for child in self.children.get(node, ()):
            yield from self._walk(child)


def _add(children: dict[str, tuple[str, ...]], nested: Any) -> tuple[str, ...]:
    if isinstance(nested, str):
        return (nested,)
    if isinstance(nested, Mapping):
        for objective, below in nested.items():
            group = _add(children, below)
            if group:
                children[objective] = group
        return tuple(nested)
    return tuple(child for item in nested for child in _add(children, item))
