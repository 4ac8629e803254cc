"""Makes siting/measures/data/sea_distances.csv once, with searoute 1.6.0 (`pip install searoute==1.6.0`).

Run it from the top of the checkout after a change of `ports.csv`: ``python docs/make_sea_distances.py``. Neither the
package nor its tests need searoute.
"""

import csv
from itertools import combinations
from pathlib import Path

import searoute

DATA = Path("siting/measures/data")
NORTHWEST = "northwest"
"""The Northwest Passage is no lane for car carriers: always closed."""
CLOSURES = {
    "nm": (),
    "nm_without_suez": ("suez",),
    "nm_without_panama": ("panama",),
    "nm_without_both": ("suez", "panama"),
}


def sea_miles(start, end, closed):
    """Length of the shortest sea route in whole nautical miles; searoute wants (longitude, latitude)."""
    origin, destination = ((float(port["longitude"]), float(port["latitude"])) for port in (start, end))
    route = searoute.searoute(origin, destination, units="naut", restrictions=[NORTHWEST, *closed])
    return round(route.properties["length"])


def main():
    with (DATA / "ports.csv").open(encoding="utf-8", newline="") as file:
        ports = list(csv.DictReader(file))
    with (DATA / "sea_distances.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["from", "to", *CLOSURES])
        for start, end in combinations(ports, 2):
            miles = [sea_miles(start, end, closed) for closed in CLOSURES.values()]
            table.writerow([start["port"], end["port"], *miles])


if __name__ == "__main__":
    main()
