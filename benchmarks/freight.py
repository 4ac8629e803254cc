"""How fast freight and duty of many sites and markets are found, against the same formulas one route at a time.

Run with the project's environment: `.venv/bin/python benchmarks/freight.py`. Times are medians of rounds in which the
jobs take turns; the aim is seconds on two cores, and the ratio to the loop is of the same run.
"""

import argparse
import os
import platform
import statistics
import time
from itertools import product

import numpy as np

from siting.facts import known
from siting.measures.duty import import_duty
from siting.measures.duty_table import import_duties
from siting.measures.freight_rates import central_rates, freight_parameters, rate_draws
from siting.measures.geography import Place, land_mass
from siting.measures.paths import cheapest_paths, fastest_paths

SITES, MARKETS, LOOPED = 1_000, 30, 10
AIM_SECONDS = 2.0
DAY = "2027-06-01"
BOXES = {
    "US": (32, 45, -100, -78), "CA": (43, 50, -110, -72), "MX": (18, 25, -104, -98), "IT": (40, 45, 8, 16),
    "DE": (48, 53, 8, 13), "FR": (44, 49, 0, 6), "ES": (38, 42, -6, -1), "PL": (50, 53, 16, 23),
    "CN": (24, 40, 105, 120),
}  # fmt: skip
"""Country to the latitudes and longitudes between which its sites are drawn."""
SELLING = ("US", "CA", "MX", "IT", "DE", "FR", "ES", "CN")
"""Countries whose import duty the facts hold."""


def drawn(random, count, countries):
    """Return places at random, and their countries."""
    names = [countries[index % len(countries)] for index in range(count)]
    spots = [random.uniform(BOXES[name][::2], BOXES[name][1::2]) for name in names]
    return [Place(*spot, land_mass(name)) for spot, name in zip(spots, names, strict=True)], names


def jobs():
    """Return the jobs by name; rates are read and places drawn beforehand."""
    random = np.random.default_rng(4)
    (sites, built), (markets, sold) = drawn(random, SITES, [*BOXES]), drawn(random, MARKETS, SELLING)
    parameters = freight_parameters(known())
    rates, corners = central_rates(parameters), rate_draws(parameters)

    def both():
        cheapest_paths(sites, markets, rates=rates)
        import_duties(built, sold, on=DAY)

    def looped():
        for site, market in product(range(LOOPED), range(MARKETS)):
            cheapest_paths(sites[site : site + 1], markets[market : market + 1], rates=rates)
            import_duty(built[site], sold[market], on=DAY)

    return {
        "freight and duty": both,
        "freight, cheapest": lambda: cheapest_paths(sites, markets, rates=rates),
        "freight, fastest": lambda: fastest_paths(sites, markets, rates=rates),
        "freight, cheapest, Suez and Panama closed": lambda: cheapest_paths(
            sites, markets, rates=rates, closed=["suez", "panama"]
        ),
        "freight with its range (nine sets of rates) and duty": lambda: (
            cheapest_paths(sites, markets, rates=corners),
            import_duties(built, sold, on=DAY),
        ),
        "duty": lambda: import_duties(built, sold, on=DAY),
        f"one route at a time, {LOOPED} sites": looped,
    }


def timed(work, *, rounds):
    """Return the median seconds of each job; the jobs take turns."""
    spent = {name: [] for name in work}
    for _ in range(rounds):
        for name, job in work.items():
            start = time.perf_counter()
            job()
            spent[name].append(time.perf_counter() - start)
    return {name: statistics.median(found) for name, found in spent.items()}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    print(
        f"{platform.processor() or platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, "
        f"numpy {np.__version__}, load {os.getloadavg()[0]:.1f}"
    )
    print(f"{SITES:,} sites x {MARKETS} markets, median of {options.rounds} rounds")
    times = timed(jobs(), rounds=options.rounds)
    for name, seconds in times.items():
        print(f"  {name:<60} {seconds:8.3f} s")
    whole, loop = times["freight and duty"], times[f"one route at a time, {LOOPED} sites"] * SITES / LOOPED
    print(f"aim: freight and duty in at most {AIM_SECONDS:g} s: {'met' if whole <= AIM_SECONDS else 'NOT MET'}")
    print(f"against the loop, its time scaled to {SITES:,} sites: {loop / whole:,.0f} times as fast")


if __name__ == "__main__":
    main()
