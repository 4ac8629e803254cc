"""A candidate plant."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from siting.model.countries import Country
from siting.records import Record

__all__ = ["Site"]


class Site(Record):
    """A candidate plant. What is left out is taken from the fact base, if it knows the plant."""

    title: str = ""
    country: Country | None = None
    facts: str = ""
    """Subject of the fact base that describes the plant; the site's id if left out."""
    latitude: Annotated[float, Field(ge=-90, le=90)] | None = None
    """Degrees north."""
    longitude: Annotated[float, Field(ge=-180, le=180)] | None = None
    """Degrees east."""
    note: str = ""
