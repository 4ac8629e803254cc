"""Which uncertain figure moves most?

Overall value of a site at the low and the high end of each cell.
"""

import siting

study = siting.load_study("scenarios/alfa-e-segment")
evaluation = siting.evaluate(study)
ax = siting.charts.tornado(siting.sensitivity.tornado(study), evaluation)
