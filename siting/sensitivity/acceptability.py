"""Acceptability: how often each site takes each rank over a space of weights, and with which weights it wins."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from siting.errors import MethodError
from siting.labels import format_percent
from siting.markup import html_table
from siting.model import Study
from siting.sensitivity.complete import CompleteSites, complete_sites, left_out_note
from siting.sensitivity.confidence import confidence_factors
from siting.sensitivity.region_shares import RegionShares, Sampling, region_shares
from siting.sensitivity.uncertain_cells import UncertainCells, uncertain_cells
from siting.sensitivity.weight_space import WeightSpace
from siting.values import FloatArray

__all__ = ["Acceptability", "acceptability"]

_MOST_SITES = 2_000
_CONFIDENCE_DRAWS = 1 << 17


@dataclass(frozen=True, slots=True, eq=False, repr=False, kw_only=True)
class Acceptability:
    """Rank shares over a space of weights (stochastic multicriteria acceptability analysis)."""

    study: Study
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
    """Standard errors of first_rank, pairwise, expected_rank, central_weights and confidence, by name; 0 where exact."""
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
        best = self.first_rank.idxmax()
        return f"Acceptability({len(self.ranks)} sites, {best} first in {format_percent(self.first_rank[best])}, {self.note})"

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
        Number of draws; if left out, draws are made only where an exact answer is out of reach. Cells with a
        distribution or a range are drawn together with the weights, independently of each other.
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
    A  0.333  0.067  0.6
    B  0.267  0.733  0.0
    C  0.400  0.200  0.4
    """
    table = complete_sites(study)
    sampling = _sampling(table, samples, seed, max_error, workers)
    criteria = [str(name) for name in table.weights.index]
    regions = (space or WeightSpace.uniform(criteria)).regions(criteria)
    cells = uncertain_cells(table)
    seeds = sampling.seed.spawn(len(regions) + 1)
    parts = [
        (share, region_shares(table.partial_values, region, Sampling(child, samples, max_error, workers), cells))
        for (share, region), child in zip(regions, seeds, strict=False)
    ]
    return _result(table, parts, cells, seeds[-1])
