"""Stakeholders side by side in words: who agrees, where they part, what all could live with, who would have to move."""

from __future__ import annotations

import pandas as pd

from siting import groups
from siting.errors import MethodError
from siting.evaluation import TIE, rank_values
from siting.groups import Group
from siting.labels import counted, format_percent, join_words
from siting.model import WeightSet
from siting.narrate.wording import column_name, listed, shorten, site_name, size_of, value, weight

__all__ = ["agreement", "common_ground", "compromise", "dissent", "firsts", "partings", "stakeholder"]

MOST_PARTINGS = 3
"""So many pairs of sites are told on which stakeholders part, the widest first; the rest is counted."""

NEAR = 3
"""Pairs are told of sites that somebody ranks at least here."""

MOST_MOVES = 3
"""So many weights are named that would move, the largest change first; the rest is counted."""

NAMED = 0.1
"""A criterion is named from this share of what parts two stakeholders."""


def stakeholder(group: Group, name: str) -> str:
    """Return the name of a stakeholder as sentences use it."""
    return shorten(group.study.weights[name].title or name)


def firsts(group: Group) -> str:
    """Say whom each stakeholder puts first.

    Examples
    --------
    >>> from siting.model import Study
    >>> base = Study.from_frame(pd.DataFrame({"cost": [1.0, 0.0], "skill": [0.0, 1.0]}, index=["A", "B"]))
    >>> sets = {"finance": {"points": {"cost": 3, "skill": 1}}, "works": {"points": {"cost": 2, "skill": 3}}}
    >>> firsts(groups.group(Study.build({**base.model_dump(), "weights": sets}, given=base.given)))
    'A is first for finance; B for works.'
    """
    followers: dict[str, list[str]] = {}
    for name in group.stakeholders:
        leaders = join_words([site_name(group.study, site) for site in group.firsts(name)])
        followers.setdefault(leaders, []).append(stakeholder(group, name))
    if len(followers) == 1:
        return f"{_are(next(iter(followers)))} first for everybody."
    (leaders, names), *others = followers.items()
    parts = [
        f"{_are(leaders)} first for {listed(names, longest=3)}",
        *(f"{site} for {listed(who, longest=3)}" for site, who in others),
    ]
    return f"{'; '.join(parts)}."


def _are(leaders: str) -> str:
    return f"{leaders} {'are' if ' and ' in leaders else 'is'}"


def agreement(group: Group) -> list[str]:
    """Say how far the orders agree; nothing where there is no order to agree on."""
    try:
        found = groups.agreement(group)
    except MethodError:
        return []
    among = f"{counted(found.stakeholders, 'stakeholder')} on {counted(found.sites, 'site')}"
    return [f"Agreement is {found.interpretation}: Kendall's W {found.w:.2f} among {among}."]


def partings(group: Group) -> list[str]:
    """Say on which pairs of sites stakeholders part, and which weights make the difference; the widest gap first.

    Looks at sites that somebody ranks among the first three; where there are pairs of firsts, only those are told.
    """
    near = group.ranks.index[(group.ranks <= NEAR).any(axis="columns").to_numpy()]
    table = groups.partings(group, near)
    leaders = {site for name in group.stakeholders for site in group.firsts(name)}
    contested = table[table["site"].isin(leaders) & table["other"].isin(leaders)]
    told = contested if len(contested) else table
    pairs = [rows for _, rows in told.groupby(["site", "other"], sort=False)]
    more = len(pairs) - MOST_PARTINGS
    rest = [f"They part on {counted(more, 'more pair')} of sites."] if more > 0 else []
    return [*(_parting(group, rows) for rows in pairs[:MOST_PARTINGS]), *rest]


def _parting(group: Group, rows: pd.DataFrame) -> str:
    """Tell one pair of sites: both camps, and what parts the two stakeholders who are furthest apart on it."""
    site, other, pro, contra = (str(rows.iloc[0][key]) for key in ("site", "other", "prefers_site", "prefers_other"))
    widest = rows[(rows["prefers_site"] == pro) & (rows["prefers_other"] == contra)]
    names = (site_name(group.study, site), site_name(group.study, other))
    camps = (rows["prefers_site"].unique(), rows["prefers_other"].unique())
    for_one, for_other = (listed(stakeholder(group, str(name)) for name in camp) for camp in camps)
    causes = [
        f"{column_name(group.study, str(row.criterion))} ({format_percent(float(str(row.share)))})"
        for row in widest.itertuples()
        if float(str(row.share)) >= NAMED
    ]
    apart = f"{stakeholder(group, pro)} and {stakeholder(group, contra)}"
    gaps = f"{value(widest.iloc[0]['gap_of_first'])} against {value(-widest.iloc[0]['gap_of_second'])}"
    return (
        f"{names[0]} or {names[1]}: {for_one} against {for_other}. Furthest apart are {apart} ({gaps}), "
        f"over their weights of {listed(causes)}."
    )


def common_ground(group: Group) -> str:
    """Say which site costs the stakeholder who likes it least the least, and which sites nobody ranks below second."""
    shared = groups.common_ground(group)
    site, row = str(shared.index[0]), shared.iloc[0]
    loser, ranker = (stakeholder(group, str(row[key])) for key in ("largest_regret_for", "worst_rank_for"))
    name = site_name(group.study, site)
    if row["largest_regret"] <= TIE:
        return f"{name} is the first choice of all."
    text = f"All could best live with {name}: nobody gives up more than {value(row['largest_regret'])} ({loser})"
    text += f", and nobody ranks it below {row['worst_rank']} ({ranker})."
    accepted = [site_name(group.study, str(site)) for site in shared.index[shared["accepted"]]]
    return f"{text} Never below second for anyone: {listed(accepted) or 'none'}."


def compromise(group: Group, weights: WeightSet) -> str:
    """Say who leads with weights between those of all, and from whose they are furthest away."""
    agreed = weights.weights.reindex(group.weights.columns)
    overall = (group.values @ agreed).to_numpy()
    ranks = rank_values(overall)
    leaders = [
        site_name(group.study, str(site)) for site, rank in zip(group.values.index, ranks, strict=True) if rank == 1
    ]
    away = groups.distances(group, weights)
    verb = "leads" if len(leaders) == 1 else "tie"
    furthest = stakeholder(group, str(away.idxmax()))
    return (
        f"{listed(leaders)} {verb} with them. "
        f"Furthest away is {furthest}: {weight(float(away.max()))} of the weight would move."
    )


def dissent(group: Group, concessions: pd.DataFrame) -> list[str]:
    """Say what those who do not put a site first would have to change for it to tie for first; the least change first.

    Parameters
    ----------
    concessions
        As `siting.groups.concessions` gives them.
    """
    name = site_name(group.study, str(concessions.attrs["site"]))
    ordered = concessions.sort_values("moved", kind="stable")
    return [_concession(group, str(who), row, name) for who, row in ordered.iterrows()]


def _concession(group: Group, who: str, row: pd.Series[float], site: str) -> str:
    if row.isna().any():
        return f"{stakeholder(group, who)} would not put {site} first with any weights."
    own = group.weights.loc[[who]].iloc[0]
    moves: pd.Series[float] = row.reindex(own.index) - own
    ordered = moves[moves.abs() > TIE].sort_values(key=size_of, ascending=False, kind="stable")
    steps = [
        f"{column_name(group.study, str(name))} from {weight(own[str(name)])} to {weight(float(row[str(name)]))}"
        for name in ordered.index
    ]
    return (
        f"{stakeholder(group, who)} puts {site} level with the first by moving {weight(float(row['moved']))} of the "
        f"weight: {listed(steps, longest=MOST_MOVES)}."
    )
