"""How far stakeholders agree on the order of the sites: Kendall's coefficient of concordance."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.special import chdtrc

from siting.errors import MethodError
from siting.groups.side_by_side import Group
from siting.labels import counted, format_number
from siting.markup import html_table

__all__ = ["Agreement", "agreement", "concordance"]

_LEVELS = ("very weak", "weak", "moderate", "strong", "unusually strong")
_LIMITS = (0.2, 0.4, 0.6, 0.8)
"""Half-way between the marks 0.1, 0.3, 0.5, 0.7, 0.9 of Schmidt, Decision Sciences 28 (1997), table 2."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """Kendall's W of a group, 0 (none) to 1 (the same order)."""

    w: float
    stakeholders: int
    sites: int

    @property
    def chi_square(self) -> float:
        """Friedman's statistic, stakeholders x (sites - 1) x W."""
        return self.stakeholders * (self.sites - 1) * self.w

    @property
    def p_value(self) -> float:
        """Chance of so much agreement among random orders; the chi-square approximation wants 8 sites or more."""
        return float(chdtrc(self.sites - 1, self.chi_square))

    @property
    def interpretation(self) -> str:
        """The strength of agreement in words, after Schmidt (1997)."""
        return _LEVELS[bisect_right(_LIMITS, self.w)]

    def __repr__(self) -> str:
        size = f"{counted(self.stakeholders, 'stakeholder')}, {counted(self.sites, 'site')}"
        return f"Agreement(W {self.w:.3f}, {self.interpretation}: {size})"

    def _repr_html_(self) -> str:
        row = (self.interpretation, f"{self.w:.3f}", format_number(self.chi_square), f"{self.p_value:.3f}")
        caption = f"Agreement of {self.stakeholders} stakeholders on the order of {self.sites} sites"
        return html_table([row], ["agreement", "Kendall's W", "chi-square", "p value"], caption=caption)


def agreement(group: Group) -> Agreement:
    """Return Kendall's W of the stakeholders' rankings.

    Raises
    ------
    MethodError
        If there are fewer than two sites, or nobody tells any sites apart.

    Examples
    --------
    >>> from siting.groups import group
    >>> from siting.model import Study
    >>> base = Study.from_frame(pd.DataFrame({"cost": [1.0, 0.0], "skill": [0.0, 1.0]}, index=["A", "B"]))
    >>> sets = {"finance": {"points": {"cost": 3, "skill": 1}}, "works": {"points": {"cost": 2, "skill": 3}}}
    >>> agreement(group(Study.build({**base.model_dump(), "weights": sets}, given=base.given)))
    Agreement(W 0.000, very weak: 2 stakeholders, 2 sites)
    """
    ranks = group.ranks
    return Agreement(w=concordance(ranks), stakeholders=ranks.shape[1], sites=len(ranks))


def concordance(ranks: pd.DataFrame) -> float:
    """Return Kendall's W, corrected for ties.

    Siegel & Castellan, Nonparametric Statistics for the Behavioral Sciences (2nd ed. 1988), section 9.3.3. Ties share
    the mean of the places they take, whatever number they carry in `ranks`.

    Parameters
    ----------
    ranks
        Sites x stakeholders; any numbers whose order is that of the sites.

    Raises
    ------
    MethodError
        If there are fewer than two rows or columns, or every column is one single tie.

    Examples
    --------
    >>> round(concordance(pd.DataFrame([[1, 1, 2], [2, 2, 1], [3, 3, 3]])), 4)
    0.7778
    """
    sites, stakeholders = ranks.shape
    if sites < 2 or stakeholders < 2:
        raise MethodError("agreement needs at least two stakeholders and two sites")
    places = ranks.rank(axis="index", method="average")
    spread = float(((places.sum(axis="columns") - stakeholders * (sites + 1) / 2) ** 2).sum())
    ties = sum(_tie_term(places[column].to_numpy()) for column in places)
    most = stakeholders * (stakeholders * (sites**3 - sites) - ties) / 12
    if most == 0:
        raise MethodError("no stakeholder tells any sites apart, so there is no order to agree on")
    return spread / most


def _tie_term(places: np.ndarray[tuple[int], np.dtype[np.float64]]) -> float:
    counts = np.unique(places, return_counts=True)[1].astype(float)
    return float((counts**3 - counts).sum())
