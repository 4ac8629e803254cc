"""Why does one site cost less?

From one landed cost to another, part by part.
"""

import siting

study = siting.load_study("scenarios/alfa-e-segment")
evaluation = siting.evaluate(study)
appraisal = siting.money.appraise(study, sites=evaluation.overall.index)
ax = siting.charts.cost_waterfall(appraisal, "windsor", "cassino")
