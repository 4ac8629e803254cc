"""What a run shows on the screen: ranking, reasons, switch points, evidence, and where the files are."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from rich.table import Table
from rich.text import Text

from siting import narrate
from siting.cli.money_summary import show_money
from siting.cli.screen import screen
from siting.evaluation import Evaluation
from siting.labels import display_name, format_percent, format_quantity
from siting.model import ROOT
from siting.report import Answer
from siting.report.weights import WeightsAnswer

__all__ = ["show", "show_facts"]

MOST_COLUMNS = 6
"""With more criteria the table shows objectives, and only the weights that can change who leads are told."""


def show(answer: Answer, folder: Path) -> None:
    """Print a run."""
    console = screen()
    study = answer.study
    console.print(Text(study.title, style="bold"))
    day = f"with the knowledge of {study.as_of}" if study.as_of else "with all that is known"
    changed = f"; changed: {', '.join(study.overrides)}" if study.overrides else ""
    console.print(Text(f"{study.question} ({day}{changed})".strip()))
    console.print()
    wide = len(study.criteria) > MOST_COLUMNS
    if len(answer.evaluation.overall):
        console.print(_by_objective(answer) if wide else _ranking(answer.evaluation))
    console.print(Text(narrate.lead(answer.evaluation) if wide else narrate.headline(answer.evaluation), style="bold"))
    if wide:
        for line in narrate.exclusions(answer.evaluation):
            console.print(Text(line))
    console.print()
    for line in _sensitivity(answer):
        console.print(Text(line))
    if answer.sweeps:
        console.print()
    show_money(answer, console)
    if answer.robustness is not None:
        console.print(Text(narrate.regret(answer.robustness)))
    console.print(Text(narrate.evidence(study)))
    if caution := narrate.caution(answer.findings):
        console.print(Text(f"{caution} `siting check` tells each."))
    console.print(Text(f"Open {folder / 'index.html'}"), soft_wrap=True)


def show_facts(table: pd.DataFrame, subject: str, as_of: str | None) -> None:
    """Print facts: the chosen value first, rivals of its period and other periods below it, sources at the end."""
    console = screen()
    title = f"{subject}, as known on {as_of}" if as_of else f"{subject}, all that is known"
    view = Table(title=title, title_justify="left", header_style="bold")
    view.add_column("attribute", overflow="fold", min_width=28)
    for name in ("value", "period", "known from", "confidence", "source"):
        view.add_column(name, overflow="fold")
    numbers = {source: number for number, source in enumerate(dict.fromkeys(table["source"]), start=1)}
    for _, group in table.groupby(["attribute", "scope"], sort=False):
        for position, row in enumerate(group.to_dict("records")):
            view.add_row(
                *(Text(text) for text in _fact_row(row, group, first=position == 0)), f"\\[{numbers[row['source']]}]"
            )
    console.print(view)
    urls = dict(zip(table["source"], table["url"], strict=True))
    for source, number in numbers.items():
        console.print(Text(f"[{number}] {source} {urls[source] or ''}".rstrip()), soft_wrap=True)
    if table["attribute"].nunique() == 1:
        console.print(*(Text(line) for line in _remarks(table)), sep="\n")


def _remarks(table: pd.DataFrame) -> Iterator[str]:
    """Say what the rows of one attribute remark, each after its value."""
    for row in table[table["note"] != ""].to_dict("records"):
        yield f"{_fact_value(row)} ({row['period']}): {row['note']}".replace(" ()", "")


def _fact_row(row: Mapping[Hashable, Any], group: pd.DataFrame, *, first: bool) -> tuple[str, str, str, str, str]:
    name = f"{row['attribute']} {row['scope']}".strip() if first else ""
    value = _fact_value(row)
    chosen = group.loc[group["chosen"].astype(bool), "period"]
    if len(chosen) and not row["chosen"]:
        value = f"{'rival' if row['period'] in set(chosen) else 'also'}: {value}"
    basis = "" if row["basis"] in {"reported", "law"} else f" ({row['basis']})"
    known = "" if pd.isna(row["known_from"]) else str(row["known_from"])
    return name, value, str(row["period"]), known, f"{row['confidence']}{basis}"


def _fact_value(row: Mapping[Hashable, Any]) -> str:
    return "none" if pd.isna(row["value"]) else format_quantity(_plain(row["value"]), row["unit"])


def _plain(value: object) -> float | str:
    return value if isinstance(value, float | str) else str(value)


def _ranking(evaluation: Evaluation) -> Table:
    study = evaluation.study
    criteria = list(evaluation.weights.index)
    view = Table(header_style="bold")
    view.add_column("rank", justify="right")
    view.add_column("site")
    view.add_column("overall", justify="right")
    for criterion in criteria:
        title = study.criteria[criterion].title or display_name(criterion)
        view.add_column(f"{title}\n(weight {format_percent(evaluation.weights[criterion])})", justify="right")
    for site in _ranked_first(evaluation):
        cells = [_cell(evaluation, site, criterion) for criterion in criteria]
        view.add_row(*_place(evaluation, site), *cells)
    return view


def _by_objective(answer: Answer) -> Table:
    """Contribution of each branch below the root, and each stakeholder's rank."""
    evaluation, tree = answer.evaluation, answer.study.value_tree
    branches = {name: list(tree.leaves(name)) for name in tree.children[ROOT]}
    view = Table(header_style="bold")
    view.add_column("rank", justify="right")
    view.add_column("site")
    view.add_column("overall", justify="right")
    for name, leaves in branches.items():
        weight = format_percent(float(evaluation.weights[leaves].sum()))
        view.add_column(f"{answer.study.column_title(name)}\n({weight})", justify="right")
    others = [name for name in answer.stakeholders.columns if name != evaluation.weight_set]
    for name in others:
        view.add_column(f"rank by\n{name}", justify="right")
    for site in _ranked_first(evaluation):
        parts = [_part(evaluation, site, leaves) for leaves in branches.values()]
        ranks = [_rank(answer.stakeholders[name][site]) for name in others]
        view.add_row(*_place(evaluation, site), *parts, *ranks)
    return view


def _part(evaluation: Evaluation, site: str, leaves: list[str]) -> str:
    """Write what a branch contributes; from the least to the most possible where cells are missing."""
    contributions = evaluation.contributions.loc[[site], leaves].to_numpy(dtype=float)[0]
    known = np.nansum(contributions)
    open_weight = evaluation.weights[leaves].to_numpy()[np.isnan(contributions)].sum()
    return f"{known:.2f} to {known + open_weight:.2f}" if open_weight else f"{known:.3f}"


def _rank(rank: Any) -> str:
    return "?" if pd.isna(rank) else str(rank)


def _ranked_first(evaluation: Evaluation) -> Iterator[str]:
    yield from (str(site) for site in evaluation.ranks.sort_values(kind="stable", na_position="last").index)


def _place(evaluation: Evaluation, site: str) -> tuple[str, str, str]:
    title = evaluation.study.site_title(site)
    if site in evaluation.unranked:
        low, high = (float(evaluation.bounds[side][site]) for side in ("low", "high"))
        return "?", title, f"{low:.2f} to {high:.2f}"
    return str(evaluation.ranks[site]), title, f"{evaluation.overall[site]:.3f}"


def _cell(evaluation: Evaluation, site: str, criterion: str) -> str:
    cell = evaluation.study.cell(site, criterion)
    if cell.missing:
        return "missing"
    partial_value = float(evaluation.values[criterion][site])
    return f"{format_quantity(cell.value, cell.unit)}\n{partial_value:.2f}"


def _sensitivity(answer: Answer) -> Iterator[str]:
    yield from narrate.not_varied(answer.evaluation)
    told = answer.sweeps
    if told and len(answer.study.criteria) > MOST_COLUMNS:
        told = {name: swept for name, swept in told.items() if len(swept.switches)}
        yield _how_many(len(told), len(answer.sweeps))
    for swept in told.values():
        yield narrate.switches(swept)
    if answer.ternary is not None:
        yield narrate.ternary(answer.ternary)
    if answer.weights is not None:
        yield from _all_weights(answer.evaluation, answer.weights)


def _how_many(deciding: int, weights: int) -> str:
    """Say how many weights can change who leads, before each of them is told.

    >>> _how_many(2, 9), _how_many(0, 9)
    ('2 of 9 weights can change who leads, moved alone:', 'None of the 9 weights can change who leads by itself.')
    """
    if not deciding:
        return f"None of the {weights} weights can change who leads by itself."
    which = "All" if deciding == weights else f"{deciding} of"
    return f"{which} {weights} weights can change who leads, moved alone:"


def _all_weights(evaluation: Evaluation, weights: WeightsAnswer) -> Iterator[str]:
    """Say who is first over all weights, and what it takes to put the nearest challenger first."""
    considered = narrate.weights_considered(evaluation.study)
    yield f"{considered}: {narrate.rank_acceptability(weights.acceptability)}"
    yield from narrate.left_out(weights.acceptability)
    if weights.next_best is not None:
        yield narrate.nearest_weights(weights.nearest, evaluation, weights.next_best)
