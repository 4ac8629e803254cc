"""What the weights do to the result, in words: switch points, stability intervals, maps, the nearest other winner."""

from __future__ import annotations

import pandas as pd

from siting.evaluation import Evaluation
from siting.groups import Group
from siting.labels import join_words
from siting.narrate.wording import column_name, listed, share, shares_of_sites, site_name, size_of, weight
from siting.sensitivity import Acceptability, Sweep, Ternary, TwoWay

__all__ = ["left_out", "nearest_weights", "not_varied", "stability", "switches", "ternary", "two_way"]

AT = 1e-9
"""Weights closer than this are the same."""


def switches(sweep: Sweep) -> str:
    """Say who leads at the study's weight of what is swept, and at which weights another site takes over."""
    study, table, own = sweep.study, sweep.switches, sweep.base_weight
    name = column_name(study, sweep.name)
    if table.empty:
        return f"{site_name(study, _winner(sweep))} leads whatever weight is given to {name}."
    at = table[(table["weight"] - own).abs() <= AT]
    if len(at):
        sites = [*at["from_site"].head(1), *at["to_site"]]
        rivals = listed(site_name(study, site) for site in sites)
        return f"The study's weight of {weight(own)} on {name} is itself a switch point: {rivals} tie there."
    leader = site_name(study, _winner(sweep))
    return f"{leader} leads at the study's weight of {weight(own)} on {name}; {_takers(sweep)}."


def _winner(sweep: Sweep) -> str:
    """Return the site that leads at the study's weight."""
    table = sweep.switches
    before = table[table["weight"] <= sweep.base_weight]
    if len(before):
        return str(before["to_site"].iloc[-1])
    if len(table):
        return str(table["from_site"].iloc[0])
    winners = sweep.frame.loc[sweep.frame["rank"] == 1, "site"]
    return str(winners.mode().iloc[0])


def _takers(sweep: Sweep) -> str:
    table, own = sweep.switches, sweep.base_weight
    below = table[table["weight"] < own][::-1]
    above = table[table["weight"] > own]
    parts = [
        f"{side} {weight(at)} {site_name(sweep.study, str(site))}"
        for side, rows, column in (("below", below, "from_site"), ("above", above, "to_site"))
        for at, site in zip(rows["weight"], rows[column], strict=True)
    ]
    return listed(parts, longest=5) + (" takes over" if len(parts) == 1 else " take over")


def not_varied(ev: Evaluation) -> list[str]:
    """Say why no weight is varied: one of the first two sites misses a cell that counts only with another weight.

    Examples
    --------
    >>> import pandas as pd, siting
    >>> table = pd.DataFrame({"cost": [9.0, 4.0], "noise": [None, 6.0]}, index=["A", "B"])
    >>> ranges = {"cost": (0, 10), "noise": (0, 10)}
    >>> not_varied(siting.evaluate(siting.Study.from_frame(table, ranges=ranges, weights={"cost": 1, "noise": 0})))
    ['No weight is varied: nothing is known of A on noise, which counts as soon as it has a weight.']
    """
    first_two = ev.overall.dropna().sort_values(ascending=False, kind="stable").index[:2]
    gaps = ev.values.loc[first_two].isna()
    if not gaps.to_numpy().any():
        return []
    sites = listed(site_name(ev.study, str(site)) for site in gaps.index[gaps.any(axis="columns").to_numpy()])
    names = [column_name(ev.study, str(name)) for name in gaps.columns[gaps.any().to_numpy()]]
    verb = "counts as soon as it has a weight" if len(names) == 1 else "count as soon as they have a weight"
    return [f"No weight is varied: nothing is known of {sites} on {listed(names)}, which {verb}."]


def left_out(result: Acceptability | Group | Sweep | Ternary | TwoWay) -> list[str]:
    """Name the sites that a result leaves out because a cell is missing; nothing where it has them all."""
    names = listed(site_name(result.study, site) for site in result.left_out)
    return [f"Left out for want of evidence: {names}."] if names else []


def stability(intervals: pd.DataFrame, ev: Evaluation) -> str:
    """Say which weight has the least room before another site takes the lead.

    Parameters
    ----------
    intervals
        The frame of `siting.sensitivity.stability_intervals`: index criterion or objective; columns weight, lower,
        upper, below, above.
    ev
        The evaluation whose leader the intervals keep.
    """
    if len(ev.tied) > 1:
        return f"{listed(site_name(ev.study, site) for site in ev.tied)} tie for first at the study's weights."
    name = site_name(ev.study, str(ev.best))
    room = _room(intervals)
    if room.empty:
        return f"{name} stays first whatever weight is given to any one criterion."
    column, at, rival = (room.iloc[0][key] for key in ("name", "limit", "rival"))
    own = float(intervals["weight"].to_dict()[column])
    side = "falls below" if at < own else "rises above"
    return (
        f"{name} stays first until the weight of {column_name(ev.study, column)} {side} {weight(at)} "
        f"({weight(own)} now), where {site_name(ev.study, rival)} takes over: no other weight has less room."
    )


def _room(intervals: pd.DataFrame) -> pd.DataFrame:
    """Each limit at which a rival takes over, nearest first."""
    limits = [
        {
            "name": name,
            "limit": float(row[side]),
            "rival": row[rival],
            "room": abs(float(row[side]) - float(row["weight"])),
        }
        for name, row in intervals.iterrows()
        for side, rival in (("lower", "below"), ("upper", "above"))
        if not pd.isna(row[rival])
    ]
    columns = ["name", "limit", "rival", "room"]
    return pd.DataFrame(limits, columns=columns).sort_values("room", kind="stable", ignore_index=True)


def ternary(result: Ternary) -> str:
    """Say on which share of all weightings of three branches each site wins."""
    branches = listed(column_name(result.study, name) for name in result.names)
    return _winners(result, f"all weightings of {branches}")


def two_way(result: TwoWay) -> str:
    """Say on which share of all pairs of two weights each site wins."""
    pair = listed(column_name(result.study, name) for name in result.names)
    return _winners(result, f"all pairs of weights for {pair}")


def _winners(result: Ternary | TwoWay, what: str) -> str:
    won = result.shares[result.shares > 0].sort_values(ascending=False, kind="stable")
    opening = f"{site_name(result.study, str(won.index[0]))} wins on {share(float(won.iloc[0]))} of {what}"
    others = shares_of_sites(result.study, won.iloc[1:], "on")
    return f"{opening}; {others}." if others else f"{opening}."


def nearest_weights(changes: pd.DataFrame, ev: Evaluation, challenger: str) -> str:
    """Say what would have to happen to the weights for a challenger to tie for first.

    Parameters
    ----------
    changes
        The frame of `siting.sensitivity.smallest_change`.
    ev
        The evaluation at the study's own weights.
    challenger
        A site of the frame's index.
    """
    name = site_name(ev.study, challenger)
    if changes.loc[[challenger]].isna().to_numpy().any():
        return f"{name} is not first with any of the weights considered."
    nearest: pd.Series[float] = changes.drop(columns="distance").T[challenger].astype(float)
    moves = nearest - ev.weights
    moved = moves[moves.abs() > AT].sort_values(key=size_of, ascending=False, kind="stable")
    if moved.empty:
        return f"{name} ties for first at the study's own weights."
    parts = [
        f"that of {column_name(ev.study, str(column))} {'rises' if change > 0 else 'falls'} from "
        f"{weight(float(ev.weights[str(column)]))} to {weight(float(ev.weights[str(column)]) + float(change))}"
        for column, change in moved.items()
    ]
    parts[0] = parts[0].replace("that of", "the weight of", 1)
    if len(parts) > 3:
        parts = [*parts[:2], f"{len(parts) - 2} more move"]
    return f"{name} ties for first once {join_words(parts)}, at the least."
