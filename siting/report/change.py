"""The files of a comparison: the change map and its tables."""

from __future__ import annotations

from siting import charts
from siting.charts.change import change as change_map
from siting.evaluation import Change

__all__ = ["change_files"]


def change_files(found: Change) -> dict[str, bytes]:
    """Return every file of a comparison by its name inside the results folder; the same studies give the same bytes."""
    axes = change_map(found)
    tables = {"ranks": found.ranks.reset_index(), "cells": found.cells, "facts": found.facts}
    return {
        "charts/change.svg": charts.to_svg(axes).encode(),
        "charts/change.png": charts.to_png(axes),
        **{
            f"tables/{name}.csv": frame.to_csv(index=False, lineterminator="\n").encode()
            for name, frame in tables.items()
        },
    }
