"""A chart as SVG text or PNG bytes, with its alternative text inside; the same chart gives the same bytes."""

from __future__ import annotations

import re
import unicodedata
from hashlib import sha256
from html import escape
from io import BytesIO, StringIO

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from siting.charts.sheet import alt_text
from siting.charts.style import house_style
from siting.errors import MethodError

__all__ = ["to_png", "to_svg"]

QUICK = {"compress_level": 3}
"""A tenth larger than what is usual, in half the time."""

FONT_NAME = "'DejaVu Sans'"
FONT_NAMES = f"{FONT_NAME}, Verdana, sans-serif"
"""Verdana is as wide, for viewers that lack the first."""


def to_svg(ax: Axes, *, font: str = "") -> str:
    """Return the figure of a chart as SVG: text stays text, title and description are inside, no date.

    Parameters
    ----------
    ax
        The chart.
    font
        Shown first where a viewer has it, such as a brand's; labels have the room that DejaVu Sans needs, which is
        wider than most.

    Examples
    --------
    >>> from siting.charts import slide
    >>> "<title" in to_svg(slide())
    True
    """
    stream = StringIO()
    with house_style():
        _figure(ax).savefig(stream, format="svg", metadata={"Date": None, "Creator": "siting"})
    named = re.sub(r"[^\w .-]", "", font)
    svg = stream.getvalue().replace(FONT_NAME, f"'{named}', {FONT_NAMES}" if named else FONT_NAMES)
    title, description = (escape(text) for text in _words(ax))
    name = f"chart-{sha256(description.encode()).hexdigest()[:12]}"
    words = f'<title id="{name}">{title}</title><desc id="{name}-words">{description}</desc>'
    start, rest = svg.split("<svg ", 1)
    head, body = rest.split(">", 1)
    return f'{start}<svg role="img" aria-labelledby="{name} {name}-words" {head}>\n {words}{body}'


def to_png(ax: Axes, *, dpi: float = 144.0) -> bytes:
    """Return the figure of a chart as PNG with title and description in text chunks.

    Parameters
    ----------
    ax
        The chart.
    dpi
        Dots per inch; 144 makes a slide 1920 x 1080.

    Examples
    --------
    >>> from siting.charts import slide
    >>> to_png(slide())[1:4]
    b'PNG'
    """
    title, description = _words(ax)
    stream = BytesIO()
    metadata = {"Software": "siting", "Title": title, "Description": description}
    with house_style():
        _figure(ax).savefig(stream, format="png", dpi=dpi, metadata=metadata, pil_kwargs=QUICK)
    return stream.getvalue()


def _figure(ax: Axes) -> Figure:
    figure = ax.get_figure(root=True)
    if not isinstance(figure, Figure):
        raise MethodError("the Axes belong to no figure: draw the chart again")
    return figure


def _words(ax: Axes) -> tuple[str, str]:
    """Return the first sentence of the alternative text, and all of it."""
    clean = "".join(char for char in " ".join(alt_text(ax).split()) if unicodedata.category(char) not in {"Cc", "Cs"})
    first = re.split(r"(?<=[.?!]) (?=[A-Z])", clean, maxsplit=1)[0]
    return first, clean
