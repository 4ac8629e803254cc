"""Who leads in which future?

Ranks of the sites through the futures.
"""

import siting

study = siting.load_study("scenarios/alfa-e-segment")
ax = siting.charts.bump(siting.sensitivity.robustness(study))
