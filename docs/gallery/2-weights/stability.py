"""How far may each weight move?

The interval of each weight that keeps the leader, and who takes over beyond it.
"""

import siting

study = siting.load_study("scenarios/alfa-e-segment")
evaluation = siting.evaluate(study)
intervals = siting.sensitivity.stability_intervals(study)
ax = siting.charts.stability(intervals, evaluation)
