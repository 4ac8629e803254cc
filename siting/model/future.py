"""A named set of overrides on one base study: a law, a tariff, a demand split, a volume."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from siting.records import Record

__all__ = ["Future", "overridden"]


class Future(Record):
    """What changes, by dotted key (``"programme.body" = "other"``), and why that is worth looking at."""

    title: str = ""
    changes: dict[str, Any] = {}
    note: str = ""


def overridden(document: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """Return a copy of a study document with dotted keys set; nothing is validated here.

    >>> overridden({"programme": {"body": "suv"}}, {"programme.body": "other"})
    {'programme': {'body': 'other'}}
    """
    result: dict[str, Any] = deepcopy(dict(document))
    for key, value in changes.items():
        node = result
        *parents, leaf = key.split(".")
        for parent in parents:
            below = node.get(parent)
            node[parent] = below if isinstance(below, dict) else {}
            node = node[parent]
        node[leaf] = value
    return result
