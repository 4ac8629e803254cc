"""Rank acceptability in words: how often each site is first, and who beats whom, over a space of weights."""

from __future__ import annotations

from siting.labels import counted
from siting.narrate.weight_sets import weights_considered
from siting.narrate.wording import share, shares_of_sites, site_name
from siting.sensitivity import Acceptability, WeightSpace, stated_space
from siting.sensitivity.uncertain_cells import is_uncertain

__all__ = ["over_weights", "pairwise", "precision", "rank_acceptability"]


def rank_acceptability(result: Acceptability) -> str:
    """Say on which share of the weights, or of the draws of weights and uncertain cells, each site is first."""
    study = result.study
    shares = result.first_rank.sort_values(ascending=False, kind="stable")
    by, whole = _whole(result)
    opening = f"{site_name(study, str(shares.index[0]))} is first {by} {share(float(shares.iloc[0]))} of {whole}"
    others = shares_of_sites(study, shares.iloc[1:], by)
    return f"{opening}; {others}." if others else f"{opening}."


def _whole(result: Acceptability) -> tuple[str, str]:
    """Return what the shares are shares of, and the word that leads there."""
    cells = {**result.study.given.evidence, **result.study.measured}
    ranked, criteria = set(result.first_rank.index), set(result.central_weights.columns)
    if any(is_uncertain(cell) for (site, name), cell in cells.items() if site in ranked and name in criteria):
        return "in", "the draws of weights and uncertain figures"
    return "with", "the weights considered"


def pairwise(result: Acceptability) -> str:
    """Say against whom the site with the best expected rank wins least often."""
    study = result.study
    best = str(result.expected_rank.idxmin())
    rivals = {str(site): float(result.pairwise[site].to_dict()[best]) for site in result.pairwise if site != best}
    if not rivals:
        return f"{site_name(study, best)} has no rival."
    hardest = min(rivals, key=rivals.__getitem__)
    by, whole = _whole(result)
    return (
        f"{site_name(study, best)} has the best expected rank ({result.expected_rank[best]:.1f}); its hardest rival is "
        f"{site_name(study, hardest)}, which it beats {by} {share(rivals[hardest])} of {whole}."
    )


def over_weights(result: Acceptability) -> str:
    """Say which weights the shares are taken over.

    Examples
    --------
    >>> import pandas as pd
    >>> from siting.model import Study
    >>> from siting.sensitivity import acceptability
    >>> over_weights(acceptability(Study.from_frame(pd.DataFrame({"cost": [1.0, 0.0]}, index=["A", "B"]))))
    'Over all weights.'
    """
    if result.space == WeightSpace.uniform([str(name) for name in result.central_weights.columns]):
        return "Over all weights."
    if result.space == stated_space(result.study):
        return f"{weights_considered(result.study)}."
    return "Over a given space of weights."


def precision(result: Acceptability) -> str:
    """Say whether the shares are exact, or how far they may be off."""
    if result.method == "exact":
        return "Exact shares."
    error = 100 * float(result.standard_error.to_numpy().max())
    return f"From {counted(result.draws, 'draw')}; standard error at most {error:.2g} percentage points."
