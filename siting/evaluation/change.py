"""What changed between two states of one study, two days or two futures: facts, hence cells, hence ranks."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from siting.errors import MethodError, StudyError
from siting.evaluation.partial_values import partial_values, value_functions
from siting.evaluation.result import Evaluation
from siting.labels import counted
from siting.markup import html_frame
from siting.model.difference import gained_and_lost, same_figure

__all__ = ["Change", "change"]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Change:
    """One study before and after."""

    before: Evaluation
    after: Evaluation
    cells: pd.DataFrame
    """Cells whose figure changed: site, criterion, before, after, unit, value_before, value_after (partial values, also
    of a site that is screened out), effect (change of weight times partial value), gained, lost (ids of facts, joined
    by "; "). Cells of requirements have no partial values; where a figure is missing on one side there is no effect."""

    @property
    def ranks(self) -> pd.DataFrame:
        """By site: rank_before, rank_after, overall_before, overall_after, why_not_before, why_not (why not ranked)."""
        sites = list(self.after.study.sites)
        before, after = (ev.to_frame().set_index("site")["note"].reindex(sites) for ev in (self.before, self.after))
        return pd.DataFrame(
            {
                "rank_before": self.before.ranks.reindex(sites),
                "rank_after": self.after.ranks.reindex(sites),
                "overall_before": self.before.overall.reindex(sites),
                "overall_after": self.after.overall.reindex(sites),
                "why_not_before": before.fillna(""),
                "why_not": after.fillna(""),
            }
        ).rename_axis("site")

    @property
    def effects(self) -> pd.DataFrame:
        """Change of each contribution, sites x criteria, of the sites ranked on both sides.

        A row sums to the change of the site's overall value.
        """
        both = self.before.ranks.dropna().index.intersection(self.after.ranks.dropna().index, sort=False)
        old, new = (ev.contributions.reindex(both).fillna(0.0) for ev in (self.before, self.after))
        return (new - old).rename_axis("site")

    @property
    def criteria(self) -> list[str]:
        """Criteria and requirements with changed figures, that of the largest sum of effects first."""
        size = self.cells.groupby("criterion", sort=False)["effect"].agg(lambda effect: effect.abs().sum())
        return [str(name) for name in size.sort_values(ascending=False, kind="stable").index]

    @property
    def facts(self) -> pd.DataFrame:
        """Facts behind the changed cells: criterion, fact, event (gained or lost), cells, effect.

        `cells` counts those that it touches, `effect` is the sum of their effects without sign. In the order of
        `criteria`, within each those of the largest effect first, then those that touch most cells.
        """
        long = [
            (row.criterion, fact, event, abs(float(str(row.effect))))
            for row in self.cells.itertuples()
            for event in ("gained", "lost")
            for fact in str(getattr(row, event)).split("; ")
            if fact
        ]
        names = ["criterion", "fact", "event"]
        groups = pd.DataFrame(long, columns=[*names, "effect"]).groupby(names, sort=False)["effect"]
        table = groups.agg(cells="size", effect="sum").reset_index()
        place = {name: at for at, name in enumerate(self.criteria)}
        order = table.assign(criterion=table["criterion"].map(place), cells=-table["cells"], effect=-table["effect"])
        return table.loc[order.sort_values(["criterion", "effect", "cells"], kind="stable").index].reset_index(
            drop=True
        )

    def __repr__(self) -> str:
        moved = self.ranks["rank_before"].fillna(0).ne(self.ranks["rank_after"].fillna(0)).sum()
        facts = self.facts["fact"].nunique()
        return f"Change({counted(len(self.cells), 'cell')}, {counted(facts, 'fact')}, {counted(moved, 'site')} moved)"

    def _repr_html_(self) -> str:
        return html_frame(self.ranks.reset_index(), caption=repr(self))


def change(before: Evaluation, after: Evaluation) -> Change:
    """Compare two evaluations of one study.

    Parameters
    ----------
    before, after
        The same sites and criteria, for example as of two days or in two futures.

    Raises
    ------
    MethodError
        If the two have other sites or criteria.

    Examples
    --------
    >>> from siting.evaluation import evaluate
    >>> from siting.model import Study
    >>> def study(market):
    ...     table = pd.DataFrame({"market": [market, 4.0]}, index=["A", "B"])
    ...     return Study.from_frame(table, ranges={"market": (0, 10)})
    >>> found = change(evaluate(study(9.0)), evaluate(study(2.0)))
    >>> found
    Change(1 cell, 0 facts, 2 sites moved)
    >>> found.cells[["site", "before", "after"]].values.tolist()
    [['A', 9.0, 2.0]]
    """
    if list(before.study.sites) != list(after.study.sites) or list(before.study.criteria) != list(after.study.criteria):
        raise MethodError("only two states of one study can be compared: the same sites and criteria")
    columns = [
        *after.study.criteria,
        *(name for name, entry in after.study.requirements.items() if not entry.criterion),
    ]
    sides = (_Side(before, _values(before)), _Side(after, _values(after)))
    rows = [
        row for site in after.study.sites for column in columns if (row := _changed(*sides, site, column)) is not None
    ]
    names = ["site", "criterion", "before", "after", "unit", "value_before", "value_after", "effect", "gained", "lost"]
    table = pd.DataFrame(rows, columns=names)
    return Change(before, after, table.astype({"value_before": float, "value_after": float, "effect": float}))


@dataclass(frozen=True, slots=True)
class _Side:
    ev: Evaluation
    values: pd.DataFrame
    """Partial values of every site, those that are screened out too."""

    def partial(self, site: str, column: str) -> float:
        return float(self.values[column][site]) if column in self.values.columns else float("nan")

    def contribution(self, site: str, column: str) -> float:
        return self.partial(site, column) * float(self.ev.weights.get(column, 0.0))


def _values(ev: Evaluation) -> pd.DataFrame:
    """Return partial values of all sites; of the scored ones alone where a figure of another cannot be read."""
    functions = value_functions(ev.study, ev.performance)
    try:
        return partial_values(ev.study.performance, functions)
    except StudyError:
        return ev.values.reindex(list(ev.study.sites))


def _changed(before: _Side, after: _Side, site: str, column: str) -> tuple[object, ...] | None:
    old, new = before.ev.study.cell(site, column), after.ev.study.cell(site, column)
    if same_figure(old, new):
        return None
    partials = (before.partial(site, column), after.partial(site, column))
    effect = after.contribution(site, column) - before.contribution(site, column)
    return site, column, old.value, new.value, new.unit or old.unit, *partials, effect, *gained_and_lost(old, new)
