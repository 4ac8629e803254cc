"""Acceptability: how often each site takes each rank over a space of weights, and with which weights it wins."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from siting.errors import MethodError
from siting.labels import counted, format_percent
from siting.markup import html_table
from siting.model import Study
from siting.sensitivity.complete import CompleteSites, complete_sites, left_out_note
from siting.sensitivity.confidence import confidence_factors
from siting.sensitivity.region_shares import RegionShares, Sampling, mixed, region_shares
from siting.sensitivity.sampling import share_errors
from siting.sensitivity.uncertain_cells import UncertainCells, uncertain_cells
from siting.sensitivity.weight_space import WeightSpace

__all__ = ["Acceptability", "acceptability"]

_MOST_SITES = 2_000
_CONFIDENCE_DRAWS = 1 << 17


@dataclass(frozen=True, slots=True, eq=False, repr=False, kw_only=True)
class Acceptability:
    """Rank shares over a space of weights (stochastic multicriteria acceptability analysis)."""

    study: Study
    space: WeightSpace
    """The weights that were thinkable."""
    first_rank: pd.Series[float]
    """Share of the weights with which a site is first."""
    ranks: pd.DataFrame
    """Sites x ranks (from 1); rows and columns sum to one. Sites that tie everywhere share their ranks evenly."""
    pairwise: pd.DataFrame
    """Share of the weights with which the row is ahead of the column; a tie at all weights counts half."""
    expected_rank: pd.Series[float]
    """One plus the number of sites ahead, on average."""
    central_weights: pd.DataFrame
    """Sites x criteria: mean of the weights with which a site is first; NaN where it never is."""
    confidence: pd.Series[float]
    """Share of cell draws in which a site is first at its own central weights; 1 or 0 without uncertain cells."""
    standard_error: pd.DataFrame
    """Standard errors of `ranks`; 0 where exact."""
    errors: Mapping[str, pd.Series[float] | pd.DataFrame]
    """Standard errors of the other results, by their names; 0 where exact, NaN for central weights that are NaN."""
    ways: Mapping[str, str]
    """How each result came about, by name: ``"exact"`` or ``"sampled"``."""
    draws: int
    """Number of weight vectors drawn; 0 if all is exact."""
    left_out: tuple[str, ...]
    """Sites that are left out because a cell is missing."""

    @property
    def method(self) -> str:
        """``"exact"`` if every number is, else ``"sampled"``."""
        return "exact" if set(self.ways.values()) == {"exact"} else "sampled"

    @property
    def note(self) -> str:
        """Which numbers are exact and which sites are left out."""
        drawn = [name for name, way in self.ways.items() if way == "sampled"]
        how = f"{', '.join(drawn)} from {self.draws:,} draws" if drawn else "exact"
        return "; ".join(filter(None, [how, left_out_note(self.left_out)]))

    def to_frame(self) -> pd.DataFrame:
        """Return one row a site: first_rank, expected_rank, confidence, and its central weight on each criterion."""
        summary = pd.DataFrame(
            {"first_rank": self.first_rank, "expected_rank": self.expected_rank, "confidence": self.confidence}
        )
        return summary.join(self.central_weights).reset_index(names="site")

    def __repr__(self) -> str:
        best, share = self.first_rank.idxmax(), format_percent(float(self.first_rank.max()))
        return f"Acceptability({counted(len(self.ranks), 'site')}, {best} first in {share}, {self.note})"

    def _repr_html_(self) -> str:
        rows = [(site, *(format_percent(share, digits=1) for share in row)) for site, row in self.ranks.iterrows()]
        header = ["site", *(f"rank {rank}" for rank in self.ranks.columns)]
        return html_table(rows, header, caption=f"Rank acceptability. {self!r}")


def acceptability(
    study: Study,
    space: WeightSpace | None = None,
    samples: int | None = None,
    seed: int = 0,
    *,
    max_error: float | None = None,
    workers: int | None = None,
) -> Acceptability:
    """Ask a whole space of weights who wins, who takes which rank, and why.

    Rank acceptability, central weights, confidence factors (Lahdelma & Salminen, SMAA-2, Operations Research 49, 2001)
    and pairwise winning indices (Leskinen et al. 2006). Exact where that can be had: volumes of polytopes in up to nine
    dimensions, closed forms for pairs of sites on any simplex. Sites that tie at all weights share evenly.

    Parameters
    ----------
    study
        Sites with a missing cell are left out and named in the result.
    space
        The weights that are thinkable; all of them, equally likely, if left out.
    samples
        Number of draws; if left out, draws are made only where an exact answer is out of reach. The parts of a mixture
        have as many of them as their shares say, at least one each. Cells with a distribution or a range are drawn
        together with the weights; those of a criterion move together as far as its `correlation` says.
    seed
        Same seed, same result, whatever the number of workers.
    max_error
        Draw until no rank share has a larger standard error, at most `samples` draws if given.
    workers
        Number of threads; one a processor if left out.

    Raises
    ------
    StudyError
        If the study cannot be evaluated.
    MethodError
        If the space is empty or speaks of other criteria, if there are too many sites, or if `samples` or `max_error`
        is not a positive number.

    Examples
    --------
    >>> table = pd.DataFrame({"risk": [1.0, 0.75, 0.0], "skill": [0.0, 0.5, 1.0]}, index=["A", "B", "C"])
    >>> result = acceptability(Study.from_frame(table))
    >>> result
    Acceptability(3 sites, C first in 40 %, exact)
    >>> result.ranks.round(3)
           1      2    3
    A  0.333  0.167  0.5
    B  0.267  0.733  0.0
    C  0.400  0.100  0.5
    """
    table = complete_sites(study)
    _check(len(table.sites), samples, max_error)
    criteria = [str(name) for name in table.weights.index]
    space = WeightSpace.uniform(criteria) if space is None else space
    regions = space.regions(criteria)
    cells = uncertain_cells(table)
    *seeds, last = np.random.SeedSequence(seed).spawn(len(regions) + 1)
    draws = _divided(samples, [share for share, _ in regions])
    parts = [
        (share, region_shares(table.partial_values, region, Sampling(stream, count, max_error, workers), cells))
        for (share, region), stream, count in zip(regions, seeds, draws, strict=True)
    ]
    return _result(table, space, parts, cells, last)


def _divided(samples: int | None, shares: list[float]) -> list[int | None]:
    """Divide a number of draws by shares into whole numbers above zero."""
    if samples is None:
        return [None] * len(shares)
    ends = np.rint(samples * np.cumsum(shares)).astype(int)
    return [int(count) for count in np.maximum(np.diff(ends, prepend=0), 1)]


def _check(sites: int, samples: int | None, max_error: float | None) -> None:
    if sites > _MOST_SITES:
        raise MethodError(
            f"acceptability compares every site with every other: {sites:,} sites are too many, "
            f"screen them down to at most {_MOST_SITES:,} with requirements"
        )
    if samples is not None and (isinstance(samples, bool) or not isinstance(samples, int) or samples < 1):
        raise MethodError(f"samples must be a whole number above zero, not {samples!r}")
    if max_error is not None and not 0 < max_error < 1:
        raise MethodError(f"max_error must lie between 0 and 1, not {max_error!r}")


def _result(
    table: CompleteSites,
    space: WeightSpace,
    parts: list[tuple[float, RegionShares]],
    cells: UncertainCells | None,
    seed: np.random.SeedSequence,
) -> Acceptability:
    sites, criteria = pd.Index(table.sites, dtype=object), table.weights.index
    total = mixed(parts)
    central = total.central_weights
    confidence_draws = min(total.draws, _CONFIDENCE_DRAWS) if cells is not None else 0
    confidence = confidence_factors(table.partial_values, central, cells=cells, draws=confidence_draws, seed=seed)
    numbers = range(1, len(sites) + 1)
    spread = np.zeros(len(sites)) if cells is None else share_errors(confidence * confidence_draws, confidence_draws)
    errors: dict[str, pd.Series[float] | pd.DataFrame] = {
        "first_rank": pd.Series(total.first_errors, index=sites),
        "pairwise": pd.DataFrame(total.ahead_errors, index=sites, columns=sites),
        "expected_rank": pd.Series(total.expected_rank_errors, index=sites),
        "central_weights": pd.DataFrame(total.central_weight_errors, index=sites, columns=criteria),
        "confidence": pd.Series(spread, index=sites),
    }
    standard_error = pd.DataFrame(total.rank_errors, index=sites, columns=numbers)
    ways = {name: "sampled" if np.any(np.asarray(error) > 0) else "exact" for name, error in errors.items()}
    ways["ranks"] = "sampled" if total.rank_errors.any() else "exact"
    return Acceptability(
        study=table.study,
        space=space,
        first_rank=pd.Series(total.first, index=sites, name="first_rank"),
        ranks=pd.DataFrame(total.ranks, index=sites, columns=numbers),
        pairwise=pd.DataFrame(total.ahead, index=sites, columns=sites),
        expected_rank=pd.Series(total.expected_rank, index=sites, name="expected_rank"),
        central_weights=pd.DataFrame(central, index=sites, columns=criteria),
        confidence=pd.Series(confidence, index=sites, name="confidence"),
        standard_error=standard_error,
        errors=errors,
        ways=ways,
        draws=total.draws,
        left_out=table.left_out,
    )
