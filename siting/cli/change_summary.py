"""What `siting compare` shows: who led and leads, what moved them, the figures and facts behind, what happened."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from textwrap import fill

import pandas as pd
from rich.console import Console
from rich.table import Table
from rich.text import Text

from siting.cli.screen import screen
from siting.evaluation import Change
from siting.facts import load
from siting.labels import format_number, format_quantity
from siting.model import Fact
from siting.money import MoneyChange
from siting.narrate import changes as words
from siting.narrate.wording import shorten
from siting.report.change import ChangeAnswer

__all__ = ["show_change"]

MOST_FACTS = 2
"""So many facts are named for a criterion, those of the largest effect first; the rest is counted."""
MOST_EVENTS = 2
"""So many events are named for a site, the newest; those of the programme are all told."""


def show_change(found: ChangeAnswer, before: str, after: str) -> None:
    """Print a comparison; `before` and `after` name its sides."""
    console = screen()
    merit = found.merit
    console.print(Text(merit.after.study.title, style="bold"))
    console.print(Text(f"before: {before}; after: {after}"))
    console.print(Text(fill(words.change(merit), console.width), style="bold"))
    console.print(_ranks(found))
    _list(console, "What moved the overall values", words.moves(merit))
    _list(console, "Who came in, and who is out", words.newcomers(merit))
    if len(merit.cells):
        console.print(_cells(merit))
    _list(console, "Facts behind the figures (+ came, - went; more by `siting facts`, or in facts.csv)", _facts(merit))
    if found.money is not None and len(found.money.figures):
        console.print(Text("Landed cost, change in USD per car", style="bold"))
        console.print(_cost(found.money))
        _list(console, "What moved the money", words.money_moves(found.money))
    _list(console, "What happened in between", _events(found))


def _list(console: Console, title: str, lines: Iterator[str]) -> None:
    told = list(lines)
    if told:
        console.print(Text(title, style="bold"))
    for line in told:
        console.print(Text(fill(line, console.width, initial_indent="  ", subsequent_indent="    ")))


def _ranks(found: ChangeAnswer) -> Table:
    """Rank and overall value before and after, best first; with a money plan also what each site is worth."""
    study, worth = found.merit.after.study, None if found.money is None else found.money.worth
    view = Table(header_style="bold")
    heads = ["site", "rank", "overall value", *([] if worth is None else ["NPV, million USD"])]
    for name in heads:
        view.add_column(name, justify="left" if name == "site" else "right")
    for site, row in found.merit.ranks.sort_values(["rank_after", "rank_before"], kind="stable").iterrows():
        cells = [
            " → ".join("out" if pd.isna(row[name]) else str(row[name]) for name in ("rank_before", "rank_after")),
            " → ".join("-" if pd.isna(row[n]) else f"{row[n]:.3f}" for n in ("overall_before", "overall_after")),
        ]
        view.add_row(study.site_title(str(site)), *cells, *([] if worth is None else [_worth(worth, str(site))]))
    return view


def _worth(worth: pd.DataFrame, site: str) -> str:
    npv = [worth[name].get(site, float("nan")) for name in ("npv_before", "npv_after")]
    return " → ".join("-" if pd.isna(amount) else format_number(round(amount)) for amount in npv)


def _cells(merit: Change) -> Table:
    """Show the changed figures, one row per criterion, those of the largest effect first."""
    study = merit.after.study
    view = Table(header_style="bold")
    view.add_column("criterion")
    view.add_column("before → after")
    for name in merit.criteria:
        rows = merit.cells[merit.cells["criterion"] == name]
        shown = [(str(row["site"]), _figure(row["before"]), _figure(row["after"])) for _, row in rows.iterrows()]
        moves = [f"{study.site_title(site)} {old} → {new}" for site, old, new in shown if old != new]
        moves += ["others by less than can be shown"] if len(moves) < len(shown) else []
        unit = next((str(unit) for unit in rows["unit"] if unit), "")
        view.add_row(f"{study.column_title(name)}" + (f"\n({unit})" if unit else ""), "; ".join(moves))
    return view


def _figure(value: float | str | None) -> str:
    return format_quantity(None if pd.isna(value) else value, "")


def _facts(merit: Change) -> Iterator[str]:
    """Tell for each criterion the facts behind most of its figures, with their values and sources."""
    study, table = merit.after.study, merit.facts
    known = {fact.id: fact for fact in (*load().facts, *study.facts)}
    for criterion, rows in table.groupby("criterion", sort=False):
        yield study.column_title(str(criterion))
        shown = rows.sort_values("event", kind="stable").head(MOST_FACTS)
        for row in shown.itertuples():
            yield f"  {'+' if row.event == 'gained' else '-'} {_told(str(row.fact), known)}"
        if len(rows) > MOST_FACTS:
            yield f"    and {len(rows) - MOST_FACTS} more"


def _told(name: str, known: Mapping[str, Fact]) -> str:
    fact = known.get(name)
    if fact is None:
        return name
    value = {True: "yes", False: "no"}.get(fact.value, fact.value) if isinstance(fact.value, bool) else fact.value
    amount = format_quantity(value if isinstance(value, float | str) else str(value), fact.unit)
    return f"{name}: {shorten(amount, 50)} ({shorten(fact.note if fact.basis == 'planning' else fact.source.title)})"


def _cost(money: MoneyChange) -> Table:
    """Show what became of the landed cost, element by element, of the sites priced on both sides."""
    view = Table(header_style="bold")
    cost = money.cost.round()
    cost = cost.loc[:, (cost != 0).any()]
    for name in ("site", *cost.columns):
        view.add_column(name, justify="left" if name == "site" else "right")
    for site, row in cost.iterrows():
        view.add_row(money.after.study.site_title(str(site)), *(_signed(float(part)) for part in row))
    return view


def _signed(amount: float) -> str:
    return "0" if amount == 0 else f"{'+' if amount > 0 else ''}{format_number(amount)}"


def _events(found: ChangeAnswer) -> Iterator[str]:
    study = found.merit.after.study
    programme = study.programme.facts if study.programme else ""
    titles = {entry.facts or site: study.site_title(site) for site, entry in study.sites.items()}
    for subject, rows in found.events.groupby("subject", sort=False) if len(found.events) else ():
        shown = rows if subject == programme else rows.tail(MOST_EVENTS)
        for row in shown.itertuples():
            yield f"{row.known_from} {titles.get(str(subject), 'the programme')}: {row.value}"
