"""Which figure is worth finding out?

Share of each uncertain cell in the variance of the gap between two sites.
"""

import siting

study = siting.load_study("scenarios/alfa-e-segment")
shares = siting.sensitivity.variance_shares(study, "windsor", "cassino")
ax = siting.charts.variance_shares(shares, study)
