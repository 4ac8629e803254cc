"""The results as one document, `results.json`; its layout is described in docs/results.md."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

import pandas as pd

from siting import narrate
from siting.narrate import money as words
from siting.report.answer import Answer
from siting.report.money import MoneyAnswer
from siting.report.record import record
from siting.report.weights import WeightsAnswer

__all__ = ["results_document"]


def results_document(answer: Answer) -> dict[str, Any]:
    """Return the run as plain lists, texts and numbers, ready for JSON; missing numbers are None."""
    evaluation = answer.evaluation
    switches = {name: swept.switches for name, swept in answer.sweeps.items()}
    return {
        "record": record(answer.study),
        "question": answer.study.question,
        "headline": narrate.headline(evaluation),
        "weight_set": evaluation.weight_set,
        "weights": _series(evaluation.weights),
        "best": evaluation.best if evaluation.tied else None,
        "tied": list(evaluation.tied),
        "ranking": _rows(evaluation.to_frame()),
        "screened": _rows(evaluation.screened),
        "values": _table(evaluation.values),
        "contributions": _table(evaluation.contributions),
        "switch_points": {name: _rows(frame) for name, frame in switches.items()},
        "stability_intervals": _rows(answer.stability.reset_index(names="name")),
        "all_weights": None if answer.weights is None else _weights(answer.weights),
        "ternary": None if answer.ternary is None else _series(answer.ternary.shares),
        "stakeholders": _table(answer.stakeholders),
        "futures": None if answer.robustness is None else _rows(answer.robustness.to_frame()),
        "money": None if answer.money is None else _money(answer.money),
        "audit": _rows(answer.findings),
        "cells": _rows(answer.study.provenance()),
    }


def _weights(weights: WeightsAnswer) -> dict[str, Any]:
    shares = weights.acceptability
    return {
        "how": shares.note,
        "method": shares.method,
        "first_rank": _series(shares.first_rank),
        "expected_rank": _series(shares.expected_rank),
        "ranks": _table(shares.ranks),
        "standard_error": _table(shares.standard_error),
        "pairwise": _table(shares.pairwise),
        "central_weights": _table(shares.central_weights),
        "confidence": _series(shares.confidence),
        "smallest_change": _rows(weights.nearest.reset_index(names="challenger")),
        "potentially_optimal": {str(site): bool(found) for site, found in weights.possible.items()},
        "critical_changes": _rows(weights.critical),
        "tornado": _rows(weights.cells),
        "variance_shares": _rows(weights.spread),
        "second_opinions": _table(weights.methods),
    }


def _money(money: MoneyAnswer) -> dict[str, Any]:
    appraisal = money.appraisal
    return {
        "headline": words.present_value(appraisal),
        "basis": words.money_basis(appraisal),
        "sites": _rows(appraisal.to_frame()),
        "unpriced": dict(appraisal.unpriced),
        "break_even": [asdict(gap) for gap in money.gaps],
        "frontier": _rows(money.frontier.reset_index(names="site")),
        "landed_cost": _rows(appraisal.landed),
        "cash_flow": _table(appraisal.flows),
        "futures": _rows(money.futures),
        "evidence": _rows(appraisal.provenance()),
    }


def _rows(frame: pd.DataFrame) -> list[dict[str, Any]]:
    plain = json.loads(frame.to_json(orient="records", date_format="iso", double_precision=15))
    return list(plain)


def _table(frame: pd.DataFrame) -> dict[str, Any]:
    return dict(json.loads(frame.to_json(orient="index", double_precision=15)))


def _series(series: pd.Series[float]) -> dict[str, float]:
    return {str(name): float(value) for name, value in series.items()}
