"""What changed between two states of one study, two days or two futures: facts, hence cells, hence ranks."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from siting.errors import MethodError
from siting.evaluation.result import Evaluation
from siting.markup import html_table
from siting.model import Measurement

__all__ = ["Change", "change"]

_SAME = 1e-9


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Change:
    """One study before and after."""

    before: Evaluation
    after: Evaluation
    cells: pd.DataFrame
    """Cells whose figure changed: site, criterion, before, after, unit, value_before, value_after (partial values),
    gained, lost (ids of facts, joined by "; "). Cells of requirements have no partial values."""

    @property
    def ranks(self) -> pd.DataFrame:
        """By site: rank_before, rank_after, overall_before, overall_after, why_not (why it is not ranked after)."""
        sites = list(self.after.study.sites)
        notes = self.after.to_frame().set_index("site")["note"]
        return pd.DataFrame(
            {
                "rank_before": self.before.ranks.reindex(sites),
                "rank_after": self.after.ranks.reindex(sites),
                "overall_before": self.before.overall.reindex(sites),
                "overall_after": self.after.overall.reindex(sites),
                "why_not": notes.reindex(sites).fillna(""),
            }
        ).rename_axis("site")

    @property
    def facts(self) -> pd.DataFrame:
        """Facts behind the changed cells: fact, event (gained or lost), cells (how many it touches), most first."""
        long = [
            (fact, event, f"{row.site}: {row.criterion}")
            for row in self.cells.itertuples()
            for event in ("gained", "lost")
            for fact in str(getattr(row, event)).split("; ")
            if fact
        ]
        table = pd.DataFrame(long, columns=["fact", "event", "cell"])
        counts = table.groupby(["fact", "event"], sort=False)["cell"].nunique().rename("cells").reset_index()
        return counts.sort_values("cells", ascending=False, kind="stable").reset_index(drop=True)

    def __repr__(self) -> str:
        moved = self.ranks["rank_before"].fillna(0).ne(self.ranks["rank_after"].fillna(0)).sum()
        return f"Change({len(self.cells)} cells, {len(self.facts)} facts, {moved} sites moved)"

    def _repr_html_(self) -> str:
        frame = self.ranks.reset_index()
        rows = [tuple(row) for row in frame.astype(object).itertuples(index=False)]
        return html_table(rows, [str(name) for name in frame.columns], caption=repr(self))


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
    Change(1 cells, 0 facts, 2 sites moved)
    >>> found.cells[["site", "before", "after"]].values.tolist()
    [['A', 9.0, 2.0]]
    """
    if list(before.study.sites) != list(after.study.sites) or list(before.study.criteria) != list(after.study.criteria):
        raise MethodError("only two states of one study can be compared: the same sites and criteria")
    columns = [
        *after.study.criteria,
        *(name for name, entry in after.study.requirements.items() if not entry.criterion),
    ]
    rows = [
        row
        for site in after.study.sites
        for column in columns
        if (row := _changed(before, after, site, column)) is not None
    ]
    names = ["site", "criterion", "before", "after", "unit", "value_before", "value_after", "gained", "lost"]
    return Change(before, after, pd.DataFrame(rows, columns=names))


def _changed(before: Evaluation, after: Evaluation, site: str, column: str) -> tuple[object, ...] | None:
    old, new = before.study.cell(site, column), after.study.cell(site, column)
    if _same(old.value, new.value):
        return None
    had, has = _facts(old), _facts(new)
    gained, lost = ("; ".join(fact for fact in ours if fact not in theirs) for ours, theirs in ((has, had), (had, has)))
    partials = (_partial(before, site, column), _partial(after, site, column))
    return site, column, old.value, new.value, new.unit or old.unit, *partials, gained, lost


def _same(old: float | str | None, new: float | str | None) -> bool:
    if isinstance(old, float) and isinstance(new, float):
        return abs(old - new) <= _SAME * max(1.0, abs(old))
    return old == new


def _facts(cell: Measurement) -> list[str]:
    return list(dict.fromkeys(fact for step in cell.trace for fact in step.facts))


def _partial(ev: Evaluation, site: str, column: str) -> float:
    if site not in ev.values.index or column not in ev.values.columns:
        return float("nan")
    return float(ev.values[column][site])
