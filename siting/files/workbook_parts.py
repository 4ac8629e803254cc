"""What must be known of a workbook before its cells are read: how large it is, how far it reaches, where it has errors.

A reader of workbooks lays out each sheet as a full rectangle and passes over cells such as ``#N/A``; so both are looked
for in the parts that an ``.xlsx`` file is packed of.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET
from zipfile import BadZipFile, ZipFile
from zlib import error as BadDeflate  # noqa: N812

from siting.errors import Problem, StudyError
from siting.files.text import CSV_LIMIT, MEGABYTE

__all__ = ["SheetParts", "sheets_of"]

UNPACKED_LIMIT = 5 * CSV_LIMIT
AREA_LIMIT = 5_000_000
"""Most cells that a sheet may span from A1 to its last one, in rows and columns."""

_CELL = re.compile(rb"<c ([^>]*?)/?>(?:<f[^>]*?(?:/>|>[^<]*</f>))?(?:<v>([^<]*)</v>)?")
_ADDRESS = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')
_BROKEN = (BadZipFile, BadDeflate, EOFError, KeyError, ET.ParseError, NotImplementedError, RuntimeError)
"""What a file that is packed wrongly, or locked by a password, makes the reading raise."""
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@dataclass(frozen=True, slots=True)
class SheetParts:
    """A sheet as packed; rows and columns count from 1."""

    name: str
    last: tuple[int, int]
    """Last row and last column in use."""
    errors: tuple[tuple[int, int, str], ...]
    """Row, column and name of each cell that holds an error."""

    @property
    def is_readable(self) -> bool:
        """Whether the rectangle from A1 to the last cell is small enough to be read."""
        return self.last[0] * self.last[1] <= AREA_LIMIT


def sheets_of(file: Path) -> list[SheetParts]:
    """Look through the sheets of a workbook.

    Raises
    ------
    StudyError
        If the file is too large, is no workbook, or cannot be read.
    """
    try:
        if not file.is_file():
            raise _refusal(file, "not a file")
        _refuse_size(file, file.stat().st_size, CSV_LIMIT)
        with ZipFile(file) as book:
            _refuse_size(file, sum(part.file_size for part in book.infolist()), UNPACKED_LIMIT)
            return [_looked_through(name, book.read(part)) for name, part in _names(book)]
    except (
        BadZipFile,
        BadDeflate,
        EOFError,
        KeyError,
        ET.ParseError,
        NotImplementedError,
        RuntimeError,
    ) as error:
        fix = "save it as an Excel workbook (.xlsx) without a password"
        raise _refusal(file, f"not an Excel workbook: {str(error).strip(chr(39))}", fix=fix) from None
    except OSError as error:
        raise _refusal(file, f"cannot be read: {error.strerror or error}") from None


def _names(book: ZipFile) -> Iterator[tuple[str, str]]:
    """Yield the name of each sheet and of the part that holds it; a sheet of nothing but a chart is passed over."""
    relations = ET.fromstring(book.read("xl/_rels/workbook.xml.rels"))
    targets = {entry.get("Id"): entry.get("Target", "") for entry in relations}
    for sheet in ET.fromstring(book.read("xl/workbook.xml")).iterfind("{*}sheets/{*}sheet"):
        part = posixpath.normpath(posixpath.join("/xl", targets.get(sheet.get(_RELATION), ""))).lstrip("/")
        if part.startswith("xl/worksheets/"):
            yield sheet.get("name", ""), part


def _looked_through(name: str, content: bytes) -> SheetParts:
    last_row = last_column = 1
    errors: list[tuple[int, int, str]] = []
    for cell in _CELL.finditer(content):
        address = _ADDRESS.search(cell[1])
        if address is None:
            continue
        row, column = int(address[2]), _column(address[1])
        last_row, last_column = max(last_row, row), max(last_column, column)
        if b't="e"' in cell[1]:
            errors.append((row, column, (cell[2] or b"an error").decode(errors="replace")))
    return SheetParts(name, (last_row, last_column), tuple(errors))


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + letter - ord("A") + 1
    return number


def _refuse_size(file: Path, size: int, limit: int) -> None:
    if size > limit:
        message = f"too large: {size / MEGABYTE:,.1f} MB; at most {limit / MEGABYTE:g} MB are read"
        raise _refusal(file, message, fix="keep what is no part of the study in another file")


def _refusal(file: Path, message: str, *, fix: str = "") -> StudyError:
    return StudyError(Problem(message=message, file=str(file), fix=fix))
