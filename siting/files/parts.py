"""The parts that a study is read from, whatever kind of file holds them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Protocol

from siting.errors import Problem
from siting.files.excel_study import ExcelStudy
from siting.files.layout import WORKBOOK_ENDING, study_file
from siting.files.text import TextFile
from siting.files.toml_study import TomlStudy

__all__ = ["StudyParts", "open_parts"]


class StudyParts(Protocol):
    """A study before it is validated."""

    @property
    def document(self) -> Mapping[str, Any]:
        """The layout of ``study.toml``."""

    @property
    def performance(self) -> TextFile | None:
        """The given cells as CSV."""

    @property
    def facts(self) -> TextFile | None:
        """The study's own facts as CSV."""

    @property
    def problems(self) -> list[Problem]:
        """What is wrong with the files themselves."""

    def locate(self, problem: Problem) -> Problem:
        """Return a problem with the place of what its path leads to, or of the nearest thing around it."""


def open_parts(path: Path) -> StudyParts:
    """Open a study's folder, TOML file or Excel workbook.

    Raises
    ------
    StudyError
        If there is none, it cannot be read, or is not TOML or a workbook.
    """
    file = study_file(path)
    return ExcelStudy(file) if file.suffix.lower() == WORKBOOK_ENDING else TomlStudy(file)
