"""Makes siting/charts/data/world.json once, from Natural Earth 1:110m as carried by geopandas 0.14.4.

Run it from the top of the checkout in an environment of its own (`pip install "geopandas==0.14.4"`):
``python docs/make_outlines.py``. Neither the package nor its tests need geopandas. Natural Earth is in the public
domain.
"""

import json
from pathlib import Path

import geopandas

OUT = Path("siting/charts/data/world.json")
SMALLEST = 0.6
"""Islets of fewer square degrees than this are left out: they are specks at the size of a slide."""
TOLERANCE = 0.2
"""Corners nearer than so many degrees to the line between their neighbours are left out."""

DIGITS = 1
"""Degrees are rounded to a tenth, about a tenth of a millimetre on a slide."""


def rings(geometry):
    """Outer rings of a country as lists of [longitude, latitude]."""
    for part in getattr(geometry, "geoms", [geometry]):
        if part.area >= SMALLEST:
            outline = part.simplify(TOLERANCE).exterior
            yield [[round(x, DIGITS), round(y, DIGITS)] for x, y in outline.coords]


def main():
    world = geopandas.read_file(geopandas.datasets.get_path("naturalearth_lowres"))
    world = world[world["continent"] != "Antarctica"]
    outlines = [ring for geometry in world.geometry for ring in rings(geometry)]
    OUT.write_text(json.dumps({"credit": "Natural Earth", "rings": outlines}, separators=(",", ":")), encoding="utf-8")


if __name__ == "__main__":
    main()
