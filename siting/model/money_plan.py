"""What a study decides about money: price, common cost, rate, life, ramp-up, incentives, own figures."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, model_validator

from siting.model.countries import Country
from siting.model.measurement import LARGEST, Estimate, Quantity
from siting.records import Name, Record, Sequence

__all__ = ["CustomsClaim", "MoneyPlan"]

_Share = Annotated[float, Field(ge=0, le=1)]
_Years = Annotated[int, Field(ge=1, le=60)]


class CustomsClaim(Record):
    """Which rules of origin the cars built in a country are taken to meet."""

    usmca_origin: bool = False
    commerce_approved: bool = False
    """Whether the U.S. Department of Commerce has approved the U.S. content."""
    us_content: _Share = 0.0
    """Approved U.S. share of the customs value."""
    ca_mx_content: _Share | None = None
    """Documented Canadian and Mexican share of the customs value."""
    fta_origin: bool = False
    """Whether another trade agreement, such as CETA, is met."""
    remission_quota: bool = False
    """Whether the car enters Canada within its maker's remission quota."""


def _above_zero(entry: Estimate) -> Estimate:
    if (entry.value if entry.low is None else entry.low) <= 0:
        raise ValueError("must be above zero, its low end too")
    return entry


def _possible_rate(entry: Estimate) -> Estimate:
    if not ((entry.value if entry.low is None else entry.low) > -1 and entry.value < 1):
        raise ValueError("a rate a year is written as a share: 0.09 means 9 %")
    return entry


_Positive = Annotated[Quantity, AfterValidator(_above_zero)]
_Rate = Annotated[Quantity, AfterValidator(_possible_rate)]


class MoneyPlan(Record):
    """Money in U.S. dollars of constant value. Numbers may carry a range, and say whether they are judged."""

    net_price_usd: Quantity
    """What the maker receives per car at any market: list price less dealer margin and discounts."""
    common_cost_usd: Quantity
    """Cost per car that is the same wherever it is built: material, battery, development, warranty."""
    discount_rate: _Rate
    """Real rate a year, as a share."""
    life_years: _Years = 7
    """Years of production."""
    build_years: _Years = 2
    """Years before the first car, over which the capital is spent in equal parts."""
    capacity: Annotated[float, Field(gt=0, le=LARGEST)] | None = None
    """Cars a year for which the plant is equipped, whatever is sold; the programme's volume if left out."""
    ramp_up: Sequence[_Share] = (1.0,)
    """Share of the volume sold in the first years of production; the last one holds from then on."""
    incentives: Sequence[Name] = ()
    """Incentives that are counted, by name; none if left out."""
    own: dict[Name, dict[Name, Quantity]] = {}
    """The study's own figures: cost element to site or country of assembly; they come before measured ones."""
    assumed: dict[Name, dict[Name, Quantity]] = {}
    """As `own`, but used only where no figure was known on the study's day."""
    labour_by: Literal["hours", "vehicle"] = "hours"
    """Labour per car as hours x hourly rate, or as the country's cost per vehicle: one way for all sites."""
    options: dict[Name, dict[str, Any]] = {}
    """Options of the measure behind a cost element or incentive, by its name."""
    duties: dict[Name, dict[Country, Quantity]] = {}
    """Import duty in percent of customs value: market to country of assembly; they come before the law of the facts."""
    claims: dict[Country, CustomsClaim] = {}
    """Rules of origin met, by country of assembly."""
    exchange: dict[Annotated[str, Field(pattern=r"^[A-Z]{3}$")], _Positive] = {}
    """USD per unit of a currency in which local costs are planned; the rate known on the study's day if left out."""
    closed_canals: Sequence[Name] = ()
    """Canals that are shut: ``suez``, ``panama``."""
    note: str = ""

    @model_validator(mode="after")
    def _ramp_is_possible(self) -> MoneyPlan:
        ramp = self.ramp_up
        if not ramp or list(ramp) != sorted(ramp) or ramp[-1] <= 0:
            raise ValueError(
                f"ramp_up {list(ramp)} is impossible: shares of the volume by year that never fall, the last above zero"
            )
        if len(ramp) > self.life_years:
            raise ValueError(f"ramp_up takes {len(ramp)} years, but the programme lives for {self.life_years}")
        return self
