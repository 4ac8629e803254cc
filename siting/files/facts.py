"""The study's own facts: ``facts.csv``, one dated and sourced statement a row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from siting.errors import Problem, StudyError
from siting.files.fields import convert, make, sources_among, to_day, to_number_or_text
from siting.files.rows import Columns, Row, read_rows
from siting.files.text import TextFile
from siting.model.fact import Fact, FactValue
from siting.model.measurement import Source

__all__ = ["COLUMNS", "read_facts"]

COLUMNS = Columns(
    names=(
        "subject", "attribute", "value", "unit", "period", "known_from", "source", "confidence", "basis", "note",
    ),
    required=("subject", "attribute", "value"),
)  # fmt: skip
UNSOURCED = frozenset({"estimate", "planning"})
OWN = Source(id="study", title="this study's own assumption")


def read_facts(file: TextFile, sources: Mapping[str, Source]) -> tuple[tuple[Fact, ...], list[Problem]]:
    """Read the study's own facts, and what is wrong with the rows that hold none.

    Parameters
    ----------
    file
        Columns subject, attribute, value, and optionally unit, period, known_from, source, confidence, basis and note.
        A fact of a period needs the day from which it was known; without a source its basis must be ``estimate`` or
        ``planning``.
    sources
        Those that the source column may name, by id.
    """
    facts: list[Fact] = []
    problems: list[Problem] = []
    seen: Counter[str] = Counter()
    for entry in read_rows(file, COLUMNS):
        if isinstance(entry, Problem):
            problems.append(entry)
            continue
        name = "{subject}.{attribute}@".format(**{key: entry[key].text for key in ("subject", "attribute")})
        name += entry["period"].text if "period" in entry else ""
        seen[name] += 1
        try:
            facts.append(_fact(file, entry, f"{name}#{seen[name]}" if seen[name] > 1 else name, sources))
        except StudyError as error:
            problems += error.problems
    return tuple(facts), problems


def _fact(file: TextFile, row: Row, name: str, sources: Mapping[str, Source]) -> Fact:
    readers = {"value": _value, "known_from": to_day, "source": sources_among(sources)}
    values, problems = convert(file, row, readers)
    problems += _undated(file, row) + _unsourced(file, row)
    if problems:
        raise StudyError(problems)
    return make(file, row, Fact, {**values, "id": name, "source": _one_source(values)})


def _value(text: str) -> FactValue:
    return {"true": True, "false": False}[text] if text in {"true", "false"} else to_number_or_text(text)


def _one_source(values: Mapping[str, Any]) -> Source:
    return values["source"][0] if values.get("source") else OWN


def _undated(file: TextFile, row: Row) -> list[Problem]:
    if "period" not in row or "known_from" in row:
        return []
    fix = "fill known_from; leave period and known_from both empty for what never changes"
    field = row["period"]
    return [file.problem("a fact of a period needs the day from which it was known", field.line, field.column, fix=fix)]


def _unsourced(file: TextFile, row: Row) -> list[Problem]:
    basis = row["basis"].text if "basis" in row else "reported"
    if "source" in row or basis in UNSOURCED:
        return []
    field = row["subject"]
    fix = "name a source of the study, or set basis to estimate or planning"
    return [file.problem(f"a {basis} fact needs a source", field.line, field.column, fix=fix)]
