"""What does merit cost?

Merit against present value forgone, with the frontier and the price of merit.
"""

import siting

study = siting.load_study("scenarios/alfa-hindsight")
evaluation = siting.evaluate(study)
npv = siting.money.appraise(study, sites=evaluation.overall.index).value["npv"]
table = siting.money.frontier(evaluation.overall[npv.index], npv.max() - npv)
ax = siting.charts.frontier(table, evaluation)
