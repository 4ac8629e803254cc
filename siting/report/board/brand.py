"""What the board wears: the colours, font and logo of a study's brand, which the page carries itself."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from matplotlib.colors import to_hex, to_rgb

from siting.charts.style import contrast
from siting.model import Study
from siting.report.board.web import module_text
from siting.report.dress import dress_of

__all__ = ["board_brand"]

_DARK_PAPER = "#181D23"
"""As the style sheet has it."""
_CUT = "…"
"""What the browser puts at the end of a name that is too long."""
_READABLE = 3.0
"""Least contrast of a mark with the paper (WCAG 2.2, 1.4.11)."""


def board_brand(study: Study, data: dict[str, Any]) -> dict[str, Any] | None:
    """Return the brand of a study for the board, None if it has none.

    Parameters
    ----------
    study
        As `siting.load_study` gives it.
    data
        What else the board shows: a font is cut down to these letters and those of the front end.

    Raises
    ------
    StudyError
        If the font or the logo is not there, or is none.

    Examples
    --------
    >>> import pandas as pd
    >>> study = Study.from_frame(pd.DataFrame({"risk": [1.0, 0.0]}, index=["A", "B"]))
    >>> branded = study.overridden({"brand": {"colours": ["#E0A800"], "font": "Georgia"}})
    >>> board_brand(branded, {})
    {'colours': [{'light': '#E0A800', 'dark': '#e0a800'}], 'fonts': "'Georgia'", 'face': None, 'logo': ''}
    """
    if study.brand is None:
        return None
    colours = study.brand.colours
    pairs = zip(colours, _on_dark_paper(colours), strict=True)
    dress = dress_of(study, "".join([json.dumps(data, ensure_ascii=False), module_text(), _CUT]))
    return {"colours": [{"light": colour, "dark": lit} for colour, lit in pairs], **asdict(dress)}


def _on_dark_paper(colours: tuple[str, ...]) -> list[str]:
    """Mix all colours with as much white as the darkest of them needs: together, so that they stay apart."""
    for percent in range(100):
        lit = [_lit(colour, percent / 100) for colour in colours]
        if all(contrast(colour, _DARK_PAPER) >= _READABLE for colour in lit):
            return lit
    return []


def _lit(colour: str, share: float) -> str:
    red, green, blue = (channel + share * (1.0 - channel) for channel in to_rgb(colour))
    return to_hex((red, green, blue))
