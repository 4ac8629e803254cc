"""Native tables that fit: text is cut to three lines a cell, and rows go on on further slides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Pt

from siting.labels import counted
from siting.report.deck.page import Box, Page, add_page
from siting.report.deck.template import Template
from siting.report.deck.wording import lines_needed, plain, width

__all__ = ["Column", "Sheet", "TableSlide", "add_tables", "paged"]

_PAD = 5.0
_MOST_LINES = 3
_LEADING = 1.22
_SMALLEST = 8.0

Rows = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its header, its share of the width, and whether it holds numbers."""

    name: str
    share: float = 1.0
    number: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of a table that go onto one slide."""

    columns: Sequence[Column]
    rows: Rows
    widths: tuple[float, ...]
    heights: tuple[float, ...]
    """The header first."""
    size: float
    """Type size in points."""
    part: str
    """Which part of the table it is (``2 of 3``); empty where there is only one."""

    def put(self, page: Page, *, alt: str) -> None:
        """Make the native table on a page."""
        box = Box(page.area.left, page.area.top, sum(self.widths), sum(self.heights))
        table = page.add_table(len(self.rows) + 1, len(self.columns), box, alt=alt)
        for column, across in zip(table.columns, self.widths, strict=True):
            column.width = Pt(across)
        for row, height in zip(table.rows, self.heights, strict=True):
            row.height = Pt(height)
        for place, texts in enumerate(([column.name for column in self.columns], *self.rows)):
            for at, text in enumerate(texts):
                _fill(table.cell(place, at), text, size=self.size, number=self.columns[at].number)


@dataclass(frozen=True, slots=True)
class TableSlide:
    """A table with its finding."""

    title: str
    columns: Sequence[Column]
    rows: Rows
    size: float
    footnote: str
    notes: Sequence[str] = ()
    """What the speaker says on the first slide."""
    whole_in_notes: bool = False
    """Whether the notes repeat the rows, whose texts may be cut on the slide."""


def add_tables(template: Template, table: TableSlide) -> None:
    """Add as many slides as a table needs."""
    page = add_page(template)
    done = 0
    for sheet in paged(table.columns, table.rows, page.area, size=table.size):
        page = add_page(template) if done else page
        title = f"{table.title} ({sheet.part})" if sheet.part else table.title
        page.write_title(title)
        headers = ", ".join(column.name for column in table.columns)
        sheet.put(page, alt=f"{title}. Table of {counted(len(sheet.rows), 'row')}: {headers}.")
        page.write_footnote(table.footnote)
        whole = table.rows[done : done + len(sheet.rows)] if table.whole_in_notes else ()
        page.write_notes(title, *(() if done else table.notes), *("; ".join(row) for row in whole))
        done += len(sheet.rows)


def paged(columns: Sequence[Column], rows: Rows, area: Box, *, size: float) -> Iterator[Sheet]:
    """Cut a table into sheets that fit into an area; without rows there is none."""
    total = sum(column.share for column in columns)
    widths = tuple(area.width * column.share / total for column in columns)
    size = min(size, max(_SMALLEST, _unbroken_size(columns, rows, widths)))
    header = _row_height([column.name for column in columns], widths, size)
    cut = [
        [_cut(plain(text), across - 2 * _PAD, size) for text, across in zip(row, widths, strict=True)] for row in rows
    ]
    groups: list[list[int]] = []
    used = area.height
    heights = [_row_height(row, widths, size) for row in cut]
    for place, height in enumerate(heights):
        if used + height > area.height:
            groups.append([])
            used = header
        groups[-1].append(place)
        used += height
    for number, group in enumerate(groups, start=1):
        part = f"{number} of {len(groups)}" if len(groups) > 1 else ""
        tall = (header, *(heights[place] for place in group))
        yield Sheet(columns, [cut[place] for place in group], widths, tall, size, part)


def _unbroken_size(columns: Sequence[Column], rows: Rows, widths: Sequence[float]) -> float:
    """Return the type size at which no number and no word of a header is broken."""
    texts = [(at, column.name) for at, column in enumerate(columns)]
    texts += [(at, row[at]) for row in rows for at, column in enumerate(columns) if column.number]
    room = [across - 2 * _PAD - 1 for across in widths]
    return min(room[at] / max(width(word, 1.0), 0.1) for at, text in texts for word in [*plain(text).split(), ""])


def _row_height(texts: Sequence[str], widths: Sequence[float], size: float) -> float:
    pairs = zip(texts, widths, strict=True)
    lines = max(lines_needed(plain(text), size, across - 2 * _PAD) for text, across in pairs)
    return lines * _LEADING * size + 2 * _PAD


def _cut(text: str, room: float, size: float) -> str:
    """Shorten a text to the lines that a cell has."""
    while lines_needed(text, size, room) > _MOST_LINES:
        kept = _MOST_LINES * room / max(width(text, size), 1.0)
        text = plain(text, longest=max(1, min(len(text) - 3, int(kept * len(text)))))
    return text


def _fill(cell: Any, text: str, *, size: float, number: bool) -> None:
    cell.text_frame.text = plain(text)
    cell.margin_left = cell.margin_right = Pt(_PAD)
    cell.margin_top = cell.margin_bottom = Pt(0.5 * _PAD)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    paragraph = cell.text_frame.paragraphs[0]
    paragraph.font.size = Pt(size)
    paragraph.alignment = PP_ALIGN.RIGHT if number else PP_ALIGN.LEFT
