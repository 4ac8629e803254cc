"""The sites that sensitivity can speak of: those whose every cell is known."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from siting.errors import MethodError
from siting.evaluation import TIE, evaluate
from siting.model import Study
from siting.values import FloatArray

__all__ = ["CompleteSites", "complete_sites", "left_out_note"]


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class CompleteSites:
    """Sites that passed the gates and miss no cell, in the study's order."""

    study: Study
    weight_set: str | None
    sites: tuple[str, ...]
    partial_values: FloatArray
    """Sites x criteria; none missing."""
    weights: pd.Series[float]
    """The study's own global weights by criterion, sum 1."""
    left_out: tuple[str, ...]
    """Sites that passed the gates but miss a cell, also where that criterion has no weight: varying it would count."""

    @property
    def overall(self) -> FloatArray:
        """Overall values at the study's own weights, shape (sites,)."""
        return np.asarray(self.partial_values @ self.weights.to_numpy())

    @property
    def leader(self) -> int:
        """Row of the best site at the study's own weights, the first of those tied."""
        overall = self.overall
        return int(np.argmax(overall >= overall.max() - TIE))


def complete_sites(study: Study, weight_set: str | None = None) -> CompleteSites:
    """Evaluate a study and keep the sites whose every cell is known.

    Raises
    ------
    StudyError
        If the study cannot be evaluated.
    MethodError
        If no such site is left; the message says why.
    """
    evaluation = evaluate(study, weight_set=weight_set)
    values = evaluation.values
    known = values.notna().all(axis="columns").to_numpy(dtype=bool)
    sites = values.index
    left_out = tuple(sites[~known])
    if not known.any():
        reasons = evaluation.screened["reason"].tolist()
        why = left_out_note(left_out) if left_out else f"all are screened out: {'; '.join(reasons)}"
        raise MethodError(f"sensitivity needs at least one site with evidence for every criterion; {why}")
    return CompleteSites(
        study=study,
        weight_set=weight_set,
        sites=tuple(sites[known]),
        partial_values=values.to_numpy()[known],
        weights=evaluation.weights,
        left_out=left_out,
    )


def left_out_note(left_out: tuple[str, ...]) -> str:
    """Say which sites are left out and why; empty where none is."""
    return f"left out for want of evidence: {', '.join(left_out)}" if left_out else ""
