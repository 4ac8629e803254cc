"""What would put a rival first?

The study's weights and the nearest at which the rival ties for first.
"""

import siting

study = siting.load_study("scenarios/alfa-e-segment")
evaluation = siting.evaluate(study)
nearest = siting.sensitivity.smallest_change(study)
ax = siting.charts.nearest_weights(nearest, evaluation, "cassino")
