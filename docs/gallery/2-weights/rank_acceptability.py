"""How often does each site take each rank?

Shares of all weights, uncertain cells drawn with them.
"""

import siting

study = siting.load_study("scenarios/alfa-e-segment")
ax = siting.charts.rank_acceptability(siting.sensitivity.acceptability(study, max_error=0.002))
