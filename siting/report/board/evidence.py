"""The evidence of every cell for the board: each cell, source and step is written once, however often it is used."""

from __future__ import annotations

import json
from typing import Any

from siting.model import Measurement, Study

__all__ = ["EvidenceStore"]


class EvidenceStore:
    """Collects cells, sources and steps of computation, and hands out their places.

    Examples
    --------
    >>> store = EvidenceStore()
    >>> store.place(Measurement(value=3.0, unit="days")), store.place(Measurement(value=3.0, unit="days"))
    (0, 0)
    >>> store.cells
    [{'value': 3.0, 'unit': 'days', 'kind': 'given'}]
    """

    def __init__(self) -> None:
        self._cells: dict[str, int] = {}
        self._sources: dict[str, int] = {}
        self._steps: dict[str, int] = {}

    @property
    def cells(self) -> list[dict[str, Any]]:
        """Every distinct cell; what is not known of it is left out."""
        return [json.loads(text) for text in self._cells]

    @property
    def sources(self) -> list[dict[str, str]]:
        """Every distinct source: title, url, published."""
        return [json.loads(text) for text in self._sources]

    @property
    def steps(self) -> list[str]:
        """Every distinct step of computation."""
        return list(self._steps)

    def table(self, study: Study) -> list[list[int]]:
        """Return the place of each cell of a study, sites x criteria."""
        return [[self.place(study.cell(site, name)) for name in study.criteria] for site in study.sites]

    def place(self, cell: Measurement) -> int:
        """Return the place of a cell, which is added if it is new."""
        known = {
            "value": cell.value,
            "unit": cell.unit,
            "low": cell.low,
            "high": cell.high,
            "kind": "missing" if cell.missing else cell.kind,
            "confidence": cell.confidence,
            "as_of": cell.as_of.isoformat() if cell.as_of else None,
            "flags": list(cell.flags),
            "note": cell.note,
            "sources": [_place(self._sources, _text(_source(source))) for source in cell.sources],
            "trace": [_place(self._steps, step.text) for step in cell.trace],
        }
        return _place(self._cells, _text({key: entry for key, entry in known.items() if entry not in (None, "", [])}))


def _source(source: Any) -> dict[str, str]:
    return {"title": source.title, "url": source.url, "published": source.published}


def _text(entry: dict[str, Any]) -> str:
    return json.dumps(entry, ensure_ascii=False)


def _place(places: dict[str, int], text: str) -> int:
    return places.setdefault(text, len(places))
