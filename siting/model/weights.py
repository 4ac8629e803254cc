"""Weights of one stakeholder or viewpoint, with the record of how they arose."""

from __future__ import annotations

from typing import Annotated, Any

import pandas as pd
from pydantic import Field

from siting.labels import counted
from siting.markup import html_table
from siting.model.criterion import Range
from siting.records import Day, Record, Sequence

__all__ = ["WeightSet", "WeightVersion"]


class WeightVersion(Record):
    """Weights that were used before, kept when they were replaced."""

    points: dict[str, Annotated[float, Field(ge=0)]]
    by: str = ""
    """Who gave these weights."""
    on: Day | None = None
    """The day from which these weights were used."""
    replaced_on: Day | None = None
    reason: str = ""
    """Why they were replaced."""
    results_seen: bool = False
    """Whether results under them were known when they were replaced."""


class WeightSet(Record):
    """Swing weights as given: any positive scale, relative among siblings of the value tree; zero allowed."""

    points: dict[str, Annotated[float, Field(ge=0)]] = {}
    """Criterion or objective to weight. An objective that is left out gets the sum of its children."""
    statements: Sequence[str] = ()
    """What is known of the weights of the criteria without a number for each: ``"cost > skill"``, ``"cost at least 2
    times rail"``, ``"rail between 0.1 and 0.3"``. Without points, the centre of all weights that agree is used."""
    title: str = ""
    method: str = "direct"
    """How the weights were elicited: direct, swing, rank order, pairwise ..."""
    by: str = ""
    on: Day | None = None
    reason: str = ""
    answers: dict[str, Any] = {}
    """The raw judgements from which the points were computed."""
    ranges: dict[str, Range] = {}
    """The ranges that the judgements referred to; a study with other ranges has stale weights."""

    log: Sequence[WeightVersion] = ()
    """Earlier versions, the oldest first."""

    @property
    def weights(self) -> pd.Series[float]:
        """The points scaled to sum to one, as a Series by criterion (for sets without a tree)."""
        points = pd.Series(self.points, dtype=float)
        return points / points.sum()

    def __repr__(self) -> str:
        name = f"{self.title!r}, " if self.title else ""
        said = counted(len(self.points), "point") if self.points else counted(len(self.statements), "statement")
        return f"{type(self).__name__}({name}{said}, {self.method})"

    def _repr_html_(self) -> str:
        if self.points:
            return html_table(list(self.points.items()), ["criterion or objective", "points"], caption=repr(self))
        return html_table([(text,) for text in self.statements], ["statement"], caption=repr(self))
