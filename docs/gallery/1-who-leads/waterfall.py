"""Why does one site beat another?

The gap on each criterion, from the rival's overall value to the winner's.
"""

import siting

study = siting.load_study("scenarios/alfa-e-segment")
evaluation = siting.evaluate(study)
why = siting.explain(evaluation, "windsor", "cassino")
ax = siting.charts.waterfall(why)
