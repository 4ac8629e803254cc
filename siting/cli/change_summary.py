"""What `siting compare` shows: ranks and worth before and after, the changed cells, the facts behind them."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd
from rich.console import Console
from rich.table import Table
from rich.text import Text

from siting.evaluation import Change, Evaluation
from siting.labels import format_number, format_quantity, join_words
from siting.money import appraise
from siting.narrate import money as words

__all__ = ["show_change"]

_WIDTH = 110
MOST_FACTS = 12
"""So many facts are named, those that touch most cells first; the rest is counted."""


def show_change(found: Change, before: str, after: str) -> None:
    """Print a change."""
    console = Console(highlight=False)
    console = console if console.is_terminal else Console(highlight=False, width=_WIDTH)
    study = found.after.study
    console.print(Text(study.title, style="bold"))
    console.print(Text(f"before: {before}; after: {after}"))
    console.print(Text(words.change(found), style="bold"))
    console.print(_ranks(found))
    for line in _why(found):
        console.print(Text(line))
    if len(found.cells):
        console.print(_cells(found))
    for line in _facts(found):
        console.print(Text(line))


def _ranks(found: Change) -> Table:
    """Rank and overall value before and after; with a money plan also what each site is worth."""
    study = found.after.study
    worth = [_worth(ev) for ev in (found.before, found.after)]
    view = Table(header_style="bold")
    heads = ["site", "rank", "overall value", *(["NPV, million USD"] if study.money else [])]
    for name in heads:
        view.add_column(name, justify="left" if name == "site" else "right")
    for site, row in found.ranks.iterrows():
        cells = [
            " → ".join("out" if pd.isna(row[name]) else str(row[name]) for name in ("rank_before", "rank_after")),
            " → ".join("-" if pd.isna(row[n]) else f"{row[n]:.3f}" for n in ("overall_before", "overall_after")),
        ]
        if study.money:
            cells.append(" → ".join(format_number(round(npv[str(site)])) if str(site) in npv else "-" for npv in worth))
        view.add_row(study.site_title(str(site)), *cells)
    return view


def _worth(ev: Evaluation) -> dict[str, float]:
    if ev.study.money is None or ev.overall.empty:
        return {}
    npv = appraise(ev.study, sites=ev.overall.index, samples=1).value["npv"]
    return {str(site): float(amount) for site, amount in npv.items()}


def _why(found: Change) -> Iterator[str]:
    """Say why a site is not ranked after, those with one reason together."""
    out = found.ranks[found.ranks["rank_after"].isna()]
    for why, group in out.groupby("why_not", sort=False):
        yield f"Out: {join_words([found.after.study.site_title(str(site)) for site in group.index])}: {why}."


def _cells(found: Change) -> Table:
    """Show the changed figures, one row per criterion, those of the most weight first."""
    study, weights = found.after.study, found.after.weights
    view = Table(header_style="bold")
    view.add_column("criterion")
    view.add_column("before → after")
    order = sorted(found.cells["criterion"].unique(), key=lambda name: -float(weights.get(name, 0.0)))
    for name in order:
        rows = found.cells[found.cells["criterion"] == name]
        shown = [(str(row["site"]), _figure(row["before"]), _figure(row["after"])) for _, row in rows.iterrows()]
        moves = [f"{study.site_title(site)} {old} → {new}" for site, old, new in shown if old != new]
        moves += ["others by less than can be shown"] if len(moves) < len(shown) else []
        unit = next((str(unit) for unit in rows["unit"] if unit), "")
        view.add_row(f"{study.column_title(str(name))}" + (f"\n({unit})" if unit else ""), "; ".join(moves))
    return view


def _figure(value: float | str | None) -> str:
    return format_quantity(None if value is None or value != value else value, "")  # noqa: PLR0124 -- nan


def _facts(found: Change) -> Iterator[str]:
    facts = found.facts
    if facts.empty:
        return
    yield f"{len(facts)} facts came or went; those behind most figures:"
    for row in facts.head(MOST_FACTS).itertuples():
        sign = "+" if row.event == "gained" else "-"
        yield f"  {sign} {row.fact} ({row.cells} {'figure' if row.cells == 1 else 'figures'})"
