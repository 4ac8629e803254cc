"""How a company's own decks and workbooks look: its colours, font and logo."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from siting.records import Record, Sequence

__all__ = ["Brand", "Colour"]

Colour = Annotated[str, Field(pattern=r"^#[0-9A-Fa-f]{6}$")]
"""A colour as ``#RRGGBB``."""


class Brand(Record):
    """What replaces the house style; what is left out stays as it is."""

    colours: Sequence[Colour] = ()
    """One colour a site, in the study's order; used again from the start where there are more sites."""
    font: str = ""
    """Name of a font that the readers of the deck have installed."""
    logo: str = ""
    """Picture file (PNG or JPEG) for the corner of each slide, relative to the study's folder."""
