"""The weight sets of several stakeholders on the same sites, side by side."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from siting.errors import MethodError
from siting.evaluation import global_weights, rank_values
from siting.labels import counted
from siting.markup import html_table
from siting.model import Study
from siting.sensitivity.complete import complete_sites, left_out_note

__all__ = ["Group", "group"]


@dataclass(frozen=True, slots=True, eq=False, repr=False, kw_only=True)
class Group:
    """What each stakeholder's weights make of the sites that all of them can judge."""

    study: Study
    values: pd.DataFrame
    """Partial values 0..1, sites x criteria; the same for everybody."""
    weights: pd.DataFrame
    """Global weights, stakeholders x criteria; each row sums to 1."""
    left_out: tuple[str, ...]
    """Sites that are left out because a cell is missing."""

    @property
    def stakeholders(self) -> tuple[str, ...]:
        """The names of the weight sets, in the study's order."""
        return tuple(self.weights.index)

    @property
    def overall(self) -> pd.DataFrame:
        """Overall values 0..1, sites x stakeholders."""
        return self.values @ self.weights.T

    @property
    def ranks(self) -> pd.DataFrame:
        """Ranks, sites x stakeholders; 1 is best, ties (within 1e-9) share the lowest number."""
        return self.overall.apply(lambda column: rank_values(column.to_numpy()), axis="index")

    @property
    def regrets(self) -> pd.DataFrame:
        """Overall value that each stakeholder would give up against their own best site, sites x stakeholders."""
        return self.overall.max() - self.overall

    def firsts(self, stakeholder: str) -> list[str]:
        """Return the sites that a stakeholder ranks first, in the study's order."""
        ranks = self.ranks[stakeholder]
        return list(ranks.index[ranks == 1])

    def to_frame(self) -> pd.DataFrame:
        """Return one row per stakeholder and site: stakeholder, site, overall, rank, regret."""
        parts = {"overall": self.overall, "rank": self.ranks, "regret": self.regrets}
        columns = {name: frame.T.to_numpy().ravel() for name, frame in parts.items()}
        labels = pd.MultiIndex.from_product([self.stakeholders, self.values.index], names=["stakeholder", "site"])
        return pd.DataFrame(columns, index=labels).reset_index()

    def _summary(self) -> str:
        text = f"{counted(len(self.weights), 'stakeholder')} x {counted(len(self.values), 'site')}"
        return ", ".join(filter(None, [text, left_out_note(self.left_out)]))

    def __repr__(self) -> str:
        return f"Group({self._summary()})"

    def _repr_html_(self) -> str:
        rows = [(self.study.site_title(str(site)), *row.to_list()) for site, row in self.ranks.iterrows()]
        return html_table(rows, ["site", *self.stakeholders], caption=f"Ranks by stakeholder. {self._summary()}")


def group(study: Study, weight_sets: Iterable[str] | None = None) -> Group:
    """Put the weight sets of a study side by side.

    Everybody judges the same sites: those that passed the gates and miss no cell.

    Parameters
    ----------
    study
        With at least two weight sets.
    weight_sets
        Names of those to compare; all of them if left out.

    Raises
    ------
    StudyError
        If the study has no weight set of that name, or cannot be evaluated.
    MethodError
        If fewer than two weight sets are compared, or no site has evidence for every criterion.

    Examples
    --------
    >>> table = pd.DataFrame({"cost": [1.0, 0.0], "skill": [0.0, 1.0]}, index=["A", "B"])
    >>> base = Study.from_frame(table)
    >>> sets = {"finance": {"points": {"cost": 3, "skill": 1}}, "works": {"points": {"cost": 2, "skill": 3}}}
    >>> study = Study.build({**base.model_dump(), "weights": sets}, given=base.given)
    >>> group(study).ranks.loc["A"].to_dict()
    {'finance': 1, 'works': 2}
    """
    names = list(study.weights) if weight_sets is None else list(dict.fromkeys(weight_sets))
    weights = pd.DataFrame({name: global_weights(study, name) for name in names}, index=list(study.criteria)).T
    if len(names) < 2:
        raise MethodError(f"a group needs at least two weight sets to compare; here: {', '.join(names) or 'none'}")
    table = complete_sites(study)
    values = pd.DataFrame(table.partial_values, index=list(table.sites), columns=list(study.criteria))
    return Group(study=study, values=values, weights=weights, left_out=table.left_out)
