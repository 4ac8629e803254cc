"""A study back into files: what `read_study` reads again as the same study."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from io import StringIO
from pathlib import Path, PurePosixPath
from typing import Any

from siting import facts as fact_base
from siting.errors import OutputError, Problem, StudyError
from siting.files import facts as fact_rows
from siting.files import performance
from siting.files.folder import place_folder
from siting.files.layout import FACTS, PERFORMANCE, STUDY
from siting.files.toml_text import document_text
from siting.model import Measurement, Study
from siting.placing import failures_reported

__all__ = ["cell_rows", "document_of", "fact_entries", "write_toml"]


def write_toml(study: Study, folder: str | Path) -> Path:
    """Write a study as a folder with ``study.toml`` and, where it has such, ``performance.csv`` and ``facts.csv``.

    Comments of the file that the study came from, its overrides as such and its measured cells are not written: what
    is measured is measured again.

    Parameters
    ----------
    folder
        Must be empty or not there yet.

    Raises
    ------
    OutputError
        If the folder holds anything, or cannot be written.
    StudyError
        If a cell carries what the files have no place for: a distribution, flags or a trace.

    Examples
    --------
    >>> import tempfile
    >>> from siting.files import new_study, read_study
    >>> with tempfile.TemporaryDirectory() as here:
    ...     study = read_study(new_study(f"{here}/first"))
    ...     again = read_study(write_toml(study, f"{here}/second"))
    >>> again.model_dump() == study.model_dump(), again.performance.equals(study.performance)
    (True, True)
    """
    target = Path(folder)
    with failures_reported(target):
        if target.exists() and (not target.is_dir() or any(target.iterdir())):
            raise OutputError(f"{target}: is there and not empty; a written study overwrites nothing")
    files: dict[PurePosixPath, bytes | str] = {PurePosixPath(STUDY): document_text(document_of(study))}
    tables: tuple[tuple[str, tuple[str, ...], list[dict[str, Any]]], ...] = (
        (PERFORMANCE, performance.COLUMNS.names, list(cell_rows(study))),
        (FACTS, fact_rows.COLUMNS.names, list(fact_entries(study))),
    )
    for name, columns, rows in tables:
        if rows:
            files[PurePosixPath(name)] = _csv(columns, rows)
    return place_folder(target, files)


def document_of(study: Study) -> dict[str, Any]:
    """Return the study as the plain document of ``study.toml``: nothing that is as it would be if left out."""
    document = study.model_dump(exclude_defaults=True)
    for name, criterion in study.criteria.items():
        if criterion.value is not None:
            entry = document["criteria"][name]
            entry["value"] = {"shape": criterion.value.shape, **entry["value"]}
    for reference in _foreign_sources(study):
        document.setdefault("sources", {})[reference.id] = reference.model_dump(exclude={"id"}, exclude_defaults=True)
    return {key: document[key] for key in sorted(document, key=_place)}


_ORDER = (
    "title", "question", "as_of", "programme", "money", "sites", "criteria", "tree", "objectives", "weights",
    "requirements",
)  # fmt: skip


def _place(key: str) -> int:
    return _ORDER.index(key) if key in _ORDER else len(_ORDER)


def _foreign_sources(study: Study) -> Iterator[Any]:
    """Yield sources of cells and facts that neither the study nor the fact base lists."""
    known = {*study.sources, *fact_base.load().sources, fact_rows.OWN.id}
    sources = [source for cell in study.given.evidence.values() for source in cell.sources]
    for source in [*sources, *(fact.source for fact in study.facts)]:
        if source.id not in known:
            known.add(source.id)
            yield source


def cell_rows(study: Study) -> Iterator[dict[str, Any]]:
    """Yield the given cells as rows of ``performance.csv``, in the order of the study's table.

    Raises
    ------
    StudyError
        If a cell carries a distribution, flags or a trace.
    """
    given = study.given
    bare = [(site, column) for site in given.figures.index for column in given.figures.columns]
    for site, column in dict.fromkeys([*given.evidence, *bare]):
        cell = given.cell(site, column)
        if cell is not None and not (cell.missing and (site, column) not in given.evidence):
            _refuse_riches(cell, site, column)
            yield {"site": site, "criterion": column, **_fields(cell)}


def _fields(cell: Measurement) -> dict[str, Any]:
    fields = cell.model_dump(exclude_defaults=True, exclude_none=True, exclude={"sources"})
    return {**fields, **({"source": ";".join(source.id for source in cell.sources)} if cell.sources else {})}


def _refuse_riches(cell: Measurement, site: str, column: str) -> None:
    for name in ("distribution", "flags", "trace"):
        if getattr(cell, name):
            message = f"study files have no place for the {name} of a cell"
            raise StudyError(Problem(message=message, path=("performance", site, column)))


def fact_entries(study: Study) -> Iterator[dict[str, Any]]:
    """Yield the study's own facts as rows of ``facts.csv``."""
    for fact in study.facts:
        entries = {name: getattr(fact, name) for name in fact_rows.COLUMNS.names}
        entries["source"] = None if fact.source == fact_rows.OWN else fact.source.id
        yield {name: entry for name, entry in entries.items() if entry is not None and entry != ""}


def _csv(columns: tuple[str, ...], rows: Iterable[Mapping[str, Any]]) -> str:
    stream = StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_field_text(row.get(column, "")) for column in columns] for row in rows)
    return stream.getvalue()


def _field_text(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return repr(value) if isinstance(value, float) else str(value)
