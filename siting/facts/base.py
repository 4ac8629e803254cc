"""The fact base as it ships: six CSV tables, read once and validated as they are read."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from siting.model import Fact, Source
from siting.model.fact import FactValue

__all__ = ["FactBase", "Unit", "load"]

DATA = Path(__file__).with_name("data")
TABLES = ("plants", "policy", "costs", "markets")
COMPILED = date(2026, 11, 22)

Index = Mapping[str, Mapping[str, tuple[Fact, ...]]]
"""Facts by subject and attribute, in the order of the tables."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of the controlled list."""

    unit: str
    quantity: str
    meaning: str


@dataclass(frozen=True, slots=True)
class FactBase:
    """Every fact that ships with the package, whenever it became known."""

    facts: tuple[Fact, ...]
    sources: Mapping[str, Source]
    units: Mapping[str, Unit]
    index: Index
    begins: date
    """Earliest day from which anything dated is known."""
    ends: date
    """The day on which the base was compiled."""

    @property
    def subjects(self) -> tuple[str, ...]:
        """Everything the base speaks of, in the order of the tables."""
        return tuple(self.index)

    def __repr__(self) -> str:
        return f"FactBase({len(self.facts)} facts on {len(self.index)} subjects, {self.begins} to {self.ends})"


@lru_cache(maxsize=1)
def load() -> FactBase:
    """Read the fact base; the second call returns the same object.

    Examples
    --------
    >>> base = load()
    >>> "cassino" in base.subjects, base.ends
    (True, datetime.date(2026, 11, 22))
    """
    sources = {row["id"]: Source(**row) for row in _rows("sources")}
    facts = tuple(_facts(sources))
    return FactBase(
        facts=facts,
        sources=MappingProxyType(sources),
        units=MappingProxyType({row["unit"]: Unit(**row) for row in _rows("units")}),
        index=MappingProxyType(index(facts)),
        begins=min(fact.known_from for fact in facts if fact.known_from),
        ends=COMPILED,
    )


def index(facts: tuple[Fact, ...]) -> dict[str, dict[str, tuple[Fact, ...]]]:
    """Group facts by subject and attribute, keeping their order."""
    groups: dict[str, dict[str, list[Fact]]] = {}
    for fact in facts:
        groups.setdefault(fact.subject, {}).setdefault(fact.attribute, []).append(fact)
    return {
        subject: {attribute: tuple(group) for attribute, group in attributes.items()}
        for subject, attributes in groups.items()
    }


def _rows(table: str) -> Iterator[dict[str, str]]:
    with (DATA / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        lines = csv.reader(file)
        header = next(lines)
        yield from (dict(zip(header, line, strict=True)) for line in lines)


def _facts(sources: Mapping[str, Source]) -> Iterator[Fact]:
    seen: Counter[str] = Counter()
    for table in TABLES:
        for row in _rows(table):
            moment = row["period"] or row["effective_from"] or row["known_from"]
            name = f"{row['subject']}.{row['attribute']}@{moment}"
            seen[name] += 1
            yield _fact(row, name if seen[name] == 1 else f"{name}#{seen[name]}", sources)


def _fact(row: dict[str, str], name: str, sources: Mapping[str, Source]) -> Fact:
    fields: dict[str, Any] = {**row, "id": name, "source": sources[row["source"]]}
    fields["value"] = _value(row["value"], fields.pop("type"))
    for key in ("effective_from", "effective_to", "known_from"):
        fields[key] = date.fromisoformat(row[key]) if row[key] else None
    return Fact(**fields)


def _value(text: str, kind: str) -> FactValue:
    if kind == "none":
        return None
    if kind == "number":
        return float(text)
    if kind == "boolean":
        return text == "true"
    if kind == "list":
        return tuple(_item(item) for item in text.split("|"))
    return text


def _item(text: str) -> str | float:
    try:
        return float(text)
    except ValueError:
        return text
