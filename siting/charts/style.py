"""House style: sheets for slides and documents, one colour and hatch per site, a ramp for criteria."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import cast

import matplotlib as mpl
import numpy as np
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import LinearSegmentedColormap, to_hex, to_rgb
from matplotlib.figure import Figure

from siting.charts.typefaces import letter_settings, lettered, typeface_of
from siting.model import Study

__all__ = [
    "COLOURS",
    "DASHES",
    "GREY",
    "INK",
    "MARKERS",
    "RAMP",
    "Look",
    "Sheet",
    "contrast",
    "criterion_looks",
    "document",
    "house_style",
    "site_look",
    "slide",
    "study_style",
]

COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#000000")
"""Five colours of Okabe and Ito (2008) with a contrast of at least 3:1 on white, apart for colour-blind readers too."""

HATCHES = ("", "//", "..", "xx", "--", "++")
DASHES = ("-", "--", ":", "-.", (0, (6, 1, 1, 1, 1, 1)), (0, (1, 2)))
MARKERS = ("o", "s", "D", "p", "h", "P")
"""Shapes that hold a figure."""

INK = "#222222"
GREY = "#767676"

RAMP = LinearSegmentedColormap.from_list("criteria", ["#14304A", "#4F7FA8", "#D3E1EC"])
"""Blues from dark to light: their order survives greyscale, and no site has them."""


class Sheet(Axes):
    """Axes that fill a sheet of their own, and show themselves as a picture with alternative text in notebooks."""

    name = "siting-sheet"
    type_size: float = 16.0
    """Points of the running text."""

    def _repr_svg_(self) -> str:
        from siting.charts.files import to_svg

        return to_svg(self)


def slide() -> Sheet:
    """Make an empty sheet of slide size (13.33 x 7.5 in).

    Examples
    --------
    >>> slide().figure.get_size_inches().tolist()
    [13.333, 7.5]
    """
    return _sheet(13.333, 7.5, 16.0)


def document() -> Sheet:
    """Make an empty sheet for a text column (6.5 x 4.2 in).

    Examples
    --------
    >>> document().figure.get_size_inches().tolist()
    [6.5, 4.2]
    """
    return _sheet(6.5, 4.2, 8.0)


def _sheet(width: float, height: float, type_size: float) -> Sheet:
    with house_style():
        figure = Figure(figsize=(width, height), dpi=72)
        FigureCanvasAgg(figure)
        sheet = Sheet(figure, (0.0, 0.0, 1.0, 1.0))
        figure.add_axes(sheet)
    sheet.type_size = type_size
    return sheet


@contextmanager
def house_style() -> Iterator[None]:
    """Let matplotlib follow the house style inside a ``with`` block, whatever the caller has set."""
    with mpl.rc_context():
        dict.update(cast("dict[str, object]", mpl.rcParams), _settings(), **letter_settings())
        yield


@contextmanager
def study_style(study: Study) -> Iterator[None]:
    """Let matplotlib follow the house style, in the font of a study's brand if it brings one."""
    with lettered(typeface_of(study)), house_style():
        yield


@cache
def _settings() -> dict[str, object]:
    """Every setting of matplotlib, checked: ours, else its own default; the caller's backend stays."""
    ours = mpl.rc_params_from_file(Path(__file__).with_name("siting.mplstyle"))
    settings: dict[str, object] = {str(name): setting for name, setting in ours.items()}
    del settings["backend"]
    return settings


@dataclass(frozen=True, slots=True)
class Look:
    """How an area, a line or a mark is told from the others: colour first, then hatch, dash or shape."""

    colour: str
    hatch: str = ""
    dash: str | tuple[int, tuple[int, ...]] = "-"
    marker: str = "o"

    @property
    def ink(self) -> str:
        """Black or white, whichever reads better on the colour."""
        return "white" if _luminance(self.colour) < 0.18 else "black"


def _luminance(colour: str) -> float:
    """Relative luminance after WCAG 2.2, 0 (black) to 1 (white)."""
    channels = np.array(to_rgb(colour))
    linear = np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)
    return float(linear @ np.array([0.2126, 0.7152, 0.0722]))


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours after WCAG 2.2, 1 (none) to 21.

    >>> round(contrast("#FFFFFF", "#767676"), 2)
    4.54
    """
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def site_look(study: Study, site: str) -> Look:
    """Return the look of a site, the same in every output of a study: it follows the study's order of sites.

    The colours are those of the study's brand, or else the house's.

    Examples
    --------
    >>> import pandas as pd
    >>> study = Study.from_frame(pd.DataFrame({"cost": [1.0, 2.0]}, index=["A", "B"]))
    >>> site_look(study, "B").colour
    '#D55E00'
    >>> site_look(study.overridden({"brand": {"colours": ["#123456", "#AABBCC"]}}), "B").colour
    '#AABBCC'
    """
    colours = (study.brand.colours if study.brand else ()) or COLOURS
    turn, place = divmod(list(study.sites).index(site), len(colours))
    turn %= len(HATCHES)
    return Look(colours[place], HATCHES[turn], DASHES[turn], MARKERS[turn])


def criterion_looks(study: Study) -> dict[str, Look]:
    """Return a look for each criterion: blues from dark to light, hatched where there are more than six."""
    names = list(study.criteria)
    steps = min(len(names), 6)
    shades = [to_hex(RAMP(place / max(steps - 1, 1))) for place in range(steps)]
    return {name: Look(shades[place % 6], HATCHES[place // 6 % len(HATCHES)]) for place, name in enumerate(names)}
