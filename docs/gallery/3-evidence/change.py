"""What changed between two days?

Figures that are worth more or less than before, and the ranks.
"""

import siting
from siting.evaluation import change

then, now = (
    siting.evaluate(siting.load_study("scenarios/alfa-hindsight", overrides={"as_of": day}))
    for day in ("2023-04-30", "2026-11-22")
)
ax = siting.charts.change(change(then, now))
