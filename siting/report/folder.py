"""The files of a run: one results document, tables for a spreadsheet, charts for a slide."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict

import pandas as pd
from matplotlib.axes import Axes

from siting import charts
from siting.charts.cost_waterfall import cost_waterfall
from siting.charts.flow_map import flow_map
from siting.charts.frontier import frontier
from siting.charts.landed_cost import landed_cost
from siting.evaluation import Evaluation
from siting.money.routes import deliveries_of
from siting.report.answer import Answer
from siting.report.money import MoneyAnswer
from siting.report.results import results_document

__all__ = ["result_files"]

MOST_SWEEPS = 8
"""With more criteria and objectives only the weights of objectives are drawn."""


def result_files(answer: Answer) -> dict[str, bytes]:
    """Return every file of a run by its name inside the results folder.

    The same study gives the same bytes.
    """
    document = json.dumps(results_document(answer), indent=2, ensure_ascii=False, default=str)
    files = {"results.json": document.encode()}
    for name, frame in _tables(answer):
        files[f"tables/{name}.csv"] = frame.to_csv(index=False, lineterminator="\n").encode()
    for name, axes in _charts(answer):
        files[f"charts/{name}.svg"] = charts.to_svg(axes).encode()
        files[f"charts/{name}.png"] = charts.to_png(axes)
    return files


def _tables(answer: Answer) -> Iterator[tuple[str, pd.DataFrame]]:
    evaluation = answer.evaluation
    yield "ranking", evaluation.to_frame()
    yield "screened", evaluation.screened
    yield "performance", evaluation.performance.reset_index(names="site")
    yield "values", evaluation.values.reset_index(names="site")
    yield "contributions", evaluation.contributions.reset_index(names="site")
    yield "weights", evaluation.weights.rename("weight").rename_axis("criterion").reset_index()
    yield "evidence", answer.study.provenance()
    yield "stability_intervals", answer.stability.reset_index(names="name")
    yield "switch_points", _joined({name: swept.switches for name, swept in answer.sweeps.items()})
    yield "sweeps", _joined({name: swept.frame for name, swept in answer.sweeps.items()})
    yield "stakeholders", answer.stakeholders.reset_index(names="site")
    if answer.robustness is not None:
        yield "futures", answer.robustness.to_frame()
    if answer.money is not None:
        yield from _money_tables(answer.money)


def _money_tables(money: MoneyAnswer) -> Iterator[tuple[str, pd.DataFrame]]:
    appraisal = money.appraisal
    yield "money", appraisal.to_frame()
    yield "landed_cost", appraisal.landed
    yield "cash_flow", appraisal.flows.reset_index()
    yield "break_even", pd.DataFrame([asdict(gap) for gap in money.gaps])
    yield "frontier", money.frontier.reset_index(names="site")
    yield "money_futures", money.futures
    yield "money_evidence", appraisal.provenance()


def _joined(frames: dict[str, pd.DataFrame]) -> pd.DataFrame:
    named = [frame.assign(varied=name) for name, frame in frames.items()]
    return pd.concat(named, ignore_index=True) if named else pd.DataFrame()


def _charts(answer: Answer) -> Iterator[tuple[str, Axes]]:
    if len(answer.evaluation.overall):
        yield "contributions", charts.contributions(answer.evaluation)
    for name, swept in answer.sweeps.items():
        if len(answer.sweeps) <= MOST_SWEEPS or name in answer.study.value_tree.objectives:
            yield f"sweep-{name}", charts.sweep(swept)
    if answer.ternary is not None:
        yield "ternary", charts.ternary(answer.ternary)
    if answer.money is not None:
        yield from _money_charts(answer.money, answer.evaluation)


def _money_charts(money: MoneyAnswer, ev: Evaluation) -> Iterator[tuple[str, Axes]]:
    appraisal = money.appraisal
    yield "landed-cost", landed_cost(appraisal)
    if money.gaps:
        yield f"landed-cost-{money.gaps[0].market}", landed_cost(appraisal, money.gaps[0].market)
        nearest = min(money.gaps, key=lambda gap: gap.gap)
        yield f"cost-waterfall-{nearest.b}-{nearest.a}", cost_waterfall(appraisal, nearest.b, nearest.a)
    if len(money.frontier):
        yield "frontier", frontier(money.frontier, ev)
    for site in dict.fromkeys([*ev.tied[:1], appraisal.best]):
        yield f"flow-map-{site}", flow_map(deliveries_of(ev.study, site), ev.study, site)
