"""What the numbers rest on: every cell's evidence, the sources, and the record of how the workbook was made."""

from __future__ import annotations

from siting.model import Study
from siting.report.record import record
from siting.report.workbook.book import Book

__all__ = ["add_evidence", "add_record", "add_sources"]

_WIDTHS = (22, 28, 14, 16, 12, 12, 12, 40, 40, 12, 12, 30, 90)
_SOURCE_WIDTHS = (34, 70, 70, 14)
_NAMES = {
    "study": "Study",
    "study_hash": "Fingerprint of the study",
    "siting": "Version of siting",
    "as_of": "Knowledge as of",
    "overrides": "Changed from the file",
}


def add_evidence(book: Book, study: Study) -> None:
    """Add one row per cell of the table, with names for people."""
    table = study.provenance()
    sheet = book.sheet("Evidence", _WIDTHS)
    sheet.header(0, [str(name) for name in table.columns], words=len(table.columns))
    names = {"site": study.site_title, "criterion": study.column_title}
    for row, entry in enumerate(table.to_dict("records"), start=1):
        for column, (key, cell) in enumerate(entry.items()):
            sheet.entry(row, column, names[str(key)](cell) if key in names else cell)
        sheet.fit(row, entry.values(), _WIDTHS)
    sheet.raw.freeze_panes(1, 2)
    sheet.raw.autofilter(0, 0, len(table), len(table.columns) - 1)


def add_sources(book: Book, study: Study) -> None:
    """Add the sources that cells name, each once."""
    cells = (study.cell(site, criterion) for site in study.sites for criterion in study.criteria)
    sources = {source.id: source for cell in cells for source in cell.sources}
    sheet = book.sheet("Sources", _SOURCE_WIDTHS)
    sheet.header(0, ("Id", "Title", "Address", "Published"), words=4)
    for row, name in enumerate(sorted(sources), start=1):
        source = sources[name]
        texts = (source.id, source.title, source.url, source.published)
        for column, text in enumerate(texts):
            sheet.text(row, column, text)
        sheet.fit(row, texts, _SOURCE_WIDTHS)
    sheet.raw.freeze_panes(1, 0)


def add_record(book: Book, study: Study) -> None:
    """Add what is needed to make the same workbook again."""
    sheet = book.sheet("Record", (28, 80))
    for row, (key, entry) in enumerate(record(study).items()):
        changes = "; ".join(f"{name} = {change}" for name, change in entry.items()) if isinstance(entry, dict) else ""
        shown = (changes or "nothing") if isinstance(entry, dict) else entry or "all that is known"
        sheet.text(row, 0, _NAMES.get(key, key), "head")
        sheet.text(row, 1, str(shown))
