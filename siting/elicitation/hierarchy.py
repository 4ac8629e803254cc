"""Pairwise comparison in a value tree: one matrix for each objective, every one of them checked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd

from siting.elicitation.judgements import Ranges, read_ranges, refuse
from siting.elicitation.pairwise import PairwiseMethod, PairwiseWeights, pairwise
from siting.errors import Problem, StudyError
from siting.model import ROOT, ValueTree, WeightSet
from siting.records import replace

__all__ = ["HierarchyWeights", "pairwise_hierarchy"]


class HierarchyWeights(WeightSet):
    """Weights of a whole tree: points are relative among siblings, `weights` are those of the criteria, sum 1."""

    parts: dict[str, PairwiseWeights]
    """What each objective's matrix gives, with its own consistency ratio and worst judgement; the top is ``""``."""

    @property
    def weights(self) -> pd.Series[float]:
        """The global weight of each criterion."""
        tree = ValueTree({objective: tuple(part.points) for objective, part in self.parts.items()})
        return pd.Series(tree.global_weights(self.points), dtype=float)

    @property
    def inconsistent(self) -> tuple[str, ...]:
        """The objectives whose matrix has a consistency ratio above 0.10; the top is ``""``."""
        return tuple(objective for objective, part in self.parts.items() if not part.consistent)

    def consistency(self) -> pd.DataFrame:
        """Return one row per matrix: lambda_max, consistency_ratio, consistent, worst_judgement."""
        return pd.DataFrame(
            {
                objective: {
                    "lambda_max": part.lambda_max,
                    "consistency_ratio": part.consistency_ratio,
                    "consistent": part.consistent,
                    "worst_judgement": part.worst_judgement,
                }
                for objective, part in self.parts.items()
            }
        ).T.infer_objects()


def pairwise_hierarchy(
    matrices: Mapping[str, pd.DataFrame], *, method: PairwiseMethod = "eigenvector", ranges: Ranges | None = None
) -> HierarchyWeights:
    """Weigh a value tree by pairwise comparison among the children of each objective.

    Parameters
    ----------
    matrices
        One matrix for each objective, comparing its children; ``""`` is the top of the tree.
    method
        As for `pairwise`.
    ranges
        (worst, best) by criterion: the swings that were compared.

    Raises
    ------
    StudyError
        With the problems of every matrix, or if the matrices do not make one tree.

    Examples
    --------
    >>> from siting.elicitation import comparison_matrix
    >>> top = comparison_matrix(["market", "labour"], {("market", "labour"): 3})
    >>> market = comparison_matrix(["sales", "freight"], {("sales", "freight"): 4})
    >>> result = pairwise_hierarchy({"": top, "market": market})
    >>> result.weights.round(2).to_dict(), result.inconsistent
    ({'sales': 0.6, 'freight': 0.15, 'labour': 0.25}, ())
    """
    parts: dict[str, PairwiseWeights] = {}
    problems: list[Problem] = []
    for objective, matrix in matrices.items():
        try:
            parts[objective] = pairwise(matrix, method=method)
        except StudyError as error:
            problems += [_inside(objective, problem) for problem in error.problems]
    refuse(problems)
    refuse(_tree_problems(parts))
    points = {name: weight for part in parts.values() for name, weight in part.points.items()}
    criteria = [name for name in points if name not in parts]
    return HierarchyWeights(
        points=points,
        method=f"pairwise hierarchy, {method.replace('_', ' ')}",
        answers={objective: part.answers["matrix"] for objective, part in parts.items()},
        ranges=read_ranges(ranges, criteria, method="pairwise"),
        parts={objective: replace(part, title=objective) for objective, part in parts.items()},
    )


def _inside(objective: str, problem: Problem) -> Problem:
    place = f"the comparison under {objective!r}" if objective else "the comparison at the top"
    return Problem(message=f"{place}: {problem.message}", expected=problem.expected, path=(*problem.path, objective))


def _tree_problems(parts: Mapping[str, PairwiseWeights]) -> Iterator[Problem]:
    if ROOT not in parts:
        yield Problem(message="no matrix compares the top of the tree", expected='one under ""', path=("pairwise",))
        return
    above: dict[str, str] = {}
    for objective, part in parts.items():
        for name in part.points:
            if name in above:
                yield _tree_problem(name, f"{name!r} is compared under {above[name]!r} and under {objective!r}")
            above[name] = objective
    reached = _reached(parts)
    for objective in parts:
        if objective not in reached:
            yield _tree_problem(objective, f"{objective!r} hangs nowhere: no matrix above it compares it")


def _reached(parts: Mapping[str, PairwiseWeights]) -> set[str]:
    reached, waiting = {ROOT}, [ROOT]
    while waiting:
        below = [name for name in parts[waiting.pop()].points if name in parts and name not in reached]
        reached.update(below)
        waiting += below
    return reached


def _tree_problem(name: str, message: str) -> Problem:
    return Problem(
        message=message, expected="each objective and criterion under one objective", path=("pairwise", name)
    )
