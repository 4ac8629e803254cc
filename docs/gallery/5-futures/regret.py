"""How much can go wrong?

Overall value below that of the best site, in each future.
"""

import siting

study = siting.load_study("scenarios/alfa-e-segment")
ax = siting.charts.regret(siting.sensitivity.robustness(study))
