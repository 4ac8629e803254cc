"""Ten plants, merit and money. A script to copy and edit: load, evaluate, price, compare, draw.

Run it with `python scenarios/alfa-e-segment/run.py`; pictures land in results/alfa-e-segment-script/.
"""

from pathlib import Path

import siting
from siting import charts
from siting.money import appraise, break_even, frontier, waterfall
from siting.money.routes import deliveries_of
from siting.narrate import money as say
from siting.sensitivity import robustness

HERE = Path(__file__).parent
OUT = Path("results/alfa-e-segment-script")


def main() -> None:
    # 1. Merit: who leads, and who leads for the other stakeholders?
    study = siting.load_study(HERE)
    evaluation = siting.evaluate(study)
    print(siting.narrate.headline(evaluation))
    for name, weights in study.weights.items():
        print(f"  {weights.title}: {siting.narrate.lead(siting.evaluate(study, weight_set=name))}")

    # 2. Money, of the sites that pass the gates.
    money = appraise(study, sites=evaluation.overall.index)
    print(f"\n{say.present_value(money)}")
    print(money.cost.round(0).to_string())
    print(say.money_evidence(money))

    # 3. Why does one car cost less than another, and what would close the gap?
    print(f"\n{say.cost_waterfall(money, 'windsor', 'cassino')}")
    print(waterfall(money, "windsor", "cassino").round(0).to_string(index=False))
    for rival in ("windsor", "cassino"):
        print(say.break_even(study, break_even(money, "belvidere", rival)))

    # 4. Merit against money.
    npv = money.value["npv"]
    table = frontier(evaluation.overall[money.names], npv.max() - npv)
    print(f"\n{say.frontier(table, evaluation)}")
    print(table.round(3).to_string())

    # 5. The futures: regret on merit.
    robust = robustness(study)
    print(f"\n{robust.to_frame().round(3).to_string(index=False)}")

    # 6. Draw for a slide.
    OUT.mkdir(parents=True, exist_ok=True)
    pictures = {
        "landed-cost": charts.landed_cost(money),
        "landed-cost-china": charts.landed_cost(money, "china"),
        "waterfall": charts.cost_waterfall(money, "windsor", "cassino"),
        "frontier": charts.frontier(table, evaluation),
        "flows": charts.flow_map(deliveries_of(study, "windsor"), study, "windsor"),
        "futures": charts.bump(robust),
        "regret": charts.regret(robust),
    }
    for name, axes in pictures.items():
        (OUT / f"{name}.png").write_bytes(charts.to_png(axes))
    print(f"\nPictures: {OUT}/")


if __name__ == "__main__":
    main()
