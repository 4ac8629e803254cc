"""What does a car cost at its buyer's?

Parts of the landed cost that differ from site to site.
"""

import siting

study = siting.load_study("scenarios/alfa-e-segment")
evaluation = siting.evaluate(study)
appraisal = siting.money.appraise(study, sites=evaluation.overall.index)
ax = siting.charts.landed_cost(appraisal)
