"""What if three weights change?

Who wins for every division among three branches.
"""

import siting

study = siting.load_study("scenarios/alfa-e-segment")
ax = siting.charts.ternary(siting.sensitivity.ternary(study, ("market", "plant", "place")))
