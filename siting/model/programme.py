"""What will be built: the vehicle programme whose plant is sought."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, ValidationError, model_validator
from pydantic_core import InitErrorDetails

from siting.model.countries import Country
from siting.model.measurement import Estimate, Quantity
from siting.records import Day, Record

__all__ = ["Body", "Powertrain", "Programme"]

Body = Literal["suv", "van", "pickup", "other"]
Powertrain = Literal["bev", "phev", "ice"]


def _ends(entry: Estimate) -> list[float]:
    return [end for end in (entry.low, entry.value, entry.high) if end is not None]


def _within_one(entry: Estimate) -> Estimate:
    if min(_ends(entry)) < 0 or max(_ends(entry)) > 1:
        raise ValueError("a share lies between 0 and 1, its low and high end too: 0.4 means 40 %")
    return entry


def _not_negative(entry: Estimate) -> Estimate:
    if min(_ends(entry)) < 0:
        raise ValueError("must be 0 or more, its low end too")
    return entry


def _above_zero(entry: Estimate) -> Estimate:
    if min(_ends(entry)) <= 0:
        raise ValueError("must be above zero, its low end too")
    return entry


_Share = Annotated[Quantity, AfterValidator(_within_one)]
_Amount = Annotated[Quantity, AfterValidator(_not_negative)]
_Positive = Annotated[Quantity, AfterValidator(_above_zero)]


class Programme(Record):
    """The vehicle, its volume and its markets. Numbers may carry a range, and say whether they are judged."""

    title: str = ""
    maker: str = ""
    facts: str = ""
    """Subject of the fact base that tells what became of the programme; none if left out."""
    launch: Day
    """Day on which the launch-year rules are read."""
    volume: _Positive
    """Vehicles a year at rate."""
    body: Body = "suv"
    """Class on the fuel-economy label."""
    powertrain: Powertrain = "bev"
    msrp_usd: _Positive
    """U.S. list price with factory options, without destination charge."""
    battery_kwh: _Amount | None = None
    gvwr_lb: _Positive | None = None
    critical_minerals_share: _Share | None = None
    """Share of the value of the battery minerals from qualifying countries, 0..1."""
    battery_components_share: _Share | None = None
    """Share of the value of the battery components from North America, 0..1."""
    feoc_component: bool = False
    feoc_mineral: bool = False
    lease_share: _Share | None = None
    """Share of U.S. cars that are leased, 0..1."""
    income_eligible_share: _Share | None = None
    """Share of U.S. purchases by buyers within the income caps, 0..1."""
    demand: str | dict[str, Annotated[float, Field(ge=0)]] = ""
    """Name of a demand-weight set of the fact base, or market to weight."""
    shipping_volume_m3: _Amount | None = None
    customs_value_usd: _Amount | None = None
    """Value on which import duty is charged, per car."""
    imported_parts_share: _Share | None = None
    """Share of the customs value that is parts from abroad, 0..1."""
    us_cells_share: _Share | None = None
    """Share of the battery cells that are made in the U.S., 0..1."""
    us_modules_share: _Share | None = None
    """Share of the battery modules that are made in the U.S., 0..1."""
    energy_mwh: _Amount | None = None
    """Electricity for one car, in the plant."""
    hours_per_vehicle: _Amount | None = None
    """Working hours for one car, in the plant."""
    investment_usd: _Amount | None = None
    """What is spent on the plant before the launch."""
    new_jobs: _Amount | None = None
    retained_jobs: _Amount | None = None
    pay_usd: _Amount | None = None
    """Gross pay of one job a year."""
    by_country: dict[Country, dict[str, Any]] = {}
    """Inputs that differ by the country of assembly: country code to changed fields."""
    note: str = ""

    @model_validator(mode="after")
    def _variants_are_valid(self) -> Programme:
        for country in self.by_country:
            try:
                self.at(country)
            except ValidationError as error:
                raise _below(error, ("by_country", country)) from None
        return self

    def __repr__(self) -> str:
        name = f"{self.title!r}, " if self.title else ""
        return f"Programme({name}launch {self.launch}, {self.volume.value:,.0f} a year)"

    def at(self, country: str | None) -> Programme:
        """Return the programme as it would be built in `country`."""
        changes = self.by_country.get(country or "", {})
        if not changes:
            return self
        fields = {name: getattr(self, name) for name in type(self).model_fields}
        return Programme(**{**fields, "by_country": {}, **changes})


def _below(error: ValidationError, place: tuple[str, ...]) -> ValidationError:
    """Return the same complaints, placed where in the programme the variant stands."""
    details = [
        InitErrorDetails(
            type=entry["type"], loc=(*place, *entry["loc"]), input=entry["input"], ctx=entry.get("ctx", {})
        )
        for entry in error.errors(include_url=False)
    ]
    return ValidationError.from_exception_data(error.title, details)
