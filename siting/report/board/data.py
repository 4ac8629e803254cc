"""What the board knows: the study under each of its futures, valued here, weighed in the browser."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd

from siting.auditing.weighting import stale_swings
from siting.errors import MethodError
from siting.evaluation import BASE, Evaluation, evaluate, in_each_future
from siting.labels import display_name
from siting.model import ROOT, Study
from siting.report.answer import Answer
from siting.report.board.brand import board_brand
from siting.report.board.costs import costs, costs_in_order, known_costs
from siting.report.board.evidence import EvidenceStore
from siting.report.record import record

__all__ = ["board_data"]

UNCHANGED = "As given"


def board_data(study: Study, *, answer: Answer | None = None) -> dict[str, Any]:
    """Return a study as plain lists, texts and numbers for the board.

    Partial values, gates, costs and evidence are worked out here for the study as given and for each of its futures;
    what depends on the weights is left to the browser. Sites, criteria and objectives are referred to by their place:
    criteria come first, objectives after them, parents first. Missing numbers are None.

    Parameters
    ----------
    study
        With its cells measured.
    answer
        What a run has found about this study, where it is at hand; evaluated and priced here if left out.

    Raises
    ------
    StudyError
        If the study, or one of its futures, cannot be measured or evaluated, or a file of its brand is wrong.
    MethodError
        If a future changes the value tree: the board's sliders could not follow it.

    Examples
    --------
    >>> table = pd.DataFrame({"risk": [1.0, 0.0], "skill": [2.0, 5.0]}, index=["A", "B"])
    >>> data = board_data(Study.from_frame(table, weights={"risk": 3, "skill": 1}))
    >>> data["tree"], data["futures"][0]["points"]
    ({'count': 2, 'root': [0, 1], 'children': []}, [[3.0, 1.0]])
    >>> data["futures"][0]["values"]
    [[1.0, 0.0], [0.0, 1.0]]
    """
    store = EvidenceStore()
    evaluations = in_each_future(study) if answer is None else answer.futures
    priced_before = {} if answer is None else known_costs(answer)
    (_, unchanged), *others = evaluations
    futures = [{**_future(unchanged, "", UNCHANGED, "", store), "costs": _costs(unchanged, priced_before.get(BASE))}]
    for name, moved in others:
        if moved.study.tree != study.tree:
            raise MethodError(
                f"future {name!r} changes the value tree: the board shows one tree, leave that future out"
            )
        future = study.futures[name]
        told = _future(moved, name, future.title or display_name(name), future.note, store)
        futures.append({**told, "costs": _costs(moved, priced_before.get(name))})
    priced = any(future["costs"] for future in futures)
    data = {
        "record": record(study),
        "title": study.title,
        "question": study.question,
        "sites": [{"id": site, "title": study.site_title(site)} for site in study.sites],
        "nodes": _nodes(study),
        "tree": _tree(study),
        "weight_sets": _weight_sets(study),
        "futures": futures,
        "money": {"title": "Landed cost per car over all markets", "unit": "USD"} if priced else None,
        "cells": store.cells,
        "sources": store.sources,
        "steps": store.steps,
    }
    return {**data, "brand": board_brand(study, data)}


def _future(evaluation: Evaluation, name: str, title: str, note: str, store: EvidenceStore) -> dict[str, Any]:
    study = evaluation.study
    places = {site: place for place, site in enumerate(study.sites)}
    nodes = _names(study)
    sets = study.weights or {"": study.weight_set()}
    reasons = evaluation.screened.groupby("site", sort=False)["reason"].agg("; ".join)
    return {
        "id": name,
        "title": title,
        "note": note,
        "as_of": study.as_of.isoformat() if study.as_of else None,
        "points": [[weights.points.get(node) for node in nodes] for weights in sets.values()],
        "values": _values(evaluation.values, list(study.sites)),
        "screened": [[places[str(site)], reason] for site, reason in reasons.items()],
        "cells": store.table(study),
    }


def _costs(evaluation: Evaluation, known: pd.Series[float] | None) -> list[float | None] | None:
    return costs(evaluation) if known is None else costs_in_order(evaluation.study, known)


def _values(values: pd.DataFrame, sites: list[str]) -> list[list[float | None] | None]:
    scored = dict(zip(values.index, values.to_numpy(dtype=float).tolist(), strict=True))
    return [
        [None if math.isnan(value) else value for value in scored[site]] if site in scored else None for site in sites
    ]


def _names(study: Study) -> list[str]:
    return [*study.criteria, *study.value_tree.objectives]


def _nodes(study: Study) -> list[dict[str, str]]:
    criteria = [
        {"id": name, "title": study.column_title(name), "unit": criterion.unit, "note": criterion.note}
        for name, criterion in study.criteria.items()
    ]
    return [*criteria, *({"id": name, "title": _objective(study, name)} for name in study.value_tree.objectives)]


def _objective(study: Study, name: str) -> str:
    title = study.column_title(name)
    return display_name(name) if title == name else title


def _tree(study: Study) -> dict[str, Any]:
    places = {name: place for place, name in enumerate(_names(study))}
    children = study.value_tree.children
    groups = [[places[child] for child in children[objective]] for objective in study.value_tree.objectives]
    return {"count": len(study.criteria), "root": [places[child] for child in children[ROOT]], "children": groups}


def _weight_sets(study: Study) -> list[dict[str, str]]:
    if not study.weights:
        return [{"id": "", "title": "Equal weights"}]
    stale = {swing.weight_set for swing in stale_swings(evaluate(study))}
    return [
        {"id": name, "title": (weights.title or display_name(name)) + (" (judged on other ranges)" * (name in stale))}
        for name, weights in study.weights.items()
    ]
