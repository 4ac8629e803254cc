"""What people call an objective of the value tree."""

from __future__ import annotations

from siting.records import Record

__all__ = ["Objective"]


class Objective(Record):
    """An inner node of the value tree as people see it; its place is in the tree, its weight in the weight sets."""

    title: str = ""
    note: str = ""
