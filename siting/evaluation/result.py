"""What an evaluation gives: values, contributions, overall values, ranks, and the sites that are not ranked."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from siting.errors import MethodError
from siting.labels import counted, format_number
from siting.markup import html_table
from siting.model import Study

__all__ = ["Evaluation"]

_SHOWN = 100


@dataclass(frozen=True, slots=True, eq=False, repr=False, kw_only=True)
class Evaluation:
    """The sites of a study under one set of weights.

    Frames and series hold the sites that passed every gate, in the study's order.
    """

    study: Study
    weight_set: str
    """Name of the weight set; empty where the study has none and all criteria weigh the same."""
    performance: pd.DataFrame
    """Raw figures, sites x criteria; NaN where missing."""
    values: pd.DataFrame
    """Partial values 0..1, sites x criteria; NaN where missing."""
    contributions: pd.DataFrame
    """Weight times partial value, sites x criteria; NaN where missing."""
    weights: pd.Series[float]
    """Global weight of each criterion, sum 1."""
    overall: pd.Series[float]
    """Overall value 0..1 by site; NaN where a cell is missing on a criterion of positive weight."""
    bounds: pd.DataFrame
    """Lowest and highest possible overall value by site, columns low and high; equal where no cell is missing."""
    ranks: pd.Series[int]
    """Rank by site, 1 is best, ties (within 1e-9) share the lowest number; <NA> where the site is not ranked."""
    screened: pd.DataFrame
    """Columns site, requirement, reason: the sites that a gate removed."""

    @property
    def unranked(self) -> tuple[str, ...]:
        """Sites without a rank because a cell that counts is missing."""
        return tuple(self.ranks.index[self.ranks.isna()])

    @property
    def tied(self) -> tuple[str, ...]:
        """Every site of rank 1, in the study's order; empty where no site is ranked."""
        return tuple(self.ranks.index[self.ranks.eq(1).fillna(value=False)])

    @property
    def best(self) -> str:
        """The site of rank 1; on a tie the first in the study's order.

        Raises
        ------
        MethodError
            If no site is ranked; the message says why.
        """
        if not self.tied:
            raise MethodError(f"no site can be ranked: {self._why_not_ranked()}")
        return self.tied[0]

    @property
    def margin(self) -> float | None:
        """Lead of the best site over the next in overall value, 0 on a tie; None with fewer than two ranked sites."""
        ranked = self.overall.dropna()
        if len(ranked) < 2:
            return None
        if len(self.tied) > 1:
            return 0.0
        return float(ranked[self.best] - ranked.drop(self.best).max())

    def to_frame(self) -> pd.DataFrame:
        """Return one row per site of the study, in its order: site, rank, overall, low, high, note.

        The note names the evidence that is missing or the requirements that were not met.
        """
        frame = pd.DataFrame(
            {"rank": self.ranks, "overall": self.overall, "low": self.bounds["low"], "high": self.bounds["high"]}
        ).reindex(list(self.study.sites))
        notes = self._missing_notes()
        for site, reasons in self.screened.groupby("site", sort=False)["reason"]:
            notes[str(site)] = "; ".join(reasons)
        frame["note"] = [notes.get(site, "") for site in frame.index]
        return frame.reset_index(names="site")

    def _missing_notes(self) -> dict[str, str]:
        unknown = self.values.loc[list(self.unranked), self.weights.to_numpy() > 0].isna()
        return {
            str(site): f"no evidence for {', '.join(self.study.column_title(str(name)) for name in row.index[row])}"
            for site, row in unknown.iterrows()
        }

    def _why_not_ranked(self) -> str:
        if self.unranked:
            return "; ".join(f"{site}: {note}" for site, note in self._missing_notes().items())
        return "; ".join(f"{row.site}: {row.reason}" for row in self.screened.itertuples())

    def _summary(self) -> str:
        counts = [f"{counted(len(self.overall), 'site')} x {counted(len(self.weights), 'criterion', 'criteria')}"]
        if len(self.tied) > 1:
            counts.append(f"tied: {', '.join(self.tied)} ({format_number(self.overall[self.best])})")
        elif self.tied:
            counts.append(f"best: {self.best} ({format_number(self.overall[self.best])})")
        if self.unranked:
            counts.append(f"{len(self.unranked)} unranked")
        if len(self.screened):
            counts.append(f"{self.screened['site'].nunique()} screened out")
        return ", ".join(counts)

    def __repr__(self) -> str:
        return f"Evaluation({self._summary()})"

    def _repr_html_(self) -> str:
        frame = self.to_frame()
        frame.insert(1, "title", [self.study.site_title(site) for site in frame["site"]])
        by_rank = frame.sort_values("rank", kind="stable", na_position="last").head(_SHOWN)
        rows = [tuple(row) for row in by_rank.drop(columns="site").astype(object).itertuples(index=False)]
        caption = f"Evaluation: {self._summary()}" + (f"; the first {_SHOWN} are shown" if len(frame) > _SHOWN else "")
        return html_table(rows, ["site", "rank", "overall", "low", "high", "note"], caption=caption)
