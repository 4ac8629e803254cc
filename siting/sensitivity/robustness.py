"""Robustness over futures: the regret of every site in every future, and the site whose worst regret is least."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from siting.evaluation.futures import compare_futures
from siting.labels import counted
from siting.markup import html_frame
from siting.model import Study

__all__ = ["Robustness", "robustness"]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Robustness:
    """Regret of each site in each future, the study itself counted as the future ``"base"``."""

    study: Study
    regret: pd.DataFrame
    """Site x future; NaN where the site is screened out or cannot be ranked."""
    ranks: pd.DataFrame
    """Site x future; <NA> where the site is screened out or cannot be ranked."""

    @classmethod
    def of(cls, study: Study, table: pd.DataFrame) -> Robustness:
        """Make it from a table of `siting.compare_futures`."""
        order, names = list(study.sites), list(dict.fromkeys(table["future"]))
        by_cell = table.set_index(["site", "future"])
        regret, ranks = (
            by_cell[column].unstack("future").reindex(index=order, columns=names)  # noqa: PD010
            for column in ("regret", "rank")
        )
        return cls(study, regret, ranks)

    @property
    def max_regret(self) -> pd.Series[float]:
        """Largest regret of each site; infinite where some future screens it out or leaves it unranked."""
        return self.regret.fillna(float("inf")).max(axis="columns").rename("max_regret")

    @property
    def share_won(self) -> pd.Series[float]:
        """Share of the futures in which a site is first, ties counted for each."""
        return self.ranks.eq(1).fillna(value=False).mean(axis="columns").rename("share_won")

    @property
    def minimax(self) -> str:
        """The site whose largest regret is least; the first in the study's order on a tie."""
        return str(self.max_regret.idxmin())

    def to_frame(self) -> pd.DataFrame:
        """Return one row per site: site, regret by future, max_regret, share_won."""
        return self.regret.assign(max_regret=self.max_regret, share_won=self.share_won).reset_index()

    def __repr__(self) -> str:
        futures, worst = counted(self.regret.shape[1], "future"), self.max_regret[self.minimax]
        return f"Robustness({futures}, least regret: {self.minimax} (at most {worst:.3f}))"

    def _repr_html_(self) -> str:
        return html_frame(self.to_frame().round(4), caption=repr(self))


def robustness(study: Study, futures: Iterable[str] | None = None, *, weight_set: str | None = None) -> Robustness:
    """Return the regret of every site in every future.

    Parameters
    ----------
    study
        The base study, which counts as a future of its own.
    futures
        Names; all futures of the study if left out.
    weight_set
        Whose weights to use; the study's first set if left out.

    Raises
    ------
    StudyError
        If a future is unknown or a changed study is not valid.

    Notes
    -----
    Minimax regret after Savage (1951), The Theory of Statistical Decision.

    Examples
    --------
    >>> table = pd.DataFrame({"market": [9.0, 4.0]}, index=["A", "B"])
    >>> robustness(Study.from_frame(table, ranges={"market": (0, 10)}))
    Robustness(1 future, least regret: A (at most 0.000))
    """
    return Robustness.of(study, compare_futures(study, futures, weight_set=weight_set))
