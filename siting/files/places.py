"""Where in a study's file a problem stands that was found after reading it."""

from __future__ import annotations

from os import PathLike
from pathlib import Path

from siting.errors import StudyError
from siting.files.parts import open_parts

__all__ = ["located"]


def located(error: StudyError, path: str | PathLike[str]) -> StudyError:
    """Return the error with the file and place of every problem that has none.

    Parameters
    ----------
    error
        Raised by a later step on the study that was read from `path`.
    path
        The study's folder, TOML file or workbook.
    """
    parts = open_parts(Path(path))
    return StudyError(problem if problem.file else parts.locate(problem) for problem in error.problems)
