"""The same study then and now. A script to copy and edit: load twice, compare, draw.

Run it with `python scenarios/alfa-hindsight/run.py`; the picture lands in results/alfa-hindsight-script/.
"""

from pathlib import Path

import siting
from siting.evaluation import change, events
from siting.money import appraise, money_change
from siting.narrate import changes as say
from siting.narrate import money as say_money

HERE = Path(__file__).parent
OUT = Path("results/alfa-hindsight-script")
THEN = {"as_of": "2023-04-30"}


def main() -> None:
    # 1. With the eyes of April 2023, and with those of today.
    sides = [siting.evaluate(siting.load_study(HERE, overrides=day)) for day in (THEN, {})]
    found = change(*sides)
    print(say.change(found))
    print(found.ranks.drop(columns=["why_not_before", "why_not"]).round(3).to_string())

    # 2. Which figures moved the overall values, and which facts are behind them?
    print(f"\n{found.effects.round(3).to_string()}")
    print(f"\n{found.facts.groupby('criterion', sort=False).head(2).to_string(index=False)}")

    # 3. What became of the money?
    money = [appraise(side.study, sites=side.overall.index) for side in sides]
    moved = money_change(*money)
    print(f"\nLanded cost, change in USD per car\n{moved.cost.round().to_string()}")
    print(*say.money_moves(moved), sep="\n")
    for side, appraisal in zip(sides, money, strict=True):
        print(f"\nAs known on {side.study.as_of}: {say_money.present_value(appraisal)}")

    # 4. Labour by the country's cost per vehicle, a figure that nobody had in 2023.
    other = siting.load_study(HERE, overrides={"money.labour_by": "vehicle"})
    by_vehicle = appraise(other, sites=siting.evaluate(other).overall.index)
    print(f"\nLabour by vehicle: {say_money.present_value(by_vehicle)}")

    # 5. What happened in between.
    days = [side.study.as_of for side in sides]
    print("\nWhat happened")
    for event in events(sides[1].study, after=days[0], until=days[1]).itertuples():
        print(f"  {event.known_from} {event.subject}: {event.value}")

    # 6. Draw for a slide.
    OUT.mkdir(parents=True, exist_ok=True)
    (OUT / "change.png").write_bytes(siting.charts.to_png(siting.charts.change(found)))
    print(f"\nPicture: {OUT / 'change.png'}")


if __name__ == "__main__":
    main()
