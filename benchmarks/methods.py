"""How long the second opinions take on 5,000 sites and 8 criteria.

Run with the project's environment: `.venv/bin/python benchmarks/methods.py`. Prints medians; the aims are 2 ms for the
closeness of TOPSIS and 50 ms for PROMETHEE II with usual or linear functions, on two cores.
"""

import os
import platform
import statistics
import time

import numpy as np
import pandas as pd

from siting import methods as mt
from siting.methods.preference import preference_function
from siting.methods.promethee import flows
from siting.methods.table import method_table
from siting.methods.topsis import closeness
from siting.model import Study

SITES, CRITERIA = 5_000, 8


def median_ms(job, *, repeats=15):
    """Return the median wall time of `job` in milliseconds."""
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        job()
        times.append(1000 * (time.perf_counter() - start))
    return statistics.median(times)


def random_study():
    """Return a study of uniform figures, every third criterion a cost."""
    names = [f"c{position}" for position in range(CRITERIA)]
    figures = np.random.default_rng(0).uniform(1, 100, size=(SITES, CRITERIA))
    table = pd.DataFrame(figures, columns=names, index=[f"s{position}" for position in range(SITES)])
    return Study.from_frame(table, directions=dict.fromkeys(names[::3], "min"))


def main():
    print(f"{platform.processor() or platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    study = random_study()
    table = method_table(study)
    lengths = np.sqrt(np.square(table.figures).sum(axis=0))
    specs = {"usual": ("usual",), "linear": ("linear", 5, 30), "gaussian": ("gaussian", 5)}
    functions = {name: [preference_function("c", spec, spread=99.0)] * CRITERIA for name, spec in specs.items()}
    linear = dict.fromkeys(study.criteria, specs["linear"])
    jobs = {
        "reading the figures of a study": (lambda: method_table(study), 15),
        "TOPSIS, arrays": (lambda: closeness(table.gains, table.weights, lengths), 15),
        "TOPSIS, study": (lambda: mt.topsis(study), 15),
        "PROMETHEE II usual, arrays": (lambda: flows(table.gains, table.weights, functions["usual"]), 15),
        "PROMETHEE II linear, arrays": (lambda: flows(table.gains, table.weights, functions["linear"]), 15),
        "PROMETHEE II gaussian, arrays": (lambda: flows(table.gains, table.weights, functions["gaussian"]), 1),
        "PROMETHEE II usual, study": (lambda: mt.promethee(study), 15),
        "PROMETHEE II linear, study": (lambda: mt.promethee(study, preference=linear), 15),
        "VIKOR, study": (lambda: mt.vikor(study), 15),
        "weighted product, study": (lambda: mt.weighted_product(study), 15),
        "all methods, study": (lambda: mt.compare_methods(study), 3),
    }
    for name, (job, repeats) in jobs.items():
        print(f"{name:34s} {median_ms(job, repeats=repeats):9.2f} ms")


if __name__ == "__main__":
    main()
