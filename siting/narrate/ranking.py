"""An evaluation in words: who leads, by how much and why, and who is not ranked."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from siting.evaluation import Evaluation
from siting.labels import join_words
from siting.narrate.wording import column_name, counted, listed, site_name, value, weight

__all__ = ["NEAR_TIE", "exclusions", "headline", "lead", "profile", "ranking"]

NEAR_TIE = 0.02
"""A lead below this share of the whole scale is called a near-tie."""

EXPLAINED = 0.7
"""The criteria that are named make up at least this share of all that speaks for the leader."""

NOTABLE = 0.2
"""A criterion on which the runner-up does better is named from this share of what speaks for the leader."""

LONGEST_LIST = 6
"""At most so many sentences about sites that are not ranked, and about sites that are screened out."""


def headline(ev: Evaluation) -> str:
    """Say who leads, by how much and why, then who is unranked or screened out.

    Examples
    --------
    >>> import pandas as pd, siting
    >>> table = pd.DataFrame({"market": [9.0, 4.0], "labour": [5.0, 6.0]}, index=["Belvidere", "Cassino"])
    >>> study = siting.Study.from_frame(table, ranges={"market": (0, 10), "labour": (0, 10)})
    >>> headline(siting.evaluate(study))
    'Belvidere leads with 0.700, 0.20 ahead of Cassino, thanks to market; Cassino does better on labour.'
    """
    return " ".join([lead(ev), *exclusions(ev)])


def lead(ev: Evaluation) -> str:
    """Say in one sentence who leads, by how much and why; ties and near-ties are named as such."""
    ranked = _ranked(ev)
    if not ranked:
        return "No site can be ranked."
    study, first = ev.study, ranked[0]
    name, top = site_name(study, first), value(ev.overall[first])
    if len(ranked) == 1:
        return f"{name} is the only site that can be ranked, with {top}."
    prefix = "Among the ranked sites, " if len(ev.unranked) else ""
    if len(ev.tied) > 1:
        return f"{prefix}{listed(site_name(study, site) for site in ev.tied)} tie for first with {top}."
    second = [site for site in ranked if ev.ranks[site] == 2]
    margin = ev.overall[first] - ev.overall[second[0]]
    rivals = listed(site_name(study, site) for site in second)
    if margin < NEAR_TIE:
        return f"{prefix}{name} and {rivals} nearly tie: {top} against {value(ev.overall[second[0]])}."
    reason = _reason(ev, first, second[0]) if len(second) == 1 else ""
    return f"{prefix}{name} leads with {top}, {margin:.2f} ahead of {rivals}{reason}."


def _ranked(ev: Evaluation) -> list[str]:
    """Ranked sites, best first; sites that tie stay in the order of the study."""
    return list(ev.ranks.dropna().astype(int).sort_values(kind="stable").index)


def _reason(ev: Evaluation, first: str, second: str) -> str:
    gaps = (ev.contributions.loc[first] - ev.contributions.loc[second]).dropna().sort_values(ascending=False)
    gains, losses = gaps[gaps > 0], gaps[gaps < 0][::-1]
    enough = int((gains.cumsum() < EXPLAINED * gains.sum() - 1e-12).sum()) + 1
    text = f", thanks to {listed(_names(ev, gains.iloc[:enough]))}"
    notable = losses[-losses >= NOTABLE * gains.sum()]
    if len(notable):
        text += f"; {site_name(ev.study, second)} does better on {listed(_names(ev, notable))}"
    return text


def _names(ev: Evaluation, gaps: pd.Series[float]) -> list[str]:
    return [column_name(ev.study, str(criterion)) for criterion in gaps.index]


def exclusions(ev: Evaluation) -> list[str]:
    """Say which sites are not ranked, each with its reason; sites that could still lead are pointed out."""
    unranked, screened = list(_unranked(ev)), list(_screened(ev))
    return [*_capped(unranked, "not ranked"), *_capped(screened, "screened out")]


def _capped(sentences: list[str], state: str) -> list[str]:
    if len(sentences) <= LONGEST_LIST:
        return sentences
    rest = len(sentences) - LONGEST_LIST + 1
    return [*sentences[: LONGEST_LIST - 1], f"{rest:,} more sites are {state}."]


def _unranked(ev: Evaluation) -> Iterator[str]:
    best = ev.overall.max()
    for site in ev.unranked:
        gone = [criterion for criterion in ev.values.columns if _decides(ev, site, criterion)]
        missing = listed(column_name(ev.study, criterion) for criterion in gone)
        low, high = (float(ev.bounds.at[site, side]) for side in ("low", "high"))
        could = ", so it leads in any case" if low > best else ", so it could still lead" if high > best else ""
        name = site_name(ev.study, site)
        yield f"{name} is not ranked for want of {missing}: its overall value may be {value(low)} to {value(high)}{could}."


def _decides(ev: Evaluation, site: str, criterion: str) -> bool:
    return bool(pd.isna(ev.values.at[site, criterion]) and ev.weights[criterion] > 0)


def _screened(ev: Evaluation) -> Iterator[str]:
    for site, reasons in ev.screened.groupby("site", sort=False)["reason"]:
        yield f"{site_name(ev.study, str(site))} is screened out: {'; '.join(reasons).rstrip('.')}."


def ranking(ev: Evaluation, *, longest: int = 12) -> str:
    """List the ranked sites with their overall values, and the weights they rest on."""
    ranked = _ranked(ev)
    places = [f"{ev.ranks[site]}. {site_name(ev.study, site)} {value(ev.overall[site])}" for site in ranked[:longest]]
    if len(ranked) > longest:
        places.append(f"and {counted(len(ranked) - longest, 'more site')}".replace("more sites", "more"))
    weights = [f"{column_name(ev.study, str(name))} {weight(share)}" for name, share in ev.weights.items()]
    return f"Ranking: {', '.join(places) or 'none'}. Weights: {', '.join(weights)}."


def profile(ev: Evaluation) -> str:
    """Name the criteria on which each of the first three sites has the highest partial value."""
    ranked = _ranked(ev)
    if len(ranked) < 2:
        return lead(ev)
    parts = []
    for site in ranked[:3]:
        ahead = [str(name) for name in ev.values.columns if ev.values.at[site, name] >= ev.values[name].max() - 1e-9]
        strong = listed(column_name(ev.study, name) for name in ahead)
        parts.append(f"{site_name(ev.study, site)} is best on {strong or 'no criterion'}")
    return f"{join_words(parts)}."
