"""What is a figure worth?

A value function beside the sites' figures.
"""

import siting

study = siting.load_study("scenarios/alfa-e-segment")
evaluation = siting.evaluate(study)
ax = siting.charts.value_function(evaluation, "workforce")
