"""Where in a study's file a problem stands that was found after reading it."""

from __future__ import annotations

from os import PathLike
from pathlib import Path

from siting.errors import StudyError
from siting.files.document import locate
from siting.files.layout import study_file
from siting.files.positions import scan
from siting.files.text import TOML_LIMIT, read_text

__all__ = ["located"]


def located(error: StudyError, path: str | PathLike[str]) -> StudyError:
    """Return the error with the file, line and column of every problem that has none.

    Parameters
    ----------
    error
        Raised by a later step on the study that was read from `path`.
    path
        The study's folder or TOML file.
    """
    toml = read_text(study_file(Path(path)), limit=TOML_LIMIT)
    positions = scan(toml.text)
    return StudyError(problem if problem.file else locate(problem, toml, positions) for problem in error.problems)
