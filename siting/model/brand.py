"""A company's own look in all that is made of a study: its colours, font and logo."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, Field

from siting.records import Record, Sequence

__all__ = ["Brand", "Colour", "StudyBrand"]

_PATTERN = "^#[0-9A-Fa-f]{6}$"


def _colour(text: str) -> str:
    if not re.fullmatch(_PATTERN.strip("^$"), text):
        raise ValueError("a colour is written as #RRGGBB, such as #0072B2")
    return text


Colour = Annotated[str, AfterValidator(_colour), Field(json_schema_extra={"pattern": _PATTERN})]
"""A colour as ``#RRGGBB``."""


class Brand(Record):
    """What replaces the house style; what is left out stays as it is."""

    colours: Sequence[Colour] = ()
    """One colour a site, in the study's order; used again, hatched and dashed, where there are more sites."""
    font: str = ""
    """Name of a font that readers have installed; that of the font file if left out."""
    font_file: str = ""
    """Font (TTF or OTF, one face) for charts, board and pages, relative to the folder of the file that names it."""
    logo: str = ""
    """Picture (PNG or JPEG) for slides, workbook, board and pages, relative to the folder of the file that names it."""


class StudyBrand(Brand):
    """The brand of a study: its own, or that of a file which several studies share, or some of both."""

    file: str = ""
    """TOML file with colours, font and logo, relative to the study's folder; what the study says comes before it."""
