"""Who leads, and with what?

Weight times partial value of each criterion, stacked to the overall value.
"""

import siting

study = siting.load_study("scenarios/alfa-e-segment")
evaluation = siting.evaluate(study)
ax = siting.charts.contributions(evaluation)
