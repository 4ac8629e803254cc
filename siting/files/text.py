"""A text file as written: read whole, within a size limit, or refused with a problem that says why."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from siting.errors import Problem, StudyError

__all__ = ["CSV_LIMIT", "TOML_LIMIT", "TextFile", "read_text"]

MEGABYTE = 1_000_000
TOML_LIMIT = 2 * MEGABYTE
"""Largest study.toml that is read, in bytes: far above any study, small enough to answer at once."""
CSV_LIMIT = 20 * MEGABYTE
"""Largest CSV file that is read, in bytes."""
_WIDEST_EXCERPT = 200
_UNSHOWN = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffd]")
"""What a terminal would obey and not show, and what is no letter."""


@dataclass(frozen=True)
class TextFile:
    r"""A text with the name that messages call it by; line ends are ``\n``."""

    name: str
    text: str = field(repr=False)

    @cached_property
    def lines(self) -> list[str]:
        """The lines without their ends."""
        return self.text.split("\n")

    def problem(self, message: str, line: int, column: int | None = None, *, fix: str = "") -> Problem:
        """Make a problem that points into this file."""
        return self.located(Problem(message=message, fix=fix), line, column)

    def located(self, problem: Problem, line: int, column: int | None) -> Problem:
        """Return a problem with its place in this file; an overlong line is not quoted beyond the caret."""
        near = column is None or column <= _WIDEST_EXCERPT
        excerpt = self.lines[line - 1][:_WIDEST_EXCERPT].replace("\t", " ").rstrip() if near else ""
        excerpt = _UNSHOWN.sub("?", excerpt)
        return replace(problem, file=self.name, line=line, column=column, excerpt=excerpt)


def read_text(path: Path, *, limit: int) -> TextFile:
    """Read a UTF-8 text file, with or without a byte order mark.

    Parameters
    ----------
    path
        Called so in messages.
    limit
        Largest size in bytes.

    Raises
    ------
    StudyError
        If there is no such file, it cannot be read, is too large, or is not UTF-8 text.
    """
    content = _content(path, limit)
    if b"\0" in content:
        message = "not a text file: here is a null byte"
        raise StudyError(_at_byte(path, content, content.index(b"\0"), message, fix="save it as UTF-8 text"))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = f"not UTF-8 text: byte 0x{content[error.start]:02X}"
        raise StudyError(_at_byte(path, content, error.start, message, fix="save the file as UTF-8")) from None
    return TextFile(str(path), text.replace("\r\n", "\n"))


def _content(path: Path, limit: int) -> bytes:
    try:
        if not path.is_file():
            gone = "a link that leads to no file" if path.is_symlink() else "no such file"
            raise _refusal(path, "not a file" if path.exists() else gone)
        with path.open("rb") as stream:
            content = stream.read(limit + 1)
        if len(content) > limit:
            megabytes = path.stat().st_size / MEGABYTE
            raise _refusal(path, f"too large: {megabytes:,.1f} MB; at most {limit / MEGABYTE:g} MB are read")
    except OSError as error:
        raise _refusal(path, f"cannot be read: {error.strerror}") from None
    return content


def _refusal(path: Path, message: str, *, fix: str = "") -> StudyError:
    return StudyError(Problem(message=message, file=str(path), fix=fix))


def _at_byte(path: Path, content: bytes, offset: int, message: str, *, fix: str) -> Problem:
    """Return a problem at a byte of a file."""
    before = content[:offset].decode("utf-8-sig", errors="replace")
    file = TextFile(str(path), content.decode("utf-8-sig", errors="replace"))
    return file.problem(message, before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1, fix=fix)
