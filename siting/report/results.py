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
        "ternary": None if answer.ternary is None else _series(answer.ternary.shares),
        "stakeholders": _table(answer.stakeholders),
        "futures": None if answer.robustness is None else _rows(answer.robustness.to_frame()),
        "money": None if answer.money is None else _money(answer.money),
        "cells": _rows(answer.study.provenance()),
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
