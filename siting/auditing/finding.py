"""One thing that an audit found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["Finding", "Level"]

Level = Literal["info", "warning", "error"]
"""`error`: the result means nothing as it stands; `warning`: it may mislead; `info`: worth knowing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A named finding: how serious, where in the study, what, and how to mend it."""

    check: str
    level: Level
    where: str
    """Dotted path into the study: ``criteria.cost``, ``weights.board``, ``performance.melfi.cost``."""
    message: str
    fix: str

    @property
    def text(self) -> str:
        """Message and fix as two sentences."""
        return f"{self.message}. Fix: {self.fix}."
