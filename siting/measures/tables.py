"""The tables that ship with the measures, as rows of text."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from types import MappingProxyType

__all__ = ["read_table"]


@lru_cache(maxsize=16)
def read_table(name: str) -> tuple[Mapping[str, str], ...]:
    """Return the rows of a CSV file of ``siting/measures/data``, keyed by its header.

    Examples
    --------
    >>> read_table("ports.csv")[0]["port"]
    'baltimore'
    """
    text = (files("siting.measures") / "data" / name).read_text(encoding="utf-8")
    return tuple(MappingProxyType(row) for row in csv.DictReader(text.splitlines()))
