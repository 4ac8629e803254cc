"""The files of a run: one results document, tables for a spreadsheet, charts for a slide, a page that shows them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict

import pandas as pd

from siting import charts
from siting.model import Brand
from siting.money.routes import deliveries_of
from siting.report.answer import Answer
from siting.report.board import board_data, board_page
from siting.report.deck import deck_bytes
from siting.report.index import index_page
from siting.report.money import MoneyAnswer
from siting.report.pictures import Picture, first_pictures, further_pictures
from siting.report.results import results_document
from siting.report.spreadsheet import csv_text
from siting.report.weights import WeightsAnswer
from siting.report.workbook import workbook_bytes

__all__ = ["all_files", "result_files"]


def result_files(answer: Answer) -> dict[str, bytes]:
    """Return the files of a run by their names inside the results folder; the same study gives the same bytes."""
    return _files(answer, first_pictures(answer), {})


def all_files(answer: Answer, *, tell: Callable[[str], None]) -> dict[str, bytes]:
    """Return the files of a run with every chart, the board, the deck and the workbook; same study, same bytes.

    Parameters
    ----------
    answer
        What a run computes.
    tell
        Is told each step as it begins.

    Raises
    ------
    MissingExtra
        If what decks and workbooks need is not installed.
    """
    tell("board")
    board = board_page(board_data(answer.study, answer=answer)).encode()
    tell("deck")
    deck = deck_bytes(answer)
    tell("workbook")
    workbook = workbook_bytes(answer)
    tell("charts, tables and index page")
    pictures = [*first_pictures(answer), *further_pictures(answer)]
    return _files(answer, pictures, {"board.html": board, "deck.pptx": deck, "workbook.xlsx": workbook})


def _files(answer: Answer, pictures: Iterable[Picture], documents: Mapping[str, bytes]) -> dict[str, bytes]:
    drawn = list(pictures)
    brand = answer.study.brand or Brand()
    files = dict(documents)
    document = json.dumps(results_document(answer), indent=2, ensure_ascii=False, default=str)
    files["results.json"] = document.encode()
    for name, frame in _tables(answer):
        files[f"tables/{name}.csv"] = csv_text(frame).encode()
    for picture in drawn:
        files[f"charts/{picture.name}.svg"] = charts.to_svg(picture.axes, font=brand.font).encode()
    for picture, png in zip(drawn, charts.to_pngs(picture.axes for picture in drawn), strict=True):
        files[f"charts/{picture.name}.png"] = png
    files["index.html"] = index_page(answer, drawn, list(files)).encode()
    return files


def _tables(answer: Answer) -> Iterator[tuple[str, pd.DataFrame]]:
    evaluation = answer.evaluation
    yield "ranking", evaluation.to_frame()
    yield "screened", evaluation.screened
    yield "performance", _with_units(answer)
    yield "values", evaluation.values.reset_index(names="site")
    yield "contributions", evaluation.contributions.reset_index(names="site")
    yield "weights", evaluation.weights.rename("weight").rename_axis("criterion").reset_index()
    yield "evidence", answer.study.provenance()
    yield "audit", answer.findings
    yield "stability_intervals", answer.stability.reset_index(names="name")
    yield "switch_points", _joined({name: swept.switches for name, swept in answer.sweeps.items()})
    yield "sweeps", _joined({name: swept.frame for name, swept in answer.sweeps.items()})
    yield "stakeholders", answer.stakeholders.reset_index(names="site")
    if answer.weights is not None:
        yield from _weight_tables(answer.weights)
    if answer.robustness is not None:
        yield "futures", answer.robustness.to_frame()
    if answer.money is not None:
        yield from _money_tables(answer.money)


def _with_units(answer: Answer) -> pd.DataFrame:
    """Return the raw figures by site, each column with its unit in brackets."""
    units = {name: f"{name} [{entry.unit}]" for name, entry in answer.study.criteria.items() if entry.unit}
    return answer.evaluation.performance.rename(columns=units).reset_index(names="site")


def _weight_tables(weights: WeightsAnswer) -> Iterator[tuple[str, pd.DataFrame]]:
    shares = weights.acceptability
    yield "acceptability", shares.to_frame()
    yield "rank_acceptability", shares.ranks.reset_index(names="site")
    yield "pairwise_winning", shares.pairwise.reset_index(names="site")
    yield "smallest_change", weights.nearest.reset_index(names="challenger")
    yield "potentially_optimal", weights.possible.rename_axis("site").reset_index()
    yield "critical_changes", weights.critical
    yield "tornado", weights.cells
    yield "variance_shares", weights.spread
    yield "second_opinions", weights.methods.reset_index(names="site")


def _money_tables(money: MoneyAnswer) -> Iterator[tuple[str, pd.DataFrame]]:
    appraisal = money.appraisal
    yield "money", appraisal.to_frame()
    yield "landed_cost", appraisal.landed
    yield "cash_flow", appraisal.flows.reset_index()
    yield "break_even", pd.DataFrame([asdict(gap) for gap in money.gaps])
    yield "frontier", money.frontier.reset_index(names="site")
    yield "money_futures", money.futures
    yield "money_evidence", appraisal.provenance()
    flows = [deliveries_of(appraisal.study, site).to_frame().assign(site=site) for site in appraisal.names]
    yield "flows", pd.concat(flows, ignore_index=True)


def _joined(frames: dict[str, pd.DataFrame]) -> pd.DataFrame:
    named = [frame.assign(varied=name) for name, frame in frames.items()]
    return pd.concat(named, ignore_index=True) if named else pd.DataFrame()
