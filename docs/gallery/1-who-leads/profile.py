"""Who is good at what?

Partial values of each site, criteria side by side.
"""

import siting

study = siting.load_study("scenarios/alfa-e-segment")
evaluation = siting.evaluate(study)
ax = siting.charts.profile(evaluation)
