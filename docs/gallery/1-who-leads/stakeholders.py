"""Who puts whom first?

Ranks of every site by stakeholder.
"""

import siting

study = siting.load_study("scenarios/alfa-e-segment")
ax = siting.charts.stakeholders(siting.groups.group(study))
