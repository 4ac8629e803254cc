"""Second opinions in words: who wins in which method, how far the orders agree, and what makes a method differ."""

from __future__ import annotations

import pandas as pd

from siting import methods
from siting.labels import format_percent
from siting.model import Study
from siting.narrate.wording import listed, site_name

__all__ = ["differences", "notes", "winners"]

ADDITIVE = "additive"

WHY = {
    "weighted product": "it counts in per cent: from 1 to 2 is as much as from 50 to 100, and near 0 it is ruinous",
    "TOPSIS": "it measures straight-line distance to the best and worst figures, so an uneven site fares otherwise "
    "than an even one, and a criterion whose figures hardly differ has little say",
    "VIKOR": "it adds the greatest single regret, so a site that is worst on one heavy criterion falls back",
    "PROMETHEE II": "without thresholds it counts on which weights a site beats another, not by how much",
    "ELECTRE III": "without thresholds it counts on which weights a site is no worse than another, not by how much",
}
"""How each method departs from adding up partial values over stated ranges."""


def winners(study: Study, ranks: pd.DataFrame) -> str:
    """Say which methods put which site first.

    Parameters
    ----------
    ranks
        As `siting.methods.compare_methods` gives them.

    Examples
    --------
    >>> table = pd.DataFrame({"cost": [1.0, 2.0], "skill": [3.0, 1.0]}, index=["A", "B"])
    >>> ranks = pd.DataFrame({"additive": [1, 2], "TOPSIS": [1, 2], "VIKOR": [2, 1]}, index=["A", "B"])
    >>> winners(Study.from_frame(table), ranks)
    'A is first by additive and TOPSIS; B by VIKOR.'
    """
    by_site: dict[str, list[str]] = {}
    for method, firsts in methods.winners(ranks).items():
        by_site.setdefault(listed(site_name(study, site) for site in firsts), []).append(method)
    if len(by_site) == 1 and ranks.shape[1] > 1:
        name = next(iter(by_site))
        usable = " that can be used" if ranks.isna().any(axis=None) else ""
        return f"{name} {_is(name)} first by every method{usable}."
    (first, backers), *others = by_site.items()
    parts = [f"{first} {_is(first)} first by {listed(backers, longest=9)}"]
    return "; ".join([*parts, *(f"{site} by {listed(names, longest=9)}" for site, names in others)]) + "."


def _is(names: str) -> str:
    return "are" if " and " in names else "is"


def differences(ranks: pd.DataFrame) -> list[str]:
    """Say for each method that orders the sites otherwise than the additive model how far, and why it can.

    Examples
    --------
    >>> ranks = pd.DataFrame({"additive": [1, 2, 3], "VIKOR": [2, 1, 3]}, index=["A", "B", "C"])
    >>> differences(ranks)[0][:59]
    'VIKOR orders 67 % of all pairs of sites alike: it adds the '
    """
    alike = {str(name): float(share) for name, share in methods.agreement(ranks)[ADDITIVE].items()}
    apart = sorted((name for name in WHY if alike.get(name, 1.0) < 1.0), key=lambda name: alike[name])
    return [f"{name} orders {format_percent(alike[name])} of all pairs of sites alike: {WHY[name]}." for name in apart]


def notes(study: Study, ranks: pd.DataFrame) -> list[str]:
    """Say which methods cannot be used and why, which sites are left out, and which sites VIKOR proposes together."""
    unusable = [f"{name} cannot be used: {why}." for name, why in ranks.attrs["unusable"].items()]
    reasons: dict[str, list[str]] = {}
    for site, why in ranks.attrs["left_out"].items():
        reasons.setdefault(why, []).append(site_name(study, site))
    left_out = [f"{listed(names, longest=8)} left out: {why}." for why, names in reasons.items()]
    together = methods.vikor(study).attrs["compromise"]
    proposed = listed((site_name(study, site) for site in together), longest=9)
    return [*([f"VIKOR proposes {proposed} together."] if len(together) > 1 else []), *unusable, *left_out]
