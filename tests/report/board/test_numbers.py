"""The board's own arithmetic against Python's, on generated studies with ties, zero weights, gaps and trees."""

import json
import subprocess
import tomllib

import numpy as np
import pandas as pd
import pytest

from siting.errors import MethodError
from siting.evaluation import evaluate
from siting.labels import format_number
from siting.measures import measure
from siting.model import ROOT, Study
from siting.money import frontier
from siting.report.board import board_data, module_text
from siting.sensitivity import sweep, switch_points, ternary

SEEDS = range(24)


@pytest.fixture(scope="module")
def module(tmp_path_factory):
    path = tmp_path_factory.mktemp("board") / "board.mjs"
    path.write_text(module_text(), encoding="utf-8")
    return path


@pytest.fixture
def node(module, request):
    def run(script, *arguments):
        command = ["node", str(request.path.with_name(script)), str(module), *map(str, arguments)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    return run


def random_study(seed):
    """Return a study that is awkward in ways that depend on the seed."""
    random = np.random.default_rng(seed)
    sites, criteria = int(random.integers(2, 15)), int(random.integers(3, 9))
    names = [f"c{place}" for place in range(criteria)]
    figures = random.integers(0, 5, (sites, criteria)) / 4 if seed % 3 else random.random((sites, criteria))
    table = pd.DataFrame(figures.astype(float), [f"s{place}" for place in range(sites)], names)
    if seed % 5 == 0:
        table = table.mask(random.random(table.shape) < 0.1)
        table.iloc[0] = random.random(criteria)
    cut = int(random.integers(1, criteria))
    trees = (
        {},
        {"left": names[:cut], "right": names[cut:]},
        {"outer": {"inner": names[:cut], "rest": names[cut : cut + 1]}},
    )
    tree = trees[seed % 3]
    weighted = seed % 6 == 1
    sets = {}
    for name in ("first", "second"):
        points = {each: float(random.integers(0, 3)) for each in names} | {names[-1]: 1.0}
        above = {"left": 2.0, "right": float(random.integers(0, 4)), **points, names[0]: 1.0}
        sets[name] = {"points": above if weighted else points}
    return Study.build(
        {
            "sites": {site: {} for site in table.index},
            "criteria": {name: {"range": {"worst": 0.0, "best": 1.0}} for name in names},
            "tree": tree,
            "weights": sets,
            "requirements": {"gate": {"criterion": names[-1], "at_least": 0.1}} if seed % 4 == 0 else {},
            "futures": {"other": {"changes": {f"performance.s0.{names[0]}": 0.5, "weights.first.points.c1": 2.5}}},
        },
        given=Study.from_frame(table).given,
    )


def numbers(series, order):
    found = {site: None if pd.isna(value) else value for site, value in series.items()}
    return [found.get(site) for site in order]


def switching(study, name, node, weight_set):
    order = {site: place for place, site in enumerate(study.sites)}
    steps = switch_points(study, name, weight_set=weight_set)
    swept = sweep(study, name, weights=5, weight_set=weight_set).frame if node < 2 else pd.DataFrame({"site": []})
    ranked = set(swept["site"])
    return {
        "node": node,
        "steps": [[row.weight, order[row.from_site], order[row.to_site]] for row in steps.itertuples()],
        "sweep": [
            (float(weight), numbers(rows.set_index("site")["overall"], study.sites))
            for weight, rows in (swept.groupby("weight") if ranked == set(study.sites) else ())
        ],
    }


def ternary_cases(study, weight_set, places):
    top = study.value_tree.children[ROOT]
    names = top if len(top) >= 3 else study.value_tree.criteria
    try:
        found = ternary(study, names[:3], weight_set=weight_set)
    except MethodError:
        return []
    order = list(study.sites)
    regions = [
        {"site": order.index(site), "polygon": polygon.tolist(), "share": float(found.shares[site])}
        for site, polygon in found.regions.items()
    ]
    return [{"nodes": [places[name] for name in names[:3]], "regions": regions, "base": found.base.tolist()}]


def expectation(study, future, place, weight_set, seed):
    ev = evaluate(study, weight_set=weight_set)
    sites = list(study.sites)
    names = [*study.criteria, *study.value_tree.objectives]
    places = {name: at for at, name in enumerate(names)}
    complete = ev.values.notna().all(axis="columns").any()
    cost = pd.Series(np.random.default_rng(seed).integers(1, 9, len(ev.overall)).astype(float), ev.overall.index)
    merit = ev.overall.dropna()
    judged = frontier(merit, cost[merit.index]) if len(merit) else None
    return {
        "future": future,
        "set": place,
        "weights": ev.weights.tolist(),
        "overall": numbers(ev.overall, sites),
        "ranks": numbers(ev.ranks, sites),
        "bounds": [ev.bounds.loc[site].tolist() if site in ev.bounds.index else None for site in sites],
        "switching": [switching(study, name, places[name], weight_set) for name in names] if complete else [],
        "ternary": ternary_cases(study, weight_set, places) if complete else [],
        "frontier": judged is not None
        and {
            "points": judged[["cost", "merit"]].to_dict("records"),
            "efficient": judged["efficient"].tolist(),
            "chain": sorted(set(judged.loc[judged["supported"] & on_corner(judged), "cost"])),
        },
    }


def on_corner(judged):
    """Tell the corners of the frontier from the points that lie on the line between two of them."""
    rows = judged[judged["supported"]].sort_values(["cost", "merit"])
    corner = {}
    for site, cost, merit in rows[["cost", "merit"]].itertuples():
        others = rows[(rows["cost"] != cost)]
        between = any(
            a.cost < cost < b.cost
            and abs((merit - a.merit) * (b.cost - a.cost) - (b.merit - a.merit) * (cost - a.cost)) < 1e-12
            for a in others.itertuples()
            for b in others.itertuples()
        )
        corner[site] = not between
    return pd.Series(corner).reindex(judged.index, fill_value=False)


def test_the_numbers_are_those_of_python(node, tmp_path):
    cases, kinds = [], {"switches": 0, "regions": 0, "unranked": 0, "screened": 0, "ties": 0}
    for seed in SEEDS:
        study = random_study(seed)
        expected = [
            expectation(moved, future, place, weight_set, seed)
            for future, moved in enumerate([study, measure(study.in_future("other"))])
            for place, weight_set in enumerate(study.weights)
            if (future + place + seed) % 2
        ]
        data = board_data(study)
        cases.append({"name": f"study {seed}", "data": data, "expected": expected})
        for each in expected:
            kinds["switches"] += sum(len(one["steps"]) for one in each["switching"])
            kinds["regions"] += sum(len(one["regions"]) for one in each["ternary"])
            ranks = [rank for rank in each["ranks"] if rank is not None]
            kinds["unranked"] += sum(
                pair is not None and rank is None for pair, rank in zip(each["bounds"], each["ranks"], strict=True)
            )
            kinds["screened"] += sum(pair is None for pair in each["bounds"])
            kinds["ties"] += len(set(ranks)) < len(ranks)
    assert min(kinds.values()) > 10, kinds
    path = tmp_path / "cases.json"
    path.write_text(json.dumps(cases, allow_nan=False, default=float))
    assert node("numbers.mjs", path) == f"{len(SEEDS)} studies agree\n"


def test_numbers_are_written_as_in_the_tables(node):
    some = [
        0,
        1,
        0.5,
        0.3125,
        0.0625,
        0.8125,
        12.25,
        101.5,
        102.5,
        0.123456,
        12.345,
        99.96,
        100.4,
        1234.5,
        7500,
        1e6,
        -3.25,
        -12345.6,
        0.00012345,
        2e-9,
    ]
    written = json.loads(node("wording.mjs", json.dumps(some)))
    assert [text for text, _ in written] == [format_number(value) for value in some]
    assert [text for _, text in written] == [f"{value:.3f}" for value in some]


def test_weights_move_in_proportion_and_travel_back_as_toml(node, tmp_path):
    names = ["a", 'b "quoted" \\ \x7f', "c d", "\u0434"]
    table = pd.DataFrame(np.eye(4), [f"s{place}" for place in range(4)], names)
    points = dict(zip(names, (40.0, 30.0, 20.0, 10.0), strict=True))
    study = Study.from_frame(table, weights=points, tree={"top": names[:2]})
    path = tmp_path / "data.json"
    path.write_text(json.dumps(board_data(study)))
    written = tomllib.loads(node("moves.mjs", path))["weights"]["from the board"]
    document = {**study.model_dump(), "weights": {"moved": {"points": written["points"]}}}
    moved = Study.build(document, given=study.given)
    found = evaluate(moved).weights
    assert found.to_dict() == pytest.approx(
        dict(zip(names, (0.2, 0.15, 0.65 * 2 / 3, 0.65 / 3), strict=True)), abs=1e-12
    )


def test_labels_cover_neither_a_point_nor_each_other(node):
    node("labels.mjs")
