"""A text file as written: read whole, within a size limit, or refused with a problem that says why."""

from __future__ import annotations

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
        raise _refusal(path, "not a text file: it holds null bytes", fix="save it as UTF-8 text")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise StudyError(_not_utf8(path, content, error.start)) from None
    return TextFile(str(path), text.replace("\r\n", "\n"))


def _content(path: Path, limit: int) -> bytes:
    try:
        if not path.is_file():
            raise _refusal(path, "not a file" if path.exists() else "no such file")
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


def _not_utf8(path: Path, content: bytes, offset: int) -> Problem:
    before = content[:offset].decode("utf-8-sig")
    return Problem(
        message=f"not UTF-8 text: byte 0x{content[offset]:02X}",
        file=str(path),
        line=before.count("\n") + 1,
        column=len(before) - (before.rfind("\n") + 1) + 1,
        fix="save the file as UTF-8",
    )
