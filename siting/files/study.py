"""A study as read from its folder, or all that is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from dataclasses import replace as amended
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from siting import facts as fact_base
from siting.errors import Problem, StudyError
from siting.files.facts import read_facts
from siting.files.parts import StudyParts, open_parts
from siting.files.performance import GivenCells, read_performance
from siting.files.places import overriding
from siting.model import Fact, PerformanceTable, Reference, Source, Study
from siting.model.complaints import unknown
from siting.model.future import blamed, change_behind, changed_cells, overridden, unknown_targets
from siting.records import last_day, replace

__all__ = ["read_study"]

T = TypeVar("T")


def read_study(path: str | Path, *, overrides: Mapping[str, Any] | None = None) -> Study:
    """Read a study: ``study.toml`` with ``performance.csv`` and ``facts.csv`` beside it, or one Excel workbook.

    Parameters
    ----------
    path
        The folder, the TOML file itself, or an ``.xlsx`` file.
    overrides
        Changes by dotted key, made before the study is validated: ``{"as_of": "2026-11-22"}``,
        ``{"performance.melfi.skill": 3}``.

    Raises
    ------
    StudyError
        With every mistake found, each with its file, line and column, or its cell. A mistake in the syntax of TOML, or
        a file that cannot be read, stands alone.
    MissingExtra
        If a workbook is to be read and python-calamine is not installed.

    Examples
    --------
    >>> import tempfile
    >>> from siting.files import new_study
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     read_study(new_study(f"{folder}/plants"), overrides={"title": "Where to build"})
    Study('Where to build', 3 sites x 3 criteria)
    """
    draft = _Draft(open_parts(Path(path)), dict(overrides or {}))
    study = draft.checked()
    return replace(study, overrides=draft.changes) if draft.changes else study


@dataclass(slots=True)
class _Draft:
    """A study on the way from its files: what was read, and what is wrong with it so far."""

    parts: StudyParts
    changes: dict[str, Any]
    problems: list[Problem] = field(default_factory=list)
    cells: GivenCells = field(default_factory=GivenCells)
    facts: tuple[Fact, ...] = ()

    def checked(self) -> Study:
        document = overridden(self.parts.document, self.changes)
        self._read_tables(document)
        self.problems += [
            amended(problem, path=tuple(key.split(".")))
            for key, problem in unknown_targets(self.parts.document, self.changes)
        ]
        self.problems += _outside_the_facts(document, self.facts)
        changed = self._attempt(partial(changed_cells, self.changes)) or {}
        given = self.cells.table.updated(changed)
        found, self.problems = self.problems, []
        study = self._attempt(partial(Study.build, document, given=given, facts=self.facts, problems=found))
        self.problems += _future_problems(document, given, tuple(self.problems))
        if self.problems or study is None:
            raise StudyError(dict.fromkeys(self._located()))
        return study

    def _attempt(self, step: Callable[[], T]) -> T | None:
        try:
            return step()
        except StudyError as error:
            self.problems += error.problems
            return None

    def _read_tables(self, document: Mapping[str, Any]) -> None:
        parts = self.parts
        self.problems += parts.problems
        if parts.performance is None and parts.facts is None:
            return
        sources = _sources(document)
        if parts.performance is not None:
            self.cells = read_performance(parts.performance, sources)
            self.problems += self.cells.problems
        if parts.facts is not None:
            self.facts, problems = read_facts(parts.facts, sources)
            self.problems += problems

    def _located(self) -> Iterator[Problem]:
        for problem in self.problems:
            change = change_behind(problem.path, self.changes)
            if problem.file:
                yield problem
            elif change is not None:
                yield overriding(problem, change)
            else:
                yield self.cells.locate(problem) or self.parts.locate(problem)


def _sources(document: Mapping[str, Any]) -> dict[str, Source]:
    """Return the sources that a table may name: those of the fact base and, before them, the study's own."""
    listed = document.get("sources")
    own = listed if isinstance(listed, Mapping) else {}
    named = {name: _source(name, entry) for name, entry in own.items()}
    return {**named, **{name: source for name, source in fact_base.load().sources.items() if name not in named}}


def _source(name: str, entry: Any) -> Source:
    """Return a source even of an entry that is wrong: what is wrong with it is said elsewhere."""
    texts = (
        {key: text for key, text in entry.items() if key in Reference.model_fields} if isinstance(entry, dict) else {}
    )
    return Source.model_construct(**{"title": name, **texts, "id": name})


def _outside_the_facts(document: Mapping[str, Any], own: Sequence[Fact]) -> Iterator[Problem]:
    """Yield a day before anything was known, and subjects that no fact speaks of."""
    base = fact_base.load()
    begins = min([base.begins, *(fact.known_from for fact in own if fact.known_from)])
    with suppress(ValueError):  # what is no day is told elsewhere
        day = last_day(str(document.get("as_of") or base.ends))
        if day < begins:
            fix = "choose a later day, or leave as_of out to use all that is known"
            yield Problem(message=f"{day} is before the facts begin ({begins})", fix=fix, path=("as_of",))
    subjects = [*base.subjects, *(fact.subject for fact in own)]
    sites = document.get("sites")
    for site, entry in sites.items() if isinstance(sites, Mapping) else ():
        subject = entry.get("facts") if isinstance(entry, Mapping) else None
        if isinstance(subject, str) and subject and subject not in subjects:
            yield unknown("subject of the facts", subject, subjects, path=("sites", site, "facts"))


def _future_problems(
    document: Mapping[str, Any], given: PerformanceTable, known: Sequence[Problem]
) -> Iterator[Problem]:
    """Yield what is wrong with the study as each future would change it, beyond what is wrong with the study itself."""
    futures = document.get("futures")
    base = {**document, "futures": {}}
    said = {(problem.path, problem.message) for problem in known}
    for name, future in futures.items() if isinstance(futures, Mapping) else ():
        written = future.get("changes") if isinstance(future, Mapping) else None
        if not isinstance(written, Mapping):
            continue
        wrong = {problem.path[3] for problem in known if problem.path[:3] == ("futures", name, "changes")}
        changes = {key: value for key, value in written.items() if key not in wrong}
        try:
            Study.build(overridden(base, changes), given=given.updated(changed_cells(changes)), problems=known)
        except StudyError as error:
            strange = [problem for problem in error.problems if (problem.path, problem.message) not in said]
            yield from (blamed(problem, future=name, changes=changes) for problem in strange)
