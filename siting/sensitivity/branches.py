"""Branches of the value tree, and how the weights go when the weight of a branch is varied.

A branch is a criterion or an objective; its weight is the global one, the share of the whole. Inside the branch the
criteria keep their proportions, and so do all others outside it. Where the study gives all of these no weight at all
there is no proportion to keep: they share equally.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from siting.errors import MethodError, StudyError
from siting.model import ROOT, Study, ValueTree
from siting.model.complaints import unknown
from siting.sensitivity.complete import CompleteSites
from siting.values import FloatArray

__all__ = ["branch_names", "branch_weight", "disjoint", "inside_shares", "outside_shares"]


def branch_names(study: Study) -> list[str]:
    """Return every criterion in the study's order, then every objective, parents first."""
    return [*study.criteria, *study.value_tree.objectives]


def branch_weight(table: CompleteSites, name: str) -> float:
    """Return the study's own global weight of a branch.

    Raises
    ------
    StudyError
        If the study has no criterion or objective of that name.
    """
    return float(table.weights.to_numpy()[_members(table.study, [name])].sum())


def inside_shares(table: CompleteSites, name: str) -> FloatArray:
    """Return how the weight of a branch is divided among the criteria: shape (criteria,), sum 1, 0 outside the branch.

    Raises
    ------
    StudyError
        If the study has no criterion or objective of that name.
    """
    _members(table.study, [name])
    alone = ValueTree({**table.study.value_tree.children, ROOT: (name,)})
    shares = alone.global_weights(table.study.weight_set(table.weight_set).points)
    return np.array([shares.get(criterion, 0.0) for criterion in table.study.criteria])


def outside_shares(table: CompleteSites, names: Iterable[str]) -> FloatArray | None:
    """Return how weight is divided among the criteria outside all of these branches; None where there are none.

    Shape (criteria,), sum 1, 0 inside the branches.
    """
    outside = ~_members(table.study, names)
    if not outside.any():
        return None
    weights: FloatArray = np.where(outside, table.weights.to_numpy(), 0.0)
    return np.asarray(weights / weights.sum() if weights.any() else outside / outside.sum())


def disjoint(study: Study, names: Iterable[str]) -> None:
    """Check that branches have no criterion in common.

    Raises
    ------
    MethodError
        If two of them have; their weights cannot be varied against each other.
    """
    owner: dict[str, str] = {}
    for name in names:
        for criterion in _leaves(study, name):
            if criterion in owner:
                both = f"{owner[criterion]!r} and {name!r}"
                raise MethodError(f"{both} both hold criterion {criterion!r}: choose branches that do not overlap")
            owner[criterion] = name


def _members(study: Study, names: Iterable[str]) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    inside = {criterion for name in names for criterion in _leaves(study, name)}
    return np.array([criterion in inside for criterion in study.criteria], dtype=np.bool_)


def _leaves(study: Study, name: str) -> tuple[str, ...]:
    known = branch_names(study)
    if name not in known:
        raise StudyError(
            unknown("criterion or objective", name, {**dict.fromkeys(known), **study.criteria}, path=("criteria",))
        )
    return study.value_tree.leaves(name)
