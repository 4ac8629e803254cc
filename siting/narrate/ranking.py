"""An evaluation in words: who leads, by how much and why, and who is not ranked."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from siting.evaluation import NEAR_TIE, TIE, Evaluation
from siting.labels import counted, join_words
from siting.narrate.wording import column_name, listed, site_name, value, weight

__all__ = ["because", "exclusions", "exclusions_in_short", "headline", "lead", "profile", "ranking", "value_function"]

EXPLAINED = 0.7
"""The criteria that are named make up at least this share of all that speaks for the leader."""

NOTABLE = 0.2
"""A criterion on which the runner-up does better is named from this share of what speaks for the leader."""

MOST_NAMED = 5
"""With more criteria those on which a site is best are counted, not named."""

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
    'Belvidere leads with 0.700, 0.200 ahead of Cassino, thanks to market; Cassino does better on labour.'
    """
    return " ".join([lead(ev), *exclusions(ev)])


def lead(ev: Evaluation) -> str:
    """Say in one sentence who leads, by how much and why; ties and near-ties are named as such.

    Examples
    --------
    >>> import pandas as pd, siting
    >>> table = pd.DataFrame({"market": [9.0, 8.9], "labour": [5.0, 5.0]}, index=["Belvidere", "Cassino"])
    >>> lead(siting.evaluate(siting.Study.from_frame(table, ranges={"market": (0, 10), "labour": (0, 10)})))
    'Belvidere and Cassino nearly tie: 0.700 against 0.695.'
    """
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
    reason = because(ev, first, second[0]) if len(second) == 1 else ""
    return f"{prefix}{name} leads with {top}, {value(margin)} ahead of {rivals}{reason}."


def _ranked(ev: Evaluation) -> list[str]:
    """Ranked sites, best first; sites that tie stay in the order of the study."""
    return list(ev.ranks.dropna().astype(int).sort_values(kind="stable").index)


def because(ev: Evaluation, first: str, second: str) -> str:
    """Name the criteria that make most of the difference, and those that speak notably against it."""
    rows = ev.contributions.loc[[first, second]].to_numpy(dtype=float)
    gaps = dict(zip(ev.contributions.columns, np.nan_to_num(rows[0] - rows[1]), strict=True))
    ordered = sorted(gaps, key=lambda name: -gaps[name])
    gains = [name for name in ordered if gaps[name] > 0]
    total = sum(gaps[name] for name in gains)
    parts = np.cumsum([gaps[name] for name in gains])
    enough = int((parts < EXPLAINED * total - TIE).sum()) + 1
    text = f", thanks to {listed(column_name(ev.study, name) for name in gains[:enough])}"
    notable = [name for name in reversed(ordered) if -gaps[name] >= NOTABLE * total - TIE]
    if notable:
        better = listed(column_name(ev.study, name) for name in notable)
        text += f"; {site_name(ev.study, second)} does better on {better}"
    return text


def exclusions(ev: Evaluation) -> list[str]:
    """Say which sites are not ranked, and why; sites that could still lead are pointed out.

    Examples
    --------
    >>> import pandas as pd, siting
    >>> table = pd.DataFrame({"market": [9.0, 4.0], "labour": [5.0, None]}, index=["Belvidere", "Cassino"])
    >>> study = siting.Study.from_frame(table, ranges={"market": (0, 10), "labour": (0, 10)})
    >>> exclusions(siting.evaluate(study))
    ['Cassino is not ranked for want of labour: its overall value may be 0.200 to 0.700.']
    """
    unranked, screened = list(_unranked(ev)), list(_screened(ev))
    return [*_capped(unranked, "not ranked"), *_capped(screened, "screened out")]


def exclusions_in_short(ev: Evaluation) -> list[str]:
    """Say which sites are not ranked, and why, and by which requirements sites are screened out, without its reasons.

    Examples
    --------
    >>> import pandas as pd, siting
    >>> study = siting.Study.build({
    ...     "sites": {"A": {}, "B": {}}, "criteria": {"volume": {"range": {"worst": 0.0, "best": 400.0}}},
    ...     "requirements": {"room": {"title": "Room for the plan", "criterion": "volume", "at_least": 100.0}},
    ... }, given=siting.Study.from_frame(pd.DataFrame({"volume": [90.0, 250.0]}, index=["A", "B"])).given)
    >>> exclusions_in_short(siting.evaluate(study))
    ['Screened out by Room for the plan: A.']
    """
    gates = ev.screened.groupby("requirement", sort=False)["site"].agg(list)
    parts = [
        f"by {column_name(ev.study, str(gate))}: {listed((site_name(ev.study, site) for site in sites), longest=8)}"
        for gate, sites in gates.items()
    ]
    return [*_capped(list(_unranked(ev)), "not ranked"), *([f"Screened out {'; '.join(parts)}."] if parts else [])]


def _capped(sentences: list[tuple[str, int]], state: str) -> list[str]:
    """Keep the first sentences; of the others count the sites they speak of."""
    kept = len(sentences) if len(sentences) <= LONGEST_LIST else LONGEST_LIST - 1
    rest = sum(sites for _, sites in sentences[kept:])
    return [*(sentence for sentence, _ in sentences[:kept]), *([f"{rest:,} more sites are {state}."] if rest else [])]


def _unranked(ev: Evaluation) -> Iterator[tuple[str, int]]:
    best = ev.overall.max()
    for site in ev.unranked:
        values = ev.values.loc[site].to_numpy(dtype=float)
        gone = ev.weights.index[np.isnan(values) & (ev.weights.to_numpy() > 0)]
        missing = listed(column_name(ev.study, str(name)) for name in gone)
        low, high = (float(bound) for bound in ev.bounds.loc[site, ["low", "high"]].to_numpy(dtype=float))
        could = ", so it leads in any case" if low > best else ", so it could still lead" if high > best else ""
        name = site_name(ev.study, site)
        span = f"{value(low)} to {value(high)}"
        yield f"{name} is not ranked for want of {missing}: its overall value may be {span}{could}.", 1


def _screened(ev: Evaluation) -> Iterator[tuple[str, int]]:
    """Sites with the same reasons share a sentence."""
    reasons = ev.screened.groupby("site", sort=False)["reason"].agg("; ".join)
    for reason, sites in reasons.groupby(reasons, sort=False):
        names = [site_name(ev.study, str(site)) for site in sites.index]
        verb = "is" if len(names) == 1 else "are"
        yield f"{listed(names, longest=8)} {verb} screened out: {str(reason).rstrip('.')}.", len(names)


def ranking(ev: Evaluation, *, longest: int = 12) -> str:
    """List the ranked sites with their overall values, and the weights they rest on.

    Examples
    --------
    >>> import pandas as pd, siting
    >>> table = pd.DataFrame({"market": [9.0, 4.0], "labour": [5.0, 6.0]}, index=["Belvidere", "Cassino"])
    >>> study = siting.Study.from_frame(table, ranges={"market": (0, 10), "labour": (0, 10)})
    >>> ranking(siting.evaluate(study))
    'Ranking: 1. Belvidere 0.700, 2. Cassino 0.500. Weights: market 50 %, labour 50 %.'
    """
    ranked = _ranked(ev)
    places = [f"{ev.ranks[site]}. {site_name(ev.study, site)} {value(ev.overall[site])}" for site in ranked[:longest]]
    if len(ranked) > longest:
        places.append(f"and {counted(len(ranked) - longest, 'more site')}".replace("more sites", "more"))
    weights = [f"{column_name(ev.study, str(name))} {weight(share)}" for name, share in ev.weights.items()]
    return f"Ranking: {', '.join(places) or 'none'}. Weights: {', '.join(weights)}."


def profile(ev: Evaluation) -> str:
    """Say on which criteria, or on how many, each of the first three sites has the highest partial value."""
    ranked = _ranked(ev)
    if len(ranked) < 2:
        return lead(ev)
    values = ev.values.astype(float)
    ahead = {site: values.columns[values.loc[site].to_numpy() >= values.max().to_numpy() - TIE] for site in ranked[:3]}
    if values.shape[1] > MOST_NAMED:
        first, *others = ahead
        parts = [f"{site_name(ev.study, site)} on {len(ahead[site]) or 'none'}" for site in others]
        opening = f"{site_name(ev.study, first)} is best, or level with the best, on {len(ahead[first]) or 'none'}"
        return f"{opening} of {values.shape[1]} criteria; {join_words(parts)}."
    strong = {site: listed(column_name(ev.study, str(name)) for name in names) for site, names in ahead.items()}
    parts = [f"{site_name(ev.study, site)} is best on {names or 'none'}" for site, names in strong.items()]
    return f"Of all criteria, {'; '.join(parts)}."


def performances(ev: Evaluation) -> str:
    """Say which site is best on the most criteria, and on how many it is worst; a criterion on which all tie is none.

    Examples
    --------
    >>> import pandas as pd, siting
    >>> table = pd.DataFrame({"market": [9.0, 4.0], "labour": [5.0, 6.0], "port": [2.0, 1.0]}, index=["A", "B"])
    >>> performances(siting.evaluate(siting.Study.from_frame(table)))
    'A is best on 2 of 3 criteria and worst on 1; no other site is best on as many.'
    """
    values = ev.values.astype(float)
    if len(values) < 2:
        return lead(ev)
    high, low = values.max(), values.min()
    apart = (high - low) > TIE
    if not apart.any():
        return "No criterion tells the sites apart."
    best = ((values >= high - TIE) & apart).sum(axis="columns")
    worst = ((values <= low + TIE) & apart).sum(axis="columns")
    firsts = [str(site) for site in best.index[best == best.max()]]
    names = listed(site_name(ev.study, site) for site in firsts)
    where = _of_all(int(best.max()), values.shape[1])
    ties = ", ties counted" if max(int(best.sum()), int(worst.sum())) > int(apart.sum()) else ""
    if len(firsts) > 1:
        return f"{_compared(ev)}{names} are each best on {where}{ties}; no site is best on more."
    found = f"{names} is best on {where} and worst on {int(worst[firsts[0]]) or 'none'}{ties}"
    return f"{_compared(ev)}{found}; no other site is best on as many."


def _of_all(number: int, criteria: int) -> str:
    if criteria == 1:
        return "the only criterion"
    return f"{f'all {criteria}' if number == criteria else f'{number} of {criteria}'} criteria"


def _compared(ev: Evaluation) -> str:
    """Say which sites and figures a comparison of performances leaves out."""
    among = "among the sites that pass, " if len(ev.values) < len(ev.study.sites) else ""
    known = "as far as is known, " if ev.values.isna().to_numpy().any() else ""
    words = f"{among}{known}"
    return f"{words[:1].upper()}{words[1:]}"


def value_function(ev: Evaluation, criterion: str) -> str:
    """Name the sites with the highest and the lowest value on a criterion."""
    values = {str(site): float(known) for site, known in ev.values[criterion].dropna().items()}
    name = column_name(ev.study, criterion)
    if not values:
        return f"No site has a figure for {name}."
    top, bottom = max(values.values()), min(values.values())
    best, worst = (
        listed(site_name(ev.study, site) for site, known in values.items() if abs(known - end) <= TIE)
        for end in (top, bottom)
    )
    if top - bottom <= TIE:
        return f"On {name} all sites have the same value, {value(top)}."
    return f"{name}: values run from {value(bottom)} ({worst}) to {value(top)} ({best})."
