"""The parts of a study in a folder: ``study.toml`` and the CSV files beside it."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import Any

from siting.errors import Problem, StudyError
from siting.files.document import locate, parse
from siting.files.layout import FACTS, PERFORMANCE, misnamed
from siting.files.positions import Positions, scan
from siting.files.text import CSV_LIMIT, TOML_LIMIT, TextFile, read_text

__all__ = ["TomlStudy"]


class TomlStudy:
    """A study's TOML file, read; the tables beside it are read with it."""

    def __init__(self, file: Path) -> None:
        self._toml = read_text(file, limit=TOML_LIMIT)
        self.document: dict[str, Any] = parse(self._toml)
        self.problems: list[Problem] = list(misnamed(file.parent))
        self.performance = self._table(file.with_name(PERFORMANCE))
        self.facts = self._table(file.with_name(FACTS))

    def _table(self, file: Path) -> TextFile | None:
        try:
            return read_text(file, limit=CSV_LIMIT) if file.exists() or file.is_symlink() else None
        except StudyError as error:
            self.problems += error.problems
            return None

    @cached_property
    def _positions(self) -> Positions:
        return scan(self._toml.text)

    def locate(self, problem: Problem) -> Problem:
        """Return a problem with its line and column in the TOML file."""
        return locate(problem, self._toml, self._positions)
