"""What a law of the road or the customs house asks about: one car as sold in the U.S., and its buyer."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from siting.measures.entry import Entry
from siting.model.countries import Country
from siting.model.programme import Body, Powertrain

__all__ = ["Buyer", "Filing", "Vehicle"]

Filing = Literal["joint", "head", "other"]

_Amount = Annotated[float, Field(ge=0)]
_Share = Annotated[float, Field(ge=0, le=1)]


class Vehicle(Entry):
    """A car as the U.S. tax credits see it.

    Raises
    ------
    StudyError
        For an unknown country, body or powertrain, a negative amount, a share outside 0..1, or certified halves
        together with sourcing shares.

    Examples
    --------
    >>> Vehicle(assembly_country="US", body="suv", msrp_usd=75_000, battery_kwh=100, certified_halves=2).sourcing
    (1.0, 1.0)
    """

    assembly_country: Country
    """Country of final assembly, ISO 3166 code."""
    msrp_usd: _Amount
    """List price with factory options, without destination charge."""
    battery_kwh: _Amount
    body: Body = "suv"
    """Class on the fuel-economy label."""
    gvwr_lb: Annotated[float, Field(gt=0)] = 6_400.0
    """Gross vehicle weight rating; the laws only ask whether it is below a truck's."""
    powertrain: Powertrain = "bev"
    critical_minerals_share: _Share | None = None
    """Share of the value of the battery minerals from qualifying countries; None where it is not known."""
    battery_components_share: _Share | None = None
    """Share of the value of the battery components from North America; None where it is not known."""
    certified_halves: Literal[0, 1, 2] | None = None
    """Halves of the credit that the maker has certified, in place of the two shares."""
    feoc_component: bool = False
    """Whether any battery component comes from a foreign entity of concern."""
    feoc_mineral: bool = False
    """Whether any critical mineral comes from a foreign entity of concern."""
    body_first_standard: Body | None = None
    """Class under the first standard of January 2023, if it was another one."""
    maker: str | None = None
    """As the fact base names makers that reached the sales cap of 2010 to 2022; None for a maker below it."""

    @model_validator(mode="after")
    def _one_statement_of_sourcing(self) -> Vehicle:
        shares = (self.critical_minerals_share, self.battery_components_share)
        if self.certified_halves is not None and shares != (None, None):
            raise ValueError("give certified_halves or the two sourcing shares, not both")
        return self

    @property
    def sourcing(self) -> tuple[float, float]:
        """Shares of minerals and components, nan where not known; a certified half counts as a full share."""
        if self.certified_halves is not None:
            return float(self.certified_halves >= 1), float(self.certified_halves == 2)
        minerals, components = self.critical_minerals_share, self.battery_components_share
        return (
            float("nan") if minerals is None else minerals,
            float("nan") if components is None else components,
        )


class Buyer(Entry):
    """A private buyer as section 30D sees one.

    Raises
    ------
    StudyError
        For an unknown filing status or anything but two incomes.

    Examples
    --------
    >>> Buyer(filing="other", magi_usd=(160_000, 149_000)).tested_income_usd
    149000.0
    """

    filing: Filing = "joint"
    """Joint return, head of household, or other."""
    magi_usd: Annotated[tuple[float, float], Field(strict=False)] = (200_000.0, 200_000.0)
    """Modified adjusted gross income of the delivery year and of the year before."""

    @property
    def tested_income_usd(self) -> float:
        """The lower of the two years: one year within the cap is enough."""
        return min(self.magi_usd)
