"""What became of the money between two states of one study: figures, hence cost per car, hence present value."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from siting.errors import MethodError
from siting.labels import counted
from siting.markup import html_frame
from siting.model import Measurement
from siting.model.difference import gained_and_lost, same_figure
from siting.money.appraisal import PARTS, Appraisal

__all__ = ["MoneyChange", "money_change"]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class MoneyChange:
    """The money of one study before and after."""

    before: Appraisal
    after: Appraisal
    figures: pd.DataFrame
    """Figures of sites priced on both sides that changed: site, element, before, after, unit, gained, lost (ids of
    facts, joined by "; ")."""

    @property
    def cost(self) -> pd.DataFrame:
        """Change of the landed cost in USD per car over all markets: sites priced on both sides x parts and total."""
        old, new = self.before.cost, self.after.cost
        columns = [*PARTS, "total"]
        return new.loc[self._both, columns] - old.loc[self._both, columns]

    @property
    def worth(self) -> pd.DataFrame:
        """By site priced on either side: npv_before, npv_after (million USD), rank_before, rank_after."""
        sites = list(self.after.study.sites)
        old, new = self.before.value.reindex(sites), self.after.value.reindex(sites)
        table = pd.DataFrame(
            {
                "npv_before": old["npv"],
                "npv_after": new["npv"],
                "rank_before": old["rank"].astype("Int64"),
                "rank_after": new["rank"].astype("Int64"),
            }
        ).rename_axis("site")
        return table.dropna(how="all")

    def __repr__(self) -> str:
        figures, sites = counted(len(self.figures), "figure"), counted(len(self._both), "site")
        return f"MoneyChange({figures}, {sites} priced on both sides)"

    def _repr_html_(self) -> str:
        return html_frame(self.worth.reset_index(), caption=repr(self))

    @property
    def _both(self) -> list[str]:
        return [site for site in self.after.names if site in self.before.names]


def money_change(before: Appraisal, after: Appraisal) -> MoneyChange:
    """Compare the money of two states of one study, for example as of two days or in two futures.

    Raises
    ------
    MethodError
        If the two studies have other sites.
    """
    if list(before.study.sites) != list(after.study.sites):
        raise MethodError("only the money of two states of one study can be compared: the same sites")
    old, new = ({entry.site: entry.evidence for entry in side.sites} for side in (before, after))
    rows = [
        (site, element, *_change(old[site][element], cell))
        for site, cells in new.items()
        if site in old
        for element, cell in cells.items()
        if element in old[site] and not same_figure(old[site][element], cell)
    ]
    columns = ["site", "element", "before", "after", "unit", "gained", "lost"]
    return MoneyChange(before, after, pd.DataFrame(rows, columns=columns))


def _change(old: Measurement, new: Measurement) -> tuple[object, ...]:
    return old.value, new.value, new.unit, *gained_and_lost(old, new)
