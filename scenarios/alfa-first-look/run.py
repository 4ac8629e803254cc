"""Belvidere or Italy? A script to copy and edit: load, evaluate, vary a weight, draw.

Run it with `python scenarios/alfa-first-look/run.py`; pictures land in results/alfa-first-look-script/.
"""

from pathlib import Path

import siting

HERE = Path(__file__).parent
OUT = Path("results/alfa-first-look-script")


def main() -> None:
    # 1. Load. Any key of study.toml can be overridden: here, what would be known today instead of in April 2023.
    study = siting.load_study(HERE)
    today = siting.load_study(HERE, overrides={"as_of": "2026-11-22"})

    # 2. Evaluate, then and now.
    for moment in (study, today):
        evaluation = siting.evaluate(moment)
        print(f"\nAs known on {moment.as_of}: {siting.narrate.headline(evaluation)}")
        print(evaluation.contributions.assign(overall=evaluation.overall, rank=evaluation.ranks).round(3).to_string())

    # 3. Vary the weights: where does another site take the lead?
    print("\nSwitch points")
    for criterion in study.criteria:
        print(f"  {siting.narrate.switches(siting.sensitivity.sweep(study, criterion))}")
    print(siting.sensitivity.stability_intervals(study).round(3).to_string())

    # 4. Look at the futures that the study describes.
    print("\nFutures")
    for name, future in study.futures.items():
        evaluation = siting.evaluate(siting.load_study(HERE, future=name))
        print(f"  {future.title}: {siting.narrate.headline(evaluation)}")

    # 5. Draw for a slide.
    OUT.mkdir(parents=True, exist_ok=True)
    evaluation = siting.evaluate(study)
    axes = siting.charts.contributions(evaluation)
    (OUT / "contributions.png").write_bytes(siting.charts.to_png(axes))
    print(f"\nPicture: {OUT / 'contributions.png'}")


if __name__ == "__main__":
    main()
