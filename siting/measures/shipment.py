"""A finished car on its way to a market, as the customs office there sees it."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field

from siting.facts import known
from siting.measures.customs_territory import EU
from siting.measures.entry import Entry
from siting.model.countries import COUNTRY_CODES
from siting.model.programme import Powertrain

__all__ = ["Shipment"]


def _known_territory(code: str) -> str:
    if code != EU and code not in COUNTRY_CODES:
        raise ValueError(f"not a country code of ISO 3166 nor EU; {_hint(code)}")
    return code


def _hint(text: str) -> str:
    """Suggest the code that was written in small letters, or that of a country which the facts know by its name."""
    named = known().find("-".join(text.lower().split()), "iso_country")
    meant = text.upper() if text.upper() in {EU, *COUNTRY_CODES} else named and str(named.value)
    return f"did you mean {meant!r}?" if meant else "expected two capital letters, such as IT"


_Territory = Annotated[str, AfterValidator(_known_territory)]
_Share = Annotated[float, Field(ge=0, le=1)]


class Shipment(Entry):
    """A finished car as the customs office of its market sees it.

    Raises
    ------
    StudyError
        For an unknown country or powertrain, or a share outside 0..1.
    """

    origin: _Territory
    """Country of assembly, or ``EU``."""
    destination: _Territory
    heading: Annotated[str, Field(pattern=r"^\d{4}[\d.]*$")] = "8703"
    """Tariff heading: 8703 for cars, 8704 for pickups."""
    powertrain: Powertrain = "bev"
    engine_litres: Annotated[float, Field(gt=0)] | None = None
    usmca_origin: bool = False
    """Whether the car meets the USMCA rules of origin."""
    commerce_approved: bool = False
    """Whether the U.S. Department of Commerce has approved the U.S. content."""
    us_content: _Share = 0.0
    """Approved U.S. share of the customs value."""
    in_quota: bool = False
    ca_mx_content: _Share | None = None
    """Documented Canadian and Mexican share of the customs value."""
    fta_origin: bool = False
    """Whether the car meets the rules of origin of another trade agreement, such as CETA."""
    remission_quota: bool = False
    """Whether the car enters Canada within its maker's remission quota."""
