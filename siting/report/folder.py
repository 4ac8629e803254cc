"""The files of a run: one results document, tables for a spreadsheet, charts for a slide."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pandas as pd
from matplotlib.axes import Axes

from siting import charts
from siting.report.answer import Answer
from siting.report.results import results_document

__all__ = ["result_files"]


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


def _joined(frames: dict[str, pd.DataFrame]) -> pd.DataFrame:
    named = [frame.assign(varied=name) for name, frame in frames.items()]
    return pd.concat(named, ignore_index=True) if named else pd.DataFrame()


def _charts(answer: Answer) -> Iterator[tuple[str, Axes]]:
    if len(answer.evaluation.overall):
        yield "contributions", charts.contributions(answer.evaluation)
    for name, swept in answer.sweeps.items():
        yield f"sweep-{name}", charts.sweep(swept)
    if answer.ternary is not None:
        yield "ternary", charts.ternary(answer.ternary)
