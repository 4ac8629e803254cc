"""What if one weight changes?

Overall values over the whole axis of one weight, switch points marked.
"""

import siting

study = siting.load_study("scenarios/alfa-e-segment")
ax = siting.charts.sweep(siting.sensitivity.sweep(study, "market"))
