"""A study's money: landed cost by site and market, yearly cash flow, present value with its range."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from siting.errors import MethodError
from siting.labels import counted, format_number, join_words
from siting.markup import html_frame
from siting.model import Study
from siting.money.account import Account, account
from siting.money.figures import SiteMoney, draw, gather, plans
from siting.money.provenance import provenance

__all__ = ["SAMPLES", "Appraisal", "appraise"]

SAMPLES = 2_000
RANGE = (0.05, 0.95)
"""Quantiles of the draws that make the range of a present value."""
PARTS = ("common", "labour", "energy", "parts duty", "capital", "freight", "duty", "transit")
"""What a landed cost is made of, in the order in which it arises."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Appraisal:
    """The money of every site that could be priced."""

    study: Study
    sites: tuple[SiteMoney, ...]
    """What was found for the priced sites, with its evidence."""
    unpriced: Mapping[str, str]
    """Site to what is not known of it; such a site has no cost and no value."""
    central: Account
    """Every number at its value; one draw."""
    drawn: Account
    """Every number drawn from its range."""

    @property
    def names(self) -> list[str]:
        """Priced sites, in the study's order."""
        return [entry.site for entry in self.sites]

    @property
    def landed(self) -> pd.DataFrame:
        """Landed cost in USD per car: site, market, share, then its parts and their total."""
        rows = []
        for row, entry in enumerate(self.sites):
            base = {name: float(value) for name, value in self._at_gate(row).items()}
            for column, route in enumerate(entry.routes):
                landed = self.central.landed
                parts = {
                    **base,
                    "freight": float(landed.freight[0, row, column]),
                    "duty": float(landed.duty[0, row, column]),
                    "transit": float(landed.transit[0, row, column]),
                }
                total = float(landed.total[0, row, column])
                rows.append({"site": entry.site, "market": route.market, "share": route.share, **parts, "total": total})
        return pd.DataFrame(rows, columns=["site", "market", "share", *PARTS, "total"])

    @property
    def cost(self) -> pd.DataFrame:
        """Landed cost in USD per car over all markets: sites x parts and total."""
        table = self.landed
        weighted = table[[*PARTS, "total"]].mul(table["share"], axis="index")
        return weighted.groupby(table["site"], sort=False).sum()

    @property
    def flows(self) -> pd.DataFrame:
        """Net cash flow in USD, sites x years; year 0 is the first year of building."""
        return pd.DataFrame(self.central.flows.total[0], index=pd.Index(self.names, name="site"))

    @property
    def value(self) -> pd.DataFrame:
        """Present value in million USD by site: npv, low, high, rank, first (share of draws in which it is highest)."""
        drawn = self.drawn.present_value / 1e6
        low, high = np.quantile(drawn, RANGE, axis=0)
        first = np.bincount(drawn.argmax(axis=1), minlength=len(self.names)) / len(drawn)
        npv = pd.Series(self.central.present_value[0] / 1e6, index=pd.Index(self.names, name="site"))
        rank = npv.rank(ascending=False, method="min").astype(int)
        return pd.DataFrame({"npv": npv, "low": low, "high": high, "rank": rank, "first": first})

    @property
    def best(self) -> str:
        """The site of highest present value; the first in the study's order on a tie."""
        return str(self.value["npv"].idxmax())

    def provenance(self) -> pd.DataFrame:
        """Return what every number rests on.

        Returns
        -------
        DataFrame
            site, element, value, unit, low, high, kind, source, url, flags, note, trace. What holds for every site has
            an empty site and comes first; duties are called ``duty to MARKET``, freight and days are over all markets.
        """
        return provenance(self.study, self.sites)

    def to_frame(self) -> pd.DataFrame:
        """Return one row per priced site: site, cost (USD per car), then the columns of `value`."""
        return self.value.assign(cost=self.cost["total"])[["cost", *self.value.columns]].reset_index()

    def __repr__(self) -> str:
        sites = counted(len(self.sites), "site")
        left = f", {len(self.unpriced)} unpriced" if self.unpriced else ""
        top = self.value["npv"].max()
        return f"Appraisal({sites}{left}, best: {self.best} ({format_number(top)} million USD))"

    def _repr_html_(self) -> str:
        return html_frame(self.to_frame(), caption=repr(self))

    def _at_gate(self, row: int) -> dict[str, float]:
        entry = self.sites[row]
        plan, _, _ = plans(self.study)
        elements = {name: entry.spread(name)[0] for name in ("labour", "energy", "parts_duty")}
        charge = float(self.central.capital_charge[0, row])
        return {
            "common": plan.common_cost_usd.value,
            "labour": elements["labour"],
            "energy": elements["energy"],
            "parts duty": elements["parts_duty"],
            "capital": charge,
        }


def appraise(study: Study, *, sites: Iterable[str] | None = None, samples: int = SAMPLES, seed: int = 0) -> Appraisal:
    """Work out landed cost, cash flow and present value of the sites.

    The range of a present value is the 5 to 95 % span of seeded draws in which every number with a range falls as a
    triangle from low over value to high; what is common to all sites, or to all sites of a country, is drawn once.

    Parameters
    ----------
    study
        With a programme and a money plan.
    sites
        Those to be priced, for example the ones that pass the gates; all if left out.
    samples
        Number of draws.
    seed
        Same seed, same draws.

    Raises
    ------
    MethodError
        If the study has no programme or no money plan, or no site can be priced.
    StudyError
        If a route has no duty, a currency no rate, an element no measure: each named, with what would mend it.

    Notes
    -----
    A site of which an element is not known is not priced, and is named with what is missing.
    """
    found = gather(study, study.sites if sites is None else sites)
    unpriced = {
        entry.site: join_words([f"{name} ({reason})" for name, reason in entry.unknown.items()])
        for entry in found
        if entry.unknown
    }
    priced = tuple(entry for entry in found if entry.site not in unpriced)
    if not priced:
        reasons = "; ".join(f"{site}: {reason}" for site, reason in unpriced.items())
        raise MethodError(f"no site can be priced: {reasons or 'none was asked for'}")
    plan, volume, _ = plans(study)
    capacity = plan.capacity or volume.value
    units = {name: priced[0].elements[name].unit for name in plan.incentives}
    central, drawn = (
        account(draw(study, priced, samples=count, seed=seed), plan=plan, capacity=capacity, units=units)
        for count in (None, samples)
    )
    return Appraisal(study, priced, unpriced, central, drawn)
