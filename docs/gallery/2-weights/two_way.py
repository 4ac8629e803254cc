"""What if two weights change?

Who wins for every pair of weights, as exact polygons.
"""

import siting

study = siting.load_study("scenarios/alfa-e-segment")
ax = siting.charts.two_way(siting.sensitivity.two_way(study, ("market", "place")))
