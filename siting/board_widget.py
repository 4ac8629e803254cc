"""The notebook widget behind `siting.board`: the board's own front end, with weights that flow back to Python."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from math import inf
from typing import Any

import anywidget
import pandas as pd
import traitlets

from siting.errors import Problem, StudyError, did_you_mean
from siting.evaluation import global_weights
from siting.labels import counted
from siting.model import Study
from siting.report.board import board_data, module_text, style_text

__all__ = ["BoardWidget"]


class BoardWidget(anywidget.AnyWidget):
    """A board in a notebook. What is moved on it can be read here, and what is set here moves it.

    Parameters
    ----------
    study
        With its cells measured.

    Raises
    ------
    StudyError, MethodError
        If the study, or one of its futures, cannot be evaluated.

    Examples
    --------
    >>> study = Study.from_frame(pd.DataFrame({"risk": [1.0, 0.0], "skill": [0.0, 1.0]}, index=["A", "B"]))
    >>> board = BoardWidget(study)
    >>> board.weights = {"risk": 3, "skill": 1}
    >>> board.global_weights.to_dict()
    {'risk': 0.75, 'skill': 0.25}
    """

    _esm = module_text()
    _css = style_text()

    data = traitlets.Dict().tag(sync=True)
    """What the board shows; made from the study."""
    weights = traitlets.Dict().tag(sync=True)
    """Weight by criterion, on any positive scale; what is left out has none. What has no meaning is a `StudyError`."""
    weight_set = traitlets.Unicode().tag(sync=True)
    """The weight set that is chosen; one that is chosen without new weights brings its own."""
    future = traitlets.Unicode().tag(sync=True)
    """The future that is chosen; empty for the study as given."""
    locked: traitlets.List[str] = traitlets.List().tag(sync=True)
    """Criteria whose weight is locked."""
    vary = traitlets.Unicode().tag(sync=True)
    """The criterion or objective whose weight is moved."""

    def __init__(self, study: Study) -> None:
        super().__init__(
            data=board_data(study),
            weights=global_weights(study).to_dict(),
            weight_set=next(iter(study.weights), ""),
        )

    def __repr__(self) -> str:
        said = [f"{counted(len(self.data['sites']), 'site')} x {counted(len(self._criteria), 'criterion', 'criteria')}"]
        said += [f"weight set {self.weight_set!r}"] if self.weight_set else []
        said += [f"future {self.future!r}"] if self.future else []
        return f"BoardWidget({', '.join(said)})"

    @property
    def global_weights(self) -> pd.Series[float]:
        """Weight of each criterion as it stands on the board, sum 1."""
        weights: pd.Series[float] = pd.Series(self.weights, dtype=float, name="weight")
        return weights / weights.sum()

    @traitlets.validate("weights")
    def _weights_are_known(self, proposal: dict[str, Any]) -> dict[str, float]:
        given: dict[str, float] = proposal["value"]
        criteria = self._criteria
        problems = [*_unknown("criterion", given, criteria, path="weights"), *_impossible(given)]
        if problems:
            raise StudyError(problems)
        return {name: float(given.get(name, 0.0)) for name in criteria}

    @traitlets.validate("weight_set", "future", "locked", "vary")
    def _names_are_known(self, proposal: dict[str, Any]) -> object:
        trait, value = proposal["trait"].name, proposal["value"]
        kind, known = {
            "weight_set": ("weight set", [entry["id"] for entry in self.data["weight_sets"]]),
            "future": ("future", [entry["id"] for entry in self.data["futures"]]),
            "locked": ("criterion", self._criteria),
            "vary": ("criterion or objective", ["", *(node["id"] for node in self.data["nodes"])]),
        }[trait]
        problems = [*_unknown(kind, value if trait == "locked" else [value], known, path=trait)]
        if problems:
            raise StudyError(problems)
        return value

    @property
    def _criteria(self) -> list[str]:
        return [node["id"] for node in self.data["nodes"][: self.data["tree"]["count"]]]


def _unknown(kind: str, names: Iterable[str], known: list[str], *, path: str) -> Iterator[Problem]:
    for name in names:
        if name not in known:
            yield Problem(message=f"unknown {kind} {name!r}", expected=did_you_mean(name, known), path=(path, name))


def _impossible(given: Mapping[str, object]) -> Iterator[Problem]:
    for name, weight in given.items():
        if isinstance(weight, bool) or not isinstance(weight, int | float) or not 0 <= weight < inf:
            yield Problem(message=f"{weight!r} is no weight", expected="a number from 0 up", path=("weights", name))
    if not any(given.values()):
        yield Problem(message="no criterion has any weight", path=("weights",))
