"""How well is it documented?

Each cell by how its figure came about.
"""

import siting

study = siting.load_study("scenarios/alfa-e-segment")
ax = siting.charts.evidence(study)
