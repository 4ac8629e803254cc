"""What the numbers rest on, in words: kinds of evidence, flags, sources, day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from siting.labels import counted, display_name, join_words
from siting.model import Estimate, Measurement, Source, Study
from siting.model.performance import Cell
from siting.narrate.weight_sets import weight_notes
from siting.narrate.wording import column_name, listed, shorten, site_name

__all__ = ["evidence", "footnote", "kinds", "publications"]

KINDS = ("measured", "computed", "estimated", "judged", "given", "missing")
WORDS = {"given": "given without evidence"}

UNITS = ("_usd", "_kwh", "_mwh", "_lb", "_m3")
INPUTS = {"volume": "planned volume", "msrp": "list price", "battery": "battery size", "gvwr": "gross vehicle weight"}
"""Inputs of the programme, without their units, that have another name for readers."""


def evidence(study: Study) -> str:
    """Count the cells by how they came about, and name the warnings that travel with them and with the weights.

    Examples
    --------
    >>> import pandas as pd
    >>> table = pd.DataFrame({"cost": [1.0, None]}, index=["A", "B"])
    >>> evidence(Study.from_frame(table))
    'Of 2 cells 1 is given without evidence and 1 missing.'
    """
    return " ".join([kinds(study), *_flagged(study), *weight_notes(study)])


def kinds(study: Study) -> str:
    """Count the cells by how they came about.

    Examples
    --------
    >>> import pandas as pd
    >>> kinds(Study.from_frame(pd.DataFrame({"cost": [1.0, None]}, index=["A", "B"])))
    'Of 2 cells 1 is given without evidence and 1 missing.'
    """
    found = _kinds(study)
    total = counted(found.total(), "cell")
    parts = [f"{found[kind]:,} {WORDS.get(kind, kind)}" for kind in KINDS if found[kind]]
    if len(parts) == 1 and found.total() > 1:
        return f"All {total} are {parts[0].split(' ', 1)[1]}."
    number, first = parts[0].split(" ", 1)
    parts[0] = f"{number} {'is' if number == '1' else 'are'} {first}"
    return f"Of {total} {join_words(parts)}."


def footnote(study: Study) -> str:
    """Say what to know of the weights, on how many sources a result rests, and what is judged, estimated or flagged."""
    listed_once = publications(study)
    sources = f"Sources: {len(listed_once):,}" if listed_once else "Sources: none given"
    later = sum(_is_later(source, study.as_of) for source in listed_once)
    since = f" ({later:,} published later, on what was so by then)" if later else ""
    day = f", as known on {study.as_of.isoformat()}{since}." if study.as_of else "."
    soft = (*_of_kind(study, "judged"), *_of_kind(study, "estimated"))
    return " ".join([*weight_notes(study), sources + day, *soft, *_flagged(study)])


def _is_later(source: Source, day: date | None) -> bool:
    """Tell whether a source surely appeared after a day; one that only names the day's own year may be earlier."""
    return day is not None and source.published > day.isoformat()[: len(source.published)]


def publications(study: Study) -> list[Source]:
    """Return what the cells rest on by title, once each: a study may have its own id for a source of the fact base."""
    cells = _evidence(study).values()
    found = {(source.title, source.url, source.published): source for cell in cells for source in cell.sources}
    return [found[key] for key in sorted(found)]


def _flagged(study: Study) -> Iterator[str]:
    flags = Counter(flag for cell in _evidence(study).values() for flag in dict.fromkeys(cell.flags))
    named = [f"{shorten(flag)} ({counted(number, 'cell')})" for flag, number in flags.most_common()]
    if named:
        yield f"Flagged: {listed(named)}."


def _of_kind(study: Study, kind: str) -> Iterator[str]:
    inputs = [*_programme_inputs(study, kind), *_cell_names(study, kind)]
    if inputs:
        yield f"{display_name(kind)}: {listed(inputs, longest=8)}."


def _programme_inputs(study: Study, kind: str) -> list[str]:
    if study.programme is None:
        return []
    fields = {name: getattr(study.programme, name) for name in type(study.programme).model_fields}
    return [_input_name(name) for name, entry in fields.items() if isinstance(entry, Estimate) and entry.kind == kind]


def _input_name(field: str) -> str:
    bare = next((field.removesuffix(unit) for unit in UNITS if field.endswith(unit)), field)
    return INPUTS.get(bare, display_name(bare).lower())


def _cell_names(study: Study, kind: str) -> list[str]:
    """Name criteria with cells of a kind, with the sites where not all are."""
    sites: dict[str, list[str]] = {}
    for (site, criterion), cell in _evidence(study).items():
        if cell.kind == kind and not cell.missing:
            sites.setdefault(criterion, []).append(site)
    return [_of_sites(study, criterion, found) for criterion, found in sites.items()]


def _of_sites(study: Study, criterion: str, sites: list[str]) -> str:
    name = column_name(study, criterion)
    if len(sites) == len(study.sites):
        return name
    return f"{name} of {listed((site_name(study, site) for site in sites), longest=3)}"


def _kinds(study: Study) -> Counter[str]:
    """Cells by kind; those that carry no evidence are counted without making a record of each."""
    table = study.performance
    known = Counter(str(cell.kind) for cell in _evidence(study).values() if not cell.missing)
    filled = int(table.notna().to_numpy().sum())
    return known + Counter(given=filled - known.total(), missing=table.size - filled)


def _evidence(study: Study) -> dict[Cell, Measurement]:
    """Return the cells of sites and criteria that are more than a bare number."""
    cells = {**study.given.evidence, **study.measured}
    return {key: cell for key, cell in cells.items() if key[0] in study.sites and key[1] in study.criteria}
