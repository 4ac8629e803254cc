"""What a map of winners holds, whatever its axes: a polygon and a share for each site that wins somewhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from siting.labels import format_percent
from siting.markup import html_table
from siting.model import Study
from siting.sensitivity.complete import CompleteSites, left_out_note
from siting.sensitivity.regions import triangle_share, winning_regions
from siting.values import FloatArray

__all__ = ["WinnerMap", "regions_and_shares"]

_SHOWN = 5


@dataclass(frozen=True, slots=True, eq=False, repr=False, kw_only=True)
class WinnerMap:
    """Convex polygons of who wins where. They cover the map, overlap only in their edges, and are exact."""

    study: Study
    names: tuple[str, ...]
    """The criteria or objectives on the axes."""
    regions: Mapping[str, FloatArray]
    """By winning site, in the study's order: vertices in order around the polygon, shape (k, axes)."""
    shares: pd.Series[float]
    """Share of the map's area that each site wins, sum 1; a site always tied with an earlier one wins nothing."""
    base: pd.Series[float]
    """The study's own point, by axis."""
    left_out: tuple[str, ...]
    """Sites that are left out because a cell is missing."""

    @property
    def labels(self) -> tuple[str, ...]:
        """Names of the axes for people."""
        return tuple(self.study.column_title(name) for name in self.names)

    @property
    def note(self) -> str:
        """Which sites are left out and why; empty where none is."""
        return left_out_note(self.left_out)

    def to_frame(self) -> pd.DataFrame:
        """Return one row per vertex: site, vertex (from 0), and one column per axis."""
        corners = np.concatenate(list(self.regions.values()))
        keys = [(site, vertex) for site, polygon in self.regions.items() for vertex in range(len(polygon))]
        coordinates = pd.DataFrame(corners, columns=list(self.names))
        return pd.concat([pd.DataFrame(keys, columns=["site", "vertex"]), coordinates], axis="columns")

    def __repr__(self) -> str:
        won = self.shares[list(self.regions)].sort_values(ascending=False, kind="stable")
        first = ", ".join(f"{site} {format_percent(share)}" for site, share in won.head(_SHOWN).items())
        more = f" and {len(won) - _SHOWN} more" if len(won) > _SHOWN else ""
        parts = [", ".join(repr(name) for name in self.names), f"{first}{more}", self.note]
        return f"{type(self).__name__}({'; '.join(part for part in parts if part)})"

    def _repr_html_(self) -> str:
        rows = [(self.study.site_title(site), format_percent(self.shares[site], digits=1)) for site in self.regions]
        return html_table(rows, ["site", "share of the map won"], caption=f"Who wins where. {self!r}")


def regions_and_shares(table: CompleteSites, corners: FloatArray) -> tuple[dict[str, FloatArray], pd.Series[float]]:
    """Return the winning regions by site in barycentric coordinates, and every site's share of the triangle.

    Parameters
    ----------
    table
        The sites.
    corners
        Their overall values at the three corners, shape (sites, 3).
    """
    regions = {table.sites[row]: polygon for row, polygon in winning_regions(corners).items()}
    shares = pd.Series(0.0, index=list(table.sites), name="share")
    for site, polygon in regions.items():
        shares[site] = triangle_share(polygon)
    return regions, shares
