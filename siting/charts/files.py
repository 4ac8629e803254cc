"""A chart as SVG text or PNG bytes, with its alternative text inside; the same chart gives the same bytes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from hashlib import sha256
from html import escape, unescape
from io import BytesIO, StringIO

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from siting.branding import Typeface, font_stack, web_font
from siting.charts.sheet import alt_text
from siting.charts.style import house_style
from siting.charts.typefaces import HOUSE, lettered, typeface_on
from siting.errors import MethodError

__all__ = ["to_png", "to_pngs", "to_svg"]

QUICK = 3
"""Level of compression: a tenth larger than what is usual, in half the time."""

AS_WIDE = "Verdana, sans-serif"
"""For viewers that lack the house's font."""


def to_svg(ax: Axes, *, font: str = "") -> str:
    """Return the figure of a chart as SVG: text stays text, title and description are inside, no date.

    A font that the brand brings as a file is inside too, with the letters of the chart alone.

    Parameters
    ----------
    ax
        The chart.
    font
        Shown first where a viewer has it, such as a brand's; labels have the room that the font of the chart needs:
        DejaVu Sans, which is wider than most, if the brand brings no file.

    Examples
    --------
    >>> from siting.charts import slide
    >>> "<title" in to_svg(slide())
    True
    """
    stream, figure = StringIO(), _figure(ax)
    with _as_drawn(figure):
        figure.savefig(stream, format="svg", metadata={"Date": None, "Creator": "siting"})
    svg, typeface = stream.getvalue(), typeface_on(figure)
    named = font_stack(font or (typeface.family if typeface else ""), HOUSE)
    svg = svg.replace(f"'{HOUSE}'", f"{named}, {AS_WIDE}")
    title, description = (escape(text) for text in _words(ax))
    name = f"chart-{sha256(description.encode()).hexdigest()[:12]}"
    words = f'<title id="{name}">{title}</title><desc id="{name}-words">{description}</desc>'
    start, rest = svg.split("<svg ", 1)
    head, body = rest.split(">", 1)
    face = _face(typeface, svg) if typeface else ""
    return f'{start}<svg role="img" aria-labelledby="{name} {name}-words" {head}>\n {words}{face}{body}'


def _face(typeface: Typeface, svg: str) -> str:
    """Return the font for a picture, bold letters too as they are: it is one face, and was measured so."""
    source = web_font(typeface, unescape(svg))
    rule = f"@font-face {{ font-family: '{typeface.name}'; font-weight: 1 1000; src: url({source}) }}"
    return f"<style>{rule}</style>"


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
    return _packed(_painted(ax, dpi), _words(ax), dpi)


def to_pngs(charts: Iterable[Axes], *, dpi: float = 144.0) -> list[bytes]:
    """Return each chart as `to_png` does; one is packed while the next is painted."""
    with ThreadPoolExecutor() as pool:
        return [job.result() for job in [pool.submit(_packed, _painted(ax, dpi), _words(ax), dpi) for ax in charts]]


def _painted(ax: Axes, dpi: float) -> BytesIO:
    """Return a chart as a PNG that takes no time to pack."""
    stream, figure = BytesIO(), _figure(ax)
    with _as_drawn(figure):
        figure.savefig(stream, format="png", dpi=dpi, pil_kwargs={"compress_level": 0})
    return stream


def _packed(painted: BytesIO, words: tuple[str, str], dpi: float) -> bytes:
    picture, chunks, stream = Image.open(painted), PngInfo(), BytesIO()
    for key, text in zip(("Software", "Title", "Description"), ("siting", *words), strict=True):
        chunks.add_text(key, text)
    picture.save(stream, format="png", pnginfo=chunks, dpi=(dpi, dpi), compress_level=QUICK)
    return stream.getvalue()


@contextmanager
def _as_drawn(figure: Figure) -> Iterator[None]:
    """Save in the style and the font in which a figure was drawn."""
    with lettered(typeface_on(figure)), house_style():
        yield


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
