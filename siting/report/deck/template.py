"""The template of a deck: the house's own, or a company's, found by the names of its placeholders."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.exc import PackageNotFoundError
from pptx.oxml.ns import qn
from pptx.util import Emu, Inches, Pt

from siting.branding import Logo, read_logo
from siting.errors import MethodError, OutputError
from siting.model import Brand

__all__ = ["NAMES", "Template", "open_template"]

NAMES = ("Title", "Content", "Footnote")
"""Placeholders that a layout must have; capitals do not matter."""

_NOT_COPIED = (PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER)
"""A new slide gets no placeholder of these kinds."""

_ACCENTS = ("#14304A", "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#767676")
_FONT = "Arial"
"""On every computer with an office program, or replaced there by one of the same widths."""


@dataclass(frozen=True, slots=True)
class Template:
    """A presentation without slides, and where its slides' parts go."""

    presentation: Any
    layout: Any
    places: dict[str, int]
    """Number of the placeholder for each of `NAMES`."""
    logo: Logo | None = None


def open_template(path: Path | None, brand: Brand) -> Template:
    """Open a company's template, or make the house's.

    Parameters
    ----------
    path
        A ``.pptx`` file with a layout that has placeholders named Title, Content and Footnote; its slides are left
        out. None for the house template.
    brand
        Font and colours replace those of the theme; the logo is put on slides of the house template.

    Raises
    ------
    OutputError
        If the file is not there, or is no presentation.
    MethodError
        If no layout has the placeholders; the message says what is there.
    StudyError
        If the logo is not there, or no picture.
    """
    if path is None:
        template = _house(brand)
    else:
        presentation = _opened(path)
        _drop_slides(presentation)
        layout, places = _layout_with_places(presentation, path)
        template = Template(presentation, layout, places)
    colours = tuple(brand.colours) or (() if path else _ACCENTS)
    _dress(template.presentation, font=brand.font or ("" if path else _FONT), colours=colours)
    return template


def _opened(path: Path) -> Any:
    try:
        return Presentation(str(path))
    except PackageNotFoundError:
        missing = "not a PowerPoint presentation (.pptx)" if path.exists() else "there is no file of that name"
        raise OutputError(f"{path}: {missing}") from None
    except (BadZipFile, KeyError, ValueError, OSError) as error:
        raise OutputError(f"{path}: not a PowerPoint presentation (.pptx): {error}") from None


def _drop_slides(presentation: Any) -> None:
    slides = presentation.slides._sldIdLst  # noqa: SLF001 - there is no public way to remove a slide
    for slide in list(slides):
        presentation.part.drop_rel(slide.rId)
        slides.remove(slide)


def _layout_with_places(presentation: Any, path: Path) -> tuple[Any, dict[str, int]]:
    seen = []
    for layout in (layout for master in presentation.slide_masters for layout in master.slide_layouts):
        usable = [shape for shape in layout.placeholders if shape.placeholder_format.type not in _NOT_COPIED]
        found = {shape.name.strip().casefold(): shape.placeholder_format.idx for shape in usable}
        if all(name.casefold() in found for name in NAMES):
            return layout, {name: found[name.casefold()] for name in NAMES}
        seen.append(f"{layout.name!r} has {', '.join(shape.name for shape in usable) or 'none'}")
    raise MethodError(
        f"{path}: no layout has the placeholders {', '.join(NAMES)}; {'; '.join(seen)}. "
        "Name them in PowerPoint: View, Slide Master, then Home, Select, Selection Pane"
    )


def _house(brand: Brand) -> Template:
    presentation = Presentation()
    presentation.slide_width, presentation.slide_height = Inches(13.333), Inches(7.5)
    layouts = presentation.slide_layouts
    layout = next(layout for layout in layouts if len(list(layout.placeholders)) == 6)
    for other in list(layouts):
        if other is not layout:
            layouts.remove(other)
    logo = read_logo(Path(brand.logo)) if brand.logo else None
    title, content, footnote, *rest = list(layout.placeholders)
    _place(title, "Title", (0.6, 0.4, 10.6 if logo else 12.13, 1.15))
    _place(content, "Content", (0.6, 1.75, 12.13, 4.85))
    _place(footnote, "Footnote", (0.6, 6.65, 11.3, 0.6))
    _style(title, size=26, bold=True, anchor="t")
    _style(content, size=18, bold=False, anchor="t")
    _style(footnote, size=9, bold=False, anchor="b")
    for shape in rest[:-1]:
        shape._element.getparent().remove(shape._element)  # noqa: SLF001 - there is no public way to remove a shape
    _place(rest[-1], "Slide number", (11.93, 6.75, 0.8, 0.5))
    layout.name = "siting"
    places = {name: shape.placeholder_format.idx for name, shape in zip(NAMES, (title, content, footnote), strict=True)}
    return Template(presentation, layout, places, logo)


def _place(shape: Any, name: str, box: tuple[float, float, float, float]) -> None:
    shape.name = name
    shape.left, shape.top, shape.width, shape.height = (Emu(Inches(inches)) for inches in box)


def _style(shape: Any, *, size: float, bold: bool, anchor: str) -> None:
    """Set what slides inherit: size, weight, where the text stands."""
    body = shape.text_frame._txBody  # noqa: SLF001 - list styles have no public interface
    body.bodyPr.set("anchor", anchor)
    body.bodyPr.set("lIns", "0")
    styles = body.find(qn("a:lstStyle"))
    styles.clear()
    level = styles.makeelement(qn("a:lvl1pPr"), {"marL": "0", "indent": "0", "algn": "l"})
    styles.append(level)
    level.append(level.makeelement(qn("a:buNone"), {}))
    run = level.makeelement(qn("a:defRPr"), {"sz": str(int(Pt(size).pt * 100)), "b": "1" if bold else "0"})
    level.append(run)


def _dress(presentation: Any, *, font: str, colours: tuple[str, ...]) -> None:
    """Set the fonts and accent colours of every theme; what is empty stays."""
    for part in _themes(presentation):
        text = part.blob.decode("utf-8")
        if font:
            text = re.sub(r'(<a:latin typeface=")[^"]*"', lambda hit: f'{hit[1]}{_escaped(font)}"', text)
        for number, colour in enumerate(colours[:6], start=1):
            filled = rf"\g<1><a:srgbClr val=\"{colour[1:].upper()}\"/>\g<2>".replace('\\"', '"')
            text = re.sub(rf"(<a:accent{number}>).*?(</a:accent{number}>)", filled, text, flags=re.DOTALL)
        part._blob = text.encode("utf-8")  # noqa: SLF001 - themes have no public interface


def _themes(presentation: Any) -> Iterator[Any]:
    for master in presentation.slide_masters:
        yield from (
            relation.target_part for relation in master.part.rels.values() if relation.reltype.endswith("/theme")
        )


def _escaped(text: str) -> str:
    return re.sub(r'[<>&"\x00-\x1f]', "", text)
