"""A study: sites, criteria, performances, weights, requirements, futures, and the day whose knowledge is used."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace as amended
from typing import Annotated, Any

import pandas as pd
from pydantic import ConfigDict, Field, ValidationError
from pydantic.json_schema import SkipJsonSchema

from siting.errors import Problem, StudyError
from siting.labels import counted
from siting.markup import html_table
from siting.model import complaints, consistency, frames, provenance
from siting.model.anatomy import field_names
from siting.model.brand import StudyBrand
from siting.model.criterion import Criterion, Requirement
from siting.model.fact import Fact
from siting.model.future import Future, changed_cells, overridden, unknown_targets
from siting.model.measurement import Measurement, Reference
from siting.model.money_plan import MoneyPlan
from siting.model.objective import Objective
from siting.model.performance import Cell, PerformanceTable
from siting.model.programme import Programme
from siting.model.site import Site
from siting.model.tree import ValueTree
from siting.model.weights import WeightSet
from siting.records import Day, Name, Record, Sequence, replace

__all__ = ["Study"]

_MOST_SHOWN = 50


class Study(Record):
    """One siting decision. Frozen: `overridden` and `measured` return new studies."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    title: str = ""
    question: str = ""
    as_of: Day | None = None
    """The day whose knowledge is used; None for all that is known."""
    programme: Programme | None = None
    money: MoneyPlan | None = None
    """What the study decides about money; without it only merit is computed."""
    sites: Annotated[dict[Name, Site], Field(min_length=1)]
    criteria: Annotated[dict[Name, Criterion], Field(min_length=1)]
    tree: dict[str, Any] = {}
    """Objectives over criteria, nested; criteria that are not named hang from the root."""
    objectives: dict[Name, Objective] = {}
    """Titles and notes of objectives, by id; those of the tree that need none are left out."""
    weights: dict[Name, WeightSet] = {}
    """Weight sets by name; the first is the default. Without any, all criteria weigh the same."""
    requirements: dict[Name, Requirement] = {}
    futures: dict[Name, Future] = {}
    brand: StudyBrand | None = None
    """Colours, font and logo of what is shown; the house style if left out."""
    sources: dict[Name, Reference] = {}
    """What the performances and the study's own facts can be checked against, by id."""
    facts: SkipJsonSchema[Annotated[Sequence[Fact], Field(exclude=True)]] = ()
    """The study's own facts, which come before those of the fact base."""
    given: SkipJsonSchema[Annotated[PerformanceTable, Field(exclude=True, default_factory=PerformanceTable)]]
    """Cells that the study brings with it."""
    measured: SkipJsonSchema[Annotated[dict[Cell, Measurement], Field(exclude=True)]] = {}
    """Cells that measures have computed for this study."""
    overrides: SkipJsonSchema[Annotated[dict[str, Any], Field(exclude=True)]] = {}
    """What was changed from the base study, by dotted key, for the record."""

    @classmethod
    def build(
        cls,
        document: Mapping[str, Any],
        *,
        given: PerformanceTable | None = None,
        facts: tuple[Fact, ...] = (),
        problems: Iterable[Problem] = (),
    ) -> Study:
        """Validate a study document (the layout of ``study.toml``) and its given cells.

        Parameters
        ----------
        document
            Nested mappings and lists.
        given, facts
            Cells and facts that the study brings with it.
        problems
            Mistakes found on the way here, to be reported with the rest.

        Raises
        ------
        StudyError
            With every problem found, not only the first.
        """
        given = given or PerformanceTable()
        problems = [*problems, *consistency.find_problems(document, given)]
        keys = field_names(cls)
        problems += [
            complaints.unknown("key", key, keys, path=(complaints.Key(key),)) for key in document if key not in keys
        ]
        known = {key: entry for key, entry in document.items() if key in keys}
        try:
            study = cls(**{**known, "facts": facts, "given": given})
        except ValidationError as error:
            problems += complaints.explain(error, cls, document)
        if problems or (problems := list(consistency.untested(document, given))):
            raise StudyError(problems)
        return study

    @classmethod
    def from_frame(  # noqa: PLR0913 (each describes one side of the table)
        cls,
        performance: pd.DataFrame,
        *,
        directions: Mapping[str, str] | None = None,
        weights: Mapping[str, float] | None = None,
        ranges: Mapping[str, tuple[float, float]] | None = None,
        value_functions: Mapping[str, Any] | None = None,
        tree: Mapping[str, Any] | None = None,
        uncertainty: Mapping[Cell, tuple[Any, ...]] | None = None,
        correlations: Mapping[str, float] | None = None,
        title: str = "",
    ) -> Study:
        """Make a study from a table of sites x criteria.

        Parameters
        ----------
        performance
            Floats (or level names), sites x criteria; NaN means missing.
        directions
            ``"max"`` (default) or ``"min"`` by criterion.
        weights
            Any positive scale, by criterion or objective, relative among siblings; equal if left out.
        ranges
            (worst, best) by criterion; the worst and best of the sites if left out.
        value_functions
            Functions of `siting.values` by criterion.
        tree
            ``{"objective": ["criterion", ...]}``, nested as deep as needed.
        uncertainty
            ``{(site, criterion): ("normal", sd) | ("uniform", low, high) | ("triangular", low, mode, high)}``.
        correlations
            How far the uncertain cells of a criterion move together across the sites, 0..1 by criterion.

        Raises
        ------
        StudyError
            With every problem found.

        Examples
        --------
        >>> import pandas as pd
        >>> table = pd.DataFrame({"cost": [100.0, 900.0], "skill": [2.0, 5.0]}, index=["A", "B"])
        >>> Study.from_frame(table, directions={"cost": "min"}, weights={"cost": 1, "skill": 3})
        Study(2 sites x 2 criteria)
        """
        by_criterion = {
            "directions": directions or {},
            "ranges": ranges or {},
            "value_functions": value_functions or {},
            "correlations": correlations or {},
        }
        problems = list(frames.misfits(performance, **by_criterion))
        given, mistakes = frames.table(performance, uncertainty or {})
        document = frames.document(performance, weights=weights, tree=tree or {}, title=title, **by_criterion)
        try:
            return cls.build(document, given=given, problems=[*problems, *mistakes])
        except StudyError as error:
            raise StudyError(frames.in_callers_words(problem) for problem in error.problems) from None

    def overridden(self, changes: Mapping[str, Any]) -> Study:
        """Return the study with dotted keys changed (``{"programme.body": "other"}``); measured cells are dropped.

        Raises
        ------
        StudyError
            If the changed study is not valid.
        """
        document = self.model_dump()
        problems = [amended(problem, path=tuple(key.split("."))) for key, problem in unknown_targets(document, changes)]
        study = Study.build(
            overridden(document, changes),
            given=self.given.updated(changed_cells(changes)),
            facts=self.facts,
            problems=problems,
        )
        return replace(study, overrides={**self.overrides, **changes})

    def in_future(self, name: str) -> Study:
        """Return the study as changed by one of its futures; measured cells are dropped.

        Raises
        ------
        StudyError
            If the study has no such future.
        """
        if name not in self.futures:
            raise StudyError(complaints.unknown("future", name, self.futures, path=("futures",)))
        return self.overridden(self.futures[name].changes)

    def with_measured(self, cells: Mapping[Cell, Measurement]) -> Study:
        """Return the study with computed cells filled in."""
        return replace(self, measured=dict(cells))

    @property
    def value_tree(self) -> ValueTree:
        """The objectives over this study's criteria."""
        return ValueTree.build(self.tree, self.criteria)

    @property
    def table(self) -> PerformanceTable:
        """Given and measured cells together."""
        return self.given.updated(self.measured) if self.measured else self.given

    @property
    def performance(self) -> pd.DataFrame:
        """Raw figures, sites x criteria, NaN where missing."""
        return self.table.figures.reindex(index=list(self.sites), columns=list(self.criteria))

    def cell(self, site: str, column: str) -> Measurement:
        """Return what is known of a cell; a cell that nothing fills is a missing measurement."""
        found = self.measured.get((site, column)) or self.given.cell(site, column)
        unit = self.criteria[column].unit if column in self.criteria else ""
        if found is None:
            return Measurement(value=None, unit=unit)
        return found if found.unit or not unit else replace(found, unit=unit)

    def weight_set(self, name: str | None = None) -> WeightSet:
        """Return a weight set; the first one, or equal weights if there is none, for None.

        Raises
        ------
        StudyError
            If there is no set of that name, or it holds statements and no points yet.
        """
        if name is None:
            if not self.weights:
                return WeightSet(points=dict.fromkeys(self.criteria, 1.0), title="equal weights", method="equal")
            name = next(iter(self.weights))
        if name not in self.weights:
            raise StudyError(complaints.unknown("weight set", name, self.weights, path=("weights",)))
        found = self.weights[name]
        if not found.points:
            raise StudyError(
                Problem(
                    message=f"weight set {name!r} says something about the weights, but has no points",
                    fix="siting.sensitivity.settled(study) takes the centre of all weights that agree",
                    path=("weights", name),
                )
            )
        return found

    def led_by(self, weight_set: str | None) -> Study:
        """Return the study with a weight set as its first, which is the one that everything uses; itself for None.

        Raises
        ------
        StudyError
            If there is no set of that name.
        """
        if weight_set is None:
            return self
        return replace(self, weights={weight_set: self.weight_set(weight_set), **self.weights})

    def site_title(self, site: str) -> str:
        """Return the name of a site for people."""
        return self.sites[site].title or site

    def column_title(self, column: str) -> str:
        """Return the name of a criterion, objective or requirement for people."""
        entry = self.criteria.get(column) or self.objectives.get(column) or self.requirements.get(column)
        return entry.title if entry and entry.title else column

    def provenance(self) -> pd.DataFrame:
        """Return the evidence of every cell.

        Returns
        -------
        DataFrame
            One row per cell: site, criterion, value, unit, low, high, kind, source, url, as_of, confidence, trace.
        """
        return provenance.frame({(site, name): self.cell(site, name) for site in self.sites for name in self.criteria})

    def __repr__(self) -> str:
        name = f"{self.title!r}, " if self.title else ""
        day = f", as of {self.as_of}" if self.as_of else ""
        size = f"{counted(len(self.sites), 'site')} x {counted(len(self.criteria), 'criterion', 'criteria')}"
        return f"Study({name}{size}{day})"

    def _repr_html_(self) -> str:
        """Show the performances of the first sites, with units."""
        columns = self.criteria.items()
        heads = [f"{self.column_title(name)} ({entry.unit})".replace(" ()", "") for name, entry in columns]
        shown = list(self.sites)[:_MOST_SHOWN]
        rows = [(self.site_title(site), *(self.cell(site, name).value for name in self.criteria)) for site in shown]
        more = f"; the first {_MOST_SHOWN} sites" if len(self.sites) > _MOST_SHOWN else ""
        return html_table(rows, ["site", *heads], caption=f"{self!r}{more}")
