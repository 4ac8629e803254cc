"""What changed between two states of a study, in words: who leads, what moved each site, and who came in."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from siting.evaluation import Change
from siting.labels import counted, format_number, join_words
from siting.money import MoneyChange
from siting.narrate.money import element_name
from siting.narrate.wording import column_name, listed, site_name, value

__all__ = ["change", "money_moves", "moves", "newcomers", "signed"]

MINUS = "\N{MINUS SIGN}"
SHOWN = 5e-4
"""Smaller changes of an overall value are written as none."""
MOST = 3
"""So many reasons are named for a site."""


def change(found: Change) -> str:
    """Say who led before and who leads after, how much changed, and which criterion moved the values most."""
    study = found.after.study
    before, after = (
        listed(site_name(study, site) for site in ev.tied) if ev.tied else "nobody"
        for ev in (found.before, found.after)
    )
    verb = "lead" if len(found.after.tied) > 1 else "leads"
    lead = f"{after} still {verb}" if before == after else f"{after} {verb} instead of {before}"
    cells, sites = len(found.cells), found.cells["site"].nunique()
    changed = f"{counted(cells, 'figure')} of {counted(sites, 'site')} changed" if cells else "no figure changed"
    return " ".join([f"{lead}: {changed}.", *_strongest(found)])


def _strongest(found: Change) -> Iterator[str]:
    sizes = found.effects.abs()
    if sizes.empty or float(sizes.to_numpy().max()) < SHOWN:
        return
    name = str(sizes.sum().idxmax())
    site = str(sizes[name].idxmax())
    study = found.after.study
    effect = float(found.effects[name][site])
    verb = "loses" if effect < 0 else "gains"
    yield f"Most comes from {column_name(study, name)}: {site_name(study, site)} {verb} {value(abs(effect))} by it."


def moves(found: Change) -> Iterator[str]:
    """Say for each site ranked on both sides, by rank, how its overall value moved and by which criteria."""
    study, ranks, effects = found.after.study, found.ranks, found.effects
    for site in ranks.loc[effects.index].sort_values("rank_after", kind="stable").index:
        row, parts = ranks.loc[site], effects.loc[site]
        parts = parts[parts.abs() >= SHOWN]
        parts = parts.reindex(parts.abs().sort_values(ascending=False, kind="stable").index)
        reasons = [f"{column_name(study, str(name))} {signed(float(part))}" for name, part in parts.head(MOST).items()]
        left = [f"{len(parts) - MOST} more"] if len(parts) > MOST else []
        before, after = float(row["overall_before"]), float(row["overall_after"])
        what = join_words([*reasons, *left]) or "nothing that shows"
        yield f"{site_name(study, str(site))}, {value(before)} → {value(after)}: {what}."


def newcomers(found: Change) -> Iterator[str]:
    """Say which sites came in and which went or stay out, those of one reason together."""
    ranks = found.ranks
    came = ranks[ranks["rank_before"].isna() & ranks["rank_after"].notna()]
    out = ranks[ranks["rank_after"].isna()]
    for group, column, verb in ((came, "why_not_before", ("was", "were")), (out, "why_not", ("is", "are"))):
        for why in dict.fromkeys(group[column].astype(str)):
            names = [site_name(found.after.study, str(site)) for site in group.index[group[column] == why]]
            yield f"{join_words(names)} {verb[len(names) > 1]} out{f': {why}' if why else ''}."


def signed(amount: float) -> str:
    r"""Write a change of an overall value with its sign.

    >>> signed(0.0231)
    '+0.023'
    >>> signed(-0.133) == "\N{MINUS SIGN}0.133"
    True
    """
    return f"{'+' if amount > 0 else MINUS}{value(abs(amount))}"


def money_moves(found: MoneyChange) -> Iterator[str]:
    """Say for each element that changed, that of most sites first, what it was and is at each site."""
    order = found.figures.groupby("element", sort=False)["site"].count().sort_values(ascending=False, kind="stable")
    for element in order.index:
        rows = found.figures[found.figures["element"] == element]
        unit = next((str(unit) for unit in rows["unit"] if unit), "")
        groups = "; ".join(_money_groups(found, rows))
        if groups:
            yield f"{element_name(str(element))}, {unit}: {groups}."


def _money_groups(found: MoneyChange, rows: pd.DataFrame) -> Iterator[str]:
    """Name sites with the same move together; a move too small to show is left out."""
    sites: dict[str, list[str]] = {}
    for row in rows.itertuples():
        old, new = _amount(row.before), _amount(row.after)
        if old != new:
            sites.setdefault(f"{old} → {new}", []).append(site_name(found.after.study, str(row.site)))
    for move, names in sites.items():
        yield f"{join_words(names)} {move}"


def _amount(figure: object) -> str:
    return format_number(figure) if isinstance(figure, float) else "missing"
