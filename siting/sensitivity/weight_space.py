"""Which weights are thinkable: statements about weights, a spread around a point, or a mixture of such spaces."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from siting.errors import MethodError, did_you_mean
from siting.labels import join_words
from siting.sensitivity.dirichlet import Dirichlet
from siting.sensitivity.draws import draw_weights
from siting.sensitivity.halfspaces import weight_polytope
from siting.sensitivity.polytope import Polytope
from siting.sensitivity.statements import Statement, as_matrix, clash, lower_bound, order, ratio, upper_bound

__all__ = ["Region", "WeightSpace"]

Region: TypeAlias = Polytope | Dirichlet


@dataclass(frozen=True)
class _Stated:
    """All weights for which every statement holds, equally likely."""

    statements: tuple[Statement, ...]

    def region(self, criteria: Sequence[str]) -> Polytope:
        polytope = weight_polytope(*as_matrix(self.statements, criteria))
        if polytope is None:
            wording = join_words(clash(self.statements, criteria))
            raise MethodError(f"no weights (>= 0, sum 1) satisfy {wording or 'these statements'}: relax one of them")
        return polytope


@dataclass(frozen=True)
class _Around:
    """Weights spread around a point."""

    parameters: Mapping[str, float]

    def region(self, criteria: Sequence[str]) -> Dirichlet:
        return Dirichlet(np.array([self.parameters[name] for name in criteria]))


@dataclass(frozen=True)
class WeightSpace:
    """A set of weights (>= 0, sum 1) with a probability on it. Make one with the class methods; ``&`` adds statements.

    Examples
    --------
    >>> space = WeightSpace.ranked(["cost", "labour", "climate"]) & WeightSpace.bounded({"climate": 0.1})
    >>> space
    WeightSpace(cost, labour, climate: cost >= labour, labour >= climate, climate >= 0.1)
    >>> space.draw(2, seed=1).shape
    (2, 3)
    """

    criteria: tuple[str, ...]
    """The criteria that are spoken of."""
    parts: tuple[tuple[float, _Stated | _Around], ...]
    """Share and meaning of each component of a mixture; mostly one."""
    exhaustive: bool
    """Whether a study must have these criteria and no others; else the others are free."""

    @classmethod
    def uniform(cls, names: Sequence[str]) -> WeightSpace:
        """All weights of these criteria, equally likely."""
        return cls._stated(names, (), exhaustive=True)

    @classmethod
    def ranked(cls, names_best_first: Sequence[str | Sequence[str]]) -> WeightSpace:
        """All weights in this order, heaviest first; names in a list of their own are not compared with each other."""
        names = [name for tier in names_best_first for name in ([tier] if isinstance(tier, str) else tier)]
        return cls._stated(names, order(names_best_first))

    @classmethod
    def bounded(cls, lower: Mapping[str, float] | None = None, upper: Mapping[str, float] | None = None) -> WeightSpace:
        """All weights within bounds; a criterion without a bound is free."""
        statements = [lower_bound(name, bound) for name, bound in (lower or {}).items()]
        statements += [upper_bound(name, bound) for name, bound in (upper or {}).items()]
        return cls._stated([*(lower or {}), *(upper or {})], tuple(statements))

    @classmethod
    def ratios(cls, at_least: Mapping[tuple[str, str], float]) -> WeightSpace:
        """All weights with ``{(heavy, light): factor}``: the first weighs at least `factor` times the second."""
        statements = tuple(ratio(heavy, light, factor) for (heavy, light), factor in at_least.items())
        return cls._stated([name for pair in at_least for name in pair], statements)

    @classmethod
    def constrained(cls, coefficients: ArrayLike, limits: ArrayLike, names: Sequence[str]) -> WeightSpace:
        """All weights with coefficients @ w <= limits; the columns belong to `names`.

        Raises
        ------
        MethodError
            If the shapes do not fit.
        """
        rows, bounds = np.atleast_2d(np.asarray(coefficients, float)), np.atleast_1d(np.asarray(limits, float))
        if rows.shape != (len(bounds), len(names)):
            raise MethodError(f"coefficients have the shape {rows.shape}, expected {(len(bounds), len(names))}")
        statements = tuple(
            Statement(f"constraint {place}", dict(zip(names, row, strict=True)), float(bound))
            for place, (row, bound) in enumerate(zip(rows.tolist(), bounds, strict=True), start=1)
        )
        return cls._stated(names, statements)

    @classmethod
    def fixed(cls, weights: Mapping[str, float] | pd.Series[float]) -> WeightSpace:
        """One weight vector, on any positive scale."""
        shares = _scaled(weights)
        statements = tuple(Statement(f"{name} = {share:g}", {name: 1.0}, share) for name, share in shares.items())
        return cls._stated(list(shares), statements, exhaustive=True)

    @classmethod
    def dirichlet(cls, weights: Mapping[str, float] | pd.Series[float], concentration: float) -> WeightSpace:
        """Weights spread around a point: variance of a weight m is m (1 - m) / (concentration + 1).

        Raises
        ------
        MethodError
            If the concentration is not positive.
        """
        if not (np.isfinite(concentration) and concentration > 0):
            raise MethodError(f"the concentration must be positive, not {concentration:g}")
        parameters = {name: share * float(concentration) for name, share in _scaled(weights).items()}
        return cls(_unique(list(parameters)), ((1.0, _Around(parameters)),), exhaustive=True)

    @classmethod
    def mixture(cls, spaces: Sequence[tuple[float, WeightSpace]]) -> WeightSpace:
        """Several spaces, each with its share; a draw comes from one of them.

        Raises
        ------
        MethodError
            If a share is not positive or there is no space.
        """
        if not spaces or not all(np.isfinite(share) and share > 0 for share, _ in spaces):
            raise MethodError("a mixture needs at least one space, and each a positive share")
        total = sum(share for share, _ in spaces)
        parts = tuple((share / total * inner, part) for share, space in spaces for inner, part in space.parts)
        names = tuple(dict.fromkeys(name for _, space in spaces for name in space.criteria))
        for _, space in spaces:
            space.check(names)
        return cls(names, parts, exhaustive=any(space.exhaustive for _, space in spaces))

    @classmethod
    def _stated(
        cls, names: Sequence[str], statements: tuple[Statement, ...], *, exhaustive: bool = False
    ) -> WeightSpace:
        unique = _unique(names) if exhaustive else tuple(dict.fromkeys(names))
        return cls(unique, ((1.0, _Stated(statements)),), exhaustive)

    def __and__(self, other: WeightSpace) -> WeightSpace:
        """Return the weights that both spaces hold.

        Raises
        ------
        MethodError
            If one of them is a mixture or a spread around a point.
        """
        statements: list[Statement] = []
        for space in (self, other):
            part = space.parts[0][1]
            if len(space.parts) > 1 or not isinstance(part, _Stated):
                raise MethodError("only spaces made of statements can be combined, not mixtures or Dirichlet spaces")
            statements += part.statements
        names = tuple(dict.fromkeys([*self.criteria, *other.criteria]))
        self.check(names)
        other.check(names)
        return WeightSpace(names, ((1.0, _Stated(tuple(statements))),), self.exhaustive or other.exhaustive)

    def regions(self, criteria: Sequence[str] | None = None) -> list[tuple[float, Region]]:
        """Return the share and region of each component, with weights in the order of `criteria`.

        Raises
        ------
        MethodError
            If the space speaks of other criteria, or no weights satisfy its statements.
        """
        names = tuple(self.criteria if criteria is None else criteria)
        self.check(names)
        return [(share, part.region(names)) for share, part in self.parts]

    def polytope(self, criteria: Sequence[str]) -> Polytope:
        """Return the one region of a space that is made of statements.

        Raises
        ------
        MethodError
            If the space is a mixture or a spread around a point, or for the reasons of `regions`.
        """
        found = self.regions(criteria)
        region = found[0][1]
        if len(found) > 1 or not isinstance(region, Polytope):
            raise MethodError(
                "this question needs a weight space made of statements, not a mixture or a Dirichlet space"
            )
        return region

    def draw(self, count: int, *, criteria: Sequence[str] | None = None, seed: int = 0) -> pd.DataFrame:
        """Draw independent weight vectors, never a Markov chain.

        Parameters
        ----------
        criteria
            All criteria that share the weight, in the order of the columns; those that the space speaks of if left out.

        Returns
        -------
        DataFrame
            Draws x criteria; the same seed gives the same draws.

        Raises
        ------
        MethodError
            If the space is empty, or too intricate to draw from.
        """
        generator = np.random.default_rng(seed)
        names = self.criteria if criteria is None else criteria
        regions = self.regions(names)
        counts = generator.multinomial(count, [share for share, _ in regions])
        draws = [draw_weights(region, generator, int(n)) for (_, region), n in zip(regions, counts, strict=True)]
        weights = draws[0] if len(draws) == 1 else generator.permutation(np.vstack(draws))
        return pd.DataFrame(weights, columns=list(names), copy=False)

    def check(self, criteria: Sequence[str]) -> None:
        """Check that the space can be used for these criteria.

        Raises
        ------
        MethodError
            If it speaks of others, or is exhaustive and says nothing of one of them.
        """
        unknown = [name for name in self.criteria if name not in criteria]
        if unknown:
            raise MethodError(f"the weight space speaks of {unknown[0]!r}: {did_you_mean(unknown[0], criteria)}")
        missing = [name for name in criteria if name not in self.criteria]
        if self.exhaustive and missing:
            raise MethodError(f"the weight space says nothing of {missing[0]!r}")

    def __repr__(self) -> str:
        if len(self.parts) > 1:
            said = f"a mixture of {len(self.parts)}"
        else:
            part = self.parts[0][1]
            said = "around a point" if isinstance(part, _Around) else _wording(part.statements)
        return f"WeightSpace({', '.join(self.criteria)}: {said})"


def _wording(statements: tuple[Statement, ...]) -> str:
    return ", ".join(statement.text for statement in statements) or "all weights"


def _unique(names: Sequence[str]) -> tuple[str, ...]:
    twice = [name for name in names if list(names).count(name) > 1]
    if twice or not names:
        raise MethodError(f"criterion {twice[0]!r} is named twice" if twice else "a weight space needs criteria")
    return tuple(names)


def _scaled(weights: Mapping[str, float] | pd.Series[float]) -> dict[str, float]:
    points = {str(name): float(value) for name, value in weights.items()}
    total = sum(points.values())
    if not np.isfinite(total) or total <= 0 or min(points.values()) < 0:
        raise MethodError("weights must be finite, not negative, and not all zero")
    return {name: value / total for name, value in points.items()}
