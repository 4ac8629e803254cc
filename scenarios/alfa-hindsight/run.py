"""The same study then and now. A script to copy and edit: load twice, compare, draw.

Run it with `python scenarios/alfa-hindsight/run.py`; the picture lands in results/alfa-hindsight-script/.
"""

from pathlib import Path

import siting
from siting.charts.change import change as change_map
from siting.evaluation import change
from siting.facts import known
from siting.money import appraise
from siting.narrate import money as say

HERE = Path(__file__).parent
OUT = Path("results/alfa-hindsight-script")
THEN = {"as_of": "2023-04-30"}


def main() -> None:
    # 1. With the eyes of April 2023, and with those of today.
    sides = [siting.evaluate(siting.load_study(HERE, overrides=day)) for day in (THEN, {})]
    found = change(*sides)
    print(say.change(found))
    print(found.ranks.drop(columns="why_not").round(3).to_string())

    # 2. Which facts did it?
    print("\nFacts behind most of the changed figures")
    print(found.facts.head(10).to_string(index=False))

    # 3. What became of the money?
    for side in sides:
        money = appraise(side.study, sites=side.overall.index)
        print(f"\nAs known on {side.study.as_of}: {say.present_value(money)}")

    # 4. Labour by the country's cost per vehicle, a figure that nobody had in 2023.
    other = siting.load_study(HERE, overrides={"money.labour_by": "vehicle"})
    print(f"\nLabour by vehicle: {say.present_value(appraise(other, sites=siting.evaluate(other).overall.index))}")

    # 5. What happened.
    print("\nWhat happened to the car")
    for fact in known().series("alfa-e-segment", "site_status"):
        print(f"  {fact.period}: {fact.value}")

    # 6. Draw for a slide.
    OUT.mkdir(parents=True, exist_ok=True)
    (OUT / "change.png").write_bytes(siting.charts.to_png(change_map(found)))
    print(f"\nPicture: {OUT / 'change.png'}")


if __name__ == "__main__":
    main()
