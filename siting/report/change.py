"""What a comparison of two states of a study finds, and its files: the change map and the tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from siting import charts
from siting.evaluation import Change, Evaluation, change, events
from siting.model import Brand
from siting.money import MoneyChange, appraise, money_change
from siting.report.spreadsheet import csv_text

__all__ = ["ChangeAnswer", "change_answer", "change_files"]


@dataclass(frozen=True, slots=True)
class ChangeAnswer:
    """Everything a comparison reports."""

    merit: Change
    money: MoneyChange | None
    """None where the study has no money plan on both sides, or no site passes the gates on one."""
    events: pd.DataFrame
    """What happened between the two days; see `siting.evaluation.events`. Empty where they are one day or unknown."""


def change_answer(before: Evaluation, after: Evaluation) -> ChangeAnswer:
    """Compare merit, and money where there is a plan, and look up what happened between the two days.

    Raises
    ------
    MethodError
        If the two are not states of one study.
    StudyError
        If something that the money needs cannot be found.
    """
    merit = change(before, after)
    priced = all(ev.study.money is not None and len(ev.overall) for ev in (before, after))
    sides = [appraise(ev.study, sites=ev.overall.index, samples=1) for ev in (before, after)] if priced else []
    days = sorted(day for day in (before.study.as_of, after.study.as_of) if day is not None)
    happened = events(after.study, after=days[0], until=days[-1]) if len(days) == 2 else pd.DataFrame()
    return ChangeAnswer(merit, money_change(*sides) if sides else None, happened)


def change_files(found: ChangeAnswer) -> dict[str, bytes]:
    """Return every file of a comparison by its name inside the results folder; the same studies give the same bytes."""
    axes = charts.change(found.merit)
    brand = found.merit.after.study.brand or Brand()
    return {
        "charts/change.svg": charts.to_svg(axes, font=brand.font).encode(),
        "charts/change.png": charts.to_png(axes),
        **{f"tables/{name}.csv": csv_text(frame).encode() for name, frame in _tables(found)},
    }


def _tables(found: ChangeAnswer) -> Iterator[tuple[str, pd.DataFrame]]:
    merit = found.merit
    yield "ranks", merit.ranks.reset_index()
    yield "effects", merit.effects.reset_index()
    yield "cells", merit.cells
    yield "facts", merit.facts
    if found.money is not None:
        yield "money", found.money.worth.reset_index()
        yield "money_cost", found.money.cost.reset_index()
        yield "money_figures", found.money.figures
    if len(found.events):
        yield "events", found.events
