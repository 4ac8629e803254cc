"""How do the cars travel?

The way of the cars through their ports, with share, cost and days to each market.
"""

import siting
from siting.money.routes import deliveries_of

study = siting.load_study("scenarios/alfa-e-segment")
ax = siting.charts.flow_map(deliveries_of(study, "belvidere"), study, "belvidere")
