"""Who beats whom, and how often?

Share of all weights with which the row is ahead of the column.
"""

import siting

study = siting.load_study("scenarios/alfa-e-segment")
ax = siting.charts.pairwise(siting.sensitivity.acceptability(study, max_error=0.002))
