"""One slide: its title, content, footnote, speaker notes, and the description of everything on it."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from pptx.enum.chart import XL_CHART_TYPE
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.util import Emu, Inches, Pt

from siting.branding import Logo
from siting.narrate.wording import wordings
from siting.report.deck.template import Template
from siting.report.deck.wording import fitting_size, lines_needed, plain

__all__ = ["Box", "Page", "add_page"]

_POINT = 12_700
"""English metric units in a point."""
_INDENT = 36.0
"""Points by which a template may indent its paragraphs."""
_INSET = 7.2
"""Points above and below a text inside its frame."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a slide, in points."""

    left: float
    top: float
    width: float
    height: float

    @property
    def place(self) -> tuple[Emu, Emu, Emu, Emu]:
        """Left, top, width and height as PowerPoint counts them."""
        return (
            Emu(int(self.left * _POINT)),
            Emu(int(self.top * _POINT)),
            Emu(int(self.width * _POINT)),
            Emu(int(self.height * _POINT)),
        )


class Page:
    """A slide whose content is put into the area of the template's content placeholder."""

    def __init__(self, slide: Any, places: dict[str, int]) -> None:
        self._slide = slide
        self._cut = ""
        self._shapes = {name: slide.placeholders[number] for name, number in places.items()}
        content = self._shapes["Content"]
        self.area = Box(*(part / _POINT for part in (content.left, content.top, content.width, content.height)))

    def write_title(self, text: str) -> None:
        """Write the finding, as large as it fits, without its last clauses where it does not; notes hold all of it."""
        shape = self._shapes["Title"]
        room = (0.94 * shape.width / _POINT, 0.94 * shape.height / _POINT)
        for finding in map(plain, wordings(text)):
            size = fitting_size(finding, room, sizes=(26, 24, 22, 20, 18))
            if size:
                break
        size = size or fitting_size(finding, room, sizes=(16,))
        while size is None and len(finding) > 40:
            finding = plain(finding, longest=len(finding) - 10)
            size = fitting_size(finding, room, sizes=(16,))
        shape.text_frame.text = _unbroken(finding)
        shape.text_frame.word_wrap = True
        shape.text_frame.paragraphs[0].font.size = Pt(size or 16)

    def write_footnote(self, text: str) -> None:
        """Write where the numbers come from, as large as it fits; the whole of it is in the notes where it does not."""
        note = plain(text)
        shape, said = self._shapes["Footnote"], note
        room = (0.94 * shape.width / _POINT - _INDENT, shape.height / _POINT - _INSET)
        while (size := fitting_size(said, room, sizes=(9, 8))) is None and len(said) > 40:
            said = plain(said, longest=len(said) - 10)
        self._cut = note if said != note else ""
        shape.text_frame.text = _unbroken(said)
        shape.text_frame.word_wrap = True
        shape.text_frame.paragraphs[0].font.size = Pt(size or 8)

    def write_notes(self, *paragraphs: str) -> None:
        """Write what the speaker says, and what the footnote had no room for."""
        told = [text for text in (*paragraphs, self._cut) if text]
        self._slide.notes_slide.notes_text_frame.text = "\n".join(map(plain, told))

    def write_content(self, paragraphs: list[tuple[str, bool]]) -> None:
        """Write paragraphs into the content placeholder, as large as they fit; those marked are bold."""
        frame = self._shapes["Content"].text_frame
        frame.word_wrap = True
        texts = [plain(text) for text, _ in paragraphs]
        size = self._size_of(texts)
        for number, (text, (_, bold)) in enumerate(zip(texts, paragraphs, strict=True)):
            paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
            paragraph.text = _unbroken(text)
            paragraph.font.size, paragraph.font.bold = Pt(size), bold
            paragraph.space_after = Pt(0.7 * size)

    def _size_of(self, texts: list[str]) -> float:
        room = (0.96 * self.area.width - _INDENT, self.area.height)
        for size in (20.0, 18.0, 16.0, 14.0, 12.0, 11.0):
            lines = [lines_needed(text, size, room[0]) for text in texts]
            if sum(1.2 * size * count + 0.7 * size for count in lines) <= room[1]:
                return size
        return 10.0

    def add_chart(self, kind: XL_CHART_TYPE, data: Any, *, alt: str) -> Any:
        """Put a native chart into the content area and return it."""
        self._clear_content()
        frame = self._slide.shapes.add_chart(kind, *self.area.place, data)
        _describe(frame, alt)
        return frame.chart

    def add_table(self, rows: int, columns: int, box: Box, *, alt: str) -> Any:
        """Put a native table onto the slide and return it."""
        self._clear_content()
        frame = self._slide.shapes.add_table(rows, columns, *box.place)
        _describe(frame, alt)
        return frame.table

    def add_picture(self, png: bytes, *, shape: tuple[float, float], crop: tuple[float, float], alt: str) -> None:
        """Put a picture into the content area, as large as it fits.

        Parameters
        ----------
        shape
            Width and height of the whole picture.
        crop
            Shares of its height that are cut at the top and at the bottom.
        """
        self._clear_content()
        width, height = shape[0], shape[1] * (1 - crop[0] - crop[1])
        scale = min(self.area.width / width, self.area.height / height)
        left = self.area.left + (self.area.width - scale * width) / 2
        box = Box(left, self.area.top, scale * width, scale * height)
        picture = self._slide.shapes.add_picture(BytesIO(png), *box.place)
        picture.crop_top, picture.crop_bottom = crop
        picture.left, picture.top, picture.width, picture.height = box.place
        _describe(picture, alt)

    def add_logo(self, logo: Logo) -> None:
        """Put the company's logo into the upper right corner."""
        picture = self._slide.shapes.add_picture(BytesIO(logo.content), 0, Inches(0.4), height=Inches(0.5))
        if picture.width > Inches(1.4):
            picture.width, picture.height = Inches(1.4), int(picture.height * Inches(1.4) / picture.width)
        picture.left = Inches(12.73) - picture.width
        _describe(picture, "Logo")

    def number(self) -> None:
        """Show the number of the slide where the template does."""
        for shape in self._slide.slide_layout.placeholders:
            if shape.placeholder_format.type == PP_PLACEHOLDER.SLIDE_NUMBER:
                self._slide.shapes._spTree.append(deepcopy(shape._element))  # noqa: SLF001 - no public way

    def _clear_content(self) -> None:
        shape = self._shapes.pop("Content", None)
        if shape is not None:
            shape._element.getparent().remove(shape._element)  # noqa: SLF001 - there is no public way to remove a shape


def _unbroken(text: str) -> str:
    """Keep a number and its percent sign on one line."""
    return text.replace(" %", "\N{NO-BREAK SPACE}%")


def add_page(template: Template) -> Page:
    """Add a slide to the presentation of a template."""
    page = Page(template.presentation.slides.add_slide(template.layout), template.places)
    page.number()
    if template.logo is not None:
        page.add_logo(template.logo)
    return page


def _describe(shape: Any, alt: str) -> None:
    """Set the text that stands for a shape where it cannot be seen."""
    shape._element.xpath(".//p:cNvPr")[0].set("descr", plain(alt))  # noqa: SLF001 - there is no public way to set it
