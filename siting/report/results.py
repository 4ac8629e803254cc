"""The results as one document, `results.json`; its layout is described in docs/results.md."""

from __future__ import annotations

import json
from typing import Any

import pandas as pd

from siting import narrate
from siting.report.answer import Answer
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
        "cells": _rows(answer.study.provenance()),
    }


def _rows(frame: pd.DataFrame) -> list[dict[str, Any]]:
    plain = json.loads(frame.to_json(orient="records", date_format="iso", double_precision=15))
    return list(plain)


def _table(frame: pd.DataFrame) -> dict[str, Any]:
    return dict(json.loads(frame.to_json(orient="index", double_precision=15)))


def _series(series: pd.Series[float]) -> dict[str, float]:
    return {str(name): float(value) for name, value in series.items()}
