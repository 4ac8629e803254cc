"""What a page wears of a study's brand besides its colours: fonts and logo, which it carries itself."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from siting.branding import font_stack, read_logo, web_font
from siting.charts.typefaces import typeface_of
from siting.model import Brand, Study

__all__ = ["Dress", "Face", "dress_of"]


@dataclass(frozen=True, slots=True)
class Face:
    """A font inside a page, under a name of its own."""

    name: str
    source: str
    """A ``data:`` address."""


@dataclass(frozen=True, slots=True)
class Dress:
    """What is empty or None leaves the page as the house has it."""

    fonts: str
    """Names for a style sheet, quoted, the first first."""
    face: Face | None
    logo: str
    """A ``data:`` address."""


def dress_of(study: Study, text: str) -> Dress:
    """Return what a page wears.

    Parameters
    ----------
    study
        As `siting.load_study` gives it.
    text
        All letters that the page may show; a font file is cut down to them.

    Raises
    ------
    StudyError
        If the font or the logo is not there, or is none.

    Examples
    --------
    >>> import pandas as pd
    >>> study = Study.from_frame(pd.DataFrame({"risk": [1.0, 0.0]}, index=["A", "B"]))
    >>> dress_of(study.overridden({"brand": {"font": "Georgia"}}), "Where to build?")
    Dress(fonts="'Georgia'", face=None, logo='')
    """
    brand, typeface = study.brand or Brand(), typeface_of(study)
    return Dress(
        fonts=font_stack(typeface.name if typeface else "", brand.font),
        face=Face(typeface.name, web_font(typeface, text)) if typeface else None,
        logo=read_logo(Path(brand.logo)).address if brand.logo else "",
    )
