"""How fast questions about weights are answered, against plain numpy and, where installed, the fastest Python peer.

Run with the project's environment: `.venv/bin/python benchmarks/weights.py [--peer PYTHON] [--markdown]`. PYTHON is the
interpreter of an environment of its own that has pysensmcda, which needs an older pandas than siting does:
`python3 -m venv peer && peer/bin/pip install pysensmcda`, then `--peer peer/bin/python`. Times are medians of runs that
take turns; each aim is a ratio within the same run, or seconds on two cores.
"""

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd
import scipy

from siting.model import Study
from siting.sensitivity import WeightSpace, acceptability, stability_intervals
from siting.sensitivity.draws import draw_weights
from siting.sensitivity.first_ranks import first_ranks
from siting.sensitivity.flats import rank_table
from siting.sensitivity.simplex import pairwise_shares

DRAWS = 1_000_000
NAMES = [f"criterion {number}" for number in range(1, 13)]

PEER = """
import json, sys, time
import numpy as np
from pysensmcda.smaa import central_weights, exact_acceptability, rank_acceptability, simulate
values = np.array(json.load(sys.stdin))
types = np.ones(values.shape[1])
def drawn():
    result = simulate(lambda m, w, t: m @ w, values, types, num_samples=1_000_000, reverse_ranking=True, seed=0)
    rank_acceptability(result)
    central_weights(result)
def exact():
    exact_acceptability(values, types, scaling="none", weight_bounds=False)
start = time.perf_counter()
{job}()
print(time.perf_counter() - start)
"""
PEER_ROUNDS = 3
PATIENCE = 120.0
"""Seconds after which the peer is stopped; the time is then at least that."""

MEMORY = """
import resource, sys
sys.path.insert(0, {folder!r})
import weights
study = weights.study_of(weights.table(10, 8))
weights.acceptability(study, samples=20_000)
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
weights.acceptability(study, samples=weights.DRAWS)
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024)
"""


def table(sites, criteria):
    return np.random.default_rng(20).random((sites, criteria))


def study_of(values):
    names = NAMES[: values.shape[1]]
    frame = pd.DataFrame(values, index=[f"site {row}" for row in range(len(values))], columns=names)
    return Study.from_frame(frame, ranges=dict.fromkeys(names, (0, 1)))


def plain_numpy(values):
    """The straightforward way to ranks, pairwise shares, expected ranks and central weights."""
    sites = len(values)
    weights = np.random.default_rng(0).dirichlet(np.ones(values.shape[1]), DRAWS)
    scores = weights @ values.T
    ranks = (-scores).argsort(axis=1).argsort(axis=1)
    shares = np.stack([np.bincount(column, minlength=sites) for column in ranks.T]) / DRAWS
    pairwise = np.array([[(scores[:, i] > scores[:, t]).mean() for t in range(sites)] for i in range(sites)])
    central = [weights[ranks[:, site] == 0].mean(axis=0) for site in range(sites) if shares[site, 0] > 0]
    return shares, pairwise, shares @ np.arange(1, sites + 1), central


def spaces():
    names = NAMES[:8]
    bounds = WeightSpace.bounded(dict.fromkeys(names, 0.02), dict.fromkeys(names, 0.3))
    mixed = WeightSpace.ranked([names[0], names[1:3]]) & WeightSpace.ratios({(names[3], names[4]): 2}) & (
        WeightSpace.bounded(dict.fromkeys(names, 0.02), {names[0]: 0.4})
    )  # fmt: skip
    return {
        "all weights": WeightSpace.uniform(names),
        "ranked": WeightSpace.ranked(names),
        "bounds": bounds,
        "order, ratio, floors, cap": mixed,
    }


def winners(space, values):
    return first_ranks(values, space.polytope(NAMES[: values.shape[1]]))


def draw(region):
    return draw_weights(region, np.random.default_rng(0), DRAWS)


def jobs():
    """Return the jobs by name; regions for drawing are set up beforehand."""
    eight, ten = table(10, 8), table(10, 10)
    study = study_of(eight)
    found = {
        "numpy: dirichlet, matmul, double argsort, pairs, central weights": partial(plain_numpy, eight),
        "1,000,000 draws x 10 x 8, all results": lambda: acceptability(study, samples=DRAWS),
    }
    for name, space in spaces().items():
        found[f"exact first ranks and central weights 10 x 8, {name}"] = partial(winners, space, eight)
    found["exact first ranks and central weights 10 x 10"] = partial(winners, WeightSpace.uniform(NAMES[:10]), ten)
    region = WeightSpace.uniform(NAMES[:8]).polytope(NAMES[:8])
    found["exact full rank table 10 x 8"] = lambda: rank_table(eight, region)
    found["exact full rank table 12 x 8"] = lambda: rank_table(table(12, 8), region)
    found["everything exact 10 x 8"] = lambda: acceptability(study)
    for name, space in spaces().items():
        ready = space.polytope(NAMES[:8])
        draw_weights(ready, np.random.default_rng(0), 10)
        found[f"1,000,000 weight vectors, 8 criteria, {name}"] = partial(draw, ready)
    found["all pairs of 1,000 sites x 12 criteria"] = lambda: pairwise_shares(table(1_000, 12), np.eye(12))
    large = study_of(table(100_000, 12))
    found["stability intervals of 100,000 sites x 12 criteria"] = lambda: stability_intervals(large)
    return found


def timed(work, *, rounds):
    """Return the median seconds of each job, by the clock and of the processors; the jobs take turns."""
    clock = {name: [] for name in work}
    busy = {name: [] for name in work}
    for _ in range(rounds):
        for name, job in work.items():
            start, used = time.perf_counter(), time.process_time()
            job()
            clock[name].append(time.perf_counter() - start)
            busy[name].append(time.process_time() - used)
    return [{name: statistics.median(found) for name, found in kind.items()} for kind in (clock, busy)]


def aims(times, peer):
    """Return for each aim: what is compared, the figure, the most it may be, and its unit."""
    base = times["numpy: dirichlet, matmul, double argsort, pairs, central weights"]
    drawn = times["1,000,000 draws x 10 x 8, all results"]
    first = "exact first ranks and central weights 10 x"
    rows = [("draws, all results / numpy", drawn / base, 0.20, "")]
    rows += [(f"exact first ranks, {name} / numpy", times[f"{first} 8, {name}"] / base, 0.25, "") for name in spaces()]
    rows += [
        ("exact rank table / numpy", times["exact full rank table 10 x 8"] / base, 0.6, ""),
        ("first ranks 10 x 10 / 10 x 8", times[f"{first} 10"] / times[f"{first} 8, all weights"], 10, ""),
    ]
    limits = {"all weights": 0.15, "ranked": 0.15, "bounds": 0.5, "order, ratio, floors, cap": 0.5}
    rows += [
        (f"weight vectors, {name}", times[f"1,000,000 weight vectors, 8 criteria, {name}"], most, " s")
        for name, most in limits.items()
    ]
    rows += [
        ("all pairs of 1,000 x 12", times["all pairs of 1,000 sites x 12 criteria"], 2.0, " s"),
        ("stability intervals", times["stability intervals of 100,000 sites x 12 criteria"], 1.0, " s"),
        (
            "memory of the draws",
            run(sys.executable, MEMORY.format(folder=str(Path(__file__).parent))),
            200,
            " MB",
        ),
    ]
    if peer:
        rows += [
            ("draws, all results / pysensmcda", drawn / peer[0], 1 / 15, ""),
            ("exact first ranks / pysensmcda", times[f"{first} 8, all weights"] / peer[1], 0.1, ""),
        ]
    return rows


def run(python, code):
    return float(subprocess.run([python, "-c", code], check=True, capture_output=True, text=True).stdout)


def peer_times(python):
    """Return the seconds of the peer's draws and of its exact route, or nothing where it is not to be had."""
    if python is None:
        print("pysensmcda is not compared: say --peer PYTHON, see the top of this file")
        return None
    if subprocess.run([python, "-c", "import pysensmcda"], check=False, capture_output=True).returncode:
        print(f"pysensmcda is not compared: {python} cannot import it")
        return None
    drawn = statistics.median(peer_seconds(python, "drawn") for _ in range(PEER_ROUNDS))
    return drawn, peer_seconds(python, "exact")


def peer_seconds(python, job):
    """Time one job of the peer, on one thread of linear algebra, which suits its small products best."""
    command = [python, "-c", PEER.format(job=job)]
    text = json.dumps(table(10, 8).tolist())
    environment = os.environ | {"OPENBLAS_NUM_THREADS": "1"}
    try:
        done = subprocess.run(
            command, input=text, timeout=PATIENCE, env=environment, check=True, capture_output=True, text=True
        )
    except subprocess.TimeoutExpired:
        return PATIENCE
    return float(done.stdout)


def show(header, rows, *, markdown):
    if markdown:
        print(f"\n| {' | '.join(header)} |\n|{'---|' * len(header)}")
        print("\n".join(f"| {' | '.join(row)} |" for row in rows))
        return
    widths = [max(len(row[place]) for row in [header, *rows]) for place in range(len(header))]
    print(
        "\n"
        + "\n".join(
            "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in [header, *rows]
        )
    )


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--peer", metavar="PYTHON", help="interpreter of an environment with pysensmcda")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--markdown", action="store_true")
    options = parser.parse_args()
    print(
        f"{platform.processor() or platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, "
        f"numpy {np.__version__}, scipy {scipy.__version__}, load {os.getloadavg()[0]:.1f}"
    )
    times, busy = timed(jobs(), rounds=options.rounds)
    peer = peer_times(options.peer)
    if peer:
        times |= {
            "pysensmcda: simulate": peer[0],
            f"pysensmcda: exact_acceptability, stopped after {PATIENCE:.0f} s": peer[1],
        }
    spent = [(name, f"{clock:.3f}", f"{busy[name]:.3f}" if name in busy else "") for name, clock in times.items()]
    show(("job", "median s", "processor s"), spent, markdown=options.markdown)
    rows = [
        (name, f"{figure:.3g}{unit}", f"{most:.3g}{unit}", "yes" if figure <= most else "NO")
        for name, figure, most, unit in aims(times, peer)
    ]
    show(("aim", "figure", "at most", "met"), rows, markdown=options.markdown)


if __name__ == "__main__":
    main()
